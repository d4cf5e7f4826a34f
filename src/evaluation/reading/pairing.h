#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace whence {

// One-to-one pairs, as many as possible: fits[left] lists the rights that suit it, the wished first; answers the right
// of each left. Lefts that come first keep a partner once they have one (augmenting paths, Kuhn). Requires: every index
// in `fits` is below `rights`.
std::vector<std::optional<std::size_t>> paired(const std::vector<std::vector<std::size_t>>& fits, std::size_t rights);

}  // namespace whence
