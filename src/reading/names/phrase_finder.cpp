#include "reading/names/phrase_finder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

#include "base/result.h"
#include "reading/indicators/characters.h"
#include "reading/names/word_masks.h"

namespace whence {
namespace {

constexpr std::size_t block = 64;
constexpr std::size_t expected_distance = 256;  // bytes from one match to the next where there are many
constexpr std::uint64_t odd = 0x9e3779b97f4a7c15ULL;

inline std::uint64_t mixed(std::uint64_t hash) {
  hash *= odd;
  return hash ^ (hash >> 32U);
}

// Up to eight bytes from `at`, letters lower case: bit 0x20 is set in small letters and digits anyway.
inline std::uint64_t folded(std::string_view text, std::size_t at, std::size_t size) {
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

// Of the first eight letters of a word in any case.
inline std::uint64_t start_hash(std::string_view text, std::size_t begin, int size) {
  return mixed(folded(text, begin, static_cast<std::size_t>(size)));
}

// Of a word in any case. Words may share a hash: what is found is compared with the text.
inline std::uint64_t word_hash(std::string_view text, std::size_t begin, std::size_t end) {
  std::uint64_t hash = folded(text, begin, end - begin);
  for (std::size_t at = begin + 8; at < end; at += 8) hash = mixed(hash) ^ folded(text, at, end - at);
  return mixed(hash);
}

// Of a row of words, from that of all but the last. Never 0, which marks a free node.
inline std::uint64_t row_key(std::uint64_t before, std::uint64_t word) { return mixed(before ^ word) | 1U; }

inline std::uint32_t check_of(std::uint64_t key) { return static_cast<std::uint32_t>(key >> 32U) | 1U; }

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_alnum(text[at])) ++at;
  return at;
}

// Is there a letter beyond ASCII, of a script that parts its words, just before `at`?
bool letter_ends_at(std::string_view text, std::size_t at) { return at >= 2 && name_character(text, at - 2) == 2; }

bool equal_folded(std::string_view text, std::string_view lower_case) {
  std::size_t at = 0;
  for (std::uint64_t here = 0, wanted = 0; at + sizeof here <= lower_case.size(); at += sizeof here) {
    std::memcpy(&here, text.data() + at, sizeof here);
    std::memcpy(&wanted, lower_case.data() + at, sizeof wanted);
    if (here == wanted) continue;
    for (std::size_t i = at; i < at + sizeof here; ++i) {
      if (to_lower(text[i]) != lower_case[i]) return false;
    }
  }
  for (; at < lower_case.size(); ++at) {
    if (to_lower(text[at]) != lower_case[at]) return false;
  }
  return true;
}

// The letters and digits of 128 bytes of a text, of which words and gaps are read off; byte by byte elsewhere.
class Window {
 public:
  Window(std::string_view text, std::size_t begin, std::uint64_t low, std::uint64_t high)
      : text_(text), begin_(begin), low_(low), high_(high) {}

  std::size_t word_end(std::size_t at) const {
    if (at < begin_ + block) {
      const auto size = static_cast<std::size_t>(std::countr_one(from(at)));
      if (size < block) return at + size;
    }
    return whence::word_end(text_, at);
  }
  // The next letter or digit at or after `at`, or somewhere beyond `at` + `most`.
  std::size_t next_word(std::size_t at, std::size_t most) const {
    if (at < begin_ + block) {
      if (const std::uint64_t ahead = from(at); ahead != 0)
        return at + static_cast<std::size_t>(std::countr_zero(ahead));
    }
    const std::size_t last = at + most;
    while (at < text_.size() && at <= last && !is_alnum(text_[at])) ++at;
    return at;
  }

 private:
  // Bit i: byte `at` + i. Requires: begin_ <= at < begin_ + 64.
  std::uint64_t from(std::size_t at) const {
    const std::size_t i = at - begin_;
    return i == 0 ? low_ : low_ >> i | high_ << (block - i);
  }

  std::string_view text_;
  std::size_t begin_;
  std::uint64_t low_, high_;
};

}  // namespace

// What is put together of one node.
struct PhraseFinder::Draft {
  std::vector<std::uint32_t> phrases;
  bool more = false;
};

PhraseFinder::PhraseFinder(std::span<const std::string> phrases) {
  while (!build(phrases)) ++seed_;
}

bool PhraseFinder::build(std::span<const std::string> phrases) {
  starts_ = {};
  rows_ = {};
  records_.assign(2, '\0');  // no record is at place 0
  std::map<std::uint64_t, Draft> drafts;
  for (std::size_t id = 0; id < phrases.size(); ++id) {
    const std::string_view phrase = phrases[id];
    if (phrase.empty() || !is_alnum(phrase[0])) continue;
    std::uint64_t key = seed_;
    for (std::size_t at = 0; at < phrase.size();) {
      const std::size_t end = word_end(phrase, at);
      if (at == 0) starts_.add(start_hash(phrase, at, static_cast<int>(std::min<std::size_t>(end, 8))));
      if (at != 0) drafts[key].more = true;
      key = row_key(key, word_hash(phrase, at, end));
      std::size_t next = end;
      while (next < phrase.size() && !is_alnum(phrase[next])) ++next;
      if (next < phrase.size()) longest_gap_ = std::max(longest_gap_, next - end);
      at = next;
    }
    drafts[key].phrases.push_back(static_cast<std::uint32_t>(id));
  }
  nodes_.assign(std::bit_ceil(2 * drafts.size() + 2), {});
  return std::all_of(drafts.begin(), drafts.end(),
                     [&](const auto& draft) { return add_node(draft.first, draft.second, phrases); });
}

// False if another node would be taken for this one.
bool PhraseFinder::add_node(std::uint64_t key, const Draft& draft, std::span<const std::string> phrases) {
  std::size_t place = home(key);
  for (; nodes_[place].check != 0; place = (place + 1) & (nodes_.size() - 1)) {
    if (nodes_[place].check == check_of(key)) return false;
  }
  rows_.add(key);
  nodes_[place].check = check_of(key);
  WHENCE_CHECK(records_.size() < (std::size_t{1} << 31U));
  if (!draft.phrases.empty()) nodes_[place].records = static_cast<std::uint32_t>(2 * records_.size());
  if (draft.more) ++nodes_[place].records;
  for (const std::uint32_t id : draft.phrases) {
    const bool another = id != draft.phrases.back();
    const Record record{id, static_cast<std::uint32_t>(2 * phrases[id].size() + (another ? 1 : 0))};
    std::array<char, sizeof record> bytes;
    std::memcpy(bytes.data(), &record, sizeof record);
    records_.append(bytes.data(), bytes.size());
    for (const char c : phrases[id]) records_ += to_lower(c);
  }
  return true;
}

// A row of words that is no phrase's may be taken for one: the letters are always compared.
inline const PhraseFinder::Node* PhraseFinder::node(std::uint64_t key) const {
  for (std::size_t place = home(key);; place = (place + 1) & (nodes_.size() - 1)) {
    if (nodes_[place].check == check_of(key)) return &nodes_[place];
    if (nodes_[place].check == 0) return nullptr;
  }
}

// One text being searched.
class PhraseFinder::Scan {
 public:
  Scan(const PhraseFinder& finder, std::string_view text) : finder_(finder), text_(text) {
    found_.reserve(text.size() / expected_distance + 1);
  }

  // Words that begin in text[begin, begin + 64), by the masks of its letters and digits and of the 64 bytes behind.
  // `inside`: the byte before the block is one. First all words, then those that may begin a phrase: the processor need
  // not guess which.
  void read_block(std::size_t begin, std::uint64_t mask, std::uint64_t behind, bool inside) {
    const Window window(text_, begin, mask, behind);
    std::array<std::uint8_t, block / 2> places;
    std::size_t count = 0;
    for (std::uint64_t starts = mask & ~(mask << 1U | std::uint64_t{inside}); starts != 0; starts &= starts - 1) {
      const auto i = static_cast<unsigned>(std::countr_zero(starts));
      const std::uint64_t here = i == 0 ? mask : mask >> i | behind << (block - i);
      places[count] = static_cast<std::uint8_t>(i);
      count += finder_.starts_.may_hold(start_hash(text_, begin + i, std::countr_one(here))) ? 1U : 0U;
    }
    for (std::size_t i = 0; i < count; ++i) read_row(begin + places[i], window);
  }

  std::vector<PhraseMatch> take() && { return std::move(found_); }

 private:
  // The rows of words that begin with the one at `begin`, as long as a phrase has them.
  void read_row(std::size_t begin, const Window& window) {
    const std::size_t before = found_.size();
    compare_row(begin, window);
    if (found_.size() > before + 1) std::sort(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end());
  }

  void compare_row(std::size_t begin, const Window& window) {
    std::uint64_t key = finder_.seed_;
    for (std::size_t word = begin;;) {
      const std::size_t end = window.word_end(word);
      key = row_key(key, word_hash(text_, word, end));
      // A first word has passed a filter of its own.
      const Node* node = word == begin || finder_.rows_.may_hold(key) ? finder_.node(key) : nullptr;
      if (node == nullptr) return;
      if (node->records > 1) compare_records(begin, node->records / 2);
      if (node->records % 2 == 0) return;
      word = window.next_word(end, finder_.longest_gap_);
      if (word == end || word >= text_.size() || word - end > finder_.longest_gap_) return;
    }
  }

  void compare_records(std::size_t begin, std::size_t at) {
    Record record;
    do {
      std::memcpy(&record, finder_.records_.data() + at, sizeof record);
      const std::size_t size = record.size / 2;
      compare(begin, std::string_view(finder_.records_).substr(at + sizeof record, size), record.id);
      at += sizeof record + size;
    } while (record.size % 2 == 1);
  }

  void compare(std::size_t begin, std::string_view letters, std::uint32_t id) {
    const std::size_t end = begin + letters.size();
    if (end > text_.size()) return;
    if (!equal_folded(text_.substr(begin, letters.size()), letters) || letter_ends_at(text_, begin)) return;
    if (is_alnum(letters.back()) && end < text_.size() && (is_alnum(text_[end]) || name_character(text_, end) == 2))
      return;
    found_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, id});
  }

  const PhraseFinder& finder_;
  std::string_view text_;
  std::vector<PhraseMatch> found_;
};

std::vector<PhraseMatch> PhraseFinder::find(std::string_view text, VectorPath path) const {
  const AlnumMask mask_of = alnum_mask(path);
  const auto mask_at = [&](std::size_t begin) -> std::uint64_t {
    if (begin + block <= text.size()) return mask_of(text.data() + begin);
    if (begin >= text.size()) return 0;
    std::array<char, block> padded;
    padded.fill(' ');
    std::memcpy(padded.data(), text.data() + begin, text.size() - begin);
    return mask_of(padded.data());
  };
  Scan scan(*this, text);
  std::uint64_t mask = mask_at(0);
  bool inside = false;
  for (std::size_t begin = 0; begin < text.size(); begin += block) {
    const std::uint64_t behind = mask_at(begin + block);
    scan.read_block(begin, mask, behind, inside);
    inside = (mask >> (block - 1)) != 0;
    mask = behind;
  }
  return std::move(scan).take();
}

}  // namespace whence
