#include "format/json_reading.h"

#include <string>

#include "base/json_lists.h"

namespace whence {
namespace {

Json object(Json::Object members) { return Json(std::move(members)); }

Json party(const Party& party) {
  return object({{"text", or_null(party.text)},
                 {"span", party.span ? json_span(*party.span) : Json()},
                 {"kind", name_of(party.kind)},
                 {"state", party.state},
                 {"name", party.name},
                 {"id", party.id}});
}

Json victim(const Party& one) {
  Json result = party(one);
  result.set("sector", one.sector);
  return result;
}

Json country_role(const CountryRole& role) {
  return object({{"state", role.state},
                 {"text", role.text},
                 {"span", json_span(role.span)},
                 {"how", role.how},
                 {"weight", role.weight}});
}

Json intermediary(const Party& one) {
  Json result = party(one);
  result.set("role", one.role);
  return result;
}

Json quote(const Quote& quote) { return object({{"text", quote.text}, {"span", json_span(quote.span)}}); }

Json purpose(const std::optional<Purpose>& purpose) {
  if (!purpose) return {};
  return object({{"text", purpose->text},
                 {"span", json_span(purpose->span)},
                 {"beneficiary", json_list(purpose->beneficiary, party)}});
}

Json when(const std::optional<When>& when) {
  if (!when) return {};
  const auto end = [](const std::optional<Date>& date) { return date ? Json(to_string(*date)) : Json(); };
  return object({{"text", when->text},
                 {"span", json_span(when->span)},
                 {"from", end(when->interval.from)},
                 {"to", end(when->interval.to)}});
}

Json hedge(const HedgeMark& hedge) {
  return object({{"kind", name_of(hedge.kind)},
                 {"word", or_null(hedge.word)},
                 {"span", hedge.span ? json_span(*hedge.span) : Json()}});
}

Json evaluation(const Evaluation& evaluation) {
  return object({{"word", evaluation.word}, {"span", json_span(evaluation.span)}, {"by", evaluation.by}});
}

Json claim_ids(const Reading& reading, const std::vector<std::size_t>& indices) {
  return json_list(indices, [&](std::size_t index) { return Json(reading.claims.at(index).id.text); });
}

Json claim(const Reading& reading, const Claim& claim) {
  return object({
      {"id", claim.id.text},
      {"act", name_of(claim.act)},
      {"sentence", claim.sentence},
      {"span", json_span(claim.span)},
      {"cue", json_span(claim.cue)},
      {"source", json_list(claim.source, party)},
      {"via", json_list(claim.via, party)},
      {"actor", json_list(claim.actor, party)},
      {"accused", json_list(claim.accused, party)},
      {"group", json_list(claim.group, party)},
      {"sponsor", json_list(claim.sponsor, party)},
      {"victim", json_list(claim.victim, victim)},
      {"through", json_list(claim.through, intermediary)},
      {"purpose", purpose(claim.purpose)},
      {"target", json_list(claim.target, party)},
      {"count", claim.count},
      {"grounds", json_list(claim.grounds, quote)},
      {"matter", or_null(claim.matter)},
      {"status", claim.status == Status::none ? Json() : Json(name_of(claim.status))},
      {"when", when(claim.when)},
      {"said", when(claim.said)},
      {"outcome", name_of(claim.outcome)},
      {"denied", claim.denied},
      {"hedge", hedge(claim.hedge)},
      {"evaluation", json_list(claim.evaluation, evaluation)},
      {"rung", claim.rung},
      {"relations", json_list(claim.relations,
                              [&](const ClaimRelation& relation) {
                                return object({{"kind", name_of(relation.kind)},
                                               {"claim", reading.claims.at(relation.claim).id.text}});
                              })},
      {"origin", or_null(claim.origin)},
      {"rule", claim.rule},
  });
}

Json public_act(const PublicAct& act) {
  return object({{"kind", name_of(act.kind)},
                 {"sentence", act.sentence},
                 {"span", json_span(act.span)},
                 {"cue", json_span(act.cue)},
                 {"source", json_list(act.source, party)},
                 {"target", json_list(act.target, party)},
                 {"negated", act.negated},
                 {"rule", act.rule}});
}

Json document(const Reading& reading) {
  const Document& document = reading.document;
  return object({{"id", document.id.text},
                 {"sha256", document.sha256},
                 {"source", document.source},
                 {"title", or_null(document.title)},
                 {"published", document.published ? Json(to_string(*document.published)) : Json()},
                 {"url", document.url},
                 {"language", or_null(reading.language)},
                 {"bytes", static_cast<std::int64_t>(document.bytes)},
                 {"sentences", reading.sentences.size()},
                 {"sentence_spans",
                  json_list(reading.sentences, [](const Sentence& sentence) { return json_span(sentence.span); })},
                 {"text", document.text}});
}

Json name_mention(const NameMention& mention) {
  return object({{"text", mention.text},
                 {"span", json_span(mention.span)},
                 {"id", or_null(mention.id)},
                 {"name", or_null(mention.name)}});
}

Json technique(const TechniqueMention& mention) {
  return object({{"id", mention.id},
                 {"span", json_span(mention.span)},
                 {"how", mention.explicit_id ? "explicit" : "prose"},
                 {"confidence", mention.confidence}});
}

Json indicator(const IndicatorMention& mention) {
  return object({{"type", mention.type},
                 {"value", mention.value},
                 {"text", mention.text},
                 {"span", json_span(mention.span)},
                 {"defanged", mention.defanged}});
}

Json ledger_note(const Reading& reading, const LedgerNote& note) {
  return object({{"matter", or_null(note.matter)},
                 {"kind", note.kind},
                 {"here", reading.claims.at(note.here).id.text},
                 {"there", note.there},
                 {"field", or_null(note.field)}});
}

Json oddity(const Oddity& oddity) { return object({{"where", oddity.where}, {"what", oddity.what}}); }

}  // namespace

Json json_span(const Span& span) { return object({{"begin", span.begin}, {"end", span.end}}); }

Json json_reading(const Reading& reading) {
  Json oddities = json_list(reading.document.oddities, oddity);
  for (const Oddity& each : reading.oddities) oddities.push(oddity(each));
  return object({
      {"document", document(reading)},
      {"claims", json_list(reading.claims, [&](const Claim& each) { return claim(reading, each); })},
      {"public_acts", json_list(reading.public_acts, public_act)},
      {"actors", json_list(reading.actors, name_mention)},
      {"software", json_list(reading.software, name_mention)},
      {"techniques", json_list(reading.techniques, technique)},
      {"matters", json_list(reading.matters,
                            [&](const Matter& matter) {
                              return object({{"letter", matter.letter},
                                             {"summary", or_null(matter.summary)},
                                             {"claims", claim_ids(reading, matter.claims)},
                                             {"answers", claim_ids(reading, matter.answers)}});
                            })},
      {"not_in_text",
       json_list(reading.not_in_text,
                 [](const Unsaid& unsaid) { return object({{"what", unsaid.what}, {"why", or_null(unsaid.why)}}); })},
      {"against_ledger",
       json_list(reading.against_ledger, [&](const LedgerNote& note) { return ledger_note(reading, note); })},
      {"victims", json_list(reading.victims, victim)},
      {"doer_countries", json_list(reading.doer_countries, country_role)},
      {"hit_countries", json_list(reading.hit_countries, country_role)},
      {"indicators", json_list(reading.indicators, indicator)},
      {"oddities", std::move(oddities)},
      {"exercise", reading.exercise},
      {"data", or_null(reading.data)},
  });
}

}  // namespace whence
