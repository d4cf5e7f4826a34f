#include "reading/sentences/syntax.h"

#include <utility>

#include "reading/sentences/quotations.h"
#include "reading/sentences/tags.h"
#include "reading/sentences/word_facts.h"

namespace whence {
namespace {

bool inside_phrase(Tag tag) {
  return tag == Tag::noun || tag == Tag::name || tag == Tag::demonym || tag == Tag::adjective || tag == Tag::number ||
         tag == Tag::possessive;
}

bool is(const Word& word, std::uint32_t bits) { return (word.classes & bits) != 0; }

class Chunker {
 public:
  explicit Chunker(Syntax& syntax) : words_(syntax.words), facts_(syntax.words), chunks_(syntax.chunks) {}

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

  // What stands before the main verb of a group.
  struct Lead {
    std::optional<std::size_t> auxiliary;  // the last one
    bool to = false, finite = false, helped = false;
    std::size_t end = 0;  // the word behind it
  };

  // (modal | auxiliary | "to" | adverb | negation)*
  Lead lead_of(std::size_t begin, Chunk& group) const {
    Lead lead;
    for (lead.end = begin; lead.end < words_.size(); ++lead.end) {
      const Tag tag = words_[lead.end].tag;
      if (tag == Tag::modal) {
        group.modal = lead.end;
        lead.finite = lead.helped = true;
      } else if (tag == Tag::auxiliary) {
        lead.finite = lead.finite || !lead.to;
        lead.helped = true;
        lead.auxiliary = lead.end;
      } else if (tag == Tag::to && !lead.helped) {
        lead.to = lead.helped = true;
      } else if (tag == Tag::negation) {
        group.negated = true;
      } else if (tag == Tag::adverb) {
        group.manner = lead.end;
      } else if (const std::size_t last = inserted_time(lead); last != 0) {
        lead.end = last;
      } else if (not_yet(lead)) {
        group.negated = true;
        ++lead.end;
      } else if (!opens_inside(lead)) {
        break;
      }
    }
    return lead;
  }

  // "has for years attacked": the last word of the time between auxiliary and verb, else 0.
  std::size_t inserted_time(const Lead& lead) const {
    return lead.auxiliary && *lead.auxiliary + 1 == lead.end ? facts_.time_before_verb(lead.end) : 0;
  }

  // "has yet to comment": it has not.
  bool not_yet(const Lead& lead) const {
    return lead.auxiliary && words_[lead.end].token.lower == "yet" && lead.end + 1 < words_.size() &&
           words_[lead.end + 1].tag == Tag::to;
  }

  // 'had "never ordered" it': a quotation that begins between the auxiliary and its verb.
  bool opens_inside(const Lead& lead) const {
    if (!lead.helped || !is_quote(lead.end) || lead.end + 1 >= words_.size()) return false;
    const Tag next = words_[lead.end + 1].tag;
    return next == Tag::verb || next == Tag::negation || next == Tag::adverb;
  }

  // A lead and its verb, or an auxiliary that is itself the verb.
  std::optional<Chunk> verb_group(std::size_t begin) const {
    Chunk group;
    group.kind = ChunkKind::verb_group;
    group.first = begin;
    const Lead lead = lead_of(begin, group);
    const bool verb = lead.end < words_.size() && words_[lead.end].tag == Tag::verb;
    if (!verb && !lead.auxiliary) return std::nullopt;
    group.head = verb ? lead.end : *lead.auxiliary;
    group.last = group.head + 1;
    const Word& head = words_[group.head];
    if (verb) {
      group.lemma = head.verb->lemma;
    } else {
      group.lemma = is(head, copula) ? "be" : is(head, perfect) ? "have" : "do";
    }
    if (begin > 0 && words_[begin - 1].token.lower == "nor") group.negated = true;
    settle_mood(lead, verb ? head.verb->forms : 0, group);
    trailing_adverb(group);
    return group;
  }

  // `forms`: of the main verb, 0 where an auxiliary is all there is.
  void settle_mood(const Lead& lead, std::uint32_t forms, Chunk& group) const {
    const bool done = (forms & participle) != 0 && (forms & gerund) == 0;
    group.passive = done && lead.auxiliary && is(words_[*lead.auxiliary], copula);
    group.mood = lead.to ? Mood::infinitive : lead.finite ? Mood::finite : Mood::participle;
    if (forms == 0) return;
    if (!lead.helped) {
      const bool hanging = done && reduced(group.first, group.head);
      group.passive = hanging;
      group.mood = hanging                                     ? Mood::participle
                   : (forms & gerund) != 0                     ? Mood::gerund
                   : (forms & (base_form | third | past)) != 0 ? Mood::finite
                                                               : Mood::participle;
    } else if (lead.auxiliary && words_[*lead.auxiliary].token.lower == "being" && !lead.finite) {
      group.mood = Mood::gerund;
    }
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
    if (words_[at].verb->speech && !said_by(at)) return false;
    const Tag left = words_[begin - 1].tag;
    const std::string_view next =
        at + 1 < words_.size() ? std::string_view(words_[at + 1].token.lower) : std::string_view();
    if (only_participle || (next == "by" && passive_too(begin))) return true;
    if (left == Tag::relative) return false;
    if (left == Tag::pronoun && !is(words_[begin - 1], partitive)) return false;  // "they described"
    const bool after_noun =
        left == Tag::noun || left == Tag::name || left == Tag::pronoun || left == Tag::mark || left == Tag::determiner;
    if (!after_noun) return false;
    if (next == "by" || inserted(begin, at)) return true;
    if (at + 1 >= words_.size() || words_[at + 1].tag == Tag::mark) return false;  // "..., the ministry said."
    if (coordinated(at)) return false;
    // "a group called X": another finite verb carries the clause.
    return left != Tag::mark && finite_elsewhere(at);
  }

  // "was planned and paid by": the second participle of one auxiliary.
  bool passive_too(std::size_t begin) const {
    if (begin < 3 || words_[begin - 1].tag != Tag::conjunction || words_[begin - 2].tag != Tag::verb) return false;
    return (words_[begin - 2].verb->forms & participle) != 0 && is(words_[begin - 3], copula);
  }

  bool past_verb(std::size_t at) const {
    const Word& word = words_[at];
    if (word.tag == Tag::modal) return true;
    if (word.tag == Tag::auxiliary) return !is(word, nonfinite);
    return word.tag == Tag::verb && (word.verb->forms & (past | third)) != 0 && (word.verb->forms & gerund) == 0;
  }

  // "Grey Lantern, linked to Peru, breached": set off by commas between a noun and the noun's own verb.
  bool inserted(std::size_t begin, std::size_t at) const {
    if (begin < 2 || words_[begin - 1].token.lower != "," || object_follows(at)) return false;
    const Tag noun = words_[begin - 2].tag;
    if (noun != Tag::noun && noun != Tag::name && noun != Tag::number) return false;
    for (std::size_t k = begin - 2; k-- > 0;) {
      if (words_[k].tag == Tag::subordinator || words_[k].tag == Tag::relative || words_[k].token.lower == ";") break;
      if (past_verb(k) && !(words_[k].tag == Tag::verb && words_[k].verb->speech)) return false;
    }
    for (std::size_t k = at + 1; k + 1 < words_.size(); ++k) {
      const bool other = past_verb(k) && !(words_[k].tag == Tag::verb && hangs(k));
      if (words_[k].tag == Tag::subordinator || words_[k].tag == Tag::relative || other) return false;
      if (words_[k].token.lower != ",") continue;
      std::size_t next = k + 1;
      while (next + 1 < words_.size() && words_[next].tag == Tag::adverb) ++next;
      return past_verb(next);
    }
    return false;
  }

  // "the remarks, said by some to be", "said to have": the few ways in which speech hangs on a noun.
  bool said_by(std::size_t at) const {
    return at + 1 < words_.size() && (words_[at + 1].token.lower == "by" || words_[at + 1].token.lower == "to");
  }

  // "hacked into and spied on": two verbs of one subject.
  bool coordinated(std::size_t at) const {
    std::size_t k = at + 1;
    const bool particle = k < words_.size() && (words_[k].tag == Tag::preposition || words_[k].tag == Tag::adverb);
    if (particle && words_[k].token.lower != "by") ++k;
    return k + 1 < words_.size() && words_[k].tag == Tag::conjunction && words_[k + 1].tag == Tag::verb &&
           (words_[k + 1].verb->forms & past) != 0;
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
      if (words_[k].tag == Tag::to) {  // "to have wiped" carries no clause
        while (k + 1 < words_.size() && (words_[k + 1].tag == Tag::auxiliary || words_[k + 1].tag == Tag::verb ||
                                         words_[k + 1].tag == Tag::adverb))
          ++k;
        continue;
      }
      after = words_[k].tag == Tag::modal || (words_[k].tag == Tag::auxiliary && !is(words_[k], nonfinite)) ||
              (words_[k].tag == Tag::verb && (words_[k].verb->forms & (past | third)) != 0 &&
               (words_[k].verb->forms & gerund) == 0 && !hangs(k));
    }
    return after;
  }

  // "the claims made by": hangs on its noun itself and carries no clause.
  bool hangs(std::size_t at) const {
    const bool may = (words_[at].verb->forms & participle) != 0;
    return may && at + 1 < words_.size() && words_[at + 1].token.lower == "by";
  }

  // "London entered the network", "denied having": no participle that hangs on the noun before it.
  bool object_follows(std::size_t at) const {
    if (at + 1 >= words_.size()) return false;
    const Word& next = words_[at + 1];
    if (is(words_[at], naming) && facts_.names_as(at)) return true;
    if (is(words_[at], naming))
      return next.tag == Tag::determiner || next.tag == Tag::pronoun || next.token.lower == "on";
    const bool having = next.tag == Tag::auxiliary || (next.tag == Tag::verb && (next.verb->forms & gerund) != 0);
    return having || next.tag == Tag::determiner || next.tag == Tag::name || next.tag == Tag::pronoun ||
           next.tag == Tag::subordinator || next.tag == Tag::noun || next.tag == Tag::demonym ||
           next.tag == Tag::adjective || next.tag == Tag::number;
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
                         (inside_phrase(words_[at + 1].tag) || head == at - 1) &&
                         (at != begin || words_[at].token.spaced || at == 0);
      if (joins_adjectives(begin, at)) {
        ++at;
        continue;
      }
      if (tag == Tag::determiner) {
        if (at != begin && words_[at - 1].tag != Tag::determiner) break;
      } else if (tag == Tag::adverb) {
        if (at + 1 >= words_.size() || words_[at + 1].tag != Tag::adjective || at == begin) break;
      } else if (!(inside_phrase(tag) || unspaced_mark(at) || quote) || (head && after_time(*head, at))) {
        break;
      }
      if (head && own_clause(*head, at)) break;
      if (tag == Tag::noun || tag == Tag::name || (tag == Tag::number && !head) || (tag == Tag::demonym && !head))
        head = at;
      if ((tag == Tag::demonym || tag == Tag::adjective) && head && words_[*head].tag != Tag::demonym &&
          words_[*head].tag != Tag::number && !hyphenated(at) && at != *head && words_[at - 1].tag != Tag::possessive) {
        break;
      }
      ++at;
    }
    if (!head) head = adjective_alone(begin, at);
    if (!head) return std::nullopt;
    phrase.head = *head;
    phrase.last = *head + 1;
    // An entity's own words stay together.
    if (words_[*head].entity != nullptr && words_[*head].entity_last > phrase.last)
      phrase.last = words_[*head].entity_last;
    return phrase;
  }

  // "the destructive and costly attack": between two adjectives of one noun.
  bool joins_adjectives(std::size_t begin, std::size_t at) const {
    if (at < begin + 2 || at + 2 >= words_.size() || words_[begin].tag != Tag::determiner) return false;
    const bool joint = words_[at].tag == Tag::conjunction || words_[at].token.lower == ",";
    if (!joint || words_[at - 1].tag != Tag::adjective) return false;
    std::size_t next = at + 1;
    while (next + 1 < words_.size() && words_[next].tag == Tag::adverb) ++next;
    if (words_[next].tag != Tag::adjective) return false;
    const Tag behind = next + 1 < words_.size() ? words_[next + 1].tag : Tag::mark;
    return behind == Tag::noun || behind == Tag::name || behind == Tag::adjective || joins_adjectives(begin, next + 1);
  }

  // "the daily", "the accused": an adjective that stands for somebody.
  std::optional<std::size_t> adjective_alone(std::size_t begin, std::size_t end) const {
    if (end != begin + 2 || words_[begin].tag != Tag::determiner || words_[begin + 1].tag != Tag::adjective)
      return std::nullopt;
    const Tag next = end < words_.size() ? words_[end].tag : Tag::mark;
    const bool list = end + 1 < words_.size() && words_[end].token.lower == "," &&  // "the brazen, reckless attack"
                      (words_[end + 1].tag == Tag::adjective || words_[end + 1].tag == Tag::adverb);
    const bool verb = next == Tag::verb || next == Tag::auxiliary || next == Tag::modal;
    return (next == Tag::mark && !list) || verb ? std::optional(begin + 1) : std::nullopt;
  }

  // "last year Xindar", "in 2019 Xorland": a name begins a phrase of its own behind a word of time.
  bool after_time(std::size_t head, std::size_t at) const {
    if (at != head + 1) return false;
    const Word& next = words_[at];
    const bool year = words_[head].token.shape == Shape::number && words_[head].token.lower.size() == 4;
    const bool name = next.entity != nullptr ? next.tag == Tag::name || next.tag == Tag::demonym
                                             : next.tag == Tag::name && !words_[head].token.capital;
    return (year || is(words_[head], time_word)) && name && !is(next, time_word);
  }

  // "a charge Peru has denied": a state behind a plain noun begins the clause that hangs on it.
  bool own_clause(std::size_t head, std::size_t at) const {
    const Word& name = words_[at];
    if (at != head + 1 || words_[head].tag != Tag::noun || words_[head].entity != nullptr) return false;
    if (words_[head].token.capital || name.entity == nullptr || name.tag != Tag::name || name.entity_first != at)
      return false;
    const EntityKind kind = name.entity->kind;
    const bool state = kind == EntityKind::state || kind == EntityKind::capital || kind == EntityKind::metonym;
    return state && name.entity_last < words_.size() && past_verb(name.entity_last);
  }

  bool hyphenated(std::size_t at) const { return at > 0 && words_[at - 1].token.lower == "-"; }
  bool is_quote(std::size_t at) const {
    const std::string_view mark = words_[at].token.lower;
    return mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9D" || mark == "'" || mark == "\xE2\x80\x98";
  }

  std::vector<Word>& words_;
  WordFacts facts_;
  std::vector<Chunk>& chunks_;
};

}  // namespace

Syntax parse(std::vector<Token> tokens, std::string_view text, const Vocabulary& vocabulary, const Names& names) {
  Syntax syntax;
  join_quoted_words(tokens);
  const std::vector<NamePhrase> phrases = names.find(tokens, text);
  syntax.words.reserve(tokens.size());
  for (Token& token : tokens) {
    Word word;
    word.verb = vocabulary.verb(token.lower);
    word.classes = vocabulary.classes(token.lower);
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
  tag(syntax.words);
  Chunker(syntax).run();
  return syntax;
}

}  // namespace whence
