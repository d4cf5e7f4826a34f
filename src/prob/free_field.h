// A binary field without its fixed unknowns: what they said is in the weights of their neighbours.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "prob/binary_field.h"

namespace whence {

struct FreeField {
  static constexpr std::size_t fixed = std::numeric_limits<std::size_t>::max();

  std::vector<std::size_t> unknown;    // of the field, by place here
  std::vector<std::size_t> place;      // by unknown of the field; `fixed` for those
  std::vector<double> odds;            // of z = 1 against z = 0 before any tie here
  std::vector<BinaryField::Tie> ties;  // by place, a < b, one for each pair, sorted

  explicit FreeField(const BinaryField& field);
  std::size_t size() const { return unknown.size(); }
  // Marginals of the whole field from those of the places.
  std::vector<double> filled(const BinaryField& field, const std::vector<double>& marginals) const;
};

// Unknowns of the field that, once fixed, leave elimination a narrow order, or one that is nearly so; the busiest of
// those that wait, one after the other.
std::vector<std::size_t> narrowing_cut(const BinaryField& field, std::size_t most_width);

}  // namespace whence
