// Where objects of other systems go, whatever way they came: the workspace keeps each as it is, and what whence
// exported becomes what it was.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/import_exchange.h"
#include "format/exchange.h"
#include "format/stix.h"
#include "lexicon/data.h"
#include "store/workspace.h"

namespace whence {

class ObjectKeeper {
 public:
  // `name`: of what they come in, kept beside each. `folder`: where cases are written; empty: the workspace keeps them.
  // All must outlive it.
  ObjectKeeper(const Data& data, Workspace& workspace, std::string name, std::string folder, Time now,
               const Limits& limits);

  // Requires: begun. Commits and begins again from time to time.
  Result<void> keep(const ForeignObject& object);
  // All of them, kept when it comes back. Requires: not begun.
  Result<void> keep_all(const std::vector<ForeignObject>& objects);
  // A document of ours, unless it is held. Requires: begun.
  void restore(const ReceivedDocument& document);
  // What a reader counted.
  void count(const StixReading& read);
  // What the rest of ours was. Requires: begun; commits. Error: a case's file is there and differs.
  Result<void> finish(const Received& received);

  ExchangeImport& result() { return result_; }

 private:
  void odd(const std::string& what);
  void keep_document(const struct KeptDocument& kept);
  Result<void> keep_received_case(const ReceivedCase& received);
  Result<void> write_case_file(const ReceivedCase& received);

  Versions versions_;
  Workspace& workspace_;
  std::string name_, folder_;
  Time now_;
  Limits limits_;
  std::size_t in_group_ = 0;
  ExchangeImport result_;
};

}  // namespace whence
