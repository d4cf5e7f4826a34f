// How far a collection of another server has been fetched, so that the next fetch goes on there.
#pragma once

#include <cstdint>
#include <string>

#include "store/workspace.h"

namespace whence {

struct Fetched {
  std::string address;      // of the collection
  std::string added_after;  // of the fetch under way, else of the next; empty: everything
  std::string next;         // the page to go on with; empty: no fetch is under way
  std::string latest;       // the latest date added that the server told
  std::int64_t read_to = 0;  // number of the last kept object that was searched for documents of ours
};

// As it was left; all empty where nothing was fetched yet.
Fetched fetched(Workspace& workspace, const std::string& address);
// Requires: begun.
void keep_fetched(Workspace& workspace, const Fetched& state);

}  // namespace whence
