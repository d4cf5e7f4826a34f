// Near-copies of text by runs of words. Linear in the text: each run of words is remembered with a bounded number of
// earlier owners.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whence {

// Words in lower case, punctuation dropped; letters of scripts without spaces (Chinese, Japanese) stand alone.
std::vector<std::string> folded_words(std::string_view text);

// Hashes of every run of `length` words, sorted, each once. A text shorter than that has one run, itself.
std::vector<std::uint64_t> shingles(std::string_view text, std::size_t length);

struct Likeness {
  std::size_t item = 0, of = 0;  // of < item
  double share = 0;              // runs in common / runs of the shorter
  std::size_t common = 0;
  bool operator==(const Likeness&) const = default;
};

// Pairs of items that share at least `least` of the shorter one's runs and at least `least_common` of them; sorted by
// item, then by falling share, then by `of`. Of a run that many items have, only the first eight count as earlier
// owners.
std::vector<Likeness> near_copies(std::span<const std::vector<std::uint64_t>> items, double least,
                                  std::size_t least_common);

}  // namespace whence
