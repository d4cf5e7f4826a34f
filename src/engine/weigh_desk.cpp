#include "engine/weigh_desk.h"

#include <utility>

#include "engine/links.h"
#include "lexicon/parameters.h"

namespace whence {

Result<WeighDesk> WeighDesk::open(const Data& data, const std::string& set) {
  WHENCE_TRY(Priors priors, load_priors(data, set));
  WHENCE_TRY(Knowledge known, Knowledge::load(data));
  WeighDesk desk(data, std::move(priors), std::move(known));
  WHENCE_TRY(desk.against_, background(desk.known_, desk.priors_));
  WHENCE_TRY(desk.of_ledger_, ledger_links(data, desk.priors_, desk.against_.settings));
  desk.against_.links.insert(desk.against_.links.end(), desk.of_ledger_.begin(), desk.of_ledger_.end());
  if (const auto named = name_states(data, desk.against_.links); !named) return named.error();
  return desk;
}

Result<Answer> WeighDesk::weigh(const Case& incident, const WeighOptions& options) const {
  WeighOptions with = options;
  WHENCE_TRY(with.said, said_of_incident(*data_, priors_, against_.settings, known_, of_ledger_, incident));
  if (const auto named = name_states(*data_, with.said); !named) return named.error();
  return whence::weigh(incident, known_, against_, priors_, with);
}

}  // namespace whence
