#include "engine/answers_json.h"

#include <map>
#include <utility>

#include "base/json_lists.h"
#include "format/json_oddity.h"
#include "format/page_case.h"

namespace whence {
namespace {

Json numbers(const std::map<std::string, std::size_t>& of) {
  Json json = Json::object();
  for (const auto& [key, number] : of) json.set(key.empty() ? "unknown" : key, number);
  return json;
}

Json claim_json(const Claim& claim) {
  return Json::object()
      .set("id", claim.id.text)
      .set("act", name_of(claim.act))
      .set("sentence", claim.sentence)
      .set("rule", claim.rule);
}

Json verdict_json(const Verdict& verdict) {
  return Json::object()
      .set("claim", verdict.claim)
      .set("act", name_of(verdict.act))
      .set("verdict", name_of(verdict.judgement))
      .set("coder", verdict.coder)
      .set("made", verdict.made);
}

// A verdict beside the claim that it is about.
Json mark_json(const Verdict& verdict) {
  return Json::object()
      .set("verdict", name_of(verdict.judgement))
      .set("field", or_null(verdict.field))
      .set("value", verdict.field.empty() ? Json() : Json(verdict.value))
      .set("note", or_null(verdict.note))
      .set("coder", verdict.coder)
      .set("made", verdict.made);
}

Json annotation_json(const Annotation& one) {
  return Json::object().set("kind", one.kind).set("text", one.text).set("coder", one.coder).set("made", one.made);
}

Json judged_json(const JudgedClaim& judged) {
  return Json::object()
      .set("id", judged.claim.id.text)
      .set("accepted", judged.accepted)
      .set("rejected", judged.rejected)
      .set("amended", judged.amended)
      .set("verdicts", json_list(judged.verdicts, mark_json));
}

Json change_json(const Reread& change) {
  return Json::object()
      .set("document", change.document.key)
      .set("name", change.document.name)
      .set("fresh", json_list(change.fresh, claim_json))
      .set("gone", json_list(change.gone, claim_json))
      .set("same", change.same)
      .set("verdicts_carried", change.carried)
      .set("verdicts_unplaced", json_list(change.unplaced, verdict_json));
}

}  // namespace

Json json_row(const DocumentRow& row) {
  return Json::object()
      .set("document", row.key)
      .set("name", row.name)
      .set("title", or_null(row.title))
      .set("source", row.source)
      .set("published", row.published)
      .set("claims", row.claims)
      .set("exercise", row.exercise);
}

Json json_added(const AddSummary& s, const std::string& workspace, const WorkspaceCounts& counts) {
  return Json::object()
      .set("workspace", workspace)
      .set("new", s.fresh)
      .set("known", s.known)
      .set("known_from_elsewhere", s.elsewhere)
      .set("known_dated", s.dated)
      .set("not_read", s.failed)
      .set("claims", s.claims)
      .set("about_public_record", s.on_record)
      .set("languages", numbers(s.languages))
      .set("by_cues_only", numbers(s.in_part))
      .set("language_unknown", numbers(s.unread))
      .set("failures", json_oddities(s.failures))
      .set("documents_in_all", counts.documents)
      .set("claims_in_all", counts.claims);
}

Json json_marked(const Marked& marked) {
  return Json::object()
      .set("id", marked.id)
      .set("document", marked.document)
      .set("words", or_null(marked.words))
      .set("verdicts", json_list(marked.verdicts, mark_json))
      .set("annotations", json_list(marked.annotations, annotation_json));
}

Json json_placement(const Placement& placement) {
  return Json::object()
      .set("claims", json_list(placement.claims, judged_json))
      .set("unplaced", json_list(placement.unplaced, verdict_json));
}

Json json_merge(const Merge& merge) {
  return Json::object()
      .set("a", merge.a)
      .set("b", merge.b)
      .set("decision", merge.decision)
      .set("reasons", merge.reasons)
      .set("by", merge.who)
      .set("made", merge.made);
}

Json json_found(const std::vector<FoundDocument>& found) {
  const auto one = [](const FoundDocument& found_one) {
    return json_row(found_one.row).set("excerpt", found_one.excerpt);
  };
  return Json::object().set("documents", json_list(found, one));
}

Json json_reread(const RereadSummary& s) {
  return Json::object()
      .set("documents", s.documents)
      .set("read_again", s.read)
      .set("changed", s.changed)
      .set("claims", Json::object().set("fresh", s.fresh).set("gone", s.gone).set("same", s.same))
      .set("verdicts_carried", s.carried)
      .set("changes", json_list(s.changes, change_json));
}

Json json_knowledge(const KnowledgeSummary& s) {
  const auto day = [](const std::optional<Day>& of) {
    return of ? Json(to_string(Date{*of, Precision::day})) : Json();
  };
  const auto date = [](const std::optional<Date>& of) { return of ? Json(to_string(*of)) : Json(); };
  return Json::object()
      .set("knowledge", s.knowledge)
      .set("attack", Json::object()
                         .set("version", s.attack_version)
                         .set("modified", s.attack_modified)
                         .set("sha256", s.attack_sha256))
      .set("misp", Json::object().set("version", s.misp_version).set("sha256", s.misp_sha256))
      .set("groups", s.groups)
      .set("techniques", s.techniques)
      .set("subtechniques", s.subtechniques)
      .set("malware", s.malware)
      .set("tools", s.tools)
      .set("campaigns", s.campaigns)
      .set("attributed_campaigns", s.attributed_campaigns)
      .set("uses", Json::object()
                       .set("group_technique", s.group_technique_uses)
                       .set("group_software", s.group_software_uses)
                       .set("campaign", s.campaign_uses)
                       .set("software_technique", s.software_uses)
                       .set("without_reference", s.uses_without_reference))
      .set("references", Json::object()
                             .set("all", s.references)
                             .set("day", s.datings[0])
                             .set("month", s.datings[1])
                             .set("year", s.datings[2])
                             .set("retrieved", s.datings[3])
                             .set("none", s.datings[4])
                             .set("oldest", day(s.oldest))
                             .set("newest", day(s.newest)))
      .set("clusters", s.clusters)
      .set("labelled", Json::object().set("clusters", s.labelled_clusters).set("groups", s.labelled_groups))
      .set("names", s.names)
      .set("contested_names", s.contested_names)
      .set("relations", s.relations)
      .set("ledger", Json::object().set("acts", s.acts).set("first", date(s.first_act)).set("last", date(s.last_act)))
      .set("data", Json::object()
                       .set("hash", s.versions.data_hash)
                       .set("origin", s.versions.data_origin)
                       .set("bytes", s.versions.pack_bytes));
}

Json json_faults(const std::vector<std::string>& faults, const WorkspaceCounts& counts) {
  Json json = Json::object().set("sound", faults.empty()).set("faults", json_texts(faults));
  json.set("documents", counts.documents).set("readings", counts.readings).set("claims", counts.claims);
  return json.set("verdicts", counts.verdicts).set("cases", counts.cases);
}

Json json_case_history(const Case& incident, const std::vector<CaseDeed>& deeds,
                       const std::vector<CaseVersion>& versions) {
  const auto did = [](const CaseDeed& deed) {
    return Json::object().set("at", deed.made).set("by", deed.who).set("did", deed.what);
  };
  const auto seen = [](const CaseVersion& version) {
    return Json::object().set("at", version.made).set("sha256", version.sha256);
  };
  Json json = json_case_check(incident);
  return json.set("deeds", json_list(deeds, did)).set("versions", json_list(versions, seen));
}

}  // namespace whence
