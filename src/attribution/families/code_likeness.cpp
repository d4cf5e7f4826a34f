#include "attribution/families/code_likeness.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "attribution/links/clusters_named.h"

namespace whence {

std::optional<double> likeness_named(std::string_view word, const StatedSettings& settings) {
  if (word == "weak") return settings.code_weak;
  if (word == "moderate") return settings.code_moderate;
  if (word == "strong") return settings.code_strong;
  return std::nullopt;
}

double likeness_weight(double nats, double leak, std::size_t holders) {
  if (holders == 0) return 0.0;
  return std::log1p((1.0 - leak) * std::expm1(nats) / static_cast<double>(holders));
}

Bearing code_bearing(const Evidence& evidence, double nats, double leak, ItemIndex software, const Knowledge& known,
                     const Catalogue& counts) {
  Bearing bearing;
  bearing.evidence = evidence.id;
  bearing.family = "code";
  bearing.role = Role::supplied;
  bearing.level = Level::cluster;
  const std::vector<Posting>& holders = counts.postings[software];
  const double weight = likeness_weight(nats, leak, holders.size());
  for (const Posting& posting : holders) {
    bearing.leans.push_back({cluster_id(known, counts, posting.cluster), weight});
  }
  std::sort(bearing.leans.begin(), bearing.leans.end(), [](const Lean& a, const Lean& b) { return a.of < b.of; });
  bearing.note = fmt::format("{} likeness, {} group{} on record with it", evidence.more.likeness, holders.size(),
                             holders.size() == 1 ? "" : "s");
  return bearing;
}

}  // namespace whence
