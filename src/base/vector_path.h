// Which instructions a pass over a text uses. All give the same answer; tests and benchmarks choose.
#pragma once

#include <cstdint>

namespace whence {

// `automatic` takes AVX-512 where the processor has it, else AVX2, else what every processor has.
enum class VectorPath : std::uint8_t { automatic, avx2, portable };

}  // namespace whence
