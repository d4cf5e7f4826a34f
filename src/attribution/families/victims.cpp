#include "attribution/families/victims.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "attribution/links/clusters_named.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::string_view sector_mark = "sector:";

// How often each victim is on record, and of how many clusters.
struct Tally {
  std::map<std::string, double> of;
  double all = 0.0;

  void add(const std::vector<std::string>& victims) {
    for (const std::string& victim : victims) of[victim] += 1.0;
    all += static_cast<double>(victims.size());
  }
  double at(const std::string& victim) const {
    const auto place = of.find(victim);
    return place == of.end() ? 0.0 : place->second;
  }
};

// States and sectors have a background each.
std::map<std::string, double> backgrounds(const Tally& tally, const std::vector<std::string>& wanted) {
  double states = 0.0;
  double sectors = 0.0;
  const auto add = [&](const std::string& victim, double n) {
    (victim.starts_with(sector_mark) ? sectors : states) += n + 0.5;
  };
  for (const auto& [victim, n] : tally.of) add(victim, n);
  for (const std::string& victim : wanted) {
    if (!tally.of.contains(victim)) add(victim, 0.0);
  }
  std::map<std::string, double> result;
  for (const std::string& victim : wanted) {
    result[victim] = (tally.at(victim) + 0.5) / (victim.starts_with(sector_mark) ? sectors : states);
  }
  return result;
}

std::vector<std::string> wanted_of(const Evidence& evidence, const std::vector<SectorWord>& words) {
  std::set<std::string> wanted(evidence.more.countries.begin(), evidence.more.countries.end());
  for (const std::string& text : evidence.more.sectors) {
    if (const std::string sector = sector_named(words, text); !sector.empty())
      wanted.insert(std::string(sector_mark) + sector);
  }
  return {wanted.begin(), wanted.end()};
}

double weight_of(const Tally& tally, const std::vector<std::string>& wanted,
                 const std::map<std::string, double>& background, const Settings& settings) {
  double nats = 0.0;
  for (const std::string& victim : wanted) {
    nats += victim_weight(tally.at(victim), tally.all, background.at(victim), settings.stated.m_V);
  }
  return nats / (1.0 + static_cast<double>(wanted.size() - 1) * settings.sibling_r);
}

Bearing bearing_of(const Evidence& evidence, Level level, const std::map<std::string, double>& nats) {
  Bearing bearing;
  bearing.evidence = evidence.id;
  bearing.family = evidence.kind == EvidenceKind::lure ? "lure" : "victims";
  bearing.role = Role::tasked;
  bearing.level = level;
  for (const auto& [of, weight] : nats) bearing.leans.push_back({of, weight});
  return bearing;
}

}  // namespace

std::string sector_named(const std::vector<SectorWord>& words, std::string_view text) {
  const std::string wanted = lower(trim(text));
  for (const SectorWord& row : words) {
    if (row.sector == wanted) return row.sector;
  }
  for (const SectorWord& row : words) {
    if (lower(row.word) == wanted) return row.sector;
  }
  return "";
}

VictimsOnRecord victims_on_record(const Knowledge& known, const Catalogue& counts,
                                  const std::vector<SectorWord>& words) {
  std::map<std::string_view, ClusterIndex> place;
  for (ClusterIndex k = 0; k < counts.clusters.size(); ++k) place[known.groups()[counts.clusters[k].group].id] = k;
  std::multimap<std::string_view, ClusterIndex> of_galaxy;
  for (const ActorRelation& relation : known.relations()) {
    const auto cluster = place.find(relation.a);
    if (cluster != place.end() && relation.relation == "equal") of_galaxy.emplace(relation.b, cluster->second);
  }
  std::vector<std::set<std::string>> found(counts.clusters.size());
  const auto add = [&](std::string_view actor, const std::string& victim) {
    const auto [first, last] = of_galaxy.equal_range(actor);
    for (auto row = first; row != last; ++row) found[row->second].insert(victim);
  };
  for (const VictimLabel& victim : known.victims()) {
    if (!victim.state.empty()) add(victim.actor, std::string(victim.state));
  }
  std::map<std::string_view, std::string> sectors;
  for (const SectorLabel& row : known.sectors()) {
    const auto [sector, is_new] = sectors.try_emplace(row.sector);
    if (is_new) sector->second = sector_named(words, row.sector);
    if (!sector->second.empty()) add(row.actor, std::string(sector_mark) + sector->second);
  }
  VictimsOnRecord record;
  for (const std::set<std::string>& victims : found) record.emplace_back(victims.begin(), victims.end());
  return record;
}

double victim_weight(double of_this, double all, double background, double m) {
  return std::log((of_this + m * background) / (all + m) / background);
}

std::vector<Bearing> victim_bearings(const Evidence& evidence, const VictimsOnRecord& record,
                                     const std::vector<std::string>& state_of, const Settings& settings,
                                     const std::vector<SectorWord>& words, const Knowledge& known,
                                     const Catalogue& counts) {
  const std::vector<std::string> wanted = wanted_of(evidence, words);
  if (wanted.empty()) return {};
  Tally everybody;
  std::map<std::string, Tally> by_state;
  for (std::size_t k = 0; k < record.size(); ++k) everybody.add(record[k]);
  const auto background = backgrounds(everybody, wanted);
  std::map<std::string, double> of_clusters;
  for (std::size_t k = 0; k < record.size(); ++k) {
    if (static_cast<double>(record[k].size()) >= settings.stated.victims_least) {
      Tally own;
      own.add(record[k]);
      of_clusters[cluster_id(known, counts, static_cast<ClusterIndex>(k))] =
          weight_of(own, wanted, background, settings);
    } else if (!state_of[k].empty()) {
      by_state[state_of[k]].add(record[k]);
    }
  }
  std::map<std::string, double> of_states;
  for (const auto& [state, tally] : by_state) {
    if (tally.all > 0.0) of_states[state] = weight_of(tally, wanted, background, settings);
  }
  std::vector<Bearing> result;
  result.push_back(bearing_of(evidence, Level::cluster, of_clusters));
  result.back().note = fmt::format("{} clusters have {:.0f} victims or more on record", of_clusters.size(),
                                   settings.stated.victims_least);
  result.push_back(bearing_of(evidence, Level::sponsor, of_states));
  result.back().labels = true;
  result.back().note = "by the victims of clusters that a catalogue ties to a state";
  return result;
}

}  // namespace whence
