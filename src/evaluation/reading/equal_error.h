// Whether the reader errs as often whoever accuses and whoever is accused: errors by state, and how far states differ.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "evaluation/reading/score.h"

namespace whence {

enum class Side { accusing, accused };

class EqualError {
 public:
  // One sentence or item in which `state` is on that side; missed: something coded was not read; wrong: something else
  // was read.
  void add(Side side, const std::string& state, bool missed, bool wrong);
  // Adds wrong_gap_accusing and wrong_gap_accused, the greatest difference between the shares of wrong fills of two
  // states with at least `least` sentences (n: states compared), and a note for each side with every state's counts. No
  // row for a side without two such states.
  void report(std::string_view set, std::size_t least, SetScore& score) const;

 private:
  struct Counts {
    std::size_t n = 0, missed = 0, wrong = 0;
  };
  using ByState = std::map<std::string, Counts>;
  static void report_side(std::string_view set, std::string_view side, const ByState& states, std::size_t least,
                          SetScore& score);

  ByState accusing_, accused_;
};

}  // namespace whence
