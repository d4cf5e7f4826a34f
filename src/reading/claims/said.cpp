// What is said: the events, ties and outcomes that a speech verb carries, or that the text tells in its own voice.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {

// Whether a told event is a tie that stands in the sentence as an aside, and whether the speaker has it from others.
ClaimReader::Telling ClaimReader::telling(const Predicate& event, const std::vector<Party>& source) const {
  Telling how;
  how.own = details_.hedge(event);
  const bool link = event.frame->kind == FrameKind::link;
  const bool relative = event.chunk > 0 && grammar_.is_tag(event.chunk - 1, Tag::relative);
  how.aside = link && (event.mood != Mood::finite || relative);
  // "X is allegedly run by Y, a newspaper wrote": the paper, too, has it from others.
  how.relayed = link && !how.aside && source.size() == 1 && !identified(source.front()) && !source.front().text.empty();
  const bool loose = how.own.kind == Hedge::reported || how.own.kind == Hedge::alleged;
  how.hearsay = loose && (how.aside || how.relayed);
  return how;
}

// How firmly the speaker of `say` tells `event`, and whether as an answer.
void ClaimReader::qualify(const Predicate& say, const Predicate& event, const Telling& how, Claim& claim) const {
  const bool lasting = claim.when && claim.when->text.starts_with("for ");
  if (!how.hearsay) claim.said = said_when(say, event);
  if (!claim.when || lasting) {
    if (auto when = said_when(say, event)) claim.when = when;
  }
  claim.hedge = how.own;
  if (claim.hedge.kind == Hedge::flat && !how.hearsay) claim.hedge = details_.hedge(say);
  if (claim.hedge.kind == Hedge::flat && say.frame->hedge != Hedge::flat) {
    claim.hedge = {say.frame->hedge, details_.words(say.cue_first, say.cue_last), claim.cue};
  }
  if (unsaid(say)) claim.denied = true;
  if (repudiated_by(event) != nowhere) claim.denied = true;
  disown(say, claim);
  const bool answer = say.frame->act == Act::counter_accuse || answers_back(event);  // "retorted that"
  if (answer && (claim.act == Act::accuse || claim.act == Act::attribute)) claim.act = Act::counter_accuse;
}

// The word behind what is told by told[at]: the next thing told, or the end of what is said.
std::size_t ClaimReader::end_of_told(const Predicate& say, const std::vector<std::size_t>& told, std::size_t at,
                                     const Telling& how, const std::vector<Party>& source) {
  const Predicate& event = predicates_[told[at]];
  if (how.aside)
    return event.filled.empty() ? event.cue_last : std::max(event.cue_last, event.filled.back().phrase.last);
  std::size_t end = std::max(event.end, say.end);
  for (std::size_t later = at + 1; later < told.size(); ++later) {
    const Predicate& other = predicates_[told[later]];
    const bool separate = other.frame->kind != FrameKind::link && other.begin > event.cue_first;
    if (separate && proposition(told[later], source)) end = std::min(end, other.begin);
  }
  return end;
}

// "has not ordered, and does not order, thefts": the denial just read, in the same words.
bool ClaimReader::told_again(const Claim& claim) const {
  const auto spans = [](const std::vector<Party>& parties) {
    std::vector<Span> found;
    for (const Party& party : parties) found.push_back(party.span.value_or(Span{}));
    return found;
  };
  if (claim.act != Act::deny || claims_.empty()) return false;
  const Claim& last = claims_.back();
  return last.act == Act::deny && spans(last.source) == spans(claim.source) &&
         spans(last.victim) == spans(claim.victim);
}

void ClaimReader::read_said(std::size_t index) {
  const Predicate& say = predicates_[index];
  std::vector<Party> via;
  const std::vector<Party> source = governing_source(index, via);
  std::vector<std::size_t> told;
  for (const std::size_t child : children(index)) {
    if (describes_event(predicates_[child].frame->kind) && !nested_event(child)) told.push_back(child);
  }
  // "attempts by X to break into Y": one event, told by the verb.
  std::erase_if(told, [&](std::size_t noun) {
    return std::any_of(told.begin(), told.end(),
                       [&](std::size_t verb) { return attempt_at(predicates_[noun], predicates_[verb]); });
  });
  bool first_claim = true;
  for (std::size_t t = 0; t < told.size(); ++t) {
    const Predicate& event = predicates_[told[t]];
    auto claim = proposition(told[t], source);
    if (!claim) continue;
    const Telling how = telling(event, source);
    std::size_t begin = event.begin;
    if (how.hearsay) {
      claim->source = {Party{}};
      if (how.relayed) claim->via = source;
      claim->cue = *how.own.span;
      if (how.aside) begin = grammar_.chunk(event.chunk).first;
    } else {
      claim->source = source;
      claim->via = via;
      claim->cue = details_.span_of(say.cue_first, say.cue_last);
      const Claim from_say = started(say, claim->act);
      claim->evaluation.insert(claim->evaluation.end(), from_say.evaluation.begin(), from_say.evaluation.end());
      if (first_claim && !how.aside) begin = std::min(begin, say.begin);
    }
    claim->rule = "frame:" + say.frame->name + "+" + event.frame->name;
    qualify(say, event, how, *claim);
    if (!first_claim && told_again(*claim)) continue;
    if (!first_claim && !how.hearsay && !how.aside) claim->cue = details_.span_of(event.cue_first, event.cue_last);
    std::size_t end = end_of_told(say, told, t, how, source);
    while (end > begin + 1 &&
           (grammar_.syntax().words[end - 1].tag == Tag::conjunction || grammar_.lower(end - 1) == ","))
      --end;
    read_purpose(told[t], *claim);
    if (!how.aside) first_claim = false;
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

// "attributed it to APT99, a group linked to the army": a tie that stands beside a name in what an act tells.
void ClaimReader::read_asides() {
  for (const Predicate& link : predicates_) {
    if (link.frame->kind != FrameKind::link || link.governor == nowhere || link.mood == Mood::finite) continue;
    const Predicate& act = predicates_[link.governor];
    if (act.frame->kind != FrameKind::act || !is_accusation(act.frame->act)) continue;
    auto claim = tie(link, started(link, Act::link_sponsor));
    if (!claim || link.negated) continue;
    const auto told = std::find_if(claims_.begin(), claims_.end(), [&](const Claim& other) {
      return !other.group.empty() && other.group.front().name == claim->group.front().name;
    });
    if (told == claims_.end() || told->act == Act::link_sponsor) continue;
    claim->source = told->source;
    claim->via = told->via;
    claim->hedge = details_.hedge(link);
    const std::size_t end =
        link.filled.empty() ? link.cue_last : std::max(link.cue_last, link.filled.back().phrase.last);
    finish(std::move(*claim), grammar_.chunk(link.chunk).first, end);
  }
}

// "Peru's ministry hack", "Peru on the router compromise": whether the state did it or suffered it is not said.
bool ClaimReader::ambiguous_doer(const Predicate& predicate) const {
  const Filled* agent = predicate.slot(Slot::accused);
  if (agent == nullptr || agent->phrase.chunks.size() != 1) return false;
  if (predicate.noun) return agent->phrase.chunks.front() == predicate.chunk && predicate.slot(Slot::victim) == nullptr;
  const std::vector<Party> doer = parties_.meant(agent->phrase).parties;
  const bool one_state = doer.size() == 1 && doer.front().kind == PartyKind::state;
  const std::string_view verb = grammar_.lower(predicate.cue_first);
  return one_state && !predicate.passive && predicate.mood == Mood::finite &&
         grammar_.chunk(predicate.chunk).first == predicate.cue_first &&
         grammar_.chunk(predicate.chunk).lemma == verb && predicate.cue_first > agent->phrase.last;
}

void ClaimReader::read_unsaid(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  if (predicate.governor != nowhere || nested_event(index) || ambiguous_doer(predicate)) return;
  if (repudiated_by(predicate) != nowhere) return;  // "The report that Peru did it is false."
  // "He attacked": in the text's own voice a pronoun is too little to accuse somebody.
  const Filled* agent = predicate.slot(Slot::accused);
  const std::vector<Party> speaker = voice();
  const bool issued = any_identified(speaker) && speaker.front().name != "narrator";
  if (!issued && agent != nullptr && !agent->phrase.chunks.empty() &&
      grammar_.head(agent->phrase.chunks.front()).tag == Tag::pronoun)
    return;
  auto claim = proposition(index, speaker);
  if (!claim) return;
  const bool named = any_identified(claim->accused) || any_identified(claim->group);
  if ((!named && claim->act != Act::deny) || !cyber(predicate) || (claim->act == Act::deny && !issued)) return;
  claim->source = speaker;
  claim->hedge = details_.hedge(predicate);
  if (claim->hedge.kind == Hedge::reported || claim->hedge.kind == Hedge::alleged) claim->source = {Party{}};
  read_purpose(index, *claim);
  finish(std::move(*claim), predicate.begin, predicate.end);
}

}  // namespace whence
