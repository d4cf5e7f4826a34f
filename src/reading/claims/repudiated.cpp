// What is told only to be called untrue, or was left undone: "the report that B did it is false", "denied reports that
// A blamed B", "stopped short of blaming B".
#include <algorithm>

#include "reading/claims/claims.h"

namespace whence {

// "denied that B did it", "it is not true that", "the report that B did it is false", "denied having done it": the
// predicate that says that what `told` tells is not so, or nowhere. Not "denied the claims of A, who said": A did say.
std::size_t ClaimReader::repudiated_by(const Predicate& told) const {
  if (told.noun || told.adverbial || told.begin == 0) return nowhere;
  const bool having = (grammar_.syntax().words[told.begin].classes & nonfinite) != 0;
  if (told.mood != Mood::finite && told.mood != Mood::gerund) return nowhere;
  const bool that = grammar_.lower(told.begin - 1) == "that";
  const std::size_t before = told.begin - (that ? 1 : 0);  // the word behind the noun or verb that it hangs on
  if (before == 0) return nowhere;
  const std::size_t noun = grammar_.chunk_at(before - 1);
  const bool named = told.mood == Mood::finite && !having && grammar_.is_phrase(noun) &&
                     frames_.claim_noun(grammar_.head(noun).token.lower);
  const bool direct = that || having || told.mood == Mood::gerund;
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    const Predicate& answer = predicates_[i];
    const Act act = answer.frame->act;
    const bool denies = answer.frame->kind == FrameKind::act && (is_denial(act) || act == Act::revise);
    if (!denies || answer.noun || &answer == &told || (answer.negated && !answer.asks_no)) continue;
    if (direct && answer.cue_last == before) return i;
    const bool holds = std::any_of(answer.filled.begin(), answer.filled.end(), [&](const Filled& filled) {
      const auto& chunks = filled.phrase.chunks;
      return (filled.slot == Slot::claim || filled.slot == Slot::content) &&
             std::find(chunks.begin(), chunks.end(), noun) != chunks.end();
    });
    // "reports it had accused B were false": without "that" the subject of the second verb is not found.
    const bool bare = !that && act == Act::dismiss && answer.chunk > told.chunk && answer.slot(Slot::claim) == nullptr;
    if (named && (holds || bare)) return i;
  }
  return nowhere;
}

// "stopped short of blaming", "declined to charge", "far from accusing", "did not go so far as to accuse", "has no
// grounds to accuse", "insufficient evidence to attribute": what is named was not done.
bool ClaimReader::refrained(const Predicate& act) const {
  if (act.noun || act.adverbial || (act.mood != Mood::infinitive && act.mood != Mood::gerund)) return false;
  const std::size_t first = grammar_.chunk(act.chunk).first;
  if (first >= 2 && tables_.phrase_in(grammar_.syntax().words, first - 2, first, "refrain")) return true;
  const std::size_t basis = act.chunk == 0 ? 0 : act.chunk - 1;
  if (grammar_.is_phrase(basis) && (grammar_.head(basis).classes & basis_word) != 0) {
    const auto& words = grammar_.syntax().words;
    const auto lacking = [&](std::size_t word) {
      return (words[word].classes & negative) != 0 || tables_.is(grammar_.lower(word), "scant");
    };
    for (std::size_t word = grammar_.chunk(basis).first; word < grammar_.chunk(basis).last; ++word) {
      if (lacking(word)) return true;
    }
  }
  for (std::size_t i = act.chunk, steps = 0; i-- > 0 && steps < 4; ++steps) {
    if (!grammar_.is_verb(i)) continue;
    const std::size_t head = grammar_.chunk(i).head;
    const bool short_of = grammar_.chunk(i).negated &&
                          tables_.phrase_in(grammar_.syntax().words, head + 1, std::min(head + 4, first), "so-far");
    return short_of || tables_.is(grammar_.chunk(i).lemma, "refrain") ||
           tables_.phrase_in(grammar_.syntax().words, head, head + 2, "refrain");
  }
  return false;
}

// "did not say", "stopped short of saying", "was wrong to report": what the speech carries is not said to be so.
bool ClaimReader::unsaid(const Predicate& say) const { return say.turned() || refrained(say) || hardly(say); }

// As repudiated_by, of words: an accusation or a speech that is said never to have been made.
std::size_t ClaimReader::disowned_by(const Predicate& telling) const {
  const bool says = telling.frame->kind == FrameKind::say && telling.slot(Slot::source) != nullptr &&
                    !telling.passive &&
                    std::any_of(predicates_.begin(), predicates_.end(), [&](const Predicate& event) {
                      return event.governor != nowhere && &predicates_[event.governor] == &telling;
                    });
  const bool accuses = telling.frame->kind == FrameKind::act && is_accusation(telling.frame->act);
  return says || accuses ? repudiated_by(telling) : nowhere;
}

// Marks what somebody says was never said, told by who says that.
void ClaimReader::disown(const Predicate& telling, Claim& claim) const {
  const std::size_t answer = disowned_by(telling);
  if (answer == nowhere) return;
  claim.denied = true;
  const std::vector<Party> who = source_of(predicates_[answer]);
  const auto same = [&](const Party& one) {
    return !claim.source.empty() && one.state && one.state == claim.source.front().state;
  };
  if (claim.via.empty() && std::none_of(who.begin(), who.end(), same)) claim.via = who;
}

}  // namespace whence
