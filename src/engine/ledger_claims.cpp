#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "engine/incidents.h"
#include "engine/ledger_around.h"
#include "engine/ledger_parts.h"
#include "engine/shelf.h"
#include "format/layout.h"
#include "format/reading_view.h"
#include "model/claim_time.h"
#include "store/find.h"
#include "store/verdicts.h"

namespace whence {
namespace {

std::vector<std::string> states_of(const std::vector<Party>& parties) {
  std::vector<std::string> states;
  for (const Party& party : parties) {
    if (party.state && std::find(states.begin(), states.end(), *party.state) == states.end())
      states.push_back(*party.state);
  }
  return states;
}

std::string date_of(const Claim& claim, const Reading& reading) {
  const auto day = made_on(claim, reading.document.published);
  return day ? to_string(*day) : "";
}

std::string words_for(const std::vector<Party>& parties, const PageTexts& texts) { return party_names(parties, texts); }

// The documents of the listed claims, read back with what was judged, and what they say together.
class Listed {
 public:
  Listed(Workspace& workspace, const PageTexts& texts) : workspace_(workspace), texts_(texts) {}

  Result<void> load(const std::vector<FoundClaim>& found, const Data& data) {
    for (const FoundClaim& one : found) {
      if (at_.contains(one.document)) continue;
      WHENCE_TRY(const DocumentRow row, workspace_.document(one.key));
      if (auto done = load(row); !done) return done.error();
    }
    WHENCE_TRY(const std::vector<std::int64_t> around, documents_around(workspace_, found));
    for (const std::int64_t document : around) {
      if (auto done = load(workspace_.documents(document - 1, 1).at(0)); !done) return done.error();
    }
    if (readings_.empty()) return {};
    WHENCE_TRY(repetition_, repetition_among(readings_, data));
    for (std::size_t i = 0; i < repetition_.origins.size(); ++i) {
      for (const Occurrence& telling : repetition_.origins[i].occurrences) origin_of_[telling.place] = i;
    }
    for (std::size_t i = 0; i < repetition_.matters.size(); ++i) {
      for (const ClaimPlace& place : repetition_.matters[i].claims) matter_of_.emplace(place, i);
    }
    return {};
  }

  LedgerLine line(const FoundClaim& found) const {
    const std::size_t document = at_.at(found.document);
    const Reading& reading = readings_[document];
    const Claim& claim = reading.claims.at(found.ordinal);
    LedgerLine line;
    line.id = claim.id.text;
    line.date = date_of(claim, reading);
    line.accuser_states = states_of(claim.source);
    std::vector<Party> accused = claim.accused;
    accused.insert(accused.end(), claim.sponsor.begin(), claim.sponsor.end());
    line.accused_states = states_of(accused);
    line.victim_states = states_of(claim.victim);
    line.accusers = words_for(claim.source, texts_);
    line.accused = words_for(claim.accused, texts_);
    line.groups = words_for(claim.group, texts_);
    line.organisations = words_for(claim.sponsor, texts_);
    line.victims = words_for(claim.victim, texts_);
    std::set<std::string> sectors;
    for (const Party& victim : claim.victim) {
      if (victim.sector && sectors.insert(*victim.sector).second)
        line.sectors += (line.sectors.empty() ? "" : "; ") + *victim.sector;
    }
    line.act = name_of(claim.act);
    line.rung = claim.rung;
    line.hedge = name_of(claim.hedge.kind);
    line.outcome = name_of(claim.outcome);
    if (claim.status != Status::none) line.status = name_of(claim.status);
    line.quote = squeeze(found.quote);
    line.text = text_of_claim({document, found.ordinal});
    line.document = found.key;
    line.document_name = found.name;
    line.outlet = found.source.value_or("");
    line.url = found.url.value_or("");
    line.language = found.language;
    line.sentence = claim.sentence;
    const When* deed = deed_time(claim);
    if (deed != nullptr && deed->interval.from) line.started = to_string(*deed->interval.from);
    line.exercise = reading.exercise;
    line.denied = claim.denied;
    add_judgement(line, judged_[document][found.ordinal]);
    add_origin(line, {document, found.ordinal});
    add_answers(line, {document, found.ordinal});
    for (const ClaimRelation& relation : claim.relations) {
      if (answers(relation.kind)) line.in_answer_to.push_back(answer_at({document, relation.claim}));
    }
    if (line.in_answer_to.empty() && (is_denial(claim.act) || withheld(claim)))
      add_answered(line, {document, found.ordinal});
    for (const LedgerNote& note : reading.against_ledger) {
      const bool known = std::find(line.record.begin(), line.record.end(), note.there) != line.record.end();
      if (note.here == found.ordinal && !known) line.record.push_back(note.there);
    }
    line.incident = incident_of({document, found.ordinal});
    return line;
  }

  void add_totals(LedgerView& view, const std::vector<FoundClaim>& found) const {
    std::set<std::size_t> origins;
    for (const FoundClaim& one : found) {
      const auto origin = origin_of_.find(ClaimPlace{at_.at(one.document), one.ordinal});
      if (origin != origin_of_.end()) origins.insert(origin->second);
    }
    view.origins = origins.size();
    // Of all documents: one that could not be read has no claim by which it would be listed.
    for (const UnreadLanguage& one : workspace_.unread())
      view.unread.push_back({one.language, one.understood == Understood::cues, one.documents});
    for (const Drift& drift : repetition_.drifts) {
      if (!origins.contains(drift.origin)) continue;
      view.drifts.push_back(
          {drift.field, drift.before, drift.after, drift.direction, place_text(drift.from), place_text(drift.to)});
    }
    for (const Reading& reading : readings_) view.exercise = view.exercise || reading.exercise;
    view.incidents = incidents_among(workspace_, readings_, repetition_);
    settle_incidents(view, readings_, repetition_);
  }

 private:
  Result<void> load(const DocumentRow& row) {
    WHENCE_TRY(Reading reading, workspace_.reading(row));
    Placement placement = placed(reading.claims, verdicts_on(workspace_, row.id));
    for (std::size_t i = 0; i < reading.claims.size(); ++i) reading.claims[i] = placement.claims[i].claim;
    at_.emplace(row.id, readings_.size());
    readings_.push_back(std::move(reading));
    judged_.push_back(std::move(placement.claims));
    return {};
  }

  // Worded when first asked for: of most documents around the listed ones nothing is shown.
  const std::map<std::size_t, std::string>& sayings_of(std::size_t document) const {
    const auto [known, fresh] = sayings_.try_emplace(document);
    std::map<std::size_t, std::string>& words = known->second;
    if (!fresh) return words;
    const ReadingView view = view_of(readings_[document], texts_);
    for (const auto* sayings : {&view.alleged, &view.answered, &view.followed}) {
      for (const Saying& saying : *sayings) words.emplace(saying.claim, saying.text);
    }
    return words;
  }

  std::string text_of_claim(const ClaimPlace& place) const {
    const auto& words = sayings_of(place.document);
    if (const auto found = words.find(place.claim); found != words.end()) return found->second;
    // A claim that the view joins with another is worded by the same pattern.
    const Reading& reading = readings_[place.document];
    const Claim& claim = reading.claims[place.claim];
    Slots slots;
    slots["source"] = party_names(claim.source, texts_);
    slots["accused"] = party_names(claim.accused, texts_);
    slots["group"] = party_names(claim.group, texts_);
    slots["sponsor"] = party_names(claim.sponsor, texts_);
    slots["victim"] = party_names(claim.victim, texts_);
    slots["target"] = party_names(claim.target, texts_);
    slots["said"] = quotation(claim.content.empty() ? whence::text_of(reading.document.text, claim.span)
                                                    : std::string_view(claim.content));
    return filled(act_pattern(texts_, claim), slots);
  }

  std::string place_text(const ClaimPlace& place) const {
    const Reading& reading = readings_[place.document];
    const std::string& name = reading.document.name;
    return name.substr(name.find_last_of('/') + 1) + " s" + std::to_string(reading.claims[place.claim].sentence);
  }

  // The matter that its document files it under; else one of the incident that it is found to be about.
  std::string incident_of(const ClaimPlace& place) const {
    const Reading& reading = readings_[place.document];
    const auto known = matter_of_.find(place);
    if (known == matter_of_.end()) {
      const std::string& letter = reading.claims[place.claim].matter;
      return letter.size() == 1 ? matter_key(reading, letter) : "";
    }
    const SharedMatter& matter = repetition_.matters[known->second];
    if (!matter.letters.empty()) {
      const auto here = std::find_if(matter.letters.begin(), matter.letters.end(),
                                     [&](const auto& one) { return one.first == place.document; });
      const auto& [document, own] = here == matter.letters.end() ? matter.letters.front() : *here;
      return matter_key(readings_[document], own);
    }
    const ClaimPlace& first = matter.claims.front();
    return readings_[first.document].claims[first.claim].origin;
  }

  void add_judgement(LedgerLine& line, const JudgedClaim& judged) const {
    if (!judged.verdicts.empty()) {
      line.verdict = judged.rejected ? "rejected" : judged.amended ? "amended" : judged.accepted ? "accepted" : "";
      if (!line.verdict.empty()) line.verdict += " by " + judged.verdicts.back().coder;
    }
    line.tags = tags_on(workspace_, line.id);
    for (const std::string& tag : tags_on(workspace_, line.document)) line.tags.push_back(tag);
    line.tlp = tlp_of(workspace_, line.document);
  }

  void add_origin(LedgerLine& line, const ClaimPlace& place) const {
    const auto found = origin_of_.find(place);
    if (found == origin_of_.end()) return;
    const ClaimOrigin& origin = repetition_.origins[found->second];
    line.origin = origin.id;
    line.tellings = origin.occurrences.size();
  }

  // What an accuser adds to its own words is no answer to them.
  static bool speaks_itself(const LedgerLine& line, const Claim& answer) {
    const std::vector<std::string> states = states_of(answer.source);
    return !states.empty() && std::all_of(states.begin(), states.end(), [&](const std::string& state) {
      return std::find(line.accuser_states.begin(), line.accuser_states.end(), state) != line.accuser_states.end();
    });
  }

  void add_answer(LedgerLine& line, std::set<ClaimPlace>& seen, const ClaimPlace& place) const {
    const Claim& claim = readings_[place.document].claims[place.claim];
    if (speaks_itself(line, claim) || !seen.insert(place).second) return;
    line.answers.push_back(answer_at(place));
  }

  LedgerAnswer answer_at(const ClaimPlace& place) const {
    const Reading& reading = readings_[place.document];
    const Claim& claim = reading.claims[place.claim];
    LedgerAnswer answer;
    answer.by = party_names(claim.source, texts_);
    answer.text = text_of_claim(place);
    answer.date = date_of(claim, reading);
    answer.where = place_text(place);
    return answer;
  }

  // What follows from an accusation, an expulsion or sanctions, is no answer to it.
  static bool answers(RelationKind kind) {
    return kind == RelationKind::denial_of || kind == RelationKind::counter_claim_to;
  }

  // An incident is told by several; an answer to one of them answers another only if it is tied to a telling of that
  // one too, or comes from a state that it accuses.
  bool answers_to(const ClaimOrigin& answer, const ClaimOrigin& statement, const std::set<std::string>& accused) const {
    for (const Occurrence& telling : answer.occurrences) {
      const Claim& claim = readings_[telling.place.document].claims[telling.place.claim];
      for (const std::string& state : states_of(claim.source)) {
        if (accused.contains(state)) return true;
      }
      for (const ClaimRelation& relation : claim.relations) {
        const ClaimPlace answered{telling.place.document, relation.claim};
        const bool tied = std::any_of(statement.occurrences.begin(), statement.occurrences.end(),
                                      [&](const Occurrence& other) { return other.place == answered; });
        if (tied && relation.kind == RelationKind::denial_of) return true;
      }
    }
    return false;
  }

  // Whom a claim accuses; where it names no state, whom its speakers accuse of the same incident.
  std::set<std::string> accused_in(const SharedMatter& matter, const LedgerLine& line) const {
    std::set<std::string> accused(line.accused_states.begin(), line.accused_states.end());
    if (!accused.empty() || line.accuser_states.empty()) return accused;
    for (const ClaimPlace& place : matter.claims) {
      const Claim& claim = readings_[place.document].claims[place.claim];
      if (!share_one(states_of(claim.source), line.accuser_states)) continue;
      for (const auto* parties : {&claim.accused, &claim.sponsor}) {
        for (std::string& state : states_of(*parties)) accused.insert(std::move(state));
      }
    }
    return accused;
  }

  // Answers tied to the claim by its own text, then those to the incident by other documents.
  void add_answers(LedgerLine& line, const ClaimPlace& place) const {
    std::set<ClaimPlace> seen;
    const Reading& reading = readings_[place.document];
    for (std::size_t i = 0; i < reading.claims.size(); ++i) {
      for (const ClaimRelation& relation : reading.claims[i].relations) {
        if (answers(relation.kind) && relation.claim == place.claim && !judged_[place.document][i].rejected)
          add_answer(line, seen, {place.document, i});
      }
    }
    const auto origin = origin_of_.find(place);
    if (origin == origin_of_.end()) return;
    for (const SharedMatter& matter : repetition_.matters) {
      if (std::find(matter.origins.begin(), matter.origins.end(), origin->second) == matter.origins.end()) continue;
      const std::set<std::string> accused = accused_in(matter, line);
      for (const std::size_t answer : matter.answers) {
        if (answers_to(repetition_.origins[answer], repetition_.origins[origin->second], accused))
          add_answer(line, seen, repetition_.origins[answer].occurrences.front().place);
      }
    }
  }

  // What an answer in one document answers in others: the first telling of each statement of the incident that accuses
  // its speaker. Beside what accuses nobody: what others say of the incident.
  void add_answered(LedgerLine& line, const ClaimPlace& place) const {
    const auto origin = origin_of_.find(place);
    const bool answer = is_denial(readings_[place.document].claims[place.claim].act);
    for (const SharedMatter& matter : repetition_.matters) {
      const bool here = answer ? origin != origin_of_.end() && contains(matter.answers, origin->second)
                               : contains(matter.claims, place);
      if (!here) continue;
      for (const std::size_t statement : matter.origins) {
        const ClaimPlace& first = repetition_.origins[statement].occurrences.front().place;
        const Claim& claim = readings_[first.document].claims[first.claim];
        std::vector<std::string> accused = states_of(claim.accused);
        for (std::string& state : states_of(claim.sponsor)) accused.push_back(std::move(state));
        const bool other = !share_one(states_of(claim.source), line.accuser_states);
        const bool met = answer ? share_one(accused, line.accuser_states) : !accused.empty() || !claim.group.empty();
        if (other && met && is_accusation(claim.act) && !claim.denied) line.in_answer_to.push_back(answer_at(first));
      }
    }
  }

  template <class T>
  static bool contains(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  }

  Workspace& workspace_;
  const PageTexts& texts_;
  std::map<std::int64_t, std::size_t> at_;
  std::vector<Reading> readings_;
  std::vector<std::vector<JudgedClaim>> judged_;
  mutable std::map<std::size_t, std::map<std::size_t, std::string>> sayings_;  // by document, claim
  Repetition repetition_;
  std::map<ClaimPlace, std::size_t> origin_of_, matter_of_;  // into repetition_
};

bool tagged(const LedgerLine& line, const std::vector<std::string>& tags) {
  return tags.empty() || std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
           return std::find(line.tags.begin(), line.tags.end(), tag) != line.tags.end();
         });
}

bool named(const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), [](const Party& party) {
    return party.state || (party.kind != PartyKind::unnamed && party.kind != PartyKind::outlet);
  });
}

}  // namespace

Result<void> add_claims(LedgerView& view, const Data& data, Workspace& workspace, const ResolvedFilter& filter,
                        const PageTexts& texts, const IncidentTypes& types) {
  WHENCE_TRY(const ClaimsFound found, found_by(workspace, filter));
  Listed listed(workspace, texts);
  if (auto loaded = listed.load(found.claims, data); !loaded) return loaded.error();
  view.claims = found.total;
  view.claims_capped = found.more;
  view.documents = found.documents;
  if (filter.asked->most != 0 && found.claims.size() == filter.asked->most)
    view.next = std::to_string(found.claims.back().day) + "." + std::to_string(found.claims.back().row);
  for (const FoundClaim& one : found.claims) {
    if (withheld(one.claim) && !named(one.claim.source)) {  // "nobody has accused", in nobody's mouth
      --view.claims;
      continue;
    }
    LedgerLine line = listed.line(one);
    // What was only tried has not become an incident of its kind.
    if (one.claim.outcome == Outcome::unknown || one.claim.outcome == Outcome::succeeded)
      line.incident_type = types.of(line.quote);
    if (tagged(line, filter.asked->tag)) view.lines.push_back(std::move(line));
  }
  listed.add_totals(view, found.claims);
  view.listed_claims = view.lines.size();
  return workspace.problem();
}

}  // namespace whence
