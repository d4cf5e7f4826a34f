// How alike an incident and each cluster's record are: the generic features of the learned behaviour score, none of
// them particular to a cluster. docs/model.md 2.5.0.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "attribution/behaviour/record.h"

namespace whence {

enum class BehaviourFeature : std::uint8_t {
  age,                 // ln(1 + months since the cluster's last report)
  cosine,              // of idf-weighted items
  exclusive_software,  // Σ over shared software of 1 / clusters on record with it
  fast_match,          // as recent_match, with the short half-life
  freshness,           // 2^(-years since the last report)
  implied,             // cosine with the techniques that the cluster's software implies
  like_reports,        // ln of a kernel sum over its single reports, newer ones weighing more
  mix,                 // techniques against software, as in its record, / √n
  naive_bayes,         // Σ of 2.5 (a) and (b)
  naive_bayes_scaled,  // the same / √n
  naive_bayes_software,
  naive_bayes_techniques,  // each part / √ of its number of items
  nearest_report,          // best cosine with one of its reports, fading with age
  no_software,             // 1 where none is on record
  parents,                 // cosine over parent techniques
  recent_match,            // BM25 over fading counts, / √n
  recent_reports,          // ln(1 + reports of the last years)
  reports,                 // ln(1 + reports)
  size_distance,           // -|ln n - mean ln size of its reports|
  size_product             // ln n · mean ln size of its reports
};
inline constexpr std::size_t feature_count = 20;
std::string_view name_of(BehaviourFeature feature);
std::optional<BehaviourFeature> feature_named(std::string_view name);

// By cluster, then feature.
using BehaviourFeatures = std::vector<std::array<double, feature_count>>;

// What the incident alone shows about being somebody new.
struct NoveltyFeatures {
  double size = 0.0;       // ln n
  double unseen = 0.0;     // share of its software that no cluster is on record with
  double exclusive = 0.0;  // 1 if some of its software is on record with one cluster only
  double nearest = 0.0;    // best cosine with any past report, fading with its age
};

struct Compared {
  BehaviourFeatures features;
  NoveltyFeatures novelty;
};

// One incident against one record: prepared once, then asked about any subset of its items.
class Comparison {
 public:
  // `weights`: how much each item counts, in [0, 1]. The record and settings must outlive this.
  Comparison(const Record& record, const Settings& settings, std::vector<ItemIndex> items, std::vector<double> weights);

  // With the items for which `kept` is not 0; the same size as `items`.
  Compared compared(const std::vector<char>& kept) const;

 private:
  // What an item adds to a cluster's sums, by cluster.
  struct Contribution {
    std::vector<double> recent, fast, shared, exclusive, techniques, software, implied;
  };
  struct Reports {
    std::vector<double> nearest, kernel;  // by cluster
    double best = 0.0;
  };
  // A parent technique of some items.
  struct Parent {
    ItemIndex item = 0;
    double square = 0.0;                // idf²
    std::vector<double> sums;           // by cluster: idf² ln(1 + count)
    std::vector<std::size_t> children;  // into items_
  };
  void add_parents();
  void add_standing();
  Contribution contribution(ItemIndex item, double weight) const;
  static Contribution contribution_of_nothing(std::size_t clusters);
  static void add(Contribution& into, const Contribution& part, double sign);
  Contribution sums(const std::vector<char>& kept) const;
  double norm(const std::vector<char>& kept) const;
  Reports against_reports(const std::vector<char>& kept, double norm) const;
  NoveltyFeatures novelty(const std::vector<char>& kept, double nearest) const;
  std::vector<double> parent_cosine(const std::vector<char>& kept) const;

  const Record& record_;
  const Settings& settings_;
  std::vector<ItemIndex> items_;
  std::vector<double> weights_;
  std::vector<Contribution> contributions_;
  Contribution whole_;  // Σ over all items
  std::vector<Parent> parents_;
  BehaviourFeatures standing_;                         // what depends on no item; the rest 0
  std::vector<double> log_software_, log_techniques_;  // by cluster: ln of how much of its record is which
};

}  // namespace whence
