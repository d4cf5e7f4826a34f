#include "reading/names/proper_names.h"

#include <algorithm>

namespace whence {
namespace {

bool is(const Word& word, std::uint32_t bits) { return (word.classes & bits) != 0; }

bool title_case(const std::vector<Word>& words) {
  std::size_t capitals = 0, plain = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].token.shape != Shape::word || words[i].token.lower.size() < 4 || words[i].entity != nullptr) continue;
    ++(words[i].token.capital ? capitals : plain);
  }
  return capitals > plain;
}

bool may_name(const std::vector<Word>& words, std::size_t i, bool first) {
  const Word& word = words[i];
  // One word of the catalogues may open a longer name that they do not have.
  const bool catalogued =
      word.entity != nullptr && (word.entity->kind == EntityKind::software ||
                                 (word.entity->kind == EntityKind::actor && !word.entity->id.empty()));
  const bool known = word.entity != nullptr && (!catalogued || word.entity_last > word.entity_first + 1);
  if (known || !word.token.capital || word.token.shape != Shape::word) return false;
  if (!first && !word.token.spaced) return false;
  return !is(word, grammatical | calendar);
}

}  // namespace

std::vector<bool> proper_names(std::vector<Word>& words) {
  std::vector<bool> proper(words.size(), false);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t before = words[i - 1].token.lower == "." && i > 1 ? i - 2 : i - 1;
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::state && is(words[before], title)) {
      words[i].entity = nullptr;
      proper[i] = true;
    }
  }
  if (title_case(words)) return proper;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    bool unknown = false;
    while (end < words.size() && may_name(words, end, end == i)) unknown = words[end++].entity == nullptr || unknown;
    for (std::size_t k = i; unknown && end - i >= 2 && k < end; ++k) {
      proper[k] = true;
      words[k].entity = nullptr;
    }
    i = std::max(end, i + 1);
  }
  return proper;
}

}  // namespace whence
