// Which instructions a pass over a text uses. All give the same answer; tests and benchmarks choose.
#pragma once

#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#define WHENCE_X86_VECTORS 1
#endif

namespace whence {

// `automatic` takes AVX-512 where the processor has it, else AVX2, else what every processor has.
enum class VectorPath : std::uint8_t { automatic, avx2, portable };

// One function in its forms for each set of instructions; null where there is none.
template <class Function>
struct VectorForms {
  Function portable;
  Function avx2 = nullptr;
  Function avx512 = nullptr;  // the byte-wise instructions too (AVX-512 BW)

  // The widest form that `path` allows and this processor can run.
  Function on([[maybe_unused]] VectorPath path) const {
#ifdef WHENCE_X86_VECTORS
    if (avx512 != nullptr && path == VectorPath::automatic && __builtin_cpu_supports("avx512bw")) return avx512;
    if (avx2 != nullptr && path != VectorPath::portable && __builtin_cpu_supports("avx2")) return avx2;
#endif
    return portable;
  }
};

}  // namespace whence
