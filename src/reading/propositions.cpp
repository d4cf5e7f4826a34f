// What is said: the events, links and outcomes that a speech verb carries, or that the text tells in its own voice.
#include <algorithm>

#include "reading/claims.h"

namespace whence {
namespace {

bool same_state(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Party& x) {
    return x.state && std::any_of(b.begin(), b.end(), [&](const Party& y) { return y.state == x.state; });
  });
}

}  // namespace

void ClaimReader::read_said(std::size_t say) {
  const Predicate& predicate = predicates_[say];
  std::vector<Party> via;
  const std::vector<Party> source = governing_source(say, via);
  std::vector<std::size_t> told;
  for (const std::size_t child : children(say)) {
    if (describes_event(predicates_[child].frame->kind) && !nested_event(child)) told.push_back(child);
  }
  bool first_claim = true;
  for (std::size_t t = 0; t < told.size(); ++t) {
    const Predicate& event = predicates_[told[t]];
    auto claim = proposition(told[t], source);
    if (!claim) continue;
    const HedgeMark own = details_.hedge(event);
    const bool relative = event.chunk > 0 && grammar_.is_tag(event.chunk - 1, Tag::relative);
    const bool insertion = event.frame->kind == FrameKind::link && (event.mood != Mood::finite || relative);
    // "X is allegedly run by Y, a newspaper wrote": the paper, too, has it from others.
    const bool relayed = event.frame->kind == FrameKind::link && source.size() == 1 && !identified(source.front()) &&
                         !source.front().text.empty();
    const bool hearsay = (insertion || relayed) && (own.kind == Hedge::reported || own.kind == Hedge::alleged);
    std::size_t begin = event.begin;
    if (hearsay) {
      claim->source = {Party{}};
      if (relayed && !insertion) claim->via = source;
      claim->cue = *own.span;
      begin = relayed && !insertion ? begin : grammar_.chunk(event.chunk).first;
    } else {
      claim->source = source;
      claim->via = via;
      claim->cue = details_.span_of(predicate.cue_first, predicate.cue_last);
      const Claim from_say = started(predicate, claim->act);
      claim->evaluation.insert(claim->evaluation.end(), from_say.evaluation.begin(), from_say.evaluation.end());
      if (first_claim && !insertion) begin = std::min(begin, predicate.begin);
    }
    const bool lasting = claim->when && claim->when->text.starts_with("for ");
    if (!claim->when || lasting) {
      if (auto when = said_when(predicate, event)) claim->when = when;
    }
    claim->rule = "frame:" + predicate.frame->name + "+" + event.frame->name;
    claim->hedge = own;
    if (claim->hedge.kind == Hedge::flat && !hearsay) claim->hedge = details_.hedge(predicate);
    if (claim->hedge.kind == Hedge::flat && predicate.frame->hedge != Hedge::flat) {
      claim->hedge = {predicate.frame->hedge, details_.words(predicate.cue_first, predicate.cue_last), claim->cue};
    }
    if (predicate.negated) claim->denied = true;
    const bool answer = predicate.frame->act == Act::counter_accuse || answers_back(event);  // "retorted that"
    if (answer && (claim->act == Act::accuse || claim->act == Act::attribute)) claim->act = Act::counter_accuse;
    if (!first_claim && !hearsay && !insertion) claim->cue = details_.span_of(event.cue_first, event.cue_last);
    std::size_t end = std::max(event.end, predicate.end);
    if (insertion)
      end = event.filled.empty() ? event.cue_last : std::max(event.cue_last, event.filled.back().phrase.last);
    for (std::size_t later = t + 1; later < told.size() && !insertion; ++later) {
      const bool separate =
          predicates_[told[later]].frame->kind != FrameKind::link && predicates_[told[later]].begin > event.cue_first;
      if (separate && proposition(told[later], source)) end = std::min(end, predicates_[told[later]].begin);
    }
    while (end > begin + 1 &&
           (grammar_.syntax().words[end - 1].tag == Tag::conjunction || grammar_.lower(end - 1) == ","))
      --end;
    read_purpose(told[t], *claim);
    if (!insertion) first_claim = false;
    finish(std::move(*claim), begin, end);
  }
}

// "X, a unit of the Russian general staff,": a tie of a group that a claim of this sentence names.
void ClaimReader::read_appositions() {
  const auto& chunks = grammar_.syntax().chunks;
  for (std::size_t i = 0; i + 4 < chunks.size(); ++i) {
    const bool shape = grammar_.is_phrase(i) && grammar_.is_word(i + 1, ",") && grammar_.is_phrase(i + 2) &&
                       grammar_.is_word(i + 3, "of") && grammar_.is_phrase(i + 4);
    if (!shape || !tables_.is(grammar_.head(i + 2).token.lower, "unit")) continue;
    Phrase name;
    name.chunks = {i};
    name.first = chunks[i].first;
    name.last = chunks[i].last;
    const std::vector<Party> group = groups_of(name);
    std::vector<Party> sponsor = parties_.meant(grammar_.widen_right(i + 4)).parties;
    std::erase_if(sponsor, [](const Party& party) { return !party.state && party.kind != PartyKind::organ; });
    const auto told = std::find_if(claims_.begin(), claims_.end(), [&](const Claim& claim) {
      return !group.empty() && !claim.group.empty() && claim.group.front().name == group.front().name;
    });
    if (sponsor.empty() || told == claims_.end()) continue;
    Claim claim;
    claim.act = Act::link_sponsor;
    claim.sentence = context_.number;
    claim.cue = details_.span_of(chunks[i + 2].head, chunks[i + 3].last);
    claim.rule = "apposition";
    claim.source = told->source;
    claim.via = told->via;
    claim.group = group;
    claim.sponsor = std::move(sponsor);
    finish(std::move(claim), chunks[i].first, chunks[i + 4].last);
  }
}

void ClaimReader::read_unsaid(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  if (predicate.governor != nowhere || nested_event(index)) return;
  // "He attacked": in the text's own voice a pronoun is too little to accuse somebody.
  const Filled* agent = predicate.slot(Slot::accused);
  if (agent != nullptr && !agent->phrase.chunks.empty() &&
      grammar_.head(agent->phrase.chunks.front()).tag == Tag::pronoun)
    return;
  auto claim = proposition(index, {narrator()});
  if (!claim) return;
  const bool named = any_identified(claim->accused) || any_identified(claim->group);
  if (!named || !cyber(predicate) || claim->act == Act::deny) return;
  claim->source = {narrator()};
  claim->hedge = details_.hedge(predicate);
  if (claim->hedge.kind == Hedge::reported || claim->hedge.kind == Hedge::alleged) claim->source = {Party{}};
  read_purpose(index, *claim);
  finish(std::move(*claim), predicate.begin, predicate.end);
}

// "it had been hit", "its payroll": the victim is the speaker or the speaker's.
bool ClaimReader::owned_by_speaker(const Predicate& event) const {
  const Filled* victim = event.slot(Slot::victim);
  if (victim == nullptr) victim = event.slot(Slot::any);
  if (victim == nullptr || victim->phrase.chunks.empty() || event.governor == nowhere) return false;
  for (std::size_t i = victim->phrase.first; i < victim->phrase.last; ++i) {
    const std::string_view word = grammar_.lower(i);
    if (word == "it" || word == "its" || word == "our" || word == "we" || word == "us") return true;
    const bool plural = word == "they" || word == "their";
    if (plural && !grammar_.lower(predicates_[event.governor].cue_first).ends_with("s")) return true;
  }
  return false;
}

// NOLINTNEXTLINE(readability-function-size): one case for each kind of frame.
std::optional<Claim> ClaimReader::proposition(std::size_t index, const std::vector<Party>& source) {
  const Predicate& predicate = predicates_[index];
  if (conditional(predicate)) return std::nullopt;
  Claim claim = started(predicate, Act::accuse);
  claim.evaluation.clear();
  if (predicate.frame->kind == FrameKind::link) {
    const Filled* group = predicate.slot(Slot::group);
    const Filled* sponsor = predicate.slot(Slot::sponsor);
    if (group == nullptr || sponsor == nullptr) return std::nullopt;
    claim.act = Act::link_sponsor;
    claim.group = groups_of(group->phrase);
    for (Party& party : parties_.meant(sponsor->phrase).parties) {
      if (party.state || party.kind == PartyKind::organ) claim.sponsor.push_back(std::move(party));
    }
    claim.denied = predicate.negated;
    if (claim.group.empty() || claim.sponsor.empty()) return std::nullopt;
    return claim;
  }
  if (predicate.frame->kind == FrameKind::outcome) {
    const Filled* event = predicate.slot(Slot::event);
    const auto names_event = [&](const Filled& filled) {
      return !filled.phrase.chunks.empty() &&
             frames_.event_noun(grammar_.head(filled.phrase.chunks.front()).token.lower);
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
  fill_event(predicate, claim, source);
  const bool own_doing = same_state(claim.accused, source);
  const bool named = any_identified(claim.accused) || any_identified(claim.group);
  if (predicate.frame->kind == FrameKind::involve) {
    // "has no evidence of French involvement": an accusation that is not made.
    const bool unproved = predicate.governor != nowhere && predicates_[predicate.governor].frame->negative;
    if (unproved && named && !own_doing) {
      claim.denied = true;
      return claim;
    }
    if (!predicate.negated) return std::nullopt;
    claim.act = Act::deny;
    claim.accused.clear();
    return claim;
  }
  if (predicate.negated && (own_doing || claim.accused.empty()) && predicate.frame->kind != FrameKind::victim) {
    if (!own_doing && !claim.accused.empty()) return std::nullopt;
    if (!own_doing && !predicate.slot(Slot::accused)) return std::nullopt;
    claim.act = Act::deny;
    claim.accused.clear();
    return claim;
  }
  // "no ship was damaged": that nothing came of it, whoever did it.
  if (predicate.negated && predicate.passive && !named && predicate.slot(Slot::accused) == nullptr &&
      !claim.victim.empty()) {
    claim.act = Act::assess_outcome;
    claim.outcome = Outcome::no_effect;
    return claim;
  }
  claim.denied = predicate.negated;
  if (own_doing) return std::nullopt;
  if (named) {
    claim.act = claim.group.empty() ? Act::accuse : Act::attribute;
    return claim;
  }
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

}  // namespace whence
