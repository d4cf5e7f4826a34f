// Any of many names in a text, in any case, as whole words: tens of thousands of names at the speed of reading. For
// texts that are not parsed; where sentences are, reading/names/names.h also looks at what stands around a name.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "base/vector_path.h"

namespace whence {

struct PhraseMatch {
  Span span;
  std::uint32_t phrase = 0;  // place in what the finder was made of
  auto operator<=>(const PhraseMatch&) const = default;
};

// Says of most hashes that were not added that they were not.
class PhraseFilter {
 public:
  void add(std::uint64_t hash) { bits_[place(hash) / 64] |= std::uint64_t{1} << (place(hash) % 64); }
  bool may_hold(std::uint64_t hash) const { return (bits_[place(hash) / 64] >> (place(hash) % 64) & 1U) != 0; }

 private:
  static constexpr unsigned width = 21;  // 256 KiB: it stays in the second cache
  static std::uint64_t place(std::uint64_t hash) { return hash >> (64 - width); }

  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>((std::size_t{1} << width) / 64);
};

class PhraseFinder {
 public:
  // Keeps nothing of `phrases`. Requires: less than 2 GiB of them. Those that do not begin with an ASCII letter or
  // digit are never found.
  explicit PhraseFinder(std::span<const std::string> phrases);

  // Every phrase wherever its bytes stand, letters A-Z in any case, with no letter or digit before it, nor after it if
  // it ends in one. By begin, then end, then phrase; matches may overlap. In Chinese and its like a name needs no
  // space.
  std::vector<PhraseMatch> find(std::string_view text, VectorPath path = VectorPath::automatic) const;

 private:
  // What is known of the words read so far. Small: whoever finds many names waits for memory, not for the processor.
  struct Node {
    std::uint32_t check = 0;    // of the words' key; 0: free
    std::uint32_t records = 0;  // twice the place in records_ of the phrases that they make, 0 for none; + 1 if longer
                                // phrases begin so
  };
  // Before the letters of a phrase in records_.
  struct Record {
    std::uint32_t id = 0;
    std::uint32_t size = 0;  // twice the number of letters; + 1 if another record follows for the same words
  };
  class Scan;
  struct Draft;

  bool build(std::span<const std::string> phrases);
  bool add_node(std::uint64_t key, const Draft& draft, std::span<const std::string> phrases);
  const Node* node(std::uint64_t key) const;
  std::size_t home(std::uint64_t key) const { return (key >> 20U) & (nodes_.size() - 1); }

  std::uint64_t seed_ = 0;       // of the nodes' keys; the first under which all nodes can be told apart
  PhraseFilter starts_, rows_;   // first letters of phrases; keys of nodes
  std::vector<Node> nodes_;      // open addressing; a power of two, at most half full
  std::string records_;          // each a Record and the letters, lower case
  std::size_t longest_gap_ = 0;  // bytes between two words of a phrase
};

}  // namespace whence
