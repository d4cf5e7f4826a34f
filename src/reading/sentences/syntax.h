// The shallow shape of a sentence: tags, then noun phrases and verb groups. No full parse: what the frames need is who
// stands before a verb, what follows it and after which preposition.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/names/names.h"
#include "reading/sentences/tokens.h"
#include "reading/sentences/vocabulary.h"

namespace whence {

enum class Tag {
  noun,
  name,
  demonym,
  adjective,
  determiner,
  pronoun,
  possessive,
  number,
  verb,
  auxiliary,
  modal,
  to,
  negation,
  adverb,
  preposition,
  conjunction,
  subordinator,
  relative,
  mark
};

struct Word {
  Token token;
  Tag tag = Tag::noun;
  std::uint32_t classes = 0;          // WordClass bits, whatever the tag
  const VerbReading* verb = nullptr;  // where the form is a known verb's, whatever the tag
  const Entity* entity = nullptr;     // of the name phrase that covers it
  std::size_t entity_first = 0, entity_last = 0;
};

enum class ChunkKind { noun_phrase, verb_group, word };
enum class Mood { finite, infinitive, gerund, participle };  // participle: "made by", with no auxiliary

struct Chunk {
  ChunkKind kind = ChunkKind::word;
  std::size_t first = 0, last = 0;  // words [first, last)
  std::size_t head = 0;             // of a noun phrase its last noun, of a verb group its main verb
  Tag tag = Tag::mark;              // of a single word
  // Verb groups only.
  std::string_view lemma;
  Mood mood = Mood::finite;
  bool passive = false, negated = false;
  std::optional<std::size_t> modal;   // "would", "may"
  std::optional<std::size_t> manner;  // an adverb: "strongly"
};

struct Syntax {
  std::vector<Word> words;
  std::vector<Chunk> chunks;
};

// Bounded: a sentence of more than `limit` tokens is cut there (the reader reports an oddity).
Syntax parse(std::vector<Token> tokens, std::string_view text, const Vocabulary& vocabulary, const Names& names);

}  // namespace whence
