// Questions that frames ask of a parsed sentence: who does this verb, to whom, after which preposition.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/sentences/syntax.h"

namespace whence {

// One or several coordinated noun phrases ("the US, UK, and NZ"): chunk indices in text order.
struct Phrase {
  std::vector<std::size_t> chunks;
  std::size_t first = 0, last = 0;  // words, modifiers that follow included ("lawmakers, including ...")
  bool inherited = false;           // taken from an earlier verb: has no words of its own in this clause
};

class Grammar {
 public:
  // `cyber`: the sentence, or the text before it, speaks of computers and networks.
  explicit Grammar(const Syntax& syntax, bool cyber = false) : syntax_(syntax), cyber_(cyber) {}

  bool cyber() const { return cyber_; }

  const Syntax& syntax() const { return syntax_; }
  const Chunk& chunk(std::size_t index) const { return syntax_.chunks[index]; }
  const Word& head(std::size_t index) const { return syntax_.words[chunk(index).head]; }
  std::string_view lower(std::size_t word) const { return syntax_.words[word].token.lower; }
  std::size_t chunk_at(std::size_t word) const;

  bool is_phrase(std::size_t index) const {
    return index < syntax_.chunks.size() && chunk(index).kind == ChunkKind::noun_phrase;
  }
  bool is_verb(std::size_t index) const {
    return index < syntax_.chunks.size() && chunk(index).kind == ChunkKind::verb_group;
  }
  bool is_word(std::size_t index, std::string_view lower_word) const;
  bool is_of(std::size_t index, std::uint32_t classes) const;  // WordClass bits of a chunk of one word
  bool is_tag(std::size_t index, Tag tag) const;
  bool is_quote(std::size_t index) const;  // a double quotation mark

  // Who stands before the verb as its grammatical subject; for a reduced participle the noun it belongs to; for a verb
  // without its own the subject of the verb it hangs on.
  std::optional<Phrase> subject(std::size_t verb) const;
  // The subject of the finite verb before `verb`, whatever subject `verb` has itself.
  std::optional<Phrase> main_subject(std::size_t verb) const;
  // The noun phrases right behind chunk `index` (adverbs skipped).
  std::optional<Phrase> phrase_after(std::size_t index) const;
  // The noun phrases behind one of the prepositions, between `from` (a chunk) and the end of its clause. Answers the
  // chunk of the preposition too.
  struct Attached {
    std::size_t preposition = 0;
    std::optional<Phrase> phrase;  // absent before a gerund: "of breaching"
  };
  std::optional<Attached> after_preposition(std::size_t from, const std::vector<std::string_view>& prepositions) const;
  // The phrase with its coordinated neighbours to the right or left, and modifiers behind it.
  Phrase widen_right(std::size_t phrase) const;
  Phrase widen_left(std::size_t phrase) const;
  // The phrase with the modifiers behind it and no neighbours.
  Phrase alone(std::size_t phrase) const;
  // The first word behind the clause that begins at chunk `from`.
  std::size_t clause_end(std::size_t from) const;

 private:
  std::optional<std::size_t> phrase_before(std::size_t index) const;
  std::optional<std::size_t> main_verb_before(std::size_t verb) const;
  std::optional<std::size_t> skip_inserted(std::size_t comma) const;
  bool attached_by_preposition(std::size_t phrase) const;
  bool list_continues(std::size_t phrase) const;
  std::optional<std::size_t> clause_owner(std::size_t verb) const;
  bool joined(std::size_t verb) const;
  bool seat(std::size_t index) const;
  std::optional<std::size_t> inserted_owner(std::size_t verb) const;
  std::size_t list_begin(std::size_t phrase) const;
  bool fronted(std::size_t phrase, std::size_t next) const;
  bool opens_clause(std::size_t phrase) const;
  std::vector<std::size_t> left_list(std::size_t phrase) const;
  std::size_t with_modifiers(std::size_t last_phrase) const;

  const Syntax& syntax_;
  bool cyber_ = false;
};

}  // namespace whence
