#include "attribution/families/states.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "attribution/combine/temper.h"

namespace whence {
namespace {

// Hours and days off are one family; victims and lures another.
std::string family_of(const Bearing& bearing) {
  if (bearing.family == "days-off") return "hours";
  return bearing.family == "lure" ? "victims" : bearing.family;
}

double family_cap(const std::string& family, const StatedSettings& settings) {
  if (family == "hours") return settings.cap_time;
  if (family == "language") return settings.cap_language_text;
  return settings.cap_victims;
}

std::string origin_of(const Case& incident, const EvidenceId& id) {
  for (const Evidence& evidence : incident.evidence) {
    if (evidence.id == id) return evidence.origin;
  }
  return "";
}

}  // namespace

double StateWeights::of(const std::string& state) const {
  const auto place = nats.find(state);
  return place == nats.end() ? 0.0 : place->second;
}

StateWeights state_weights(const Scene& scene, const Case& incident, const StateView& view) {
  const Settings& settings = scene.settings();
  StateWeights result;
  // By family and origin, the sum of what each item says of each state.
  std::map<std::pair<std::string, std::string>, std::map<std::string, double>> cells;
  for (const Bearing& bearing : scene.bearings.items) {
    if (bearing.level != Level::sponsor || (bearing.labels && !view.labels)) continue;
    const auto& out = view.without_items;
    if (std::find(out.begin(), out.end(), bearing.evidence.text) != out.end()) continue;
    const std::string origin = origin_of(incident, bearing.evidence);
    if (view.leave_out && origin == view.without) continue;
    ++result.items;
    auto& cell = cells[{family_of(bearing), origin}];
    for (const Lean& lean : bearing.leans) {
      const double genuine = with_error(capped(lean.nats, bearing.cap), view.phi * bearing.fake);
      cell[lean.of] += with_error(genuine, 1.0 - bearing.quality);
    }
  }
  std::map<std::string, std::map<std::string, double>> by_family;
  for (const auto& [key, cell] : cells) {
    const double error = origin_error(key.second, settings);
    for (const auto& [state, nats] : cell) by_family[key.first][state] += with_error(nats, error);
  }
  for (const auto& [family, sums] : by_family) {
    const double cap = family_cap(family, settings.stated);
    for (const auto& [state, nats] : sums) result.nats[state] += capped(nats, cap) / settings.temperature;
  }
  return result;
}

double StateWeights::of_others(const std::vector<std::string>& named, const std::vector<StateFacts>& all) const {
  if (nats.empty()) return 1.0;
  double sum = 0.0;
  double others = 0.0;
  for (const StateFacts& state : all) {
    if (std::find(named.begin(), named.end(), state.state) != named.end()) continue;
    sum += std::exp(of(state.state));
    others += 1.0;
  }
  return others > 0.0 ? sum / others : 1.0;
}

std::string told_of_states(const StateWeights& weights, const std::vector<StateFacts>& all) {
  if (weights.items == 0) return "";
  std::size_t fit = 0;
  double most = 0.0;
  for (const auto& [state, nats] : weights.nats) {
    if (nats > 0.0) ++fit;
    most = std::max(most, nats);
  }
  return fmt::format(
      "no state stands out: {} bear{} on states and fit{} {} of {}, none more than {:.1f} times likelier",
      weights.items == 1 ? "1 item" : fmt::format("{} items", weights.items), weights.items == 1 ? "s" : "",
      weights.items == 1 ? "s" : "", fit, all.size(), std::exp(most));
}

}  // namespace whence
