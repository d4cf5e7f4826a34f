// How far a collection of another server has been fetched, so that the next fetch goes on there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/instant.h"
#include "store/workspace.h"

namespace whence {

struct Fetched {
  std::string address;            // of the collection
  std::optional<Instant> latest;  // date added of the last object of the last page that was kept
  std::int64_t read_to = 0;       // number of the last kept object that was searched for documents of ours
};

// As it was left; empty where nothing was fetched yet.
Fetched fetched(Workspace& workspace, const std::string& address);
// Requires: begun.
void keep_fetched(Workspace& workspace, const Fetched& state);

}  // namespace whence
