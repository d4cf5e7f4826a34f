#include "engine/links.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>

#include "knowledge/ledger.h"
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

// Everybody whom a claim may name, and the ledger's rows.
struct Register {
  ById states, bodies, firms;
  std::map<std::string, LedgerEntry, std::less<>> ledger;
  std::vector<ClaimWord> words;
};

Result<Register> open_register(const Data& data) {
  Register result;
  WHENCE_TRY(result.states, by_id(data, "gazetteer/states", "code", "code"));
  WHENCE_TRY(result.bodies, by_id(data, "gazetteer/organs", "id", "state"));
  WHENCE_TRY(result.firms, by_id(data, "gazetteer/companies", "id", "state"));
  WHENCE_TRY(result.words, load_claim_words(data));
  WHENCE_TRY(std::vector<LedgerEntry> ledger, load_ledger(data));
  for (LedgerEntry& entry : ledger) {
    std::string id = entry.id;
    result.ledger.emplace(std::move(id), std::move(entry));
  }
  return result;
}

// ln of (κ + (1-κ) b) / b, docs/model.md 3.2. Charges and sanctions need findings of one's own.
double nats_of(const LedgerEntry& entry, const Settings& settings) {
  if (entry.rung < 1) return 0.0;
  const double kappa = entry.rung >= 4 ? settings.kappa_own : settings.kappa_ally;
  const double b = settings.testimony_b[static_cast<std::size_t>(entry.rung - 1)];
  return std::log((kappa + (1.0 - kappa) * b) / b);
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
  Links(const Lines& lines, const Register& all, const Settings& settings)
      : lines_(lines), all_(all), settings_(settings) {}

  Result<void> add(std::size_t row) {
    const auto entry = all_.ledger.find(lines_.ledger(row));
    if (entry == all_.ledger.end()) return lines_.wrong(row, "no such row in the ledger");
    if (!entry->second.verified) return {};
    LinkClaim claim = of_row(entry->second);
    claim.child = lines_.child(row);
    claim.parent = lines_.parent(row);
    claim.tie = lines_.tie(row);
    claim.denies = lines_.says(row) == "denies";
    claim.withdraws = lines_.says(row) == "withdraws";
    if (const auto named = name_parent(row, entry->second, claim); !named) return named.error();
    const auto word = std::find_if(all_.words.begin(), all_.words.end(),
                                   [&](const ClaimWord& each) { return each.word == lines_.word(row); });
    if (word != all_.words.end()) claim.nats *= word->factor;
    if (word == all_.words.end() && !lines_.word(row).empty()) return lines_.wrong(row, "no such word");
    return add_speakers(row, entry->second, std::move(claim));
  }

  std::vector<LinkClaim> taken() { return std::move(claims_); }

 private:
  LinkClaim of_row(const LedgerEntry& entry) const {
    LinkClaim claim;
    claim.origin = entry.joint_action.empty() ? entry.id : entry.joint_action;
    claim.joint = entry.joint_action;
    if (entry.date) claim.date = entry.date->first;
    claim.nats = nats_of(entry, settings_);
    claim.id = entry.id;
    if (entry.denial_status == "verified") {
      claim.reply = entry.denial_form;
      claim.replied_by = entry.denial_speaker;
    }
    return claim;
  }

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

  Result<void> add_speakers(std::size_t row, const LedgerEntry& entry, LinkClaim claim) {
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
      claims_.push_back(claim);
    }
    return {};
  }

  const Lines& lines_;
  const Register& all_;
  const Settings& settings_;
  std::vector<LinkClaim> claims_;
};

}  // namespace

Result<std::vector<LinkClaim>> ledger_links(const Data& data, const Settings& settings) {
  WHENCE_TRY(const Register all, open_register(data));
  WHENCE_TRY(const Lines lines, Lines::open(data));
  Links links(lines, all, settings);
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    if (const auto added = links.add(row); !added) return added.error();
  }
  return links.taken();
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
