#include "reading/claims/coreference.h"

#include <algorithm>

namespace whence {
namespace {

constexpr std::size_t most_introduced = 64;  // further back nothing is meant by "the ministry"

}  // namespace

void introduce(Discourse& discourse, std::vector<std::string> words, Party party) {
  auto& known = discourse.introduced;
  if (known.size() >= most_introduced) known.erase(known.begin());
  known.push_back({std::move(words), std::move(party)});
}

const Party* recalled(const Discourse& discourse, const std::vector<std::string_view>& words) {
  for (auto one = discourse.introduced.rbegin(); one != discourse.introduced.rend(); ++one) {
    const bool all = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
      return std::find(one->words.begin(), one->words.end(), word) != one->words.end();
    });
    if (all) return &one->party;
  }
  return nullptr;
}

const Party* latest(const Discourse& discourse, PartyKind kind) {
  for (auto one = discourse.introduced.rbegin(); one != discourse.introduced.rend(); ++one) {
    if (one->party.kind == kind) return &one->party;
  }
  return nullptr;
}

}  // namespace whence
