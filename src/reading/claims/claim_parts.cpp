// The parts of a claim that predicates fill: agent, victim, intermediaries, purpose.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {

// Capitalised words only, not at the beginning of the sentence where any word is capitalised.
bool ClaimReader::bare_name(const Span& span) const {
  const auto& words = grammar_.syntax().words;
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!span.contains(words[i].token.span)) continue;
    if (words[i].tag != Tag::name || !words[i].token.capital || words[i].entity != nullptr) return false;
    ++count;
  }
  return count >= 2;
}

// "Ada Vesper": a natural person is no group, whatever place the name stands in.
bool ClaimReader::person_name(const Party& party) const {
  if (!party.span || !bare_name(*party.span)) return false;
  for (const Word& word : grammar_.syntax().words) {
    if (party.span->contains(word.token.span)) return tables_.is(word.token.lower, "given-name");
  }
  return false;
}

// The groups that a phrase names: catalogued, named in apposition, or a bare proper name in a group's place.
std::vector<Party> ClaimReader::groups_of(const Phrase& phrase) const {
  std::vector<Party> groups;
  for (Party& party : parties_.meant(phrase).parties) {
    if (person_name(party)) continue;
    if (party.kind == PartyKind::unnamed && party.span && bare_name(*party.span)) {
      party.kind = PartyKind::group;
      party.name = party.text;
    }
    if (party.kind == PartyKind::group) groups.push_back(std::move(party));
  }
  return groups;
}

// "Egyptian state-sponsored hackers": the state, in place of the nationality of its people.
void ClaimReader::name_state(Party state, Claim& claim) {
  const std::string people = "nationality: " + state.state.value_or("");
  std::erase_if(claim.accused, [&](const Party& party) {
    return party.name == people || (party.kind == PartyKind::person && !identified(party));
  });
  claim.accused.push_back(std::move(state));
}

void ClaimReader::place_agent(const Phrase& phrase, Claim& claim) {
  Meant meant = parties_.meant(phrase);
  for (Party& party : meant.parties) {
    if (person_name(party)) {
      party.kind = PartyKind::person;
      party.name = party.text;
      claim.accused.push_back(std::move(party));
    } else if (party.kind == PartyKind::group) {
      claim.group.push_back(std::move(party));
    } else if (party.kind == PartyKind::organ && !party.state && meant.pronoun) {
      continue;  // "it" may be anybody where whose the organ is is not known
    } else if (party.kind == PartyKind::organ) {
      claim.sponsor.push_back(party);
      if (party.state) claim.accused.push_back(std::move(party));
    } else if (identified(party) || party.kind == PartyKind::person) {
      claim.accused.push_back(std::move(party));
    } else if (claim.act == Act::charge && party.name && party.name->starts_with("of ")) {
      party.kind = PartyKind::person;  // "two Danish smugglers"
      party.name = "nationality: " + party.name->substr(3);
      claim.accused.push_back(std::move(party));
    } else if (claim.act != Act::charge && party.span && bare_name(*party.span)) {
      // A proper name in the doer's place that no table knows: a group, unknown.
      party.kind = PartyKind::group;
      party.name = party.text;
      claim.group.push_back(std::move(party));
    }
  }
  for (Party& state : meant.accused_state) name_state(std::move(state), claim);
  for (Party& sponsor : meant.sponsor) claim.sponsor.push_back(std::move(sponsor));
  if (meant.count) claim.count = meant.count;
  // "hackers working for the ministry": what ties the doer stands behind it.
  for (const Predicate& link : predicates_) {
    if (link.frame->kind != FrameKind::link || link.mood == Mood::finite) continue;
    const Filled* group = link.slot(Slot::group);
    const Filled* sponsor = link.slot(Slot::sponsor);
    if (group == nullptr || sponsor == nullptr || details_.hedge(link).kind == Hedge::reported) continue;
    const bool ours = std::any_of(group->phrase.chunks.begin(), group->phrase.chunks.end(), [&](std::size_t chunk) {
      return std::find(phrase.chunks.begin(), phrase.chunks.end(), chunk) != phrase.chunks.end();
    });
    if (!ours) continue;
    for (Party& party : parties_.meant(sponsor->phrase).parties) {
      if (party.kind == PartyKind::organ) claim.sponsor.push_back(party);
      if (party.state && !link.frame->graded) name_state(std::move(party), claim);
    }
  }
}

bool ClaimReader::attempted(const Predicate& event) const {
  if (event.noun) return tables_.is(grammar_.head(event.chunk).token.lower, "attempt");
  if (event.mood != Mood::infinitive && event.mood != Mood::gerund) return false;
  for (std::size_t i = event.chunk, steps = 0; i-- > 0 && steps < 4; ++steps) {
    if (grammar_.is_verb(i) && tables_.is(grammar_.chunk(i).lemma, "attempt")) return true;
    if (grammar_.is_phrase(i) && tables_.is(grammar_.head(i).token.lower, "attempt")) return true;
  }
  return false;
}

// Whether a noun for an attempt is what `verb` tells in full: "attempts by X to break into Y".
bool ClaimReader::attempt_at(const Predicate& noun, const Predicate& verb) const {
  if (!noun.noun || verb.noun || verb.mood != Mood::infinitive || !attempted(noun) || !attempted(verb)) return false;
  return noun.chunk < verb.chunk && verb.chunk <= noun.chunk + 4 && noun.slot(Slot::victim) == nullptr;
}

void ClaimReader::fill_victim(const Predicate& event, Claim& claim, const std::vector<Party>& source) {
  const Filled* victim = event.slot(Slot::victim);
  if (victim == nullptr && event.frame->outcome == Outcome::succeeded) victim = event.slot(Slot::any);
  if (victim == nullptr || victim->phrase.chunks.empty() || !claim.victim.empty()) return;
  const std::size_t chunk = victim->phrase.chunks.front();
  const auto& head = grammar_.head(chunk);
  if (frames_.event_noun(head.token.lower) || frames_.claim_noun(head.token.lower)) return;
  if (tables_.is(head.token.lower, "no-victim")) return;                 // "exploited a flaw"
  const bool counts = victim->phrase.last > grammar_.chunk(chunk).last;  // "one of its accounts"
  if (head.tag == Tag::pronoun && !counts) {
    if (owned_by_speaker(event) && event.governor != nowhere) {
      claim.victim = source;
    } else if (head.token.lower == "them" || head.token.lower == "it") {
      claim.victim = discourse_.victim;
    }
    return;
  }
  claim.victim = parties_.victims(victim->phrase, source);
  own_country(event, victim->phrase, source, claim);
}

// "X said that Y had entered the national mint": X's own, unless X answers.
void ClaimReader::own_country(const Predicate& event, const Phrase& phrase, const std::vector<Party>& source,
                              Claim& claim) const {
  if (claim.victim.size() != 1 || claim.victim.front().state || source.size() != 1 || !source.front().state) return;
  if (event.governor == nowhere || is_denial(predicates_[event.governor].frame->act)) return;
  if (!tables_.is(grammar_.lower(phrase.first), "definite")) return;
  for (std::size_t i = phrase.first; i < phrase.last; ++i) {
    if (tables_.is(grammar_.lower(i), "national")) claim.victim.front().state = source.front().state;
  }
}

// Whether what stands at `chunk` is the grammatical doer of an event: "the attack that closed".
bool ClaimReader::told_of(const Predicate& event, std::size_t chunk) const {
  const Filled* doer = event.slot(Slot::accused);
  return !event.noun && doer != nullptr && doer->phrase.chunks.size() == 1 && doer->phrase.chunks.front() == chunk;
}

// "blamed Iran for the hacked pumps": what was hit stands where the event would.
void ClaimReader::victim_from_content(const Predicate& act, Claim& claim, const std::vector<Party>& source) const {
  const Filled* content = act.slot(Slot::content);
  if (content == nullptr || content->phrase.chunks.empty() || !claim.victim.empty()) return;
  const Chunk& part = grammar_.chunk(content->phrase.chunks.front());
  for (std::size_t i = part.first; i < part.head; ++i) {
    const Word& word = grammar_.syntax().words[i];
    if (word.tag != Tag::adjective || word.verb == nullptr || (word.verb->forms & participle) == 0) continue;
    if (!frames_.cyber_verb(word.verb->lemma)) continue;
    claim.victim = parties_.victims(content->phrase, source);
    return;
  }
}

// "hacked the mint on behalf of the army", "stole files on the orders of their government": whom the deed served.
void ClaimReader::in_service(const Predicate& event, Claim& claim) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = event.cue_last; i + 2 < std::min(event.end, words.size()); ++i) {
    if (!tables_.is(grammar_.lower(i), "service") || grammar_.lower(i + 1) != "of" || i == 0) continue;
    const bool opened = words[i - 1].tag == Tag::preposition || words[i - 1].tag == Tag::determiner;
    const std::size_t chunk = grammar_.chunk_at(i + 2);
    if (!opened || !grammar_.is_phrase(chunk)) continue;
    for (Party& party : parties_.meant(grammar_.alone(chunk)).parties) {
      if (!party.state || (party.kind != PartyKind::state && party.kind != PartyKind::organ)) continue;
      if (party.kind == PartyKind::organ) claim.sponsor.push_back(party);
      name_state(std::move(party), claim);
    }
    return;
  }
}

void ClaimReader::fill_event(const Predicate& event, Claim& claim, const std::vector<Party>& source) {
  if (const Filled* agent = event.slot(Slot::accused)) {
    if (!agent->phrase.chunks.empty()) place_agent(agent->phrase, claim);
  }
  fill_victim(event, claim, source);
  if (event.frame->outcome != Outcome::unknown) claim.outcome = event.frame->outcome;
  if (attempted(event)) claim.outcome = Outcome::attempted;
  if (const Filled* inner = event.slot(Slot::event)) {
    for (const std::size_t chunk : inner->phrase.chunks) {
      for (const Predicate& other : predicates_) {
        if (other.frame->kind != FrameKind::event) continue;
        if (told_of(other, chunk)) fill_victim(other, claim, source);  // "the attack that closed the hospital"
        if (other.chunk != chunk) continue;
        const Filled* doer = other.slot(Slot::accused);
        if (doer != nullptr && claim.accused.empty() && claim.group.empty()) place_agent(doer->phrase, claim);
        fill_victim(other, claim, source);
        if (attempted(other)) claim.outcome = Outcome::attempted;
      }
      const std::size_t first = grammar_.chunk(chunk).first;
      const std::string_view opener = grammar_.lower(first);
      const bool known = (grammar_.syntax().words[first].classes & anaphor_word) != 0 ||
                         tables_.is(opener, "definite") || tables_.is(opener, "both");
      if (claim.victim.empty() && known) {
        claim.victim = discourse_.victim;
        if (!claim.when) claim.when = discourse_.when;
      }
    }
  }
  if (!claim.when) claim.when = details_.when(event.begin, event.end);
  fill_through(claim, event.begin, event.end);
  if (claim.through.empty()) through_help(event, claim);
  in_service(event, claim);
}

// What an act tells of: its children, and those of a claim that it names by a noun: "charged X on charges of hacking".
std::vector<std::size_t> ClaimReader::told_by(std::size_t owner) const {
  std::vector<std::size_t> told = children(owner);
  const Filled* content = predicates_[owner].slot(Slot::content);
  if (content == nullptr || content->phrase.chunks.size() != 1) return told;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Predicate& noun = predicates_[told[i]];
    if (!noun.noun || noun.chunk != content->phrase.chunks.front() || noun.slot(Slot::source) != nullptr) continue;
    for (const std::size_t inner : children(told[i])) told.push_back(inner);
    break;
  }
  return told;
}

void ClaimReader::absorb(std::size_t owner, Claim& claim, const std::vector<Party>& source) {
  const Predicate& act = predicates_[owner];
  if (is_denial(claim.act)) {
    for (const std::size_t child : children(owner)) {
      if (predicates_[child].frame->kind != FrameKind::event || predicates_[child].governor != owner) continue;
      Claim inner;
      fill_event(predicates_[child], inner, source);
      if (claim.victim.empty()) claim.victim = inner.victim;
    }
    return;
  }
  if (claim.act == Act::revise) {
    for (const std::size_t child : children(owner)) {
      if (const Filled* accused = predicates_[child].slot(Slot::accused)) place_agent(accused->phrase, claim);
      for (const std::size_t event : children(child)) {
        if (predicates_[event].frame->kind != FrameKind::event) continue;
        fill_event(predicates_[event], claim, source);
      }
    }
  }
  if (act.slot(Slot::event) != nullptr) {
    Claim inner;
    fill_event(act, inner, source);
    claim.victim = inner.victim;
    std::erase_if(claim.victim, [&](const Party& party) {  // "blamed the attack on X": X is no victim
      const auto same = [&](const Party& doer) { return doer.span && doer.span == party.span; };
      return std::any_of(claim.accused.begin(), claim.accused.end(), same) ||
             std::any_of(claim.group.begin(), claim.group.end(), same);
    });
    claim.when = inner.when;
    if (inner.outcome != Outcome::unknown) claim.outcome = inner.outcome;
    const bool nobody = claim.accused.empty() && claim.group.empty() && claim.sponsor.empty();
    if (nobody && is_accusation(claim.act)) {  // "condemned the hacking by Peru"
      claim.accused = std::move(inner.accused);
      claim.group = std::move(inner.group);
      claim.sponsor = std::move(inner.sponsor);
    }
    if (claim.through.empty()) claim.through = std::move(inner.through);
  }
  for (const std::size_t child : told_by(owner)) {
    const Predicate& event = predicates_[child];
    if (event.frame->kind != FrameKind::event && event.frame->kind != FrameKind::behind &&
        event.frame->kind != FrameKind::victim)
      continue;
    Claim inner;
    fill_event(event, inner, source);
    if (claim.victim.empty()) claim.victim = inner.victim;
    if (claim.outcome == Outcome::unknown) claim.outcome = inner.outcome;
    if (!claim.when) claim.when = inner.when;
    if (claim.through.empty()) claim.through = inner.through;
  }
  victim_from_content(act, claim, source);
  if (!claim.when) claim.when = details_.when(act.cue_last, act.end);
  if (claim.act == Act::accuse || claim.act == Act::attribute || claim.act == Act::charge) read_purpose(owner, claim);
}

// Who stands at `chunk` as an intermediary by the role that its words tell, with the name given behind it.
std::optional<Party> ClaimReader::intermediary(std::size_t chunk) const {
  if (!grammar_.is_phrase(chunk)) return std::nullopt;
  const Chunk& part = grammar_.chunk(chunk);
  std::string role;
  for (const std::string_view kind :
       {"contractor", "front", "proxy", "relay", "hijacked device", "hosting", "intermediary"}) {
    for (std::size_t w = part.first; w < part.last && role.empty(); ++w) {
      if (tables_.is(grammar_.lower(w), kind)) role = kind;
    }
  }
  if (role.empty()) return std::nullopt;
  const Phrase phrase = grammar_.widen_right(chunk);
  std::size_t last = phrase.last, next = grammar_.chunk_at(phrase.last - 1) + 1;
  if (grammar_.is_word(next, ",")) ++next;  // "a contractor, Data Norte", "a company called Data Norte"
  if (grammar_.is_verb(next) && tables_.is(grammar_.chunk(next).lemma, "naming") && grammar_.is_phrase(next + 1))
    ++next;
  const std::size_t behind = next + 1;
  const bool closed = behind >= grammar_.syntax().chunks.size() || !grammar_.is_verb(behind) ||
                      grammar_.chunk(behind).mood != Mood::finite;
  if (grammar_.is_phrase(next) && grammar_.head(next).tag == Tag::name && closed) last = grammar_.chunk(next).last;
  Party party;
  party.span = details_.span_of(phrase.first, last);
  party.text = std::string(text_of(context_.text, *party.span));
  party.kind = role == "contractor" || role == "front" ? PartyKind::company : PartyKind::unnamed;
  party.role = std::move(role);
  return party;
}

// "used a contractor to hack", "relied on servers abroad to": who or what was used, before the deed.
void ClaimReader::through_help(const Predicate& event, Claim& claim) const {
  if (event.noun || event.mood != Mood::infinitive) return;
  for (std::size_t i = event.chunk, steps = 0; i-- > 0 && steps < 9; ++steps) {
    if (!grammar_.is_verb(i)) continue;
    if (!tables_.is(grammar_.chunk(i).lemma, "using")) return;
    const std::size_t used = grammar_.is_phrase(i + 1) ? i + 1 : i + 2;  // "relied on"
    if (auto party = intermediary(used)) claim.through.push_back(std::move(*party));
    return;
  }
}

// "through a front company", "via hijacked routers", "with the help of a contractor".
void ClaimReader::fill_through(Claim& claim, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    std::size_t chunk = grammar_.chunk_at(i) + 1;
    if (!tables_.is(grammar_.lower(i), "through")) {
      if (!tables_.is(grammar_.lower(i), "help") ||
          (!grammar_.is_word(chunk, "of") && !grammar_.is_word(chunk, "from") && !grammar_.is_word(chunk, "by")))
        continue;
      ++chunk;
    }
    auto party = intermediary(chunk);
    if (!party) continue;
    claim.through.push_back(std::move(*party));
    return;
  }
}

// "to serve X's goals", "aimed at supporting X's interests". With a hedge of its own it becomes a claim of its own.
void ClaimReader::read_purpose(std::size_t owner, Claim& claim) {
  const Predicate& act = predicates_[owner];
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    const Predicate& predicate = predicates_[i];
    const bool behind = predicate.cue_first > act.cue_first && predicate.cue_first < std::max(act.end, act.cue_last);
    if (predicate.frame->kind != FrameKind::purpose || predicate.mood == Mood::finite || !behind || claim.purpose)
      continue;
    const std::size_t first = grammar_.chunk(predicate.chunk).first;
    std::size_t last = predicate.end;
    Purpose purpose;
    std::size_t begin = predicate.cue_last;
    // "aimed at supporting": the second verb is part of the purpose's beginning.
    purpose.span = details_.span_of(begin, std::max(begin + 1, last));
    purpose.text = std::string(text_of(context_.text, purpose.span));
    for (std::size_t w = begin; w < last; ++w) {
      const Entity* entity = grammar_.syntax().words[w].entity;
      if (entity == nullptr || (entity->kind != EntityKind::state && entity->kind != EntityKind::demonym)) continue;
      Party party;
      party.kind = PartyKind::state;
      party.span = details_.span_of(
          w, std::min(entity->kind == EntityKind::state ? grammar_.syntax().words[w].entity_last : w + 1, last));
      party.text = std::string(text_of(context_.text, *party.span));
      party.state = entity->state;
      party.name = entity->name;
      purpose.beneficiary.push_back(std::move(party));
      break;
    }
    std::size_t hedge_begin = first;
    if (first > 0 && !details_.hedge_at(first) && details_.hedge_at(first - 1)) hedge_begin = first - 1;
    if (const auto hedge = details_.hedge_at(hedge_begin); hedge && claim.act != Act::describe) {
      Claim own = started(predicate, Act::describe);
      own.cue = *hedge->span;
      own.hedge = *hedge;
      own.source = claim.source;
      own.via = claim.via;
      own.purpose = std::move(purpose);
      finish(std::move(own), hedge_begin, last);
      return;
    }
    claim.purpose = std::move(purpose);
  }
}

}  // namespace whence
