// Who stands above the clusters of an exercise is shown by letters and numbers.
#include <array>
#include <map>
#include <string>

#include "format/weigh_view.h"

namespace whence {
namespace {

// Names for pages of an exercise: S1, S2, ... in the order in which they are asked for.
class Masks {
 public:
  const std::string& of(Level level, const std::string& name) {
    constexpr std::string_view letters = "CPOS";  // by level
    auto& masks = masks_[static_cast<std::size_t>(level)];
    return masks.try_emplace(name, letters[static_cast<std::size_t>(level)] + std::to_string(masks.size() + 1))
        .first->second;
  }

 private:
  std::array<std::map<std::string, std::string>, 4> masks_;
};

constexpr std::string_view own_account = "self";

void mask(Masks& masks, Hypothesis& one) {
  if (!one.actor || *one.actor == own_account) return;
  one.name = masks.of(one.level, *one.actor);
  one.actor = one.name;
}

void mask(Masks& masks, Posterior& posterior) {
  if (posterior.level == Level::cluster) return;
  for (Share& share : posterior.shares) mask(masks, share.hypothesis);
}

void mask(Masks& masks, Assertion& each) {
  each.unit.clear();
  each.speakers.clear();
  each.answered.clear();
  each.weighed.clear();
  if (!each.state.empty()) each.state = masks.of(Level::sponsor, each.state);
  if (each.id.empty() || each.id == own_account || each.level == Level::cluster) return;
  each.link = masks.of(each.level, each.id);
  if (each.level == Level::organisation) each.link += ", a state's body";
  if (each.level == Level::operator_) each.link += ", a firm";
  each.id = each.link.substr(0, each.link.find(','));
}

}  // namespace

Answer as_shown(Answer answer) {
  if (!answer.incident.exercise) return answer;
  Masks masks;
  std::map<std::string, std::string> firms;  // by name, since an assertion names whom it is on
  for (const Assertion& each : answer.assertions) {
    if (each.level == Level::operator_ && !each.id.empty()) firms.emplace(each.link, each.id);
  }
  for (Posterior& posterior : answer.levels) mask(masks, posterior);
  for (Column& column : answer.columns) mask(masks, column.sponsor);
  mask(masks, answer.deception.framed);
  for (FlipAbove& flip : answer.flips_above) {
    for (Hypothesis* each : {&flip.leader, &flip.then}) mask(masks, *each);
  }
  for (StatePart& part : answer.parts) part.state = part.name = masks.of(Level::sponsor, part.state);
  for (Assertion& each : answer.assertions) {
    const auto firm = firms.find(each.child);
    if (firm != firms.end()) each.child = masks.of(Level::operator_, firm->second);
    mask(masks, each);
  }
  return answer;
}

}  // namespace whence
