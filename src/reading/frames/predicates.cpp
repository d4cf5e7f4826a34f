#include "reading/frames/predicates.h"

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

bool says_no(const Grammar& grammar, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (grammar.lower(i) == "no") return true;
  }
  return false;
}

bool may_skip(Tag tag) {
  return tag == Tag::determiner || tag == Tag::adjective || tag == Tag::adverb || tag == Tag::number ||
         tag == Tag::demonym || tag == Tag::negation;
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
  if (subject->first > 0 && grammar.syntax().words[subject->first - 1].tag == Tag::negation) return true;
  return (grammar.syntax().words[subject->first].classes & negative) != 0;
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

// "China accused of hacking": a headline's passive, with no auxiliary and nothing for an object behind it.
bool headline_passive(const Grammar& grammar, std::size_t chunk, const Frame& frame) {
  const Chunk& group = grammar.chunk(chunk);
  const VerbReading* verb = grammar.syntax().words[group.head].verb;
  const bool participle_form = verb != nullptr && (verb->forms & participle) != 0 && (verb->forms & gerund) == 0;
  return frame.kind == FrameKind::act && frame.object && !frame.object->optional && participle_form &&
         group.last - group.first == 1 && grammar.is_tag(chunk + 1, Tag::preposition) && !frame.attached.empty();
}

// "Xindar: spies were inside the mint", "Spies were inside the mint: Xindar": who stands alone on one side of a colon.
std::optional<Phrase> beside_colon(const Grammar& grammar, std::size_t colon) {
  const auto somebody = [&](std::size_t chunk) {
    const Entity* entity = grammar.is_phrase(chunk) ? grammar.head(chunk).entity : nullptr;
    return entity != nullptr && entity->kind != EntityKind::sector && entity->kind != EntityKind::person_noun &&
           entity->kind != EntityKind::place && entity->kind != EntityKind::hidden;
  };
  const std::size_t last = grammar.syntax().chunks.size();
  if (colon == 1 && last > 3 && somebody(0)) return grammar.alone(0);
  const bool ends = colon + 2 == last || (colon + 3 == last && grammar.is_tag(colon + 2, Tag::mark));
  return colon > 2 && ends && somebody(colon + 1) ? std::optional(grammar.alone(colon + 1)) : std::nullopt;
}

// "in Sudan's view", "by the ministry's account": whose view it is.
std::optional<Phrase> owner_of_view(const Grammar& grammar, std::size_t chunk, const FrameCue& cue) {
  if (cue.words.size() != 1 || !grammar.is_phrase(chunk) || grammar.head(chunk).token.lower != cue.words.front())
    return std::nullopt;
  const Chunk& phrase = grammar.chunk(chunk);
  for (std::size_t i = phrase.head; i-- > phrase.first + 1;) {
    if (grammar.syntax().words[i].tag == Tag::possessive) return Phrase{{chunk}, phrase.first, i, false};
  }
  return std::nullopt;
}

// "said that B had copied the plans and called on B": a further verb of speaking or acting is the speaker's, not B's.
void share_speaker(const Grammar& grammar, const std::vector<Predicate>& before, Predicate& predicate) {
  const auto carries = [](const Predicate& one) {
    return one.frame->kind == FrameKind::act || one.frame->kind == FrameKind::say;
  };
  if (!carries(predicate) || predicate.noun || predicate.passive || predicate.mood != Mood::finite) return;
  const auto own = std::find_if(predicate.filled.begin(), predicate.filled.end(),
                                [](const Filled& one) { return one.slot == Slot::source; });
  if (own == predicate.filled.end() || !own->phrase.inherited) return;
  for (auto other = before.rbegin(); other != before.rend(); ++other) {
    const Filled* speaker = other->slot(Slot::source);
    if (!carries(*other) || other->noun || other->adverbial || other->mood != Mood::finite || speaker == nullptr)
      continue;
    for (std::size_t i = other->chunk; i < predicate.chunk; ++i) {
      if (grammar.is_word(i, ";")) return;
    }
    own->phrase = speaker->phrase;
    own->phrase.inherited = true;
    return;
  }
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
  const auto asks = [](const Frame& frame) { return 2 * !frame.modal.empty() + !frame.with.empty(); };
  for (auto& [lemma, entries] : by_verb_) {
    std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
      const Frame& left = frames_[a.frame];
      const Frame& right = frames_[b.frame];
      const std::size_t left_words = left.cues[a.cue].words.size(), right_words = right.cues[b.cue].words.size();
      return left_words != right_words ? left_words > right_words : asks(left) > asks(right);
    });
  }
}

bool FrameIndex::suits(const Grammar& grammar, Predicate& predicate) {
  const Frame& frame = *predicate.frame;
  const Chunk& group = grammar.chunk(predicate.chunk);
  if (!frame.with.empty()) {
    predicate.cue_end = behind_any(grammar, predicate.cue_last, frame.with);
    if (predicate.cue_end == nowhere && !(group.passive && subject_holds(grammar, predicate.chunk, frame.with)))
      return false;
    if (predicate.cue_end == nowhere) predicate.cue_end = 0;
  }
  if (!frame.without.empty() && behind_any(grammar, predicate.cue_last, frame.without) != nowhere) return false;
  if (!frame.modal.empty()) {
    if (!group.modal) return false;
    const std::string_view modal = grammar.lower(*group.modal);
    if (std::find(frame.modal.begin(), frame.modal.end(), modal) == frame.modal.end()) return false;
  }
  if (frame.needs_cyber && !grammar.cyber()) return false;
  return !(frame.passive_only && !predicate.passive) && !(frame.not_passive && predicate.passive);
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
    predicate.negated = says_no(grammar, group.first, group.head);
    if (!fill_noun(grammar, predicate)) return std::nullopt;
    return predicate;
  }
  predicate.passive = group.passive;
  predicate.negated = frame.negative || group.negated || nobody(grammar, chunk);
  std::size_t first_word = 0;
  std::size_t at = group.head + 1;
  if (cue.lemma == "not") {
    if (!predicate.negated) return std::nullopt;
    predicate.asks_no = true;
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
  if (!cue.words.empty() && cue.words.front() == "not") predicate.asks_no = true;  // "be not behind"
  // "offered no evidence": skipped words that say no.
  const bool said = std::find(cue.words.begin(), cue.words.end(), "no") != cue.words.end();
  if (!said && says_no(grammar, group.head + 1, predicate.cue_last)) predicate.negated = true;
  // "were due to a fault", not "were due to resume".
  const bool infinitive = grammar.syntax().words[predicate.cue_last - 1].tag == Tag::to;
  if (infinitive && !cue.words.empty() && frame.object && !frame.object->optional) return std::nullopt;
  if (!suits(grammar, predicate)) return std::nullopt;
  if (!fill_verb(grammar, predicate)) {
    if (predicate.passive || !cue.words.empty() || !headline_passive(grammar, chunk, frame)) return std::nullopt;
    predicate.filled.clear();
    predicate.passive = true;
    if (!fill_verb(grammar, predicate)) return std::nullopt;
  }
  if (ties_noun(grammar, predicate)) return std::nullopt;
  return predicate;
}

// "a group tied to the army": hangs on who is tied and accuses nobody; a frame of ties reads it.
bool FrameIndex::ties_noun(const Grammar& grammar, const Predicate& predicate) const {
  const Filled* tied = predicate.slot(Slot::event);
  if (predicate.frame->kind != FrameKind::act || predicate.frame->act != Act::attribute || tied == nullptr)
    return false;
  const bool hanging = predicate.passive && predicate.mood == Mood::participle && !tied->phrase.chunks.empty();
  return hanging && !event_noun(grammar.head(tied->phrase.chunks.front()).token.lower);
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
  if (cue.lemma == ":") {
    const auto speaker = beside_colon(grammar, chunk);
    // "Written statement: intrusion at the port" has no speaker.
    if (!speaker || claim_noun(grammar.head(speaker->chunks.front()).token.lower)) return std::nullopt;
    predicate.cue_last = first + 1;
    predicate.filled.push_back({Slot::source, *speaker, nowhere});
    return predicate;
  }
  if (const auto owner = owner_of_view(grammar, chunk + 1, cue)) {
    predicate.cue_last = grammar.chunk(chunk + 1).last;
    predicate.filled.push_back({Slot::source, *owner, nowhere});
    return predicate;
  }
  if (predicate.cue_last == nowhere) return std::nullopt;
  if (frame.kind == FrameKind::behind) return match_verbless(grammar, std::move(predicate));
  const auto source = grammar.phrase_after(grammar.chunk_at(predicate.cue_last - 1));
  if (!source) return std::nullopt;
  predicate.filled.push_back({Slot::source, *source, nowhere});
  return predicate;
}

// "Russia behind attack on operator, X says": a headline leaves out the verb.
std::optional<Predicate> FrameIndex::match_verbless(const Grammar& grammar, Predicate predicate) const {
  const std::size_t chunk = predicate.chunk;
  if (chunk > 0 && grammar.is_tag(chunk - 1, Tag::negation)) {
    predicate.negated = true;
    --predicate.chunk;
  }
  const std::size_t left = predicate.chunk;
  if (left == 0 || !grammar.is_phrase(left - 1) || !grammar.is_phrase(chunk + 1)) return std::nullopt;
  if (left > 1 && !grammar.is_tag(left - 2, Tag::mark) && !grammar.is_tag(left - 2, Tag::subordinator))
    return std::nullopt;
  for (std::size_t i = chunk + 1; i < grammar.syntax().chunks.size() && !grammar.is_tag(i, Tag::mark); ++i) {
    if (grammar.is_verb(i) && grammar.chunk(i).mood == Mood::finite) return std::nullopt;
  }
  const Phrase doer = grammar.widen_left(left - 1), event = grammar.widen_right(chunk + 1);
  if (!fits(grammar, *predicate.frame, Slot::accused, doer) || !fits(grammar, *predicate.frame, Slot::event, event))
    return std::nullopt;
  predicate.adverbial = false;
  predicate.noun = true;
  predicate.filled = {{Slot::accused, doer, nowhere}, {Slot::event, event, nowhere}};
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
          share_speaker(grammar, found, *predicate);
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
