// Several documents read together: files, folders, patterns of names, and files of articles, one a line.
#pragma once

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/read.h"
#include "model/reading.h"
#include "model/repetition.h"

namespace whence {

// What was read, and one line for each file or article that was not.
struct Shelf {
  std::vector<Reading> readings;
  std::vector<std::string> complaints;
};

// Reads each path in order: "-" and files as they are; a folder's files, hidden ones not, by name, its folders not; a
// pattern ("reports/*.txt", where no file has that name) the files it matches, by name; of a file that ends in .jsonl
// or .ndjson every line as format/articles.h has it. `stated` holds for whatever does not come from a line.
Shelf read_shelf(const ReadingDesk& desk, const std::vector<std::string>& paths, const Provenance& stated,
                 const Limits& limits, const ProgressCall& progress);

// What they say together. Fills Claim::origin. Requires: at least one reading.
Result<Repetition> repetition_among(std::vector<Reading>& readings, const Data& data);

}  // namespace whence
