// One incident through the model, for every protocol that replays the past: as it was, reduced to techniques or
// software, with planted items, copied by several publishers. docs/evaluation.md.
#pragma once

#include <optional>
#include <vector>

#include "attribution/background.h"
#include "evaluation/incidents.h"
#include "evaluation/outcome.h"
#include "model/posterior.h"

namespace whence {

// The printed shares of one answer: of the background's clusters in their order, and of nobody we know.
struct Printed {
  std::vector<double> share;
  double unknown = 0.0;
  Headline headline;
  double nameable_from = -1.0;  // the greatest naming_low under which its headline would name a group; -1: under none
};

// weigh() with the naming rule's origin conditions waived.
Result<Printed> printed(const Case& incident, const Knowledge& known, const Background& against, const Priors& priors);

std::optional<std::size_t> place_of(const Catalogue& counts, GroupIndex group);
AnswerOutcome outcome_of(const Printed& said, const Incident& incident, const Knowledge& known,
                         const Catalogue& counts);

// The same report under three publishers.
Case copied(const Case& incident);
// Greatest difference between two answers' shares.
double difference(const Printed& a, const Printed& b);

// Protocol G: shares of states, given that the actor is labelled. `labels` by cluster. The outcome's ranks and chances
// are over states; absent if the true group, catalogued by then or not, has no label.
std::optional<AnswerOutcome> state_outcome(const Printed& said, const Incident& incident, const Knowledge& known,
                                           const std::vector<std::optional<std::string>>& labels);

// Protocol F: whether shares of states computed with renamed labels are the renamed shares, to the last bit.
bool names_do_not_matter(const Printed& said, const std::vector<std::optional<std::string>>& labels,
                         double step_unknown);

}  // namespace whence
