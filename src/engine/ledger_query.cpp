// The question to the workspace that a filter of the ledger makes.
#include <algorithm>
#include <iterator>
#include <set>

#include "engine/ledger_parts.h"
#include "store/merges.h"

namespace whence {
namespace {

// What the ledger lists unless acts are asked for: what somebody is said to have done, and what followed from it.
constexpr Act listed_acts[] = {
    Act::accuse,         Act::attribute, Act::link_sponsor, Act::charge,         Act::sanction,
    Act::advise,         Act::expel,     Act::revise,       Act::counter_accuse, Act::disclose_victimhood,
    Act::decline_to_name};

// Of a speaker asked for by name also what is answered.
constexpr Act answering_acts[] = {Act::deny,       Act::reject,         Act::dismiss,
                                  Act::no_comment, Act::offer_evidence, Act::offer_alternative};

// Documents of the matters that are, or may be, one incident with those that are asked for.
std::vector<std::string> documents_of(Workspace& workspace, const std::vector<std::string>& incidents) {
  std::set<std::string> matters(incidents.begin(), incidents.end());
  const std::map<MatterPair, Merge> decided = merges_now(workspace);
  for (std::size_t before = 0; before != matters.size();) {
    before = matters.size();
    for (const auto& [pair, merge] : decided) {
      if (merge.decision == "undone") continue;
      if (matters.contains(pair.first) || matters.contains(pair.second)) matters.insert({pair.first, pair.second});
    }
  }
  std::vector<std::string> documents;
  for (const std::string& matter : matters) {
    if (const auto slash = matter.rfind('/'); slash != std::string::npos) documents.push_back(matter.substr(0, slash));
  }
  return documents;
}

ClaimQuery query_of(const ResolvedFilter& filter) {
  const LedgerFilter& asked = *filter.asked;
  ClaimQuery query;
  const auto facet = [&](const char* kind, std::vector<std::string> values) {
    if (!values.empty()) query.facets.emplace_back(kind, std::move(values));
  };
  // One of each is the question most asked, and has an index of its own.
  if (filter.accuser_states.size() == 1 && filter.accused_states.size() == 1) {
    facet("dyad", {filter.accuser_states[0] + ">" + filter.accused_states[0]});
  } else {
    facet("accuser", filter.accuser_states);
    facet("accused", filter.accused_states);
  }
  facet("speaker", filter.accuser_names);
  for (const auto& names : filter.groups) facet("group", names);
  facet("organ", asked.organ);
  std::vector<std::string> victims = filter.victim_states;
  victims.insert(victims.end(), filter.victim_names.begin(), filter.victim_names.end());
  facet("victim", victims);
  facet("sector", asked.sector);
  facet("hedge", asked.hedge);
  facet("status", asked.status);
  facet("outlet", asked.outlet);
  query.acts = filter.acts;
  if (query.acts.empty()) query.acts.assign(std::begin(listed_acts), std::end(listed_acts));
  if (asked.rung) facet("rung", {std::to_string(*asked.rung)});
  if (asked.from) query.from = day_number(asked.from);
  if (asked.to) query.to = static_cast<std::int64_t>(last_day(*asked.to).time_since_epoch().count());
  query.words = asked.words;
  query.tags = asked.tag;
  if (asked.withheld) query.facets.emplace_back("withheld", std::vector<std::string>());
  if (filter.acts.empty() && !filter.accuser_names.empty())
    query.acts.insert(query.acts.end(), std::begin(answering_acts), std::end(answering_acts));
  query.rejected = asked.rejected;
  query.most = asked.most;
  query.after = asked.after;
  return query;
}

}  // namespace

Result<ClaimsFound> found_by(Workspace& workspace, const ResolvedFilter& filter) {
  ClaimQuery query = query_of(filter);
  std::vector<std::string> documents = filter.asked->document;
  if (documents.empty()) documents = documents_of(workspace, filter.asked->incident);
  for (const std::string& document : documents) {
    WHENCE_TRY(const DocumentRow row, workspace.document(document));
    query.documents.push_back(row.id);
  }
  return find_claims(workspace, query);
}

bool withheld(const Claim& claim) {
  return claim.act == Act::decline_to_name ||
         (claim.denied && (is_accusation(claim.act) || claim.act == Act::link_sponsor));
}

}  // namespace whence
