// Objects of other systems, kept as they came: STIX objects by id and version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/workspace.h"

namespace whence {

struct StoredObject {
  std::int64_t number = 0;         // order of arrival, from 1
  std::string id, modified, type;  // modified: empty where the type has no versions
  std::string spec;                // "2.0", "2.1" or empty: as the object says
  bool revoked = false;
  std::string source, added;  // the file it came in; when
  std::string json;           // byte for byte
};

// False if this version of it is held already; nothing is changed then. Requires: open for writing, begun.
bool keep_object(Workspace& workspace, const StoredObject& object);
// The number of what arrived last; 0 if nothing did.
std::int64_t newest_object_number(Workspace& workspace);
// The number of that version; 0 if it is not held.
std::int64_t object_number(Workspace& workspace, std::string_view id, std::string_view modified);
// In order of arrival after `number`, at most `most`; of one id where `id` is not empty.
std::vector<StoredObject> stored_objects(Workspace& workspace, std::int64_t number, std::size_t most,
                                         std::string_view id = {});
// The newest version of an object.
std::optional<StoredObject> newest_object(Workspace& workspace, std::string_view id);
// The newest version of each, in order of arrival after `number`, at most `most`; revoked ones too.
std::vector<StoredObject> newest_objects(Workspace& workspace, std::int64_t number, std::size_t most);
// The newest versions of objects of a type, in order of arrival after `number`, at most `most`; without revoked ones
// and those in which `without` occurs.
std::vector<StoredObject> stored_of_type(Workspace& workspace, std::string_view type, std::string_view without,
                                         std::int64_t number, std::size_t most);
// Likewise, relationships that say "attributed-to".
std::vector<StoredObject> stored_attributions(Workspace& workspace, std::string_view without, std::int64_t number,
                                              std::size_t most);
std::size_t object_count(Workspace& workspace);

}  // namespace whence
