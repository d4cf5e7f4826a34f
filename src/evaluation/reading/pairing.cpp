#include "evaluation/reading/pairing.h"

namespace whence {
namespace {

class Pairing {
 public:
  Pairing(const std::vector<std::vector<std::size_t>>& fits, std::size_t rights) : fits_(fits), left_of_(rights) {}

  // Depth is bounded by the number of lefts.
  bool place(std::size_t left, std::vector<bool>& tried) {
    for (const std::size_t right : fits_[left]) {
      if (tried[right]) continue;
      tried[right] = true;
      if (!left_of_[right] || place(*left_of_[right], tried)) {
        left_of_[right] = left;
        return true;
      }
    }
    return false;
  }
  const std::vector<std::optional<std::size_t>>& left_of() const { return left_of_; }

 private:
  const std::vector<std::vector<std::size_t>>& fits_;
  std::vector<std::optional<std::size_t>> left_of_;
};

}  // namespace

std::vector<std::optional<std::size_t>> paired(const std::vector<std::vector<std::size_t>>& fits, std::size_t rights) {
  Pairing pairing(fits, rights);
  for (std::size_t left = 0; left < fits.size(); ++left) {
    std::vector<bool> tried(rights);
    pairing.place(left, tried);
  }
  std::vector<std::optional<std::size_t>> right_of(fits.size());
  for (std::size_t right = 0; right < rights; ++right) {
    if (const auto left = pairing.left_of()[right]) right_of[*left] = right;
  }
  return right_of;
}

}  // namespace whence
