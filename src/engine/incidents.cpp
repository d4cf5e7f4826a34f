#include "engine/incidents.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>
#include <tuple>

#include "base/text.h"
#include "engine/shelf.h"

namespace whence {
namespace {

constexpr std::size_t most_of_victim = 200;

const Matter* matter_of(const Reading& reading, const std::string& letter) {
  const auto found = std::find_if(reading.matters.begin(), reading.matters.end(),
                                  [&](const Matter& matter) { return matter.letter == letter; });
  return found == reading.matters.end() ? nullptr : &*found;
}

using Features = std::set<std::string>;

Features features(const Reading& reading, const std::string& letter, std::vector<Party> Claim::* field) {
  Features found;
  const Matter* matter = matter_of(reading, letter);
  if (matter == nullptr) return found;
  for (const std::size_t index : matter->claims) {
    for (const Party& party : reading.claims.at(index).*field) {
      std::string name = party.id ? *party.id : party.name ? *party.name : party.state.value_or("");
      if (!name.empty()) found.insert(std::move(name));
    }
  }
  return found;
}

std::string in_common(const Features& a, const Features& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return join(both, ", ");
}

std::string name_of_document(const Reading& reading) {
  return reading.document.name.substr(reading.document.name.find_last_of('/') + 1);
}

// Documents that name a victim which another document names too, by victim.
std::vector<std::vector<std::string>> documents_by_victim(Workspace& workspace) {
  std::vector<std::string> victims;
  {
    Rows rows = workspace.database().rows(
        "SELECT t.value FROM terms t JOIN facets f ON f.term = t.id JOIN claims c ON c.id = f.claim JOIN readings r ON "
        "r.id = c.reading WHERE t.kind = 'victim' GROUP BY t.id HAVING count(DISTINCT r.document) > 1 ORDER BY "
        "t.value");
    while (rows.next()) victims.push_back(rows.text(0));
  }
  std::vector<std::vector<std::string>> groups;
  for (const std::string& victim : victims) {
    std::vector<std::string> keys;
    Rows rows = workspace.database().rows(
        "SELECT DISTINCT d.key FROM terms t JOIN facets f ON f.term = t.id JOIN claims c ON c.id = f.claim JOIN "
        "readings r ON r.id = c.reading JOIN "
        "documents d ON d.id = r.document WHERE t.kind = 'victim' AND t.value = ? ORDER BY f.day DESC, d.id LIMIT ?",
        {sql(victim), sql(most_of_victim)});
    while (rows.next()) keys.push_back(rows.text(0));
    std::sort(keys.begin(), keys.end());
    groups.push_back(std::move(keys));
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

Result<std::vector<Reading>> load(Workspace& workspace, const std::vector<std::string>& keys) {
  std::vector<Reading> readings;
  for (const std::string& key : keys) {
    WHENCE_TRY(const DocumentRow row, workspace.document(key));
    WHENCE_TRY(Reading reading, workspace.reading(row));
    readings.push_back(std::move(reading));
  }
  return readings;
}

using Told = std::map<std::string, std::pair<std::string, std::string>>;  // matter: summary, document

void tell(const Reading& reading, Told& told) {
  for (const Matter& matter : reading.matters)
    told[matter_key(reading, matter.letter)] = {matter.summary, name_of_document(reading)};
}

// Matters that are about an act of the record need no other document.
Result<void> match_record(Workspace& workspace, std::map<MatterPair, Merge>& fresh, Told& told) {
  constexpr std::size_t at_once = 100;
  std::int64_t after = 0;
  while (true) {
    const std::vector<DocumentRow> rows = workspace.documents(after, at_once);
    for (const DocumentRow& row : rows) {
      WHENCE_TRY(const Reading reading, workspace.reading(row));
      const std::vector<Merge> found = merges_among({reading}, {}, {});
      for (const Merge& merge : found) fresh.emplace(MatterPair(merge.a, merge.b), merge);
      if (!found.empty()) tell(reading, told);
    }
    if (rows.size() < at_once) return workspace.problem();
    after = rows.back().id;
  }
}

}  // namespace

std::string matter_key(const Reading& reading, const std::string& letter) {
  return reading.document.id.text + "/" + letter;
}

std::vector<std::string> shared_features(const Reading& a, const std::string& letter_a, const Reading& b,
                                         const std::string& letter_b) {
  std::vector<std::string> reasons;
  const auto share = [&](const char* what, std::vector<Party> Claim::* field) {
    const std::string both = in_common(features(a, letter_a, field), features(b, letter_b, field));
    if (!both.empty()) reasons.push_back(std::string(what) + " " + both);
  };
  share("same victim:", &Claim::victim);
  share("same group:", &Claim::group);
  share("same accused:", &Claim::accused);
  share("same speaker:", &Claim::source);
  if (a.document.published && b.document.published) {
    const auto days = std::abs((a.document.published->first - b.document.published->first).count());
    reasons.push_back(std::to_string(days) + (days == 1 ? " day" : " days") + " apart");
  }
  return reasons;
}

std::vector<Merge> merges_among(const std::vector<Reading>& readings, const Repetition& repetition,
                                const std::map<MatterPair, Merge>& decided) {
  std::vector<Merge> found;
  const auto add = [&](const std::string& a, const std::string& b, std::string reasons) {
    const MatterPair pair = matter_pair(a, b);
    const auto known = decided.find(pair);
    if (known != decided.end() && known->second.decision == "undone") return;
    found.push_back({pair.first, pair.second, "suggested", std::move(reasons), "whence", ""});
  };
  for (const SharedMatter& matter : repetition.matters) {
    for (std::size_t i = 1; i < matter.letters.size(); ++i) {
      const auto& [first, first_letter] = matter.letters[0];
      const auto& [other, other_letter] = matter.letters[i];
      if (first == other) continue;
      add(matter_key(readings[first], first_letter), matter_key(readings[other], other_letter),
          join(shared_features(readings[first], first_letter, readings[other], other_letter), "; "));
    }
  }
  for (const Reading& reading : readings) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const LedgerNote& note : reading.against_ledger) {
      // A letter stands for one incident; what only adds to another act of the record is not that act.
      if (note.matter.size() != 1 || note.kind == "adds" || !seen.emplace(note.matter, note.there).second) continue;
      add(matter_key(reading, note.matter), note.there, "matches the record in speaker and in victim or group");
    }
  }
  return found;
}

Result<std::vector<Suggestion>> find_incidents(const Data& data, Workspace& workspace, Time now,
                                               const ProgressCall& progress) {
  const std::map<MatterPair, Merge> decided = merges_now(workspace);
  std::map<MatterPair, Merge> fresh;
  Told told;
  const std::vector<std::vector<std::string>> groups = documents_by_victim(workspace);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (progress) progress(i, groups.size());
    WHENCE_TRY(std::vector<Reading> readings, load(workspace, groups[i]));
    WHENCE_TRY(const Repetition repetition, repetition_among(readings, data));
    for (const Merge& merge : merges_among(readings, repetition, {}))
      fresh.emplace(MatterPair(merge.a, merge.b), merge);
    for (const Reading& reading : readings) tell(reading, told);
  }
  if (auto done = match_record(workspace, fresh, told); !done) return done.error();
  workspace.begin();
  for (auto& [pair, merge] : fresh) {
    merge.made = time_text(now);
    if (!decided.contains(pair)) keep_merge(workspace, merge);
  }
  if (auto kept = workspace.commit(); !kept) return kept.error();
  std::vector<Suggestion> suggestions;
  for (const auto& [pair, merge] : merges_now(workspace)) {
    const auto a = told.find(merge.a), b = told.find(merge.b);
    Suggestion one;
    one.merge = merge;
    if (a != told.end()) std::tie(one.a_summary, one.a_name) = a->second;
    if (b != told.end()) std::tie(one.b_summary, one.b_name) = b->second;
    suggestions.push_back(std::move(one));
  }
  if (auto sound = workspace.problem(); !sound) return sound.error();
  return suggestions;
}

Result<Merge> decide_incident(Workspace& workspace, const std::string& a, const std::string& b,
                              const std::string& decision, const std::string& who, const std::string& why, Time now) {
  if (trim(who).empty()) return Error{Code::malformed, "--as is missing; a decision has a name: --as \"A. Analyst\""};
  for (const std::string& matter : {a, b}) {
    const auto slash = matter.rfind('/');
    if (slash == std::string::npos && matter.starts_with("L")) continue;
    const auto row = workspace.document(matter.substr(0, slash));
    if (!row) return row.error();
    if (slash == std::string::npos)
      return Error{Code::malformed, visible(matter) + ": name a matter of the document, as in " + row->key + "/A"};
    WHENCE_TRY(const Reading reading, workspace.reading(*row));
    if (matter_of(reading, matter.substr(slash + 1)) == nullptr)
      return Error{Code::not_found, visible(matter) + ": the document has no such matter"};
  }
  if (a.substr(0, a.rfind('/')) == b.substr(0, b.rfind('/')) && a.rfind('/') != std::string::npos)
    return Error{Code::conflict, "two matters of one document stay two; amend its claims with whence mark"};
  const MatterPair pair = matter_pair(a, b);
  Merge merge{pair.first, pair.second, decision, why, who, time_text(now)};
  const std::map<MatterPair, Merge> decided = merges_now(workspace);
  if (const auto known = decided.find(pair); why.empty() && known != decided.end())
    merge.reasons = known->second.reasons;
  workspace.begin();
  keep_merge(workspace, merge);
  if (auto kept = workspace.commit(); !kept) return kept.error();
  return merge;
}

}  // namespace whence
