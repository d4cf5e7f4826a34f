// TAXII 2.1: what the workspace shares with other platforms. docs/taxii.md.
#include <algorithm>
#include <utility>

#include "base/uuid.h"
#include "engine/publish.h"
#include "engine/workspace_file.h"
#include "format/exchange.h"
#include "serve/answers.h"
#include "serve/taxii.h"

namespace whence {
namespace {

constexpr std::string_view root = "/taxii2/whence/";

Json media_types(std::string_view type) { return Json::array().push(type); }

Json collection_json(const Service& service, const Collection& collection) {
  return Json::object()
      .set("id", collection.id)
      .set("title", collection.title)
      .set("description", collection.description)
      .set("alias", collection.name)
      .set("can_read", true)
      .set("can_write", collection.takes && service.writable())
      .set("media_types", media_types("application/stix+json;version=2.1"));
}

Result<Collection> collection_of(const Call& call) {
  const std::string asked = call.segment("collection");
  for (const Collection& one : collections()) {
    if (one.id == asked || one.name == asked) return one;
  }
  return Error{Code::not_found, "no such collection; " + std::string(root) + "collections/ lists them"};
}

// What waits is published until the page is full: who reads all of it has it all made, who reads little waits little.
// While another program writes, what has been published by then is what there is.
Result<PublishedPage> page_of(Service& service, const Collection& collection, PublishedQuery query) {
  if (!service.has_workspace()) return PublishedPage{};
  query.most_tlp = service.most_tlp();
  WHENCE_TRY(const Publication* publication, service.publication());
  WHENCE_TRY(const Service::Reading reading, service.reading());
  ++query.most;  // one more, to know whether there is more
  PublishedPage page;
  while (true) {
    page.objects = published(*reading, query);
    const bool full = page.objects.size() == query.most;
    if (full || !publication->waits(*reading, collection)) break;
    WHENCE_TRY(Service::Writing writing, service.writing());
    const auto done = publication->publish_some(*writing, collection, service.limits());
    if (!done && done.error().code == Code::conflict) break;
    if (!done) return done.error();
  }
  if (auto sound = (*reading).problem(); !sound) return sound.error();
  page.more = page.objects.size() == query.most;
  if (page.more) page.objects.pop_back();
  return page;
}

// Of one object. not_found: the collection has none of this id.
Result<PublishedPage> page_of_object(Service& service, const Call& call, PublishedQuery query) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  query.ids = {call.segment("object")};
  PublishedQuery any = query;
  WHENCE_TRY(PublishedPage page, page_of(service, collection, std::move(query)));
  if (!page.objects.empty()) return page;
  any.versions = {"all"};
  any.specs.clear();
  any.added_after.reset();
  any.after = 0;
  any.most = 1;
  WHENCE_TRY(const PublishedPage there, page_of(service, collection, std::move(any)));
  if (there.objects.empty()) return Error{Code::not_found, "the collection has no object of this id"};
  return page;
}

Result<HttpResponse> get_discovery(Service&, const Call&) {
  return taxii_response(Json::object()
                            .set("title", "Whence")
                            .set("description", "Claims, the answers to them, and cases, with their sources")
                            .set("default", root)
                            .set("api_roots", Json::array().push(root)));
}

Result<HttpResponse> get_root(Service&, const Call&) {
  return taxii_response(Json::object()
                            .set("title", "Whence")
                            .set("versions", media_types(taxii_type))
                            .set("max_content_length", static_cast<std::size_t>(taxii_body)));
}

Result<HttpResponse> get_collections(Service& service, const Call&) {
  Json list = Json::array();
  for (const Collection& one : collections()) list.push(collection_json(service, one));
  return taxii_response(Json::object().set("collections", std::move(list)));
}

Result<HttpResponse> get_collection(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  return taxii_response(collection_json(service, collection));
}

Result<HttpResponse> get_manifest(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  WHENCE_TRY(PublishedQuery query, published_query(call, collection));
  query.with_json = false;
  WHENCE_TRY(const PublishedPage page, page_of(service, collection, std::move(query)));
  return taxii_envelope(page, "objects", [](const PublishedObject& object) {
    return to_text(Json::object()
                       .set("id", object.id)
                       .set("date_added", to_string(object.added))
                       .set("version", object.version)
                       .set("media_type", "application/stix+json;version=" + object.spec));
  });
}

std::string json_of(const PublishedObject& object) { return object.json; }

Result<HttpResponse> get_objects(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  WHENCE_TRY(PublishedQuery query, published_query(call, collection));
  WHENCE_TRY(const PublishedPage page, page_of(service, collection, std::move(query)));
  return taxii_envelope(page, "objects", json_of);
}

Result<HttpResponse> get_object(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  WHENCE_TRY(PublishedQuery query, published_query(call, collection));
  WHENCE_TRY(const PublishedPage page, page_of_object(service, call, std::move(query)));
  return taxii_envelope(page, "objects", json_of);
}

Result<HttpResponse> get_versions(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  WHENCE_TRY(PublishedQuery query, published_query(call, collection));
  query.versions = {"all"};
  query.with_json = false;
  WHENCE_TRY(const PublishedPage page, page_of_object(service, call, std::move(query)));
  return taxii_envelope(page, "versions", [](const PublishedObject& object) { return to_text(Json(object.version)); });
}

Json status_json(const std::string& id, const TakenObjects& taken, const std::string& at) {
  const auto details = [&](const auto& list, bool refused) {
    Json all = Json::array();
    for (const auto& [object, words] : list) {
      Json one = Json::object().set("id", object).set("version", refused || words.empty() ? at : words);
      if (refused) one.set("message", words);
      all.push(std::move(one));
    }
    return all;
  };
  return Json::object()
      .set("id", id)
      .set("status", "complete")
      .set("request_timestamp", at)
      .set("total_count", taken.kept.size() + taken.refused.size())
      .set("success_count", taken.kept.size())
      .set("successes", details(taken.kept, false))
      .set("failure_count", taken.refused.size())
      .set("failures", details(taken.refused, true))
      .set("pending_count", 0)
      .set("pendings", Json::array());
}

Result<HttpResponse> not_written_to() {
  return error_response(403, "forbidden", "this collection is made by this program and takes nothing");
}

Result<HttpResponse> add_objects(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  if (!collection.takes) return not_written_to();
  const std::string at = to_string(instant_now());
  const std::string from = call.who.empty() ? "taxii" : "taxii: " + call.who;
  WHENCE_TRY(Service::Writing writing, service.writing());
  WHENCE_TRY(const TakenObjects taken,
             take_objects(*writing, collection, call.request->body, from, time_now(), service.limits()));
  const std::string id = uuid_v5(exchange_space, at + call.request->body);
  const Json status = status_json(id, taken, at);
  service.remember_status(id, to_text(status) + "\n");
  HttpResponse response = taxii_response(status);
  response.status = 202;
  return response;
}

Result<HttpResponse> get_status(Service& service, const Call& call) {
  const auto text = service.status(call.segment("status"));
  if (!text) return Error{Code::not_found, "no such status, or it was long ago"};
  HttpResponse response;
  response.type = taxii_type;
  response.body = *text;
  return response;
}

Result<HttpResponse> remove_object(Service& service, const Call& call) {
  WHENCE_TRY(const Collection collection, collection_of(call));
  if (!collection.takes) return not_written_to();
  WHENCE_TRY(PublishedQuery query, published_query(call, collection));
  if (query.versions.empty()) query.versions = {"all"};
  query.with_json = false;
  query.most = page_most;
  WHENCE_TRY(const PublishedPage page, page_of_object(service, call, std::move(query)));
  WHENCE_TRY(Service::Writing writing, service.writing());
  (*writing).begin();
  for (const PublishedObject& object : page.objects) withdraw(*writing, object.number);
  if (auto done = (*writing).commit(); !done) return done.error();
  return taxii_response(Json::object());
}

}  // namespace

std::span<const Route> taxii_routes() {
  const auto one = [](std::string_view method, std::string_view path, std::string_view id, std::string_view about,
                      std::string_view answer,
                      Handler handler) { return Route{method, path, id, about, answer, handler}.as(taxii_type); };
  static const std::vector<Route> all = {
      one("GET", "/taxii2/", "taxiiDiscovery", "TAXII 2.1: where the API roots are", "TaxiiDiscovery", get_discovery),
      one("GET", "/taxii2/whence/", "taxiiRoot", "What the API root takes", "TaxiiRoot", get_root),
      one("GET", "/taxii2/whence/status/{status}/", "taxiiStatus", "What came of objects that were posted",
          "TaxiiStatus", get_status),
      one("GET", "/taxii2/whence/collections/", "taxiiCollections", "What is shared", "TaxiiCollections",
          get_collections),
      one("GET", "/taxii2/whence/collections/{collection}/", "taxiiCollection", "One collection", "TaxiiCollection",
          get_collection),
      one("GET", "/taxii2/whence/collections/{collection}/manifest/", "taxiiManifest", "What is in it, and since when",
          "TaxiiManifest", get_manifest)
          .with(taxii_filters())
          .slow(),
      one("GET", "/taxii2/whence/collections/{collection}/objects/", "taxiiObjects",
          "Its objects in the order of "
          "being added",
          "TaxiiEnvelope", get_objects)
          .with(taxii_filters())
          .slow(),
      one("POST", "/taxii2/whence/collections/{collection}/objects/", "taxiiAddObjects",
          "Objects for a collection that takes some", "TaxiiStatus", add_objects)
          .takes_objects()
          .answers(202)
          .kept()
          .slow(),
      one("GET", "/taxii2/whence/collections/{collection}/objects/{object}/", "taxiiObject", "One object",
          "TaxiiEnvelope", get_object)
          .with(taxii_filters())
          .slow(),
      one("DELETE", "/taxii2/whence/collections/{collection}/objects/{object}/", "taxiiRemoveObject",
          "Takes it out of the collection; the workspace keeps it", "TaxiiNothing", remove_object)
          .with(taxii_filters())
          .kept()
          .slow(),
      one("GET", "/taxii2/whence/collections/{collection}/objects/{object}/versions/", "taxiiVersions",
          "The versions of an object", "TaxiiVersions", get_versions)
          .with(taxii_filters())
          .slow(),
  };
  return all;
}

}  // namespace whence
