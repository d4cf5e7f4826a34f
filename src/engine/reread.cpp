#include "engine/reread.h"

#include <map>
#include <utility>

#include "base/json.h"
#include "store/claim_json.h"

namespace whence {
namespace {

// The claim but for its relations, whose numbers shift with any other claim.
std::string fingerprint(Claim claim) {
  claim.relations.clear();
  return to_text(stored_claim(claim));
}

void compare(const std::vector<Claim>& before, const std::vector<Claim>& after, Reread& change) {
  std::multimap<std::string, const Claim*> old;
  for (const Claim& claim : before) old.emplace(fingerprint(claim), &claim);
  for (const Claim& claim : after) {
    const auto found = old.find(fingerprint(claim));
    if (found == old.end()) {
      change.fresh.push_back(claim);
    } else {
      old.erase(found);
      ++change.same;
    }
  }
  for (const Claim& claim : before) {
    const auto found = old.find(fingerprint(claim));
    if (found == old.end()) continue;
    old.erase(found);
    change.gone.push_back(claim);
  }
}

Result<Reread> reread_one(const ReadingDesk& desk, Workspace& workspace, const DocumentRow& row,
                          const Versions& versions, Time now) {
  Reread change;
  change.document = row;
  WHENCE_TRY(const Reading before, workspace.reading(row));
  const Reading after = desk.read(before.document);
  compare(before.claims, after.claims, change);
  const std::vector<Verdict> verdicts = verdicts_on(workspace, row.id);
  change.unplaced = placed(after.claims, verdicts).unplaced;
  change.carried = verdicts.size() - change.unplaced.size();
  workspace.begin();
  workspace.keep_again(row.id, after, versions.program, now);
  const auto fresh = workspace.document(row.key);
  const auto indexed = fresh ? index_claims(workspace, *fresh) : Result<void>(fresh.error());
  if (!indexed) {
    workspace.roll_back();
    return indexed.error();
  }
  if (auto kept = workspace.commit(); !kept) return kept.error();
  return change;
}

}  // namespace

Result<RereadSummary> reread(const ReadingDesk& desk, Workspace& workspace, bool only_changed, const Versions& versions,
                             Time now, const ProgressCall& progress) {
  constexpr std::size_t at_once = 100;
  RereadSummary summary;
  const std::size_t all = workspace.counts().documents;
  std::int64_t after = 0;
  while (true) {
    const std::vector<DocumentRow> rows = workspace.documents(after, at_once);
    for (const DocumentRow& row : rows) {
      if (progress) progress(summary.documents, all);
      ++summary.documents;
      if (only_changed && row.data == versions.data_hash && row.program == versions.program) continue;
      WHENCE_TRY(Reread change, reread_one(desk, workspace, row, versions, now));
      ++summary.read;
      summary.fresh += change.fresh.size();
      summary.gone += change.gone.size();
      summary.same += change.same;
      summary.carried += change.carried;
      if (change.fresh.empty() && change.gone.empty() && change.unplaced.empty()) continue;
      ++summary.changed;
      summary.changes.push_back(std::move(change));
    }
    if (rows.size() < at_once) break;
    after = rows.back().id;
  }
  if (auto sound = workspace.problem(); !sound) return sound.error();
  return summary;
}

}  // namespace whence
