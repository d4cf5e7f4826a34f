#include "base/json_lists.h"
#include "format/page_dyads.h"

namespace whence {
namespace {

Json reply(const DyadReply& one) {
  return Json::object()
      .set("where", or_null(one.row))
      .set("by", or_null(one.by))
      .set("text", one.text)
      .set("kind", one.kind)
      .set("weight", one.weight)
      .set("date", one.date ? Json(to_string(*one.date)) : Json())
      .set("verified", one.verified);
}

Json first(const DyadFirst& one, bool alone_in_pair) {
  Json widest = Json::array();
  for (const auto& scope : one.widest) widest.push(json_texts(scope));
  return Json::object()
      .set("without_bound", alone_in_pair)
      .set("limited_by", json_texts(one.limits))
      .set("widest_that_hold", std::move(widest))
      .set("narrowest", json_texts(one.narrowest))
      .set("narrowest_holds", one.against.empty())
      .set("narrowest_limited_by", json_texts(one.against));
}

Json change(const DyadChange& one) {
  return Json::object()
      .set("bayes_factor", one.factor)
      .set("month", to_string(one.date))
      .set("expected_month", to_string(one.expected))
      .set("accusations_before", one.n_before)
      .set("accusations_after", one.n_after)
      .set("per_year_before", one.before)
      .set("per_year_after", one.after);
}

Json act(const DyadAct& one) {
  Json replies = Json::array();
  for (const DyadReply& each : one.replies) replies.push(reply(each));
  return Json::object()
      .set("id", one.id)
      .set("kind", one.on_record ? "public record" : "claim")
      .set("date", to_string(one.date))
      .set("origin", one.key)
      .set("accusers", json_texts(one.accusers))
      .set("accused", json_texts(one.accused))
      .set("speaker", or_null(one.speaker))
      .set("victims", or_null(one.victims))
      .set("victim_states", json_texts(one.victim_states))
      .set("sectors", json_texts(one.sectors))
      .set("groups", or_null(one.groups))
      .set("form", or_null(one.form))
      .set("rung", one.rung)
      .set("weight", one.weight)
      .set("weight_of", one.weight_of)
      .set("with_others", one.joint)
      .set("answers", std::move(replies));
}

Json events(const Dyad& dyad) {
  Json list = Json::array();
  for (const DyadEvent& event : dyad.events) {
    Json acts = Json::array();
    for (const std::size_t i : event.acts) acts.push(dyad.acts[i].id);
    list.push(Json::object()
                  .set("acts", std::move(acts))
                  .set("date", to_string(event.date))
                  .set("rung", event.rung)
                  .set("weight", event.weight)
                  .set("weight_of", event.weight_of)
                  .set("chance_within_twelve_months", event.chance)
                  .set("surprise_bits", event.bits)
                  .set("by_accusers_of_the_region", event.pooled));
  }
  return list;
}

Json dyad_json(const Dyad& dyad, bool whole) {
  Json changes = Json::array(), years = Json::array(), acts = Json::array(), firsts = Json::array();
  for (const DyadChange& one : dyad.changes) changes.push(change(one));
  for (const std::size_t count : by_year(dyad.months)) years.push(count);
  Json result = Json::object()
                    .set("accuser", dyad.accuser)
                    .set("accused", dyad.accused)
                    .set("to", to_string(dyad.to))
                    .set("accusations", dyad.events.size())
                    .set("acts", dyad.acts.size())
                    .set("per_year", dyad.rate)
                    .set("change", dyad.change ? change(*dyad.change) : Json())
                    .set("changes", std::move(changes))
                    .set("tension", Json::object()
                                        .set("total", dyad.tension.total())
                                        .set("accusations", dyad.tension.accusations)
                                        .set("answers", dyad.tension.answers))
                    .set("last_twelve_months", Json::object()
                                                   .set("accusations", dyad.recent)
                                                   .set("expected", dyad.expected)
                                                   .set("chance", dyad.recent_chance)
                                                   .set("surprise_bits", dyad.recent_bits))
                    .set("answers_unverified", dyad.replies_hidden)
                    .set("by_year", std::move(years));
  if (!whole) return result;
  for (const DyadAct& one : dyad.acts) acts.push(act(one));
  for (const DyadFirst& one : dyad.firsts)
    firsts.push(first(one, one.limits.empty()).set("act", dyad.acts[one.act].id));
  return result.set("events", events(dyad)).set("statements", std::move(acts)).set("firsts", std::move(firsts));
}

}  // namespace

Json json_dyads(const DyadView& view, const PartyNames& names) {
  Json list = Json::array(), parties = Json::object();
  for (const Dyad& dyad : view.dyads) list.push(dyad_json(dyad, view.pair));
  for (const auto& [code, name] : names) parties.set(code, name);
  return Json::object()
      .set("counts", "accusations of this ledger, a sample of what was said in public; not of what was done")
      .set("a", or_null(view.a))
      .set("b", or_null(view.b))
      .set("names", std::move(parties))
      .set("from", to_string(view.from))
      .set("to", to_string(view.to))
      .set("window_extended", view.extended)
      .set("half_life_years", view.half_life)
      .set("record_acts", view.rows)
      .set("record_size", view.record_size)
      .set("claims", view.claims)
      .set("claims_more", view.claims_more)
      .set("undated_claims", view.undated_claims)
      .set("undated_documents", view.undated_documents)
      .set("exercise", view.exercise)
      .set("dyads", std::move(list))
      .set("data", view.data);
}

}  // namespace whence
