#include <cstdint>
#include <string>
#include <utility>

#include "base/json_lists.h"
#include "store/claim_json.h"

namespace whence {
namespace {

Json oddity(const Oddity& one) { return Json::object().set("where", one.where).set("what", one.what); }
Oddity oddity_from(const Json& json) { return {text_in(json["where"]), text_in(json["what"])}; }

Json indices(const std::vector<std::size_t>& numbers) {
  return json_list(numbers, [](std::size_t number) { return Json(number); });
}

// Marks of a sentence as they are stored; never renumbered.
enum SentenceMark : std::uint32_t { headline = 1, boilerplate = 2, background = 4, other_actors = 8 };

// [begin, end], or [begin, end, marks] where there are any.
Json sentence(const Sentence& one) {
  Json json = stored_span(one.span);
  const std::uint32_t marks = (one.headline ? headline : 0U) | (one.boilerplate ? boilerplate : 0U) |
                              (one.passage == Passage::background ? background : 0U) |
                              (one.passage == Passage::other_actors ? other_actors : 0U);
  if (marks != 0) json.push(marks);
  return json;
}
Sentence sentence_from(const Json& json) {
  const Json::Array& items = json.items();
  if (items.size() < 2) return {};
  const std::size_t marks = items.size() > 2 ? whole_in(items[2]) : 0;
  return {{static_cast<std::uint32_t>(whole_in(items[0])), static_cast<std::uint32_t>(whole_in(items[1]))},
          (marks & headline) != 0,
          (marks & boilerplate) != 0,
          (marks & background) != 0     ? Passage::background
          : (marks & other_actors) != 0 ? Passage::other_actors
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
  return {text_in(json["text"]), span_from(json["span"]), text_in(json["id"]), text_in(json["name"])};
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
  return {text_in(json["state"]), text_in(json["text"]), span_from(json["span"]), text_in(json["how"]),
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
  one.id = text_in(json["id"]);
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
  one.type = text_in(json["type"]);
  one.value = text_in(json["value"]);
  one.text = text_in(json["text"]);
  one.span = span_from(json["span"]);
  one.defanged = json["defanged"].boolean().value_or(false);
  one.note = text_in(json["note"]);
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
  Matter one{text_in(json["letter"]), text_in(json["summary"]), {}, {}};
  take_list(json["claims"], one.claims, whole_in);
  take_list(json["answers"], one.answers, whole_in);
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
  return {text_in(json["matter"]), text_in(json["kind"]),      whole_in(json["here"]),      text_in(json["there"]),
          text_in(json["field"]),  text_in(json["text_here"]), text_in(json["text_there"]), text_in(json["status"])};
}

Json public_act(const PublicAct& one) {
  return Json::object()
      .set("kind", name_of(one.kind))
      .set("sentence", one.sentence)
      .set("span", stored_span(one.span))
      .set("cue", stored_span(one.cue))
      .set("source", json_list(one.source, stored_party))
      .set("target", json_list(one.target, stored_party))
      .set("negated", one.negated)
      .set("rule", one.rule);
}
PublicAct public_act_from(const Json& json) {
  PublicAct one;
  one.kind = public_act_kind_named(json["kind"].text()).value_or(PublicActKind::disapprove);
  one.sentence = whole_in(json["sentence"]);
  one.span = span_from(json["span"]);
  one.cue = span_from(json["cue"]);
  take_list(json["source"], one.source, party_from);
  take_list(json["target"], one.target, party_from);
  one.negated = json["negated"].boolean().value_or(false);
  one.rule = text_in(json["rule"]);
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
  const auto number = [&](std::size_t i) { return static_cast<std::uint32_t>(whole_in(items[i])); };
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
      .set("sentences", json_list(reading.sentences, sentence))
      .set("public_acts", json_list(reading.public_acts, public_act))
      .set("actors", json_list(reading.actors, name_mention))
      .set("software", json_list(reading.software, name_mention))
      .set("analysts", json_list(reading.analysts, name_mention))
      .set("outlets", json_list(reading.outlets, name_mention))
      .set("doer_countries", json_list(reading.doer_countries, country))
      .set("hit_countries", json_list(reading.hit_countries, country))
      .set("techniques", json_list(reading.techniques, technique))
      .set("indicators", json_list(reading.indicators, indicator))
      .set("victims", json_list(reading.victims, stored_party))
      .set("matters", json_list(reading.matters, matter))
      .set("not_in_text",
           json_list(reading.not_in_text,
                     [](const Unsaid& one) { return Json::object().set("what", one.what).set("why", one.why); }))
      .set("against_ledger", json_list(reading.against_ledger, note))
      .set("ledger_size", reading.ledger_size)
      .set("oddities", json_list(reading.oddities, oddity));
}

void take_parts(const Json& stored, Reading& reading) {
  take_list(stored["sentences"], reading.sentences, sentence_from);
  take_list(stored["public_acts"], reading.public_acts, public_act_from);
  take_list(stored["actors"], reading.actors, name_mention_from);
  take_list(stored["software"], reading.software, name_mention_from);
  take_list(stored["analysts"], reading.analysts, name_mention_from);
  take_list(stored["outlets"], reading.outlets, name_mention_from);
  take_list(stored["doer_countries"], reading.doer_countries, country_from);
  take_list(stored["hit_countries"], reading.hit_countries, country_from);
  take_list(stored["techniques"], reading.techniques, technique_from);
  take_list(stored["indicators"], reading.indicators, indicator_from);
  take_list(stored["victims"], reading.victims, party_from);
  take_list(stored["matters"], reading.matters, matter_from);
  take_list(stored["not_in_text"], reading.not_in_text,
            [](const Json& json) { return Unsaid{text_in(json["what"]), text_in(json["why"])}; });
  take_list(stored["against_ledger"], reading.against_ledger, note_from);
  reading.ledger_size = whole_in(stored["ledger_size"]);
  take_list(stored["oddities"], reading.oddities, oddity_from);
}

Json stored_layout(const Document& document) {
  return Json::object()
      .set("offsets", json_list(document.offsets, run))
      .set("boilerplate", json_list(document.boilerplate, stored_span))
      .set("oddities", json_list(document.oddities, oddity));
}

void take_layout(const Json& stored, Document& document) {
  take_list(stored["offsets"], document.offsets, run_from);
  take_list(stored["boilerplate"], document.boilerplate, span_from);
  take_list(stored["oddities"], document.oddities, oddity_from);
}

}  // namespace whence
