#include <string>
#include <utility>

#include "store/claim_json.h"

namespace whence {
namespace {

std::size_t whole(const Json& json) { return static_cast<std::size_t>(json.number().value_or(0)); }
std::string text(const Json& json) { return std::string(json.text()); }

template <class T, class F>
Json list(const std::vector<T>& parts, F one) {
  Json result = Json::array();
  for (const T& part : parts) result.push(one(part));
  return result;
}
template <class T, class F>
void take(const Json& stored, std::vector<T>& parts, F one) {
  for (const Json& item : stored.items()) parts.push_back(one(item));
}

Json oddity(const Oddity& one) { return Json::object().set("where", one.where).set("what", one.what); }
Oddity oddity_from(const Json& json) { return {text(json["where"]), text(json["what"])}; }

Json indices(const std::vector<std::size_t>& numbers) {
  return list(numbers, [](std::size_t number) { return Json(number); });
}

// A sentence as [begin, end] or, with its marks, [begin, end, marks]: 1 headline, 2 boilerplate, 4 background, 8 other
// actors.
Json sentence(const Sentence& one) {
  Json json = stored_span(one.span);
  const int marks = (one.headline ? 1 : 0) + (one.boilerplate ? 2 : 0) + (one.passage == Passage::background ? 4 : 0) +
                    (one.passage == Passage::other_actors ? 8 : 0);
  if (marks != 0) json.push(marks);
  return json;
}
Sentence sentence_from(const Json& json) {
  const Json::Array& items = json.items();
  if (items.size() < 2) return {};
  const std::size_t marks = items.size() > 2 ? whole(items[2]) : 0;
  return {{static_cast<std::uint32_t>(whole(items[0])), static_cast<std::uint32_t>(whole(items[1]))},
          (marks & 1U) != 0,
          (marks & 2U) != 0,
          (marks & 4U) != 0   ? Passage::background
          : (marks & 8U) != 0 ? Passage::other_actors
                              : Passage::incident};
}

Json name_mention(const NameMention& one) {
  return Json::object()
      .set("text", one.text)
      .set("span", stored_span(one.span))
      .set("id", one.id)
      .set("name", one.name);
}
NameMention name_mention_from(const Json& json) {
  return {text(json["text"]), span_from(json["span"]), text(json["id"]), text(json["name"])};
}

Json country(const CountryRole& one) {
  return Json::object()
      .set("state", one.state)
      .set("text", one.text)
      .set("span", stored_span(one.span))
      .set("how", one.how)
      .set("weight", one.weight);
}
CountryRole country_from(const Json& json) {
  return {text(json["state"]), text(json["text"]), span_from(json["span"]), text(json["how"]),
          json["weight"].number().value_or(0)};
}

Json technique(const TechniqueMention& one) {
  return Json::object()
      .set("id", one.id)
      .set("span", stored_span(one.span))
      .set("explicit", one.explicit_id)
      .set("confidence", one.confidence);
}
TechniqueMention technique_from(const Json& json) {
  TechniqueMention one;
  one.id = text(json["id"]);
  one.span = span_from(json["span"]);
  one.explicit_id = json["explicit"].boolean().value_or(true);
  one.confidence = json["confidence"].number().value_or(1.0);
  return one;
}

Json indicator(const IndicatorMention& one) {
  return Json::object()
      .set("type", one.type)
      .set("value", one.value)
      .set("text", one.text)
      .set("span", stored_span(one.span))
      .set("defanged", one.defanged)
      .set("note", one.note);
}
IndicatorMention indicator_from(const Json& json) {
  IndicatorMention one;
  one.type = text(json["type"]);
  one.value = text(json["value"]);
  one.text = text(json["text"]);
  one.span = span_from(json["span"]);
  one.defanged = json["defanged"].boolean().value_or(false);
  one.note = text(json["note"]);
  return one;
}

Json matter(const Matter& one) {
  return Json::object()
      .set("letter", one.letter)
      .set("summary", one.summary)
      .set("claims", indices(one.claims))
      .set("answers", indices(one.answers));
}
Matter matter_from(const Json& json) {
  Matter one{text(json["letter"]), text(json["summary"]), {}, {}};
  take(json["claims"], one.claims, whole);
  take(json["answers"], one.answers, whole);
  return one;
}

Json note(const LedgerNote& one) {
  return Json::object()
      .set("matter", one.matter)
      .set("kind", one.kind)
      .set("here", one.here)
      .set("there", one.there)
      .set("field", one.field)
      .set("text_here", one.text_here)
      .set("text_there", one.text_there)
      .set("status", one.status);
}
LedgerNote note_from(const Json& json) {
  return {text(json["matter"]), text(json["kind"]),      whole(json["here"]),      text(json["there"]),
          text(json["field"]),  text(json["text_here"]), text(json["text_there"]), text(json["status"])};
}

Json public_act(const PublicAct& one) {
  return Json::object()
      .set("kind", name_of(one.kind))
      .set("sentence", one.sentence)
      .set("span", stored_span(one.span))
      .set("cue", stored_span(one.cue))
      .set("source", list(one.source, stored_party))
      .set("target", list(one.target, stored_party))
      .set("negated", one.negated)
      .set("rule", one.rule);
}
PublicAct public_act_from(const Json& json) {
  PublicAct one;
  one.kind = public_act_kind_named(json["kind"].text()).value_or(PublicActKind::disapprove);
  one.sentence = whole(json["sentence"]);
  one.span = span_from(json["span"]);
  one.cue = span_from(json["cue"]);
  take(json["source"], one.source, party_from);
  take(json["target"], one.target, party_from);
  one.negated = json["negated"].boolean().value_or(false);
  one.rule = text(json["rule"]);
  return one;
}

Json run(const OffsetRun& one) {
  return Json::array()
      .push(one.text)
      .push(one.original)
      .push(one.size)
      .push(one.page)
      .push(std::uint32_t{one.unit})
      .push(std::uint32_t{one.original_unit});
}
OffsetRun run_from(const Json& json) {
  const Json::Array& items = json.items();
  if (items.size() != 6) return {};
  const auto number = [&](std::size_t i) { return static_cast<std::uint32_t>(whole(items[i])); };
  return {number(0),
          number(1),
          number(2),
          number(3),
          static_cast<std::uint16_t>(number(4)),
          static_cast<std::uint16_t>(number(5))};
}

}  // namespace

Json stored_parts(const Reading& reading) {
  return Json::object()
      .set("sentences", list(reading.sentences, sentence))
      .set("public_acts", list(reading.public_acts, public_act))
      .set("actors", list(reading.actors, name_mention))
      .set("software", list(reading.software, name_mention))
      .set("analysts", list(reading.analysts, name_mention))
      .set("outlets", list(reading.outlets, name_mention))
      .set("doer_countries", list(reading.doer_countries, country))
      .set("hit_countries", list(reading.hit_countries, country))
      .set("techniques", list(reading.techniques, technique))
      .set("indicators", list(reading.indicators, indicator))
      .set("victims", list(reading.victims, stored_party))
      .set("matters", list(reading.matters, matter))
      .set("not_in_text",
           list(reading.not_in_text,
                [](const Unsaid& one) { return Json::object().set("what", one.what).set("why", one.why); }))
      .set("against_ledger", list(reading.against_ledger, note))
      .set("ledger_size", reading.ledger_size)
      .set("oddities", list(reading.oddities, oddity));
}

void take_parts(const Json& stored, Reading& reading) {
  take(stored["sentences"], reading.sentences, sentence_from);
  take(stored["public_acts"], reading.public_acts, public_act_from);
  take(stored["actors"], reading.actors, name_mention_from);
  take(stored["software"], reading.software, name_mention_from);
  take(stored["analysts"], reading.analysts, name_mention_from);
  take(stored["outlets"], reading.outlets, name_mention_from);
  take(stored["doer_countries"], reading.doer_countries, country_from);
  take(stored["hit_countries"], reading.hit_countries, country_from);
  take(stored["techniques"], reading.techniques, technique_from);
  take(stored["indicators"], reading.indicators, indicator_from);
  take(stored["victims"], reading.victims, party_from);
  take(stored["matters"], reading.matters, matter_from);
  take(stored["not_in_text"], reading.not_in_text,
       [](const Json& json) { return Unsaid{text(json["what"]), text(json["why"])}; });
  take(stored["against_ledger"], reading.against_ledger, note_from);
  reading.ledger_size = whole(stored["ledger_size"]);
  take(stored["oddities"], reading.oddities, oddity_from);
}

Json stored_layout(const Document& document) {
  return Json::object()
      .set("offsets", list(document.offsets, run))
      .set("boilerplate", list(document.boilerplate, stored_span))
      .set("oddities", list(document.oddities, oddity));
}

void take_layout(const Json& stored, Document& document) {
  take(stored["offsets"], document.offsets, run_from);
  take(stored["boilerplate"], document.boilerplate, span_from);
  take(stored["oddities"], document.oddities, oddity_from);
}

}  // namespace whence
