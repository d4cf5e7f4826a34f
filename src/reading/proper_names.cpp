#include "reading/proper_names.h"

#include <algorithm>

namespace whence {
namespace {

bool may_name(const Word& word, std::uint32_t classes, std::size_t at, bool first) {
  const bool known = word.entity != nullptr && (word.entity->kind != EntityKind::software || word.entity_last > at + 1);
  if (known || !word.token.capital || word.token.shape != Shape::word) return false;
  if (!first && !word.token.spaced) return false;
  return (classes & ~adjective & ~number_word & ~title) == 0;
}

bool title_case(const std::vector<Word>& words) {
  std::size_t capitals = 0, plain = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].token.shape != Shape::word || words[i].token.lower.size() < 4 || words[i].entity != nullptr) continue;
    ++(words[i].token.capital ? capitals : plain);
  }
  return capitals > plain;
}

}  // namespace

std::vector<bool> proper_names(std::vector<Word>& words, const std::vector<std::uint32_t>& classes) {
  std::vector<bool> proper(words.size(), false);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t before = words[i - 1].token.lower == "." && i > 1 ? i - 2 : i - 1;
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::state && (classes[before] & title) != 0) {
      words[i].entity = nullptr;
      proper[i] = true;
    }
  }
  if (title_case(words)) return proper;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    while (end < words.size() && may_name(words[end], classes[end], end, end == i)) ++end;
    const bool unknown =
        std::any_of(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const Word& word) { return word.entity == nullptr; });
    for (std::size_t k = i; unknown && end - i >= 2 && k < end; ++k) {
      proper[k] = true;
      words[k].entity = nullptr;  // "Monsoon" may be a tool; "Monsoon Lynx" is none
    }
    i = std::max(end, i + 1);
  }
  return proper;
}

}  // namespace whence
