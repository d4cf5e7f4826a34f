// `whence add`: documents into the workspace, in groups that are kept whole or not at all.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/read.h"
#include "model/oddity.h"
#include "store/workspace.h"

namespace whence {

// A document that is no file.
struct Upload {
  std::string name, bytes;
};

struct AddRequest {
  std::vector<std::string> files;  // as engine/inputs.h takes them
  std::vector<Upload> uploads;     // and what is here already
  bool lines = false;
  Provenance stated;
  std::size_t jobs = 1;  // documents read at the same time; writing is one at a time
};

enum class Arrival { fresh, known, failed };

// One document, once what is said of it is on the disk.
struct Added {
  Arrival arrival = Arrival::fresh;
  std::string name, key, problem;  // problem: of a failed one
  std::size_t claims = 0;
  std::size_t on_record = 0;  // of its claims, those about an act of the public record
};

struct AddSummary {
  std::size_t fresh = 0, known = 0, failed = 0, claims = 0, on_record = 0;
  std::size_t elsewhere = 0;                           // known from another place
  std::size_t dated = 0;                               // known without a date, and dated now
  std::map<std::string, std::size_t> languages;        // of the fresh ones
  std::map<std::string, std::size_t> in_part, unread;  // of these, by language: read by cue words only, not read
  std::vector<Oddity> failures;                        // the first 100
};

using AddedCall = std::function<void(const Added&)>;

// Skips what is there, by its bytes; so a run that was cut off is simply run again. A document that cannot be read is
// counted and the run goes on. Holds one group in memory, whatever the number of documents. Error: the workspace cannot
// be written to; what `told` has heard of by then is kept.
Result<AddSummary> add_documents(const ReadingDesk& desk, Workspace& workspace, const AddRequest& request,
                                 const Versions& versions, Time now, const Limits& limits, const AddedCall& told,
                                 const ProgressCall& progress);

}  // namespace whence
