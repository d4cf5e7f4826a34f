#include "attribution/behaviour/record.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace whence {
namespace {

constexpr double days_of_year = 365.25;
constexpr double ages_ago = 99.0;  // years; of a cluster without a report

// What one report says that one cluster used.
using Uses = std::map<std::pair<ClusterIndex, ReferenceIndex>, std::vector<ItemIndex>>;

class Builder {
 public:
  Builder(const Knowledge& known, const Cut& cut, const Settings& settings) : known_(known), settings_(settings) {
    Cut wide = cut;
    wide.campaigns = true;
    result_.counts = catalogue(known, wide);
    cut_ = wide;
  }

  Record build() {
    const std::size_t items = result_.counts.kind.size();
    result_.clusters.resize(result_.counts.clusters.size());
    result_.implied.resize(items);
    result_.in_reports.resize(items);
    fill_idf();
    fill_norms();
    const Uses uses = gather();
    fill_reports(uses);
    fade(uses, settings_.recent_half_life, result_.fading);
    fade(uses, settings_.recent_half_life_fast, result_.fading_fast);
    fill_implied();
    return std::move(result_);
  }

 private:
  double age(ReferenceIndex reference) const {
    const auto& date = known_.references()[reference].date;
    if (!date) return settings_.undated_age;
    return std::max(0.0, static_cast<double>((result_.counts.as_of - *date).count()) / days_of_year);
  }

  void fill_idf() {
    const auto n = static_cast<double>(result_.clusters.size());
    const auto idf = [n](std::size_t holders) { return std::log((n + 1.0) / (static_cast<double>(holders) + 0.5)); };
    for (const auto& postings : result_.counts.postings) result_.idf.push_back(idf(postings.size()));
    for (const auto& postings : result_.counts.family) result_.family_idf.push_back(idf(postings.size()));
  }

  void fill_norms() {
    for (std::size_t item = 0; item < result_.idf.size(); ++item) {
      for (const Posting& posting : result_.counts.postings[item]) {
        result_.clusters[posting.cluster].norm += result_.idf[item] * result_.idf[item];
      }
      if (result_.counts.kind[item] != ItemKind::technique) continue;
      for (const Posting& posting : result_.counts.family[item]) {
        const double weight = result_.family_idf[item] * std::log1p(posting.count);
        result_.clusters[posting.cluster].family_norm += weight * weight;
      }
    }
    for (ClusterRecord& cluster : result_.clusters) {
      cluster.norm = std::sqrt(cluster.norm);
      cluster.family_norm = std::sqrt(cluster.family_norm);
    }
  }

  Uses gather() const {
    std::vector<ClusterIndex> place(known_.groups().size(), std::numeric_limits<ClusterIndex>::max());
    for (ClusterIndex k = 0; k < result_.clusters.size(); ++k) place[result_.counts.clusters[k].group] = k;
    Uses uses;
    for (const GroupUse& use : known_.group_uses()) {
      if (place[use.group] >= result_.clusters.size()) continue;
      for (const ReferenceIndex reference : use.references) {
        if (counts_reference(known_, cut_, reference)) uses[{place[use.group], reference}].push_back(use.item);
      }
    }
    for (auto& [key, items] : uses) {
      std::sort(items.begin(), items.end());
      items.erase(std::unique(items.begin(), items.end()), items.end());
    }
    return uses;
  }

  void fill_reports(const Uses& uses) {
    std::vector<double> reports(result_.clusters.size(), 0.0);
    std::vector<double> sizes(result_.clusters.size(), 0.0);
    for (ClusterRecord& cluster : result_.clusters) cluster.age = ages_ago;
    for (const auto& [key, items] : uses) {
      const auto [k, reference] = key;
      PastReport report{.cluster = k, .age = age(reference)};
      report.near_fade = std::exp2(-report.age / settings_.near_half_life);
      report.kernel_fade = std::exp2(-report.age / settings_.kernel_half_life);
      for (const ItemIndex item : items) {
        report.norm += result_.idf[item] * result_.idf[item];
        result_.in_reports[item].push_back(static_cast<ReportIndex>(result_.reports.size()));
      }
      report.norm = std::sqrt(report.norm);
      result_.clusters[k].age = std::min(result_.clusters[k].age, report.age);
      if (report.age <= settings_.recent_years) result_.clusters[k].recent += 1.0;
      reports[k] += 1.0;
      sizes[k] += std::log(static_cast<double>(items.size()));
      result_.reports.push_back(report);
    }
    for (std::size_t k = 0; k < reports.size(); ++k) {
      const double drawn = settings_.report_size_weight;
      result_.clusters[k].report_size = (sizes[k] + drawn * settings_.report_size) / (reports[k] + drawn);
    }
  }

  void fade(const Uses& uses, double half_life, FadingCounts& into) const {
    into.postings.resize(result_.idf.size());
    into.total.assign(result_.clusters.size(), 0.0);
    for (const auto& [key, items] : uses) {  // by cluster first, so every list of postings comes out sorted
      const double weight = std::exp2(-age(key.second) / half_life);
      into.total[key.first] += weight * static_cast<double>(items.size());
      for (const ItemIndex item : items) {
        auto& postings = into.postings[item];
        if (postings.empty() || postings.back().cluster != key.first) postings.push_back({key.first, 0.0});
        postings.back().count += weight;
      }
    }
  }

  void fill_implied() {
    std::vector<double> software(result_.clusters.size(), 0.0);  // distinct pieces
    std::vector<std::vector<ItemIndex>> implied_by(result_.idf.size());
    for (ItemIndex item = 0; item < result_.idf.size(); ++item) {
      if (result_.counts.kind[item] != ItemKind::software) continue;
      for (const Posting& posting : result_.counts.postings[item]) software[posting.cluster] += 1.0;
      for (const ItemIndex technique : result_.counts.implied[item]) implied_by[technique].push_back(item);
    }
    std::vector<double> pieces(result_.clusters.size());
    for (ItemIndex technique = 0; technique < implied_by.size(); ++technique) {
      std::fill(pieces.begin(), pieces.end(), 0.0);
      for (const ItemIndex item : implied_by[technique]) {
        for (const Posting& posting : result_.counts.postings[item]) pieces[posting.cluster] += 1.0;
      }
      for (ClusterIndex k = 0; k < pieces.size(); ++k) {
        if (pieces[k] <= 0.0) continue;
        const double share = pieces[k] / software[k];
        result_.implied[technique].push_back({k, share});
        const double weight = result_.idf[technique] * share;
        result_.clusters[k].implied_norm += weight * weight;
      }
    }
    for (ClusterRecord& cluster : result_.clusters) cluster.implied_norm = std::sqrt(cluster.implied_norm);
  }

  const Knowledge& known_;
  const Settings& settings_;
  Cut cut_;
  Record result_;
};

}  // namespace

Record record(const Knowledge& known, const Cut& cut, const Settings& settings) {
  return Builder(known, cut, settings).build();
}

}  // namespace whence
