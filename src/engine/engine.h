// The library's front door: one function per command, each from what the user named to the value that a page or a JSON
// writer shows. Nothing here prints. Expected failure is an Error whose message can be shown as it is.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lexicon/check.h"
#include "lexicon/data.h"

namespace whence {

// Told how far a long task is. Called from the task's own thread; total 0 means that the end is not known.
using ProgressCall = std::function<void(std::size_t done, std::size_t total)>;

// What an answer must name to be reproduced.
struct Versions {
  std::string program;                // "0.1.0"
  std::string data_hash;              // SHA-256 of the tables in use
  std::string data_origin;            // "embedded" or a folder
  std::size_t pack_bytes = 0;         // of the compiled tables
  std::optional<std::string> attack;  // "18.1-a"; empty where the tables hold no knowledge
};

// The tables that every other function needs: those of `directory` if named, else WHENCE_DATA, the user's data folder,
// the embedded pack.
Result<Data> open_data(const std::optional<std::string>& directory);

Versions versions_of(const Data& data);

// Every problem in the tables and examples of `directory`, or of the folder in use. An unreadable folder is an Error,
// and so are embedded tables, which were checked when they were built; a wrong table is a problem in the answer.
Result<DataCheck> check_data(const std::optional<std::string>& directory);

}  // namespace whence
