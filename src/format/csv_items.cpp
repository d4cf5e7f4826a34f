#include <fmt/format.h>

#include "base/text.h"
#include "format/csv_row.h"
#include "format/tables.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::string_view columns =
    "item kind id type value name origin grade role via from to document said_by text established level p low high "
    "words denied verdict checked not_used "
    "not_in_catalogue not_in_catalogue_low not_in_catalogue_high confidence exercise draft tlp data";

// By the order of the columns; a row fills what it has.
struct Row {
  std::string item, kind, id, type, value, name, origin, grade, role, via, from, to, document, said_by, text;
  std::string established, level, p, low, high, words, denied, verdict, checked, not_used, unknown, unknown_low,
      unknown_high, confidence;
  std::string exercise, draft, tlp, data;
};

std::string line_of(const Row& row) {
  return csv_row({row.item,     row.kind,    row.id,          row.type,         row.value,      row.name,
                  row.origin,   row.grade,   row.role,        row.via,          row.from,       row.to,
                  row.document, row.said_by, row.text,        row.established,  row.level,      row.p,
                  row.low,      row.high,    row.words,       row.denied,       row.verdict,    row.checked,
                  row.not_used, row.unknown, row.unknown_low, row.unknown_high, row.confidence, row.exercise,
                  row.draft,    row.tlp,     row.data});
}

std::string number(double value) { return fmt::format("{:.4f}", value); }

Row evidence_row(const Row& common, const Evidence& item) {
  Row row = common;
  row.checked = item.checked ? "yes" : "no";
  row.not_used = item.not_used;
  row.kind = "evidence";
  row.id = item.id.text;
  row.type = name_of(item.kind);
  row.value = item.value;
  row.name = item.name;
  row.origin = item.origin;
  row.grade = std::string{item.grade.reliability, item.grade.credibility};
  row.role = name_of(item.role);
  row.via = item.via;
  if (item.seen && item.seen->from) row.from = to_string(*item.seen->from);
  if (item.seen && item.seen->to) row.to = to_string(*item.seen->to);
  row.document = item.document.value_or("");
  row.text = item.note.empty() ? item.quote : item.note;
  return row;
}

std::string case_rows(const Answer& given) {
  const Answer answer = as_shown(given);
  const Case& incident = answer.incident;
  Row common;
  common.item = incident.name;
  common.exercise = incident.exercise ? "yes" : "";
  common.draft = is_draft(incident) ? "yes" : "";
  common.tlp = incident.tlp;
  common.data = answer.data;
  std::string text;
  if (const auto leading = leading_of(answer)) {
    common.confidence = leading->confidence;
    common.unknown = number(leading->unknown_p);
    common.unknown_low = number(leading->unknown_low);
    common.unknown_high = number(leading->unknown_high);
    for (const Share& share : posterior_of(answer, Level::cluster)->shares) {
      Row row = common;
      row.kind = "hypothesis";
      row.id = share.hypothesis.actor.value_or("");
      row.name = share.hypothesis.name;
      row.established = leading->established && row.id == leading->id ? "yes" : "no";
      row.level = name_of(Level::cluster);
      row.p = number(share.probability.value());
      row.low = number(share.low.value());
      row.high = number(share.high.value());
      row.words = share.words;
      text += line_of(row);
    }
  }
  common.confidence = common.unknown = common.unknown_low = common.unknown_high = "";
  for (const Evidence& item : incident.evidence) {
    if (of_this_incident(item)) text += line_of(evidence_row(common, item));
  }
  for (const Statement& statement : incident.statements) {
    Row row = common;
    row.kind = statement.answer ? "answer" : "statement";
    row.id = statement.id.text;
    row.said_by = statement.speaker;
    row.from = statement.date;
    row.text = statement.text;
    text += line_of(row);
  }
  return text;
}

std::string document_rows(const SharedDocument& shared, const KnownNames& names) {
  const Reading& reading = shared.reading;
  Row common;
  common.item = reading.document.name;
  common.document = reading.document.id.text;
  common.exercise = reading.exercise ? "yes" : "";
  common.tlp = shared.tlp;
  common.data = reading.data;
  if (reading.document.published) common.from = to_string(*reading.document.published);
  std::string text;
  for (std::size_t i = 0; i < reading.claims.size(); ++i) {
    if (shared.verdicts.at(i).rejected) continue;
    const Claim& claim = reading.claims[i];
    Row row = common;
    row.denied = claim.denied ? "yes" : "";
    row.verdict = shared.verdicts.at(i).words;
    row.kind = "claim";
    row.id = claim.id.text;
    row.type = name_of(claim.act);
    row.value = party_list(claim.accused, names);
    row.name = party_list(claim.group, names);
    row.origin = claim.origin;
    row.words = name_of(claim.hedge.kind);
    row.said_by = party_list(claim.source, names);
    row.text = squeeze(text_of(reading.document.text, claim.span));
    text += line_of(row);
  }
  for (const IndicatorMention& mention : reading.indicators) {
    Row row = common;
    row.kind = "indicator";
    row.type = mention.type;
    row.value = mention.value;
    text += line_of(row);
  }
  for (const TechniqueMention& mention : reading.techniques) {
    Row row = common;
    row.kind = "technique";
    row.value = mention.id;
    text += line_of(row);
  }
  return text;
}

}  // namespace

Exported write_csv(const Exchange& exchange) {
  Exported exported;
  if (exchange.ledger) {
    exported.bytes = csv_ledger(*exchange.ledger);
    exported.objects = exchange.ledger->lines.size();
    if (!exchange.ledger->drifts.empty()) exported.not_carried.emplace_back("how tellings of one statement differ");
    if (!exchange.ledger->incidents.empty())
      exported.not_carried.emplace_back("why claims are taken to be of one incident");
    return exported;
  }
  exported.left_out = left_out(exchange);
  exported.bytes = csv_header(columns);
  for (const SharedCase& each : exchange.cases) exported.bytes += case_rows(each.answer);
  for (const SharedDocument& each : exchange.documents) exported.bytes += document_rows(each, exchange.names);
  for (const char c : exported.bytes) exported.objects += c == '\n' ? 1U : 0U;
  if (!exchange.cases.empty()) {
    exported.not_carried = {"levels above the cluster and the columns of testimony",
                            "reasons: weights of items by hypothesis",
                            "what would change the answer",
                            "spans of quotes",
                            "the case's log and signatures",
                            "whom an answer answers"};
  }
  if (!exchange.documents.empty()) {
    exported.not_carried.emplace_back("the documents' texts, and places in them");
    exported.not_carried.emplace_back("relations of claims to one another");
    exported.not_carried.emplace_back("victims, sponsors, purposes, times and grounds of claims");
  }
  return exported;
}

}  // namespace whence
