#include "engine/case_of_reading.h"

#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/said_in_reading.h"

namespace whence {
namespace {

class Items {
 public:
  Items(const Reading& reading, Case& incident) : reading_(reading), incident_(incident) {}

  void add(EvidenceKind kind, const std::string& value, const Span& span, std::string note = "") {
    const std::string passage = passage_of(span);
    if (value.empty() || passage.empty() == others_ || !seen_.insert(value).second) return;
    Evidence item;
    item.id = {"e" + std::to_string(incident_.evidence.size() + 1)};
    item.kind = kind;
    item.value = value;
    item.origin = reading_.document.name;
    item.document = reading_.document.name;
    item.span = span;
    item.note = std::move(note);
    item.quote = sentence_around(span);
    item.passage = passage;
    if (!item.passage.empty()) item.not_used = not_of_this_incident(item.passage);
    incident_.evidence.push_back(std::move(item));
  }

  // From now on only what is told of background or of other actors, and not of this incident as well.
  void go_on_with_others() { others_ = true; }

 private:
  std::string sentence_around(const Span& span) const {
    for (const Sentence& sentence : reading_.sentences) {
      if (sentence.span.contains(span)) return std::string(text_of(reading_.document.text, sentence.span));
    }
    return std::string(text_of(reading_.document.text, span));
  }

  std::string passage_of(const Span& span) const {
    for (const Sentence& sentence : reading_.sentences) {
      if (!sentence.span.contains(span) || sentence.passage == Passage::incident) continue;
      return sentence.passage == Passage::background ? "background" : "other actors";
    }
    return "";
  }

  const Reading& reading_;
  Case& incident_;
  std::set<std::string> seen_;
  bool others_ = false;
};

void add_all(const Reading& reading, Items& items) {
  for (const TechniqueMention& mention : reading.techniques) {
    const std::string note =
        mention.explicit_id ? "" : fmt::format("read from prose with confidence {:.2f}; check it", mention.confidence);
    items.add(EvidenceKind::technique, mention.id, mention.span, note);
  }
  for (const NameMention& mention : reading.software) items.add(EvidenceKind::software, mention.id, mention.span);
  for (const IndicatorMention& mention : reading.indicators)
    items.add(EvidenceKind::indicator, mention.value, mention.span);
}

}  // namespace

Result<Case> case_of_reading(const Reading& reading, const CaseWords& words) {
  Case incident;
  incident.name = reading.document.title.empty() ? reading.document.name : reading.document.title;
  incident.file = reading.document.name;
  incident.sha256 = reading.document.sha256;
  incident.exercise = reading.document.exercise;
  incident.oddities = reading.oddities;
  Items items(reading, incident);
  add_all(reading, items);
  items.go_on_with_others();
  add_all(reading, items);
  if (!incident.evidence.empty()) {
    StandIns stand(incident.exercise);
    add_statements(reading, words, stand, incident);
    return incident;
  }
  return Error{Code::not_found, reading.document.name +
                                    ": no technique, software or indicator to weigh; read it with whence read, or "
                                    "write a case file"};
}

}  // namespace whence
