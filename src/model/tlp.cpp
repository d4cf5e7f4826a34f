#include "model/tlp.h"

#include <algorithm>

#include "base/text.h"

namespace whence {

std::string tlp_label(std::string_view text) {
  std::string upper;
  for (const char c : trim(text)) upper += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  if (upper.starts_with("TLP:")) upper = upper.substr(4);
  if (upper == "WHITE") return "CLEAR";
  return std::find(tlp_labels.begin(), tlp_labels.end(), upper) == tlp_labels.end() ? "" : upper;
}

std::optional<int> tlp_rank(std::string_view label) {
  const auto found = std::find(tlp_labels.begin(), tlp_labels.end(), label);
  if (found == tlp_labels.end()) return std::nullopt;
  return static_cast<int>(found - tlp_labels.begin());
}

}  // namespace whence
