#include "sightings/log_masks.h"

#include <cstring>

#ifdef WHENCE_X86_VECTORS
#include <immintrin.h>
#endif

#include "base/text.h"

namespace whence {
namespace {

void fill_portable(const char* bytes, std::size_t groups, LogMasks* masks) {
  for (std::size_t group = 0; group < groups; ++group) {
    LogMasks found;
    for (unsigned i = 0; i < 64; ++i) {
      const char c = bytes[64 * group + i];
      const bool word = is_alpha(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || (c & 0x80) != 0;
      found.word |= std::uint64_t{word} << i;
      found.dot |= std::uint64_t{c == '.'} << i;
      found.line |= std::uint64_t{c == '\n'} << i;
    }
    masks[group] = found;
  }
}

#ifdef WHENCE_X86_VECTORS

// Subtracting the first of a range makes one unsigned comparison enough.
__attribute__((target("avx2"))) void fill_avx2(const char* bytes, std::size_t groups, LogMasks* masks) {
  const auto bits = [](__m256i found) __attribute__((target("avx2"))) {
    return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(found))};
  };
  for (std::size_t group = 0; group < groups; ++group) {
    LogMasks found;
    for (unsigned half = 0; half < 2; ++half) {
      __m256i here;
      std::memcpy(&here, bytes + 64 * group + std::size_t{32} * half, sizeof here);
      const __m256i letter = _mm256_sub_epi8(_mm256_or_si256(here, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
      const __m256i digit = _mm256_sub_epi8(here, _mm256_set1_epi8('0'));
      const __m256i mark = _mm256_sub_epi8(here, _mm256_set1_epi8('-'));  // "-" and "."
      const __m256i under = _mm256_cmpeq_epi8(here, _mm256_set1_epi8('_'));
      __m256i word = _mm256_or_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter),
                                     _mm256_cmpeq_epi8(_mm256_min_epu8(digit, _mm256_set1_epi8(9)), digit));
      word = _mm256_or_si256(word, _mm256_cmpeq_epi8(_mm256_min_epu8(mark, _mm256_set1_epi8(1)), mark));
      word = _mm256_or_si256(word, _mm256_or_si256(under, here));  // movemask takes the top bit: not ASCII
      found.word |= bits(word) << (32U * half);
      found.dot |= bits(_mm256_cmpeq_epi8(here, _mm256_set1_epi8('.'))) << (32U * half);
      found.line |= bits(_mm256_cmpeq_epi8(here, _mm256_set1_epi8('\n'))) << (32U * half);
    }
    masks[group] = found;
  }
}

__attribute__((target("avx512f,avx512bw"))) void fill_avx512(const char* bytes, std::size_t groups, LogMasks* masks) {
  for (std::size_t group = 0; group < groups; ++group) {
    __m512i here;
    std::memcpy(&here, bytes + 64 * group, sizeof here);
    const __m512i letter = _mm512_sub_epi8(_mm512_or_si512(here, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
    const __m512i digit = _mm512_sub_epi8(here, _mm512_set1_epi8('0'));
    const __m512i mark = _mm512_sub_epi8(here, _mm512_set1_epi8('-'));
    masks[group].word = _mm512_cmplt_epu8_mask(letter, _mm512_set1_epi8(26)) |
                        _mm512_cmplt_epu8_mask(digit, _mm512_set1_epi8(10)) |
                        _mm512_cmplt_epu8_mask(mark, _mm512_set1_epi8(2)) |
                        _mm512_cmpeq_epi8_mask(here, _mm512_set1_epi8('_')) | _mm512_movepi8_mask(here);
    masks[group].dot = _mm512_cmpeq_epi8_mask(here, _mm512_set1_epi8('.'));
    masks[group].line = _mm512_cmpeq_epi8_mask(here, _mm512_set1_epi8('\n'));
  }
}

#endif

}  // namespace

FillLogMasks fill_log_masks(VectorPath path) {
  constexpr VectorForms<FillLogMasks> forms = {
      fill_portable,
#ifdef WHENCE_X86_VECTORS
      fill_avx2,
      fill_avx512,
#endif
  };
  return forms.on(path);
}

}  // namespace whence
