// Acts: accusations, answers, sanctions, by verb or by noun.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {

// "tied the group X to the army": what is attributed is a group, and so the claim ties it to a sponsor.
void ClaimReader::tie_group(const Predicate& predicate, Claim& claim) const {
  const Filled* event = predicate.slot(Slot::event);
  if (claim.act != Act::attribute || event == nullptr) return;
  if (!claim.group.empty()) {  // "linked the bureau to the group X"
    std::vector<Party> sponsor = parties_.meant(event->phrase).parties;
    std::erase_if(sponsor, [](const Party& party) {
      return !party.state || (party.kind != PartyKind::state && party.kind != PartyKind::organ);
    });
    if (sponsor.empty()) return;
    claim.sponsor = std::move(sponsor);
  } else {
    claim.group = groups_of(event->phrase);
    if (claim.group.empty()) return;
    // "linked the group X to the worm": a tool pays nobody.
    const auto tool = [](const Party& party) { return party.kind == PartyKind::unnamed && party.id; };
    if (std::erase_if(claim.accused, tool) > 0 && claim.accused.empty()) return;
    if (claim.sponsor.empty()) claim.sponsor = claim.accused;
  }
  claim.act = Act::link_sponsor;
  claim.accused.clear();
  claim.victim.clear();
}

// "It is difficult to attribute", "would be wrong to blame": nobody does.
bool ClaimReader::hardly(const Predicate& predicate) const {
  if (predicate.mood != Mood::infinitive || predicate.chunk == 0) return false;
  return tables_.is(grammar_.lower(grammar_.chunk(predicate.chunk).first - 1), "hard");
}

// "If Denmark did this": nobody says that it did.
bool ClaimReader::conditional(const Predicate& predicate) const {
  return predicate.begin > 0 && tables_.is(grammar_.lower(predicate.begin - 1), "condition");
}

// The word and the one behind it, as the tables write two words: "in turn".
std::string ClaimReader::pair_at(std::size_t word) const {
  const bool last = word + 1 >= grammar_.syntax().words.size();
  return std::string(grammar_.lower(word)) + " " + std::string(last ? std::string_view() : grammar_.lower(word + 1));
}

// "called it a smear", "described the claim as nonsense": the word that dismisses.
std::size_t ClaimReader::judging_word(const Predicate& predicate) const {
  const std::string_view lemma = grammar_.chunk(predicate.chunk).lemma;
  if (predicate.noun || predicate.frame->act != Act::dismiss || !tables_.is(lemma, "judging")) return nowhere;
  for (std::size_t word = predicate.cue_last; word < predicate.end; ++word) {
    if (tables_.is(grammar_.lower(word), "dismissive") || tables_.is(pair_at(word), "dismissive")) return word;
  }
  return nowhere;
}

// "urged hospitals to update": advice to those who run computers, no call on a state.
bool ClaimReader::advises(const Predicate& predicate) const {
  const Filled* target = predicate.slot(Slot::target);
  if (target == nullptr || target->phrase.chunks.empty() || !cyber(predicate)) return false;
  const Entity* entity = grammar_.head(target->phrase.chunks.front()).entity;
  return entity != nullptr && (entity->kind == EntityKind::sector || entity->kind == EntityKind::person_noun);
}

// An accusation by one who denies in the same breath is an answer.
bool ClaimReader::answers_earlier(const Claim& claim) const {
  return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& earlier) {
    if (!is_denial(earlier.act) || earlier.source.empty() || claim.source.empty()) return false;
    return earlier.source.front().state && earlier.source.front().state == claim.source.front().state;
  });
}

// "hit back, accusing X", "and in turn accused X", "instead of answering": words that make it an answer.
bool ClaimReader::answers_back(const Predicate& accusation) const {
  const bool turned = std::any_of(predicates_.begin(), predicates_.end(), [&](const Predicate& other) {
    return other.frame->kind == FrameKind::say && other.frame->act == Act::counter_accuse &&
           other.cue_first < accusation.cue_first;
  });
  return turned || tables_.phrase_in(grammar_.syntax().words, 0, accusation.cue_first, "answering");
}

// A court charges a person, not the state that the person serves.
void ClaimReader::charge_persons(Claim& claim) const {
  for (Party& party : claim.accused) {
    if (party.kind != PartyKind::person || !party.state) continue;
    party.name = "nationality: " + *party.state;
    party.state.reset();
  }
}

// "would expel the envoys", "will impose sanctions": not done yet.
bool ClaimReader::announced(const Predicate& predicate) const {
  const Chunk& group = grammar_.chunk(predicate.chunk);
  return !predicate.noun && group.modal && !predicate.negated && tables_.is(grammar_.lower(*group.modal), "announced");
}

// Whom an act is aimed at. "accused B of it and expelled its attache": nobody expels its own.
void ClaimReader::fill_target(const Predicate& act, Claim& claim) const {
  const Filled* target = act.slot(Slot::target);
  if (target == nullptr) return;
  Meant meant = parties_.meant(target->phrase);
  claim.target = std::move(meant.parties);
  if (!claim.count) claim.count = meant.count;
  if (claim.act != Act::expel || claim.source.empty() || claim.target.empty() || claims_.empty()) return;
  Party& own = claim.target.front();
  const std::vector<Party>& accused = claims_.back().accused;
  const bool theirs =
      own.state && own.state == claim.source.front().state && accused.size() == 1 && accused.front().state;
  if (theirs) own.state = accused.front().state;
}

// What the speaker gives as reason: "sanctioned X over the theft", "dismissed it, saying no proof had been shown".
void ClaimReader::fill_grounds(std::size_t index, Claim& claim) const {
  const Predicate& act = predicates_[index];
  const auto add = [&](std::size_t first, std::size_t last) {
    if (first >= last) return;
    const Span span = details_.span_of(first, last);
    claim.grounds.push_back({std::string(text_of(context_.text, span)), span});
  };
  if (const Filled* content = act.slot(Slot::content); content != nullptr && !content->phrase.chunks.empty()) {
    const bool reason = claim.act == Act::sanction || claim.act == Act::expel || claim.act == Act::call_for;
    if (reason) add(content->phrase.first, content->phrase.last);
  }
  if (!is_denial(claim.act)) return;
  for (const Predicate& say : predicates_) {
    const bool reason = say.frame->kind == FrameKind::say && say.mood == Mood::gerund && say.cue_first > act.cue_last &&
                        say.begin > 0 && grammar_.lower(say.begin - 1) == ",";
    if (!reason) continue;
    const bool that = say.cue_last < say.end && grammar_.lower(say.cue_last) == "that";
    add(say.cue_last + (that ? 1 : 0), say.end);
    return;
  }
}

// "They are charged with": whom the text spoke of as accused, not those who spoke.
bool ClaimReader::charged_before(const Predicate& act, const Filled& accused) const {
  if (discourse_.accused.empty() || accused.phrase.chunks.size() != 1) return false;
  const bool court = act.frame->act == Act::charge || act.frame->act == Act::sanction;
  const Word& head = grammar_.head(accused.phrase.chunks.front());
  if (court && act.passive && head.tag == Tag::pronoun) return true;
  const bool back =
      tables_.is(head.token.lower, "defendants") && tables_.is(grammar_.lower(accused.phrase.first), "definite");
  return (court || is_accusation(act.frame->act)) && back &&
         accused.phrase.last - accused.phrase.first == 2;  // "the men"
}

void ClaimReader::read_act(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  if (generic(predicate) || conditional(predicate) || hardly(predicate)) return;
  const bool left_open = predicate.governor != nowhere && predicates_[predicate.governor].frame->act == Act::no_comment;
  if (left_open && is_accusation(predicate.frame->act)) return;  // "neither confirmed nor denied that it accused B"
  // "rejected reports that it had accused B": no answer to an accusation; what was not said is the claim.
  const bool of_words = is_denial(predicate.frame->act) &&
                        std::any_of(predicates_.begin(), predicates_.end(),
                                    [&](const Predicate& telling) { return disowned_by(telling) == index; });
  if (of_words) return;
  Claim claim = started(predicate, predicate.frame->act);
  claim.source = governing_source(index, claim.via);
  claim.hedge = details_.hedge(predicate);
  if (claim.hedge.kind == Hedge::flat && predicate.frame->hedge != Hedge::flat) {
    claim.hedge = {predicate.frame->hedge, details_.words(predicate.cue_first, predicate.cue_last), claim.cue};
  }
  if (const std::size_t word = judging_word(predicate); word != nowhere) claim.cue = details_.span_of(word, word + 1);
  const bool what = predicate.begin > 0 && grammar_.lower(predicate.begin - 1) == "what";
  const bool judges = !predicate.noun && tables_.is(grammar_.chunk(predicate.chunk).lemma, "judging");
  if (claim.act == Act::dismiss && (what || judges) && judging_word(predicate) == nowhere) claim.act = Act::describe;
  claim.denied = (predicate.negated && !predicate.asks_no) || refrained(predicate);
  if (predicate.governor != nowhere && predicates_[predicate.governor].frame->kind == FrameKind::say)
    claim.denied = claim.denied || unsaid(predicates_[predicate.governor]);
  const Chunk& group = grammar_.chunk(predicate.chunk);
  if (group.manner && tables_.is(grammar_.lower(*group.manner), "wrongly")) claim.denied = true;
  const Filled* accused = predicate.slot(Slot::accused);
  if (accused != nullptr && charged_before(predicate, *accused)) {
    claim.accused = discourse_.accused;
  } else if (accused != nullptr) {
    place_agent(accused->phrase, claim);
  }
  if (claim.act == Act::charge) charge_persons(claim);
  fill_target(predicate, claim);
  if ((claim.act == Act::expel || claim.act == Act::sanction) && announced(predicate)) claim.act = Act::threaten;
  if (predicate.frame->self && claim.via.empty()) claim.source = claim.group.empty() ? claim.accused : claim.group;
  if (predicate.frame->fact && !clear_others(predicate, claim)) return;
  absorb(index, claim, claim.source);
  fill_grounds(index, claim);
  if (!claim.when) claim.when = details_.when(predicate.begin, predicate.end);
  claim.said = done_when(predicate);
  if (!claim.when) claim.when = fronted_when(predicate.begin);
  tie_group(predicate, claim);
  if (claim.act == Act::accuse && !claim.group.empty()) claim.act = Act::attribute;
  if (claim.act == Act::attribute && claim.group.empty()) claim.act = Act::accuse;
  disown(predicate, claim);
  const bool answers = !claim.denied && (answers_earlier(claim) || answers_back(predicate));
  if (claim.act == Act::accuse && answers) claim.act = Act::counter_accuse;
  if (claim.act == Act::call_for && advises(predicate)) claim.act = Act::advise;
  if (claim.act == Act::advise && any_identified(claim.target)) claim.act = Act::threaten;
  std::size_t first = predicate.begin;
  if (claim.act == Act::describe) {
    if (first > 0 && grammar_.lower(first - 1) == "what") --first;
    read_purpose(index, claim);
  }
  if (!kept(predicate, index, claim)) return;
  finish(std::move(claim), first, predicate.end);
}

// "A rejected B's accusation": it was against A.
void ClaimReader::accuse_answerer(std::size_t index, Claim& claim) {
  for (const Predicate& answer : predicates_) {
    if (answer.noun || answer.frame->kind != FrameKind::act || !is_denial(answer.frame->act) || answer.negated)
      continue;
    const bool holds = predicates_[index].cue_first >= answer.cue_last && predicates_[index].cue_first < answer.end;
    const bool passive = answer.passive && predicates_[index].cue_first < answer.cue_first;
    if (!holds && !passive) continue;
    const std::vector<Party> who = source_of(answer);
    if (who.size() != 1 || !who.front().state || who.front().state == claim.actor.front().state) continue;
    claim.accused = who;
    return;
  }
}

// "China's sanctions in 2021": the text mentions an act of somebody else.
void ClaimReader::read_noun_act(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  const Filled* owner = predicate.slot(Slot::source);
  if (owner == nullptr) return;
  for (const Predicate& other : predicates_) {
    const Filled* speaker = other.slot(Slot::source);
    const bool tells = &other != &predicate && other.frame->kind == FrameKind::say && speaker != nullptr &&
                       other.begin > predicate.begin;
    if (tells && speaker->phrase.chunks == owner->phrase.chunks) return;  // "the claims made by A, who say that"
  }
  Claim claim = started(predicate, predicate.frame->act);
  claim.denied = predicate.negated;  // "there was no accusation"
  claim.source = voice();
  claim.actor = parties_.meant(owner->phrase).parties;
  if (const Filled* accused = predicate.slot(Slot::accused)) place_agent(accused->phrase, claim);
  if (const Filled* target = predicate.slot(Slot::target)) claim.target = parties_.meant(target->phrase).parties;
  std::size_t first = grammar_.chunk(predicate.chunk).first;
  // "those targeted by China's sanctions": who is hit stands before the participle.
  const std::size_t chunk = predicate.chunk;
  if (claim.target.empty() && chunk >= 2 && grammar_.is_word(chunk - 1, "by") && grammar_.is_verb(chunk - 2)) {
    if (const auto hit = grammar_.subject(chunk - 2)) {
      first = std::min(first, hit->first);
      Party target;
      target.span = details_.span_of(hit->first, grammar_.chunk(hit->chunks.back()).last);
      target.text = std::string(text_of(context_.text, *target.span));
      claim.target = {std::move(target)};
    }
  }
  const bool alleged = is_accusation(claim.act);
  const bool answer = is_denial(claim.act) && cyber(predicate);
  if (!any_identified(claim.actor) || (!alleged && !answer && claim.target.empty() && claim.accused.empty())) return;
  if (alleged) absorb(index, claim, claim.actor);
  for (const std::size_t child : children(index)) {
    if (!alleged || !describes_event(predicates_[child].frame->kind)) continue;
    Claim inner;
    fill_event(predicates_[child], inner, claim.actor);
    if (claim.accused.empty()) claim.accused = inner.accused;
    if (claim.group.empty()) claim.group = inner.group;
  }
  if (alleged && !any_identified(claim.accused) && !any_identified(claim.group)) {
    accuse_answerer(index, claim);
    if (!any_identified(claim.accused)) return;
  }
  if (claim.act == Act::accuse && !claim.group.empty()) claim.act = Act::attribute;
  std::size_t last = grammar_.chunk(predicate.chunk).last;
  claim.when = details_.when(predicate.cue_last, std::min(predicate.end, predicate.cue_last + 5));
  for (std::size_t i = last; claim.when && i < predicate.end; ++i) {
    if (grammar_.syntax().words[i].token.span.end <= claim.when->span.end) last = i + 1;
  }
  for (const Filled& filled : predicate.filled) last = std::max(last, filled.phrase.last);
  if (alleged) last = std::max(last, predicate.end);
  if (alleged || answer) {
    claim.source = claim.actor;
    claim.actor.clear();
  }
  finish(std::move(claim), first, last);
}

}  // namespace whence
