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
  return Json::object()
      .set("without_bound", alone_in_pair)
      .set("limited_by", json_texts(one.limits))
      .set("widest_that_hold", json_list(one.widest, json_texts))
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
      .set("answers", json_list(one.replies, reply));
}

Json events(const Dyad& dyad) {
  return json_list(dyad.events, [&](const DyadEvent& event) {
    return Json::object()
        .set("acts", json_list(event.acts, [&](std::size_t i) { return Json(dyad.acts[i].id); }))
        .set("date", to_string(event.date))
        .set("rung", event.rung)
        .set("weight", event.weight)
        .set("weight_of", event.weight_of)
        .set("chance_within_twelve_months", event.chance)
        .set("surprise_bits", event.bits)
        .set("by_accusers_of_the_region", event.pooled);
  });
}

Json dyad_json(const Dyad& dyad, bool whole) {
  const auto first_of = [&](const DyadFirst& one) {
    return first(one, one.limits.empty()).set("act", dyad.acts[one.act].id);
  };
  Json result = Json::object()
                    .set("accuser", dyad.accuser)
                    .set("accused", dyad.accused)
                    .set("to", to_string(dyad.to))
                    .set("accusations", dyad.events.size())
                    .set("acts", dyad.acts.size())
                    .set("per_year", dyad.rate)
                    .set("change", dyad.change ? change(*dyad.change) : Json())
                    .set("changes", json_list(dyad.changes, change))
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
                    .set("by_year", json_list(by_year(dyad.months), [](std::size_t count) { return Json(count); }));
  if (!whole) return result;
  return result.set("events", events(dyad))
      .set("statements", json_list(dyad.acts, act))
      .set("firsts", json_list(dyad.firsts, first_of));
}

}  // namespace

Json json_dyads(const DyadView& view, const PartyNames& names) {
  Json parties = Json::object();
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
      .set("dyads", json_list(view.dyads, [&](const Dyad& dyad) { return dyad_json(dyad, view.pair); }))
      .set("data", view.data);
}

}  // namespace whence
