#include "attribution/words.h"

#include <algorithm>

#include <fmt/format.h>

namespace whence {
namespace {

std::size_t band_index(const std::vector<WordBand>& scale, double share) {
  std::size_t at = 0;
  while (at + 1 < scale.size() && share >= scale[at].to) ++at;
  return at;
}

}  // namespace

Result<std::vector<WordBand>> scale_named(const std::vector<WordBand>& words, std::string_view scale) {
  std::vector<WordBand> bands;
  std::string names;
  for (const WordBand& band : words) {
    if (band.scale == scale) bands.push_back(band);
    if (band.from <= 0.0) names += (names.empty() ? "" : ", ") + band.scale;
  }
  if (bands.empty()) {
    return Error{Code::not_found, fmt::format("no scale of words '{}'; data/priors/words.tsv has {}", scale, names)};
  }
  return bands;
}

const WordBand& band_of(const std::vector<WordBand>& scale, Probability share) {
  return scale[band_index(scale, share.value())];
}

std::string range_words(const std::vector<WordBand>& scale, Probability low, Probability high,
                        const WordLimits& limits) {
  const std::size_t top = limits.ceiling >= 1.0 ? scale.size() - 1 : band_index(scale, limits.ceiling - 1e-9);
  const std::size_t first = std::min(top, band_index(scale, low.value()));
  const std::size_t last = std::min(top, band_index(scale, high.value()));
  if (first == last) return scale[first].word;
  if (last == first + 1) return scale[first].word + " to " + scale[last].word;
  if (high.value() < limits.at_most) return "at most " + scale[last].word;
  return "too wide for a word";
}

}  // namespace whence
