#include "reading/phrase_finder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

#include "base/result.h"
#include "reading/characters.h"
#include "reading/word_masks.h"

namespace whence {
namespace {

constexpr std::size_t block = 64;
constexpr std::uint64_t odd = 0x9e3779b97f4a7c15ULL;
constexpr unsigned first_word_bits = 18;  // 32 KiB: it stays in the first cache

std::uint64_t mixed(std::uint64_t hash) {
  hash *= odd;
  return hash ^ (hash >> 32U);
}

// Up to eight bytes from `at`, letters lower case: bit 0x20 is set in small letters and digits anyway.
std::uint64_t folded(std::string_view text, std::size_t at, std::size_t size) {
  std::uint64_t bytes = 0;
  if (at + sizeof bytes <= text.size()) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
  } else {
    std::memcpy(&bytes, text.data() + at, text.size() - at);
  }
  bytes |= 0x2020202020202020ULL;
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return size >= sizeof bytes ? bytes : bytes & ((std::uint64_t{1} << (8 * size)) - 1);
}

// Of a word in any case. Words may share a hash: what is found is compared with the text.
std::uint64_t word_hash(std::string_view text, std::size_t begin, std::size_t end) {
  std::uint64_t hash = folded(text, begin, end - begin);
  for (std::size_t at = begin + 8; at < end; at += 8) hash = mixed(hash) ^ folded(text, at, end - at);
  return mixed(hash);
}

// Of a row of words, from that of all but the last. Never 0, which marks a free node.
std::uint64_t row_key(std::uint64_t before, std::uint64_t word) { return mixed(before ^ word) | 1U; }

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_alnum(text[at])) ++at;
  return at;
}

// Is there a letter beyond ASCII, of a script that parts its words, just before `at`?
bool letter_ends_at(std::string_view text, std::size_t at) { return at >= 2 && name_character(text, at - 2) == 2; }

bool equal_folded(std::string_view text, std::string_view lower_case) {
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (to_lower(text[i]) != lower_case[i]) return false;
  }
  return true;
}

}  // namespace

PhraseFinder::PhraseFinder(std::span<const std::string> phrases) : first_words_((1U << first_word_bits) / 64, 0) {
  struct Draft {
    std::vector<Phrase> phrases;
    bool more = false;
  };
  std::map<std::uint64_t, Draft> drafts;
  for (std::size_t id = 0; id < phrases.size(); ++id) {
    const std::string_view phrase = phrases[id];
    if (phrase.empty() || !is_alnum(phrase[0])) continue;
    std::uint64_t key = 0;
    for (std::size_t at = 0; at < phrase.size();) {
      const std::size_t end = word_end(phrase, at);
      if (key != 0) drafts[key].more = true;
      const std::uint64_t hash = word_hash(phrase, at, end);
      if (key == 0) {
        const std::uint64_t bit = hash >> (64 - first_word_bits);
        first_words_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      }
      key = row_key(key, hash);
      std::size_t next = end;
      while (next < phrase.size() && !is_alnum(phrase[next])) ++next;
      if (next < phrase.size()) longest_gap_ = std::max(longest_gap_, next - end);
      at = next;
    }
    drafts[key].phrases.push_back({static_cast<std::uint32_t>(letters_.size()),
                                   static_cast<std::uint32_t>(phrase.size()), static_cast<std::uint32_t>(id)});
    for (const char c : phrase) letters_ += to_lower(c);
  }
  nodes_.resize(std::bit_ceil(2 * drafts.size() + 2));
  for (const auto& [key, draft] : drafts) {
    std::size_t place = key & (nodes_.size() - 1);
    while (nodes_[place].key != 0) place = (place + 1) & (nodes_.size() - 1);
    nodes_[place] = {key, static_cast<std::uint32_t>(phrases_.size()), static_cast<std::uint32_t>(draft.phrases.size()),
                     draft.more};
    phrases_.insert(phrases_.end(), draft.phrases.begin(), draft.phrases.end());
  }
}

const PhraseFinder::Node* PhraseFinder::node(std::uint64_t key) const {
  for (std::size_t place = key & (nodes_.size() - 1);; place = (place + 1) & (nodes_.size() - 1)) {
    if (nodes_[place].key == key) return &nodes_[place];
    if (nodes_[place].key == 0) return nullptr;
  }
}

// One text being searched.
class PhraseFinder::Scan {
 public:
  Scan(const PhraseFinder& finder, std::string_view text) : finder_(finder), text_(text) {}

  // Words that begin in text[begin, begin + 64), by the mask of its letters and digits. `inside`: the byte before the
  // block is one.
  void read_block(std::size_t begin, std::uint64_t mask, bool inside) {
    for (std::uint64_t starts = mask & ~(mask << 1U | std::uint64_t{inside}); starts != 0; starts &= starts - 1) {
      const auto i = static_cast<unsigned>(std::countr_zero(starts));
      const auto size = static_cast<std::size_t>(std::countr_one(mask >> i));
      const std::size_t at = begin + i;
      const std::size_t end = i + size < block ? at + size : word_end(text_, at + size);
      const std::uint64_t hash = word_hash(text_, at, end);
      const std::uint64_t bit = hash >> (64 - first_word_bits);
      if ((finder_.first_words_[bit / 64] >> (bit % 64) & 1U) != 0) read_row(at, end, hash);
    }
  }

  std::vector<PhraseMatch> take() && { return std::move(found_); }

 private:
  // The rows of words that begin with the word text[begin, end), as long as a phrase has them.
  void read_row(std::size_t begin, std::size_t end, std::uint64_t hash) {
    const auto before = static_cast<std::ptrdiff_t>(found_.size());
    compare_row(begin, end, hash);
    std::sort(found_.begin() + before, found_.end());
  }

  void compare_row(std::size_t begin, std::size_t end, std::uint64_t hash) {
    std::uint64_t key = 0;
    while (true) {
      key = row_key(key, hash);
      const Node* node = finder_.node(key);
      if (node == nullptr) return;
      for (std::size_t i = node->first; i < node->first + node->count; ++i) compare(begin, finder_.phrases_[i]);
      if (!node->more) return;
      std::size_t next = end;
      while (next < text_.size() && next - end < finder_.longest_gap_ && !is_alnum(text_[next])) ++next;
      if (next == end || next == text_.size() || !is_alnum(text_[next])) return;
      end = word_end(text_, next);
      hash = word_hash(text_, next, end);
    }
  }

  void compare(std::size_t begin, const Phrase& phrase) {
    if (begin + phrase.size > text_.size()) return;
    const std::string_view letters = std::string_view(finder_.letters_).substr(phrase.begin, phrase.size);
    const std::size_t end = begin + phrase.size;
    if (!equal_folded(text_.substr(begin, phrase.size), letters) || letter_ends_at(text_, begin)) return;
    if (is_alnum(letters.back()) && end < text_.size() && (is_alnum(text_[end]) || name_character(text_, end) == 2))
      return;
    found_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, phrase.id});
  }

  const PhraseFinder& finder_;
  std::string_view text_;
  std::vector<PhraseMatch> found_;
};

std::vector<PhraseMatch> PhraseFinder::find(std::string_view text, VectorPath path) const {
  const AlnumMask mask_of = alnum_mask(path);
  Scan scan(*this, text);
  bool inside = false;
  for (std::size_t begin = 0; begin < text.size(); begin += block) {
    std::uint64_t mask = 0;
    if (begin + block <= text.size()) {
      mask = mask_of(text.data() + begin);
    } else {
      std::array<char, block> padded;
      padded.fill(' ');
      std::memcpy(padded.data(), text.data() + begin, text.size() - begin);
      mask = mask_of(padded.data());
    }
    scan.read_block(begin, mask, inside);
    inside = (mask >> (block - 1)) != 0;
  }
  return std::move(scan).take();
}

}  // namespace whence
