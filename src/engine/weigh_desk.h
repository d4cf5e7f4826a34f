// The weighing of cases with everything at hand that does not depend on a case: opened once, then asked any number of
// times.
#pragma once

#include <string>
#include <vector>

#include "attribution/weigh.h"
#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

class WeighDesk {
 public:
  // Opens knowledge, priors of a set of data/priors/parameters.tsv and what the public ledger says of links. `data`
  // must outlive the desk. Errors: those of the tables; a set that they lack.
  static Result<WeighDesk> open(const Data& data, const std::string& set);

  // As attribution's weigh(), with what the rows of the ledger that the case cites say of it. May be called from
  // several threads.
  Result<Answer> weigh(const Case& incident, const WeighOptions& options) const;

 private:
  WeighDesk(const Data& data, Priors priors, Knowledge known)
      : data_(&data), priors_(std::move(priors)), known_(std::move(known)) {}

  const Data* data_;
  Priors priors_;
  Knowledge known_;
  Background against_;                // with the ledger's links
  std::vector<LinkClaim> of_ledger_;  // the same links, as the ledger has them
};

}  // namespace whence
