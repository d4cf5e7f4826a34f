#include "reading/syntax.h"

#include <utility>

#include "reading/tags.h"

namespace whence {
namespace {

bool inside_phrase(Tag tag) {
  return tag == Tag::noun || tag == Tag::name || tag == Tag::demonym || tag == Tag::adjective || tag == Tag::number ||
         tag == Tag::possessive;
}

bool is_copula(std::string_view lower) {
  return lower == "be" || lower == "is" || lower == "are" || lower == "was" || lower == "were" || lower == "been" ||
         lower == "being" || lower == "am";
}

class Chunker {
 public:
  explicit Chunker(Syntax& syntax) : words_(syntax.words), chunks_(syntax.chunks) {}

  void run() {
    for (std::size_t at = 0; at < words_.size();) {
      if (const auto group = verb_group(at)) {
        at = add(*group);
      } else if (const auto phrase = noun_phrase(at)) {
        at = add(*phrase);
      } else {
        Chunk word;
        word.first = at;
        word.last = at + 1;
        word.head = at;
        word.tag = words_[at].tag;
        at = add(word);
      }
    }
  }

 private:
  std::size_t add(const Chunk& chunk) {
    chunks_.push_back(chunk);
    return chunk.last;
  }

  bool unspaced_mark(std::size_t at) const {
    return words_[at].tag == Tag::mark && !words_[at].token.spaced && at + 1 < words_.size() &&
           !words_[at + 1].token.spaced &&
           (words_[at].token.lower == "-" || words_[at].token.lower == "/" || words_[at].token.lower == "\xE2\x80\x91");
  }

  // (modal | auxiliary | "to" | adverb | negation)* verb, or an auxiliary that is itself the verb.
  // NOLINTNEXTLINE(readability-function-size): one pass over the words of the group.
  std::optional<Chunk> verb_group(std::size_t begin) const {
    Chunk group;
    group.kind = ChunkKind::verb_group;
    group.first = begin;
    std::optional<std::size_t> last_auxiliary;
    bool to = false, finite = false, helped = false;
    std::size_t at = begin;
    for (; at < words_.size(); ++at) {
      const Word& word = words_[at];
      if (word.tag == Tag::verb) break;
      if (word.tag == Tag::modal) {
        group.modal = at;
        finite = helped = true;
      } else if (word.tag == Tag::auxiliary) {
        finite = finite || !to;
        helped = true;
        last_auxiliary = at;
      } else if (word.tag == Tag::to) {
        if (helped) break;
        to = helped = true;
      } else if (word.tag == Tag::negation) {
        group.negated = true;
      } else if (word.tag == Tag::adverb) {
        group.manner = at;
      } else {
        break;
      }
    }
    if (at == begin && (at >= words_.size() || words_[at].tag != Tag::verb)) return std::nullopt;
    const bool verb = at < words_.size() && words_[at].tag == Tag::verb;
    if (!verb) {
      if (!last_auxiliary) return std::nullopt;
      at = *last_auxiliary;
      group.lemma = is_copula(words_[at].token.lower) || words_[at].token.lower == "'s" ? "be"
                    : words_[at].token.lower.starts_with("h")                           ? "have"
                                                                                        : "do";
    } else {
      group.lemma = words_[at].verb->lemma;
      // Adverbs that only precede a verb belong to it; a group cannot begin with one that ends the previous phrase.
    }
    group.head = at;
    group.last = at + 1;
    if (begin > 0 && words_[begin - 1].token.lower == "nor") group.negated = true;
    const std::uint32_t forms = verb ? words_[at].verb->forms : 0;
    const bool participle_form = (forms & participle) != 0;
    const bool have_last = last_auxiliary && !is_copula(words_[*last_auxiliary].token.lower) &&
                           words_[*last_auxiliary].token.lower != "'s";
    group.passive = verb && participle_form && (forms & gerund) == 0 && last_auxiliary && !have_last;
    group.mood = to ? Mood::infinitive : finite ? Mood::finite : Mood::participle;
    if (verb && !helped) {
      if ((forms & gerund) != 0) {
        group.mood = Mood::gerund;
      } else if ((forms & (base_form | third | past)) != 0) {
        group.mood = Mood::finite;
      } else {
        group.mood = Mood::participle;
      }
      if (participle_form && (forms & gerund) == 0 && reduced(begin, at)) {
        group.mood = Mood::participle;
        group.passive = true;
      }
    } else if (verb && last_auxiliary && words_[*last_auxiliary].token.lower == "being" && !finite) {
      group.mood = Mood::gerund;
    }
    trailing_adverb(group);
    return group;
  }

  // "he was not", "rejects strongly": the adverb right behind the verb.
  void trailing_adverb(Chunk& group) const {
    while (group.last < words_.size() &&
           (words_[group.last].tag == Tag::adverb || words_[group.last].tag == Tag::negation)) {
      if (words_[group.last].tag == Tag::negation) group.negated = true;
      if (!group.manner) group.manner = group.last;
      ++group.last;
    }
  }

  // A participle without auxiliary that says what was done to the noun before it: "claims made by".
  bool reduced(std::size_t begin, std::size_t at) const {
    if (words_[at].verb->intransitive) return false;
    const bool only_participle = (words_[at].verb->forms & past) == 0;
    if (begin == 0) return only_participle;
    const Tag left = words_[begin - 1].tag;
    const std::string_view next =
        at + 1 < words_.size() ? std::string_view(words_[at + 1].token.lower) : std::string_view();
    if (only_participle) return true;
    if (left == Tag::relative) return false;
    if (left == Tag::pronoun && words_[begin - 1].token.lower != "those" && words_[begin - 1].token.lower != "some" &&
        words_[begin - 1].token.lower != "others") {
      return false;  // "they described"
    }
    const bool after_noun =
        left == Tag::noun || left == Tag::name || left == Tag::pronoun || left == Tag::mark || left == Tag::determiner;
    if (!after_noun) return false;
    if (next == "by" || next == "as") return true;
    if (at + 1 >= words_.size() || words_[at + 1].tag == Tag::mark) return false;  // "..., the ministry said."
    // "a group called X": another finite verb carries the clause.
    return left != Tag::mark && finite_elsewhere(at);
  }

  bool finite_elsewhere(std::size_t at) const {
    if (object_follows(at)) return false;
    bool before = false, after = false;
    for (std::size_t k = at; k-- > 0 && !before;) {
      if (words_[k].tag == Tag::subordinator || words_[k].tag == Tag::relative || words_[k].tag == Tag::conjunction)
        break;
      if (words_[k].token.lower == ";") break;
      before = words_[k].tag == Tag::modal || words_[k].tag == Tag::auxiliary ||
               (words_[k].tag == Tag::verb && (words_[k].verb->forms & (past | third)) != 0);
    }
    if (before) return true;
    for (std::size_t k = at + 1; k < words_.size() && !after; ++k) {
      if (words_[k].tag == Tag::subordinator || words_[k].token.lower == ";" || words_[k].tag == Tag::relative) break;
      after = words_[k].tag == Tag::modal || (words_[k].tag == Tag::auxiliary && words_[k].token.lower != "being") ||
              (words_[k].tag == Tag::verb && (words_[k].verb->forms & (past | third)) != 0 &&
               (words_[k].verb->forms & gerund) == 0);
    }
    return after;
  }

  // "London entered the network", "denied having": no participle that hangs on the noun before it.
  bool object_follows(std::size_t at) const {
    if (at + 1 >= words_.size()) return false;
    const Word& next = words_[at + 1];
    if (names_thing(at)) return next.tag == Tag::determiner || next.tag == Tag::pronoun || next.token.lower == "on";
    const bool having = next.tag == Tag::auxiliary || (next.tag == Tag::verb && (next.verb->forms & gerund) != 0);
    return having || next.tag == Tag::determiner || next.tag == Tag::name || next.tag == Tag::pronoun ||
           next.tag == Tag::subordinator || next.tag == Tag::noun || next.tag == Tag::demonym ||
           next.tag == Tag::adjective || next.tag == Tag::number;
  }

  // Verbs of naming take a name as complement even in the passive: "a group called X".
  bool names_thing(std::size_t at) const {
    const std::string_view lemma = words_[at].verb->lemma;
    return lemma == "call" || lemma == "name" || lemma == "dub" || lemma == "label";
  }

  std::optional<Chunk> noun_phrase(std::size_t begin) const {
    Chunk phrase;
    phrase.kind = ChunkKind::noun_phrase;
    phrase.first = begin;
    if (words_[begin].tag == Tag::pronoun) {
      phrase.last = begin + 1;
      phrase.head = begin;
      return phrase;
    }
    std::size_t at = begin;
    std::optional<std::size_t> head;
    while (at < words_.size()) {
      const Tag tag = words_[at].tag;
      const bool quote = tag == Tag::mark && is_quote(at) && at + 1 < words_.size() &&
                         (inside_phrase(words_[at + 1].tag) || head == at - 1);
      if (tag == Tag::determiner) {
        if (at != begin && words_[at - 1].tag != Tag::determiner) break;
      } else if (tag == Tag::adverb) {
        if (at + 1 >= words_.size() || words_[at + 1].tag != Tag::adjective || at == begin) break;
      } else if (!(inside_phrase(tag) || unspaced_mark(at) || quote)) {
        break;
      }
      if (tag == Tag::noun || tag == Tag::name || (tag == Tag::number && !head) || (tag == Tag::demonym && !head))
        head = at;
      if ((tag == Tag::demonym || tag == Tag::adjective) && head && words_[*head].tag != Tag::demonym &&
          words_[*head].tag != Tag::number && !hyphenated(at) && at != *head && words_[at - 1].tag != Tag::possessive) {
        break;
      }
      ++at;
    }
    if (!head) return std::nullopt;
    phrase.head = *head;
    phrase.last = *head + 1;
    // An entity's own words stay together.
    if (words_[*head].entity != nullptr && words_[*head].entity_last > phrase.last)
      phrase.last = words_[*head].entity_last;
    return phrase;
  }

  bool hyphenated(std::size_t at) const { return at > 0 && words_[at - 1].token.lower == "-"; }
  bool is_quote(std::size_t at) const {
    const std::string_view mark = words_[at].token.lower;
    return mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9D" || mark == "'" || mark == "\xE2\x80\x98";
  }

  std::vector<Word>& words_;
  std::vector<Chunk>& chunks_;
};

}  // namespace

Syntax parse(std::vector<Token> tokens, std::string_view text, const Vocabulary& vocabulary, const Names& names) {
  Syntax syntax;
  const std::vector<NamePhrase> phrases = names.find(tokens, text);
  syntax.words.reserve(tokens.size());
  for (Token& token : tokens) {
    Word word;
    word.verb = vocabulary.verb(token.lower);
    word.token = std::move(token);
    syntax.words.push_back(std::move(word));
  }
  for (const NamePhrase& phrase : phrases) {
    for (std::size_t i = phrase.first; i < phrase.last; ++i) {
      syntax.words[i].entity = phrase.entity;
      syntax.words[i].entity_first = phrase.first;
      syntax.words[i].entity_last = phrase.last;
    }
  }
  tag(syntax.words, vocabulary);
  Chunker(syntax).run();
  return syntax;
}

}  // namespace whence
