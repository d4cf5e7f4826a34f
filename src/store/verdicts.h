// What the analyst says of claims, documents and cases. Nothing here changes what was read: a verdict stands beside its
// claim, and the newest one about it counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/reading.h"
#include "store/workspace.h"

namespace whence {

enum class Judgement { accept, reject, amend, withdraw };  // withdraw: takes back all that the coder and others said
std::string_view name_of(Judgement judgement);
std::optional<Judgement> judgement_named(std::string_view name);

struct Verdict {
  std::string claim;  // its id when it was judged
  Act act = Act::comment;
  Span cue;
  Judgement judgement = Judgement::accept;
  std::string field, value;  // of an amendment: what must stand there
  std::string note, coder, made;
};

// A claim with what was said of it.
struct JudgedClaim {
  Claim claim;                    // with amendments in place
  std::vector<Verdict> verdicts;  // in order; empty: nobody has looked
  bool accepted = false, rejected = false, amended = false;
};

// Claims of a reading under the verdicts on any reading of its document: by claim id, else by act and cue. `unplaced`
// are those that no claim answers to.
struct Placement {
  std::vector<JudgedClaim> claims;
  std::vector<Verdict> unplaced;
};
Placement placed(const std::vector<Claim>& claims, const std::vector<Verdict>& verdicts);

// What may be amended: act, hedge, rung, denied, outcome, status, source, accused, group, sponsor, victim. Parties are
// a state's code or a name, several apart by ';'; an empty value empties the field. Error says what is wrong.
Result<Claim> amended(Claim claim, std::string_view field, std::string_view value);

// Requires: open for writing, begun.
void keep_verdict(Workspace& workspace, std::int64_t document, const Verdict& verdict);
std::vector<Verdict> verdicts_on(Workspace& workspace, std::int64_t document);

// A note, tag, tag taken off, or TLP mark on anything that has a key.
struct Annotation {
  std::string about, kind, text, coder, made;  // kind: note, tag, untag, tlp
};
void keep_annotation(Workspace& workspace, const Annotation& remark);
std::vector<Annotation> annotations_on(Workspace& workspace, std::string_view about);
std::vector<std::string> tags_on(Workspace& workspace, std::string_view about);
std::string tlp_of(Workspace& workspace, std::string_view about);  // empty: not marked

// Where a claim of the newest readings stands. By id or the start of it.
struct ClaimAddress {
  std::int64_t row = 0;
  DocumentRow document;
  std::size_t ordinal = 0;
};
Result<ClaimAddress> claim_address(Workspace& workspace, std::string_view id);

// facets_of (store/facets.h) with what was judged: verdict accepted, amended, rejected, none.
std::vector<std::pair<std::string, std::string>> judged_facets(const JudgedClaim& judged, const Document& document);

// Makes the words under which a document's newest claims are found again, from what was read and what was judged.
Result<void> index_claims(Workspace& workspace, const DocumentRow& row);

}  // namespace whence
