// Who accuses whom, sentence by sentence, for the parts of a page that people repeat.
#include <algorithm>
#include <set>
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

bool speaks_for_accused(const Claim& answer, const Claim& accusation) {
  for (const Party& speaker : answer.source) {
    for (const auto* parties : {&accusation.accused, &accusation.sponsor, &accusation.group}) {
      for (const Party& party : *parties) {
        if ((party.state && party.state == speaker.state) || same_party(party, speaker)) return true;
      }
    }
  }
  return false;
}

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

bool matter_answered(const Reading& reading, const Claim& claim) {
  return std::any_of(reading.matters.begin(), reading.matters.end(),
                     [&](const Matter& matter) { return matter.letter == claim.matter && !matter.answers.empty(); });
}

void add_answers(const Reading& reading, std::size_t index, const PageTexts& texts, Told& told) {
  for (const Claim& answer : reading.claims) {
    if (!is_denial(answer.act) || answer.denied || is_narrator(answer)) continue;
    const bool tied = std::any_of(answer.relations.begin(), answer.relations.end(), [&](const ClaimRelation& relation) {
      return relation.kind == RelationKind::denial_of && relation.claim == index;
    });
    if (tied) {
      for (const Party& party : answer.source) add_once(told.deniers, side_of(party, texts));
    }
    told.answered_elsewhere = told.answered_elsewhere || (!tied && speaks_for_accused(answer, reading.claims[index]));
  }
}

std::vector<Told> told_in(const Reading& reading, const PageTexts& texts) {
  std::vector<Told> result;
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
    told.answered_elsewhere = matter_answered(reading, claim);
    add_answers(reading, i, texts, told);
    const auto same = std::find_if(result.begin(), result.end(), [&](const Told& other) {
      return other.accusers == told.accusers && other.deed == told.deed && other.hedge == told.hedge;
    });
    if (same == result.end()) {
      result.push_back(std::move(told));
      continue;
    }
    for (const std::string& denier : told.deniers) add_once(same->deniers, denier);
    same->answered_elsewhere = same->answered_elsewhere || told.answered_elsewhere;
  }
  return result;
}

}  // namespace

std::vector<AccusationView> accusations_of(const Reading& reading, const PageTexts& texts) {
  std::vector<Told> joined;
  for (Told& told : told_in(reading, texts)) {
    const auto same = std::find_if(joined.begin(), joined.end(), [&](const Told& other) {
      return other.deed == told.deed && other.hedge == told.hedge && other.deniers == told.deniers &&
             other.answered_elsewhere == told.answered_elsewhere &&
             by_companies(*other.claim) == by_companies(*told.claim);
    });
    if (same == joined.end()) {
      joined.push_back(std::move(told));
    } else {
      for (const std::string& accuser : told.accusers) add_once(same->accusers, accuser);
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
