// A case as one file for somebody else: opens elsewhere to the same page, with its log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "lexicon/data.h"
#include "store/workspace.h"

namespace whence {

struct Packed {
  std::string bytes;                   // JSON, one object; docs/formats/pack.md
  std::vector<std::string> documents;  // that went along
  std::vector<std::string> left_out;   // and those above the mark, or not in the workspace
};

// Nothing above `most` (a label of TLP 2.0) goes along; what has no mark counts as the case's own. Error: the case
// itself is above it, or is not marked.
Result<Packed> pack_case(const Data& data, Workspace& workspace, const std::string& file, const std::string& most,
                         Time now, const Limits& limits);

// The same of a case that the workspace keeps, by its name.
Result<Packed> pack_kept_case(const Data& data, Workspace& workspace, const std::string& name, const std::string& most,
                              const Limits& limits);

struct Unpacked {
  std::string file;  // the case, written; empty: the workspace alone keeps it
  std::string name, program, data;
  std::size_t documents = 0, versions = 0, deeds = 0;
  bool same_data = true;  // weighed with the same tables here as there: the same page
};

// Writes the case into `folder` and keeps documents, versions and log in the workspace. The name of the file is made
// from the case's name, whatever the pack says. Error: no pack, damaged, the file is there with other content.
Result<Unpacked> unpack_case(const Data& data, Workspace& workspace, const std::string& pack, const std::string& folder,
                             Time now, const Limits& limits);

// The same of a pack whose bytes are here; the case stays in the workspace. conflict: it has another case of that name.
Result<Unpacked> unpack_kept_case(const Data& data, Workspace& workspace, const std::string& bytes, Time now,
                                  const Limits& limits);

}  // namespace whence
