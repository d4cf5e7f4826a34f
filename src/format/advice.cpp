#include "format/advice.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/text.h"

namespace whence {
namespace {

// Levenshtein's distance. Requires: short words.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, change});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string listed(Keys words) {
  std::string result;
  for (const std::string_view word : words) result += (result.empty() ? "" : ", ") + std::string(word);
  return result;
}

std::string advice_for(std::string_view key, Keys keys) {
  if (key.size() < 40) {
    const auto nearest = std::min_element(keys.begin(), keys.end(), [&](std::string_view a, std::string_view b) {
      return edits(lower(key), a) < edits(lower(key), b);
    });
    if (edits(lower(key), *nearest) <= std::max<std::size_t>(1, nearest->size() / 3)) {
      return "did you mean \"" + std::string(*nearest) + "\"?";
    }
  }
  return "write one of " + listed(keys);
}

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::size_t end = std::min(text.size(), longest);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return "\"" + visible(squeeze(text.substr(0, end))) + (end < text.size() ? "..." : "") + "\"";
}

}  // namespace whence
