// Any of many names in a text, in any case, as whole words: tens of thousands of names at the speed of reading. For
// texts that are not parsed; where sentences are, reading/names.h also looks at what stands around a name.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "reading/vector_path.h"

namespace whence {

struct PhraseMatch {
  Span span;
  std::uint32_t phrase = 0;  // place in what the finder was made of
  auto operator<=>(const PhraseMatch&) const = default;
};

class PhraseFinder {
 public:
  // Keeps nothing of `phrases`. Those that do not begin with an ASCII letter or digit are never found.
  explicit PhraseFinder(std::span<const std::string> phrases);

  // Every phrase wherever its bytes stand, letters A-Z in any case, with no letter or digit before it, nor after it if
  // it ends in one. By begin, then end, then phrase; matches may overlap. In Chinese and its like a name needs no
  // space.
  std::vector<PhraseMatch> find(std::string_view text, VectorPath path = VectorPath::automatic) const;

 private:
  // The words read so far, by hash, and the phrases that consist of them.
  struct Node {
    std::uint64_t key = 0;               // 0: free
    std::uint32_t first = 0, count = 0;  // in phrases_
    bool more = false;                   // longer phrases begin so
  };
  struct Phrase {
    std::uint32_t begin = 0, size = 0;  // in letters_
    std::uint32_t id = 0;
  };
  class Scan;

  const Node* node(std::uint64_t key) const;

  std::vector<std::uint64_t> first_words_;  // a bit for each hash of a first word; false positives are looked up
  std::vector<Node> nodes_;                 // open addressing; a power of two, at most half full
  std::vector<Phrase> phrases_;             // those of a node side by side
  std::string letters_;                     // of all phrases, lower case
  std::size_t longest_gap_ = 0;             // bytes between two words of a phrase
};

}  // namespace whence
