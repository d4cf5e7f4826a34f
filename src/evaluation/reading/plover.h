// Example sentences of an event-coding manual: who did it to whom, found by the reader's own trigger.
// docs/evaluation.md.
//
// Of the claims read in a sentence the first whose act suits the coded event counts, else the first of all. Its source
// is found if it shares a word with any coded actor; so for the target. Sentences of events that are not scored are
// negatives: an accusation or denial read there is a false alarm.
#pragma once

#include <string_view>

#include "base/table.h"
#include "evaluation/reading/score.h"

namespace whence {

// `lines`: JSON Lines of coded events; `events`: data/evaluation/plover-events.tsv. Method `trigger_given` is a simple
// rule on the same sentences: the nearest capitalised words before and behind the coded trigger.
Result<SetScore> score_plover(std::string_view lines, std::string_view set, const Table& events, const ReadCall& read);

}  // namespace whence
