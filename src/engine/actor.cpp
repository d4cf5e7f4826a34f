#include "engine/actor.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/actor_names.h"
#include "engine/actor_uses.h"
#include "engine/whole_words.h"
#include "knowledge/ledger.h"

namespace whence {
namespace {

bool is_cluster(std::string_view id) { return id.starts_with("misp:"); }

ActorRef reference_to(const Knowledge& knowledge, std::string_view id) {
  ActorRef ref{std::string(id), std::string(id), is_cluster(id) ? "misp" : "attack"};
  if (const auto group = knowledge.group(id)) ref.name = knowledge.groups()[*group].name;
  if (const auto cluster = knowledge.cluster(id)) ref.name = knowledge.clusters()[*cluster].name;
  for (const ActorRelation& relation : knowledge.relations()) {
    if (relation.b == id && relation.relation == "formerly" && !relation.names.empty())
      ref.name = relation.names.front();
  }
  return ref;
}

std::vector<NameOfActor> names_of(const Knowledge& knowledge, const ActorRef& actor) {
  std::vector<NameOfActor> names;
  for (const ActorName& row : knowledge.names()) {
    if (row.actor != actor.id) continue;
    auto same =
        std::find_if(names.begin(), names.end(), [&](const NameOfActor& name) { return name.name == row.name; });
    if (same == names.end()) {
      NameOfActor fresh{std::string(row.name), {}, {}};
      for (const std::string_view rival : row.rivals) fresh.rivals.push_back(reference_to(knowledge, rival));
      names.push_back(std::move(fresh));
      same = names.end() - 1;
    }
    if (!row.vendor.empty()) same->vendors.push_back({std::string(row.vendor), std::string(row.how)});
  }
  std::stable_partition(names.begin(), names.end(), [&](const NameOfActor& name) { return name.name == actor.name; });
  return names;
}

std::size_t rank(const ActorTie& tie) {
  constexpr std::string_view order[] = {"id", "main-name", "name", "link"};
  for (std::size_t i = 0; i < std::size(order); ++i) {
    if (std::find(tie.basis.begin(), tie.basis.end(), order[i]) != tie.basis.end()) return i;
  }
  return std::size(order);
}

std::vector<ActorTie> ties_of(const Knowledge& knowledge, std::string_view id) {
  std::vector<ActorTie> ties;
  for (const ActorRelation& relation : knowledge.relations()) {
    if (relation.a != id && relation.b != id) continue;
    const bool forward = relation.a == id;
    ActorTie tie;
    tie.other = reference_to(knowledge, forward ? relation.b : relation.a);
    tie.relation = !forward && relation.relation == "part-of" ? "contains" : std::string(relation.relation);
    tie.source = relation.source;
    tie.basis.assign(relation.basis.begin(), relation.basis.end());
    tie.names.assign(relation.names.begin(), relation.names.end());
    tie.likelihood = relation.likelihood;
    // Clusters that point at each other do so in two rows that say the same.
    const auto same = [&](const ActorTie& one) {
      return one.other.id == tie.other.id && one.relation == tie.relation && one.source == tie.source;
    };
    if (std::none_of(ties.begin(), ties.end(), same)) ties.push_back(std::move(tie));
  }
  std::stable_sort(ties.begin(), ties.end(), [](const ActorTie& a, const ActorTie& b) {
    return std::make_tuple(rank(a), b.names.size()) < std::make_tuple(rank(b), a.names.size());
  });
  return ties;
}

ActorEntry entry_of(const Knowledge& knowledge, std::string_view id, std::string borne_as) {
  ActorEntry entry;
  entry.actor = reference_to(knowledge, id);
  entry.borne_as = std::move(borne_as);
  entry.names = names_of(knowledge, entry.actor);
  entry.ties = ties_of(knowledge, id);
  for (const SponsorLabel& label : knowledge.labels()) {
    if (label.actor != id) continue;
    const std::string_view via = label.source == "misp" ? id : label.source;
    entry.labels.push_back({std::string(label.state), std::string(label.kind), reference_to(knowledge, via)});
  }
  for (const VictimLabel& victim : knowledge.victims()) {
    if (victim.actor == id) entry.victims.emplace_back(victim.state.empty() ? victim.words : victim.state);
  }
  for (const SectorLabel& sector : knowledge.sectors()) {
    if (sector.actor == id) entry.sectors.emplace_back(sector.sector);
  }
  if (const auto group = knowledge.group(id)) add_uses(knowledge, *group, entry);
  return entry;
}

std::vector<LedgerMention> mentions(const std::vector<LedgerEntry>& ledger, const ActorAnswer& answer) {
  std::vector<LedgerMention> found;
  for (const LedgerEntry& act : ledger) {
    const std::string groups = lower(act.named_groups);
    if (stands_as_words(groups, lower(answer.asked))) {
      found.push_back({act, answer.asked, {}});
      continue;
    }
    LedgerMention mention{act, "", {}};
    for (const ActorEntry& entry : answer.entries) {
      for (const NameOfActor& name : entry.names) {
        const bool here = name.name.size() > 2 && stands_as_words(groups, lower(name.name));
        if (!here || (!mention.name.empty() && lower(mention.name) != lower(name.name))) continue;
        if (mention.name.empty()) mention.name = name.name;
        if (mention.bearers.empty() || mention.bearers.back().id != entry.actor.id)
          mention.bearers.push_back(entry.actor);
      }
    }
    if (!mention.name.empty()) found.push_back(std::move(mention));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const LedgerMention& a, const LedgerMention& b) { return a.entry.date < b.entry.date; });
  return found;
}

}  // namespace

Result<ActorAnswer> find_actor(const Knowledge& knowledge, const std::vector<LedgerEntry>& ledger,
                               const std::vector<std::string>& generic, std::string_view name) {
  ActorAnswer answer;
  answer.asked = squeeze(name);
  if (name_key(name).empty()) {
    return Error{Code::not_found,
                 fmt::format("'{}' holds no letter or digit; give a group's name or id", visible(name))};
  }
  for (const auto& [id, borne_as] : bearers_of(knowledge, answer.asked, generic))
    answer.entries.push_back(entry_of(knowledge, id, borne_as));
  if (answer.entries.empty()) {
    std::vector<std::string> near;
    for (const std::string_view other : nearest_names(knowledge, name, 5)) near.emplace_back(other);
    return Error{Code::not_found,
                 fmt::format("no actor '{}' in ATT&CK {} or misp-galaxy {}{}", visible(name),
                             knowledge.fact("attack.version"), knowledge.fact("misp.version"),
                             near.empty() ? "; no name is near" : "; nearest names: " + join(near, ", "))};
  }
  const auto order = [](const ActorEntry& entry) {
    return std::make_pair(is_cluster(entry.actor.id), entry.borne_as.starts_with("name"));
  };
  std::stable_sort(answer.entries.begin(), answer.entries.end(),
                   [&](const ActorEntry& a, const ActorEntry& b) { return order(a) < order(b); });
  answer.ledger = mentions(ledger, answer);
  answer.ledger_size = ledger.size();
  answer.knowledge = knowledge.version();
  answer.attack_version = knowledge.fact("attack.version");
  answer.attack_modified = knowledge.fact("attack.modified");
  answer.misp_version = knowledge.fact("misp.version");
  return answer;
}

Result<ActorAnswer> actor(const Data& data, std::string_view name, const NameUsed& use) {
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(const std::vector<LedgerEntry> ledger, load_ledger(data));
  WHENCE_TRY(const std::vector<std::string> generic, generic_words(data));
  WHENCE_TRY(ActorAnswer answer, find_actor(knowledge, ledger, generic, name));
  WHENCE_TRY(const RelationWeights weights, relation_weights(data));
  add_meaning(knowledge, weights, use, answer);
  answer.data_hash = data.hash();
  return answer;
}

}  // namespace whence
