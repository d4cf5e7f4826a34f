#include "attribution/combine/written.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "attribution/combine/temper.h"

namespace whence {
namespace {

// f(x) / x for a function with f(0) = 0; its slope at 0 where x is too small to divide by.
template <class Function>
double ratio(Function f, double x, double slope_at_0) {
  return std::abs(x) < 1e-9 ? slope_at_0 : f(x) / x;
}

std::array<double, families> caps(const Settings& settings) {
  std::array<double, families> result{};
  result[static_cast<std::size_t>(Family::techniques)] = settings.cap_techniques;
  result[static_cast<std::size_t>(Family::software)] = settings.cap_software;
  result[static_cast<std::size_t>(Family::infrastructure)] = settings.stated.cap_infrastructure;
  result[static_cast<std::size_t>(Family::code)] = settings.stated.cap_code;
  result[static_cast<std::size_t>(Family::victims)] = settings.stated.cap_victims;
  return result;
}

// The effective number of n correlated items is n / (1 + (n-1) r); the i-th strongest adds what it adds to that.
double sibling_factor(std::size_t i, double r) {
  const auto effective = [r](double n) { return n / (1.0 + (n - 1.0) * r); };
  const auto n = static_cast<double>(i + 1);
  return i == 0 ? 1.0 : effective(n) - effective(n - 1.0);
}

// Strongest first, agreeing and disagreeing items apart: adding an item that speaks for a cluster never takes weight
// from it.
void weaken_siblings(const Scene& scene, std::span<const std::size_t> group, std::size_t k, double r,
                     std::vector<std::vector<double>>& dependence) {
  for (const bool agreeing : {true, false}) {
    std::vector<std::size_t> ranked;
    for (const std::size_t at : group) {
      if ((scene.pieces[at].graded[k] >= 0.0) == agreeing) ranked.push_back(at);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(scene.pieces[a].graded[k]) > std::abs(scene.pieces[b].graded[k]);
    });
    for (std::size_t i = 0; i < ranked.size(); ++i) dependence[ranked[i]][k] *= sibling_factor(i, r);
  }
}

std::vector<std::vector<double>> dependence_of(const Scene& scene, const Settings& settings, const Kept& kept) {
  std::vector<std::vector<double>> result(scene.pieces.size());
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    const auto& software = scene.pieces[at].implied_by;
    const bool implied = std::any_of(software.begin(), software.end(), [&](std::size_t s) { return kept[s] != 0; });
    result[at].assign(scene.clusters(), implied ? 1.0 - settings.delta : 1.0);
  }
  if (settings.sibling_r <= 0.0) return result;
  std::vector<std::size_t> group;
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    const Piece& piece = scene.pieces[at];
    if (piece.family != Family::techniques) break;
    if (kept[at] != 0) group.push_back(at);
    if (at + 1 < scene.pieces.size() && scene.pieces[at + 1].sibling == piece.sibling) continue;
    for (std::size_t k = 0; k < scene.clusters() && group.size() > 1; ++k) {
      weaken_siblings(scene, group, k, settings.sibling_r, result);
    }
    group.clear();
  }
  return result;
}

// Σ of what the items of one origin and family say, by cluster.
using Cells = std::vector<std::array<std::vector<double>, families>>;

// An item that several origins vouch for stands in the cell of the first.
Cells cells_of(const Scene& scene, const Kept& kept, const std::vector<std::vector<double>>& dependence) {
  Cells cells(scene.origins.size());
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    if (kept[at] == 0) continue;
    const Piece& piece = scene.pieces[at];
    auto& sum = cells[piece.origins.front()][static_cast<std::size_t>(piece.family)];
    if (sum.empty()) sum.assign(scene.clusters(), 0.0);
    for (std::size_t k = 0; k < scene.clusters(); ++k) sum[k] += piece.graded[k] * dependence[at][k];
  }
  return cells;
}

// Σ over origins of a family's cells after the same-origin error, by cluster.
std::array<std::vector<double>, families> sums_of(const Scene& scene, const Cells& cells) {
  std::array<std::vector<double>, families> sums;
  for (auto& sum : sums) sum.assign(scene.clusters(), 0.0);
  for (std::size_t origin = 0; origin < cells.size(); ++origin) {
    for (std::size_t family = 0; family < families; ++family) {
      const auto& cell = cells[origin][family];
      for (std::size_t k = 0; k < cell.size(); ++k) sums[family][k] += with_error(cell[k], scene.origins[origin].error);
    }
  }
  return sums;
}

std::vector<double> total_of(const Settings& settings, const std::array<std::vector<double>, families>& sums) {
  const auto cap = caps(settings);
  std::vector<double> total(sums[0].size(), 0.0);
  for (std::size_t family = 0; family < families; ++family) {
    for (std::size_t k = 0; k < total.size(); ++k) total[k] += capped(sums[family][k], cap[family]);
  }
  for (double& nats : total) nats /= settings.temperature;
  total.push_back(0.0);  // nobody we know: the background itself
  return total;
}

}  // namespace

std::vector<double> written_total(const Scene& scene, const Kept& kept) {
  const Settings& settings = scene.settings();
  return total_of(settings, sums_of(scene, cells_of(scene, kept, dependence_of(scene, settings, kept))));
}

Folded written_fold(const Scene& scene, const Kept& kept) {
  const Settings& settings = scene.settings();
  const auto dependence = dependence_of(scene, settings, kept);
  const Cells cells = cells_of(scene, kept, dependence);
  const auto sums = sums_of(scene, cells);
  const auto cap = caps(settings);
  Folded result{total_of(settings, sums), std::vector<FoldedPiece>(scene.pieces.size()),
                std::vector<double>(scene.clusters() + 1, 0.0)};
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    const Piece& piece = scene.pieces[at];
    const auto family = static_cast<std::size_t>(piece.family);
    const std::size_t origin = piece.origins.front();
    const double error = scene.origins[origin].error;
    FoldedPiece& folded = result.pieces[at];
    folded.dependence = dependence[at];
    folded.dependence.push_back(1.0);
    folded.weight.assign(scene.clusters() + 1, 0.0);
    folded.ceiling.assign(scene.clusters() + 1, 1.0);
    for (std::size_t k = 0; k < scene.clusters() && kept[at] != 0; ++k) {
      const double of_error =
          ratio([&](double x) { return with_error(x, error); }, cells[origin][family][k], 1.0 - error);
      const double of_cap = ratio([&](double x) { return capped(x, cap[family]); }, sums[family][k], 1.0);
      folded.ceiling[k] = of_cap;
      folded.weight[k] = piece.graded[k] * dependence[at][k] * of_error * of_cap / settings.temperature;
    }
  }
  return result;
}

}  // namespace whence
