#include "reading/predicates.h"

#include <algorithm>

namespace whence {
namespace {

std::string plural(std::string_view noun) {
  const std::string text(noun);
  if (text.ends_with("y") && text.size() > 2 &&
      std::string_view("aeiou").find(text[text.size() - 2]) == std::string_view::npos) {
    return text.substr(0, text.size() - 1) + "ies";
  }
  return text.ends_with("s") || text.ends_with("h") ? text + "es" : text + "s";
}

bool may_skip(Tag tag) {
  return tag == Tag::determiner || tag == Tag::adjective || tag == Tag::adverb || tag == Tag::number ||
         tag == Tag::demonym;
}

// The word behind a cue's following words, or nowhere: "gain unauthorised access to" fits "gain access to".
std::size_t behind_words(const Grammar& grammar, std::size_t at, const std::vector<std::string>& wanted,
                         std::size_t first) {
  const auto& words = grammar.syntax().words;
  for (std::size_t i = first; i < wanted.size(); ++i) {
    std::size_t skipped = 0;
    while (at < words.size() && words[at].token.lower != wanted[i] && may_skip(words[at].tag) && skipped < 4) {
      ++at;
      ++skipped;
    }
    if (at >= words.size() || words[at].token.lower != wanted[i]) return nowhere;
    ++at;
  }
  return at;
}

// "No data was lost", "nobody has been charged": the subject says no.
bool nobody(const Grammar& grammar, std::size_t chunk) {
  if (chunk > 0 && grammar.is_word(chunk - 1, "without")) return true;
  const auto subject = grammar.subject(chunk);
  if (!subject || subject->inherited) return false;
  const std::string_view first = grammar.lower(subject->first);
  return first == "no" || first == "nothing" || first == "nobody" || first == "none" || first == "neither";
}

// The word behind the first of `wanted` that follows `from` in the clause, or nowhere.
std::size_t behind_any(const Grammar& grammar, std::size_t from, const std::vector<std::string>& wanted) {
  const auto& words = grammar.syntax().words;
  for (std::size_t i = from; i < words.size() && i < from + 14; ++i) {
    const std::string& lower = words[i].token.lower;
    if (lower == ";" || words[i].tag == Tag::subordinator || words[i].tag == Tag::relative) break;
    if (std::find(wanted.begin(), wanted.end(), lower) != wanted.end()) return i + 1;
  }
  return nowhere;
}

// "Sanctions were imposed": in the passive the word asked for is the subject's.
bool subject_holds(const Grammar& grammar, std::size_t chunk, const std::vector<std::string>& wanted) {
  const auto subject = grammar.subject(chunk);
  if (!subject) return false;
  for (std::size_t i = subject->first; i < subject->last; ++i) {
    if (std::find(wanted.begin(), wanted.end(), grammar.lower(i)) != wanted.end()) return true;
  }
  return false;
}

// "were rejected in Asmara": a capital behind a passive is who did it.
std::optional<Phrase> seat_behind(const Grammar& grammar, std::size_t chunk) {
  if (!grammar.is_word(chunk + 1, "in") || !grammar.is_phrase(chunk + 2)) return std::nullopt;
  const Entity* seat = grammar.head(chunk + 2).entity;
  if (seat == nullptr || seat->kind != EntityKind::capital) return std::nullopt;
  return grammar.widen_right(chunk + 2);
}

// "the group X, which the government has tied to": what the verb lacks stands before "which".
std::optional<Phrase> relative_object(const Grammar& grammar, const Phrase& subject) {
  std::size_t i = subject.chunks.front();
  if (i < 2 || !grammar.is_tag(i - 1, Tag::relative)) return std::nullopt;
  i -= 2;
  if (grammar.is_word(i, ",") && i > 0) --i;
  if (!grammar.is_phrase(i)) return std::nullopt;
  return grammar.widen_left(i);
}

// "China accused of hacking": a headline's passive, with no auxiliary and nothing for an object behind it.
bool headline_passive(const Grammar& grammar, std::size_t chunk, const Frame& frame) {
  const Chunk& group = grammar.chunk(chunk);
  const VerbReading* verb = grammar.syntax().words[group.head].verb;
  const bool participle_form = verb != nullptr && (verb->forms & participle) != 0 && (verb->forms & gerund) == 0;
  return frame.kind == FrameKind::act && frame.object && !frame.object->optional && participle_form &&
         group.last - group.first == 1 && grammar.is_tag(chunk + 1, Tag::preposition) && !frame.attached.empty();
}

}  // namespace

const Filled* Predicate::slot(Slot wanted) const {
  for (const Filled& one : filled) {
    if (one.slot == wanted) return &one;
  }
  return nullptr;
}

FrameIndex::FrameIndex(std::vector<Frame> frames, std::unordered_set<std::string_view> claim_nouns,
                       std::unordered_set<std::string> evidence_nouns)
    : frames_(std::move(frames)), claim_nouns_(std::move(claim_nouns)), evidence_nouns_(std::move(evidence_nouns)) {
  for (std::size_t f = 0; f < frames_.size(); ++f) {
    for (std::size_t c = 0; c < frames_[f].cues.size(); ++c) {
      const FrameCue& cue = frames_[f].cues[c];
      if (cue.adverbial) {
        by_word_[cue.lemma].push_back({f, c});
        continue;
      }
      if (!cue.noun) {
        if (frames_[f].kind == FrameKind::say) say_verbs_.insert(cue.lemma);
        if (frames_[f].kind == FrameKind::event && frames_[f].cyber) cyber_verbs_.insert(cue.lemma);
        by_verb_[cue.lemma == "not" && !cue.words.empty() ? cue.words.front() : cue.lemma].push_back({f, c});
        continue;
      }
      for (const std::string& form : {cue.lemma, plural(cue.lemma)}) {
        by_noun_[form].push_back({f, c});
        if (frames_[f].kind == FrameKind::event) event_nouns_.insert(form);
      }
    }
  }
  // A cue with more words, or that asks for a modal verb or for words further on, is the more special one.
  const auto asks = [](const Frame& frame) {
    return frame.public_act ? 2 * !frame.modal.empty() + !frame.with.empty() : 0;
  };
  for (auto& [lemma, entries] : by_verb_) {
    std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
      const Frame& left = frames_[a.frame];
      const Frame& right = frames_[b.frame];
      const std::size_t left_words = left.cues[a.cue].words.size(), right_words = right.cues[b.cue].words.size();
      return left_words != right_words ? left_words > right_words : asks(left) > asks(right);
    });
  }
}

bool FrameIndex::fits(const Grammar& grammar, const Frame& frame, Slot slot, const Phrase& phrase) const {
  const auto& words = grammar.syntax().words;
  const std::size_t main = phrase.chunks.front();
  const std::string_view head = grammar.head(main).token.lower;
  const bool anaphor = words[grammar.chunk(main).head].tag == Tag::pronoun;
  switch (slot) {
    case Slot::evidence:
      return evidence_nouns_.contains(std::string(head));
    case Slot::claim:
      return anaphor || claim_noun(head) || event_noun(head);
    case Slot::event: {
      if (anaphor && head != "it" && head != "this" && head != "that" && head != "these" && head != "those" &&
          head != "them")
        return false;
      // In a sentence about computers anything may stand for what was done: "the wiper", "the mailing".
      // Not for "runs the locks": a verb of doing needs the word for what is done.
      const bool loose = grammar.cyber() && frame.kind != FrameKind::event;
      return anaphor || event_noun(head) || (loose && !claim_noun(head));
    }
    case Slot::accused:
    case Slot::group:
    case Slot::sponsor:
    case Slot::target: {
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
    default:
      return true;
  }
}

void FrameIndex::fill_attached(const Grammar& grammar, Predicate& predicate, std::size_t from, bool& complete) const {
  for (const PatternSlot& slot : predicate.frame->attached) {
    std::vector<std::string_view> prepositions(slot.prepositions.begin(), slot.prepositions.end());
    auto attached = grammar.after_preposition(from, prepositions);
    const auto fitting = [&] {
      return !attached->phrase || fits(grammar, *predicate.frame, slot.slot, *attached->phrase);
    };
    while (attached && !fitting()) attached = grammar.after_preposition(attached->preposition, prepositions);
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
      } else if (const auto seat = seat_behind(grammar, cue_chunk); seat && frame.subject->slot == Slot::source) {
        predicate.filled.push_back({Slot::source, *seat, nowhere});
      }
    }
  } else {
    const bool checked = frame.subject && (frame.subject->slot == Slot::evidence || frame.kind == FrameKind::behind);
    if (checked && (!subject || !fits(grammar, frame, frame.subject->slot, *subject))) {
      if (frame.subject->slot != Slot::accused) return false;
    }
    if (frame.subject && subject) {
      predicate.filled.push_back({frame.subject->slot, *subject, nowhere});
    }
    if (frame.object) {
      auto object = grammar.phrase_after(cue_chunk);
      if (object && object->first < predicate.cue_last) object.reset();
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
    // "China's sanctions", "Chinese accusations": the owner inside the phrase.
    for (std::size_t i = phrase.first; i < predicate.cue_first; ++i) {
      const bool owner = words[i].tag == Tag::possessive || words[i].tag == Tag::demonym;
      if (!owner || (words[i].tag == Tag::possessive && i == phrase.first)) continue;
      Phrase whose;
      whose.chunks = {predicate.chunk};
      whose.first = words[i].tag == Tag::possessive ? phrase.first : i;
      whose.last = words[i].tag == Tag::possessive ? i : i + 1;
      predicate.filled.push_back({frame.subject->slot, whose, nowhere});
      break;
    }
    if (predicate.filled.empty()) {
      const std::size_t next = predicate.chunk + 1;
      const bool made = grammar.is_verb(next) && grammar.chunk(next).mood == Mood::participle;
      if (grammar.is_word(next, "by") || (made && grammar.is_word(next + 1, "by"))) {
        if (const auto agent = grammar.phrase_after(made ? next + 1 : next)) {
          predicate.filled.push_back({frame.subject->slot, *agent, made ? next + 1 : next});
        }
      }
    }
  }
  fill_attached(grammar, predicate, predicate.chunk, complete);
  return complete;
}

std::optional<Predicate> FrameIndex::match(const Grammar& grammar, std::size_t chunk, const Entry& entry) const {
  const Frame& frame = frames_[entry.frame];
  const FrameCue& cue = frame.cues[entry.cue];
  const Chunk& group = grammar.chunk(chunk);
  Predicate predicate;
  predicate.frame = &frame;
  predicate.chunk = chunk;
  predicate.noun = cue.noun;
  predicate.mood = group.mood;
  predicate.cue_first = group.head;
  if (cue.noun) {
    predicate.cue_last = group.head + 1;
    for (std::size_t i = group.first; i < group.head; ++i) {
      if (grammar.lower(i) == "no") predicate.negated = true;
    }
    if (!fill_noun(grammar, predicate)) return std::nullopt;
    return predicate;
  }
  predicate.passive = group.passive;
  predicate.negated = frame.negative || group.negated || nobody(grammar, chunk);
  std::size_t first_word = 0;
  std::size_t at = group.head + 1;
  if (cue.lemma == "not") {
    if (!predicate.negated) return std::nullopt;
    first_word = 1;
    predicate.cue_first = group.first;
  } else if (cue.lemma == "be" && group.lemma != "be") {
    // "be linked to" where the chunk is "was linked".
    if (!group.passive || cue.words.empty() || grammar.lower(group.head) != cue.words.front()) return std::nullopt;
    first_word = 1;
    predicate.passive = false;
  }
  predicate.cue_last = behind_words(grammar, at, cue.words, first_word);
  if (predicate.cue_last == nowhere) return std::nullopt;
  if (!frame.with.empty()) {
    predicate.cue_end = behind_any(grammar, predicate.cue_last, frame.with);
    if (predicate.cue_end == nowhere && !(group.passive && subject_holds(grammar, chunk, frame.with)))
      return std::nullopt;
    if (predicate.cue_end == nowhere) predicate.cue_end = 0;
  }
  if (!frame.modal.empty()) {
    if (!group.modal) return std::nullopt;
    const std::string_view modal = grammar.lower(*group.modal);
    if (std::find(frame.modal.begin(), frame.modal.end(), modal) == frame.modal.end()) return std::nullopt;
  }
  if (frame.needs_cyber && !grammar.cyber()) return std::nullopt;
  if (frame.passive_only && !predicate.passive) return std::nullopt;
  if (frame.not_passive && predicate.passive) return std::nullopt;
  if (!fill_verb(grammar, predicate)) {
    if (predicate.passive || !cue.words.empty() || !headline_passive(grammar, chunk, frame)) return std::nullopt;
    predicate.filled.clear();
    predicate.passive = true;
    if (!fill_verb(grammar, predicate)) return std::nullopt;
  }
  return predicate;
}

// "according to X", "in the words of X": the source is the phrase behind it.
std::optional<Predicate> FrameIndex::match_adverbial(const Grammar& grammar, std::size_t chunk,
                                                     const Entry& entry) const {
  const Frame& frame = frames_[entry.frame];
  const FrameCue& cue = frame.cues[entry.cue];
  const std::size_t first = grammar.chunk(chunk).first;
  Predicate predicate;
  predicate.frame = &frame;
  predicate.chunk = chunk;
  predicate.adverbial = true;
  predicate.cue_first = first;
  predicate.cue_last = behind_words(grammar, first + 1, cue.words, 0);
  if (predicate.cue_last == nowhere) return std::nullopt;
  const auto source = grammar.phrase_after(grammar.chunk_at(predicate.cue_last - 1));
  if (!source) return std::nullopt;
  predicate.filled.push_back({Slot::source, *source, nowhere});
  return predicate;
}

std::vector<Predicate> FrameIndex::predicates(const Grammar& grammar) const {
  std::vector<Predicate> found;
  for (std::size_t i = 0; i < grammar.syntax().chunks.size(); ++i) {
    const Chunk& chunk = grammar.chunk(i);
    if (!found.empty() && chunk.first > found.back().cue_first && chunk.first < found.back().cue_last) continue;
    const auto try_all = [&](const std::vector<Entry>& entries) {
      for (const Entry& entry : entries) {
        if (auto predicate = match(grammar, i, entry)) {
          found.push_back(std::move(*predicate));
          return true;
        }
      }
      return false;
    };
    if (chunk.kind == ChunkKind::verb_group) {
      const auto entries = by_verb_.find(std::string(chunk.lemma));
      if (entries != by_verb_.end() && try_all(entries->second)) continue;
      const auto any = by_verb_.find("*");
      if (any != by_verb_.end() && chunk.modal && try_all(any->second)) continue;
      if (!chunk.passive) continue;
      const auto copula = by_verb_.find("be");
      if (copula != by_verb_.end()) try_all(copula->second);
    } else if (chunk.kind == ChunkKind::noun_phrase) {
      const auto entries = by_noun_.find(std::string(grammar.lower(chunk.head)));
      if (entries != by_noun_.end()) try_all(entries->second);
    } else {
      const auto entries = by_word_.find(std::string(grammar.lower(chunk.first)));
      if (entries == by_word_.end()) continue;
      for (const Entry& entry : entries->second) {
        if (auto predicate = match_adverbial(grammar, i, entry)) {
          found.push_back(std::move(*predicate));
          break;
        }
      }
    }
  }
  return found;
}

}  // namespace whence
