#include "reading/names/word_masks.h"

#include <cstring>

#ifdef WHENCE_X86_VECTORS
#include <immintrin.h>
#endif

#include "reading/indicators/characters.h"

namespace whence {
namespace {

std::uint64_t mask_portable(const char* bytes) {
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 64; ++i) mask |= std::uint64_t{is_alnum(bytes[i])} << i;
  return mask;
}

#ifdef WHENCE_X86_VECTORS

// Subtracting the first of a range makes one unsigned comparison enough.
__attribute__((target("avx2"))) std::uint64_t mask_avx2(const char* bytes) {
  std::uint64_t mask = 0;
  for (unsigned half = 0; half < 2; ++half) {
    __m256i here;
    std::memcpy(&here, bytes + std::size_t{32} * half, sizeof here);
    const __m256i letter = _mm256_sub_epi8(_mm256_or_si256(here, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
    const __m256i digit = _mm256_sub_epi8(here, _mm256_set1_epi8('0'));
    const __m256i found = _mm256_or_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter),
                                          _mm256_cmpeq_epi8(_mm256_min_epu8(digit, _mm256_set1_epi8(9)), digit));
    mask |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(found))} << (32U * half);
  }
  return mask;
}

__attribute__((target("avx512f,avx512bw"))) std::uint64_t mask_avx512(const char* bytes) {
  __m512i here;
  std::memcpy(&here, bytes, sizeof here);
  const __m512i letter = _mm512_sub_epi8(_mm512_or_si512(here, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
  const __m512i digit = _mm512_sub_epi8(here, _mm512_set1_epi8('0'));
  return _mm512_cmplt_epu8_mask(letter, _mm512_set1_epi8(26)) | _mm512_cmplt_epu8_mask(digit, _mm512_set1_epi8(10));
}

#endif

}  // namespace

AlnumMask alnum_mask(VectorPath path) {
  constexpr VectorForms<AlnumMask> forms = {
      mask_portable,
#ifdef WHENCE_X86_VECTORS
      mask_avx2,
      mask_avx512,
#endif
  };
  return forms.on(path);
}

}  // namespace whence
