#include "format/assertion_view.h"

#include <algorithm>

#include "base/text.h"
#include "format/layout.h"

namespace whence {
namespace {

constexpr std::size_t most_speakers = 48;  // columns
constexpr double worth_telling = 0.05;     // of a mode

bool same_but_names(const Assertion& a, const Assertion& b) {
  return a.level == b.level && a.by == b.by && a.speakers == b.speakers && a.answer == b.answer && a.tie == b.tie &&
         a.answered == b.answered && a.of_incident == b.of_incident && a.sources == b.sources && a.unit == b.unit;
}

// Joins rows that have one name alike by putting the other names side by side.
std::vector<Assertion> merged_by(const std::vector<Assertion>& rows, std::string Assertion::* alike,
                                 std::string Assertion::* other) {
  std::vector<Assertion> result;
  for (const Assertion& row : rows) {
    const auto place = std::find_if(result.begin(), result.end(), [&](const Assertion& each) {
      return same_but_names(each, row) && each.*alike == row.*alike && !(each.*other).empty() && !(row.*other).empty();
    });
    if (place == result.end()) {
      result.push_back(row);
    } else {
      (*place).*other += ", " + row.*other;
    }
  }
  return result;
}

}  // namespace

std::vector<Assertion> merged(const std::vector<Assertion>& assertions) {
  return merged_by(merged_by(assertions, &Assertion::child, &Assertion::link), &Assertion::link, &Assertion::child);
}

std::string part_text(const StatePart& part) {
  std::vector<const Share*> told;
  for (const Share& mode : part.modes) {
    if (mode.hypothesis.actor && mode.high.value() >= worth_telling) told.push_back(&mode);
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const Share* a, const Share* b) { return a->probability > b->probability; });
  std::string text;
  for (const Share* mode : told) text += (text.empty() ? "" : "; ") + clean(mode->hypothesis.name);
  return text;
}

std::string_view role_label(Role role) {
  switch (role) {
    case Role::supplied:
      return "tool maker";
    case Role::relayed:
      return "relay";
    case Role::admitted:
      return "way in";
    case Role::tasked:
      return "who gave orders";
    case Role::operated:
      break;
  }
  return "operator";
}

std::string assertion_text(const Assertion& assertion) {
  std::string link = clean(assertion.link);
  if (!assertion.unit.empty()) link += " (" + clean(assertion.unit) + ")";
  std::string text = link;
  if (!assertion.child.empty()) text = clean(assertion.child) + " for " + link;
  if (!assertion.tie.empty()) text += ", " + clean(assertion.tie);
  if (assertion.of_incident) text += ", of this incident";
  return text;
}

std::string asserted_by(const Assertion& assertion) {
  std::string by = clean(assertion.by);
  const std::string speakers = clean(assertion.speakers);
  if (speakers.empty() || display_width(speakers) > most_speakers) return by;
  return by + " (" + speakers + ")";
}

std::string answer_text(const Assertion& assertion) {
  if (assertion.answer.empty()) return "no answer found in what we hold";
  const std::string answer = clean(assertion.answer);
  return assertion.answered.empty() ? answer
                                    : answer + " (" + shortened(clean(assertion.answered), quotation_limit) + ")";
}

std::string sources_text(const Assertion& assertion) {
  std::vector<std::string> ids;
  for (const std::string& id : assertion.sources) ids.push_back(id.starts_with("misp:") ? "misp" : clean(id));
  return join(ids, " ");
}

}  // namespace whence
