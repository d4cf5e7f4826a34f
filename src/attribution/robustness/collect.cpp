#include "attribution/robustness/collect.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "attribution/behaviour/likelihood.h"
#include "attribution/robustness/flip.h"
#include "prob/shares.h"

namespace whence {
namespace {

double x_ln_x(double x) { return x > 0.0 ? x * std::log(x) : 0.0; }

// P(o|k) / π_o of 2.5 (a) and (b) from counts, with λ 1 and no leak, so that Σ_o P(o|k) = 1.
double ratio(const Catalogue& known, const Settings& settings, ItemIndex item, ClusterIndex k, double of_family,
             double of_item) {
  const CataloguedCluster& cluster = known.clusters[k];
  const double pi = known.share[item];
  if (known.kind[item] == ItemKind::software) {
    if (cluster.software <= 0.0) return 1.0;
    return (of_item + settings.m_S * pi) / (cluster.software + settings.m_S) / pi;
  }
  const double pi_p = known.family_share[known.parent[item]];
  return (of_family + settings.m_T * pi_p) / (cluster.techniques + settings.m_T) * (of_item + settings.b * pi / pi_p) /
         (of_family + settings.b) / pi;
}

double count_of(const std::vector<Posting>& postings, ClusterIndex k) {
  const auto place =
      std::lower_bound(postings.begin(), postings.end(), k,
                       [](const Posting& posting, ClusterIndex wanted) { return posting.cluster < wanted; });
  return place != postings.end() && place->cluster == k ? place->count : 0.0;
}

// What the entropy of weights w is made of: H = ln Σw - Σ w ln w / Σw.
struct Sums {
  double w = 0.0, w_ln_w = 0.0;

  void add(double weight, double sign = 1.0) {
    w += sign * weight;
    w_ln_w += sign * x_ln_x(weight);
  }
  double nats() const { return w > 0.0 ? std::max(0.0, std::log(w) - w_ln_w / w) : 0.0; }
};

Sums sums_of(const std::vector<double>& weights) {
  Sums sums;
  for (const double weight : weights) sums.add(weight);
  return sums;
}

double nats_of(const std::vector<double>& weights) { return sums_of(weights).nats(); }

// One level as a linear map of the clusters' weights; of the clusters themselves the identity.
class View {
 public:
  explicit View(std::size_t hypotheses) : size_(hypotheses) {}
  explicit View(const Ascent& up) : up_(&up), size_(up.parents().size() + 1) {}

  // To whom a cluster's weight goes, and what part of it.
  template <typename Take>
  void each(std::size_t k, Take take) const {
    if (up_ == nullptr) {
      take(k, 1.0);
      return;
    }
    for (const Ascent::Step& step : up_->steps(k)) take(step.parent, step.weight);
  }
  void add(std::vector<double>& to, std::size_t k, double weight) const {
    each(k, [&](std::size_t parent, double part) { to[parent] += weight * part; });
  }
  std::vector<double> of(const std::vector<double>& weights) const {
    std::vector<double> result(size_);
    for (std::size_t k = 0; k < weights.size(); ++k) add(result, k, weights[k]);
    return result;
  }
  const Ascent* up() const { return up_; }

 private:
  const Ascent* up_ = nullptr;
  std::size_t size_;
};

// Mean entropy over outcomes, each with its chance as the sum of its weights.
class Expected {
 public:
  void add(double chance, const Sums& outcome) {
    const double mass = chance * outcome.w;
    nats_ += mass * outcome.nats();
    mass_ += mass;
  }
  double bits() const { return mass_ > 0.0 ? nats_ / mass_ / std::log(2.0) : 0.0; }

 private:
  double nats_ = 0.0, mass_ = 0.0;
};

// Weights that change in a few places and then become again what they were.
class Changed {
 public:
  explicit Changed(std::vector<double> base) : base_(std::move(base)), now_(base_), sums_(sums_of(base_)) {}

  void add(std::size_t at, double weight) {
    if (now_[at] == base_[at]) places_.push_back(at);
    now_[at] += weight;
  }
  // Of the weights as changed, none below 0; afterwards they are the base again.
  Sums take() {
    Sums sums = sums_;
    for (const std::size_t at : places_) {
      if (now_[at] == base_[at]) continue;  // back where it was, or told twice
      sums.add(base_[at], -1.0);
      sums.add(std::max(0.0, now_[at]));
      now_[at] = base_[at];
    }
    places_.clear();
    return sums;
  }

 private:
  std::vector<double> base_, now_;
  std::vector<std::size_t> places_;
  Sums sums_;
};

// After one more item of a kind. Most clusters have no record of most items, and what such an item says for them does
// not depend on the item; so only those with a record are touched per item.
double bits_after_item(const Catalogue& known, const Settings& settings, const std::vector<double>& now, ItemKind kind,
                       const View& view) {
  std::vector<double> silent = now;  // P(k|E) P(o|k) / π_o without a record
  for (ClusterIndex k = 0; k < known.clusters.size(); ++k) {
    const CataloguedCluster& cluster = known.clusters[k];
    const bool technique = kind == ItemKind::technique;
    const double m = technique ? settings.m_T : settings.m_S;
    silent[k] = now[k] * m / ((technique ? cluster.techniques : cluster.software) + m);
  }
  Changed weights(view.of(silent));
  Expected expected;
  for (ItemIndex item = 0; item < known.kind.size(); ++item) {
    if (known.kind[item] != kind) continue;
    for (const Posting& posting : known.family[known.parent[item]]) {
      const ClusterIndex k = posting.cluster;
      const double w = now[k] * ratio(known, settings, item, k, posting.count, count_of(known.postings[item], k));
      view.each(k, [&](std::size_t parent, double part) { weights.add(parent, (w - silent[k]) * part); });
    }
    expected.add(known.share[item], weights.take());
  }
  return expected.bits();
}

// Without an item, and the chance that it is genuine: q' = q r / (q r + 1 - q), r = Σ_h P(h|E without it) P(e|h)/π(e).
struct Truth {
  std::vector<double> without;
  double genuine = 1.0;
};

Truth truth_of(const Scene& scene, std::size_t at) {
  Kept kept = all_pieces(scene);
  kept[at] = 0;
  Truth truth{plain_shares(scene, kept), 1.0};
  const Piece& piece = scene.pieces[at];
  double ratio = truth.without.back();
  for (std::size_t k = 0; k < piece.before.size(); ++k) ratio += truth.without[k] * std::exp(piece.before[k]);
  truth.genuine = piece.quality * ratio / (piece.quality * ratio + 1.0 - piece.quality);
  return truth;
}

double bits_of(const View& view, const std::vector<double>& shares) { return nats_of(view.of(shares)) / std::log(2.0); }

// P(points to j | k) = a (r [j = k] + (1 - r) / n); of nobody we know, a (1 - r) / n; else it points nowhere.
double bits_after_relay(const StatedSettings& settings, const std::vector<double>& now, const View& view) {
  const std::size_t n = now.size() - 1;
  const double stray = settings.pointer_found * (1.0 - settings.assignment_right) / static_cast<double>(n);
  const double hit = settings.pointer_found * settings.assignment_right;
  const std::vector<double> base = view.of(now);
  Expected expected;
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<double> weights = base;
    for (double& each : weights) each *= stray;
    view.add(weights, j, now[j] * hit);
    expected.add(1.0, sums_of(weights));
  }
  std::vector<double> nowhere = now;
  for (std::size_t k = 0; k < n; ++k) nowhere[k] *= 1.0 - hit - static_cast<double>(n) * stray;
  nowhere.back() *= 1.0 - static_cast<double>(n) * stray;
  expected.add(1.0, sums_of(view.of(nowhere)));
  return expected.bits();
}

// Each way of one cluster in turn is the only one.
double bits_after_link(const std::vector<double>& now, std::size_t cluster, const View& view) {
  if (view.up() == nullptr) return bits_of(view, now);
  std::vector<double> others = now;
  others[cluster] = 0.0;
  const std::vector<double> base = view.of(others);
  double whole = 0.0;
  for (const Ascent::Step& step : view.up()->steps(cluster)) whole += step.weight;
  double bits = 0.0;
  for (const Ascent::Step& step : view.up()->steps(cluster)) {
    std::vector<double> weights = base;
    weights[step.parent] += now[cluster] * whole;
    bits += step.weight / whole * nats_of(weights) / std::log(2.0);
  }
  return bits;
}

// Intermediaries of this incident.
std::vector<std::size_t> relays(const Case& incident) {
  std::vector<std::size_t> result;
  for (std::size_t at = 0; at < incident.evidence.size(); ++at) {
    const Evidence& item = incident.evidence[at];
    const bool relay = item.kind == EvidenceKind::indicator && (!item.via.empty() || item.role == Role::relayed);
    if (relay && item.passage.empty()) result.push_back(at);
  }
  return result;
}

}  // namespace

std::vector<Finding> findings(const Judgement& judgement, const std::vector<std::pair<Level, Ascent>>& levels) {
  const Scene& scene = judgement.scene;
  const std::vector<double> now = plain_shares(scene, all_pieces(scene));
  std::vector<Finding> result{{.find = Find::software}, {.find = Find::technique}};
  std::vector<Truth> truths;
  for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
    truths.push_back(truth_of(scene, at));
    result.push_back({.find = Find::verify, .piece = at});
  }
  for (const std::size_t at : relays(judgement.incident)) result.push_back({.find = Find::relay, .evidence = at});
  if (judgement.hypotheses() > 1) result.push_back({.find = Find::link, .cluster = closest_match(judgement)});
  const auto after = [&](const Finding& finding, const View& view) {
    const Catalogue& counts = scene.background->counts;
    switch (finding.find) {
      case Find::software:
        return bits_after_item(counts, scene.settings(), now, ItemKind::software, view);
      case Find::technique:
        return bits_after_item(counts, scene.settings(), now, ItemKind::technique, view);
      case Find::verify: {
        const Truth& truth = truths[finding.piece];
        return truth.genuine * bits_of(view, now) + (1.0 - truth.genuine) * bits_of(view, truth.without);
      }
      case Find::relay:
        return bits_after_relay(scene.settings().stated, now, view);
      case Find::link:
        return bits_after_link(now, finding.cluster, view);
    }
    return 0.0;
  };
  const auto judge = [&](Level level, const View& view) {
    const double bits = bits_of(view, now);
    for (Finding& finding : result) {
      finding.bits[static_cast<std::size_t>(level)] = std::max(0.0, bits - after(finding, view));
    }
  };
  judge(Level::cluster, View(now.size()));
  for (const auto& [level, up] : levels) judge(level, View(up));
  std::stable_sort(result.begin(), result.end(),
                   [](const Finding& a, const Finding& b) { return a.most() > b.most(); });
  return result;
}

}  // namespace whence
