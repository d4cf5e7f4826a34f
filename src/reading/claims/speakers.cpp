// Who says what a predicate tells, and through whom.
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {

// "X, joined by Y and Z, said"; "X joins Y in calling on": who speaks with the speaker.
std::vector<Party> ClaimReader::companions(const Predicate& predicate, const Phrase& speaker) const {
  std::size_t i = grammar_.chunk_at(speaker.last - 1) + 1;
  if (grammar_.is_word(i, ",") && grammar_.is_verb(i + 1) && grammar_.chunk(i + 1).mood != Mood::gerund) {
    const bool joined = tables_.is(grammar_.chunk(i + 1).lemma, "joining") && grammar_.is_word(i + 2, "by");
    const auto others = joined ? grammar_.phrase_after(i + 2) : std::nullopt;
    return others ? parties_.meant(*others).parties : std::vector<Party>();
  }
  if (predicate.mood != Mood::gerund || !grammar_.is_verb(i) || !tables_.is(grammar_.chunk(i).lemma, "joining"))
    return {};
  if (grammar_.is_word(i + 1, "with")) ++i;
  const auto others = grammar_.phrase_after(i);
  return others && others->last <= predicate.cue_first ? parties_.meant(*others).parties : std::vector<Party>();
}

// "Ada Vesper, a professor at the university,": a person, whatever the name.
bool ClaimReader::post_behind(const Phrase& name) const {
  const std::size_t next = grammar_.chunk_at(name.last - 1) + 1;
  return grammar_.is_word(next, ",") && grammar_.is_phrase(next + 1) &&
         tables_.is(grammar_.head(next + 1).token.lower, "post");
}

// "X said he was sure": "he" is who speaks, known or not, never somebody of a sentence before.
const Predicate* ClaimReader::same_speaker(const Predicate& predicate, const Filled& source) const {
  if (source.phrase.chunks.size() != 1 || predicate.governor == nowhere) return nullptr;
  if (!tables_.is(grammar_.head(source.phrase.chunks.front()).token.lower, "person-pronoun")) return nullptr;
  const Predicate* say = said_by(predicate);
  const Filled* speaker = say == nullptr ? nullptr : say->slot(Slot::source);
  const bool named = speaker != nullptr && !speaker->phrase.chunks.empty() &&
                     speaker->phrase.last <= source.phrase.first &&
                     grammar_.head(speaker->phrase.chunks.front()).tag != Tag::pronoun;
  return named ? say : nullptr;
}

std::vector<Party> ClaimReader::source_of(const Predicate& predicate) const {
  if (const Filled* filled = predicate.slot(Slot::source)) {
    if (const Predicate* say = same_speaker(predicate, *filled)) return source_of(*say);
    std::vector<Party> parties = parties_.meant(filled->phrase).parties;
    const bool letter = predicate.mood == Mood::gerund && !filled->phrase.chunks.empty() && parties.size() == 1 &&
                        !identified(parties.front()) &&
                        tables_.is(grammar_.head(filled->phrase.chunks.front()).token.lower, "document");
    if (letter) {  // "circulated a letter blaming": who circulated it
      if (const auto sender = grammar_.main_subject(predicate.chunk)) parties = parties_.meant(*sender).parties;
    }
    if (!filled->phrase.chunks.empty()) {
      for (Party& other : companions(predicate, filled->phrase)) parties.push_back(std::move(other));
    }
    for (Party& party : parties) {
      // A proper name that no table knows and that speaks: somebody, most often a firm.
      if (party.kind != PartyKind::unnamed || !party.span || !bare_name(*party.span)) continue;
      const bool person = person_name(party) || post_behind(filled->phrase);
      party.kind = person ? PartyKind::person : PartyKind::company;
      party.name = party.text;
    }
    if (!parties.empty()) return parties;
  }
  std::size_t governor = predicate.governor;
  // '"B's accusations are false," A said': not B's words.
  while (governor != nowhere && predicates_[governor].noun && is_denial(predicate.frame->act))
    governor = predicates_[governor].governor;
  if (governor != nowhere) return source_of(predicates_[governor]);
  if (predicate.passive || predicate.frame->agentless) return {Party{}};
  return voice();
}

// "X said the logs do not suggest", "that this shows": what was found says it in X's words.
bool ClaimReader::no_speaker(const Predicate& say) const {
  const Filled* told = say.slot(Slot::source);
  if (say.frame->kind != FrameKind::say || told == nullptr || told->phrase.chunks.empty()) return false;
  const Word& head = grammar_.head(told->phrase.chunks.front());
  if ((head.classes & negative) != 0) return true;  // "nothing suggests"
  return head.entity == nullptr &&
         (tables_.is(head.token.lower, "evidence") || tables_.is(head.token.lower, "definite"));
}

std::vector<Party> ClaimReader::governing_source(std::size_t index, std::vector<Party>& via) const {
  for (std::size_t g = predicates_[index].governor; g != nowhere; g = predicates_[g].governor) {
    if (predicates_[g].frame->kind != FrameKind::say) continue;
    const std::vector<Party> outer = source_of(predicates_[g]);
    const bool again =
        outer.size() == 1 && !via.empty() && outer.front().name && outer.front().name == via.front().name;
    if (!again) via.insert(via.begin(), outer.begin(), outer.end());
  }
  std::vector<Party> source = source_of(predicates_[index]);
  // "said it believed": the one who believes is the one who says.
  const auto same = [&](const Party& outer) {
    return source.size() == 1 &&
           ((outer.state && outer.state == source.front().state) || (outer.name && outer.name == source.front().name) ||
            (!outer.text.empty() && outer.text == source.front().text));
  };
  if (!via.empty() && same(via.back())) {
    const Filled* told = predicates_[index].slot(Slot::source);
    const bool pronoun = told != nullptr && !told->phrase.chunks.empty() &&
                         grammar_.head(told->phrase.chunks.front()).tag == Tag::pronoun;
    if (told == nullptr || pronoun || predicates_[index].frame->kind == FrameKind::act) {
      source = {via.back()};
      via.pop_back();
    }
  }
  if (!via.empty() && no_speaker(predicates_[index])) {
    source = {via.back()};
    via.pop_back();
  }
  // "not one of these people did it, the ministry said": the ministry denies.
  const bool answers = predicates_[index].frame->kind == FrameKind::act && is_denial(predicates_[index].frame->act);
  const Filled* answerer = predicates_[index].slot(Slot::source);
  const bool client = answerer != nullptr &&
                      !answerer->phrase.chunks.empty() &&  // "a lawyer said his client denies it"
                      (grammar_.syntax().words[answerer->phrase.first].classes & possessive_pronoun) != 0;
  if (answers && !via.empty() && !any_identified(source) && (client || any_identified({via.back()}))) {
    source = {via.back()};
    via.pop_back();
  }
  return source;
}

}  // namespace whence
