// Which acts are kept: those that name somebody in the places that the act needs. Wrong is worse than missing.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {

// "efforts by Western nations to expose": a habit, no single act.
bool ClaimReader::generic(const Predicate& predicate) const {
  if (predicate.mood != Mood::infinitive && predicate.governor != nowhere) return false;
  for (std::size_t i = predicate.chunk, steps = 0; i-- > 0 && steps < 9; ++steps) {
    if (grammar_.is_verb(i) && grammar_.chunk(i).mood == Mood::finite &&
        grammar_.chunk(i).lemma != predicate.frame->cues.front().lemma)
      return false;
    if (grammar_.is_phrase(i) && tables_.is(grammar_.head(i).token.lower, "generic")) return true;
  }
  return false;
}

// Whether an answer is about a claim at all: "denied the accusation", not "denied the motion".
bool ClaimReader::about_claim(const Predicate& predicate, std::size_t index) const {
  const Filled* content = predicate.slot(Slot::content);
  if (content == nullptr || !children(index).empty()) return true;
  const Word& head = grammar_.head(content->phrase.chunks.front());
  // "accused B of spying on its navy, which B denied": the whole of it.
  if (content->phrase.last <= predicate.cue_first && predicate.mood == Mood::finite && !claims_.empty()) return true;
  return frames_.claim_noun(head.token.lower) || frames_.event_noun(head.token.lower) || head.tag == Tag::pronoun;
}

// A call is aimed at the first state that what is called for names.
void ClaimReader::aim(const Predicate& predicate, Claim& claim) const {
  for (std::size_t i = predicate.cue_last; i < predicate.end && claim.target.empty(); ++i) {
    const Entity* entity = grammar_.syntax().words[i].entity;
    if (entity == nullptr || entity->kind != EntityKind::state) continue;
    Party party;
    party.kind = PartyKind::state;
    party.state = entity->state;
    party.name = entity->name;
    party.span = details_.span_of(i, std::min(grammar_.syntax().words[i].entity_last, predicate.end));
    party.text = std::string(text_of(context_.text, *party.span));
    claim.target = {std::move(party)};
  }
}

// Whether there is somebody in particular in the places that the act needs. Wrong is worse than missing.
bool ClaimReader::kept(const Predicate& predicate, std::size_t index, Claim& claim) {
  const bool source = any_identified(claim.source);
  switch (claim.act) {
    case Act::accuse:
    case Act::attribute:
    case Act::counter_accuse:
      return any_identified(claim.accused) || any_identified(claim.group) || any_identified(claim.sponsor);
    case Act::charge: {
      const bool somebody = any_identified(claim.accused) || any_identified(claim.group);
      return (source || cyber(predicate)) && (somebody || ((claim.count || claim.denied) && cyber(predicate)));
    }
    case Act::sanction:
      return source && (any_identified(claim.target) || ((claim.denied || !claim.target.empty()) && cyber(predicate)));
    case Act::expel:
      return source && any_identified(claim.target);
    case Act::threaten:
      return source;
    case Act::deny: {
      const bool somebody = context_.cyber && !claim.source.empty() && !claim.source.front().text.empty();
      return about_claim(predicate, index) && (source || somebody || !claim.via.empty());
    }
    case Act::reject:
    case Act::dismiss:
    case Act::no_comment:
    case Act::decline_to_name:
      return source || !claims_.empty() || context_.cyber;
    case Act::call_for:
      aim(predicate, claim);
      return source && (any_identified(claim.target) || cyber(predicate));
    case Act::describe:
      return source && details_.cyber(predicate.cue_last, predicate.end, 1);
    case Act::link_sponsor:
      return !claim.group.empty() && !claim.sponsor.empty();
    case Act::advise:
      return source && cyber(predicate);
    case Act::offer_alternative:
      return source || context_.cyber;
    case Act::disclose_victimhood:
    case Act::assess_outcome:
    case Act::assert_victimhood:
      return source;
    case Act::offer_evidence:
      // "published no evidence" is no offer, nor is speaking of "the evidence published".
      return source && !claim.denied && !(predicate.passive && predicate.slot(Slot::source) == nullptr);
    case Act::revise:
    case Act::comment:
      return source;
  }
  return source;
}

}  // namespace whence
