#include "attribution/behaviour/features.h"

#include <algorithm>
#include <cmath>

#include "attribution/behaviour/likelihood.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, feature_count> names = {"age",
                                                               "cosine",
                                                               "exclusive-software",
                                                               "fast-match",
                                                               "freshness",
                                                               "implied",
                                                               "like-reports",
                                                               "mix",
                                                               "naive-bayes",
                                                               "naive-bayes-scaled",
                                                               "naive-bayes-software",
                                                               "naive-bayes-techniques",
                                                               "nearest-report",
                                                               "no-software",
                                                               "parents",
                                                               "recent-match",
                                                               "recent-reports",
                                                               "reports",
                                                               "size-distance",
                                                               "size-product"};

constexpr double tiny = 1e-9;  // added to denominators that may be 0

double& at(std::array<double, feature_count>& row, BehaviourFeature feature) {
  return row[static_cast<std::size_t>(feature)];
}

// Robertson and Zaragoza 2009, with fading counts as term frequency; adds one item's part.
void add_match(const FadingCounts& counts, ItemIndex item, double holders, double weight, const Settings& settings,
               std::vector<double>& sums) {
  const auto n = static_cast<double>(sums.size());
  double mean = 0.0;
  for (const double total : counts.total) mean += total / n;
  const double idf = std::log1p((n - holders + 0.5) / (holders + 0.5));
  for (const Posting& posting : counts.postings[item]) {
    const double relative = counts.total[posting.cluster] / (mean + tiny);
    const double length = settings.bm25_k1 * (1.0 - settings.bm25_b + settings.bm25_b * relative);
    sums[posting.cluster] += weight * idf * posting.count * (settings.bm25_k1 + 1.0) / (posting.count + length);
  }
}

// How often a cluster's record is software rather than a technique, smoothed.
double software_share(const CataloguedCluster& cluster) {
  return (cluster.software + 1.0) / (cluster.software + cluster.techniques + 5.0);
}

struct Sizes {
  double all = 0.0, techniques = 0.0, software = 0.0;
};

}  // namespace

std::string_view name_of(BehaviourFeature feature) { return names[static_cast<std::size_t>(feature)]; }

std::optional<BehaviourFeature> feature_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<BehaviourFeature>(i);
  }
  return std::nullopt;
}

Comparison::Comparison(const Record& record, const Settings& settings, std::vector<ItemIndex> items,
                       std::vector<double> weights)
    : record_(record), settings_(settings), items_(std::move(items)), weights_(std::move(weights)) {
  whole_ = contribution_of_nothing(record_.clusters.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    contributions_.push_back(contribution(items_[i], weights_[i]));
    add(whole_, contributions_.back(), 1.0);
  }
  add_parents();
  add_standing();
}

void Comparison::add_parents() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (record_.counts.kind[items_[i]] != ItemKind::technique) continue;
    const ItemIndex parent = record_.counts.parent[items_[i]];
    auto place =
        std::find_if(parents_.begin(), parents_.end(), [&](const Parent& each) { return each.item == parent; });
    if (place == parents_.end()) {
      const double square = record_.family_idf[parent] * record_.family_idf[parent];
      place = parents_.insert(parents_.end(), {parent, square, std::vector<double>(record_.clusters.size(), 0.0), {}});
      for (const Posting& posting : record_.counts.family[parent]) {
        place->sums[posting.cluster] = square * std::log1p(posting.count);
      }
    }
    place->children.push_back(i);
  }
}

void Comparison::add_standing() {
  for (std::size_t k = 0; k < record_.clusters.size(); ++k) {
    const ClusterRecord& cluster = record_.clusters[k];
    const CataloguedCluster& counts = record_.counts.clusters[k];
    const double share = software_share(counts);
    log_software_.push_back(std::log(share));
    log_techniques_.push_back(std::log1p(-share));
    auto& row = standing_.emplace_back();
    at(row, BehaviourFeature::age) = std::log1p(12.0 * cluster.age);
    at(row, BehaviourFeature::freshness) = std::exp2(-cluster.age);
    at(row, BehaviourFeature::no_software) = counts.software <= 0.0 ? 1.0 : 0.0;
    at(row, BehaviourFeature::recent_reports) = std::log1p(cluster.recent);
    at(row, BehaviourFeature::reports) = std::log1p(counts.reports);
  }
}

// From what there is less of: the items left out, or those kept.
Comparison::Contribution Comparison::sums(const std::vector<char>& kept) const {
  const auto out = static_cast<std::size_t>(std::count(kept.begin(), kept.end(), 0));
  const bool subtract = 2 * out < kept.size();
  Contribution result = subtract ? whole_ : contribution_of_nothing(record_.clusters.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if ((kept[i] == 0) == subtract) add(result, contributions_[i], subtract ? -1.0 : 1.0);
  }
  return result;
}

Comparison::Contribution Comparison::contribution_of_nothing(std::size_t clusters) {
  const std::vector<double> zeros(clusters, 0.0);
  return {zeros, zeros, zeros, zeros, zeros, zeros, zeros};
}

void Comparison::add(Contribution& into, const Contribution& part, double sign) {
  for (auto member : {&Contribution::recent, &Contribution::fast, &Contribution::shared, &Contribution::exclusive,
                      &Contribution::techniques, &Contribution::software, &Contribution::implied}) {
    for (std::size_t k = 0; k < (into.*member).size(); ++k) (into.*member)[k] += sign * (part.*member)[k];
  }
}

Comparison::Contribution Comparison::contribution(ItemIndex item, double weight) const {
  const std::size_t clusters = record_.clusters.size();
  Contribution result = contribution_of_nothing(clusters);
  const auto& postings = record_.counts.postings[item];
  const auto holders = static_cast<double>(postings.size());
  const double square = record_.idf[item] * record_.idf[item];
  const bool technique = record_.counts.kind[item] == ItemKind::technique;
  add_match(record_.fading, item, holders, weight, settings_, result.recent);
  add_match(record_.fading_fast, item, holders, weight, settings_, result.fast);
  for (const Posting& posting : postings) {
    result.shared[posting.cluster] = weight * square;
    if (!technique) result.exclusive[posting.cluster] = weight / holders;
  }
  for (const Posting& posting : record_.implied[item])
    result.implied[posting.cluster] = weight * square * posting.count;
  std::vector<double>& llr = technique ? result.techniques : result.software;
  llr = technique ? technique_weights(record_.counts, settings_, item)
                  : software_weights(record_.counts, settings_, item, 0.0);
  for (double& nats : llr) nats *= weight;
  return result;
}

double Comparison::norm(const std::vector<char>& kept) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const double weight = kept[i] != 0 ? weights_[i] * record_.idf[items_[i]] : 0.0;
    sum += weight * weight;
  }
  return std::sqrt(sum);
}

Comparison::Reports Comparison::against_reports(const std::vector<char>& kept, double norm) const {
  Reports result{std::vector<double>(record_.clusters.size(), 0.0), std::vector<double>(record_.clusters.size(), 0.0)};
  std::vector<double> dot(record_.reports.size(), 0.0);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (kept[i] == 0) continue;
    const double part = weights_[i] * record_.idf[items_[i]] * record_.idf[items_[i]];
    for (const ReportIndex report : record_.in_reports[items_[i]]) dot[report] += part;
  }
  for (std::size_t at_report = 0; at_report < dot.size(); ++at_report) {
    if (dot[at_report] <= 0.0) continue;
    const PastReport& report = record_.reports[at_report];
    const double cosine = dot[at_report] / (norm * report.norm + tiny);
    double& nearest = result.nearest[report.cluster];
    nearest = std::max(nearest, cosine * report.near_fade);
    result.best = std::max(result.best, nearest);
    result.kernel[report.cluster] += (std::exp(settings_.kernel_width * cosine) - 1.0) * report.kernel_fade;
  }
  return result;
}

std::vector<double> Comparison::parent_cosine(const std::vector<char>& kept) const {
  std::vector<double> sums(record_.clusters.size(), 0.0);
  double own = 0.0;
  for (const Parent& parent : parents_) {
    if (std::none_of(parent.children.begin(), parent.children.end(), [&](std::size_t i) { return kept[i] != 0; }))
      continue;
    own += parent.square;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += parent.sums[k];
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    sums[k] /= std::sqrt(own) * record_.clusters[k].family_norm + tiny;
  }
  return sums;
}

Compared Comparison::compared(const std::vector<char>& kept) const {
  const std::size_t clusters = record_.clusters.size();
  Sizes n;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (kept[i] == 0) continue;
    n.all += weights_[i];
    (record_.counts.kind[items_[i]] == ItemKind::technique ? n.techniques : n.software) += weights_[i];
  }
  const Contribution sum = sums(kept);
  const double length = norm(kept);
  const Reports reports = against_reports(kept, length);
  const std::vector<double> parents = parent_cosine(kept);
  const double root = std::sqrt(std::max(n.all, tiny));
  const double log_size = std::log(std::max(n.all, 1.0));
  Compared whole{standing_, novelty(kept, reports.best)};
  for (std::size_t k = 0; k < clusters; ++k) {
    const ClusterRecord& cluster = record_.clusters[k];
    auto& row = whole.features[k];
    at(row, BehaviourFeature::cosine) = sum.shared[k] / (length * cluster.norm + tiny);
    at(row, BehaviourFeature::exclusive_software) = sum.exclusive[k];
    at(row, BehaviourFeature::fast_match) = sum.fast[k] / root;
    at(row, BehaviourFeature::implied) = sum.implied[k] / (length * cluster.implied_norm + tiny);
    at(row, BehaviourFeature::like_reports) = std::log1p(reports.kernel[k]);
    at(row, BehaviourFeature::mix) = (n.software * log_software_[k] + n.techniques * log_techniques_[k]) / root;
    at(row, BehaviourFeature::naive_bayes) = sum.techniques[k] + sum.software[k];
    at(row, BehaviourFeature::naive_bayes_scaled) = (sum.techniques[k] + sum.software[k]) / root;
    at(row, BehaviourFeature::naive_bayes_software) = sum.software[k] / std::sqrt(std::max(n.software, 1.0));
    at(row, BehaviourFeature::naive_bayes_techniques) = sum.techniques[k] / std::sqrt(std::max(n.techniques, 1.0));
    at(row, BehaviourFeature::nearest_report) = reports.nearest[k];
    at(row, BehaviourFeature::parents) = parents[k];
    at(row, BehaviourFeature::recent_match) = sum.recent[k] / root;
    at(row, BehaviourFeature::size_distance) = -std::abs(log_size - cluster.report_size);
    at(row, BehaviourFeature::size_product) = log_size * cluster.report_size;
  }
  return whole;
}

NoveltyFeatures Comparison::novelty(const std::vector<char>& kept, double nearest) const {
  NoveltyFeatures result;
  double all = 0.0;
  double software = 0.0;
  double unseen = 0.0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (kept[i] == 0) continue;
    all += weights_[i];
    if (record_.counts.kind[items_[i]] != ItemKind::software) continue;
    const std::size_t holders = record_.counts.postings[items_[i]].size();
    software += weights_[i];
    if (holders == 0) unseen += weights_[i];
    if (holders == 1) result.exclusive = 1.0;
  }
  result.size = std::log(std::max(all, 1.0));
  result.unseen = unseen / (software + 0.5);
  result.nearest = nearest;
  return result;
}

}  // namespace whence
