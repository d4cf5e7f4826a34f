#include "reading/refang.h"

#include <algorithm>

#include "reading/characters.h"

namespace whence {
namespace {

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
std::size_t form_ending(std::string_view text, std::size_t end, const std::vector<DefangForm>& forms) {
  for (std::size_t size = 3; size <= 5 && size <= end; ++size) {
    std::string_view plain;
    if (opens_form(text[end - size]) && defang_form(text, end - size, forms, plain) == size && plain.size() == 1)
      return end - size;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t defang_form(std::string_view text, std::size_t at, const std::vector<DefangForm>& forms,
                        std::string_view& plain) {
  if (!opens_form(text[at])) return 0;
  for (const DefangForm& form : forms) {
    if (!matches(text, at, form.written)) continue;
    plain = form.plain;
    return form.written.size();
  }
  return 0;
}

Refanged::Refanged(std::string_view text, Span span, const std::vector<DefangForm>& forms)
    : as_written_(text_of(text, span)), offset_(span.begin) {
  if (as_written_.find_first_of("[({\\]}) ") == std::string_view::npos) return;
  for (std::size_t at = span.begin; at < span.end;) {
    std::string_view plain;
    std::size_t size = defang_form(text, at, forms, plain);
    if (size == 0) size = bare_form(text, at, plain);
    if (size == 0 && text[at] == ' ') size = 1;  // beside a bracketed full stop: defanged_word lets no other in
    if (size == 0 || at + size > span.end) {
      append(text.substr(at, 1), at, at + 1);
      ++at;
      continue;
    }
    changed_ = true;
    append(plain, at, at + size);
    at += size;
  }
}

void Refanged::append(std::string_view plain, std::size_t begin, std::size_t end) {
  own_ += plain;
  origins_.insert(origins_.end(), plain.size(),
                  Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

Span Refanged::origin(std::size_t begin, std::size_t end) const {
  if (changed_) return {origins_[begin].begin, origins_[end - 1].end};
  return {offset_ + static_cast<std::uint32_t>(begin), offset_ + static_cast<std::uint32_t>(end)};
}

bool Refanged::defanged(std::size_t begin, std::size_t end) const {
  return changed_ && begin < end && origin(begin, end).size() != end - begin;
}

Span defanged_word(std::string_view text, std::size_t at, std::size_t from, const std::vector<DefangForm>& forms) {
  std::string_view plain;
  std::size_t begin = at;
  while (begin > from) {
    if (!is_delimiter(text[begin - 1])) {
      --begin;
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
  while (end < text.size()) {
    if (!is_delimiter(text[end])) {
      ++end;
      continue;
    }
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
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace whence
