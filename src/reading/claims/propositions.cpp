// What an event, a tie or an outcome amounts to as a claim, whoever tells it.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {
namespace {

bool same_state(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Party& x) {
    return x.state && std::any_of(b.begin(), b.end(), [&](const Party& y) { return y.state == x.state; });
  });
}

// A firm or institution that tells what it did itself accuses nobody.
bool same_body(const std::vector<Party>& a, const std::vector<Party>& b) {
  const auto body = [](const Party& party) {
    return (party.kind == PartyKind::company || party.kind == PartyKind::institution) && !party.state && party.name;
  };
  return std::any_of(a.begin(), a.end(), [&](const Party& x) {
    return body(x) && std::any_of(b.begin(), b.end(), [&](const Party& y) { return body(y) && x.name == y.name; });
  });
}

}  // namespace

// "it had been hit", "its payroll": the victim is the speaker or the speaker's.
bool ClaimReader::owned_by_speaker(const Predicate& event) const {
  const Filled* victim = event.slot(Slot::victim);
  if (victim == nullptr) victim = event.slot(Slot::any);
  if (victim == nullptr || victim->phrase.chunks.empty() || event.governor == nowhere) return false;
  for (std::size_t i = victim->phrase.first; i < victim->phrase.last; ++i) {
    const std::string_view word = grammar_.lower(i);
    if (tables_.is(word, "speaker-pronoun")) return true;
    if (tables_.is(word, "speakers-pronoun") && !grammar_.lower(predicates_[event.governor].cue_first).ends_with("s"))
      return true;
  }
  return false;
}

// "X works for the ministry": a tie of a group that the phrase names.
std::optional<Claim> ClaimReader::tie(const Predicate& predicate, Claim claim) const {
  const Filled* group = predicate.slot(Slot::group);
  const Filled* sponsor = predicate.slot(Slot::sponsor);
  if (group == nullptr || sponsor == nullptr) return std::nullopt;
  claim.act = Act::link_sponsor;
  claim.group = groups_of(group->phrase);
  // "APT99, a group tied to the army,": who is meant stands before.
  const std::size_t first = group->phrase.chunks.empty() ? 0 : group->phrase.chunks.front();
  const bool group_word = first > 1 && !tables_.is(grammar_.head(first).token.lower, "company");
  if (claim.group.empty() && group_word && grammar_.is_word(first - 1, ",") && grammar_.is_phrase(first - 2))
    claim.group = groups_of(grammar_.alone(first - 2));
  Meant meant = parties_.meant(sponsor->phrase);
  for (Party& party : meant.parties) {
    if (party.state || party.kind == PartyKind::organ) claim.sponsor.push_back(std::move(party));
  }
  if (claim.sponsor.empty()) claim.sponsor = std::move(meant.accused_state);  // "is a Danish state-sponsored actor"
  claim.denied = predicate.negated;
  if (claim.group.empty() || claim.sponsor.empty()) return std::nullopt;
  return claim;
}

// "foiled an attack", "the wiper destroyed the servers": how it ended; of somebody named, an accusation.
std::optional<Claim> ClaimReader::ending(const Predicate& predicate, Claim claim, const std::vector<Party>& source) {
  const Filled* event = predicate.slot(Slot::event);
  const auto names_event = [&](const Filled& filled) {
    return !filled.phrase.chunks.empty() && frames_.event_noun(grammar_.head(filled.phrase.chunks.front()).token.lower);
  };
  const bool told = event != nullptr && names_event(*event);
  if (!std::any_of(predicate.filled.begin(), predicate.filled.end(), names_event) && !cyber(predicate))
    return std::nullopt;
  if (told) fill_event(predicate, claim, source);
  // What the sentence before told is not said again here.
  const std::uint32_t here = grammar_.syntax().words.front().token.span.begin;
  if (!claim.victim.empty() && claim.victim.front().span && claim.victim.front().span->begin < here) {
    claim.victim.clear();
    claim.when.reset();
  }
  claim.outcome = predicate.frame->outcome;
  if (predicate.negated && claim.outcome == Outcome::succeeded) claim.outcome = Outcome::no_effect;
  if (!same_state(claim.accused, source) && (any_identified(claim.accused) || any_identified(claim.group))) {
    claim.act = claim.group.empty() ? Act::accuse : Act::attribute;  // "foiled an attack by X on"
    return claim;
  }
  claim.accused.clear();
  claim.group.clear();
  claim.act = Act::assess_outcome;
  return claim;
}

// '"Peru does not attack anybody," the embassy said': an embassy or ministry that no words tie to another state, and
// one state that it clears.
bool ClaimReader::speaks_for(const std::vector<Party>& source, const std::vector<Party>& accused) const {
  const bool one = source.size() == 1 && accused.size() == 1 && accused.front().kind == PartyKind::state;
  if (!one || identified(source.front()) || !source.front().span) return false;
  return std::any_of(grammar_.syntax().words.begin(), grammar_.syntax().words.end(), [&](const Word& word) {
    const bool office = word.entity != nullptr && word.entity->kind == EntityKind::office && word.entity->speaks &&
                        (word.entity->detail == "embassy" || word.entity->detail == "ministry");
    return office && source.front().span->contains(word.token.span);
  });
}

// What is said not to have been done, or done by the speaker: a denial, most often. Answers whether it settled the
// claim; an empty claim then means that nothing is claimed.
bool ClaimReader::settle_negation(const Predicate& predicate, const std::vector<Party>& source,
                                  std::optional<Claim>& settled) const {
  Claim& claim = *settled;
  const bool own_doing = same_state(claim.accused, source) || same_body(claim.accused, source);
  const bool named = any_identified(claim.accused) || any_identified(claim.group);
  const auto denies = [&] {
    claim.act = Act::deny;
    claim.accused.clear();
    claim.sponsor.clear();
    return true;
  };
  if (predicate.frame->kind == FrameKind::involve) {
    // "has no evidence of French involvement": an accusation that is not made.
    const bool unproved = predicate.governor != nowhere && predicates_[predicate.governor].frame->negative;
    if (unproved && named && !own_doing) {
      claim.denied = true;
      return true;
    }
    // "researchers found no link between it and Peru": nobody denies anything.
    const bool answers =
        std::any_of(source.begin(), source.end(), [](const Party& party) { return party.state.has_value(); });
    if (predicate.negated && answers) return denies();
    settled.reset();
    return true;
  }
  if (!predicate.negated || predicate.frame->kind == FrameKind::victim) return false;
  // "no ship was damaged": that nothing came of it, whoever did it.
  if (predicate.passive && !named && predicate.slot(Slot::accused) == nullptr && !claim.victim.empty()) {
    claim.act = Act::assess_outcome;
    claim.outcome = Outcome::no_effect;
    return true;
  }
  if (own_doing || speaks_for(source, claim.accused) ||
      (claim.accused.empty() && predicate.slot(Slot::accused) != nullptr))
    return denies();
  if (!claim.accused.empty()) return false;
  settled.reset();
  return true;
}

// Nobody is named: somebody was hit, and perhaps it is the speaker who was.
std::optional<Claim> ClaimReader::mishap(const Predicate& predicate, Claim claim, const std::vector<Party>& source) {
  claim.accused.clear();
  if (claim.victim.empty() || !cyber(predicate)) return std::nullopt;
  const bool discloses = predicate.governor != nowhere && !predicates_[predicate.governor].frame->lean.empty();
  if (discloses && predicate.passive && source.size() == 1 && source.front().state && !claim.victim.front().state) {
    claim.victim.front().state = source.front().state;  // whoever discloses a break-in speaks of its own
  }
  const bool owned = owned_by_speaker(predicate) && !source.empty() && !source.front().text.empty();
  const bool own_victim = owned || same_state(claim.victim, source);
  if (predicate.frame->kind == FrameKind::victim) {
    claim.outcome = Outcome::succeeded;
    const bool state_itself = claim.victim.front().kind == PartyKind::state && own_victim;
    claim.act = state_itself ? Act::assert_victimhood : Act::disclose_victimhood;
  } else if (own_victim && claim.outcome != Outcome::attempted) {
    claim.act = Act::disclose_victimhood;
    if (claim.outcome == Outcome::unknown && predicate.frame->cyber) claim.outcome = Outcome::succeeded;
  }
  return claim;
}

// "would not tolerate attacks on its ministries", "must prepare for attacks": a noun for what has not happened.
bool ClaimReader::hypothetical(const Predicate& event) const {
  if (!event.noun) return false;
  for (std::size_t i = event.chunk; i-- > 0;) {
    if (grammar_.is_tag(i, Tag::subordinator) || grammar_.is_tag(i, Tag::relative) || grammar_.is_word(i, ","))
      return false;
    if (grammar_.is_verb(i)) return grammar_.chunk(i).negated || grammar_.chunk(i).modal.has_value();
  }
  return false;
}

std::optional<Claim> ClaimReader::proposition(std::size_t index, const std::vector<Party>& source) {
  const Predicate& predicate = predicates_[index];
  if (conditional(predicate)) return std::nullopt;
  Claim claim = started(predicate, Act::accuse);
  claim.evaluation.clear();
  if (predicate.frame->kind == FrameKind::link) return tie(predicate, std::move(claim));
  if (predicate.frame->kind == FrameKind::outcome) return ending(predicate, std::move(claim), source);
  fill_event(predicate, claim, source);
  if (claim.accused.empty() && claim.group.empty() && hypothetical(predicate)) return std::nullopt;
  std::optional<Claim> settled = std::move(claim);
  if (settle_negation(predicate, source, settled)) return settled;
  settled->denied = predicate.negated;
  if (same_state(settled->accused, source) || same_body(settled->accused, source)) return std::nullopt;
  if (!any_identified(settled->accused) && !any_identified(settled->group))
    return mishap(predicate, std::move(*settled), source);
  settled->act = settled->group.empty() ? Act::accuse : Act::attribute;
  return settled;
}

}  // namespace whence
