#include "attribution/families/language.h"

#include <algorithm>
#include <cmath>

#include "attribution/families/state_leans.h"
#include "base/text.h"

namespace whence {

const Language* language_named(const std::vector<Language>& languages, std::string_view text) {
  const std::string wanted = lower(trim(text));
  const std::string code = wanted.substr(0, wanted.find_first_of("-_"));
  for (const Language& language : languages) {
    if (language.code == code) return &language;
    for (const std::string& name : language.names) {
      if (lower(name) == wanted) return &language;
    }
  }
  return nullptr;
}

std::vector<Lean> language_leans(const Language& language, const StatedSettings& settings,
                                 const std::vector<StateFacts>& facts) {
  std::vector<double> log_likelihoods;
  for (const StateFacts& state : facts) {
    double chance = (1.0 - settings.language_native) * language.background;
    if (std::binary_search(state.tongues.begin(), state.tongues.end(), language.code)) {
      chance += settings.language_native / static_cast<double>(state.tongues.size());
    }
    log_likelihoods.push_back(std::log(chance));
  }
  return against_all(log_likelihoods, facts);
}

Bearing language_bearing(const Evidence& evidence, const Language& language, const StatedSettings& settings,
                         const std::vector<StateFacts>& facts) {
  const bool of_maker = evidence.more.medium == "strings" || evidence.more.medium == "resource";
  Bearing bearing;
  bearing.evidence = evidence.id;
  bearing.family = "language";
  bearing.role = of_maker ? Role::supplied : Role::operated;
  bearing.level = Level::sponsor;
  bearing.leans = language_leans(language, settings, facts);
  bearing.note = fits(bearing.leans);
  return bearing;
}

}  // namespace whence
