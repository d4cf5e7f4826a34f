#include "attribution/flip.h"

#include <algorithm>

namespace whence {
namespace {

constexpr std::size_t greedy_most = 200;  // items; the search takes their square
constexpr std::size_t sets_kept = 20;     // more are counted in no page

class Search {
 public:
  explicit Search(const Scene& scene) : scene_(scene), settings_(scene.settings()), kept_(all_pieces(scene)) {
    const std::vector<double> shares = plain_shares(scene, kept_);
    leader_ = leader_of(shares);
    above_half_ = shares[leader_] >= settings_.flip_share;
  }

  void exact(std::size_t most) {
    std::vector<std::size_t> chosen;
    for (std::size_t size = 1; size <= std::min(most, scene_.pieces.size()) && !any(); ++size) {
      choose(chosen, 0, size);
    }
    std::stable_sort(result_.sets.begin(), result_.sets.end(),
                     [](const Found& a, const Found& b) { return a.leader_share < b.leader_share; });
  }

  void greedy() {
    std::vector<std::size_t> chosen;
    while (chosen.size() < scene_.pieces.size()) {
      std::size_t best = scene_.pieces.size();
      Found best_found;
      for (std::size_t at = 0; at < scene_.pieces.size(); ++at) {
        if (kept_[at] == 0) continue;
        kept_[at] = 0;
        const Found found = without({});
        kept_[at] = 1;
        if (best == scene_.pieces.size() || found.margin < best_found.margin) {
          best = at;
          best_found = found;
        }
      }
      kept_[best] = 0;
      chosen.push_back(best);
      if (!best_found.flips) continue;
      std::sort(chosen.begin(), chosen.end());
      best_found.set = chosen;
      keep(best_found);
      return;
    }
  }

  bool any() const { return !result_.sets.empty(); }

  FlipSets answer() const {
    FlipSets flips;
    for (const Found& found : result_.sets) {
      if (flips.sets.size() < sets_kept) flips.sets.push_back(found.set);
    }
    if (!any()) return flips;
    flips.size = result_.sets.front().set.size();
    flips.cost = result_.cost;
    flips.then_leads = result_.sets.front().then_leads;
    flips.then_share = result_.sets.front().then_share;
    return flips;
  }

 private:
  struct Found {
    std::vector<std::size_t> set;
    bool flips = false;
    double leader_share = 0.0, margin = 0.0;  // margin: of the leader over the next
    std::size_t then_leads = 0;
    double then_share = 0.0;
  };

  Found without(const std::vector<std::size_t>& set) {
    for (const std::size_t at : set) kept_[at] = 0;
    const std::vector<double> shares = plain_shares(scene_, kept_);
    for (const std::size_t at : set) kept_[at] = 1;
    Found found{set, false, shares[leader_], 1.0, leader_of(shares), 0.0};
    found.then_share = shares[found.then_leads];
    for (std::size_t h = 0; h < shares.size(); ++h) {
      if (h != leader_) found.margin = std::min(found.margin, shares[leader_] - shares[h]);
    }
    found.flips = found.then_leads != leader_ || (above_half_ && shares[leader_] < settings_.flip_share);
    return found;
  }

  void choose(std::vector<std::size_t>& chosen, std::size_t from, std::size_t size) {
    if (chosen.size() == size) {
      const Found found = without(chosen);
      if (found.flips) keep(found);
      return;
    }
    for (std::size_t at = from; at < scene_.pieces.size(); ++at) {
      chosen.push_back(at);
      choose(chosen, at + 1, size);
      chosen.pop_back();
    }
  }

  void keep(const Found& found) {
    double cost = 0.0;
    for (const std::size_t at : found.set) cost += scene_.pieces[at].cost;
    if (!any() || cost < result_.cost) result_.cost = cost;
    if (!any() || found.set.size() == result_.sets.front().set.size()) result_.sets.push_back(found);
  }

  struct {
    std::vector<Found> sets;
    double cost = 0.0;
  } result_;
  const Scene& scene_;
  const Settings& settings_;
  Kept kept_;
  std::size_t leader_ = 0;
  bool above_half_ = false;
};

}  // namespace

std::vector<double> plain_shares(const Scene& scene, const Kept& kept) {
  return mixed(scene.priors.front(), fold_total(scene, kept), {}, 0.0).share;
}

std::size_t leader_of(const std::vector<double>& shares) {
  return static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

FlipSets flip_sets(const Scene& scene, FlipDepth depth) {
  Search search(scene);
  if (depth == FlipDepth::single_items) {
    search.exact(1);
    return search.answer();
  }
  if (scene.pieces.size() <= scene.settings().flip_exact_items) search.exact(3);
  if (!search.any() && scene.pieces.size() <= greedy_most) search.greedy();
  return search.answer();
}

}  // namespace whence
