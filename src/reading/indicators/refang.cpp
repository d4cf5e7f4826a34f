#include "reading/indicators/refang.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "reading/indicators/characters.h"

namespace whence {
namespace {

#if defined(__SSE2__)

constexpr std::size_t lane = 16;

__m128i load(const char* bytes) {
  __m128i value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

__m128i equals(__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); }

// Bit i: byte i is a delimiter, as in the table of reading/indicators/characters.h.
unsigned delimiters(const char* bytes) {
  const __m128i here = load(bytes);
  // Unsigned at most 0x20: the smaller of both is the byte itself.
  __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(here, _mm_set1_epi8(0x20)), here);
  found = _mm_or_si128(found, _mm_or_si128(equals(here, 0x7F), equals(here, '"')));
  found = _mm_or_si128(found, _mm_or_si128(equals(here, '<'), equals(here, '>')));
  found = _mm_or_si128(found, _mm_or_si128(equals(here, '|'), equals(here, '`')));
  return static_cast<unsigned>(_mm_movemask_epi8(found));
}

#endif

// The first delimiter at or after `at`, or the end of the text.
std::size_t next_delimiter(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  for (; at + lane <= text.size(); at += lane) {
    if (const unsigned found = delimiters(text.data() + at); found != 0)
      return at + static_cast<std::size_t>(std::countr_zero(found));
  }
#endif
  while (at < text.size() && !is_delimiter(text[at])) ++at;
  return at;
}

// The place just after the last delimiter in text[from, at), or `from`.
std::size_t after_delimiter(std::string_view text, std::size_t from, std::size_t at) {
#if defined(__SSE2__)
  for (; at >= from + lane; at -= lane) {
    if (const unsigned found = delimiters(text.data() + at - lane); found != 0)
      return at - lane + static_cast<std::size_t>(std::bit_width(found));
  }
#endif
  while (at > from && !is_delimiter(text[at - 1])) --at;
  return at;
}

// Which of the classes that a word's reader asks for, character_form and character_path, any byte has.
std::uint8_t classes_in(std::string_view text) {
  unsigned classes = 0;
  std::size_t at = 0;
#if defined(__SSE2__)
  __m128i form = _mm_setzero_si128(), path = form;
  for (; at + lane <= text.size(); at += lane) {
    const __m128i here = load(text.data() + at), backslash = equals(here, '\\');
    // [ and {, ] and } differ by one bit, ( and ) by another.
    const __m128i folded = _mm_or_si128(here, _mm_set1_epi8(0x20)), paired = _mm_or_si128(here, _mm_set1_epi8(0x01));
    form = _mm_or_si128(form, _mm_or_si128(equals(folded, '{'), equals(folded, '}')));
    form = _mm_or_si128(form, _mm_or_si128(equals(paired, ')'), equals(here, ' ')));
    path = _mm_or_si128(path, _mm_or_si128(equals(here, '/'), backslash));
    form = _mm_or_si128(form, backslash);
  }
  if (_mm_movemask_epi8(form) != 0) classes |= character_form;
  if (_mm_movemask_epi8(path) != 0) classes |= character_path;
#endif
  for (; at < text.size(); ++at) classes |= character_classes[static_cast<unsigned char>(text[at])];
  return static_cast<std::uint8_t>(classes & (character_form | character_path));
}

bool opens_form(char c) { return c == '[' || c == '(' || c == '{'; }

bool matches(std::string_view text, std::size_t at, std::string_view lower_case) {
  if (text.size() - at < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (to_lower(text[at + i]) != lower_case[i]) return false;
  }
  return true;
}

// Forms without a pair of brackets count only between letters or digits.
std::size_t bare_form(std::string_view text, std::size_t at, std::string_view& plain) {
  if (at == 0) return 0;
  const char before = text[at - 1], here = text[at], next = byte_at(text, at + 1), after = byte_at(text, at + 2);
  const bool dot_pair = (here == '\\' && next == '.') || (opens_form(here) && next == '.') ||
                        (here == '.' && (next == ']' || next == ')' || next == '}'));
  if (dot_pair && is_alnum(before) && is_alnum(after)) {
    plain = ".";
    return 2;
  }
  if (here == ':' && next == '\\' && after == '\\' && is_alpha(before) && at >= 2 && is_alpha(text[at - 2])) {
    plain = "://";
    return 3;
  }
  return 0;
}

// The start of a form of one character (a full stop or @) that ends before `end`, or npos.
std::size_t form_ending(std::string_view text, std::size_t end, const DefangForms& forms) {
  for (std::size_t size = 3; size <= 5 && size <= end; ++size) {
    std::string_view plain;
    if (opens_form(text[end - size]) && defang_form(text, end - size, forms, plain) == size && plain.size() == 1)
      return end - size;
  }
  return std::string_view::npos;
}

// "press [at] example.com", `begin` at the host: the end of "press". `begin` itself where no such form stands before
// it.
std::size_t before_spaced_form(std::string_view text, std::size_t begin, std::size_t from, const DefangForms& forms) {
  if (text[begin - 1] != ' ' || !is_alnum(byte_at(text, begin))) return begin;
  const std::size_t opened = form_ending(text, begin - 1, forms);
  if (opened == std::string_view::npos || opened < from + 2) return begin;
  return text[opened - 1] == ' ' && is_alnum(text[opened - 2]) ? opened - 1 : begin;
}

}  // namespace

std::size_t defang_form(std::string_view text, std::size_t at, const DefangForms& forms, std::string_view& plain) {
  if (!opens_form(text[at])) return 0;
  for (const DefangForm& form : forms[static_cast<unsigned char>(to_lower(byte_at(text, at + 1)))]) {
    if (!matches(text, at, form.written)) continue;
    plain = form.plain;
    return form.written.size();
  }
  return 0;
}

void Refanged::assign(std::string_view text, Span span, const DefangForms* forms) {
  as_written_ = text_of(text, span);
  offset_ = span.begin;
  own_.clear();
  changes_.clear();
  if (forms == nullptr) return;
  std::size_t kept = span.begin;  // text before it is in own_
  for (std::size_t at = span.begin; at < span.end;) {
    if (!is(text[at], character_form) && text[at] != '.' && text[at] != ':') {
      ++at;
      continue;
    }
    std::string_view plain;
    std::size_t size = defang_form(text, at, *forms, plain);
    if (size == 0) size = bare_form(text, at, plain);
    if (size == 0 && text[at] == ' ') size = 1;  // beside a bracketed full stop: defanged_word lets no other in
    if (size == 0 || at + size > span.end) {
      ++at;
      continue;
    }
    own_ += text.substr(kept, at - kept);
    changes_.push_back({static_cast<std::uint32_t>(own_.size()), static_cast<std::uint32_t>(plain.size()),
                        static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)});
    own_ += plain;
    at += size;
    kept = at;
  }
  if (!changes_.empty()) own_ += text.substr(kept, span.end - kept);
}

const Refanged::Change* Refanged::last_change(std::size_t at) const {
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), at,
                                      [](std::size_t place, const Change& change) { return place < change.begin; });
  return after == changes_.begin() ? nullptr : &*(after - 1);
}

Span Refanged::origin(std::size_t begin, std::size_t end) const {
  if (changes_.empty()) return {offset_ + static_cast<std::uint32_t>(begin), offset_ + static_cast<std::uint32_t>(end)};
  const auto place = [&](std::size_t at, bool first) {
    const Change* change = last_change(at);
    if (change == nullptr) return offset_ + static_cast<std::uint32_t>(at) + (first ? 0U : 1U);
    if (at < change->begin + change->size) return first ? change->text_begin : change->text_end;
    return change->text_end + static_cast<std::uint32_t>(at) - change->begin - change->size + (first ? 0U : 1U);
  };
  return {place(begin, true), place(end - 1, false)};
}

bool Refanged::defanged(std::size_t begin, std::size_t end) const {
  return !changes_.empty() && begin < end && origin(begin, end).size() != end - begin;
}

IndicatorWord defanged_word(std::string_view text, std::size_t at, std::size_t from, const DefangForms& forms) {
  std::string_view plain;
  std::size_t begin = at;
  while (true) {
    begin = after_delimiter(text, from, begin);
    if (begin == from) break;
    if (const std::size_t before = before_spaced_form(text, begin, from, forms); before != begin) {
      begin = before;
      continue;
    }
    const bool spaced_form = text[begin - 1] == ' ' && begin >= from + 2 && is_alnum(text[begin - 2]);
    const std::size_t size = spaced_form && begin < text.size() ? defang_form(text, begin, forms, plain) : 0;
    if (size == 0 || plain.size() != 1 || byte_at(text, begin + size) != ' ' ||
        !is_alnum(byte_at(text, begin + size + 1)))
      break;
    --begin;
  }
  std::size_t end = at;
  while (true) {
    end = next_delimiter(text, end);
    if (end == text.size()) break;
    if (text[end] != ' ' || end == begin || end + 1 >= text.size()) break;
    const std::size_t size = is_alnum(text[end - 1]) ? defang_form(text, end + 1, forms, plain) : 0;
    if (size != 0 && plain.size() == 1 && byte_at(text, end + 1 + size) == ' ' &&
        is_alnum(byte_at(text, end + 2 + size))) {
      end += 1 + size;
      continue;
    }
    const std::size_t opened = is_alnum(text[end + 1]) ? form_ending(text, end, forms) : std::string_view::npos;
    if (opened == std::string_view::npos || opened < 2 || text[opened - 1] != ' ' || !is_alnum(text[opened - 2])) break;
    ++end;
  }
  return {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
          classes_in(text.substr(begin, end - begin))};
}

}  // namespace whence
