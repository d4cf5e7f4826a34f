#include "engine/actor_meaning.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

double weight_of(const RelationWeights& weights, std::string_view relation) {
  const auto found = weights.of.find(relation);
  return found == weights.of.end() ? 0.0 : found->second;
}

double borne_weight(const RelationWeights& weights, const std::string& borne_as) {
  if (borne_as.starts_with("former")) return weight_of(weights, "formerly");
  if (borne_as.starts_with("name, as")) return weight_of(weights, "contains");
  return weight_of(weights, "equal");
}

struct Rows {
  bool by_vendor = false;  // the vendor is on record for the name with this entry
  bool later_only = true;  // every dated report for the name is later than the day asked for, and there is one
};

Rows rows_of(const Knowledge& knowledge, const ActorEntry& entry, const std::string& key, const NameUsed& use) {
  Rows result;
  bool dated = false;
  for (const ActorName& row : knowledge.names()) {
    if (row.actor != entry.actor.id || name_key(row.name) != key) continue;
    if (!use.vendor.empty() && lower(row.vendor) == lower(use.vendor)) result.by_vendor = true;
    if (row.references.empty()) result.later_only = false;
    for (const ReferenceIndex reference : row.references) {
      const auto& date = knowledge.references()[reference].date;
      dated = dated || date.has_value();
      if (!date || !use.on || *date <= last_day(*use.on)) result.later_only = false;
    }
  }
  result.later_only = result.later_only && dated && use.on.has_value();
  return result;
}

NameMeaning meaning_in(const std::string& catalogue, const std::vector<const ActorEntry*>& bearers,
                       const RelationWeights& weights) {
  NameMeaning meaning;
  meaning.catalogue = catalogue;
  double sum = 0;
  for (const ActorEntry* entry : bearers) {
    if (entry->actor.catalogue != catalogue) continue;
    meaning.shares.push_back({entry->actor, borne_weight(weights, entry->borne_as), "its " + entry->borne_as});
    sum += meaning.shares.back().share;
  }
  const double most = weight_of(weights, "equal");
  for (NameShare& share : meaning.shares) share.share *= sum > most ? most / sum : 1.0;
  return meaning;
}

// One step from the bearers in the other catalogue.
void add_related(NameMeaning& meaning, const std::vector<NameShare>& elsewhere,
                 const std::vector<const ActorEntry*>& bearers, const RelationWeights& weights) {
  for (const ActorEntry* entry : bearers) {
    const auto from = std::find_if(elsewhere.begin(), elsewhere.end(),
                                   [&](const NameShare& share) { return share.cluster.id == entry->actor.id; });
    if (from == elsewhere.end()) continue;
    for (const ActorTie& tie : entry->ties) {
      const double share = from->share * weight_of(weights, tie.relation);
      if (tie.other.catalogue != meaning.catalogue || share < weights.floor) continue;
      const auto same = [&](const NameShare& one) { return one.cluster.id == tie.other.id; };
      if (std::any_of(meaning.shares.begin(), meaning.shares.end(), same)) continue;
      meaning.shares.push_back({tie.other, share,
                                fmt::format("{} {}, which bears it (according to {})", tie.relation, entry->actor.name,
                                            tie.source == "names" ? "nobody: names compared" : tie.source)});
    }
  }
  // What is passed on is not more certain than the name itself.
  const double most = weight_of(weights, "equal");
  double sum = 0;
  for (const NameShare& share : meaning.shares) sum += share.share;
  for (NameShare& share : meaning.shares) share.share *= sum > most ? most / sum : 1.0;
  meaning.rest = 1.0 - std::min(sum, most);
  std::stable_sort(meaning.shares.begin(), meaning.shares.end(),
                   [](const NameShare& a, const NameShare& b) { return a.share > b.share; });
}

}  // namespace

Result<RelationWeights> relation_weights(const Data& data) {
  WHENCE_TRY(const Table table, data.table("names/relation-weights"));
  WHENCE_TRY(const std::size_t relation, table.column("relation"));
  WHENCE_TRY(const std::size_t weight, table.column("weight"));
  RelationWeights weights;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double value = table.real(row, weight).value_or(0);
    if (table.text(row, relation) == "floor") {
      weights.floor = value;
    } else {
      weights.of.emplace(table.text(row, relation), value);
    }
  }
  return weights;
}

void add_meaning(const Knowledge& knowledge, const RelationWeights& weights, const NameUsed& use, ActorAnswer& answer) {
  const std::string key = name_key(answer.asked);
  answer.meant_by = use.vendor;
  answer.meant_on = use.on ? to_string(*use.on) : "";
  std::vector<const ActorEntry*> all, by_vendor;
  for (const ActorEntry& entry : answer.entries) {
    const Rows rows = rows_of(knowledge, entry, key, use);
    if (rows.later_only) continue;
    all.push_back(&entry);
    if (rows.by_vendor) by_vendor.push_back(&entry);
  }
  const std::vector<const ActorEntry*>& bearers = by_vendor.empty() ? all : by_vendor;
  NameMeaning attack = meaning_in("attack", bearers, weights), misp = meaning_in("misp", bearers, weights);
  const std::vector<NameShare> attack_own = attack.shares, misp_own = misp.shares;
  add_related(attack, misp_own, bearers, weights);
  add_related(misp, attack_own, bearers, weights);
  for (NameMeaning* meaning : {&attack, &misp}) {
    if (!meaning->shares.empty()) answer.meaning.push_back(std::move(*meaning));
  }
}

}  // namespace whence
