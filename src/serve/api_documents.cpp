// Documents of the workspace.
#include <utility>

#include "engine/add.h"
#include "engine/answers_json.h"
#include "engine/report_file.h"
#include "engine/workspace_file.h"
#include "format/json_reading.h"
#include "serve/answers.h"

namespace whence {
namespace {

Result<HttpResponse> list_documents(Service& service, const Call& call) {
  const std::size_t most = page_size(call);
  WHENCE_TRY(const std::int64_t after, number_cursor(call));
  if (!service.has_workspace()) return page_response("documents");
  WHENCE_TRY(const Service::Reading reading, service.reading());
  const std::vector<DocumentRow> rows = (*reading).documents(after, most);
  if (auto sound = (*reading).problem(); !sound) return sound.error();
  Json list = Json::array();
  for (const DocumentRow& row : rows) list.push(json_row(row));
  return page_response("documents", std::move(list),
                       rows.size() == most ? Json(std::to_string(rows.back().id)) : Json());
}

Result<HttpResponse> add_document(Service& service, const Call& call) {
  AddRequest request;
  request.stated = stated_of(call);
  const std::string type = media_type(call.request->head.field("content-type"));
  request.lines = type == "application/x-ndjson" || type == "application/jsonl";
  request.uploads.push_back({call.text("name").value_or("upload"), call.request->body});
  return job_response(service, "add", [&service, request = std::move(request)](const ProgressCall& progress) {
    const auto work = [&]() -> Result<Json> {
      WHENCE_TRY(Workspace workspace, service.job_workspace());
      WHENCE_TRY(const AddSummary summary, add_documents(service.desk(), workspace, request, service.versions(),
                                                         time_now(), service.limits(), {}, progress));
      return json_added(summary, "whence", workspace.counts());
    };
    return work();
  });
}

Result<HttpResponse> get_document(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const DocumentRow row, (*reading).document(call.segment("document")));
  WHENCE_TRY(const Reading read, (*reading).reading(row));
  return json_response(json_reading(read));
}

Result<HttpResponse> get_verdicts(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const DocumentRow row, (*reading).document(call.segment("document")));
  WHENCE_TRY(const std::vector<Claim> claims, claims_of(*reading, row.reading));
  return json_response(json_placement(placed(claims, verdicts_on(*reading, row.id))));
}

Result<HttpResponse> get_document_report(Service& service, const Call& call) {
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const DocumentRow row, (*reading).document(call.segment("document")));
  WHENCE_TRY(const Reading read, (*reading).reading(row));
  ReportOptions page;
  page.brief = call.flag("brief");
  page.tlp = call.text("tlp").value_or("");
  page.prepared_by = call.text("prepared_by").value_or("");
  WHENCE_TRY(std::string html, report_document(service.data(), read, page));
  return html_response(std::move(html));
}

Result<HttpResponse> search_documents(Service& service, const Call& call) {
  const std::size_t most = page_size(call);
  WHENCE_TRY(const std::int64_t skip, number_cursor(call));
  constexpr std::int64_t deepest = 10'000;
  if (skip > deepest) return Error{Code::limit, "next: the first 10,000 are enough; ask for more words"};
  if (!service.has_workspace()) return page_response("documents");
  WHENCE_TRY(const Service::Reading reading, service.reading());
  WHENCE_TRY(const std::vector<FoundDocument> found,
             find_documents(*reading, *call.text("words"), most, static_cast<std::size_t>(skip)));
  Json json = json_found(found);
  const auto end = static_cast<std::size_t>(skip) + found.size();
  return json_response(json.set("next", found.size() == most ? Json(std::to_string(end)) : Json()));
}

}  // namespace

std::span<const Route> document_routes() {
  static const std::vector<Route> all = {
      Route{"GET", "/api/documents", "listDocuments", "Documents in the order in which they came", "DocumentPage",
            list_documents}
          .with({limit_parameter(), next_parameter()}),
      Route{"POST", "/api/documents", "addDocument",
            "Read a document and keep it; one that is there is known by its bytes", "Job", add_document}
          .with(stated_parameters())
          .takes_bytes()
          .answers(202)
          .kept(),
      Route{"GET", "/api/documents/{document}", "getDocument", "What a document says, as it was read last", "Reading",
            get_document},
      Route{"GET", "/api/documents/{document}/verdicts", "getVerdicts", "What people say of its claims", "Verdicts",
            get_verdicts},
      Route{"GET", "/api/documents/{document}/report", "getDocumentReport", "One page to brief from", "",
            get_document_report}
          .with({{"brief", "one A4 page, without the annex", QueryType::flag},
                 {"tlp", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED"},
                 {"prepared_by", "the person who answers for the page"}})
          .as("text/html; charset=utf-8")
          .slow(),
      Route{"GET", "/api/search", "searchDocuments", "Documents by their words, best first", "FoundPage",
            search_documents}
          .with({{"words", "every one of them occurs in the document", QueryType::text, true}})
          .with({limit_parameter(), next_parameter()}),
  };
  return all;
}

}  // namespace whence
