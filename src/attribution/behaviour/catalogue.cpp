#include "attribution/behaviour/catalogue.h"

#include <algorithm>
#include <limits>

namespace whence {
namespace {

constexpr ClusterIndex nobody = std::numeric_limits<ClusterIndex>::max();

class Clock {
 public:
  Clock(const Knowledge& known, const Cut& cut) : known_(known), cut_(cut) {}

  bool counts(ReferenceIndex reference) const { return counts_reference(known_, cut_, reference); }
  double count(std::span<const ReferenceIndex> references) const {
    return static_cast<double>(
        std::count_if(references.begin(), references.end(), [&](ReferenceIndex at) { return counts(at); }));
  }

 private:
  const Knowledge& known_;
  const Cut& cut_;
};

void add(std::vector<Posting>& postings, ClusterIndex cluster, double count) {
  if (!postings.empty() && postings.back().cluster == cluster) {
    postings.back().count += count;
  } else {
    postings.push_back({cluster, count});
  }
}

// π = (df + .5) / Σ (df + .5), apart for techniques and for software, so that much-reported groups do not dominate.
void fill_shares(Catalogue& result) {
  double total[2] = {0.0, 0.0};
  for (std::size_t item = 0; item < result.kind.size(); ++item) {
    result.share[item] = static_cast<double>(result.postings[item].size()) + 0.5;
    total[static_cast<std::size_t>(result.kind[item])] += result.share[item];
  }
  for (std::size_t item = 0; item < result.kind.size(); ++item) {
    result.share[item] /= total[static_cast<std::size_t>(result.kind[item])];
    result.family_share[result.parent[item]] += result.share[item];
  }
}

void fill_family(Catalogue& result) {
  for (std::size_t item = 0; item < result.kind.size(); ++item) {
    auto& family = result.family[result.parent[item]];
    family.insert(family.end(), result.postings[item].begin(), result.postings[item].end());
  }
  for (auto& family : result.family) {
    std::stable_sort(family.begin(), family.end(), [](auto a, auto b) { return a.cluster < b.cluster; });
    std::vector<Posting> merged;
    for (const Posting& posting : family) add(merged, posting.cluster, posting.count);
    family = std::move(merged);
  }
}

// The clusters: groups with an edge of their own that counts.
std::vector<ClusterIndex> place_clusters(Catalogue& result, const Knowledge& known, const Clock& clock) {
  std::vector<ClusterIndex> place(known.groups().size(), nobody);
  for (const GroupUse& use : known.group_uses()) {  // sorted by group, so clusters come out sorted too
    if (use.campaign || place[use.group] != nobody || clock.count(use.references) <= 0.0) continue;
    place[use.group] = static_cast<ClusterIndex>(result.clusters.size());
    result.clusters.push_back({.group = use.group});
  }
  return place;
}

void sort_distinct(std::vector<ReferenceIndex>& references) {
  std::sort(references.begin(), references.end());
  references.erase(std::unique(references.begin(), references.end()), references.end());
}

// Edges of one group and item stand together; their reports are counted once.
void fill_postings(Catalogue& result, const Knowledge& known, const Clock& clock, bool campaigns,
                   const std::vector<ClusterIndex>& place, std::vector<std::vector<ReferenceIndex>>& reports) {
  const auto& uses = known.group_uses();
  std::vector<ReferenceIndex> of_edge;
  for (std::size_t at = 0; at < uses.size(); ++at) {
    const GroupUse& use = uses[at];
    if (place[use.group] != nobody && (campaigns || !use.campaign)) {
      for (const ReferenceIndex reference : use.references) {
        if (clock.counts(reference)) of_edge.push_back(reference);
      }
    }
    if (at + 1 < uses.size() && uses[at + 1].group == use.group && uses[at + 1].item == use.item) continue;
    if (of_edge.empty()) continue;
    sort_distinct(of_edge);
    const ClusterIndex k = place[use.group];
    const auto count = static_cast<double>(of_edge.size());
    (result.kind[use.item] == ItemKind::technique ? result.clusters[k].techniques : result.clusters[k].software) +=
        count;
    result.postings[use.item].push_back({k, count});
    reports[k].insert(reports[k].end(), of_edge.begin(), of_edge.end());
    of_edge.clear();
  }
}

void fill_clusters(Catalogue& result, const Knowledge& known, const Clock& clock, bool campaigns) {
  const std::vector<ClusterIndex> place = place_clusters(result, known, clock);
  std::vector<std::vector<ReferenceIndex>> reports(result.clusters.size());
  fill_postings(result, known, clock, campaigns, place, reports);
  for (std::size_t k = 0; k < reports.size(); ++k) {
    sort_distinct(reports[k]);
    result.clusters[k].reports = static_cast<double>(reports[k].size());
    for (const ReferenceIndex reference : reports[k]) {
      if (const auto& date = known.references()[reference].date) {
        result.clusters[k].last = std::max(result.clusters[k].last, *date);
      }
    }
  }
}

}  // namespace

bool counts_reference(const Knowledge& known, const Cut& cut, ReferenceIndex reference) {
  if (cut.without && *cut.without == reference) return false;
  if (!cut.before) return true;
  const auto& date = known.references()[reference].date;
  return date && *date < *cut.before;
}

Catalogue catalogue(const Knowledge& known, const Cut& cut) {
  Catalogue result;
  const Clock clock(known, cut);
  const std::size_t items = known.items().size();
  result.postings.resize(items);
  result.family.resize(items);
  result.implied.resize(items);
  result.share.resize(items);
  result.family_share.resize(items);
  for (ItemIndex item = 0; item < items; ++item) {
    result.parent.push_back(known.items()[item].parent.value_or(item));
    result.kind.push_back(known.items()[item].kind);
  }
  fill_clusters(result, known, clock, cut.campaigns);
  for (const SoftwareUse& use : known.software_uses()) {
    if (clock.count(use.references) > 0.0) result.implied[use.software].push_back(use.technique);
  }
  fill_shares(result);
  fill_family(result);
  for (const CataloguedCluster& cluster : result.clusters) result.as_of = std::max(result.as_of, cluster.last);
  if (cut.before) result.as_of = *cut.before;
  return result;
}

}  // namespace whence
