#include "lexicon/responsibility.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace whence {
namespace {

constexpr std::array<std::string_view, modes> names{"none", "tolerated", "supported", "contracted", "executed"};

std::optional<std::size_t> mode_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

Error wrong(std::string_view table, const Table& rows, std::size_t row, std::string_view what) {
  return {Code::malformed, fmt::format("data/priors/{}.tsv: row '{}': {}", table, rows.text(row, 0), what)};
}

// The modes' words, and which mode each value folds to.
Result<std::map<std::string, std::size_t, std::less<>>> read_modes(const Data& data, Responsibility& result) {
  WHENCE_TRY(const Table rows, data.table("priors/responsibility"));
  WHENCE_TRY(const std::size_t value, rows.column("value"));
  WHENCE_TRY(const std::size_t mode, rows.column("mode"));
  WHENCE_TRY(const std::size_t words, rows.column("words"));
  std::map<std::string, std::size_t, std::less<>> folded;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto at = mode_named(rows.text(row, mode));
    if (!at) return wrong("responsibility", rows, row, "no such mode");
    result.words[*at] = rows.text(row, words);
    folded.emplace(rows.text(row, value), *at);
  }
  for (std::size_t at = 0; at < modes; ++at) {
    if (result.words[at].empty()) {
      return Error{Code::malformed, fmt::format("data/priors/responsibility.tsv: no row for mode '{}'", names[at])};
    }
  }
  return folded;
}

}  // namespace

Result<Responsibility> load_responsibility(const Data& data) {
  Responsibility result;
  WHENCE_TRY(const auto folded, read_modes(data, result));
  WHENCE_TRY(const Table ties, data.table("priors/ties"));
  WHENCE_TRY(const std::size_t id, ties.column("id"));
  WHENCE_TRY(const std::size_t words, ties.column("words"));
  for (std::size_t row = 0; row < ties.rows(); ++row) {
    result.ties.push_back({std::string(ties.text(row, id)), std::string(ties.text(row, words)), {}});
  }
  WHENCE_TRY(const Table says, data.table("priors/tie-modes"));
  WHENCE_TRY(const std::size_t tie, says.column("tie"));
  WHENCE_TRY(const std::size_t value, says.column("value"));
  WHENCE_TRY(const std::size_t share, says.column("share"));
  for (std::size_t row = 0; row < says.rows(); ++row) {
    const auto of = std::find_if(result.ties.begin(), result.ties.end(),
                                 [&](const Tie& each) { return each.id == says.text(row, tie); });
    const auto mode = folded.find(says.text(row, value));
    const double chance = says.real(row, share).value_or(-1.0);
    if (of == result.ties.end()) return wrong("tie-modes", says, row, "not in priors/ties.tsv");
    if (mode == folded.end()) return wrong("tie-modes", says, row, "its value is not in priors/responsibility.tsv");
    if (!(chance >= 0.0)) return wrong("tie-modes", says, row, "share must be a number from 0 to 1");
    of->says[mode->second] += chance;
    if (std::accumulate(of->says.begin(), of->says.end(), 0.0) > 1.0 + 1e-9) {
      return wrong("tie-modes", says, row, "its shares sum to more than 1");
    }
  }
  return result;
}

Result<std::vector<ClaimWord>> load_claim_words(const Data& data) {
  WHENCE_TRY(const Table rows, data.table("priors/claim-words"));
  WHENCE_TRY(const std::size_t word, rows.column("word"));
  WHENCE_TRY(const std::size_t factor, rows.column("factor"));
  std::vector<ClaimWord> words;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const double value = rows.real(row, factor).value_or(-1.0);
    if (!(value >= 0.0 && value <= 1.0)) return wrong("claim-words", rows, row, "factor must be from 0 to 1");
    words.push_back({std::string(rows.text(row, word)), value});
  }
  return words;
}

}  // namespace whence
