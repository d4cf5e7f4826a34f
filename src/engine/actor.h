#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/actor_meaning.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"
#include "model/actor.h"
#include "model/ledger.h"

namespace whence {

// Every catalogue entry that bears the name (letters' case, spaces and punctuation ignored), or that has it as its id,
// and the ledger's acts that name one of them. Names are not passed on: an entry that only shares another name with one
// of these is a tie, not an answer. `generic` are last words that tell no group from another ("group"): an entry that
// bears the name but for these is an answer and says so. not_found names the nearest names.
Result<ActorAnswer> find_actor(const Knowledge& knowledge, const std::vector<LedgerEntry>& ledger,
                               const std::vector<std::string>& generic, std::string_view name);
// The same, from the tables, with what the name means as `use` has it (engine/actor_meaning.h).
Result<ActorAnswer> actor(const Data& data, std::string_view name, const NameUsed& use = {});

}  // namespace whence
