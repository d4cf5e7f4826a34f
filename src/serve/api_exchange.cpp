// What leaves for other systems and comes from them, in their forms.
#include <utility>

#include "base/json_lists.h"
#include "engine/answers_json.h"
#include "engine/exchange.h"
#include "engine/import_exchange.h"
#include "engine/workspace_file.h"
#include "model/tlp.h"
#include "serve/answers.h"

namespace whence {
namespace {

std::vector<QueryParameter> export_parameters() {
  return {{"case", "a case that the workspace keeps", QueryType::text, false, true},
          {"document", "a document by its key", QueryType::text, false, true},
          {"documents", "true: every document", QueryType::flag},
          {"ledger", "true: claims, answers and the public record", QueryType::flag},
          {"unverified", "of the ledger: also what nobody has checked", QueryType::flag},
          {"objects", "true: objects of other systems as they came (stix)", QueryType::flag},
          {"tlp", "mark of what bears none: CLEAR, GREEN, AMBER, AMBER+STRICT or RED"},
          {"max_tlp", "refuse if anything is marked above this"},
          {"tlp_version", "in STIX: 2 or 1"},
          {"as_of", "day stated as `created`; default: the latest that anything in it states", QueryType::date}};
}

Result<std::string> mark_of(const Call& call, std::string_view name) {
  const std::string typed = call.text(name).value_or("");
  std::string label = tlp_label(typed);
  if (label.empty() && !typed.empty())
    return Error{Code::malformed, std::string(name) + ": write clear, green, amber, amber+strict or red"};
  return label;
}

Result<ExportRequest> export_request(const Call& call) {
  ExportRequest request;
  request.cases = call.texts("case");
  request.documents = call.texts("document");
  request.every_document = call.flag("documents");
  request.objects = call.flag("objects");
  if (call.flag("ledger")) {
    LedgerFilter& filter = request.ledger.emplace();
    filter.most = every_claim;
    filter.exchanged = false;  // objects=true has them, as they came
    filter.unverified = call.flag("unverified");
  }
  WHENCE_TRY(request.tlp, mark_of(call, "tlp"));
  WHENCE_TRY(request.most, mark_of(call, "max_tlp"));
  request.tlp_version = call.text("tlp_version") == "1" ? TlpVersion::one : TlpVersion::two;
  request.as_of = call.text("as_of").value_or("");
  return request;
}

// The form is the end of the address.
Result<HttpResponse> export_form(Service& service, const Call& call) {
  WHENCE_TRY(ExportRequest request, export_request(call));
  request.to = call.route->path.substr(call.route->path.rfind('/') + 1);
  std::optional<Service::Reading> reading;
  if (service.has_workspace()) {
    WHENCE_TRY(Service::Reading opened, service.reading());
    reading.emplace(std::move(opened));
  }
  WHENCE_TRY(const Exchange exchange,
             gather(service.data(), reading ? &**reading : nullptr, request, service.limits()));
  WHENCE_TRY(Exported exported, export_as(exchange, request, service.data()));
  HttpResponse response;
  response.type = call.route->type;
  response.body = std::move(exported.bytes);
  response.fields.emplace_back("X-Whence-Left-Out", to_text(json_texts(exported.left_out)));
  response.fields.emplace_back("X-Whence-Not-Carried", to_text(json_texts(exported.not_carried)));
  return response;
}

Result<HttpResponse> import_bytes(Service& service, const Call& call) {
  return job_response(service, "import",
                      [&service, bytes = call.request->body,
                       name = call.text("name").value_or("upload")](const ProgressCall& progress) -> Result<Json> {
                        WHENCE_TRY(Workspace workspace, service.job_workspace());
                        WHENCE_TRY(const ExchangeImport done, import_upload(service.data(), workspace, name, bytes,
                                                                            time_now(), service.limits(), progress));
                        return json_import(done);
                      });
}

Route export_route(std::string_view path, std::string_view id, std::string_view about, std::string_view answer,
                   std::string_view type) {
  return Route{"GET", path, id, about, answer, export_form}.with(export_parameters()).as(type).slow();
}

}  // namespace

std::span<const Route> exchange_routes() {
  static const std::vector<Route> all = {
      export_route("/api/export/stix", "exportStix", "Cases, documents, the ledger, others' objects as STIX 2.1",
                   "StixBundle", "application/stix+json;version=2.1"),
      export_route("/api/export/misp", "exportMisp", "Cases, documents, the ledger as MISP events", "MispEvents",
                   "application/json"),
      export_route("/api/export/navigator", "exportNavigator", "A case's techniques as a Navigator layer",
                   "NavigatorLayer", "application/json"),
      export_route("/api/export/csv", "exportCsv", "Cases, documents, the ledger as a table", "", "text/csv"),
      Route{
          "POST", "/api/import", "importObjects",
          "Keep the objects of a STIX bundle, MISP event or Navigator layer; what whence exported becomes what it was",
          "Job", import_bytes}
          .with({{"name", "what it is called; for messages"}})
          .takes_bytes()
          .answers(202)
          .kept(),
  };
  return all;
}

}  // namespace whence
