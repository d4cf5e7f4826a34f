#include "evaluation/reading/basis_features.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluation/reading/claim_keys.h"
#include "evaluation/reading/label_learner.h"

namespace whence {
namespace {

bool told(const std::vector<CountryRole>& roles, const std::string& state) {
  return std::any_of(roles.begin(), roles.end(), [&](const CountryRole& role) { return role.state == state; });
}

// How a state that speaks stands to the incident.
std::string_view standing(const Reading& reading, const std::string& state) {
  const bool hit = !reading.hit_countries.empty() && reading.hit_countries.front().state == state;
  if (hit) return "hit";
  if (told(reading.doer_countries, state)) return "doer";
  return told(reading.hit_countries, state) ? "also hit" : "third";
}

void add_claims(const Reading& reading, std::set<std::string>& features) {
  for (const Claim& claim : reading.claims) {
    const std::string act(name_of(claim.act));
    features.insert("act " + act);
    features.insert("hedge " + std::string(name_of(claim.hedge.kind)));
    for (const Party& source : claim.source) {
      const std::string kind = is_narrator(source) ? "narrator" : std::string(name_of(source.kind));
      features.insert("source " + kind);
      features.insert(fmt::format("says {} {}", kind, act));
      if (source.state) features.insert(fmt::format("speaker {}", standing(reading, *source.state)));
    }
    for (const Party& accused : claim.accused) features.insert("accused " + std::string(name_of(accused.kind)));
    if (!claim.group.empty()) features.insert("group named");
  }
  if (reading.claims.empty()) features.insert("nothing read");
}

void add_countries(const Reading& reading, std::set<std::string>& features) {
  features.insert(reading.doer_countries.empty() ? "doer none" : "doer " + reading.doer_countries.front().how);
  features.insert(fmt::format("hit {}", std::min<std::size_t>(reading.hit_countries.size(), 3)));
  if (!reading.doer_countries.empty() && told(reading.hit_countries, reading.doer_countries.front().state))
    features.insert("doer at home");
  for (const NameMention& actor : reading.actors) features.insert(actor.id.empty() ? "actor by form" : "actor known");
  if (!reading.software.empty()) features.insert("software");
  if (!reading.analysts.empty()) features.insert("firm");
  if (!reading.outlets.empty()) features.insert("outlet");
}

// The text with names of actors, software and countries replaced by what they are, so that few texts teach much.
std::string skeleton(const Reading& reading, const CountryNames& names) {
  const std::string& text = reading.document.text;
  std::map<std::size_t, std::pair<std::size_t, std::string>> places;
  for (const NameMention& actor : reading.actors) places[actor.span.begin] = {actor.span.end, "ACTOR"};
  for (const NameMention& firm : reading.analysts) places[firm.span.begin] = {firm.span.end, "FIRM"};
  for (const NameMention& outlet : reading.outlets) places[outlet.span.begin] = {outlet.span.end, "PAPER"};
  for (const NameMention& tool : reading.software) places.try_emplace(tool.span.begin, tool.span.end, "TOOL");
  for (const CountryMention& country : names.mentions(text)) {
    const std::string kind = told(reading.doer_countries, country.code)  ? "DOER"
                             : told(reading.hit_countries, country.code) ? "HIT"
                                                                         : "STATE";
    places.try_emplace(country.begin, country.end, kind);
  }
  std::string result;
  std::size_t at = 0;
  for (const auto& [begin, place] : places) {
    if (begin < at) continue;
    result += text.substr(at, begin - at) + " " + place.second + " ";
    at = place.first;
  }
  return result + text.substr(at);
}

}  // namespace

std::vector<std::string> basis_features(const Reading& reading, const CountryNames& names) {
  std::set<std::string> features;
  add_claims(reading, features);
  add_countries(reading, features);
  const std::string plain = skeleton(reading, names);
  const std::size_t line = std::min(plain.find('\n'), plain.size());
  for (const std::string& words : word_features(plain.substr(0, line))) features.insert("title " + words);
  for (const std::string& words : word_features(plain)) {
    if (words.find(' ') == std::string::npos && words.size() > 5) features.insert("stem " + words.substr(0, 5));
    for (const std::string_view kind : {"actor", "firm", "paper", "tool", "doer", "hit", "state"}) {
      if (words.find(kind) != std::string::npos) features.insert("~ " + words);
    }
  }
  return {features.begin(), features.end()};
}

}  // namespace whence
