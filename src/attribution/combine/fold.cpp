#include "attribution/combine/fold.h"

#include <algorithm>
#include <cmath>

#include "attribution/combine/temper.h"
#include "attribution/combine/written.h"
#include "prob/shares.h"

namespace whence {
namespace {

// The chance that no origin's items belong to the case.
double error_of(const Scene& scene, const Kept& kept) {
  std::vector<char> speaks(scene.origins.size(), 0);
  for (std::size_t at = 0; at < scene.behaviour; ++at) {
    if (kept[at] == 0) continue;
    for (const std::size_t origin : scene.pieces[at].origins) speaks[origin] = 1;
  }
  double error = 1.0;
  for (std::size_t origin = 0; origin < speaks.size(); ++origin) {
    if (speaks[origin] != 0) error *= scene.origins[origin].error;
  }
  return error;
}

// L(k) = B tanh( [ln P(k|E, known) - ln P(k|known)] / B ) - ln Z, so that the priors alone decide how likely a
// catalogued actor is; nobody we know has the novelty score. Then the chance that nothing here belongs to the case.
std::vector<double> behaviour_total(const Scene& scene, const Kept& kept) {
  const std::size_t clusters = scene.clusters();
  std::vector<double> total(clusters + 1, 0.0);
  const Kept behaviour(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(scene.behaviour));
  if (std::all_of(behaviour.begin(), behaviour.end(), [](char keep) { return keep == 0; })) return total;
  const BehaviourModel& model = scene.background->model;
  const std::vector<double>& prior = scene.background->catalogue_prior;
  const double cap = scene.settings().cap_behaviour;
  const Compared compared = scene.comparison->compared(behaviour);
  const std::vector<double> closed = log_known_shares(model, compared.features);
  std::vector<double> weighted(clusters);
  std::vector<double> sharp(clusters);
  const double top = std::exp(*std::max_element(closed.begin(), closed.end()));
  const Settings& settings = scene.settings();
  const double exponent = settings.sharpness + (settings.sharpness_sure - settings.sharpness) * top;
  for (std::size_t k = 0; k < clusters; ++k) sharp[k] = exponent * closed[k];
  const double sharp_sum = log_sum_exp(sharp);
  for (std::size_t k = 0; k < clusters; ++k) {
    const double known = prior[k] - std::log1p(-scene.settings().rho);
    total[k] = capped(sharp[k] - sharp_sum - known, cap);
    weighted[k] = known + total[k];
  }
  const double z = log_sum_exp(weighted);
  for (std::size_t k = 0; k < clusters; ++k) total[k] -= z;
  total[clusters] = capped(novelty_weight(model, novelty_vector(compared, closed)), cap);
  const double error = error_of(scene, kept);
  for (double& nats : total) nats = with_error(nats, error);
  return total;
}

bool has_stated(const Scene& scene) { return scene.behaviour < scene.pieces.size(); }

// The pieces that keep their written likelihoods beside the learned score.
Kept stated_only(const Scene& scene, const Kept& kept) {
  Kept stated = kept;
  std::fill(stated.begin(), stated.begin() + static_cast<std::ptrdiff_t>(scene.behaviour), char{0});
  return stated;
}

std::vector<double> learned_total(const Scene& scene, const Kept& kept) {
  std::vector<double> total = behaviour_total(scene, kept);
  if (!has_stated(scene)) return total;
  const std::vector<double> stated = written_total(scene, stated_only(scene, kept));
  for (std::size_t h = 0; h < total.size(); ++h) total[h] += stated[h];
  return total;
}

void add_stated_fold(const Scene& scene, const Kept& kept, Folded& result) {
  if (!has_stated(scene)) return;
  Folded stated = written_fold(scene, stated_only(scene, kept));
  for (std::size_t h = 0; h < result.total.size(); ++h) result.total[h] += stated.total[h];
  std::move(stated.pieces.begin() + static_cast<std::ptrdiff_t>(scene.behaviour), stated.pieces.end(),
            result.pieces.begin() + static_cast<std::ptrdiff_t>(scene.behaviour));
}

Folded learned_fold(const Scene& scene, const Kept& kept) {
  Folded result{behaviour_total(scene, kept), std::vector<FoldedPiece>(scene.pieces.size()), {}};
  const double cap = scene.settings().cap_behaviour;
  result.joint = result.total;
  for (std::size_t at = 0; at < scene.behaviour; ++at) {
    FoldedPiece& piece = result.pieces[at];
    piece.weight.assign(result.total.size(), 0.0);
    piece.dependence.assign(result.total.size(), 1.0);
    piece.ceiling.assign(result.total.size(), 1.0);
    if (kept[at] == 0) continue;
    Kept less = kept;
    less[at] = 0;
    const std::vector<double> without = behaviour_total(scene, less);
    for (std::size_t h = 0; h < result.total.size(); ++h) {
      piece.weight[h] = result.total[h] - without[h];
      result.joint[h] -= piece.weight[h];
      // The slope of the cap where the total stands.
      const double raw = cap <= 0.0 ? 0.0 : std::min(std::abs(result.total[h]) / cap, 1.0);
      piece.ceiling[h] = 1.0 - raw * raw;
    }
  }
  add_stated_fold(scene, kept, result);
  return result;
}

}  // namespace

Kept all_pieces(const Scene& scene) { return Kept(scene.pieces.size(), 1); }

Kept without_origin(const Scene& scene, std::size_t origin) {
  Kept kept = all_pieces(scene);
  for (std::size_t at = 0; at < kept.size(); ++at) {
    if (scene.pieces[at].origins == std::vector<std::size_t>{origin}) kept[at] = 0;
  }
  return kept;
}

Kept only_origin(const Scene& scene, std::size_t origin) {
  Kept kept(scene.pieces.size(), 0);
  for (std::size_t at = 0; at < kept.size(); ++at) {
    const auto& origins = scene.pieces[at].origins;
    kept[at] = std::find(origins.begin(), origins.end(), origin) != origins.end() ? 1 : 0;
  }
  return kept;
}

std::vector<std::vector<double>> parts_of(const Scene& scene, const Folded& folded) {
  std::vector<std::vector<double>> parts;
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    std::vector<double>& part = parts.emplace_back(folded.pieces[at].weight);
    if (!scene.comparison || at >= scene.behaviour) continue;
    Kept only(scene.pieces.size(), 0);
    only[at] = 1;
    const std::vector<double> alone = behaviour_total(scene, only);
    for (std::size_t h = 0; h < part.size(); ++h) part[h] = (part[h] + alone[h]) / 2.0;
  }
  return parts;
}

std::vector<double> fold_total(const Scene& scene, const Kept& kept) {
  return scene.comparison ? learned_total(scene, kept) : written_total(scene, kept);
}

Folded fold(const Scene& scene, const Kept& kept) {
  return scene.comparison ? learned_fold(scene, kept) : written_fold(scene, kept);
}

}  // namespace whence
