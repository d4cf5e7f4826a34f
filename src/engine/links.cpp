#include "engine/links.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "knowledge/ledger.h"

namespace whence {
namespace {

struct Organ {
  std::string id, state, name;
  std::vector<std::string> names;
};

Result<std::vector<Organ>> sponsoring_organs(const Data& data) {
  WHENCE_TRY(const Table table, data.table("gazetteer/organs"));
  WHENCE_TRY(const std::size_t id, table.column("id"));
  WHENCE_TRY(const std::size_t state, table.column("state"));
  WHENCE_TRY(const std::size_t name, table.column("name"));
  WHENCE_TRY(const std::size_t names, table.column("names"));
  WHENCE_TRY(const std::size_t sponsor, table.column("sponsor"));
  std::vector<Organ> organs;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.text(row, sponsor) != "yes") continue;
    Organ organ{
        std::string(table.text(row, id)), std::string(table.text(row, state)), std::string(table.text(row, name)), {}};
    for (const std::string_view each : table.list(row, names)) organ.names.emplace_back(each);
    organs.push_back(std::move(organ));
  }
  return organs;
}

bool is_word(std::string_view text, std::size_t at) {
  return at < text.size() && (is_alpha(text[at]) || is_digit(text[at]));
}

bool has_phrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    if ((at == 0 || !is_word(text, at - 1)) && !is_word(text, at + phrase.size())) return true;
  }
  return false;
}

// The largest listed body that an organ belongs to: ids are made by adding a part to the body's.
const Organ& whole_of(const Organ& organ, const std::vector<Organ>& organs) {
  const Organ* whole = &organ;
  for (const Organ& other : organs) {
    const bool holds =
        organ.id.starts_with(other.id) && organ.id.size() > other.id.size() && organ.id[other.id.size()] == '-';
    if (holds && other.id.size() < whole->id.size()) whole = &other;
  }
  return *whole;
}

// Names of groups, each with the one group that bears it.
std::map<std::string, std::string> group_names(const Knowledge& known) {
  std::map<std::string, std::set<std::string>> bearers;
  for (const Group& group : known.groups()) bearers[name_key(group.name)].insert(std::string(group.id));
  for (const ActorName& name : known.names()) {
    if (known.group(name.actor)) bearers[name_key(name.name)].insert(std::string(name.actor));
  }
  std::map<std::string, std::string> names;
  for (const auto& [name, ids] : bearers) {
    if (ids.size() == 1) names[name] = *ids.begin();
  }
  return names;
}

std::vector<std::string> groups_in(std::string_view text, const std::map<std::string, std::string>& names) {
  std::vector<std::string> groups;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = std::min(text.find_first_of(";,/()", from), text.size());
    const auto found = names.find(name_key(trim(text.substr(from, to - from))));
    if (found != names.end() && std::find(groups.begin(), groups.end(), found->second) == groups.end()) {
      groups.push_back(found->second);
    }
    from = to + 1;
  }
  return groups;
}

// ln of (κ + (1-κ) b) / b, docs/model.md 3.2. Charges and sanctions need findings of one's own.
double nats_of(const LedgerEntry& entry, const Settings& settings) {
  const double kappa = entry.rung >= 4 ? settings.kappa_own : settings.kappa_ally;
  const double b = settings.testimony_b[static_cast<std::size_t>(entry.rung - 1)];
  return std::log((kappa + (1.0 - kappa) * b) / b);
}

class Links {
 public:
  Links(const Knowledge& known, const Settings& settings, std::vector<Organ> organs)
      : settings_(settings), organs_(std::move(organs)), names_(group_names(known)) {}

  void add(const LedgerEntry& entry) {
    if (!entry.verified || entry.rung < 1 || entry.accused_states.size() != 1) return;
    const std::string& state = entry.accused_states.front();
    const std::vector<std::string> groups = groups_in(entry.named_groups, names_);
    for (const std::string& group : groups) add(entry, Level::sponsor, group, state, state);
    const Organ* organ = groups.size() == 1 ? body_in(entry.named_organisation, state) : nullptr;
    if (organ != nullptr) add(entry, Level::organisation, groups.front(), organ->id, organ->name);
  }

  std::vector<LinkClaim> taken() { return std::move(claims_); }

 private:
  const Organ* body_in(std::string_view text, const std::string& state) const {
    std::set<std::string> found;
    const Organ* body = nullptr;
    for (const Organ& organ : organs_) {
      const bool named = organ.state == state && std::any_of(organ.names.begin(), organ.names.end(),
                                                             [&](const auto& name) { return has_phrase(text, name); });
      if (!named) continue;
      body = &whole_of(organ, organs_);
      found.insert(body->id);
    }
    return found.size() == 1 ? body : nullptr;
  }

  void add(const LedgerEntry& entry, Level level, const std::string& child, const std::string& parent,
           const std::string& name) {
    LinkClaim claim;
    claim.level = level;
    claim.child = child;
    claim.parent = parent;
    claim.parent_name = name;
    claim.origin = entry.joint_action.empty() ? entry.id : entry.joint_action;
    claim.joint = entry.joint_action;
    if (entry.date) claim.date = entry.date->first;
    claim.nats = nats_of(entry, settings_);
    claim.official = true;
    claim.id = entry.id;
    if (entry.denial_status == "verified") claim.reply = entry.denial_form;
    for (const std::string& accuser : entry.accuser_states) {
      claim.source = accuser;
      claims_.push_back(claim);
    }
  }

  const Settings& settings_;
  std::vector<Organ> organs_;
  std::map<std::string, std::string> names_;
  std::vector<LinkClaim> claims_;
};

}  // namespace

Result<std::vector<LinkClaim>> ledger_links(const Data& data, const Knowledge& known, const Settings& settings) {
  WHENCE_TRY(const std::vector<LedgerEntry> ledger, load_ledger(data));
  WHENCE_TRY(std::vector<Organ> organs, sponsoring_organs(data));
  Links links(known, settings, std::move(organs));
  for (const LedgerEntry& entry : ledger) links.add(entry);
  return links.taken();
}

}  // namespace whence
