// The tables of data/priors/ that hold facts about all states alike, and what two cases may share.
#pragma once

#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/shared_object.h"
#include "model/state_facts.h"

namespace whence {

// One row for every state of priors/calendars. Errors name the table, the row and what is wrong: a day that is none, a
// movable day without dates, a clock whose shares do not sum to 1.
Result<std::vector<StateFacts>> read_state_facts(const Data& data);
// `common`: the share of the background that languages marked common have.
Result<std::vector<Language>> read_languages(const Data& data, double common);
Result<std::vector<SharedObject>> read_shared_objects(const Data& data);
Result<std::vector<SectorWord>> read_sector_words(const Data& data);

}  // namespace whence
