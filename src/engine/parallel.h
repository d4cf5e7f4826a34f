#pragma once

#include <cstddef>
#include <functional>

namespace whence {

// Calls work(0) to work(count - 1), each once, from up to `jobs` threads; comes back when all are done. `work` must not
// throw and may write only to what belongs to its number.
void for_each_number(std::size_t count, std::size_t jobs, const std::function<void(std::size_t)>& work);

}  // namespace whence
