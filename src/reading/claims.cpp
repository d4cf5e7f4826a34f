#include "reading/claims.h"

#include <algorithm>

#include "reading/scope.h"

namespace whence {

Party narrator() {
  Party party;
  party.kind = PartyKind::outlet;
  party.name = "narrator";
  return party;
}

bool identified(const Party& party) {
  return party.state || party.id || party.kind == PartyKind::group || party.kind == PartyKind::company ||
         party.kind == PartyKind::organ || party.kind == PartyKind::institution ||
         (party.name && party.name->starts_with("nationality"));
}

bool any_identified(const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), identified);
}

bool describes_event(FrameKind kind) {
  return kind == FrameKind::event || kind == FrameKind::behind || kind == FrameKind::victim ||
         kind == FrameKind::outcome || kind == FrameKind::involve || kind == FrameKind::link;
}

ClaimReader::ClaimReader(const Grammar& grammar, const FrameIndex& frames, const WordTables& tables,
                         const SentenceContext& context, Discourse& discourse)
    : grammar_(grammar),
      frames_(frames),
      tables_(tables),
      context_(context),
      discourse_(discourse),
      parties_(grammar, context.text, discourse),
      details_(grammar, context.text, tables, context.published),
      predicates_(frames.predicates(grammar)) {
  settle_scope(grammar_, predicates_);
}

// The first party of the sentence that speaks or answers: "it" and "its" behind it are its own.
void ClaimReader::find_speaker() {
  for (const Predicate& predicate : predicates_) {
    const bool carries = predicate.frame->kind == FrameKind::act || predicate.frame->kind == FrameKind::say;
    const Filled* source = predicate.slot(Slot::source);
    if (!carries || predicate.noun || source == nullptr || source->phrase.chunks.empty()) continue;
    std::vector<Party> speaker = parties_.meant(source->phrase).parties;
    if (!any_identified(speaker)) continue;
    parties_.set_speaker(std::move(speaker), predicate.passive ? 0 : source->phrase.last);
    return;
  }
}

// "Portugal spoke first. It accused ...": whom the next sentence may mean.
void ClaimReader::remember_subject() {
  for (std::size_t i = 0; i < grammar_.syntax().chunks.size(); ++i) {
    if (!grammar_.is_verb(i) || grammar_.chunk(i).mood != Mood::finite) continue;
    const auto subject = grammar_.subject(i);
    if (!subject) return;
    const std::vector<Party> who = parties_.meant(*subject).parties;
    const bool states = std::all_of(who.begin(), who.end(), [](const Party& party) { return party.state.has_value(); });
    if (who.empty() || !states) return;
    discourse_.speakers = who;
    if (who.size() == 1) discourse_.state = who.front();
    return;
  }
}

std::vector<Claim> ClaimReader::read() {
  find_speaker();
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    const Predicate& predicate = predicates_[i];
    switch (predicate.frame->kind) {
      case FrameKind::act:
        predicate.noun ? read_noun_act(i) : read_act(i);
        break;
      case FrameKind::say:
        read_said(i);
        break;
      case FrameKind::event:
      case FrameKind::behind:
      case FrameKind::victim:
      case FrameKind::link:
        read_unsaid(i);
        break;
      case FrameKind::remark: {
        if (predicate.governor != nowhere || !claims_.empty()) break;
        Claim claim = started(predicate, Act::comment);
        claim.source = {narrator()};
        finish(std::move(claim), predicate.begin, predicate.end);
        break;
      }
      case FrameKind::outcome:
      case FrameKind::involve:
      case FrameKind::purpose:
        break;
    }
  }
  if (claims_.empty()) remember_subject();
  std::stable_sort(claims_.begin(), claims_.end(),
                   [](const Claim& a, const Claim& b) { return a.span.begin < b.span.begin; });
  return std::move(claims_);
}

Claim ClaimReader::started(const Predicate& cue, Act act) const {
  Claim claim;
  claim.act = act;
  claim.sentence = context_.number;
  claim.cue = details_.span_of(cue.cue_first, std::max(cue.cue_last, cue.cue_end));
  claim.rule = "frame:" + cue.frame->name;
  claim.status = cue.frame->status;
  if (!cue.frame->lean.empty()) {
    claim.evaluation.push_back({details_.words(cue.cue_first, cue.cue_last), claim.cue, "narrator", cue.frame->lean});
  }
  const Chunk& chunk = grammar_.chunk(cue.chunk);
  if (!cue.noun && chunk.manner && grammar_.syntax().words[*chunk.manner].token.lower.ends_with("ly")) {
    const std::string word = details_.words(*chunk.manner, *chunk.manner + 1);
    if (!details_.hedge_at(*chunk.manner)) claim.strength = word;
  }
  return claim;
}

void ClaimReader::finish(Claim claim, std::size_t first, std::size_t last) {
  const auto& words = grammar_.syntax().words;
  while (last > first + 1 && words[last - 1].tag == Tag::mark && words[last - 1].token.lower != ")") --last;
  claim.span = details_.span_of(first, last);
  if (claim.span.begin > claim.cue.begin) claim.span.begin = claim.cue.begin;
  if (claim.span.end < claim.cue.end) claim.span.end = claim.cue.end;
  claim.content = std::string(text_of(context_.text, claim.span));
  for (Evaluation& evaluation : details_.evaluations(first, last)) {
    evaluation.by = "narrator";
    const bool taken = std::any_of(claims_.begin(), claims_.end(), [&](const Claim& other) {
      return std::any_of(other.evaluation.begin(), other.evaluation.end(),
                         [&](const Evaluation& one) { return one.span == evaluation.span; });
    });
    if (!taken) claim.evaluation.push_back(std::move(evaluation));
  }
  rung(claim);
  const bool tied = !claim.group.empty() || claim.act == Act::link_sponsor;
  if (!context_.cyber && !tied && !details_.cyber(0, words.size(), 1)) claim.matter = "other";
  if (any_identified(claim.source)) {
    discourse_.speakers = claim.source;
    if (claim.source.size() == 1 && claim.source.front().state) discourse_.state = claim.source.front();
  }
  if (!claim.victim.empty() && !is_denial(claim.act)) discourse_.victim = claim.victim;
  if (claim.when && !claim.victim.empty()) discourse_.when = claim.when;
  if (!claim.group.empty()) discourse_.group = claim.group;
  claims_.push_back(std::move(claim));
}

void ClaimReader::rung(Claim& claim) const {
  if (!is_accusation(claim.act) && claim.act != Act::sanction) return;
  const bool state = std::any_of(claim.accused.begin(), claim.accused.end(),
                                 [](const Party& party) { return party.state.has_value(); });
  const bool organ = std::any_of(claim.sponsor.begin(), claim.sponsor.end(),
                                 [](const Party& party) { return party.kind == PartyKind::organ; });
  if (claim.act == Act::charge) {
    claim.rung = 5;
  } else if (claim.act == Act::sanction) {
    claim.rung = 4;
  } else if (organ) {
    claim.rung = 3;
  } else if (state) {
    claim.rung = claim.hedge.kind == Hedge::flat || claim.hedge.kind == Hedge::likely ? 2 : 1;
  } else {
    claim.rung = claim.accused.empty() ? 0 : 1;
  }
}

std::vector<Party> ClaimReader::source_of(const Predicate& predicate) const {
  if (const Filled* filled = predicate.slot(Slot::source)) {
    std::vector<Party> parties = parties_.meant(filled->phrase).parties;
    for (Party& party : parties) {
      // A proper name that no table knows and that speaks: somebody, most often a firm.
      if (party.kind != PartyKind::unnamed || !party.span || !bare_name(*party.span)) continue;
      party.kind = PartyKind::company;
      party.name = party.text;
    }
    if (!parties.empty()) return parties;
  }
  if (predicate.governor != nowhere) return source_of(predicates_[predicate.governor]);
  if (predicate.passive || predicate.frame->agentless) return {Party{}};
  return {narrator()};
}

std::vector<Party> ClaimReader::governing_source(std::size_t index, std::vector<Party>& via) const {
  for (std::size_t g = predicates_[index].governor; g != nowhere; g = predicates_[g].governor) {
    if (predicates_[g].frame->kind != FrameKind::say) continue;
    const std::vector<Party> outer = source_of(predicates_[g]);
    via.insert(via.begin(), outer.begin(), outer.end());
  }
  return source_of(predicates_[index]);
}

std::vector<std::size_t> ClaimReader::children(std::size_t owner) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    if (predicates_[i].governor == owner) found.push_back(i);
  }
  return found;
}

bool ClaimReader::cyber(const Predicate& predicate) const {
  if (predicate.frame->cyber) return true;
  return context_.cyber || details_.cyber(0, grammar_.syntax().words.size(), 1);
}

// An event that another predicate of the sentence holds in one of its slots: "conduct cyber attacks".
bool ClaimReader::nested_event(std::size_t index) const {
  const Predicate& inner = predicates_[index];
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    if (i == index || predicates_[i].frame->kind == FrameKind::say) continue;
    for (const Filled& filled : predicates_[i].filled) {
      const bool holds = filled.slot == Slot::event || filled.slot == Slot::content || filled.slot == Slot::any;
      for (const std::size_t chunk : filled.phrase.chunks) {
        if (holds && chunk == inner.chunk) return true;
      }
    }
  }
  return false;
}

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
  return frames_.claim_noun(head.token.lower) || frames_.event_noun(head.token.lower) || head.tag == Tag::pronoun;
}

// A call is aimed at the first state that what is called for names.
void ClaimReader::aim(const Predicate& predicate, Claim& claim) const {
  for (std::size_t i = predicate.cue_last; i < predicate.end && claim.target.empty(); ++i) {
    const Entity* entity = grammar_.syntax().words[i].entity;
    if (entity == nullptr || entity->kind != EntityKind::state) continue;
    Phrase phrase;
    phrase.chunks = {grammar_.chunk_at(i)};
    phrase.first = grammar_.chunk(phrase.chunks.front()).first;
    phrase.last = grammar_.chunk(phrase.chunks.front()).last;
    claim.target = parties_.meant(phrase).parties;
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
    case Act::deny:
      return about_claim(predicate, index) && (source || !claim.via.empty());
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
    case Act::disclose_victimhood:
    case Act::assess_outcome:
    case Act::assert_victimhood:
    case Act::offer_evidence:
    case Act::offer_alternative:
    case Act::revise:
    case Act::comment:
      return source;
  }
  return source;
}

// "tied the group X to the army": what is attributed is a group, and so the claim ties it to a sponsor.
void ClaimReader::tie_group(const Predicate& predicate, Claim& claim) const {
  const Filled* event = predicate.slot(Slot::event);
  if (claim.act != Act::attribute || event == nullptr || !claim.group.empty()) return;
  claim.group = groups_of(event->phrase);
  if (claim.group.empty()) return;
  claim.act = Act::link_sponsor;
  if (claim.sponsor.empty()) claim.sponsor = claim.accused;
  claim.accused.clear();
  claim.victim.clear();
}

// "called it a smear", "described the claim as nonsense": the word that dismisses.
std::size_t ClaimReader::judging_word(const Predicate& predicate) const {
  const std::string_view lemma = grammar_.chunk(predicate.chunk).lemma;
  if (predicate.noun || predicate.frame->act != Act::dismiss || !tables_.is(lemma, "judging")) return nowhere;
  const Filled* claim = predicate.slot(Slot::claim);
  std::size_t i = claim == nullptr ? predicate.cue_last : std::max(predicate.cue_last, claim->phrase.last);
  for (std::size_t word = i; word < predicate.end; ++word) {
    if (tables_.is(grammar_.lower(word), "dismissive")) return word;
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

void ClaimReader::read_act(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  if (generic(predicate)) return;
  Claim claim = started(predicate, predicate.frame->act);
  claim.source = governing_source(index, claim.via);
  claim.hedge = details_.hedge(predicate);
  if (claim.hedge.kind == Hedge::flat && predicate.frame->hedge != Hedge::flat) {
    claim.hedge = {predicate.frame->hedge, details_.words(predicate.cue_first, predicate.cue_last), claim.cue};
  }
  if (const std::size_t word = judging_word(predicate); word != nowhere) claim.cue = details_.span_of(word, word + 1);
  const bool needs_no = predicate.frame->cues.front().lemma == "not";
  claim.denied = (predicate.negated && !needs_no) || refrained(predicate);
  if (const Filled* accused = predicate.slot(Slot::accused)) place_agent(accused->phrase, claim);
  if (const Filled* target = predicate.slot(Slot::target)) claim.target = parties_.meant(target->phrase).parties;
  absorb(index, claim, claim.source);
  if (!claim.when) claim.when = details_.when(predicate.begin, predicate.end);
  tie_group(predicate, claim);
  if (claim.act == Act::accuse && !claim.group.empty()) claim.act = Act::attribute;
  if (claim.act == Act::attribute && claim.group.empty()) claim.act = Act::accuse;
  if (claim.act == Act::accuse && answers_earlier(claim)) claim.act = Act::counter_accuse;
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
    if (answer.noun || answer.frame->kind != FrameKind::act || !is_denial(answer.frame->act) || answer.negated) continue;
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
  claim.source = {narrator()};
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
  if (!any_identified(claim.actor) || (!alleged && claim.target.empty() && claim.accused.empty())) return;
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
  if (alleged) {
    last = std::max(last, predicate.end);
    claim.source = claim.actor;
    claim.actor.clear();
  }
  finish(std::move(claim), first, last);
}

}  // namespace whence
