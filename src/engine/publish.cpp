#include "engine/publish.h"

#include <array>

#include "engine/engine.h"
#include "format/stix.h"
#include "store/objects.h"

namespace whence {
namespace {

constexpr std::size_t objects_in_group = 4096;
constexpr std::size_t documents_in_group = 32;
constexpr std::size_t cases_in_group = 1;  // weighing one takes as long as many documents

constexpr std::array<Collection, 4> all = {{
    {"0f3d3c53-7f9b-5b43-9d5c-3c9b9a3f1f01", "claims", "Claims",
     "Who says what about whom in the documents of the workspace, who answers, and what analysts say of it", false},
    {"0f3d3c53-7f9b-5b43-9d5c-3c9b9a3f1f02", "record", "Public record",
     "Public attributions and the answers to them, with their sources", false},
    {"0f3d3c53-7f9b-5b43-9d5c-3c9b9a3f1f03", "cases", "Cases",
     "Cases as weighed: each hypothesis with its range and the share of nobody we know", false},
    {"0f3d3c53-7f9b-5b43-9d5c-3c9b9a3f1f04", "objects", "Objects of others",
     "Objects of other systems as they came, every version", true},
}};

std::optional<int> strictest(const ForeignObject& object) {
  const bool definition = object.type == "marking-definition" || object.type == "extension-definition";
  return tlp_rank(definition ? "CLEAR" : strictest_mark(object.json));
}

PublishedObject published_form(const ForeignObject& object) {
  PublishedObject one;
  one.id = object.id;
  one.type = object.type;
  one.version = object.modified;
  // Only observables may do without in 2.1, and they have no versions.
  one.spec = !object.spec.empty() ? object.spec : object.modified.empty() ? "2.1" : "2.0";
  one.tlp = strictest(object);
  one.json = object.json;
  return one;
}

Result<void> publish_objects(Workspace& workspace, const Collection& collection) {
  const std::vector<StoredObject> held = stored_objects(workspace, published_objects_to(workspace), objects_in_group);
  std::vector<PublishedObject> objects;
  objects.reserve(held.size());
  for (const StoredObject& one : held) {
    // MISP events and layers are kept too, and are no STIX objects.
    if (one.spec != "2.0" && one.spec != "2.1" && !one.spec.empty()) continue;
    objects.push_back(published_form({one.id, one.type, one.modified, one.spec, one.revoked, one.json}));
    objects.back().held = one.number;
  }
  workspace.begin();
  publish(workspace, collection.name, objects);
  if (!held.empty()) set_published_objects_to(workspace, held.back().number);
  return workspace.commit();
}

}  // namespace

std::span<const Collection> collections() { return all; }

Result<Publication> Publication::open(const Data& data) {
  WHENCE_TRY(ExchangeNames names, exchange_names(data));
  return Publication(data, std::move(names), versions_of(data).data_hash);
}

bool Publication::waits(Workspace& workspace, const Collection& collection) const {
  if (collection.takes) return !stored_objects(workspace, published_objects_to(workspace), 1).empty();
  return has_changes(workspace, tables_) || !waiting_sources(workspace, collection.name, 1).empty();
}

Result<void> Publication::publish_some(Workspace& workspace, const Collection& collection, const Limits& limits) const {
  if (collection.takes) return publish_objects(workspace, collection);
  if (has_changes(workspace, tables_)) {
    workspace.begin();
    note_changes(workspace, tables_);
    if (auto noted = workspace.commit(); !noted) return noted;
  }
  return publish_sources(workspace, collection, limits);
}

Result<void> Publication::publish_sources(Workspace& workspace, const Collection& collection,
                                          const Limits& limits) const {
  const std::vector<WaitingSource> sources =
      waiting_sources(workspace, collection.name, collection.name == "cases" ? cases_in_group : documents_in_group);
  std::vector<std::optional<std::vector<PublishedObject>>> made;
  for (const WaitingSource& source : sources) {
    auto objects = objects_of(workspace, collection, source.name, limits);
    if (auto sound = workspace.problem(); !sound) return sound;
    made.push_back(objects ? std::optional(std::move(objects).value()) : std::nullopt);
  }
  workspace.begin();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (made[i]) publish_source(workspace, collection.name, sources[i].name, *made[i]);
    source_done(workspace, collection.name, sources[i]);
  }
  return workspace.commit();
}

Result<std::vector<PublishedObject>> Publication::objects_of(Workspace& workspace, const Collection& collection,
                                                             const std::string& source, const Limits& limits) const {
  ExportRequest request;
  request.to = "stix";
  if (collection.name == "record") {
    request.ledger.emplace();
    request.ledger->claims = request.ledger->exchanged = false;
  } else if (collection.name == "cases") {
    request.cases = {source};
  } else {
    request.documents = {source};
  }
  WHENCE_TRY(const Exchange exchange, gather(*data_, names_, &workspace, request, limits));
  WHENCE_TRY(const Exported bundle, export_as(exchange, request, *data_));
  std::vector<PublishedObject> objects;
  StixReader reader(source, Limits{.bytes = bundle.bytes.size() + 1}, [&](const ForeignObject& object) -> Result<void> {
    objects.push_back(published_form(object));
    return {};
  });
  if (auto fed = reader.feed(bundle.bytes); !fed) return fed.error();
  WHENCE_TRY([[maybe_unused]] const StixReading read, reader.finish());
  return objects;
}

Result<TakenObjects> take_objects(Workspace& workspace, const Collection& collection, std::string_view envelope,
                                  const std::string& from, Time now, const Limits& limits) {
  TakenObjects taken;
  std::vector<PublishedObject> objects;
  workspace.begin();
  StixReader reader("the envelope", limits, [&](const ForeignObject& object) -> Result<void> {
    const StoredObject stored{0,    object.id,      object.modified, object.type, object.spec, object.revoked,
                              from, time_text(now), object.json};
    keep_object(workspace, stored);
    PublishedObject one = published_form(object);
    one.held = object_number(workspace, object.id, object.modified);
    objects.push_back(std::move(one));
    taken.kept.emplace_back(object.id, object.modified);
    return {};
  });
  auto fed = reader.feed(envelope);
  auto read = fed ? reader.finish() : Result<StixReading>(fed.error());
  if (!read) {
    workspace.roll_back();
    return read.error();
  }
  publish(workspace, collection.name, objects);
  if (auto done = workspace.commit(); !done) return done.error();
  for (const Oddity& one : read->oddities) taken.refused.emplace_back(one.where, one.what);
  return taken;
}

}  // namespace whence
