// STIX 2.1 out and 2.0 and 2.1 in. docs/formats/stix.md says which of our things becomes which object.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "format/exchange.h"
#include "format/stix_objects.h"
#include "format/stix_own.h"
#include "model/case.h"
#include "model/oddity.h"

namespace whence {

Exported write_stix(const Exchange& exchange, TlpVersion tlp);

// One of our own record or a foreign object, as they come.
struct StixReading {
  Received ours;
  std::size_t objects = 0, revoked = 0, custom = 0;  // custom: of types that STIX does not define
  std::map<std::string, std::size_t> types;
  std::string spec;  // "2.0" or "2.1", as the bundle or its first object says
  std::string tlp;   // the strictest marking that an object bears
  std::vector<Oddity> oddities;
  bool more = false;  // of a TAXII envelope: another page follows
  std::string next;   // and how to ask for it
};

// Reads a bundle (or a TAXII envelope, or a list of objects) piece by piece; `keep` gets every object whole, may be
// empty. An object without id and type, or that is no JSON, is an oddity. Memory: one object, and at most limits.bytes
// of what of ours waits for its other parts.
class StixReader {
 public:
  using Keep = std::function<Result<void>(const ForeignObject& object)>;
  // `restore` gets each document of ours as soon as it is whole; where it is empty, finish() answers them all.
  StixReader(std::string name, const Limits& limits, Keep keep, const RestoreDocument& restore);
  // What is ours is kept like others' objects and not put together.
  StixReader(std::string name, const Limits& limits, Keep keep);
  ~StixReader();
  StixReader(StixReader&&) noexcept;
  Result<void> feed(std::string_view bytes);
  Result<StixReading> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};
Result<StixReading> read_stix(std::string_view bytes, std::string_view name, const Limits& limits);

// The techniques, software and indicators of a bundle as a case: what the incident's objects use and show; of our own
// bundles the case itself. Revoked and deprecated objects are left out. Error: nothing in it that can be weighed.
Result<Case> case_from_stix(std::string_view bytes, std::string_view name, const Limits& limits);

// The parts of write_stix. Each answers the ids of what it added.
std::vector<std::string> add_stix_document(StixObjects& objects, const SharedDocument& shared);
std::vector<std::string> add_stix_case(StixObjects& objects, const SharedCase& shared);
std::vector<std::string> add_stix_ledger(StixObjects& objects, const LedgerView& ledger);

}  // namespace whence
