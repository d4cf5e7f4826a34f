#include "engine/actor.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/actor_uses.h"
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

// The key of a name without the last words that tell nothing ("Group"); the whole key if nothing else is left.
std::string core_key(std::string_view name, const std::vector<std::string>& generic) {
  std::string_view rest = trim(name);
  while (true) {
    const auto space = rest.rfind(' ');
    if (space == std::string_view::npos) return name_key(rest);
    const std::string last = lower(rest.substr(space + 1));
    if (std::find(generic.begin(), generic.end(), last) == generic.end()) return name_key(rest);
    rest = trim(rest.substr(0, space));
  }
}

// Which entries bear the name, and how; the first way found counts.
using Bearers = std::map<std::string, std::string>;  // id to "main name", "name", ...

class Search {
 public:
  Search(const Knowledge& knowledge, std::string_view asked, const std::vector<std::string>& generic)
      : knowledge_(knowledge),
        generic_(generic),
        key_(name_key(asked)),
        core_(core_key(asked, generic)),
        id_(lower(trim(asked))) {}

  Bearers bearers() {
    for (const Group& group : knowledge_.groups()) try_main(group.id, group.name);
    for (const GalaxyCluster& cluster : knowledge_.clusters()) try_main(cluster.id, cluster.name);
    for (const ActorName& name : knowledge_.names()) {
      if (name_key(name.name) == key_) found_.emplace(name.actor, "name");
    }
    for (const ActorRelation& relation : knowledge_.relations()) try_former(relation);
    for (const ActorName& name : knowledge_.names()) {
      if (core_key(name.name, generic_) != core_) continue;
      found_.emplace(name.actor, "name, as \"" + std::string(name.name) + "\"");
    }
    return std::move(found_);
  }

 private:
  bool is_id(std::string_view other) const { return lower(other) == id_ || lower(other) == "misp:" + id_; }

  void try_main(std::string_view id, std::string_view name) {
    if (is_id(id)) found_.emplace(id, "id");
    if (name_key(name) == key_) found_.emplace(id, "main name");
  }

  void try_former(const ActorRelation& relation) {
    if (relation.relation != "formerly") return;
    if (is_id(relation.b)) found_.emplace(relation.a, "former id");
    const auto same = [&](std::string_view other) { return name_key(other) == key_; };
    if (std::any_of(relation.names.begin(), relation.names.end(), same)) found_.emplace(relation.a, "former name");
  }

  const Knowledge& knowledge_;
  const std::vector<std::string>& generic_;
  std::string key_, core_, id_;
  Bearers found_;
};

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

// Whether the name stands in the words as a whole: no letter or digit right before or after it.
bool stands_in(std::string_view words, std::string_view name) {
  const std::string text = lower(words), wanted = lower(name);
  const auto part_of_word = [&](std::size_t at) {
    return at < text.size() && (is_alpha(text[at]) || is_digit(text[at]));
  };
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
    if ((at == 0 || !part_of_word(at - 1)) && !part_of_word(at + wanted.size())) return true;
  }
  return false;
}

std::vector<LedgerMention> mentions(const std::vector<LedgerEntry>& ledger, const ActorAnswer& answer) {
  std::vector<LedgerMention> found;
  for (const LedgerEntry& act : ledger) {
    if (stands_in(act.named_groups, answer.asked)) {
      found.push_back({act, answer.asked, {}});
      continue;
    }
    LedgerMention mention{act, "", {}};
    for (const ActorEntry& entry : answer.entries) {
      for (const NameOfActor& name : entry.names) {
        const bool here = name.name.size() > 2 && stands_in(act.named_groups, name.name);
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

// Edits (insert, delete, replace, each 1) from one key to the other.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string_view> nearest_names(const Knowledge& knowledge, std::string_view name, std::size_t most) {
  constexpr std::size_t longest = 64;  // nobody's name is longer, and the time grows with the square
  const std::string wanted = name_key(name.substr(0, longest));
  std::map<std::string, std::pair<std::size_t, std::string_view>> by_key;
  for (const ActorName& row : knowledge.names()) {
    const std::string key = name_key(row.name);
    if (by_key.contains(key)) continue;
    const bool part = wanted.size() > 2 && key.find(wanted) != std::string::npos;
    by_key[key] = {part ? 1 : edits(wanted, key), row.name};
  }
  std::vector<std::tuple<std::size_t, std::string, std::string_view>> ranked;
  for (const auto& [key, found] : by_key) {
    if (found.first <= std::max<std::size_t>(1, wanted.size() / 3)) ranked.emplace_back(found.first, key, found.second);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) names.push_back(std::get<2>(ranked[i]));
  return names;
}

Result<ActorAnswer> find_actor(const Knowledge& knowledge, const std::vector<LedgerEntry>& ledger,
                               const std::vector<std::string>& generic, std::string_view name) {
  ActorAnswer answer;
  answer.asked = squeeze(name);
  if (name_key(name).empty()) {
    return Error{Code::not_found,
                 fmt::format("'{}' holds no letter or digit; give a group's name or id", visible(name))};
  }
  for (const auto& [id, borne_as] : Search(knowledge, answer.asked, generic).bearers())
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
  WHENCE_TRY(const Table words, data.table("names/generic"));
  std::vector<std::string> generic;
  for (std::size_t row = 0; row < words.rows(); ++row) generic.emplace_back(words.text(row, 0));
  WHENCE_TRY(ActorAnswer answer, find_actor(knowledge, ledger, generic, name));
  WHENCE_TRY(const RelationWeights weights, relation_weights(data));
  add_meaning(knowledge, weights, use, answer);
  answer.data_hash = data.hash();
  return answer;
}

}  // namespace whence
