#include "engine/answers_json.h"

#include <map>
#include <utility>

#include "format/page_case.h"

namespace whence {
namespace {

Json numbers(const std::map<std::string, std::size_t>& of) {
  Json json = Json::object();
  for (const auto& [key, number] : of) json.set(key.empty() ? "unknown" : key, number);
  return json;
}

Json claims_json(const std::vector<Claim>& claims) {
  Json list = Json::array();
  for (const Claim& claim : claims)
    list.push(Json::object()
                  .set("id", claim.id.text)
                  .set("act", name_of(claim.act))
                  .set("sentence", claim.sentence)
                  .set("rule", claim.rule));
  return list;
}

Json verdicts_json(const std::vector<Verdict>& verdicts) {
  Json list = Json::array();
  for (const Verdict& verdict : verdicts)
    list.push(Json::object()
                  .set("claim", verdict.claim)
                  .set("act", name_of(verdict.act))
                  .set("verdict", name_of(verdict.judgement))
                  .set("coder", verdict.coder)
                  .set("made", verdict.made));
  return list;
}

Json marks_json(const std::vector<Verdict>& verdicts) {
  Json list = Json::array();
  for (const Verdict& verdict : verdicts)
    list.push(Json::object()
                  .set("verdict", name_of(verdict.judgement))
                  .set("field", or_null(verdict.field))
                  .set("value", verdict.field.empty() ? Json() : Json(verdict.value))
                  .set("note", or_null(verdict.note))
                  .set("coder", verdict.coder)
                  .set("made", verdict.made));
  return list;
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
  Json failures = Json::array();
  for (const Oddity& failure : s.failures)
    failures.push(Json::object().set("where", failure.where).set("what", failure.what));
  return Json::object()
      .set("workspace", workspace)
      .set("new", s.fresh)
      .set("known", s.known)
      .set("known_from_elsewhere", s.elsewhere)
      .set("not_read", s.failed)
      .set("claims", s.claims)
      .set("about_public_record", s.on_record)
      .set("languages", numbers(s.languages))
      .set("by_cues_only", numbers(s.in_part))
      .set("language_unknown", numbers(s.unread))
      .set("failures", std::move(failures))
      .set("documents_in_all", counts.documents)
      .set("claims_in_all", counts.claims);
}

Json json_marked(const Marked& marked) {
  Json annotations = Json::array();
  for (const Annotation& one : marked.annotations)
    annotations.push(
        Json::object().set("kind", one.kind).set("text", one.text).set("coder", one.coder).set("made", one.made));
  return Json::object()
      .set("id", marked.id)
      .set("document", marked.document)
      .set("words", or_null(marked.words))
      .set("verdicts", marks_json(marked.verdicts))
      .set("annotations", std::move(annotations));
}

Json json_placement(const Placement& placement) {
  Json claims = Json::array();
  for (const JudgedClaim& judged : placement.claims)
    claims.push(Json::object()
                    .set("id", judged.claim.id.text)
                    .set("accepted", judged.accepted)
                    .set("rejected", judged.rejected)
                    .set("amended", judged.amended)
                    .set("verdicts", marks_json(judged.verdicts)));
  return Json::object().set("claims", std::move(claims)).set("unplaced", verdicts_json(placement.unplaced));
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
  Json list = Json::array();
  for (const FoundDocument& one : found) list.push(json_row(one.row).set("excerpt", one.excerpt));
  return Json::object().set("documents", std::move(list));
}

Json json_reread(const RereadSummary& s) {
  Json changes = Json::array();
  for (const Reread& change : s.changes)
    changes.push(Json::object()
                     .set("document", change.document.key)
                     .set("name", change.document.name)
                     .set("fresh", claims_json(change.fresh))
                     .set("gone", claims_json(change.gone))
                     .set("same", change.same)
                     .set("verdicts_carried", change.carried)
                     .set("verdicts_unplaced", verdicts_json(change.unplaced)));
  return Json::object()
      .set("documents", s.documents)
      .set("read_again", s.read)
      .set("changed", s.changed)
      .set("claims", Json::object().set("fresh", s.fresh).set("gone", s.gone).set("same", s.same))
      .set("verdicts_carried", s.carried)
      .set("changes", std::move(changes));
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
  Json list = Json::array();
  for (const std::string& fault : faults) list.push(fault);
  Json json = Json::object().set("sound", faults.empty()).set("faults", std::move(list));
  json.set("documents", counts.documents).set("readings", counts.readings).set("claims", counts.claims);
  return json.set("verdicts", counts.verdicts).set("cases", counts.cases);
}

Json json_case_history(const Case& incident, const std::vector<CaseDeed>& deeds,
                       const std::vector<CaseVersion>& versions) {
  Json did = Json::array(), seen = Json::array();
  for (const CaseDeed& deed : deeds)
    did.push(Json::object().set("at", deed.made).set("by", deed.who).set("did", deed.what));
  for (const CaseVersion& version : versions)
    seen.push(Json::object().set("at", version.made).set("sha256", version.sha256));
  Json json = json_case_check(incident);
  return json.set("deeds", std::move(did)).set("versions", std::move(seen));
}

}  // namespace whence
