#include "attribution/robustness/advice.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "attribution/robustness/collect.h"

namespace whence {
namespace {

std::string_view action_of(Find find) {
  switch (find) {
    case Find::software:
      return "software";
    case Find::technique:
      return "technique";
    case Find::verify:
      return "verify";
    case Find::relay:
      return "relay";
    case Find::link:
      return "link";
  }
  return "";
}

// Each "{}" in turn becomes one of the words; what is left over is left out.
std::string filled(std::string_view pattern, const std::vector<std::string>& words) {
  std::string result;
  std::size_t next = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern.substr(at, 2) != "{}") {
      result += pattern[at];
      continue;
    }
    if (next < words.size()) result += words[next++];
    ++at;
  }
  return result;
}

// The action's words with what it is about: "learn whether e8 (BADFLICK) is genuine and of this case".
std::string worded(const Judgement& judgement, const Finding& finding, const std::string& what) {
  const auto of_item = [&](const Evidence& item, const std::string& second) {
    return filled(what, {item.id.text, second});
  };
  switch (finding.find) {
    case Find::software:
    case Find::technique:
      return what;
    case Find::verify: {
      const std::size_t at = judgement.scene.pieces[finding.piece].evidence.front();
      const Evidence& item = judgement.incident.evidence[at];
      return of_item(item, item.name.empty() ? item.value : item.name);
    }
    case Find::relay: {
      const Evidence& item = judgement.incident.evidence[finding.evidence];
      return of_item(item, item.value);
    }
    case Find::link:
      return filled(what, {hypothesis_of(judgement, finding.cluster).name});
  }
  return what;
}

}  // namespace

std::vector<Collect> advice(const Judgement& judgement, const Ways& all, const StateWeights& weights) {
  std::vector<std::pair<Level, Ascent>> levels;
  if (judgement.options.above) {
    for (const Level level : {Level::operator_, Level::organisation, Level::sponsor}) {
      Ascent up(judgement, all, weights, level);
      if (!up.parents().empty()) levels.emplace_back(level, std::move(up));
    }
  }
  std::vector<std::pair<double, Collect>> ranked;
  for (const Finding& finding : findings(judgement, levels)) {
    const auto action = std::find_if(judgement.priors.actions.begin(), judgement.priors.actions.end(),
                                     [&](const CollectAction& each) { return each.id == action_of(finding.find); });
    if (action == judgement.priors.actions.end()) continue;
    const auto most = std::max_element(finding.bits.begin(), finding.bits.end());
    ranked.push_back({*most / action->hours,
                      {.what = worded(judgement, finding, action->what),
                       .bits = *most,
                       .level = static_cast<Level>(most - finding.bits.begin()),
                       .effort = action->effort,
                       .by_level = finding.bits}});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Collect> result;
  for (auto& [rate, collect] : ranked) result.push_back(std::move(collect));
  return result;
}

}  // namespace whence
