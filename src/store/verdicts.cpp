#include "store/verdicts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "model/claim_time.h"
#include "store/facets.h"

namespace whence {
namespace {

constexpr std::array<std::pair<Judgement, std::string_view>, 4> judgements = {{{Judgement::accept, "accept"},
                                                                               {Judgement::reject, "reject"},
                                                                               {Judgement::amend, "amend"},
                                                                               {Judgement::withdraw, "withdraw"}}};

Party party_called(std::string_view words) {
  Party party;
  party.text = words;
  const bool code = words.size() == 2 && is_upper(words[0]) && is_upper(words[1]);
  if (code) {
    party.kind = PartyKind::state;
    party.state = words;
  } else {
    party.name = words;
  }
  return party;
}

std::vector<Party> parties_called(std::string_view value, PartyKind kind) {
  std::vector<Party> parties;
  for (const std::string_view part : split(value, ';')) {
    const std::string_view words = trim(part);
    if (words.empty()) continue;
    Party party = party_called(words);
    if (!party.state) party.kind = kind;
    parties.push_back(std::move(party));
  }
  return parties;
}

bool set_parties(Claim& claim, std::string_view field, std::string_view value) {
  const std::pair<std::string_view, std::vector<Party>*> fields[] = {{"source", &claim.source},
                                                                     {"accused", &claim.accused},
                                                                     {"group", &claim.group},
                                                                     {"sponsor", &claim.sponsor},
                                                                     {"victim", &claim.victim}};
  for (const auto& [name, parties] : fields) {
    if (field != name) continue;
    *parties = parties_called(value, field == "group" ? PartyKind::group : PartyKind::institution);
    return true;
  }
  return false;
}

Error no_value(std::string_view field, std::string_view value, std::string_view wanted) {
  return {Code::malformed, std::string(field) + "=" + visible(value) + ": write " + std::string(wanted)};
}

void judge(JudgedClaim& judged, const Verdict& verdict, const Claim& read) {
  judged.verdicts.push_back(verdict);
  switch (verdict.judgement) {
    case Judgement::accept:
      judged.accepted = true;
      judged.rejected = false;
      break;
    case Judgement::reject:
      judged.accepted = false;
      judged.rejected = true;
      break;
    case Judgement::amend:
      if (auto changed = amended(judged.claim, verdict.field, verdict.value)) {
        judged.claim = std::move(changed).value();
        judged.amended = true;
      }
      break;
    case Judgement::withdraw:
      judged.claim = read;
      judged.accepted = judged.rejected = judged.amended = false;
      break;
  }
}

}  // namespace

std::string_view name_of(Judgement judgement) { return judgements[static_cast<std::size_t>(judgement)].second; }

std::optional<Judgement> judgement_named(std::string_view name) {
  for (const auto& [judgement, word] : judgements) {
    if (word == name) return judgement;
  }
  return std::nullopt;
}

Result<Claim> amended(Claim claim, std::string_view field, std::string_view value) {
  if (set_parties(claim, field, value)) return claim;
  if (field == "act") {
    const auto act = act_named(value);
    if (!act) return no_value(field, value, "an act, as in accuse, attribute, deny");
    claim.act = *act;
  } else if (field == "hedge") {
    const auto hedge = hedge_named(value);
    if (!hedge) return no_value(field, value, "flat, likely, alleged, reported or possible");
    claim.hedge.kind = *hedge;
  } else if (field == "outcome") {
    const auto outcome = outcome_named(value);
    if (!outcome) return no_value(field, value, "unknown, attempted, succeeded, thwarted or no effect");
    claim.outcome = *outcome;
  } else if (field == "status") {
    const auto status = status_named(value);
    if (!status) return no_value(field, value, "none, charged, convicted, acquitted, withdrawn, listed or delisted");
    claim.status = *status;
  } else if (field == "rung") {
    if (!value.empty() && (value.size() != 1 || value[0] < '0' || value[0] > '5'))
      return no_value(field, value, "0 to 5, or nothing");
    claim.rung = value.empty() ? std::nullopt : std::optional<int>(value[0] - '0');
  } else if (field == "denied") {
    const bool yes = value == "yes" || value == "true";
    if (!yes && value != "no" && value != "false") return no_value(field, value, "yes or no");
    claim.denied = yes;
  } else {
    return Error{Code::malformed, visible(field) +
                                      ": no field to amend; write act, hedge, rung, denied, outcome, status, source, "
                                      "accused, group, sponsor or victim"};
  }
  return claim;
}

Placement placed(const std::vector<Claim>& claims, const std::vector<Verdict>& verdicts) {
  Placement placement;
  for (const Claim& claim : claims) placement.claims.push_back({claim, {}, false, false, false});
  for (const Verdict& verdict : verdicts) {
    auto at =
        std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.id.text == verdict.claim; });
    if (at == claims.end()) {
      at = std::find_if(claims.begin(), claims.end(),
                        [&](const Claim& claim) { return claim.act == verdict.act && claim.cue == verdict.cue; });
    }
    if (at == claims.end()) {
      placement.unplaced.push_back(verdict);
      continue;
    }
    judge(placement.claims[static_cast<std::size_t>(at - claims.begin())], verdict, *at);
  }
  return placement;
}

void keep_verdict(Workspace& workspace, std::int64_t document, const Verdict& verdict) {
  workspace.database().run(
      "INSERT INTO verdicts (document, claim, act, cue_begin, cue_end, verdict, field, value, note, coder, made) "
      "VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {SqlValue(document), sql(verdict.claim), sql(name_of(verdict.act)), sql(std::size_t{verdict.cue.begin}),
       sql(std::size_t{verdict.cue.end}), sql(name_of(verdict.judgement)), sql(verdict.field), sql(verdict.value),
       sql(verdict.note), sql(verdict.coder), sql(verdict.made)});
}

std::vector<Verdict> verdicts_on(Workspace& workspace, std::int64_t document) {
  std::vector<Verdict> found;
  Rows rows = workspace.database().rows(
      "SELECT claim, act, cue_begin, cue_end, verdict, field, value, note, coder, made FROM verdicts WHERE document = "
      "? "
      "ORDER BY id",
      {SqlValue(document)});
  while (rows.next()) {
    Verdict one;
    one.claim = rows.text(0);
    one.act = act_named(rows.text(1)).value_or(Act::comment);
    one.cue = {static_cast<std::uint32_t>(rows.integer(2)), static_cast<std::uint32_t>(rows.integer(3))};
    one.judgement = judgement_named(rows.text(4)).value_or(Judgement::accept);
    one.field = rows.text(5);
    one.value = rows.text(6);
    one.note = rows.text(7);
    one.coder = rows.text(8);
    one.made = rows.text(9);
    found.push_back(std::move(one));
  }
  return found;
}

void keep_annotation(Workspace& workspace, const Annotation& remark) {
  workspace.database().run(
      "INSERT INTO remarks (about, kind, text, coder, made) VALUES (?, ?, ?, ?, ?)",
      {sql(remark.about), sql(remark.kind), sql(remark.text), sql(remark.coder), sql(remark.made)});
}

std::vector<Annotation> annotations_on(Workspace& workspace, std::string_view about) {
  std::vector<Annotation> found;
  Rows rows = workspace.database().rows(
      "SELECT about, kind, text, coder, made FROM remarks WHERE about = ? ORDER BY id", {sql(about)});
  while (rows.next()) found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
  return found;
}

std::vector<std::string> tags_on(Workspace& workspace, std::string_view about) {
  std::vector<std::string> tags;
  for (const Annotation& remark : annotations_on(workspace, about)) {
    const auto at = std::find(tags.begin(), tags.end(), remark.text);
    if (remark.kind == "tag" && at == tags.end()) tags.push_back(remark.text);
    if (remark.kind == "untag" && at != tags.end()) tags.erase(at);
  }
  return tags;
}

std::string tlp_of(Workspace& workspace, std::string_view about) {
  std::string mark;
  for (const Annotation& remark : annotations_on(workspace, about)) {
    if (remark.kind == "tlp") mark = remark.text;
  }
  return mark;
}

Result<ClaimAddress> claim_address(Workspace& workspace, std::string_view id) {
  std::vector<std::array<std::string, 3>> found;
  {
    // Ids are letters and digits: the next id that does not begin so comes after `id` + "~".
    Rows rows = workspace.database().rows(
        "SELECT c.id, c.ordinal, d.key FROM claims c JOIN newest n ON n.reading = c.reading JOIN documents d ON d.id = "
        "n.document WHERE c.key >= ? AND c.key < ? ORDER BY c.key LIMIT 2",
        {sql(id), sql(std::string_view(std::string(id) + "~"))});
    while (rows.next()) found.push_back({rows.text(0), rows.text(1), rows.text(2)});
  }
  if (auto done = workspace.problem(); !done) return done.error();
  if (found.empty())
    return Error{Code::not_found,
                 workspace.path() + ": holds no claim '" + visible(id) + "'; whence ledger shows the ids of claims"};
  if (found.size() > 1)
    return Error{Code::conflict,
                 workspace.path() + ": several claims begin with '" + visible(id) + "'; give more of it"};
  ClaimAddress place;
  place.row = std::stoll(found[0][0]);
  place.ordinal = static_cast<std::size_t>(std::stoull(found[0][1]));
  WHENCE_TRY(place.document, workspace.document(found[0][2]));
  return place;
}

std::vector<Facet> judged_facets(const JudgedClaim& judged, const Document& document) {
  std::vector<Facet> facets = facets_of(judged.claim, document);
  if (judged.accepted) facets.emplace_back("verdict", "accepted");
  if (judged.amended) facets.emplace_back("verdict", "amended");
  if (judged.rejected) facets.emplace_back("verdict", "rejected");
  if (judged.verdicts.empty()) facets.emplace_back("verdict", "none");
  std::sort(facets.begin(), facets.end());
  return facets;
}

Result<void> index_claims(Workspace& workspace, const DocumentRow& row) {
  WHENCE_TRY(const Reading reading, workspace.reading(row));
  Database& database = workspace.database();
  database.run(
      "DELETE FROM facets WHERE claim IN (SELECT c.id FROM claims c JOIN readings r ON r.id = c.reading WHERE "
      "r.document "
      "= ?)",
      {SqlValue(row.id)});
  const Placement placement = placed(reading.claims, verdicts_on(workspace, row.id));
  for (std::size_t i = 0; i < placement.claims.size(); ++i) {
    const std::int64_t day = day_number(made_on(reading.claims[i], reading.document.published));
    const std::int64_t id =
        database.number("SELECT id FROM claims WHERE reading = ? AND ordinal = ?", {SqlValue(row.reading), sql(i)});
    for (const auto& [kind, value] : judged_facets(placement.claims[i], reading.document))
      workspace.index(kind, value, day, id);
  }
  return workspace.problem();
}

}  // namespace whence
