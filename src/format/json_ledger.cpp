#include "base/json_lists.h"
#include "format/ledger_json.h"
#include "format/page_ledger.h"

namespace whence {

Json json_ledger_answer(const LedgerAnswer& one) {
  return Json::object()
      .set("by", or_null(one.by))
      .set("text", one.text)
      .set("date", or_null(one.date))
      .set("where", or_null(one.where))
      .set("verified", one.verified);
}

Json json_ledger_line(const LedgerLine& one) {
  return Json::object()
      .set("id", one.id)
      .set("kind", one.on_record   ? "public record"
                   : one.exchanged ? "exchanged"
                                   : "claim")
      .set("date", or_null(one.date))
      .set("accuser_states", json_texts(one.accuser_states))
      .set("accused_states", json_texts(one.accused_states))
      .set("victim_states", json_texts(one.victim_states))
      .set("accusers", or_null(one.accusers))
      .set("accused", or_null(one.accused))
      .set("groups", or_null(one.groups))
      .set("organisations", or_null(one.organisations))
      .set("victims", or_null(one.victims))
      .set("sectors", or_null(one.sectors))
      .set("act", one.act)
      .set("rung", one.rung)
      .set("hedge", or_null(one.hedge))
      .set("outcome", or_null(one.outcome))
      .set("status", or_null(one.status))
      .set("text", one.text)
      .set("quote", or_null(one.quote))
      .set("answers", json_list(one.answers, json_ledger_answer))
      .set("answers_unverified", one.answers_hidden)
      .set("in_answer_to", json_list(one.in_answer_to, json_ledger_answer))
      .set("contested", !one.answers.empty())
      .set("origin", or_null(one.origin))
      .set("tellings", one.tellings)
      .set("incident", or_null(one.incident))
      .set("joint_action", or_null(one.joint_action))
      .set("public_record", json_texts(one.record))
      .set("verdict", or_null(one.verdict))
      .set("tags", json_texts(one.tags))
      .set("tlp", or_null(one.tlp))
      .set("document", or_null(one.document))
      .set("name", or_null(one.document_name))
      .set("sentence", one.sentence == 0 ? Json() : Json(one.sentence))
      .set("outlet", or_null(one.outlet))
      .set("url", or_null(one.url))
      .set("language", or_null(one.language))
      .set("exercise", one.exercise)
      .set("denied", one.denied);
}

Json json_ledger(const LedgerView& view) {
  Json whole = json_ledger_frame(view);
  return whole.set("lines", json_list(view.lines, json_ledger_line));
}

Json json_ledger_frame(const LedgerView& view) {
  const auto drift_json = [](const LedgerDrift& drift) {
    return Json::object()
        .set("field", drift.field)
        .set("before", drift.before)
        .set("after", drift.after)
        .set("direction", or_null(drift.direction))
        .set("from", drift.from)
        .set("to", drift.to);
  };
  const auto unread_json = [](const LedgerUnread& one) {
    return Json::object()
        .set("language", or_null(one.language))
        .set("in_part", one.in_part)
        .set("documents", one.documents);
  };
  const auto incident_json = [](const LedgerIncident& incident) {
    return Json::object()
        .set("id", incident.id)
        .set("members", json_texts(incident.members))
        .set("reasons", json_texts(incident.reasons));
  };
  return Json::object()
      .set("asked", or_null(view.asked))
      .set("counts_are", "of this ledger")
      .set("claims", view.claims)
      .set("claims_more", view.claims_more())
      .set("claims_counted_no_further", view.claims_capped)
      .set("claims_listed", view.listed_claims)
      .set("exchanged", view.exchanged)
      .set("exchanged_more", view.exchanged_more)
      .set("documents", view.documents)
      .set("independent_origins", view.origins)
      .set("public_record", view.record)
      .set("public_record_size", view.record_size)
      .set("public_record_unverified", view.unverified)
      .set("not_read", json_list(view.unread, unread_json))
      .set("lines", Json::array())
      .set("drift", json_list(view.drifts, drift_json))
      .set("incidents", json_list(view.incidents, incident_json))
      .set("next", or_null(view.next))
      .set("exercise", view.exercise)
      .set("data", view.data);
}

}  // namespace whence
