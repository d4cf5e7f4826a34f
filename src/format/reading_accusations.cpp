// Who accuses whom, sentence by sentence, for the parts of a page that people repeat.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "format/layout.h"
#include "format/reading_view.h"

namespace whence {
namespace {

bool by_companies(const Claim& claim) {
  return std::any_of(claim.source.begin(), claim.source.end(),
                     [](const Party& party) { return party.kind == PartyKind::company; });
}

// The row of data/pages/acts.tsv without the words said. Where a company names a group, what else its sentence speaks
// of is left out: a state beside a group's name reads as a link.
std::string worded(const Claim& claim, const std::string& accusers, const PageTexts& texts) {
  Slots slots{{"source", accusers}, {"group", party_names(claim.group, texts)}};
  if (claim.act == Act::link_sponsor || slots["group"].empty() || !by_companies(claim)) {
    slots["accused"] = party_names(claim.accused, texts);
    slots["sponsor"] = party_names(claim.sponsor, texts);
  }
  return status_prefix(claim) + filled(act_pattern(texts, claim), slots);
}

bool same_party(const Party& a, const Party& b) { return (a.name && a.name == b.name) || a.text == b.text; }

// "Salt Ferry claimed responsibility": nobody accuses anybody else.
bool of_itself(const Claim& claim) {
  const auto speaks = [&](const Party& named) {
    return std::any_of(claim.source.begin(), claim.source.end(),
                       [&](const Party& speaker) { return same_party(speaker, named); });
  };
  return std::all_of(claim.accused.begin(), claim.accused.end(), speaks) &&
         std::all_of(claim.group.begin(), claim.group.end(), speaks);
}

// An organ that speaks for a state counts as that state where the state's name is known.
std::string side_of(const Party& party, const PageTexts& texts) {
  const auto state = party.state ? texts.short_names.find(*party.state) : texts.short_names.end();
  return state != texts.short_names.end() ? state->second : party_name(party, texts);
}

// One accusation in the words of one accuser or of several who sign together.
struct Told {
  std::vector<std::string> accusers;
  std::string deed;  // worded without the accusers, to find who says the same
  const Claim* claim = nullptr;
  std::string hedge;
  std::vector<std::string> deniers;
  bool answered_elsewhere = false;  // the accused answers something in the text; what, is not clear
};

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::set<std::string> answered_matters(const Reading& reading) {
  std::set<std::string> letters;
  for (const Matter& matter : reading.matters) {
    if (!matter.answers.empty()) letters.insert(matter.letter);
  }
  return letters;
}

// The denials of a text, found by what they answer and by who speaks.
class Answers {
 public:
  explicit Answers(const Reading& reading) : reading_(reading) {
    for (std::size_t i = 0; i < reading.claims.size(); ++i) {
      const Claim& answer = reading.claims[i];
      if (!is_denial(answer.act) || answer.denied || is_narrator(answer)) continue;
      for (const ClaimRelation& relation : answer.relations) {
        if (relation.kind == RelationKind::denial_of) tied_[relation.claim].push_back(i);
      }
      for (const Party& speaker : answer.source) {
        for (const std::string& key : keys_of(speaker)) speaking_[key].push_back(i);
      }
    }
  }

  void add_to(Told& told, std::size_t index, const PageTexts& texts) const {
    const auto known = tied_.find(index);
    const std::vector<std::size_t> tied = known == tied_.end() ? std::vector<std::size_t>() : known->second;
    for (const std::size_t answer : tied) {
      for (const Party& party : reading_.claims[answer].source) add_once(told.deniers, side_of(party, texts));
    }
    const Claim& accusation = reading_.claims[index];
    for (const auto* parties : {&accusation.accused, &accusation.sponsor, &accusation.group}) {
      for (const Party& party : *parties) told.answered_elsewhere = told.answered_elsewhere || untied(party, tied);
    }
  }

 private:
  // Two parties are one if they share a key.
  static std::vector<std::string> keys_of(const Party& party) {
    std::vector<std::string> keys{"text " + party.text};
    if (party.name) keys.push_back("name " + *party.name);
    if (party.state) keys.push_back("state " + *party.state);
    return keys;
  }

  // Whether the party answers something other than what `tied` answers.
  bool untied(const Party& party, const std::vector<std::size_t>& tied) const {
    for (const std::string& key : keys_of(party)) {
      const auto known = speaking_.find(key);
      if (known == speaking_.end()) continue;
      for (const std::size_t answer : known->second) {
        if (std::find(tied.begin(), tied.end(), answer) == tied.end()) return true;
      }
    }
    return false;
  }

  const Reading& reading_;
  std::map<std::size_t, std::vector<std::size_t>> tied_;  // by accusation
  std::map<std::string, std::vector<std::size_t>> speaking_;
};

std::vector<Told> told_in(const Reading& reading, const PageTexts& texts) {
  std::vector<Told> result;
  std::map<std::tuple<std::vector<std::string>, std::string, std::string>, std::size_t> known;
  const Answers answers(reading);
  const std::set<std::string> answered = answered_matters(reading);
  for (std::size_t i = 0; i < reading.claims.size(); ++i) {
    const Claim& claim = reading.claims[i];
    const bool names = !party_names(claim.accused, texts).empty() || !party_names(claim.group, texts).empty();
    const std::string accusers = party_names(claim.source, texts);
    if (!is_accusation(claim.act) || claim.denied || is_narrator(claim) || !names || accusers.empty() ||
        of_itself(claim))
      continue;
    Told told;
    for (const Party& party : claim.source) add_once(told.accusers, party_name(party, texts));
    told.deed = worded(claim, "", texts);
    told.claim = &claim;
    if (claim.hedge.kind != Hedge::flat) told.hedge = quotation(claim.hedge.word);
    told.answered_elsewhere = answered.contains(claim.matter);
    answers.add_to(told, i, texts);
    const auto [place, fresh] = known.try_emplace({told.accusers, told.deed, told.hedge}, result.size());
    if (fresh) {
      result.push_back(std::move(told));
      continue;
    }
    Told& same = result[place->second];
    for (const std::string& denier : told.deniers) add_once(same.deniers, denier);
    same.answered_elsewhere = same.answered_elsewhere || told.answered_elsewhere;
  }
  return result;
}

}  // namespace

std::vector<AccusationView> accusations_of(const Reading& reading, const PageTexts& texts) {
  std::vector<Told> joined;
  std::map<std::tuple<std::string, std::string, std::vector<std::string>, bool, bool>, std::size_t> known;
  for (Told& told : told_in(reading, texts)) {
    const auto [place, fresh] = known.try_emplace(
        {told.deed, told.hedge, told.deniers, told.answered_elsewhere, by_companies(*told.claim)}, joined.size());
    if (fresh) {
      joined.push_back(std::move(told));
    } else {
      for (const std::string& accuser : told.accusers) add_once(joined[place->second].accusers, accuser);
    }
  }
  std::vector<AccusationView> result;
  for (const Told& told : joined) {
    std::string words = capitalised(worded(*told.claim, listed(told.accusers), texts));
    result.push_back(
        {std::move(words), told.hedge, listed(told.deniers), told.deniers.empty() && !told.answered_elsewhere});
  }
  return result;
}

}  // namespace whence
