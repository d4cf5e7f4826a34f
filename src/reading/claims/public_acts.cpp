#include "reading/claims/public_acts.h"

#include <algorithm>

namespace whence {
namespace {

constexpr std::size_t farthest = 24;  // chunks behind a cue in which its target may stand

Phrase words_as_phrase(std::size_t chunk, std::size_t first, std::size_t last) {
  Phrase phrase;
  phrase.chunks = {chunk};
  phrase.first = first;
  phrase.last = last;
  return phrase;
}

}  // namespace

// Somebody in particular: a state, a nationality, or words with a capital; not "officials", not "Monday".
bool PublicActReader::names(const Phrase& phrase) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = phrase.first; i < phrase.last; ++i) {
    const Word& word = words[i];
    if (tables_.is(word.token.lower, "weekday") || tables_.is(word.token.lower, "month")) continue;
    if (word.tag == Tag::demonym) return true;
    const bool state = word.entity != nullptr && !word.entity->state.empty();
    if (word.token.capital && (state || word.tag == Tag::name || i > 0) && word.tag != Tag::pronoun &&
        word.tag != Tag::determiner)
      return true;
  }
  return false;
}

bool PublicActReader::pronoun(const Phrase& phrase) const {
  return phrase.chunks.size() == 1 && grammar_.head(phrase.chunks.front()).tag == Tag::pronoun;
}

bool PublicActReader::overlap(const Phrase& a, const Phrase& b) const { return a.first < b.last && b.first < a.last; }

// Whose words hold the verb: the subject of the nearest verb of saying before it, else behind it.
std::optional<Phrase> PublicActReader::speaker(std::size_t verb) const {
  const auto says = [&](std::size_t i) {
    return i != verb && grammar_.is_verb(i) && grammar_.chunk(i).mood == Mood::finite &&
           claim_frames_.say_verb(grammar_.chunk(i).lemma);
  };
  for (std::size_t i = verb; i-- > 0;) {
    if (!says(i)) continue;
    const auto subject = grammar_.subject(i);
    if (subject && !pronoun(*subject)) return subject;
  }
  for (std::size_t i = verb + 1; i < grammar_.syntax().chunks.size(); ++i) {
    if (!says(i)) continue;
    const auto subject = grammar_.subject(i);
    if (subject && !pronoun(*subject)) return subject;
  }
  return std::nullopt;
}

// "a newspaper in Mali", "the envoys at the border": where they are is part of who they are.
void PublicActReader::add_place(Phrase& phrase) const {
  std::size_t next = grammar_.chunk_at(phrase.last - 1) + 1;
  while (grammar_.is_tag(next, Tag::preposition) && grammar_.is_phrase(next + 1)) {
    const std::string_view head = grammar_.head(next + 1).token.lower;
    if (tables_.is(head, "weekday") || tables_.is(head, "month")) return;
    phrase.last = grammar_.chunk(next + 1).last;
    next += 2;
  }
}

std::optional<Phrase> PublicActReader::source(const Predicate& predicate) const {
  const Filled* filled = predicate.slot(Slot::source);
  if (filled != nullptr && !filled->phrase.chunks.empty()) {
    if (!pronoun(filled->phrase)) return filled->phrase;
    const auto said_by = speaker(predicate.chunk);
    return said_by ? said_by : std::optional<Phrase>(filled->phrase);
  }
  if (predicate.frame->subject && predicate.frame->subject->slot == Slot::target) return speaker(predicate.chunk);
  if (!predicate.passive) return named_before(predicate);
  // "was arrested in Lebanon": where a passive names nobody, its place stands for who did it.
  if (predicate.passive) {
    for (std::size_t i = predicate.chunk + 1; i < std::min(predicate.chunk + 6, grammar_.syntax().chunks.size()); ++i) {
      if (!grammar_.is_word(i, "in") || !grammar_.is_phrase(i + 1)) continue;
      const Entity* place = grammar_.head(i + 1).entity;
      if (place != nullptr && !place->state.empty()) return grammar_.widen_right(i + 1);
    }
  }
  return std::nullopt;
}

// Where no subject is found: the nearest name before the cue, as long as nobody speaks in between.
std::optional<Phrase> PublicActReader::named_before(const Predicate& predicate) const {
  for (std::size_t i = predicate.chunk; i-- > 0;) {
    if (grammar_.is_word(i, ";")) break;
    if (grammar_.is_phrase(i) && names(grammar_.widen_left(i))) return grammar_.widen_left(i);
  }
  return speaker(predicate.chunk);
}

// The first phrase behind the cue, in its sentence, that names somebody other than the source.
std::optional<Phrase> PublicActReader::named_after(const Predicate& predicate,
                                                   const std::optional<Phrase>& source) const {
  const std::size_t from = grammar_.chunk_at(predicate.cue_last - 1) + 1;
  const std::size_t end = std::min(from + farthest, grammar_.syntax().chunks.size());
  for (std::size_t i = from; i < end; ++i) {
    if (grammar_.is_word(i, ";")) break;
    // "..., the ministry said": whose words the sentence is.
    if (grammar_.is_phrase(i) && grammar_.is_word(i - 1, ",") && grammar_.is_verb(i + 1) &&
        grammar_.chunk(i + 1).mood == Mood::finite && claim_frames_.say_verb(grammar_.chunk(i + 1).lemma))
      break;
    if (grammar_.is_word(i, "according")) break;
    if (!grammar_.is_phrase(i)) continue;
    const Chunk& chunk = grammar_.chunk(i);
    Phrase phrase = words_as_phrase(i, chunk.first, chunk.last);
    if (names(phrase) && !(source && overlap(phrase, *source))) return phrase;
  }
  return std::nullopt;
}

std::optional<Phrase> PublicActReader::target(const Predicate& predicate, const std::optional<Phrase>& source) const {
  std::optional<Phrase> unnamed;
  const auto take = [&](const Phrase& phrase) {
    if (phrase.chunks.empty() || pronoun(phrase) || (source && overlap(phrase, *source))) return false;
    if (names(phrase)) return true;
    if (!unnamed) unnamed = phrase;
    return false;
  };
  if (const Filled* own = predicate.slot(Slot::target); own != nullptr && take(own->phrase)) return own->phrase;
  for (const Filled& filled : predicate.filled) {
    if (filled.slot != Slot::source && take(filled.phrase)) return filled.phrase;
  }
  if (predicate.frame->subject && predicate.frame->subject->slot == Slot::target) {
    const auto named = named_before(predicate);
    return named && !(source && overlap(*named, *source)) ? named : unnamed;
  }
  const auto named = named_after(predicate, source);
  return named ? named : unnamed;
}

std::optional<PublicAct> PublicActReader::act_of(const Predicate& predicate) const {
  PublicAct act;
  act.kind = *predicate.frame->public_act;
  act.negated = predicate.negated && predicate.frame->cues.front().lemma != "not";
  act.rule = "frame:" + predicate.frame->name;
  std::optional<Phrase> from = source(predicate);
  if (from) add_place(*from);
  if (from) act.source = parties_.victims(*from, {});
  const std::optional<Phrase> to = target(predicate, from);
  if (to) act.target = parties_.victims(*to, {});
  if (!(from && names(*from)) && !(to && names(*to))) return std::nullopt;  // nobody in particular
  act.cue = parties_.span_of(predicate.cue_first, predicate.cue_last);
  std::size_t begin = predicate.cue_first, end = predicate.cue_last;
  for (const std::optional<Phrase>* phrase : {static_cast<const std::optional<Phrase>*>(&from), &to}) {
    if (!*phrase) continue;
    begin = std::min(begin, (*phrase)->first);
    end = std::max(end, (*phrase)->last);
  }
  act.span = parties_.span_of(begin, end);
  return act;
}

std::vector<PublicAct> PublicActReader::read(const std::vector<Span>& taken) const {
  std::vector<PublicAct> acts;
  for (const Predicate& predicate : frames_.predicates(grammar_)) {
    if (predicate.frame->kind != FrameKind::public_act) continue;
    const Span cue = parties_.span_of(predicate.cue_first, predicate.cue_last);
    const bool claimed = std::any_of(taken.begin(), taken.end(),
                                     [&](const Span& span) { return span.begin < cue.end && cue.begin < span.end; });
    if (claimed) continue;
    if (auto act = act_of(predicate)) acts.push_back(std::move(*act));
  }
  return acts;
}

}  // namespace whence
