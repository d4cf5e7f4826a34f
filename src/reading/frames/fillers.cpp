// Which phrases of a sentence fill the slots of a frame.
#include <algorithm>

#include "reading/frames/predicates.h"

namespace whence {
namespace {

// "were rejected in Asmara", "were expelled from Asmara": a capital behind a passive is who did it.
std::optional<Phrase> seat_behind(const Grammar& grammar, std::size_t chunk, const Frame& frame) {
  // "was arrested in Asmara" tells where, not who did it.
  if (frame.act == Act::charge && frame.status != Status::charged) return std::nullopt;
  if (!grammar.is_word(chunk + 1, frame.act == Act::expel ? "from" : "in") || !grammar.is_phrase(chunk + 2))
    return std::nullopt;
  const Entity* seat = grammar.head(chunk + 2).entity;
  if (seat == nullptr || seat->kind != EntityKind::capital) return std::nullopt;
  return grammar.widen_right(chunk + 2);
}

// "the group X, which the government has tied to": what the verb lacks stands before "which".
std::optional<Phrase> relative_object(const Grammar& grammar, const Phrase& subject) {
  std::size_t i = subject.chunks.front();
  if (i > 0 && grammar.is_phrase(i - 1)) return grammar.alone(i - 1);  // "a charge Peru has denied"
  if (i < 2 || !grammar.is_tag(i - 1, Tag::relative)) return std::nullopt;
  i -= 2;
  if (grammar.is_word(i, ",") && i > 0) --i;
  if (!grammar.is_phrase(i)) return std::nullopt;
  return grammar.widen_left(i);
}

// "never ordered or condoned any theft": two verbs that share an object.
std::optional<Phrase> shared_object(const Grammar& grammar, std::size_t verb, std::size_t cue_chunk) {
  const auto behind = [&](std::size_t second) {  // "carried out", with its particle
    const bool particle = grammar.is_tag(second + 1, Tag::preposition) || grammar.is_tag(second + 1, Tag::adverb);
    return particle && !grammar.is_phrase(second + 1) ? second + 1 : second;
  };
  std::size_t next = cue_chunk + 1;
  const bool set_off = grammar.is_word(next, ",");
  // "has not ordered, and does not order, thefts"
  const bool second = set_off && verb > 1 && grammar.is_tag(verb - 1, Tag::conjunction) &&
                      grammar.is_word(verb - 2, ",") && grammar.is_phrase(next + 1);
  if (second) return grammar.phrase_after(next);
  if (set_off) ++next;
  if (!grammar.is_tag(next, Tag::conjunction) || !grammar.is_verb(next + 1)) return std::nullopt;
  const std::size_t end = behind(next + 1);
  return grammar.phrase_after(set_off && grammar.is_word(end + 1, ",") ? end + 1 : end);
}

// "rejected in full the allegations", "dismissed as fiction the story", "rejected what it called a smear": an object
// that does not stand right behind its verb.
std::optional<Phrase> shifted_object(const Grammar& grammar, std::size_t cue_chunk, Slot slot) {
  if (slot != Slot::claim && slot != Slot::content) return std::nullopt;
  std::size_t i = cue_chunk + 1;
  if ((grammar.is_tag(i, Tag::preposition) || grammar.is_word(i, "as")) && !grammar.is_word(i, "of") &&
      !grammar.is_word(i, "to")) {
    ++i;
    if (grammar.is_tag(i, Tag::adjective)) {
      ++i;
    } else if (grammar.is_phrase(i)) {
      i = grammar.chunk_at(grammar.alone(i).last - 1) + 1;
    }
    if (grammar.is_phrase(i) && grammar.syntax().words[grammar.chunk(i).first].tag == Tag::determiner)
      return grammar.widen_right(i);
  }
  if (slot == Slot::claim && grammar.is_word(i, "what")) {
    for (std::size_t k = i + 1; k < i + 4; ++k) {
      if (grammar.is_verb(k)) return grammar.phrase_after(k);
    }
  }
  return std::nullopt;
}

// "Ostrel, which is based in Lima, noted": the comma ends what hangs on the subject.
bool closes_relative(const Grammar& grammar, std::size_t comma) {
  for (std::size_t i = comma; grammar.is_word(comma, ",") && i-- > 1;) {
    if (grammar.is_word(i, ",")) return grammar.is_tag(i + 1, Tag::relative) && grammar.is_phrase(i - 1);
  }
  return false;
}

// "..., says Denmark", '"..." said the minister': who speaks stands behind the verb.
std::optional<Phrase> inverted(const Grammar& grammar, const Predicate& predicate) {
  const std::size_t verb = predicate.chunk;
  if (predicate.mood != Mood::finite || predicate.cue_last != grammar.chunk(verb).head + 1 || verb == 0)
    return std::nullopt;
  if (!grammar.is_word(verb - 1, ",") && !grammar.is_quote(verb - 1)) return std::nullopt;
  if (!grammar.is_phrase(verb + 1)) return std::nullopt;
  // '"...," the minister, Juan Soto, told reporters': the name between commas belongs to the subject.
  if (verb > 3 && grammar.is_word(verb - 1, ",") && grammar.is_phrase(verb - 2) && grammar.is_word(verb - 3, ",") &&
      grammar.is_phrase(verb - 4) && grammar.subject(verb))
    return std::nullopt;
  if (closes_relative(grammar, verb - 1)) return std::nullopt;
  const Phrase speaker = grammar.widen_right(verb + 1);
  const std::size_t next = grammar.chunk_at(speaker.last - 1) + 1;
  const bool closed = next >= grammar.syntax().chunks.size() || grammar.is_tag(next, Tag::mark) ||
                      grammar.is_tag(next, Tag::preposition) || grammar.is_tag(next, Tag::subordinator) ||
                      grammar.is_tag(next, Tag::adverb);
  return closed ? std::optional(speaker) : std::nullopt;
}

// "stole secrets on the orders of": an "of" inside another adverbial.
bool belongs_elsewhere(const Grammar& grammar, std::size_t preposition) {
  if (!grammar.is_word(preposition, "of") || preposition < 2 || !grammar.is_phrase(preposition - 1)) return false;
  return grammar.is_tag(preposition - 2, Tag::preposition) && !grammar.is_word(preposition - 2, "of");
}

// "one of the attempts", "a number of ministries": the chunk that tells what is counted.
std::size_t counted(const Grammar& grammar, const Phrase& phrase) {
  const std::size_t main = phrase.chunks.front();
  const Word& head = grammar.head(main);
  const bool counts = head.tag == Tag::pronoun || head.tag == Tag::number || (head.classes & number_word) != 0;
  const bool of =
      grammar.is_word(main + 1, "of") && grammar.is_phrase(main + 2) && phrase.last > grammar.chunk(main).last;
  return counts && of ? main + 2 : main;
}

}  // namespace

bool FrameIndex::fits(const Grammar& grammar, const Frame& frame, Slot slot, const Phrase& phrase) const {
  const auto& words = grammar.syntax().words;
  const std::size_t main = counted(grammar, phrase);
  const std::string_view head = grammar.head(main).token.lower;
  const bool anaphor = words[grammar.chunk(main).head].tag == Tag::pronoun;
  switch (slot) {
    case Slot::evidence:
      return evidence_nouns_.contains(std::string(head));
    case Slot::claim: {
      // "called the story gossip": two nouns that run together.
      const Chunk& part = grammar.chunk(main);
      for (std::size_t i = part.first + 1; i < part.head; ++i) {
        if (words[i].tag == Tag::noun && words[i - 1].tag == Tag::determiner && claim_noun(grammar.lower(i)))
          return true;
      }
      return anaphor || claim_noun(head) || event_noun(head);
    }
    case Slot::event: {
      if (anaphor && (grammar.head(main).classes & anaphor_word) == 0) return false;
      // In a sentence about computers anything may stand for what was done: "the wiper", "the mailing".
      // Not for "runs the locks": a verb of doing needs the word for what is done.
      if (frame.strict) return event_noun(head) || (anaphor && frame.kind == FrameKind::act);
      // "linked the group X to": what is tied may be the group itself.
      if (frame.act == Act::attribute && frame.kind == FrameKind::act &&
          words[grammar.chunk(main).head].tag == Tag::name)
        return true;
      // "a hacking cell": named by what it does.
      const std::size_t last = grammar.chunk(main).head;
      if (last > grammar.chunk(main).first && event_noun(grammar.lower(last - 1))) return true;
      const bool loose = grammar.cyber() && frame.kind != FrameKind::event;
      return anaphor || event_noun(head) || (loose && !claim_noun(head));
    }
    case Slot::accused:
    case Slot::group:
    case Slot::sponsor:
    case Slot::target: {
      if ((grammar.head(main).classes & time_word) != 0 && grammar.head(main).entity == nullptr)
        return false;  // "imposed sanctions on Monday against"
      if (slot != Slot::target && !anaphor && (event_noun(head) || claim_noun(head))) return false;
      for (const std::size_t chunk : phrase.chunks) {
        const Chunk& part = grammar.chunk(chunk);
        for (std::size_t i = part.first; i < std::max(part.last, phrase.last); ++i) {
          if (words[i].entity != nullptr && words[i].entity->kind != EntityKind::sector) return true;
        }
        if (words[part.head].tag == Tag::pronoun || words[part.head].tag == Tag::name) return true;
      }
      return slot == Slot::target;
    }
    case Slot::victim:
      return (grammar.head(main).classes & time_word) == 0 && grammar.head(main).tag != Tag::number;
    default:
      return true;
  }
}

void FrameIndex::fill_attached(const Grammar& grammar, Predicate& predicate, std::size_t from, bool& complete) const {
  for (const PatternSlot& slot : predicate.frame->attached) {
    std::vector<std::string_view> prepositions(slot.prepositions.begin(), slot.prepositions.end());
    auto attached = grammar.after_preposition(from, prepositions);
    const auto fitting = [&] {
      const bool own = predicate.noun && attached->preposition == predicate.chunk + 1;
      if (slot.slot == Slot::victim && !own && belongs_elsewhere(grammar, attached->preposition)) return false;
      return !attached->phrase || fits(grammar, *predicate.frame, slot.slot, *attached->phrase);
    };
    while (attached && !fitting()) attached = grammar.after_preposition(attached->preposition, prepositions);
    // "blamed the attack on the mint on Peru": the last one names the doer.
    while (attached && slot.slot == Slot::accused && predicate.slot(Slot::event) != nullptr &&
           prepositions.size() == 1 && prepositions.front() == "on") {
      auto later = grammar.after_preposition(attached->preposition, prepositions);
      if (!later || !later->phrase || !fits(grammar, *predicate.frame, slot.slot, *later->phrase)) break;
      attached = later;
    }
    const bool usable = attached.has_value();
    if (!usable) {
      complete = complete && slot.optional;
      continue;
    }
    Filled filled{slot.slot, {}, attached->preposition};
    if (attached->phrase) {
      filled.phrase = *attached->phrase;
    } else {
      filled.phrase.first = filled.phrase.last = grammar.chunk(attached->preposition).last;
    }
    predicate.filled.push_back(std::move(filled));
  }
}

bool FrameIndex::fill_verb(const Grammar& grammar, Predicate& predicate) const {
  const Frame& frame = *predicate.frame;
  const auto subject = grammar.subject(predicate.chunk);
  const std::size_t cue_chunk = grammar.chunk_at(predicate.cue_last - 1);
  bool complete = true;
  if (predicate.passive) {
    // The grammatical subject is what the active verb would have as object.
    if (frame.object) {
      if (!subject || !fits(grammar, frame, frame.object->slot, *subject)) {
        if (!frame.object->optional && frame.object->slot != Slot::content) return false;
      } else {
        predicate.filled.push_back({frame.object->slot, *subject, nowhere});
      }
    }
    if (frame.subject) {
      if (const auto agent = grammar.after_preposition(cue_chunk, {"by"}); agent && agent->phrase) {
        predicate.filled.push_back({frame.subject->slot, *agent->phrase, agent->preposition});
      } else if (const auto seat = seat_behind(grammar, cue_chunk, frame);
                 seat && frame.subject->slot == Slot::source) {
        predicate.filled.push_back({Slot::source, *seat, nowhere});
      }
    }
  } else {
    const bool checked =
        frame.subject && (frame.strict || frame.subject->slot == Slot::evidence || frame.kind == FrameKind::behind);
    if (checked && (!subject || !fits(grammar, frame, frame.subject->slot, *subject))) {
      if (frame.subject->slot != Slot::accused) return false;
    }
    if (const auto speaker = inverted(grammar, predicate); speaker && frame.kind == FrameKind::say) {
      predicate.filled.push_back({Slot::source, *speaker, nowhere});
      return true;
    }
    if (frame.subject && subject) {
      predicate.filled.push_back({frame.subject->slot, *subject, nowhere});
    }
    if (frame.object) {
      auto object = grammar.phrase_after(cue_chunk);
      if (object && object->first < predicate.cue_last) object.reset();
      if (!object) object = shared_object(grammar, predicate.chunk, cue_chunk);
      if (!object) object = shifted_object(grammar, cue_chunk, frame.object->slot);
      if (!object && subject) object = relative_object(grammar, *subject);
      const bool usable = object && fits(grammar, frame, frame.object->slot, *object);
      if (usable) {
        predicate.filled.push_back({frame.object->slot, *object, nowhere});
      } else if (!frame.object->optional && frame.object->slot != Slot::content && frame.object->slot != Slot::demand &&
                 frame.object->slot != Slot::any) {
        return false;
      }
    }
  }
  fill_attached(grammar, predicate, cue_chunk, complete);
  return complete;
}

bool FrameIndex::fill_noun(const Grammar& grammar, Predicate& predicate) const {
  const Frame& frame = *predicate.frame;
  const Chunk& phrase = grammar.chunk(predicate.chunk);
  const auto& words = grammar.syntax().words;
  bool complete = true;
  if (frame.subject) {
    // "China's sanctions", "Chinese accusations", "US sanctions": the owner inside the phrase. Not of what was done:
    // "the US hack" may have hit the US.
    for (std::size_t i = phrase.first; i < predicate.cue_first; ++i) {
      const bool state = frame.kind == FrameKind::act && words[i].entity != nullptr &&
                         words[i].entity->kind == EntityKind::state && i + 1 < words.size() &&
                         words[i].entity_last == i + 1 && words[i + 1].tag != Tag::possessive;
      const bool owner = words[i].tag == Tag::possessive || words[i].tag == Tag::demonym || state;
      if (!owner || (words[i].tag == Tag::possessive && i == phrase.first)) continue;
      if (words[i].tag == Tag::possessive && (words[i - 1].classes & time_word) != 0)
        continue;  // "last year's sanctions"
      Phrase whose;
      whose.chunks = {predicate.chunk};
      whose.first = words[i].tag == Tag::possessive ? phrase.first : i;
      whose.last = words[i].tag == Tag::possessive ? i : i + 1;
      predicate.filled.push_back({frame.subject->slot, whose, nowhere});
      break;
    }
    if (predicate.filled.empty()) {
      std::size_t next = predicate.chunk + 1;
      if (grammar.is_word(next, ",") && grammar.is_verb(next + 1) && grammar.is_word(next + 2, "by")) ++next;
      const bool made = grammar.is_verb(next) && grammar.chunk(next).mood == Mood::participle;
      const bool act = frame.kind == FrameKind::act;
      const VerbReading* verb = grammar.is_verb(next) ? grammar.head(next).verb : nullptr;  // none: "is"
      const bool comes = verb != nullptr && verb->origin && grammar.is_word(next + 1, "from");
      const bool from = act && (grammar.is_word(next, "from") || comes);
      if (from) {
        const std::size_t preposition = grammar.is_word(next, "from") ? next : next + 1;
        if (const auto agent = grammar.phrase_after(preposition))
          predicate.filled.push_back({frame.subject->slot, *agent, preposition});
      } else if (grammar.is_word(next, "by") || (made && grammar.is_word(next + 1, "by"))) {
        if (const auto agent = grammar.phrase_after(made ? next + 1 : next)) {
          predicate.filled.push_back({frame.subject->slot, *agent, made ? next + 1 : next});
        }
      }
    }
  }
  fill_attached(grammar, predicate, predicate.chunk, complete);
  return complete;
}

}  // namespace whence
