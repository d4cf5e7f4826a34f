#include "relations/shingles.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t most_owners = 8;

// Han, kana and their neighbours: no spaces between words.
bool stands_alone(char32_t code) { return code >= 0x2E80 && code <= 0x9FFF && (code < 0x3000 || code > 0x303F); }
// General punctuation and the marks of East Asian text are no letters; accented letters and other scripts are.
bool is_mark(char32_t code) {
  return (code >= 0x80 && code <= 0xBF) || (code >= 0x2000 && code <= 0x2BFF) || (code >= 0x3000 && code <= 0x303F) ||
         (code >= 0xFF00 && code <= 0xFF0F);
}

std::uint64_t mixed(std::uint64_t hash) {
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33U;
  return hash;
}

// FNV-1a; the same on every machine, so that output is.
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : word) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return mixed(hash);
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      // "Xalia's" is the word Xalia and a tail; "its" and "Xalia s" do no harm.
      if (is_alpha(c) || is_digit(c)) {
        word += to_lower(c);
      } else {
        flush();
      }
      ++at;
      continue;
    }
    std::size_t length = 1;
    const char32_t code = code_point(text, at, length);
    if (is_mark(code)) {
      flush();
    } else if (stands_alone(code)) {
      flush();
      words.emplace_back(text.substr(at, length));
    } else {
      word += text.substr(at, length);
    }
    at += length;
  }
  flush();
  return words;
}

std::vector<std::uint64_t> shingles(std::string_view text, std::size_t length) {
  const std::vector<std::string> words = folded_words(text);
  std::vector<std::uint64_t> hashes;
  if (words.empty()) return hashes;
  std::vector<std::uint64_t> single;
  single.reserve(words.size());
  for (const std::string& word : words) single.push_back(hash_of(word));
  const std::size_t run = std::min(std::max<std::size_t>(length, 1), words.size());
  hashes.reserve(words.size());
  for (std::size_t first = 0; first + run <= single.size(); ++first) {
    std::uint64_t hash = run;
    for (std::size_t i = first; i < first + run; ++i) hash = mixed(hash * 31 + single[i]);
    hashes.push_back(hash);
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::vector<Likeness> near_copies(std::span<const std::vector<std::uint64_t>> items, double least,
                                  std::size_t least_common) {
  struct Owners {
    std::uint32_t items[most_owners] = {};
    std::uint32_t count = 0;
  };
  std::unordered_map<std::uint64_t, Owners> owners;
  std::vector<Likeness> found;
  std::unordered_map<std::size_t, std::size_t> common;  // earlier item to runs in common
  for (std::size_t item = 0; item < items.size(); ++item) {
    common.clear();
    for (const std::uint64_t run : items[item]) {
      Owners& of_run = owners[run];
      for (std::uint32_t i = 0; i < of_run.count; ++i) ++common[of_run.items[i]];
      if (of_run.count < most_owners) of_run.items[of_run.count++] = static_cast<std::uint32_t>(item);
    }
    const std::size_t before = found.size();
    for (const auto& [of, count] : common) {
      const std::size_t shorter = std::min(items[item].size(), items[of].size());
      const double share = static_cast<double>(count) / static_cast<double>(shorter);
      if (count >= least_common && share >= least) found.push_back({item, of, share, count});
    }
    std::sort(
        found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
        [](const Likeness& a, const Likeness& b) { return a.share != b.share ? a.share > b.share : a.of < b.of; });
  }
  return found;
}

}  // namespace whence
