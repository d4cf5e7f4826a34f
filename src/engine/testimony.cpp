#include "engine/testimony.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "knowledge/ledger.h"
#include "lexicon/sheet.h"

namespace whence {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// The kinds of statement that a row's instrument names: "joint advisory + indictment".
std::vector<std::string> parts_of(std::string_view instrument) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= instrument.size(); ++at) {
    if (at < instrument.size() && std::string_view("+;,:(").find(instrument[at]) == std::string_view::npos) continue;
    parts.push_back(lower(trim(instrument.substr(begin, at - begin))));
    begin = at + 1;
  }
  return parts;
}

}  // namespace

Result<void> SpeakerRecord::read_reversals(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "links/reversals", {"ledger", "speaker", "before"}));
  std::set<std::pair<std::string, std::string>> back;  // row and speaker
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const LedgerEntry* later = entry(rows.text(row, 0));
    if (later == nullptr) return rows.wrong(row, "no such row in the ledger");
    const std::string speaker = rows.text(row, 1);
    if (!holds(later->accuser_states, speaker)) return rows.wrong(row, "the speaker is none of the row's accusers");
    ++tallies_[speaker].taken_back;
    back.insert({rows.text(row, 2), speaker});
    back.insert({rows.text(row, 0), speaker});
  }
  for (const auto& [id, each] : ledger_) {
    if (!each.verified || each.rung < 1) continue;
    for (const std::string& speaker : each.accuser_states) {
      if (!back.contains({id, speaker})) ++tallies_[speaker].not_taken_back;
    }
  }
  return {};
}

Result<void> SpeakerRecord::read_conditions(const Data& data) {
  WHENCE_TRY(const Sheet own, sheet(data, "links/standing", {"ledger", "own"}));
  for (std::size_t row = 0; row < own.table.rows(); ++row) {
    const LedgerEntry* of = entry(own.text(row, 0));
    if (of == nullptr) return own.wrong(row, "no such row in the ledger");
    for (const std::string& speaker : own.list(row, 1)) {
      if (!holds(of->accuser_states, speaker)) {
        return own.wrong(row, fmt::format("'{}' is none of the row's accusers", speaker));
      }
    }
    own_[own.text(row, 0)] = own.list(row, 1);
  }
  WHENCE_TRY(const Sheet kinds, sheet(data, "priors/instruments", {"words", "shows"}));
  for (std::size_t row = 0; row < kinds.table.rows(); ++row) {
    const std::string shows = kinds.text(row, 1);
    if (shows != "technical" && shows != "checkable") return kinds.wrong(row, "shows is technical or checkable");
    instruments_[kinds.text(row, 0)] = shows == "technical" ? Shows::technical : Shows::checkable;
  }
  WHENCE_TRY(const Sheet wars, sheet(data, "priors/conflicts", {"a", "b", "from", "to"}));
  for (std::size_t row = 0; row < wars.table.rows(); ++row) {
    const auto from = wars.table.date(row, wars.columns[2]);
    const auto to = wars.table.date(row, wars.columns[3]);
    if (!from) return wars.wrong(row, "needs the day on which it began");
    conflicts_.push_back({wars.text(row, 0), wars.text(row, 1), from->first, std::nullopt});
    if (to) conflicts_.back().to = last_day(*to);
  }
  return {};
}

Result<SpeakerRecord> SpeakerRecord::open(const Data& data, const Priors& priors, const Settings& settings) {
  SpeakerRecord result;
  WHENCE_TRY(std::vector<LedgerEntry> ledger, load_ledger(data));
  for (LedgerEntry& entry : ledger) {
    std::string id = entry.id;
    result.ledger_.emplace(std::move(id), std::move(entry));
  }
  result.alliances_ = priors.alliances;
  result.counter_days_ = settings.testimony.counter_days;
  if (const auto done = result.read_reversals(data); !done) return done.error();
  if (const auto done = result.read_conditions(data); !done) return done.error();
  return result;
}

const LedgerEntry* SpeakerRecord::entry(std::string_view id) const {
  const auto found = ledger_.find(id);
  return found == ledger_.end() ? nullptr : &found->second;
}

bool SpeakerRecord::has_own(const LedgerEntry& entry, const std::string& speaker) const {
  const auto row = own_.find(entry.id);
  return row != own_.end() && holds(row->second, speaker);
}

bool SpeakerRecord::allied(const std::string& a, const std::string& b) const {
  return std::any_of(alliances_.begin(), alliances_.end(), [&](const Alliance& alliance) {
    const auto in = [&](const std::string& who) { return who == alliance.id || holds(alliance.members, who); };
    return in(a) && in(b);
  });
}

Knows SpeakerRecord::knows(const LedgerEntry& entry, const std::string& speaker) const {
  if (has_own(entry, speaker)) return Knows::own;
  for (const auto& [id, other] : ledger_) {
    if (id != entry.id && (entry.joint_action.empty() || other.joint_action != entry.joint_action)) continue;
    const auto row = own_.find(id);
    if (row == own_.end()) continue;
    for (const std::string& who : row->second) {
      if (allied(speaker, who)) return Knows::shared;
    }
  }
  return Knows::bystander;
}

Shows SpeakerRecord::shows(const LedgerEntry& entry) const {
  Shows most = Shows::nothing;
  for (const std::string& part : parts_of(entry.instrument)) {
    const auto kind = instruments_.find(part);
    if (kind != instruments_.end()) most = std::max(most, kind->second);
  }
  return most;
}

bool SpeakerRecord::at_war(const std::string& a, const std::string& b, Day day) const {
  return std::any_of(conflicts_.begin(), conflicts_.end(), [&](const Conflict& each) {
    const bool pair = (each.a == a && each.b == b) || (each.a == b && each.b == a);
    return pair && each.from <= day && (!each.to || day <= *each.to);
  });
}

bool SpeakerRecord::answers(const LedgerEntry& entry, const std::string& speaker) const {
  const Day day = entry.date->first;
  return std::any_of(ledger_.begin(), ledger_.end(), [&](const auto& row) {
    const LedgerEntry& other = row.second;
    if (!other.verified || other.rung < 1 || !other.date || other.id == entry.id) return false;
    const auto days = static_cast<double>((day - other.date->first).count());
    return days >= 0.0 && days <= counter_days_ && holds(other.accused_states, speaker);
  });
}

Standing SpeakerRecord::standing(const LedgerEntry& entry, const std::string& speaker,
                                 const std::string& accused) const {
  Standing result;
  result.rung = entry.rung;
  result.knows = knows(entry, speaker);
  result.shows = shows(entry);
  if (entry.date) {
    result.at_war = !accused.empty() && at_war(speaker, accused, entry.date->first);
    result.answers = answers(entry, speaker);
  }
  if (const auto tally = tallies_.find(speaker); tally != tallies_.end()) {
    result.taken_back = tally->second.taken_back;
    result.not_taken_back = tally->second.not_taken_back;
  }
  return result;
}

}  // namespace whence
