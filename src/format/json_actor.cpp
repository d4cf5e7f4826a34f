#include "format/json_actor.h"

#include <string>
#include <utility>
#include <vector>

#include "base/json_lists.h"

namespace whence {
namespace {

Json date_or_null(const std::optional<Date>& date) { return date ? Json(to_string(*date)) : Json(); }

Json of(const ActorRef& ref) {
  return Json::object().set("id", ref.id).set("name", ref.name).set("catalogue", ref.catalogue);
}

Json of(const NameOfActor& name) {
  return Json::object()
      .set("name", name.name)
      .set("vendors",
           json_list(name.vendors,
                     [](const NameUse& use) { return Json::object().set("vendor", use.vendor).set("how", use.how); }))
      .set("rivals", json_list(name.rivals, [](const ActorRef& ref) { return of(ref); }));
}

Json of(const ActorTie& tie) {
  return Json::object()
      .set("other", of(tie.other))
      .set("relation", tie.relation)
      .set("source", tie.source)
      .set("basis", json_texts(tie.basis))
      .set("names", json_texts(tie.names))
      .set("likelihood", or_null(tie.likelihood));
}

Json of(const ItemUse& use) {
  return Json::object()
      .set("id", use.id)
      .set("name", use.name)
      .set("kind", use.kind)
      .set("reports", use.reports)
      .set("own", use.own)
      .set("latest", date_or_null(use.latest));
}

Json of(const std::optional<ReportRef>& report) {
  if (!report) return {};
  return Json::object()
      .set("key", report->key)
      .set("name", report->name)
      .set("url", or_null(report->url))
      .set("date", date_or_null(report->date));
}

Json of(const ActorEntry& entry) {
  const auto label = [](const StateLabel& one) {
    return Json::object().set("state", one.state).set("kind", one.kind).set("according_to", of(one.via));
  };
  const auto campaign = [](const CampaignRef& one) {
    return Json::object()
        .set("id", one.id)
        .set("name", one.name)
        .set("first", date_or_null(one.first))
        .set("last", date_or_null(one.last));
  };
  const auto item = [](const ItemUse& use) { return of(use); };
  return Json::object()
      .set("actor", of(entry.actor))
      .set("borne_as", entry.borne_as)
      .set("names", json_list(entry.names, [](const NameOfActor& name) { return of(name); }))
      .set("ties", json_list(entry.ties, [](const ActorTie& tie) { return of(tie); }))
      .set("labels", json_list(entry.labels, label))
      .set("reports", entry.reports)
      .set("latest", of(entry.latest))
      .set("software", json_list(entry.software, item))
      .set("techniques", json_list(entry.techniques, item))
      .set("campaigns", json_list(entry.campaigns, campaign))
      .set("victims", json_texts(entry.victims))
      .set("sectors", json_texts(entry.sectors));
}

// The accusation and the reply side by side, with the same fields.
Json of(const LedgerMention& mention) {
  const LedgerEntry& act = mention.entry;
  return Json::object()
      .set("id", act.id)
      .set("date", date_or_null(act.date))
      .set("name", mention.name)
      .set("name_of", json_list(mention.bearers, [](const ActorRef& ref) { return of(ref); }))
      .set("named_groups", act.named_groups)
      .set("accusation", Json::object()
                             .set("speaker", act.accusers)
                             .set("states", json_texts(act.accuser_states))
                             .set("accused", json_texts(act.accused_states))
                             .set("form", act.instrument)
                             .set("rung", act.rung)
                             .set("status", act.verified ? "verified" : "unverified"))
      .set("reply", Json::object()
                        .set("speaker", or_null(act.denial_speaker))
                        .set("date", or_null(act.denial_date))
                        .set("form", or_null(act.denial_form))
                        .set("status", act.denial_status))
      .set("source", Json::object().set("publisher", act.source_publisher).set("url", act.source_url));
}

Json meaning(const ActorAnswer& answer) {
  const auto share = [](const NameShare& one) {
    return Json::object().set("cluster", of(one.cluster)).set("share", one.share).set("why", one.why);
  };
  const auto catalogue = [&](const NameMeaning& one) {
    return Json::object()
        .set("catalogue", one.catalogue)
        .set("shares", json_list(one.shares, share))
        .set("rest", one.rest);
  };
  return Json::object()
      .set("vendor", or_null(answer.meant_by))
      .set("date", or_null(answer.meant_on))
      .set("catalogues", json_list(answer.meaning, catalogue));
}

}  // namespace

Json json_actor(const ActorAnswer& answer) {
  return Json::object()
      .set("asked", answer.asked)
      .set("meaning", meaning(answer))
      .set("entries", json_list(answer.entries, [](const ActorEntry& entry) { return of(entry); }))
      .set("ledger", json_list(answer.ledger, [](const LedgerMention& mention) { return of(mention); }))
      .set("ledger_size", answer.ledger_size)
      .set("knowledge", answer.knowledge)
      .set("attack", Json::object().set("version", answer.attack_version).set("modified", answer.attack_modified))
      .set("misp", Json::object().set("version", answer.misp_version))
      .set("data", answer.data_hash);
}

}  // namespace whence
