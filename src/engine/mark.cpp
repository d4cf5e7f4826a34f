#include "engine/mark.h"

#include "base/text.h"
#include "model/tlp.h"

namespace whence {
namespace {

bool changes_anything(const MarkRequest& request) {
  return request.judgement || !request.amend.empty() || !request.tag.empty() || !request.untag.empty() ||
         !request.note.empty() || !request.tlp.empty();
}

Result<std::string> tlp_mark(std::string_view typed) {
  std::string label = tlp_label(typed);
  if (label.empty())
    return Error{Code::malformed, "--tlp " + visible(typed) + ": write CLEAR, GREEN, AMBER, AMBER+STRICT or RED"};
  return label;
}

// The verdicts asked for; each amendment is tried on the claim first.
Result<std::vector<Verdict>> verdicts_for(const Claim& claim, const MarkRequest& request, const std::string& made) {
  Verdict pattern{claim.id.text, claim.act, claim.cue, Judgement::accept, "", "", request.note, request.by, made};
  std::vector<Verdict> verdicts;
  if (request.judgement) {
    verdicts.push_back(pattern);
    verdicts.back().judgement = *request.judgement;
  }
  for (const std::string& one : request.amend) {
    const auto equals = one.find('=');
    if (equals == std::string::npos)
      return Error{Code::malformed, "--amend " + visible(one) + ": write FIELD=VALUE, as in rung=3"};
    Verdict verdict = pattern;
    verdict.judgement = Judgement::amend;
    verdict.field = trim(std::string_view(one).substr(0, equals));
    verdict.value = trim(std::string_view(one).substr(equals + 1));
    if (const auto tried = amended(claim, verdict.field, verdict.value); !tried) return tried.error();
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

void annotate(Workspace& workspace, const MarkRequest& request, const std::string& about, const std::string& tlp,
              bool with_note, const std::string& made) {
  const auto keep = [&](const char* kind, const std::string& text) {
    keep_annotation(workspace, {about, kind, squeeze(text), request.by, made});
  };
  for (const std::string& tag : request.tag) keep("tag", tag);
  for (const std::string& tag : request.untag) keep("untag", tag);
  if (with_note) keep("note", request.note);
  if (!tlp.empty()) keep("tlp", tlp);
}

Result<Marked> mark_document(Workspace& workspace, const DocumentRow& row, const MarkRequest& request,
                             const std::string& tlp, const std::string& made) {
  if (request.judgement || !request.amend.empty())
    return Error{Code::malformed,
                 row.key + ": is a document; verdicts are on claims (whence ledger --document " + row.key + ")"};
  if (changes_anything(request)) {
    workspace.begin();
    annotate(workspace, request, row.key, tlp, !request.note.empty(), made);
    if (auto kept = workspace.commit(); !kept) return kept.error();
  }
  return Marked{row.key, row.name, "", {}, annotations_on(workspace, row.key)};
}

Result<Marked> mark_claim(Workspace& workspace, const ClaimAddress& place, const MarkRequest& request,
                          const std::string& tlp, const std::string& made) {
  if (!tlp.empty()) return Error{Code::malformed, "--tlp: is of documents; " + place.document.key + " holds the claim"};
  WHENCE_TRY(const Reading reading, workspace.reading(place.document));
  const Claim& claim = reading.claims.at(place.ordinal);
  WHENCE_TRY(const std::vector<Verdict> fresh, verdicts_for(claim, request, made));
  if (changes_anything(request)) {
    workspace.begin();
    for (const Verdict& verdict : fresh) keep_verdict(workspace, place.document.id, verdict);
    annotate(workspace, request, claim.id.text, tlp, fresh.empty() && !request.note.empty(), made);
    const auto indexed = index_claims(workspace, place.document);
    if (!indexed) {
      workspace.roll_back();
      return indexed.error();
    }
    if (auto kept = workspace.commit(); !kept) return kept.error();
  }
  Marked marked{claim.id.text,
                place.document.name,
                std::string(text_of(reading.document.text, claim.span)),
                {},
                annotations_on(workspace, claim.id.text)};
  marked.verdicts = placed(reading.claims, verdicts_on(workspace, place.document.id)).claims.at(place.ordinal).verdicts;
  return marked;
}

}  // namespace

Result<Marked> mark(Workspace& workspace, const MarkRequest& request, Time now) {
  if (changes_anything(request) && trim(request.by).empty())
    return Error{Code::malformed, "--as is missing; a verdict has a name: --as \"A. Analyst\""};
  std::string tlp;
  if (!request.tlp.empty()) {
    WHENCE_TRY(tlp, tlp_mark(request.tlp));
  }
  const std::string made = time_text(now);
  if (request.id.starts_with("sha256:")) {
    WHENCE_TRY(const DocumentRow row, workspace.document(request.id));
    return mark_document(workspace, row, request, tlp, made);
  }
  const auto place = claim_address(workspace, request.id);
  if (place) return mark_claim(workspace, *place, request, tlp, made);
  if (place.error().code != Code::not_found) return place.error();
  const auto row = workspace.document(request.id);
  if (!row) return row.error().code == Code::not_found ? place.error() : row.error();
  return mark_document(workspace, *row, request, tlp, made);
}

}  // namespace whence
