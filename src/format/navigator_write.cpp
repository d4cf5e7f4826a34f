#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "format/tables.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

struct Cell {
  std::vector<std::string> evidence, origins, notes;
  std::optional<double> nats;
};
using Cells = std::map<std::string, Cell>;

Json pair(std::string_view name, std::string_view value) {
  return Json::object().set("name", name).set("value", value);
}

void add(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

Json technique(const std::string& id, const Cell& cell) {
  Json one = Json::object().set("techniqueID", id).set("enabled", true);
  if (cell.nats) one.set("score", *cell.nats);
  if (!cell.notes.empty()) one.set("comment", join(cell.notes, "; "));
  one.set("showSubtechniques", id.size() > 5);
  Json metadata = Json::array();
  for (const std::string& each : cell.evidence) metadata.push(pair("evidence", each));
  for (const std::string& each : cell.origins) metadata.push(pair("origin", each));
  if (!metadata.items().empty()) one.set("metadata", std::move(metadata));
  return one;
}

// Symmetric about zero: what speaks for and what speaks against look alike in strength.
Json gradient(const Cells& cells) {
  double most = 1;
  for (const auto& [id, cell] : cells) most = std::max(most, std::abs(cell.nats.value_or(0)));
  return Json::object()
      .set("colors", Json::array().push("#8ab6ffff").push("#ffffffff").push("#ff9f66ff"))
      .set("minValue", -most)
      .set("maxValue", most);
}

Cells cells_of(const Answer& answer) {
  Cells cells;
  const Share* leader = posterior_of(answer, Level::cluster) == nullptr ? nullptr : leader_of(answer);
  for (const Evidence& item : answer.incident.evidence) {
    if (item.kind != EvidenceKind::technique || !item.not_used.empty()) continue;
    Cell& cell = cells[item.value];
    add(cell.evidence, item.id.text);
    add(cell.origins, item.origin);
    add(cell.notes, item.note);
    if (leader == nullptr) continue;
    for (const Reason& reason : leader->reasons) {
      if (reason.evidence == item.id) cell.nats = cell.nats.value_or(0) + reason.weight.nats;
    }
  }
  return cells;
}

Json layer(std::string name, std::string description, std::string_view attack, const Cells& cells) {
  Json techniques = Json::array();
  for (const auto& [id, cell] : cells) techniques.push(technique(id, cell));
  const std::string major(attack.substr(0, attack.find_first_not_of("0123456789")));
  return Json::object()
      .set("name", std::move(name))
      .set("versions", Json::object().set("attack", major).set("navigator", "5.1.0").set("layer", "4.5"))
      .set("domain", "enterprise-attack")
      .set("description", std::move(description))
      .set("techniques", std::move(techniques))
      .set("gradient", gradient(cells));
}

void finish(Exported& exported, Json layer, Json metadata, Json legend) {
  for (const std::string& each : exported.left_out) metadata.push(pair("left out", each));
  for (const std::string& each : exported.not_carried) metadata.push(pair("not carried", each));
  if (exported.not_carried.empty()) metadata.push(pair("not carried", "nothing"));
  layer.set("legendItems", std::move(legend)).set("metadata", std::move(metadata));
  exported.bytes = to_text(layer, 1) + "\n";
}

Json legend_item(std::string label, const char* colour) {
  return Json::object().set("label", std::move(label)).set("color", colour);
}

Result<Exported> case_layer(const Exchange& exchange, std::string_view attack) {
  const SharedCase& shared = exchange.cases.front();
  const Answer answer = as_shown(shared.answer);
  const Cells cells = cells_of(answer);
  if (cells.empty())
    return Error{Code::unsupported,
                 answer.incident.file + ": no technique in it that a layer could show; use stix or misp"};
  Exported exported;
  exported.left_out = left_out(exchange);
  exported.objects = cells.size();
  const auto leading = leading_of(answer);
  const std::string words = leading ? leading_words(*leading) : "Not assessed.";
  const auto count = [&](EvidenceKind kind) {
    return std::count_if(answer.incident.evidence.begin(), answer.incident.evidence.end(), [&](const Evidence& item) {
      if (!of_this_incident(item)) return false;
      return item.kind == kind || (kind == EvidenceKind::persona && item.kind != EvidenceKind::technique &&
                                   item.kind != EvidenceKind::software && item.kind != EvidenceKind::indicator);
    });
  };
  const auto lose = [&](auto number, const char* what) {
    if (number > 0) exported.not_carried.push_back(fmt::format("{} {}", number, what));
  };
  lose(count(EvidenceKind::software), "items: software");
  lose(count(EvidenceKind::indicator), "items: indicators");
  lose(count(EvidenceKind::persona), "items: of other kinds");
  lose(answer.incident.statements.size(), "statements and answers to them");
  exported.not_carried.emplace_back("every hypothesis but the closest match");
  exported.not_carried.emplace_back("levels above the cluster, grades, dependence of items, log and signatures");
  Json metadata = Json::array();
  const auto say = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) metadata.push(pair(name, value));
  };
  say("case", answer.incident.name);
  say("exercise", answer.incident.exercise ? "yes: an invented incident" : "no");
  say("draft", is_draft(answer.incident) ? "yes" : "no");
  say("tlp", answer.incident.tlp.empty() ? "" : "TLP:" + answer.incident.tlp);
  Json legend = Json::array();
  if (leading) {
    const auto range = [](double p, double low, double high) {
      return fmt::format("{} (range {} to {})", hundredths(p), hundredths(low), hundredths(high));
    };
    const std::string closest = leading->name + (leading->id.empty() ? "" : " (" + leading->id + ")") + ": " +
                                range(leading->p, leading->low, leading->high);
    const std::string nobody =
        "not in the catalogue: " + range(leading->unknown_p, leading->unknown_low, leading->unknown_high);
    const std::string marks = std::string(leading->exercise ? "EXERCISE, " : "") + (leading->draft ? "DRAFT, " : "");
    say("established", leading->established ? "yes" : "no");
    say("closest match", closest);
    say("not in the catalogue", nobody);
    say("confidence", leading->confidence);
    legend.push(
        legend_item(marks + "score: nats for " + closest + "; " + nobody + "; data " + leading->data, "#ff9f66"));
    legend.push(legend_item("speaks against it", "#8ab6ff"));
  }
  say("data", answer.data);
  say("model", answer.model);
  finish(exported, layer(answer.incident.name.empty() ? "case" : answer.incident.name, words, attack, cells),
         std::move(metadata), std::move(legend));
  return exported;
}

Result<Exported> document_layer(const SharedDocument& shared, std::string_view attack) {
  Cells cells;
  for (const TechniqueMention& mention : shared.reading.techniques)
    add(cells[mention.id].notes, squeeze(text_of(shared.reading.document.text, mention.span)));
  if (cells.empty())
    return Error{Code::unsupported, shared.reading.document.name + ": no technique in it that a layer could show"};
  Exported exported;
  exported.objects = cells.size();
  exported.not_carried = {"claims and answers", "names of groups and software", "indicators",
                          "the text and places in it"};
  Json metadata = Json::array();
  metadata.push(pair("document", shared.reading.document.name));
  metadata.push(pair("sha256", shared.reading.document.sha256));
  metadata.push(pair("exercise", shared.reading.exercise ? "yes: an invented incident" : "no"));
  if (!shared.tlp.empty()) metadata.push(pair("tlp", "TLP:" + shared.tlp));
  metadata.push(pair("data", shared.reading.data));
  finish(
      exported,
      layer(shared.reading.document.name, "Techniques that the document tells of; no judgement on who.", attack, cells),
      std::move(metadata), Json::array());
  return exported;
}

}  // namespace

Result<Exported> write_navigator(const Exchange& exchange, std::string_view attack_version) {
  if (exchange.cases.size() + exchange.documents.size() != 1 || exchange.ledger)
    return Error{Code::unsupported, "a layer shows one case or one document; name one"};
  if (!exchange.cases.empty()) return case_layer(exchange, attack_version);
  return document_layer(exchange.documents.front(), attack_version);
}

}  // namespace whence
