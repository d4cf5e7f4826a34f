// What others may fetch over TAXII, in the order in which it was added. docs/taxii.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "store/workspace.h"

namespace whence {

struct PublishedObject {
  std::int64_t number = 0;  // order of being added
  std::string id, type;
  std::string version;               // modified, else created, else when it was added
  std::string spec;                  // "2.0", "2.1"
  std::optional<int> tlp;            // rank of its strictest mark
  Instant added{};                   // strictly rising with the number; given by publish()
  std::string json;                  // empty where only the manifest is asked for
  std::optional<std::int64_t> held;  // its number in `objects`, if it came from outside: json is not kept again
};

// Adds what the collection does not have in that version. Answers how many were new. Requires: begun.
std::size_t publish(Workspace& workspace, std::string_view collection, const std::vector<PublishedObject>& objects);
// The same of all that a document or case says now. What it said before and nobody says any more is revoked: a last
// version that says so takes the place of what can bear one, the rest stays. Requires: begun.
void publish_source(Workspace& workspace, std::string_view collection, std::string_view source,
                    const std::vector<PublishedObject>& objects);
// Takes what has this number out of its collection. Requires: begun.
void withdraw(Workspace& workspace, std::int64_t number);

struct PublishedQuery {
  std::string collection;
  std::int64_t after = 0;  // behind this number
  std::optional<Instant> added_after;
  std::vector<std::string> ids, types, specs;
  std::vector<std::string> versions;  // any of "first", "last", "all", or version texts; empty: last
  std::optional<int> most_tlp;        // only what is marked, and not above this
  std::size_t most = 100;
  bool with_json = true;
};
std::vector<PublishedObject> published(Workspace& workspace, const PublishedQuery& query);

// Documents and cases whose objects must be made again. note_changes() looks for them in what was added since it looked
// last and answers whether anything was; `tables` is the hash of the data. Requires: begun.
bool note_changes(Workspace& workspace, std::string_view tables);
// Whether note_changes() would find anything. Microseconds; for asking at each request.
bool has_changes(Workspace& workspace, std::string_view tables);
struct WaitingSource {
  std::string name;
  std::int64_t changes = 0;  // noted so far
};
// At most `most` of those that wait, in order.
std::vector<WaitingSource> waiting_sources(Workspace& workspace, std::string_view collection, std::size_t most);
// Takes it out, unless another change was noted since. Requires: begun.
void source_done(Workspace& workspace, std::string_view collection, const WaitingSource& source);

// How far `objects` has been published.
std::int64_t published_objects_to(Workspace& workspace);
void set_published_objects_to(Workspace& workspace, std::int64_t number);

}  // namespace whence
