#include "reading/indicators/triggers.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef WHENCE_X86_VECTORS
#include <immintrin.h>
#endif

#include "reading/indicators/characters.h"

namespace whence {
namespace {

constexpr std::size_t block = 64;
constexpr std::size_t long_run = 24;  // the shortest wallet address has 26 letters and digits
constexpr std::size_t margin = 2;     // bytes that a block's verdict needs beyond its end

constexpr char folded(char c) { return static_cast<char>(c | 0x20); }
constexpr bool opens_form(char c) { return c == '[' || c == '(' || c == '{'; }

bool is_trigger(char before, char c, char next, char after) {
  switch (c) {
    case '.':
    case ':':
      return is(before, character_inner) && is(next, character_inner);
    case '\\':
      return true;
    case '/':
      return !is_alnum(before) && (is_alnum(next) || next == '.');
    case '[':
    case '(':
    case '{':
      return folded(next) == 'd' && folded(after) == 'o';
    case 'c':
    case 'C':
      return folded(next) == 'v' && folded(after) == 'e';
    case 'a':
    case 'A':
      return folded(next) == 's' && (is_digit(after) || (c == 'A' && next == 'S' && after == 'N'));
    default:
      return false;
  }
}

Triggers::Masks classify_portable(const char* bytes) {
  Triggers::Masks masks;
  for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(block); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(i);
    if (is_trigger(bytes[i - 1], bytes[i], bytes[i + 1], bytes[i + 2])) masks.triggers |= bit;
    if (is_alnum(bytes[i])) masks.alnum |= bit;
  }
  return masks;
}

#ifdef WHENCE_X86_VECTORS

__attribute__((target("avx2"))) inline __m256i load(const char* bytes) {
  __m256i value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

__attribute__((target("avx2"))) inline __m256i equals(__m256i bytes, char c) {
  return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c));
}

// Bytes in [low, low + size): subtracting low first makes one unsigned comparison enough.
__attribute__((target("avx2"))) inline __m256i within(__m256i bytes, char low, char size) {
  const __m256i shifted = _mm256_sub_epi8(bytes, _mm256_set1_epi8(low));
  const __m256i last = _mm256_set1_epi8(static_cast<char>(size - 1));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, last), shifted);
}

__attribute__((target("avx2"))) inline __m256i alnum(__m256i bytes) {
  const __m256i lower_case = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  return _mm256_or_si256(within(lower_case, 'a', 26), within(bytes, '0', 10));
}

// ASCII letters and digits, ( ) [ \ ] { } : / _ - and every byte above 0x7F.
__attribute__((target("avx2"))) inline __m256i inner(__m256i bytes, __m256i is_alnum_byte) {
  __m256i any = _mm256_or_si256(is_alnum_byte, bytes);  // the sign bit is all that movemask reads of `bytes`
  any = _mm256_or_si256(any, within(bytes, '(', 2));
  any = _mm256_or_si256(any, within(bytes, '[', 3));
  any = _mm256_or_si256(any, _mm256_or_si256(equals(bytes, '{'), equals(bytes, '}')));
  any = _mm256_or_si256(any, _mm256_or_si256(equals(bytes, ':'), equals(bytes, '/')));
  return _mm256_or_si256(any, _mm256_or_si256(equals(bytes, '_'), equals(bytes, '-')));
}

struct HalfMasks {
  std::uint32_t triggers, alnum;
};

__attribute__((target("avx2"), always_inline)) inline HalfMasks classify_half(const char* bytes) {
  const __m256i before = load(bytes - 1), here = load(bytes), next = load(bytes + 1), after = load(bytes + 2);
  const __m256i fold = _mm256_set1_epi8(0x20);
  const __m256i here_folded = _mm256_or_si256(here, fold), next_folded = _mm256_or_si256(next, fold);
  const __m256i after_folded = _mm256_or_si256(after, fold);
  const __m256i alnum_here = alnum(here), alnum_before = alnum(before), alnum_next = alnum(next);
  const __m256i stop = _mm256_or_si256(equals(here, '.'), equals(here, ':'));
  __m256i found = _mm256_and_si256(stop, _mm256_and_si256(inner(before, alnum_before), inner(next, alnum_next)));
  found = _mm256_or_si256(found, equals(here, '\\'));
  const __m256i slash = _mm256_andnot_si256(alnum_before, equals(here, '/'));
  found = _mm256_or_si256(found, _mm256_and_si256(slash, _mm256_or_si256(alnum_next, equals(next, '.'))));
  const __m256i bracket = _mm256_or_si256(equals(here, '('), _mm256_or_si256(equals(here, '['), equals(here, '{')));
  const __m256i d_o = _mm256_and_si256(equals(next_folded, 'd'), equals(after_folded, 'o'));
  found = _mm256_or_si256(found, _mm256_and_si256(bracket, d_o));
  const __m256i v_e = _mm256_and_si256(equals(next_folded, 'v'), equals(after_folded, 'e'));
  found = _mm256_or_si256(found, _mm256_and_si256(equals(here_folded, 'c'), v_e));
  const __m256i a_s = _mm256_and_si256(equals(here_folded, 'a'), equals(next_folded, 's'));
  const __m256i upper = _mm256_and_si256(equals(here, 'A'), _mm256_and_si256(equals(next, 'S'), equals(after, 'N')));
  found = _mm256_or_si256(found, _mm256_or_si256(_mm256_and_si256(a_s, within(after, '0', 10)), upper));
  return {static_cast<std::uint32_t>(_mm256_movemask_epi8(found)),
          static_cast<std::uint32_t>(_mm256_movemask_epi8(alnum_here))};
}

__attribute__((target("avx2"))) Triggers::Masks classify_avx2(const char* bytes) {
  const HalfMasks low = classify_half(bytes), high = classify_half(bytes + block / 2);
  return {low.triggers | std::uint64_t{high.triggers} << 32U, low.alnum | std::uint64_t{high.alnum} << 32U};
}

__attribute__((target("avx512f,avx512bw"))) inline __m512i load_wide(const char* bytes) {
  __m512i value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

__attribute__((target("avx512f,avx512bw"))) inline std::uint64_t equals(__m512i bytes, char c) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

__attribute__((target("avx512f,avx512bw"))) inline std::uint64_t within(__m512i bytes, char low, char size) {
  return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8(low)), _mm512_set1_epi8(size));
}

__attribute__((target("avx512f,avx512bw"))) inline std::uint64_t alnum(__m512i bytes) {
  return within(_mm512_or_si512(bytes, _mm512_set1_epi8(0x20)), 'a', 26) | within(bytes, '0', 10);
}

__attribute__((target("avx512f,avx512bw"))) inline std::uint64_t inner(__m512i bytes, std::uint64_t is_alnum_byte) {
  return is_alnum_byte | _mm512_movepi8_mask(bytes) | within(bytes, '(', 2) | within(bytes, '[', 3) |
         equals(bytes, '{') | equals(bytes, '}') | equals(bytes, ':') | equals(bytes, '/') | equals(bytes, '_') |
         equals(bytes, '-');
}

__attribute__((target("avx512f,avx512bw"))) Triggers::Masks classify_avx512(const char* bytes) {
  const __m512i before = load_wide(bytes - 1), here = load_wide(bytes), fold = _mm512_set1_epi8(0x20);
  const __m512i next = load_wide(bytes + 1), after = load_wide(bytes + 2);
  const __m512i here_folded = _mm512_or_si512(here, fold), next_folded = _mm512_or_si512(next, fold);
  const std::uint64_t alnum_here = alnum(here), alnum_before = alnum(before), alnum_next = alnum(next);
  const std::uint64_t stop = equals(here, '.') | equals(here, ':');
  std::uint64_t found = equals(here, '\\');
  if (stop != 0) found |= stop & inner(before, alnum_before) & inner(next, alnum_next);
  found |= equals(here, '/') & ~alnum_before & (alnum_next | equals(next, '.'));
  const __m512i after_folded = _mm512_or_si512(after, fold);
  const std::uint64_t bracket = equals(here, '(') | equals(here, '[') | equals(here, '{');
  found |= bracket & equals(next_folded, 'd') & equals(after_folded, 'o');
  found |= equals(here_folded, 'c') & equals(next_folded, 'v') & equals(after_folded, 'e');
  found |= equals(here_folded, 'a') & equals(next_folded, 's') & within(after, '0', 10);
  found |= equals(here, 'A') & equals(next, 'S') & equals(after, 'N');
  return {found, alnum_here};
}

#endif

Triggers::Classify chosen(VectorPath path) {
  constexpr VectorForms<Triggers::Classify> forms = {
      classify_portable,
#ifdef WHENCE_X86_VECTORS
      classify_avx2,
      classify_avx512,
#endif
  };
  return forms.on(path);
}

// Bit i: byte i is the 24th of its run, where `run` letters and digits precede the block.
std::uint64_t long_runs(std::uint64_t alnum, std::size_t run) {
  std::uint64_t ends = alnum;  // bit i: bytes i-k+1 .. i are all letters or digits, for k = 1, 2, 4, 8, 16, 24
  ends &= ends << 1U;
  ends &= ends << 2U;
  ends &= ends << 4U;
  const std::uint64_t eight = ends;
  ends &= ends << 8U;
  ends &= eight << 16U;
  ends &= ~(alnum << long_run);  // the 25th and later ones follow a letter or digit 24 places before
  const auto leading = static_cast<std::size_t>(std::countr_one(alnum));
  if (leading < block && run > 0) {
    // The first run continues one of the block before: its count starts there.
    ends &= ~((std::uint64_t{1} << leading) - 1);
  } else if (run > 0) {
    ends = 0;
  }
  if (run > 0 && run < long_run && run + leading >= long_run) ends |= std::uint64_t{1} << (long_run - run - 1);
  return ends;
}

}  // namespace

Triggers::Triggers(std::string_view text, VectorPath path) : text_(text), classify_(chosen(path)) { load(0); }

void Triggers::load(std::size_t begin) {
  begin_ = begin;
  mask_ = 0;
  if (begin >= text_.size()) return;
  Masks masks;
  if (begin >= 1 && begin + block + margin <= text_.size()) {
    masks = classify_(text_.data() + begin);
  } else {
    std::array<char, 1 + block + margin> padded;
    padded.fill(' ');
    if (begin >= 1) padded[0] = text_[begin - 1];
    const std::size_t size = std::min(block + margin, text_.size() - begin);
    std::memcpy(padded.data() + 1, text_.data() + begin, size);
    masks = classify_(padded.data() + 1);
    if (size < block) masks.triggers &= (std::uint64_t{1} << size) - 1;
  }
  mask_ = masks.triggers | long_runs(masks.alnum, run_);
  const auto trailing = static_cast<std::size_t>(std::countl_one(masks.alnum));
  run_ = trailing == block ? run_ + block : trailing;
}

std::size_t Triggers::next(std::size_t from) {
  while (begin_ < text_.size()) {
    if (from >= begin_ + block) {
      load(begin_ + block);
      continue;
    }
    const std::uint64_t left = from > begin_ ? mask_ >> (from - begin_) << (from - begin_) : mask_;
    if (left != 0) return begin_ + static_cast<std::size_t>(std::countr_zero(left));
    load(begin_ + block);
  }
  return text_.size();
}

}  // namespace whence
