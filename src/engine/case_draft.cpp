#include "engine/case_draft.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "engine/case_of_reading.h"
#include "engine/case_words.h"
#include "engine/said_in_reading.h"
#include "format/case_write.h"

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

class Draft {
 public:
  Draft(const CaseWords& words, Case& incident, bool exercise) : words_(words), incident_(incident), stand_(exercise) {}

  void add(const Reading& reading) {
    if (const auto found = case_of_reading(reading, words_)) {
      for (Evidence item : found->evidence) add_item(reading, std::move(item));
    }
    for (const LedgerNote& note : reading.against_ledger) add_entry(reading, note);
    add_statements(reading, words_, stand_, incident_);
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

  const CaseWords& words_;
  Case& incident_;
  StandIns stand_;
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

Result<NewCaseMade> drafted_case(const Data& data, const std::vector<Reading>& readings, const NewCase& request) {
  WHENCE_TRY(const CaseWords words, CaseWords::load(data));
  NewCaseMade made;
  Case& incident = made.incident;
  incident.name = request.name;
  incident.tlp = request.tlp;
  incident.prepared_by = request.by;
  incident.exercise = std::any_of(readings.begin(), readings.end(), [](const Reading& one) { return one.exercise; });
  Draft draft(words, incident, incident.exercise);
  for (const Reading& reading : readings) {
    draft.add(reading);
    for (Oddity& one : words.not_taken(reading)) {
      one.where = reading.document.name + " " + one.where;
      made.not_taken.push_back(std::move(one));
    }
  }
  if (incident.exercise && incident.victim.country.empty()) incident.victim.country = invented_state(readings);
  if (incident.evidence.empty())
    return Error{Code::not_found, readings.front().document.name +
                                      ": no technique, software, indicator or entry of the public record in it; write "
                                      "the case by hand"};
  return made;
}

std::string written_draft(const NewCaseMade& made, const std::vector<std::string>& from) {
  std::string yaml = "# Made by whence from " + join(from, ", ") +
                     ". Nothing in it has been checked by a person: whence case check.\n";
  for (const Oddity& one : made.not_taken) yaml += "# Not taken: " + visible(one.where + ", " + one.what) + "\n";
  return yaml + write_case(made.incident);
}

}  // namespace whence
