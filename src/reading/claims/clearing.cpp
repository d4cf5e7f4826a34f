// "A said that B had no part in it": words that clear somebody are whoever's says them, never the cleared one's own.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {
namespace {

bool same(const Party& a, const Party& b) {
  if (a.state && b.state) return a.state == b.state;
  return a.name && b.name ? a.name == b.name : !a.text.empty() && a.text == b.text;
}

bool any_same(const std::vector<Party>& some, const std::vector<Party>& others) {
  return std::any_of(some.begin(), some.end(), [&](const Party& one) {
    return std::any_of(others.begin(), others.end(), [&](const Party& other) { return same(one, other); });
  });
}

bool state_or_organ(const Party& party) {
  return party.state && (party.kind == PartyKind::state || party.kind == PartyKind::organ);
}

}  // namespace

// The nearest words of saying that carry a predicate, or null.
const Predicate* ClaimReader::said_by(const Predicate& predicate) const {
  for (std::size_t g = predicate.governor; g != nowhere; g = predicates_[g].governor) {
    if (predicates_[g].frame->kind == FrameKind::say) return &predicates_[g];
  }
  return nullptr;
}

// '"A had no part in it," B said', not '"A had no part in it," its ministry said'.
bool ClaimReader::said_by_another(const Predicate& predicate) const {
  const Predicate* say = said_by(predicate);
  const Filled* speaker = say == nullptr ? nullptr : say->slot(Slot::source);
  return speaker != nullptr && (grammar_.syntax().words[speaker->phrase.first].classes & possessive_pronoun) == 0;
}

// "X has no ties to Y": a link between a group and a state that is said not to be.
bool ClaimReader::clear_tie(const Phrase& one, const Phrase& other, Claim& claim) const {
  for (const auto& [first, second] : {std::pair(&one, &other), std::pair(&other, &one)}) {
    claim.group = groups_of(*first);
    claim.sponsor = parties_.meant(*second).parties;
    std::erase_if(claim.sponsor, [](const Party& party) { return !state_or_organ(party); });
    if (!claim.group.empty() && !claim.sponsor.empty()) break;
  }
  claim.act = Act::link_sponsor;
  return !claim.group.empty() && !claim.sponsor.empty();
}

// Turns a denial whose subject is not who speaks into an accusation that is not made. Answers false where the words
// are about nobody in particular, or are themselves not said.
bool ClaimReader::clear_others(const Predicate& predicate, Claim& claim) {
  const Filled* subject = predicate.slot(Slot::source);
  const Filled* other = predicate.slot(Slot::any);
  if (subject == nullptr || subject->phrase.chunks.empty()) return true;
  // "It had no part in it, the ministry said", "its army had none": the speaker's own.
  const Word& opener = grammar_.syntax().words[subject->phrase.first];
  if (opener.tag == Tag::pronoun || (opener.classes & possessive_pronoun) != 0) return true;
  const auto event = [&](const Filled* filled) {
    return filled != nullptr && !filled->phrase.chunks.empty() &&
           frames_.event_noun(grammar_.head(filled->phrase.chunks.front()).token.lower);
  };
  const bool turned = event(subject) && other != nullptr;  // "the attack had nothing to do with B"
  const Phrase& cleared = turned ? other->phrase : subject->phrase;
  const std::vector<Party> whom = parties_.meant(cleared).parties;
  const bool somebody = any_identified(whom) || std::any_of(whom.begin(), whom.end(), [&](const Party& party) {
                          return party.span && bare_name(*party.span);
                        });
  if (!somebody) return true;
  const Predicate* say = said_by(predicate);
  const std::vector<Party> speakers = say == nullptr ? voice() : source_of(*say);
  const bool named = other != nullptr && !other->phrase.chunks.empty() && !event(other) && !turned;
  const bool tie = predicate.frame->graded && named;
  if (any_same(whom, speakers) || (tie && any_same(parties_.meant(other->phrase).parties, speakers))) return true;
  if (say != nullptr && say->negated) return false;
  claim.source = speakers;
  std::erase_if(claim.via, [&](const Party& party) { return same(party, speakers.front()); });
  claim.denied = true;
  if (tie) return clear_tie(subject->phrase, other->phrase, claim);
  place_agent(cleared, claim);
  claim.act = claim.group.empty() ? Act::accuse : Act::attribute;
  return any_identified(claim.accused) || any_identified(claim.group);
}

}  // namespace whence
