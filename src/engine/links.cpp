#include "engine/links.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "attribution/links/incident_claims.h"
#include "base/text.h"
#include "engine/testimony.h"
#include "lexicon/responsibility.h"

namespace whence {
namespace {

constexpr std::string_view company = "company:";

struct Named {
  std::string state, name;
};
using ById = std::map<std::string, Named, std::less<>>;

Result<ById> by_id(const Data& data, std::string_view table_name, std::string_view id_column,
                   std::string_view state_column) {
  WHENCE_TRY(const Table table, data.table(table_name));
  WHENCE_TRY(const std::size_t id, table.column(id_column));
  WHENCE_TRY(const std::size_t state, table.column(state_column));
  WHENCE_TRY(const std::size_t name, table.column("name"));
  ById result;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    result.emplace(table.text(row, id), Named{std::string(table.text(row, state)), std::string(table.text(row, name))});
  }
  return result;
}

// Everybody whom a claim may name.
struct Register {
  ById states, bodies, firms;
  std::vector<ClaimWord> words;
};

Result<Register> open_register(const Data& data) {
  Register result;
  WHENCE_TRY(result.states, by_id(data, "gazetteer/states", "code", "code"));
  WHENCE_TRY(result.bodies, by_id(data, "gazetteer/organs", "id", "state"));
  WHENCE_TRY(result.firms, by_id(data, "gazetteer/companies", "id", "state"));
  WHENCE_TRY(result.words, load_claim_words(data));
  return result;
}

// What a claim has of its row: day, origin, reply.
LinkClaim of_row(const LedgerEntry& entry) {
  LinkClaim claim;
  claim.origin = entry.joint_action.empty() ? entry.id : entry.joint_action;
  claim.joint = entry.joint_action;
  if (entry.date) claim.date = entry.date->first;
  claim.id = entry.id;
  if (entry.denial_status == "verified") {
    claim.reply = entry.denial_form;
    claim.replied_by = entry.denial_speaker;
  }
  return claim;
}

// The same statement as far as it names a state.
Standing of_state(Standing standing) {
  standing.rung = std::min(standing.rung, 2);
  return standing;
}

// The rows of data/links/claims.tsv.
class Lines {
 public:
  static Result<Lines> open(const Data& data) {
    Lines lines;
    WHENCE_TRY(lines.table_, data.table("links/claims"));
    const std::array<std::string_view, 9> names{"ledger", "child", "level", "parent", "unit",
                                                "tie",    "word",  "by",    "says"};
    for (std::size_t at = 0; at < names.size(); ++at) {
      WHENCE_TRY(lines.columns_[at], lines.table_.column(names[at]));
    }
    return lines;
  }

  std::size_t rows() const { return table_.rows(); }
  std::string_view ledger(std::size_t row) const { return table_.text(row, columns_[0]); }
  std::string_view child(std::size_t row) const { return table_.text(row, columns_[1]); }
  std::string_view level(std::size_t row) const { return table_.text(row, columns_[2]); }
  std::string_view parent(std::size_t row) const { return table_.text(row, columns_[3]); }
  std::string_view unit(std::size_t row) const { return table_.text(row, columns_[4]); }
  std::string_view tie(std::size_t row) const { return table_.text(row, columns_[5]); }
  std::string_view word(std::size_t row) const { return table_.text(row, columns_[6]); }
  auto by(std::size_t row) const { return table_.list(row, columns_[7]); }
  std::string_view says(std::size_t row) const { return table_.text(row, columns_[8]); }

  Error wrong(std::size_t row, std::string_view what) const {
    return {Code::malformed, fmt::format("data/links/claims.tsv: {} on {}: {}", ledger(row), child(row), what)};
  }

 private:
  Table table_;
  std::array<std::size_t, 9> columns_{};
};

class Links {
 public:
  Links(const Lines& lines, const Register& all, const SpeakerRecord& record, const Settings& settings)
      : lines_(lines), all_(all), record_(record), settings_(settings) {}

  Result<void> add(std::size_t row) {
    const LedgerEntry* entry = record_.entry(lines_.ledger(row));
    if (entry == nullptr) return lines_.wrong(row, "no such row in the ledger");
    if (!entry->verified) return {};
    LinkClaim claim = of_row(*entry);
    claim.child = lines_.child(row);
    claim.parent = lines_.parent(row);
    claim.tie = lines_.tie(row);
    claim.denies = lines_.says(row) == "denies";
    claim.withdraws = lines_.says(row) == "withdraws";
    if (const auto named = name_parent(row, *entry, claim); !named) return named.error();
    const auto word = std::find_if(all_.words.begin(), all_.words.end(),
                                   [&](const ClaimWord& each) { return each.word == lines_.word(row); });
    if (word == all_.words.end() && !lines_.word(row).empty()) return lines_.wrong(row, "no such word");
    return add_speakers(row, *entry, word == all_.words.end() ? 1.0 : word->factor, std::move(claim));
  }

  std::vector<LinkClaim> taken() { return std::move(claims_); }

 private:
  Result<void> name_parent(std::size_t row, const LedgerEntry& entry, LinkClaim& claim) const {
    const std::string_view level = lines_.level(row);
    claim.level = level == "operator"       ? Level::operator_
                  : level == "organisation" ? Level::organisation
                                            : Level::sponsor;
    if (claim.level == Level::organisation && claim.parent == own_account) return {};
    const ById& known = claim.level == Level::operator_      ? all_.firms
                        : claim.level == Level::organisation ? all_.bodies
                                                             : all_.states;
    const auto parent = known.find(claim.parent);
    if (parent == known.end())
      return lines_.wrong(row, fmt::format("no {} '{}' in the gazetteer", level, claim.parent));
    claim.parent_name = parent->second.name;
    if (claim.level == Level::operator_) return {};  // where a firm sits says nothing of whom it works for
    claim.state = parent->second.state;
    const auto& accused = entry.accused_states;
    if (std::find(accused.begin(), accused.end(), claim.state) == accused.end()) {
      return lines_.wrong(row, fmt::format("the row does not accuse {}", claim.state));
    }
    if (lines_.unit(row).empty()) return {};
    const auto unit = all_.bodies.find(lines_.unit(row));
    if (unit == all_.bodies.end()) return lines_.wrong(row, "no such unit in the gazetteer");
    if (unit->second.state != claim.state) return lines_.wrong(row, "the unit is of another state");
    claim.unit = unit->second.name;
    return {};
  }

  Result<void> add_speakers(std::size_t row, const LedgerEntry& entry, double factor, LinkClaim claim) {
    const auto only = lines_.by(row);
    for (const std::string_view speaker : only) {
      if (std::find(entry.accuser_states.begin(), entry.accuser_states.end(), speaker) == entry.accuser_states.end()) {
        return lines_.wrong(row, fmt::format("'{}' is none of the row's accusers", speaker));
      }
    }
    for (const std::string& accuser : entry.accuser_states) {
      if (!only.empty() && std::find(only.begin(), only.end(), accuser) == only.end()) continue;
      claim.source = accuser;
      claim.official = !accuser.starts_with(company);
      const Standing standing = record_.standing(entry, accuser, claim.state);
      claim.nats = testimony_nats(standing, settings_) * factor;
      claim.state_nats = claim.state.empty() ? 0.0 : testimony_nats(of_state(standing), settings_) * factor;
      claim.own = standing.knows == Knows::own;
      claim.standing = told_of(standing);
      claims_.push_back(claim);
    }
    return {};
  }

  const Lines& lines_;
  const Register& all_;
  const SpeakerRecord& record_;
  const Settings& settings_;
  std::vector<LinkClaim> claims_;
};

}  // namespace

Result<std::vector<LinkClaim>> ledger_links(const Data& data, const Priors& priors, const Settings& settings) {
  WHENCE_TRY(const Register all, open_register(data));
  WHENCE_TRY(const SpeakerRecord record, SpeakerRecord::open(data, priors, settings));
  WHENCE_TRY(const Lines lines, Lines::open(data));
  Links links(lines, all, record, settings);
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    if (const auto added = links.add(row); !added) return added.error();
  }
  return links.taken();
}

namespace {

// Of a row that names a state and nobody else.
std::vector<LinkClaim> on_state_alone(const LedgerEntry& entry, const SpeakerRecord& record, const Settings& settings) {
  std::vector<LinkClaim> claims;
  if (!entry.verified || entry.rung < 1 || entry.accused_states.size() != 1) return claims;
  for (const std::string& accuser : entry.accuser_states) {
    LinkClaim claim = of_row(entry);
    claim.parent = claim.state = entry.accused_states.front();
    claim.source = accuser;
    claim.official = !accuser.starts_with(company);
    const Standing standing = record.standing(entry, accuser, claim.state);
    claim.nats = testimony_nats(standing, settings);
    claim.state_nats = testimony_nats(of_state(standing), settings);
    claim.own = standing.knows == Knows::own;
    claim.standing = told_of(standing);
    claims.push_back(std::move(claim));
  }
  return claims;
}

// What a claim on a group, a firm or a matter says of an incident that its row is about.
std::vector<LinkClaim> on_incident(const LinkClaim& claim, const Knowledge& known) {
  std::vector<LinkClaim> result;
  const auto group = known.group(claim.child);
  if (group || claim.child.starts_with("C-")) {
    LinkClaim did = claim;
    did.level = group ? Level::cluster : Level::operator_;
    did.parent = claim.child;
    did.parent_name = group ? std::string(known.groups()[*group].name) : claim.child;
    did.unit.clear();
    did.tie.clear();
    result.push_back(std::move(did));
  }
  result.push_back(claim);
  for (LinkClaim& each : result) each.child = this_incident;
  return result;
}

using Words = std::set<std::string, std::less<>>;

// Words that tell no group from another: "team", "group".
Result<Words> generic_words(const Data& data) {
  WHENCE_TRY(const Table table, data.table("names/generic"));
  Words words;
  for (std::size_t row = 0; row < table.rows(); ++row) words.emplace(table.text(row, 0));
  return words;
}

// In small letters, without a last word that tells nothing: "sandworm" of "Sandworm Team".
std::string bare(std::string_view name, const Words& generic) {
  std::string small = lower(trim(name));
  const auto space = small.rfind(' ');
  if (space != std::string::npos && generic.contains(std::string_view(small).substr(space + 1))) small.resize(space);
  return small;
}

// Ids of the groups that the row names, where a name is one group's alone: "Static Tundra / Berserk Bear".
std::vector<std::string> groups_named(const LedgerEntry& entry, const Knowledge& known, const Words& generic) {
  std::vector<std::string> ids;
  std::string_view rest = entry.named_groups;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of(";,/(");
    const std::string name = bare(rest.substr(0, end), generic);
    std::set<std::string> meant;
    for (const ActorName& each : known.names()) {
      if (bare(each.name, generic) == name && known.group(each.actor)) meant.insert(std::string(each.actor));
    }
    if (meant.size() == 1 && std::find(ids.begin(), ids.end(), *meant.begin()) == ids.end()) {
      ids.push_back(*meant.begin());
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return ids;
}

std::set<std::string> rows_cited(const Case& incident) {
  constexpr std::string_view mark = "ledger#";
  std::set<std::string> ids;
  for (const Evidence& item : incident.evidence) {
    if (item.kind == EvidenceKind::testimony && item.value.starts_with(mark))
      ids.insert(item.value.substr(mark.size()));
  }
  for (const Statement& statement : incident.statements) {
    if (!statement.ledger.empty()) ids.insert(statement.ledger);
  }
  return ids;
}

}  // namespace

Result<std::vector<LinkClaim>> said_of_incident(const Data& data, const Priors& priors, const Settings& settings,
                                                const Knowledge& known, const std::vector<LinkClaim>& of_ledger,
                                                const Case& incident) {
  std::vector<LinkClaim> claims;
  const std::set<std::string> wanted = rows_cited(incident);
  if (wanted.empty()) return claims;
  WHENCE_TRY(const SpeakerRecord record, SpeakerRecord::open(data, priors, settings));
  WHENCE_TRY(const Words generic, generic_words(data));
  const auto add = [&](LinkClaim claim) {
    const bool there = std::any_of(claims.begin(), claims.end(), [&](const LinkClaim& other) {
      return other.level == claim.level && other.parent == claim.parent && other.source == claim.source &&
             other.id == claim.id && other.denies == claim.denies;
    });
    if (!there) claims.push_back(std::move(claim));
  };
  for (const std::string& id : wanted) {
    const std::size_t before = claims.size();
    for (const LinkClaim& claim : of_ledger) {
      if (claim.id != id) continue;
      for (LinkClaim& each : on_incident(claim, known)) add(std::move(each));
    }
    const LedgerEntry* entry = record.entry(id);
    if (entry == nullptr || claims.size() > before) continue;
    const std::vector<std::string> groups = groups_named(*entry, known, generic);
    for (LinkClaim& each : on_state_alone(*entry, record, settings)) {
      each.child = this_incident;
      for (const std::string& group : groups) {
        LinkClaim did = each;
        did.level = Level::cluster;
        did.parent = group;
        did.parent_name = known.groups()[*known.group(group)].name;
        add(std::move(did));
      }
      add(std::move(each));
    }
  }
  return claims;
}

Result<void> name_states(const Data& data, std::vector<LinkClaim>& claims) {
  WHENCE_TRY(const ById states, by_id(data, "gazetteer/states", "code", "code"));
  for (LinkClaim& claim : claims) {
    const auto state = states.find(claim.state);
    if (state == states.end()) continue;
    claim.state_name = state->second.name;
    if (claim.level == Level::sponsor) claim.parent_name = state->second.name;
  }
  return {};
}

}  // namespace whence
