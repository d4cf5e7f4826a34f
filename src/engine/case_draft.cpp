#include "engine/case_draft.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "engine/case_of_reading.h"

namespace whence {
namespace {

// "report.pdf p. 4" where the format has pages.
std::string place_of(const Document& document, std::uint32_t offset) {
  std::uint32_t page = 0;
  for (const OffsetRun& run : document.offsets) {
    if (run.text > offset) break;
    page = run.page;
  }
  return document.name + (page == 0 ? "" : " p. " + std::to_string(page));
}

std::size_t sentence_at(const Reading& reading, std::uint32_t offset) {
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    if (offset < reading.sentences[i].span.end) return i + 1;
  }
  return reading.sentences.size();
}

// In an exercise states stand as S1, S2, ... in the order in which they are named.
class Stand {
 public:
  explicit Stand(bool exercise) : exercise_(exercise) {}
  std::string in(const std::string& state) {
    if (!exercise_) return state.size() == 2 ? state : "";
    const auto found = stand_ins_.try_emplace(state, "S" + std::to_string(stand_ins_.size() + 1)).first;
    return found->second;
  }

 private:
  bool exercise_;
  std::map<std::string, std::string> stand_ins_;
};

std::string speaker_of(const Claim& claim, const Document& document) {
  std::vector<std::string> names;
  for (const Party& party : claim.source) {
    const std::string name = party.name ? *party.name : party.text;
    if (!name.empty() && name != "narrator") names.push_back(name);
  }
  if (!names.empty()) return join(names, ", ");
  return document.source.value_or("not named");
}

class Draft {
 public:
  Draft(Case& incident, bool exercise) : incident_(incident), stand_(exercise) {}

  void add(const Reading& reading) {
    if (const auto found = case_of_reading(reading)) {
      for (Evidence item : found->evidence) add_item(reading, std::move(item));
    }
    for (const LedgerNote& note : reading.against_ledger) add_entry(reading, note);
    for (const Claim& claim : reading.claims) add_statement(reading, claim);
    for (const Party& victim : reading.victims) {
      if (incident_.victim.name.empty()) incident_.victim.name = victim.name ? *victim.name : victim.text;
      if (incident_.victim.sector.empty()) incident_.victim.sector = victim.sector.value_or("");
      const std::string state = victim.state.value_or("");
      if (incident_.victim.country.empty() && state.size() == 2 && (incident_.exercise == (state[0] == 'X')))
        incident_.victim.country = state;
    }
  }

 private:
  void add_item(const Reading& reading, Evidence item) {
    if (!seen_.insert(item.value).second) return;
    item.id = {"e" + std::to_string(incident_.evidence.size() + 1)};
    item.checked = false;
    if (item.span) {
      item.document = place_of(reading.document, item.span->begin);
      item.note = "s" + std::to_string(sentence_at(reading, item.span->begin));
      // An id is sure and a name is read: both.
      for (const NameMention& mention : reading.software) {
        if (item.kind == EvidenceKind::software && mention.id == item.value && !mention.name.empty()) {
          item.note += ", " + mention.name;
          break;
        }
      }
    }
    incident_.evidence.push_back(std::move(item));
  }

  void add_entry(const Reading& reading, const LedgerNote& note) {
    if (note.status != "verified" || !seen_.insert(note.there).second) return;
    Evidence item;
    item.id = {"e" + std::to_string(incident_.evidence.size() + 1)};
    item.kind = EvidenceKind::testimony;
    item.value = "ledger#" + note.there;
    item.origin = "public record " + note.there;
    item.document = reading.document.name;
    item.note = "s" + std::to_string(reading.claims.at(note.here).sentence);
    incident_.evidence.push_back(std::move(item));
  }

  void add_statement(const Reading& reading, const Claim& claim) {
    const bool answer = is_denial(claim.act) || claim.act == Act::counter_accuse || claim.act == Act::no_comment;
    if (!answer && !is_accusation(claim.act)) return;
    constexpr std::size_t most = 40;
    if (incident_.statements.size() >= most) return;
    Statement statement;
    statement.id = {"c" + std::to_string(incident_.statements.size() + 1)};
    statement.speaker = speaker_of(claim, reading.document);
    statement.text = squeeze(text_of(reading.document.text, claim.span));
    if (reading.document.published) statement.date = to_string(*reading.document.published);
    for (const Party& party : claim.accused) {
      if (party.state && statement.names.empty()) statement.names = stand_.in(*party.state);
    }
    incident_.statements.push_back(std::move(statement));
  }

  Case& incident_;
  Stand stand_;
  std::set<std::string> seen_;
};

// An exercise needs an invented victim; any state that the documents invent will do until a person says which.
std::string invented_state(const std::vector<Reading>& readings) {
  for (const Reading& reading : readings) {
    for (const Claim& claim : reading.claims) {
      for (const auto* parties : {&claim.victim, &claim.source, &claim.accused}) {
        for (const Party& party : *parties) {
          if (party.state && party.state->size() == 2 && party.state->front() == 'X' && *party.state != "XK")
            return *party.state;
        }
      }
    }
  }
  return "XA";
}

}  // namespace

Result<Case> drafted_case(const std::vector<Reading>& readings, const NewCase& request) {
  Case incident;
  incident.name = request.name;
  incident.tlp = request.tlp;
  incident.prepared_by = request.by;
  incident.exercise = std::any_of(readings.begin(), readings.end(), [](const Reading& one) { return one.exercise; });
  Draft draft(incident, incident.exercise);
  for (const Reading& reading : readings) draft.add(reading);
  if (incident.exercise && incident.victim.country.empty()) incident.victim.country = invented_state(readings);
  if (incident.evidence.empty())
    return Error{Code::not_found, readings.front().document.name +
                                      ": no technique, software, indicator or entry of the public record in it; write "
                                      "the case by hand"};
  return incident;
}

}  // namespace whence
