#include "format/case_write.h"

#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "model/posterior.h"

namespace whence {
namespace {

// A string of JSON is one of YAML, whatever is in it.
std::string quoted(std::string_view text) { return to_text(Json(squeeze(text))); }

std::string key_of(EvidenceKind kind) { return kind == EvidenceKind::testimony ? "claim" : std::string(name_of(kind)); }

void put(std::string& text, std::string_view indent, std::string_view key, std::string_view value) {
  if (!trim(value).empty()) text += std::string(indent) + std::string(key) + ": " + quoted(value) + "\n";
}

std::string list_of(const std::vector<Day>& days) {
  std::string text;
  for (const Day day : days) text += (text.empty() ? "" : " ") + to_string(Date{day, Precision::day});
  return text;
}

std::string particulars(const Particulars& more) {
  constexpr std::string_view indent = "    ";
  std::string text;
  std::string counts;
  for (const double n : more.by_hour) counts += (counts.empty() ? "" : " ") + to_text(Json(n));
  put(text, indent, "by_hour", counts);
  if (more.days != 0) put(text, indent, "days", std::to_string(more.days));
  put(text, indent, "active", list_of(more.active));
  put(text, indent, "quiet", list_of(more.quiet));
  put(text, indent, "medium", more.medium);
  put(text, indent, "likeness", more.likeness);
  put(text, indent, "countries", join(more.countries, ","));
  put(text, indent, "sectors", join(more.sectors, ","));
  put(text, indent, "cluster", more.cluster);
  put(text, indent, "shared", more.shared);
  put(text, indent, "clients", join(more.clients, ","));
  if (more.holders != 0) put(text, indent, "holders", std::to_string(more.holders));
  return text;
}

std::string item(const Evidence& one) {
  constexpr std::string_view indent = "    ";
  std::string key = key_of(one.kind);
  for (char& c : key) c = c == ' ' || c == '-' ? '_' : c;
  std::string text = "  - " + key + ": " + quoted(one.value) + "\n";
  put(text, indent, "id", one.id.text);
  put(text, indent, "origin", one.origin);
  if (!(one.grade == Grade{}))
    text += std::string(indent) + "grade: " + one.grade.reliability + one.grade.credibility + "\n";
  if (one.role != Role::operated) text += std::string(indent) + "role: " + std::string(name_of(one.role)) + "\n";
  put(text, indent, "via", one.via);
  if (one.seen) put(text, indent, "seen", to_string(*one.seen));
  std::string document = one.document.value_or("");
  std::string page;
  if (const auto at = document.rfind(" p. "); at != std::string::npos) {
    page = document.substr(at + 4);
    document.resize(at);
  }
  put(text, indent, "document", document);
  put(text, indent, "page", page);
  put(text, indent, "quote", one.quote);
  put(text, indent, "note", one.note);
  put(text, indent, "passage", one.passage);
  text += particulars(one.more);
  text += std::string(indent) + "checked: " + (one.checked ? "true" : "false") + "\n";
  return text;
}

std::string statement(const Statement& one) {
  constexpr std::string_view indent = "    ";
  std::string text = "  - id: " + quoted(one.id.text) + "\n";
  put(text, indent, "speaker", one.speaker);
  put(text, indent, "text", one.text);
  put(text, indent, "date", one.date);
  put(text, indent, "names", one.names);
  put(text, indent, "answers", one.answers);
  put(text, indent, "ledger", one.ledger);
  return text;
}

}  // namespace

std::string write_case(const Case& incident) {
  std::string text = "case: " + quoted(incident.name) + "\n";
  if (incident.exercise) text += "exercise: true\n";
  put(text, "", "tlp", incident.tlp);
  put(text, "", "prepared_by", incident.prepared_by);
  if (!incident.victim.name.empty() || !incident.victim.country.empty() || !incident.victim.sector.empty()) {
    text += "victim:\n";
    put(text, "  ", "name", incident.victim.name);
    put(text, "  ", "country", incident.victim.country);
    put(text, "  ", "sector", incident.victim.sector);
  }
  if (incident.window) put(text, "", "window", to_string(*incident.window));
  text += "\nevidence:\n";
  for (const Evidence& one : incident.evidence) text += item(one);
  if (!incident.statements.empty()) text += "\nstatements:\n";
  for (const Statement& one : incident.statements) text += statement(one);
  if (!incident.known.empty()) text += "\nknown:\n";
  for (const std::string& fact : incident.known) text += "  - " + quoted(fact) + "\n";
  return text;
}

}  // namespace whence
