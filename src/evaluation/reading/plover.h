// Example sentences of an event-coding manual: who did it to whom, found by the reader's own trigger.
// docs/evaluation.md.
//
// In a sentence the first public act of the coded event's kind counts, else the first claim whose act suits it, else
// the first claim or public act of all. Its source is found if it shares a word with any coded actor; so for the
// target. Sentences of events that are not scored are negatives: an accusation or denial read there, as a claim or as a
// public act, is a false alarm.
#pragma once

#include <string_view>

#include "base/table.h"
#include "evaluation/reading/score.h"

namespace whence {

// `lines`: JSON Lines of coded events; `events`: data/evaluation/plover-events.tsv. Method `trigger_given` is a simple
// rule on the same sentences: the nearest capitalised words before and behind the coded trigger.
Result<SetScore> score_plover(std::string_view lines, std::string_view set, const Table& events, const ReadCall& read);

}  // namespace whence
