#include "reading/claims.h"

#include <algorithm>

#include "reading/scope.h"

namespace whence {
namespace {

bool same_state(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Party& x) {
    return x.state && std::any_of(b.begin(), b.end(), [&](const Party& y) { return y.state == x.state; });
  });
}

bool any_identified(const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), identified);
}

bool describes_event(FrameKind kind) {
  return kind == FrameKind::event || kind == FrameKind::behind || kind == FrameKind::victim ||
         kind == FrameKind::outcome || kind == FrameKind::involve || kind == FrameKind::link;
}

}  // namespace

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

std::vector<Claim> ClaimReader::read() {
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
  std::stable_sort(claims_.begin(), claims_.end(),
                   [](const Claim& a, const Claim& b) { return a.span.begin < b.span.begin; });
  return std::move(claims_);
}

Claim ClaimReader::started(const Predicate& cue, Act act) const {
  Claim claim;
  claim.act = act;
  claim.sentence = context_.number;
  claim.cue = details_.span_of(cue.cue_first, cue.cue_last);
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
    if (!parties.empty()) return parties;
  }
  if (predicate.governor != nowhere) return source_of(predicates_[predicate.governor]);
  if (predicate.passive) return {Party{}};
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

void ClaimReader::read_act(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  if (generic(predicate)) return;
  Claim claim = started(predicate, predicate.frame->act);
  claim.source = governing_source(index, claim.via);
  claim.hedge = details_.hedge(predicate);
  if (claim.hedge.kind == Hedge::flat && predicate.frame->hedge != Hedge::flat) {
    claim.hedge = {predicate.frame->hedge, details_.words(predicate.cue_first, predicate.cue_last), claim.cue};
  }
  const bool needs_no = predicate.frame->cues.front().lemma == "not";
  claim.denied = predicate.negated && !needs_no;
  if (const Filled* accused = predicate.slot(Slot::accused)) place_agent(accused->phrase, claim);
  if (const Filled* target = predicate.slot(Slot::target)) claim.target = parties_.meant(target->phrase).parties;
  absorb(index, claim, claim.source);
  if (!claim.when) claim.when = details_.when(predicate.begin, predicate.end);
  if (claim.act == Act::accuse && !claim.group.empty()) claim.act = Act::attribute;
  if (claim.act == Act::attribute && claim.group.empty()) claim.act = Act::accuse;
  std::size_t first = predicate.begin;
  bool keep = true;
  switch (claim.act) {
    case Act::accuse:
    case Act::attribute:
    case Act::counter_accuse:
      keep = any_identified(claim.accused) || any_identified(claim.group) || any_identified(claim.sponsor);
      break;
    case Act::charge:
      keep = any_identified(claim.source) &&
             (any_identified(claim.accused) || any_identified(claim.group) || (claim.count && cyber(predicate)));
      break;
    case Act::sanction:
    case Act::expel:
    case Act::threaten:
      keep = any_identified(claim.source) && (any_identified(claim.target) || claim.act == Act::threaten);
      break;
    case Act::deny: {
      const Filled* content = predicate.slot(Slot::content);
      const bool about_claim =
          content == nullptr || frames_.claim_noun(grammar_.head(content->phrase.chunks.front()).token.lower) ||
          frames_.event_noun(grammar_.head(content->phrase.chunks.front()).token.lower) || !children(index).empty() ||
          grammar_.head(content->phrase.chunks.front()).tag == Tag::pronoun;
      keep = about_claim && (any_identified(claim.source) || !claim.via.empty());
      break;
    }
    case Act::reject:
    case Act::dismiss:
    case Act::no_comment:
    case Act::decline_to_name:
      keep = any_identified(claim.source) || !claims_.empty() || context_.cyber;
      break;
    case Act::call_for: {
      for (std::size_t i = predicate.cue_last; i < predicate.end; ++i) {
        const Entity* entity = grammar_.syntax().words[i].entity;
        if (entity == nullptr || entity->kind != EntityKind::state || !claim.target.empty()) continue;
        Phrase phrase;
        phrase.chunks = {grammar_.chunk_at(i)};
        phrase.first = grammar_.chunk(phrase.chunks.front()).first;
        phrase.last = grammar_.chunk(phrase.chunks.front()).last;
        claim.target = parties_.meant(phrase).parties;
      }
      keep = any_identified(claim.source) && any_identified(claim.target);
      break;
    }
    case Act::describe: {
      if (first > 0 && grammar_.lower(first - 1) == "what") --first;
      keep = any_identified(claim.source) && details_.cyber(predicate.cue_last, predicate.end, 1);
      read_purpose(index, claim);
      break;
    }
    default:
      keep = any_identified(claim.source);
      break;
  }
  if (!keep) return;
  finish(std::move(claim), first, predicate.end);
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
    const bool insertion = event.frame->kind == FrameKind::link && event.mood != Mood::finite;
    const bool hearsay = insertion && (own.kind == Hedge::reported || own.kind == Hedge::alleged);
    std::size_t begin = event.begin;
    if (hearsay) {
      claim->source = {Party{}};
      claim->cue = *own.span;
      begin = grammar_.chunk(event.chunk).first;
    } else {
      claim->source = source;
      claim->via = via;
      claim->cue = details_.span_of(predicate.cue_first, predicate.cue_last);
      const Claim from_say = started(predicate, claim->act);
      claim->evaluation.insert(claim->evaluation.end(), from_say.evaluation.begin(), from_say.evaluation.end());
      if (first_claim && !insertion) begin = std::min(begin, predicate.begin);
    }
    claim->rule = "frame:" + predicate.frame->name + "+" + event.frame->name;
    claim->hedge = own;
    if (claim->hedge.kind == Hedge::flat && !hearsay) claim->hedge = details_.hedge(predicate);
    if (claim->hedge.kind == Hedge::flat && predicate.frame->hedge != Hedge::flat) {
      claim->hedge = {predicate.frame->hedge, details_.words(predicate.cue_first, predicate.cue_last), claim->cue};
    }
    if (predicate.negated) claim->denied = true;
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

void ClaimReader::read_unsaid(std::size_t index) {
  const Predicate& predicate = predicates_[index];
  if (predicate.governor != nowhere || nested_event(index)) return;
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

std::optional<Claim> ClaimReader::proposition(std::size_t index, const std::vector<Party>& source) {
  const Predicate& predicate = predicates_[index];
  Claim claim = started(predicate, Act::accuse);
  claim.evaluation.clear();
  if (predicate.frame->kind == FrameKind::link) {
    const Filled* group = predicate.slot(Slot::group);
    const Filled* sponsor = predicate.slot(Slot::sponsor);
    if (group == nullptr || sponsor == nullptr) return std::nullopt;
    claim.act = Act::link_sponsor;
    for (Party& party : parties_.meant(group->phrase).parties) {
      if (party.kind == PartyKind::group) claim.group.push_back(std::move(party));
    }
    for (Party& party : parties_.meant(sponsor->phrase).parties) {
      if (party.state || party.kind == PartyKind::organ) claim.sponsor.push_back(std::move(party));
    }
    claim.denied = predicate.negated;
    if (claim.group.empty() || claim.sponsor.empty()) return std::nullopt;
    return claim;
  }
  if (predicate.frame->kind == FrameKind::outcome) {
    if (!cyber(predicate)) return std::nullopt;
    claim.act = Act::assess_outcome;
    claim.outcome = predicate.frame->outcome;
    return claim;
  }
  fill_event(predicate, claim, source);
  const bool own_doing = same_state(claim.accused, source);
  const bool named = any_identified(claim.accused) || any_identified(claim.group);
  if (predicate.frame->kind == FrameKind::involve) {
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
  claim.denied = predicate.negated;
  if (own_doing) return std::nullopt;
  if (named) {
    claim.act = claim.group.empty() ? Act::accuse : Act::attribute;
    return claim;
  }
  claim.accused.clear();
  if (claim.victim.empty() || !cyber(predicate)) return std::nullopt;
  const bool own_victim = same_state(claim.victim, source);
  if (predicate.frame->kind == FrameKind::victim) {
    claim.outcome = Outcome::succeeded;
    const bool state_itself = claim.victim.front().kind == PartyKind::state && own_victim;
    claim.act = state_itself ? Act::assert_victimhood : Act::disclose_victimhood;
  } else if (own_victim && claim.outcome != Outcome::attempted) {
    claim.act = Act::disclose_victimhood;
  }
  return claim;
}

}  // namespace whence
