#include <algorithm>
#include <set>

#include "base/text.h"
#include "format/csv_row.h"
#include "format/layout.h"
#include "format/page_ledger.h"

namespace whence {
namespace {

using Row = std::vector<std::string>;

constexpr std::string_view ledger_columns =
    "id kind date accuser_states accusers accused_states accused groups organisations victim_states "
    "victims sectors act rung hedge outcome status text quote answered_by answers answered origin "
    "tellings incident joint_action public_record verdict tags tlp document name sentence outlet url language "
    "exercise denied data";
constexpr std::string_view incident_columns =
    "ID name description start_date incident_type receiver_name receiver_country receiver_category "
    "initiator_name initiator_country attribution_ID attribution_date attribution_basis attribution_type "
    "attributing_country attributing_actor attributed_initiator attributed_initiator_country "
    "number_of_attributions number_of_political_responses political_response_date "
    "political_response_type political_response_country number_of_legal_responses legal_response_type "
    "legal_response_country number_of_answers answer_date answer answered_by source_url exercise data";

Row answers_of(const LedgerLine& line) {
  std::vector<std::string> by, text, date;
  for (const LedgerAnswer& answer : line.answers) {
    by.push_back(answer.by);
    text.push_back(answer.verified ? answer.text : answer.text + " (unverified)");
    date.push_back(answer.date);
  }
  return {join(by, "; "), join(text, "; "), join(date, "; ")};
}

const std::string nothing = "Not available";
std::string known(const std::string& text) { return text.empty() ? nothing : text; }

std::string names_of(const std::vector<std::string>& codes,
                     const std::map<std::string, std::string, std::less<>>& names) {
  std::vector<std::string> parts;
  for (const std::string& code : codes) {
    const auto found = names.find(code);
    parts.push_back(found == names.end() ? code : found->second);
  }
  return known(join(parts, "; "));
}

bool political(const LedgerLine& line) { return !line.rung || *line.rung < 4; }

}  // namespace

std::string csv_ledger(const LedgerView& view) {
  std::string text = csv_header(ledger_columns);
  for (const LedgerLine& line : view.lines) {
    const Row answers = answers_of(line);
    text += csv_row({line.id,
                     line.on_record   ? "public record"
                     : line.exchanged ? "exchanged"
                                      : "claim",
                     line.date,
                     join(line.accuser_states, ";"),
                     line.accusers,
                     join(line.accused_states, ";"),
                     line.accused,
                     line.groups,
                     line.organisations,
                     join(line.victim_states, ";"),
                     line.victims,
                     line.sectors,
                     line.act,
                     line.rung ? std::to_string(*line.rung) : "",
                     line.hedge,
                     line.outcome,
                     line.status,
                     line.text,
                     line.quote,
                     answers[0],
                     answers[1],
                     answers[2],
                     line.origin,
                     line.tellings == 0 ? "" : std::to_string(line.tellings),
                     line.incident,
                     line.joint_action,
                     join(line.record, ";"),
                     line.verdict,
                     join(line.tags, ";"),
                     line.tlp,
                     line.document,
                     line.document_name,
                     line.sentence == 0 ? "" : std::to_string(line.sentence),
                     line.outlet,
                     line.url,
                     line.language,
                     line.exercise ? "yes" : "",
                     line.denied ? "yes" : "",
                     view.data});
  }
  return text;
}

std::string csv_incidents(const LedgerView& view, const std::map<std::string, std::string, std::less<>>& names) {
  std::string text = csv_header(incident_columns);
  // Attributions of one incident share its id. What the accused answers is no response of the political kind that those
  // databases code, and has columns of its own.
  std::map<std::string, std::size_t> number;
  for (const LedgerLine& line : view.lines) {
    if (!accuses_nobody(line)) ++number[line.incident.empty() ? line.id : line.incident];
  }
  for (const LedgerLine& line : view.lines) {
    if (accuses_nobody(line)) continue;
    const std::string incident = line.incident.empty() ? line.id : line.incident;
    const Row answers = answers_of(line);
    const std::string& what = line.victims;  // an incident is called by whom it hit
    text += csv_row(
        {incident,
         known(what),
         line.text,
         known(line.started),
         known(line.incident_type),
         known(line.victims),
         names_of(line.victim_states, names),
         known(line.sectors),
         known(line.groups.empty() ? line.organisations : line.groups),
         names_of(line.accused_states, names),
         line.id,
         known(line.date),
         line.on_record ? "Attribution by a third party or the receiver, as stated" : "As reported in a document",
         known(line.act),
         names_of(line.accuser_states, names),
         known(line.accusers),
         known(line.groups.empty() ? line.organisations : line.groups),
         names_of(line.accused_states, names),
         std::to_string(number[incident]),
         nothing,
         nothing,
         nothing,
         nothing,
         political(line) ? "0" : "1",
         political(line) ? nothing : known(line.act),
         political(line) ? nothing : names_of(line.accuser_states, names),
         std::to_string(line.answers.size()),
         known(answers[2]),
         known(answers[1]),
         known(answers[0]),
         line.url,
         line.exercise ? "yes" : "",
         view.data});
  }
  return text;
}

}  // namespace whence
