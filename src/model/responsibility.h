// How a state stands to an operation behind which it is said to be, and what is told of it by the words that tie
// somebody to somebody. docs/model.md 2.9.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace whence {

// The state's part, rising: the ten values of Healey's spectrum of state responsibility, folded.
enum class Mode { none, tolerated, supported, contracted, executed };
constexpr std::size_t modes = 5;

// Chances by mode; what is left of 1 is not told.
using ModeShares = std::array<double, modes>;

// How somebody is said to be tied to whom he works for.
struct Tie {
  std::string id;     // "front"
  std::string words;  // "as a front company"
  ModeShares says{};  // of the state's part, where somebody so tied acted
};

struct Responsibility {
  std::array<std::string, modes> words;  // for people: "ordered from others"
  std::vector<Tie> ties;

  const Tie* tie(const std::string& id) const {
    for (const Tie& each : ties) {
      if (each.id == id) return &each;
    }
    return nullptr;
  }
};

// What a word of likelihood leaves of a claim's weight.
struct ClaimWord {
  std::string word;  // "highly likely"
  double factor = 1.0;
};

}  // namespace whence
