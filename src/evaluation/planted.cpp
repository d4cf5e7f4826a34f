#include "evaluation/planted.h"

#include <algorithm>

namespace whence {
namespace {

struct Stock {
  std::vector<ItemIndex> exclusive, techniques;
};

std::vector<Stock> stocks(const Incident& incident, const Catalogue& counts) {
  std::vector<Stock> result(counts.clusters.size());
  for (ItemIndex item = 0; item < counts.postings.size(); ++item) {
    if (std::binary_search(incident.items.begin(), incident.items.end(), item)) continue;
    const auto& postings = counts.postings[item];
    if (counts.kind[item] == ItemKind::software) {
      if (postings.size() == 1) result[postings.front().cluster].exclusive.push_back(item);
      continue;
    }
    for (const Posting& posting : postings) result[posting.cluster].techniques.push_back(item);
  }
  return result;
}

void draw(std::vector<ItemIndex> from, std::size_t n, Random& random, std::vector<ItemIndex>& into) {
  for (; n > 0; --n) {
    const std::size_t at = random.below(from.size());
    into.push_back(from[at]);
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace

std::string_view name_of(Planting planting) {
  switch (planting) {
    case Planting::one_software:
      return "D1";
    case Planting::software_and_techniques:
      return "D2";
    case Planting::techniques:
      return "D3";
  }
  return "";
}

std::optional<Planted> planted(const Incident& incident, const Catalogue& counts, Planting planting, Random& random) {
  const std::size_t software = planting == Planting::techniques ? 0 : 1;
  const std::size_t techniques = planting == Planting::techniques                ? 5
                                 : planting == Planting::software_and_techniques ? 3
                                                                                 : 0;
  const std::vector<Stock> all = stocks(incident, counts);
  std::vector<ClusterIndex> able;
  for (ClusterIndex k = 0; k < all.size(); ++k) {
    if (counts.clusters[k].group == incident.group) continue;
    if (all[k].exclusive.size() >= software && all[k].techniques.size() >= techniques) able.push_back(k);
  }
  if (able.empty()) return std::nullopt;
  const ClusterIndex decoy = able[random.below(able.size())];
  Planted result{incident, counts.clusters[decoy].group};
  draw(all[decoy].exclusive, software, random, result.incident.items);
  draw(all[decoy].techniques, techniques, random, result.incident.items);
  std::sort(result.incident.items.begin(), result.incident.items.end());
  return result;
}

}  // namespace whence
