#include "reading/sentences/tags.h"

#include <algorithm>

#include "reading/names/proper_names.h"
#include "reading/sentences/word_facts.h"

namespace whence {
namespace {

bool nominal(Tag tag) { return tag == Tag::noun || tag == Tag::name; }

// What the tagger knows of one sentence while it goes from left to right.
class Tagger : private WordFacts {
 public:
  explicit Tagger(std::vector<Word>& words) : WordFacts(words), words_(words) {}

  void run() {
    proper_ = proper_names(words_);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words_[i].tag = proper_[i] ? Tag::name : tag_of(i);
      follow(i);
    }
  }

 private:
  // The nearest word to the left that is not an adverb, or a word count if there is none.
  std::size_t before(std::size_t i) const {
    while (i > 0) {
      --i;
      if (words_[i].tag != Tag::adverb && words_[i].tag != Tag::negation) return i;
    }
    return words_.size();
  }
  std::size_t after(std::size_t i) const {
    ++i;
    while (i < words_.size() && is(i, adverb) && forms(i) == 0) ++i;
    return i;
  }

  // A finite verb that nobody can doubt, to the right and before the clause ends.
  bool finite_ahead(std::size_t i, bool past_commas = true) const {
    for (std::size_t k = i + 1; k < words_.size(); ++k) {
      if (words_[k].entity != nullptr || lower(k) == "'s") continue;
      if (lower(k) == "," && !past_commas) return false;
      if (lower(k - 1) == "to" && infinitive(k)) continue;
      if (is(k, modal) || (is(k, auxiliary) && !is(k, nonfinite))) return true;
      if (is(k, subordinator | relative) && lower(k) != "since" && lower(k) != "before" && lower(k) != "after")
        return false;
      const std::string& token = words_[k].token.lower;
      if (token == ";" || token == ":") return false;
      if (forms(k) == past || (forms(k) == third && !words_[k].verb->noun_too)) return true;
      if ((forms(k) & (past | participle)) == (past | participle) && k > i + 1 && lower(k + 1) != "by" &&
          words_[k - 1].token.shape == Shape::word &&
          !is(k - 1, preposition | auxiliary | determiner | possessive_pronoun)) {
        return true;
      }
    }
    return false;
  }

  void follow(std::size_t i) {
    const Word& word = words_[i];
    switch (word.tag) {
      case Tag::verb:
        if ((word.verb->forms & (third | past | base_form)) != 0 && !nonfinite_) finite_ = true;
        break;
      case Tag::auxiliary:
      case Tag::modal:
        finite_ = finite_ || !is(i, nonfinite);
        break;
      case Tag::relative:
      case Tag::subordinator:
        finite_ = false;
        break;
      case Tag::conjunction:
        finite_ = finite_ && lower(i) != "but";
        break;
      case Tag::mark:
        if (lower(i) == ";" || lower(i) == ":" || lower(i) == "\xE2\x80\x94") finite_ = false;
        break;
      default:
        break;
    }
  }

  Tag verb_or(Tag otherwise, bool verb, bool nonfinite = false) {
    nonfinite_ = nonfinite;
    if (verb) return Tag::verb;
    return otherwise;
  }

  Tag tag_of(std::size_t i) {
    Word& word = words_[i];
    if (word.entity != nullptr && !maybe_verb(i)) return entity_tag(word);
    if (word.token.shape == Shape::mark) return Tag::mark;
    if (word.token.shape == Shape::number) return Tag::number;
    if (counts_up_to(i)) return Tag::adverb;
    const std::size_t p = before(i);
    if (is(i, time_word) && calendar_name(i)) return Tag::name;
    if (word.token.lower == "'s") {
      return p < words_.size() && words_[p].tag == Tag::pronoun && !is(p, possessive_pronoun) ? Tag::auxiliary
                                                                                              : Tag::possessive;
    }
    if (word.token.lower == "to") {
      const std::size_t n = after(i);
      return is(n, bare) || ((forms(n) & base_form) != 0 && (!opens_phrase(n) || lower(n + 1) == "that"))
                 ? Tag::to
                 : Tag::preposition;
    }
    if (is(i, modal)) return Tag::modal;
    if (is(i, negation)) return negation_tag(i);
    if (is(i, auxiliary)) return Tag::auxiliary;
    if (word.token.lower == "that") return that_tag(i, p);
    if (is(i, relative)) return Tag::relative;
    if (lower(i) == "what" && opens_phrase(i + 1)) return Tag::relative;
    if (is(i, determiner | possessive_pronoun) && determines(i)) return Tag::determiner;
    if (is(i, pronoun)) return Tag::pronoun;
    if (compound_modifier(i) || opens_compound(i) || plain_adjective(i, p) || scare_quoted(i)) return Tag::adjective;
    if (is(i, adverb) && is(i, adjective) && i > 0 && is(i - 1, time_word)) return Tag::adverb;  // "a year earlier"
    if (is(i, adverb) && is(i, adjective) && (forms(i + 1) & (past | third | participle)) != 0) return Tag::adverb;
    if (is(i, adverb) && forms(i) != 0 && (forms(i + 1) & (base_form | third | past)) != 0) return Tag::adverb;
    if (lower(i) == "so" && hyphenated(i)) return Tag::adjective;  // "so-called"
    if (forms(i) != 0) return verb_tag(i, p);
    if (is(i, conjunction)) return Tag::conjunction;
    if (is(i, preposition) && is(i, subordinator) && i > 0 && words_[i - 1].tag == Tag::auxiliary &&
        (forms(i + 1) & participle) != 0)
      return Tag::adverb;  // "have since claimed"
    if (is(i, preposition) && is(i, subordinator))
      return finite_clause_follows(i) ? Tag::subordinator : Tag::preposition;
    if (is(i, subordinator)) return Tag::subordinator;
    if (is(i, preposition)) return Tag::preposition;
    if (is(i, number_word)) return Tag::number;
    if (is(i, adjective)) return Tag::adjective;
    if (is(i, adverb) || (word.token.lower.size() > 4 && word.token.lower.ends_with("ly") && !word.token.capital))
      return Tag::adverb;
    if (is(i, determiner)) return Tag::determiner;
    return word.token.capital && i > 0 ? Tag::name : Tag::noun;
  }

  bool hyphenated(std::size_t i) const {
    return lower(i + 1) == "-" && !words_[i + 1].token.spaced && i + 2 < words_.size() && !words_[i + 2].token.spaced;
  }

  // "in March", "May 9": no verb and no modal.
  bool calendar_name(std::size_t i) const {
    if (!words_[i].token.capital || (words_[i].verb == nullptr && !is(i, modal))) return false;
    const bool dated = i + 1 < words_.size() && words_[i + 1].token.shape == Shape::number;
    return dated || (i > 0 && (is(i - 1, preposition | adjective | time_word) || lower(i - 1) == "and"));
  }

  // "last year", "sources close to", "whose own ministry": adjectives that are verbs elsewhere.
  bool plain_adjective(std::size_t i, std::size_t p) const {
    if (!is(i, adjective) || forms(i) == 0) return false;
    const bool told_by_left =
        p < words_.size() && (is(p, relative | possessive_pronoun) || words_[p].tag == Tag::possessive);
    if ((forms(i) & (past | third)) != 0) return false;
    const bool close_to = lower(i + 1) == "to" && p < words_.size() && nominal(words_[p].tag);
    return is(i + 1, time_word) || close_to || (told_by_left && !opens_phrase(i + 1));
  }

  static Tag entity_tag(const Word& word) {
    switch (word.entity->kind) {
      case EntityKind::demonym:
        return Tag::demonym;
      case EntityKind::office:
      case EntityKind::person_noun:
      case EntityKind::sector:
        return Tag::noun;
      case EntityKind::hidden:
        return Tag::name;
      default:
        break;
    }
    return Tag::name;
  }

  Tag negation_tag(std::size_t i) const {
    if (lower(i) == "no") return Tag::determiner;
    if (lower(i) == "neither") return forms(i + 1) != 0 ? Tag::negation : Tag::determiner;
    return lower(i) == "nor" ? Tag::conjunction : Tag::negation;
  }

  // "these say", "those targeted by": a pronoun; "these attacks": a determiner.
  bool determines(std::size_t i) const {
    if (!is(i, pronoun)) return true;
    if (is(i, possessive_pronoun)) return true;
    const std::size_t n = i + 1;
    if (n >= words_.size() || words_[n].token.shape == Shape::mark) return false;
    if (is(n, auxiliary | modal | preposition | relative | conjunction)) return false;
    const std::uint32_t f = forms(n);
    if (f == 0) return true;
    if ((f & (base_form | third)) != 0) return words_[n].verb->noun_too;
    return false;
  }

  bool finite_clause_follows(std::size_t i) const {
    for (std::size_t k = i + 1; k < words_.size() && k < i + 12; ++k) {
      if (words_[k].token.shape == Shape::mark) return false;
      if (is(k, modal) || is(k, auxiliary)) return true;
      if ((forms(k) & past) != 0 && k > i + 1) return true;
      if (forms(k) == third && !words_[k].verb->noun_too && k > i + 1) return true;
    }
    return false;
  }

  Tag that_tag(std::size_t i, std::size_t p) const {
    if (p < words_.size() && nominal(words_[p].tag)) {
      const std::size_t n = after(i);
      const bool plural =
          lower(p).ends_with("s") && (forms(n) & base_form) != 0 && (is(n + 1, preposition) || opens_phrase(n + 1));
      const bool verb_next =
          is(n, auxiliary | modal) || (((forms(n) & (past | third)) != 0 || plural) && !opens_phrase(n));
      return verb_next ? Tag::relative : Tag::subordinator;
    }
    const bool follows_verb = p < words_.size() && words_[p].tag == Tag::verb;
    if (follows_verb) {
      // "did that"; "said that the", "said that hackers": a clause holds a verb.
      return finite_ahead(i) || opens_phrase(i + 1) ? Tag::subordinator : Tag::determiner;
    }
    if (p < words_.size() && (words_[p].tag == Tag::preposition)) return Tag::determiner;
    if (p < words_.size() && p > 0 && words_[p].tag == Tag::adjective && opens_phrase(i + 1)) return Tag::subordinator;
    return finite_ahead(i) ? Tag::subordinator : Tag::pronoun;
  }

  Tag verb_tag(std::size_t i, std::size_t p) {
    const std::uint32_t f = forms(i);
    const bool noun_too = words_[i].verb->noun_too;
    const Tag left = p < words_.size() ? words_[p].tag : Tag::mark;
    const Tag otherwise =
        (f & (base_form | third)) != 0 ? (is(i, preposition) ? Tag::preposition : Tag::noun) : Tag::adjective;
    if (is(i, preposition) && (f & gerund) != 0 && left != Tag::auxiliary) {
      // "including", "following", "targeting": prepositions unless a subject comes right before.
      return verb_or(Tag::preposition, is(i, participial), true);
    }
    if (is(i, preposition) && (f & base_form) != 0) return Tag::preposition;
    if (left == Tag::to || left == Tag::modal) return verb_or(otherwise, (f & base_form) != 0, left == Tag::to);
    if (left == Tag::auxiliary) return after_auxiliary(i, p, otherwise);
    const std::size_t n = after(i);
    const bool noun_next =
        n < words_.size() && words_[n].token.shape == Shape::word && !is(n, grammatical | title) && forms(n) != gerund;
    const bool hyphen_next = i + 1 < words_.size() && !words_[i + 1].token.spaced && lower(i + 1) == "-";
    if (hyphen_next) return Tag::adjective;
    if (i >= 2 && lower(i - 1) == "-" && !words_[i].token.spaced && !words_[i - 1].token.spaced) {
      return (f & (participle | gerund | past)) != 0 ? Tag::adjective : Tag::noun;  // "state-sponsored"
    }
    if (left == Tag::determiner || left == Tag::possessive || left == Tag::adjective || left == Tag::number ||
        left == Tag::demonym) {
      return after_modifier(i, p, otherwise, noun_next);
    }
    if (left == Tag::preposition) {
      // "a victim of hacking.": nothing that it could govern.
      const bool alone = i + 1 >= words_.size() || words_[i + 1].token.shape == Shape::mark || is(i + 1, conjunction);
      const bool done_by = lower(i + 1) == "by" && opens_phrase(i + 2);  // "complained of hacking by Peru"
      if ((f & gerund) != 0) return verb_or(Tag::noun, !alone && !done_by, true);
      return otherwise;
    }
    if ((f & gerund) != 0) {
      const bool doing = left == Tag::verb && words_[p].verb->doing;  // "denied hacking hospitals"
      const bool compound = left != Tag::mark && !nominal(left) && noun_next && !doing;
      return verb_or(compound ? Tag::adjective : Tag::noun, !compound, true);
    }
    if ((f & (past | participle)) != 0) return past_tag(i, left, n, noun_next);
    return present_tag(i, left, n, noun_too);
  }

  Tag after_auxiliary(std::size_t i, std::size_t p, Tag otherwise) {
    const std::uint32_t f = forms(i);
    if (is(p, support)) return verb_or(otherwise, (f & base_form) != 0);
    return verb_or(otherwise, (f & (participle | gerund)) != 0, true);
  }

  Tag after_modifier(std::size_t i, std::size_t p, Tag otherwise, bool noun_next) {
    const std::uint32_t f = forms(i);
    if ((f & (base_form | third)) != 0 && is(i, adjective) && noun_next) return Tag::adjective;  // "a deliberate act"
    if ((f & (base_form | third)) != 0 && (f & past) == 0) {
      // "Two attack", "The British claim that": a verb only where a clause follows.
      const bool clause =
          words_[p].tag != Tag::determiner && words_[p].tag != Tag::possessive && lower(i + 1) == "that" && !finite_;
      return verb_or(otherwise, clause && (f & base_form) != 0);
    }
    if ((f & (past | participle)) != 0) {
      const bool reduced = is(p, partitive) && !noun_next;
      const bool by = lower(i + 1) == "by";
      const bool verb = reduced || by || (words_[p].tag == Tag::number && !noun_next) ||
                        (words_[p].tag == Tag::demonym && opens_phrase(i + 1));
      return verb_or(Tag::adjective, verb, reduced || by);
    }
    if (noun_next) return Tag::adjective;
    return Tag::noun;  // "the hacking of"
  }

  Tag past_tag(std::size_t i, Tag left, std::size_t n, bool noun_next) {
    const std::uint32_t f = forms(i);
    const bool only_participle = (f & past) == 0;
    if ((f & base_form) != 0 && nominal(left) && words_[i].verb->noun_too && finite_)
      return Tag::noun;  // "hit", "cut", "spread"
    if (left == Tag::mark || left == Tag::conjunction || left == Tag::subordinator) {
      if (only_participle) return noun_next ? Tag::adjective : verb_or(Tag::adjective, true, true);
      return verb_or(Tag::adjective, true, false);
    }
    if (words_[i].verb->intransitive) return verb_or(Tag::adjective, true, false);
    if (nominal(left) || left == Tag::pronoun || left == Tag::relative) {
      const bool subject_pronoun = left == Tag::pronoun && !is(before(i), partitive);
      const bool reduced = left != Tag::relative && !subject_pronoun && !coordinated(i) &&
                           (only_participle || lower(i + 1) == "by" || lower(i + 1) == "as" || finite_ ||
                            (!opens_phrase(n) && !is(n, subordinator) && lower(n) != "that" && finite_ahead(i)));
      return verb_or(Tag::adjective, true, reduced);
    }
    return verb_or(Tag::adjective, true, only_participle);
  }

  // "hacked into and spied on": two past verbs of one subject, neither of them reduced.
  bool coordinated(std::size_t i) const {
    std::size_t n = i + 1;
    if (is(n, preposition) && lower(n) != "by" && lower(n) != "as") ++n;
    return is(n, conjunction) && (forms(n + 1) & past) != 0 && words_[n + 1].entity == nullptr;
  }

  bool infinitive(std::size_t i) const { return (forms(i) & base_form) != 0 || is(i, bare); }

  // "says Rwanda arms": a name right behind a verb begins a clause of its own.
  bool told_of(std::size_t p) const {
    const std::size_t first = words_[p].entity != nullptr ? words_[p].entity_first : p;
    return words_[p].tag == Tag::name && first > 0 && words_[first - 1].tag == Tag::verb;
  }

  Tag present_tag(std::size_t i, Tag left, std::size_t n, bool noun_too) {
    const std::uint32_t f = forms(i);
    if (left == Tag::relative) return verb_or(Tag::noun, true);
    if (left == Tag::pronoun) return verb_or(Tag::noun, true);
    const bool clause_next = lower(i + 1) == "that" || opens_phrase(n);
    if (!noun_too)
      return verb_or(Tag::noun,
                     nominal(left) || left == Tag::conjunction || left == Tag::mark || left == Tag::subordinator);
    if (finite_ && clause_next && told_of(before(i))) return verb_or(Tag::noun, (f & third) != 0);
    if (finite_) return Tag::noun;
    if (!nominal(left)) {
      if (left == Tag::conjunction && clause_next) return verb_or(Tag::noun, true);
      return Tag::noun;
    }
    const std::size_t p = before(i);
    const bool entity_left = words_[p].tag == Tag::name && (words_[p].entity != nullptr || proper_[p]);
    const bool plural_left = lower(p).ends_with("s") || is(p, plural_noun);
    const bool agrees = (f & third) != 0 ? entity_left || !plural_left : plural_left;
    // "Peru claims Chile hacked": a state that speaks, and what it says.
    if (entity_left && agrees && words_[i].verb->speech && opens_phrase(n) && words_[n].entity != nullptr)
      return verb_or(Tag::noun, true);
    const bool verb = agrees && !finite_ahead(i, !entity_left) &&
                      (clause_next || (entity_left && (f & third) != 0) ||
                       (is(n, preposition | adverb) && (f & third) != 0 && entity_left) ||
                       (lower(i + 1) == "to" && (f & third) != 0 && entity_left && infinitive(i + 2)));
    // "the evidence points to Peru, X said"
    const bool points =
        agrees && (f & third) != 0 && lower(i + 1) == "to" && opens_phrase(i + 2) && !finite_ahead(i, false);
    return verb_or(Tag::noun, verb || points);
  }

  std::vector<Word>& words_;
  std::vector<bool> proper_;
  bool finite_ = false;     // a finite verb has been seen since the clause began
  bool nonfinite_ = false;  // the verb just tagged is no finite one
};

}  // namespace

void tag(std::vector<Word>& words) { Tagger(words).run(); }

}  // namespace whence
