#include "engine/exchange_record.h"

#include <algorithm>
#include <utility>

#include "base/json_lists.h"
#include "base/text.h"
#include "store/claim_json.h"

namespace whence {
namespace {

Json verdict(const Verdict& one) {
  return Json::object()
      .set("claim", one.claim)
      .set("act", name_of(one.act))
      .set("cue", stored_span(one.cue))
      .set("judgement", name_of(one.judgement))
      .set("field", or_null(one.field))
      .set("value", one.value)
      .set("note", or_null(one.note))
      .set("coder", one.coder)
      .set("made", one.made);
}

// What was said last of it, by whom and why.
std::string verdict_words(const JudgedClaim& judged) {
  if (!judged.accepted && !judged.rejected && !judged.amended) return "";
  std::vector<std::string> parts;
  for (const Verdict& one : judged.verdicts) {
    if (one.judgement == Judgement::withdraw) parts.clear();
    const bool overtaken = (one.judgement == Judgement::accept && judged.rejected) ||
                           (one.judgement == Judgement::reject && !judged.rejected);
    if (one.judgement == Judgement::withdraw || overtaken) continue;
    std::string words = std::string(name_of(one.judgement)) + (one.judgement == Judgement::amend ? " " : "");
    if (one.judgement == Judgement::amend) words += one.field + "=" + one.value;
    words += ", " + one.coder + ", " + one.made;
    if (!one.note.empty()) words += ": " + one.note;
    parts.push_back(std::move(words));
  }
  return join(parts, "; ");
}

Json remark(const Annotation& one) {
  return Json::object()
      .set("about", one.about)
      .set("kind", one.kind)
      .set("text", one.text)
      .set("coder", one.coder)
      .set("made", one.made);
}

std::optional<std::string> maybe(const Json& json) {
  if (!json.is_string()) return std::nullopt;
  return text_in(json);
}

bool is_hash(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

// Every place and index lies where it can be looked up.
class Soundness {
 public:
  explicit Soundness(const Reading& reading) : reading_(reading), size_(reading.document.text.size()) {}

  bool holds() const {
    const auto all = [](const auto& list, auto good) { return std::all_of(list.begin(), list.end(), good); };
    const auto spanned = [&](const auto& one) { return inside(one.span); };
    const auto indexed = [&](const std::vector<std::size_t>& list) {
      return all(list, [&](std::size_t i) { return i < reading_.claims.size(); });
    };
    return all(reading_.claims, [&](const Claim& claim) { return good(claim); }) && all(reading_.sentences, spanned) &&
           all(reading_.actors, spanned) && all(reading_.software, spanned) && all(reading_.analysts, spanned) &&
           all(reading_.outlets, spanned) && all(reading_.techniques, spanned) && all(reading_.indicators, spanned) &&
           all(reading_.victims, [&](const Party& party) { return good(party); }) &&
           all(reading_.doer_countries, spanned) && all(reading_.hit_countries, spanned) &&
           all(reading_.matters, [&](const Matter& m) { return indexed(m.claims) && indexed(m.answers); }) &&
           all(reading_.against_ledger, [&](const LedgerNote& note) { return note.here < reading_.claims.size(); }) &&
           all(reading_.document.boilerplate, [&](const Span& span) { return inside(span); }) &&
           all(reading_.public_acts, [&](const PublicAct& act) {
             return inside(act.span) && inside(act.cue) && good(act.source) && good(act.target);
           });
  }

 private:
  bool inside(const Span& span) const { return span.begin <= span.end && span.end <= size_; }
  bool good(const Party& party) const { return !party.span || inside(*party.span); }
  bool good(const std::vector<Party>& parties) const {
    return std::all_of(parties.begin(), parties.end(), [&](const Party& party) { return good(party); });
  }
  bool good(const Claim& claim) const {
    for (const auto* parties : {&claim.source, &claim.via, &claim.actor, &claim.accused, &claim.group, &claim.sponsor,
                                &claim.victim, &claim.through, &claim.target}) {
      if (!good(*parties)) return false;
    }
    for (const Quote& ground : claim.grounds) {
      if (!inside(ground.span)) return false;
    }
    for (const Evaluation& word : claim.evaluation) {
      if (!inside(word.span)) return false;
    }
    for (const ClaimRelation& relation : claim.relations) {
      if (relation.claim >= reading_.claims.size()) return false;
    }
    const bool purpose = !claim.purpose || (inside(claim.purpose->span) && good(claim.purpose->beneficiary));
    return purpose && inside(claim.span) && inside(claim.cue) && (!claim.when || inside(claim.when->span)) &&
           (!claim.said || inside(claim.said->span)) && (!claim.hedge.span || inside(*claim.hedge.span)) &&
           (!claim.rung || (*claim.rung >= 0 && *claim.rung <= 5));
  }

  const Reading& reading_;
  std::size_t size_;
};

}  // namespace

Json document_record(const Document& document) {
  return Json::object()
      .set("key", document.id.text)
      .set("sha256", document.sha256)
      .set("name", document.name)
      .set("title", or_null(document.title))
      .set("source", document.source)
      .set("published", document.published ? Json(to_string(*document.published)) : Json())
      .set("url", document.url)
      .set("exercise", document.exercise)
      .set("bytes", static_cast<std::size_t>(document.bytes))
      .set("layout", stored_layout(document));
}

Result<Document> document_of_record(const Json& record, const std::string& place) {
  Document document;
  document.sha256 = text_in(record["sha256"]);
  document.text = text_in(record["text"]);
  document.name = text_in(record["name"]);
  if (!is_hash(document.sha256) || document.name.empty() || utf8_error(document.text) != document.text.size())
    return Error{Code::malformed, place + ": a document in it is damaged; ask for the file again"};
  document.id = {"sha256:" + document.sha256.substr(0, 16)};
  document.title = text_in(record["title"]);
  document.source = maybe(record["source"]);
  if (const auto published = maybe(record["published"])) document.published = parse_date(*published);
  document.url = maybe(record["url"]);
  document.exercise = record["exercise"].boolean().value_or(false);
  document.bytes = static_cast<std::uint64_t>(std::max(0.0, record["bytes"].number().value_or(0)));
  take_layout(record["layout"], document);
  return document;
}

SharedDocument shared_document(const KeptDocument& kept) {
  const Document& document = kept.reading.document;
  SharedDocument shared;
  shared.reading = kept.reading;
  for (const Annotation& one : kept.remarks) {
    if (one.kind == "tlp" && one.about == document.id.text) shared.tlp = tlp_label(one.text);
  }
  const Placement placement = placed(kept.reading.claims, kept.verdicts);
  for (std::size_t i = 0; i < placement.claims.size(); ++i) {
    const JudgedClaim& judged = placement.claims[i];
    shared.reading.claims[i] = judged.claim;
    shared.verdicts.push_back({judged.rejected, judged.amended, verdict_words(judged)});
  }
  shared.record = document_record(document)
                      .set("language", or_null(kept.reading.language))
                      .set("understood", name_of(kept.reading.understood))
                      .set("exercise_read", kept.reading.exercise)
                      .set("read_by", kept.program)
                      .set("data", kept.reading.data)
                      .set("read", stored_parts(kept.reading))
                      .set("verdicts", json_list(kept.verdicts, verdict))
                      .set("remarks", json_list(kept.remarks, remark))
                      .set("claims", kept.reading.claims.size());
  for (const Claim& claim : kept.reading.claims) {
    Json stored = stored_claim(claim);
    stored.set("id", claim.id.text);
    shared.claims.push_back(std::move(stored));
  }
  return shared;
}

Result<KeptDocument> kept_document(const ReceivedDocument& received, const std::string& place) {
  const Json& record = received.record;
  KeptDocument kept;
  Reading& reading = kept.reading;
  WHENCE_TRY(reading.document, document_of_record(record, place));
  reading.language = text_in(record["language"]);
  reading.understood = understood_named(record["understood"].text()).value_or(Understood::no);
  reading.exercise = record["exercise_read"].boolean().value_or(reading.document.exercise);
  reading.data = text_in(record["data"]);
  kept.program = text_in(record["read_by"]);
  for (const Json& claim : received.claims) reading.claims.push_back(claim_from(claim));
  take_parts(record["read"], reading);
  if (!Soundness(reading).holds())
    return Error{Code::malformed, place + ": " + visible(reading.document.name) +
                                      ": places in it lie outside its text; ask for the file again"};
  for (const Json& one : record["verdicts"].items()) {
    const auto act = act_named(one["act"].text());
    const auto judgement = judgement_named(one["judgement"].text());
    if (!act || !judgement) continue;
    kept.verdicts.push_back({text_in(one["claim"]), *act, span_from(one["cue"]), *judgement, text_in(one["field"]),
                             text_in(one["value"]), text_in(one["note"]), text_in(one["coder"]), text_in(one["made"])});
  }
  for (const Json& one : record["remarks"].items())
    kept.remarks.push_back({text_in(one["about"]), text_in(one["kind"]), text_in(one["text"]), text_in(one["coder"]),
                            text_in(one["made"])});
  return kept;
}

Result<KeptDocument> kept_document(Workspace& workspace, const DocumentRow& row) {
  KeptDocument kept;
  WHENCE_TRY(kept.reading, workspace.reading(row));
  kept.program = row.program;
  kept.verdicts = verdicts_on(workspace, row.id);
  kept.remarks = annotations_on(workspace, row.key);
  for (const Claim& claim : kept.reading.claims) {
    for (Annotation& one : annotations_on(workspace, claim.id.text)) kept.remarks.push_back(std::move(one));
  }
  if (auto done = workspace.problem(); !done) return done.error();
  return kept;
}

}  // namespace whence
