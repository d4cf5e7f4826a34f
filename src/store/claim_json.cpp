#include "store/claim_json.h"

#include <string>
#include <utility>

#include "base/json_lists.h"

namespace whence {
namespace {

std::optional<std::string> maybe(const Json& json) {
  if (!json.is_string()) return std::nullopt;
  return std::string(json.text());
}

// Empty values are left out: most fields of most claims are empty.
void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object.set(key, value);
}
void put(Json& object, const char* key, const std::optional<std::string>& value) {
  if (value) object.set(key, *value);
}

template <class T, class F>
void put_list(Json& object, const char* key, const std::vector<T>& parts, F one) {
  if (parts.empty()) return;
  object.set(key, json_list(parts, one));
}

Json date(const std::optional<Date>& date) { return date ? Json(to_string(*date)) : Json(); }
std::optional<Date> date_from(const Json& json) { return json.is_string() ? parse_date(json.text()) : std::nullopt; }

Json quote(const Quote& quote) { return Json::object().set("text", quote.text).set("span", stored_span(quote.span)); }
Quote quote_from(const Json& json) { return {text_in(json["text"]), span_from(json["span"])}; }

Json evaluation(const Evaluation& one) {
  return Json::object()
      .set("word", one.word)
      .set("span", stored_span(one.span))
      .set("by", one.by)
      .set("leans", one.leans);
}
Evaluation evaluation_from(const Json& json) {
  return {text_in(json["word"]), span_from(json["span"]), text_in(json["by"]), text_in(json["leans"])};
}

Json relation(const ClaimRelation& one) {
  return Json::object().set("kind", name_of(one.kind)).set("claim", one.claim);
}
ClaimRelation relation_from(const Json& json) {
  return {relation_kind_named(json["kind"].text()).value_or(RelationKind::supports), whole_in(json["claim"])};
}

void put_when(Json& json, const char* key, const std::optional<When>& when) {
  if (!when) return;
  json.set(key, Json::object()
                    .set("text", when->text)
                    .set("span", stored_span(when->span))
                    .set("from", date(when->interval.from))
                    .set("to", date(when->interval.to)));
}
std::optional<When> when_from(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  return When{text_in(json["text"]), span_from(json["span"]), {date_from(json["from"]), date_from(json["to"])}};
}

void put_details(Json& json, const Claim& claim) {
  if (claim.purpose) {
    Json purpose = Json::object().set("text", claim.purpose->text).set("span", stored_span(claim.purpose->span));
    put_list(purpose, "beneficiary", claim.purpose->beneficiary, stored_party);
    json.set("purpose", std::move(purpose));
  }
  put(json, "count", claim.count);
  put_list(json, "grounds", claim.grounds, quote);
  put(json, "matter", claim.matter);
  if (claim.status != Status::none) json.set("status", name_of(claim.status));
  put_when(json, "when", claim.when);
  put_when(json, "said", claim.said);
  if (claim.outcome != Outcome::unknown) json.set("outcome", name_of(claim.outcome));
  if (claim.denied) json.set("denied", true);
  Json hedge = Json::object().set("kind", name_of(claim.hedge.kind));
  put(hedge, "word", claim.hedge.word);
  if (claim.hedge.span) hedge.set("span", stored_span(*claim.hedge.span));
  json.set("hedge", std::move(hedge));
  put(json, "strength", claim.strength);
  put_list(json, "evaluation", claim.evaluation, evaluation);
  if (claim.rung) json.set("rung", *claim.rung);
  put_list(json, "relations", claim.relations, relation);
  put(json, "origin", claim.origin);
  put(json, "rule", claim.rule);
  put(json, "content", claim.content);
}

void take_details(const Json& json, Claim& claim) {
  if (const Json& stored = json["purpose"]; stored.is_object()) {
    Purpose purpose{text_in(stored["text"]), span_from(stored["span"]), {}};
    take_list(stored["beneficiary"], purpose.beneficiary, party_from);
    claim.purpose = std::move(purpose);
  }
  claim.count = maybe(json["count"]);
  take_list(json["grounds"], claim.grounds, quote_from);
  claim.matter = text_in(json["matter"]);
  claim.status = status_named(json["status"].text()).value_or(Status::none);
  claim.when = when_from(json["when"]);
  claim.said = when_from(json["said"]);
  claim.outcome = outcome_named(json["outcome"].text()).value_or(Outcome::unknown);
  claim.denied = json["denied"].boolean().value_or(false);
  const Json& hedge = json["hedge"];
  claim.hedge.kind = hedge_named(hedge["kind"].text()).value_or(Hedge::flat);
  claim.hedge.word = text_in(hedge["word"]);
  if (hedge["span"].is_array()) claim.hedge.span = span_from(hedge["span"]);
  claim.strength = maybe(json["strength"]);
  take_list(json["evaluation"], claim.evaluation, evaluation_from);
  if (const auto rung = json["rung"].number()) claim.rung = static_cast<int>(*rung);
  take_list(json["relations"], claim.relations, relation_from);
  claim.origin = text_in(json["origin"]);
  claim.rule = text_in(json["rule"]);
  claim.content = text_in(json["content"]);
}

}  // namespace

Json stored_span(const Span& span) { return Json::array().push(span.begin).push(span.end); }

Span span_from(const Json& stored) {
  const Json::Array& ends = stored.items();
  if (ends.size() != 2) return {};
  return {static_cast<std::uint32_t>(ends[0].number().value_or(0)),
          static_cast<std::uint32_t>(ends[1].number().value_or(0))};
}

Json stored_party(const Party& party) {
  Json json = Json::object().set("kind", name_of(party.kind));
  put(json, "text", party.text);
  if (party.span) json.set("span", stored_span(*party.span));
  put(json, "state", party.state);
  put(json, "name", party.name);
  put(json, "id", party.id);
  put(json, "sector", party.sector);
  put(json, "role", party.role);
  return json;
}

Party party_from(const Json& stored) {
  Party party;
  party.kind = party_kind_named(stored["kind"].text()).value_or(PartyKind::unnamed);
  party.text = text_in(stored["text"]);
  if (stored["span"].is_array()) party.span = span_from(stored["span"]);
  party.state = maybe(stored["state"]);
  party.name = maybe(stored["name"]);
  party.id = maybe(stored["id"]);
  party.sector = maybe(stored["sector"]);
  party.role = maybe(stored["role"]);
  return party;
}

Json stored_claim(const Claim& claim) {
  Json json = Json::object()
                  .set("id", claim.id.text)
                  .set("act", name_of(claim.act))
                  .set("sentence", claim.sentence)
                  .set("span", stored_span(claim.span))
                  .set("cue", stored_span(claim.cue));
  put_list(json, "source", claim.source, stored_party);
  put_list(json, "via", claim.via, stored_party);
  put_list(json, "actor", claim.actor, stored_party);
  put_list(json, "accused", claim.accused, stored_party);
  put_list(json, "group", claim.group, stored_party);
  put_list(json, "sponsor", claim.sponsor, stored_party);
  put_list(json, "victim", claim.victim, stored_party);
  put_list(json, "through", claim.through, stored_party);
  put_list(json, "target", claim.target, stored_party);
  put_details(json, claim);
  return json;
}

Claim claim_from(const Json& stored) {
  Claim claim;
  claim.id = {text_in(stored["id"])};
  claim.act = act_named(stored["act"].text()).value_or(Act::comment);
  claim.sentence = whole_in(stored["sentence"]);
  claim.span = span_from(stored["span"]);
  claim.cue = span_from(stored["cue"]);
  take_list(stored["source"], claim.source, party_from);
  take_list(stored["via"], claim.via, party_from);
  take_list(stored["actor"], claim.actor, party_from);
  take_list(stored["accused"], claim.accused, party_from);
  take_list(stored["group"], claim.group, party_from);
  take_list(stored["sponsor"], claim.sponsor, party_from);
  take_list(stored["victim"], claim.victim, party_from);
  take_list(stored["through"], claim.through, party_from);
  take_list(stored["target"], claim.target, party_from);
  take_details(stored, claim);
  return claim;
}

}  // namespace whence
