#include "relations/origin_cluster.h"

#include <algorithm>

namespace whence {

bool is_state(std::string_view speaker) { return !speaker.starts_with("name:"); }

bool other_state(const Told& a, const Told& b) {
  const auto of_states = [](const Told& one) {
    return !one.speakers.empty() && std::all_of(one.speakers.begin(), one.speakers.end(), is_state);
  };
  return of_states(a) && of_states(b) && !share_speaker(a, b);
}

bool one_sided(const Told& one, const Cluster& cluster, const RepetitionRules& rules) {
  if (one.headline && one.victims.empty()) return false;
  const auto known = cluster.letters.find(one.place.document);
  return known != cluster.letters.end() && !one.letter.empty() && known->second != one.letter &&
         fit_of(one, cluster.profile, rules).points < 2;
}

bool sums_up(const Told& one, const Told& other) {
  return one.sums_up || other.sums_up || (one.speakers.size() > 1 && other.speakers.size() == 1);
}

bool particular(const Told& one, const Told& other) {
  const auto meet = [](const std::set<std::string>& a, const std::set<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& each) { return b.contains(each); });
  };
  return meet(one.groups, other.groups) && meet(one.victims, other.victims);
}

void name_first(std::vector<Occurrence>& tellings) {
  const auto opener = std::find_if(tellings.begin(), tellings.end(),
                                   [](const Occurrence& telling) { return telling.telling == Telling::first; });
  const auto earliest = std::find_if(tellings.begin(), tellings.end(), [](const Occurrence& telling) {
    return telling.telling == Telling::first || telling.telling == Telling::same_statement ||
           telling.telling == Telling::same_words;
  });
  if (opener == tellings.end() || earliest == tellings.end() || opener == earliest) return;
  opener->telling = Telling::same_statement;
  earliest->telling = Telling::first;
  earliest->share = 0;
}

}  // namespace whence
