#include "attribution/robustness/flip.h"

#include <algorithm>
#include <cmath>

#include "prob/shares.h"

namespace whence {
namespace {

constexpr std::size_t greedy_most = 200;  // items; the search takes their square
constexpr std::size_t sets_kept = 20;     // more are counted in no page
// Nats. Sets of three are weighed only where what pairs do foretells a lead of at most this much: how three items work
// together beyond their pairs stays far below it (the test against every set).
constexpr double reserve = 1.5;

class Search {
 public:
  explicit Search(const Scene& scene) : scene_(scene), settings_(scene.settings()), kept_(all_pieces(scene)) {
    const std::vector<double> shares = plain_shares(scene, kept_);
    leader_ = leader_of(shares);
    above_half_ = shares[leader_] >= settings_.flip_share;
    lead_ = lead(shares);
  }

  void exact(std::size_t most) {
    const std::size_t n = scene_.pieces.size();
    lead_of_one_.resize(n);
    for (std::size_t a = 0; a < n; ++a) lead_of_one_[a] = tried({a});
    if (most > 1 && !any()) {
      lead_of_two_.assign(n * n, 0.0);
      for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b) lead_of_two_[a * n + b] = tried({a, b});
      }
    }
    if (most > 2 && !any()) triples(n);
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
    double lead = 0.0;                        // nats to the point where the set undoes it; at most 0 there
    std::size_t then_leads = 0;
    double then_share = 0.0;
  };

  double lead(const std::vector<double>& shares) const {
    double next = 0.0;
    for (std::size_t h = 0; h < shares.size(); ++h) {
      if (h != leader_) next = std::max(next, shares[h]);
    }
    const double against_next = std::log(shares[leader_] / next);
    if (!above_half_) return against_next;
    return std::min(against_next, logit(shares[leader_]) - logit(settings_.flip_share));
  }

  Found without(const std::vector<std::size_t>& set) {
    for (const std::size_t at : set) kept_[at] = 0;
    const std::vector<double> shares = plain_shares(scene_, kept_);
    for (const std::size_t at : set) kept_[at] = 1;
    Found found{set, false, shares[leader_], 1.0, 0.0, leader_of(shares), 0.0};
    found.then_share = shares[found.then_leads];
    for (std::size_t h = 0; h < shares.size(); ++h) {
      if (h != leader_) found.margin = std::min(found.margin, shares[leader_] - shares[h]);
    }
    found.flips = found.then_leads != leader_ || (above_half_ && shares[leader_] < settings_.flip_share);
    found.lead = lead(shares);
    return found;
  }

  // The lead without a set, which is kept if it undoes the leader.
  double tried(const std::vector<std::size_t>& set) {
    const Found found = without(set);
    if (found.flips) keep(found);
    return found.lead;
  }

  // Inclusion and exclusion without the term of all three.
  void triples(std::size_t n) {
    const auto pair = [&](std::size_t a, std::size_t b) { return lead_of_two_[a * n + b]; };
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = a + 1; b < n; ++b) {
        const double first = lead_ - lead_of_one_[a] - lead_of_one_[b] + pair(a, b);
        for (std::size_t c = b + 1; c < n; ++c) {
          const double foretold = first - lead_of_one_[c] + pair(a, c) + pair(b, c);
          if (std::isnan(foretold) || foretold <= reserve) tried({a, b, c});  // no number where a share is 0 or 1
        }
      }
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
  double lead_ = 0.0;                              // with every item
  std::vector<double> lead_of_one_, lead_of_two_;  // without a, and without a and b at a * n + b
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
