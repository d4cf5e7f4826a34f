#include "lexicon/responsibility.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "lexicon/sheet.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, modes> names{"none", "tolerated", "supported", "contracted", "executed"};

std::optional<std::size_t> mode_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

// The modes' words, and which mode each value folds to.
Result<std::map<std::string, std::size_t, std::less<>>> read_modes(const Data& data, Responsibility& result) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/responsibility", {"value", "mode", "words"}));
  std::map<std::string, std::size_t, std::less<>> folded;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const auto at = mode_named(rows.text(row, 1));
    if (!at) return rows.wrong(row, "no such mode");
    result.words[*at] = rows.text(row, 2);
    folded.emplace(rows.text(row, 0), *at);
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
  WHENCE_TRY(const Sheet ties, sheet(data, "priors/ties", {"id", "words"}));
  for (std::size_t row = 0; row < ties.table.rows(); ++row) {
    result.ties.push_back({ties.text(row, 0), ties.text(row, 1), {}});
  }
  WHENCE_TRY(const Sheet says, sheet(data, "priors/tie-modes", {"tie", "value", "share"}));
  for (std::size_t row = 0; row < says.table.rows(); ++row) {
    const auto of = std::find_if(result.ties.begin(), result.ties.end(),
                                 [&](const Tie& each) { return each.id == says.text(row, 0); });
    const auto mode = folded.find(says.text(row, 1));
    const double chance = says.table.real(row, says.columns[2]).value_or(-1.0);
    if (of == result.ties.end()) return says.wrong(row, "not in priors/ties.tsv");
    if (mode == folded.end()) return says.wrong(row, "its value is not in priors/responsibility.tsv");
    if (!(chance >= 0.0)) return says.wrong(row, "share must be a number from 0 to 1");
    of->says[mode->second] += chance;
    if (std::accumulate(of->says.begin(), of->says.end(), 0.0) > 1.0 + 1e-9) {
      return says.wrong(row, "its shares sum to more than 1");
    }
  }
  return result;
}

Result<std::vector<ClaimWord>> load_claim_words(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/claim-words", {"word", "factor"}));
  std::vector<ClaimWord> words;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const double value = rows.table.real(row, rows.columns[1]).value_or(-1.0);
    if (!(value >= 0.0 && value <= 1.0)) return rows.wrong(row, "factor must be from 0 to 1");
    words.push_back({rows.text(row, 0), value});
  }
  return words;
}

}  // namespace whence
