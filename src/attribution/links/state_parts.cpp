#include "attribution/links/state_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace whence {
namespace {

constexpr std::array<std::string_view, modes> mode_ids{"none", "tolerated", "supported", "contracted", "executed"};

using Part = std::array<double, modes + 1>;  // the last: not told

std::optional<Part> part_of(const std::string& state, const std::vector<double>& share, const Ways& all) {
  Part sum{};
  double whole = 0.0;
  for (std::size_t k = 0; k < all.paths.size(); ++k) {
    for (const Path& path : all.paths[k]) {
      if (path.state != state) continue;
      const double weight = share[k] * path.share;
      whole += weight;
      for (std::size_t mode = 0; mode < modes; ++mode) sum[mode] += weight * path.says[mode];
    }
  }
  if (whole <= 0.0) return std::nullopt;
  double left = 1.0;
  for (std::size_t mode = 0; mode < modes; ++mode) {
    sum[mode] /= whole;
    left -= sum[mode];
  }
  sum[modes] = std::max(0.0, left);
  return sum;
}

// "told by 1 of 5 statements"; empty if none tells it.
std::string told_by(const LinkClaims& claims, const std::string& state, const Responsibility& table) {
  std::set<std::string> ids, telling;
  for (const LinkClaim* claim : claims) {
    if (claim->state != state || claim->denies) continue;
    const Tie* tie = table.tie(claim->tie);
    const bool tells =
        tie != nullptr && std::any_of(tie->says.begin(), tie->says.end(), [](double x) { return x > 0.0; });
    ids.insert(claim->id);
    if (tells) telling.insert(claim->id);
  }
  return telling.empty() ? "" : fmt::format("told by {} of {} statements", telling.size(), ids.size());
}

}  // namespace

std::vector<StatePart> state_parts(const Judgement& judgement, const Above& above, const Posterior& sponsor,
                                   const Ways& all, const std::vector<const Ways*>& less) {
  const Responsibility& table = judgement.priors.responsibility;
  std::vector<StatePart> result;
  for (const Share& share : sponsor.shares) {
    const auto& state = share.hypothesis.actor;
    if (!state || *state == own_account || share.probability.value() < judgement.settings().dispute_from) continue;
    const auto base = part_of(*state, judgement.runs.share(), all);
    if (!base) continue;
    std::array<Extremes, modes + 1> range{};
    const auto add = [&](const std::optional<Part>& part) {
      for (std::size_t mode = 0; part && mode <= modes; ++mode) range[mode].include((*part)[mode]);
    };
    for (const Run& run : judgement.runs.runs) add(part_of(*state, run.mixed.share, all));
    for (const Ways* each : less) add(part_of(*state, judgement.runs.share(), *each));
    StatePart part{*state, share.hypothesis.name, {}, told_by(above.claims(all), *state, table)};
    for (std::size_t mode = 0; mode < modes; ++mode) {
      part.modes.push_back(
          ranged({Level::sponsor, std::string(mode_ids[mode]), table.words[mode]}, (*base)[mode], range[mode]));
    }
    part.modes.push_back(ranged({Level::sponsor, std::nullopt, "not told"}, (*base)[modes], range[modes]));
    result.push_back(std::move(part));
  }
  return result;
}

}  // namespace whence
