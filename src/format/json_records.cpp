#include "format/json_records.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool word_character(char c) { return is_alpha(c) || is_digit(c) || c == '-' || c == '+' || c == '.'; }

}  // namespace

JsonRecords::JsonRecords(std::vector<std::string> wanted, const Limits& limits, std::size_t most, Take take,
                         TakeText take_text)
    : wanted_(std::move(wanted)),
      limits_(limits),
      most_(most),
      take_(std::move(take)),
      take_text_(std::move(take_text)) {}

bool JsonRecords::fail(std::string_view what) {
  problem_ = Error{Code::malformed, fmt::format("line {}, byte {}: {}", line_, offset_, what)};
  return false;
}

bool JsonRecords::feed(std::string_view bytes) {
  for (const char c : bytes) {
    if (problem_ || !take(c)) return false;
    ++offset_;
    if (c == '\n') ++line_;
  }
  return !problem_;
}

Result<void> JsonRecords::end() const {
  if (problem_) return *problem_;
  if (depth_ != 0 || inside_ == Inside::text || inside_ == Inside::escape || inside_ == Inside::hexadecimal)
    return Error{Code::malformed, fmt::format("line {}, byte {}: ends in the middle of a value", line_, offset_)};
  return {};
}

void JsonRecords::keep(char c) {
  if (text_.size() < most_) {
    text_ += c;
  } else {
    overlong_ = true;
  }
}

bool JsonRecords::take(char c) {
  switch (inside_) {
    case Inside::text:
      if (c == '"') {
        inside_ = Inside::nothing;
        if (high_ != 0) append_utf8(text_, replacement);
        high_ = 0;
        value(text_, true);
      } else if (c == '\\') {
        inside_ = Inside::escape;
      } else {
        if (high_ != 0) append_utf8(text_, replacement);
        high_ = 0;
        keep(c);
      }
      return true;
    case Inside::escape:
      escape(c);
      return true;
    case Inside::hexadecimal:
      digit(c);
      return true;
    case Inside::word:
      if (word_character(c)) {
        keep(c);
        return true;
      }
      inside_ = Inside::nothing;
      value(text_, false);
      return structure(c);
    case Inside::nothing:
      return structure(c);
  }
  return true;
}

void JsonRecords::escape(char c) {
  inside_ = Inside::text;
  if (c == 'u') {
    inside_ = Inside::hexadecimal;
    digits_ = code_ = 0;
    return;
  }
  constexpr std::string_view written = "nrtbf", meant = "\n\r\t\b\f";
  const std::size_t place = written.find(c);
  keep(place == std::string_view::npos ? c : meant[place]);
}

void JsonRecords::digit(char c) {
  const char small = to_lower(c);
  const unsigned digit = is_digit(c)                    ? static_cast<unsigned>(c - '0')
                         : small >= 'a' && small <= 'f' ? static_cast<unsigned>(small - 'a') + 10
                                                        : 16;
  if (digit == 16) {
    inside_ = Inside::text;
    fail("\\u without four hexadecimal digits");
    return;
  }
  code_ = code_ * 16 + digit;
  if (++digits_ < 4) return;
  inside_ = Inside::text;
  if (code_ >= 0xD800U && code_ < 0xDC00U) {
    if (high_ != 0) append_utf8(text_, replacement);
    high_ = code_;
    return;
  }
  char32_t code = code_;
  if (code_ >= 0xDC00U && code_ < 0xE000U) {
    code = high_ == 0 ? replacement : 0x10000U + ((high_ - 0xD800U) << 10U) + (code_ - 0xDC00U);
  } else if (high_ != 0) {
    append_utf8(text_, replacement);
  }
  high_ = 0;
  std::string utf8;
  append_utf8(utf8, code);
  for (const char byte : utf8) keep(byte);
}

// A text, number, true, false or null; or a key.
void JsonRecords::value(std::string_view text, bool quoted) {
  if (depth_ == 0) return;
  Frame& frame = frames_[depth_ - 1];
  if (!frame.object) {
    if (quoted && !overlong_ && take_text_) take_text_(frame.name, text, line_);
    return;
  }
  if (frame.key_next) {
    frame.name.assign(text);
    frame.member = static_cast<std::size_t>(std::find(wanted_.begin(), wanted_.end(), text) - wanted_.begin());
    return;
  }
  if (frame.member < wanted_.size() && !overlong_ && (quoted || text != "null"))
    frame.record.members[frame.member] = std::string(text);
}

bool JsonRecords::structure(char c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
      return true;
    case '"':
      inside_ = Inside::text;
      text_.clear();
      overlong_ = false;
      return true;
    case '{':
    case '[':
      return open(c);
    case '}':
    case ']':
      return close(c);
    case ':':
      if (depth_ == 0 || !frames_[depth_ - 1].object || !frames_[depth_ - 1].key_next)
        return fail("a colon out of place");
      frames_[depth_ - 1].key_next = false;
      return true;
    case ',':
      if (depth_ == 0) return fail("a comma out of place");
      if (frames_[depth_ - 1].object) frames_[depth_ - 1].key_next = true;
      return true;
    default:
      if (!word_character(c)) return fail("not JSON");
      inside_ = Inside::word;
      text_.assign(1, c);
      overlong_ = false;
      return true;
  }
}

bool JsonRecords::open(char c) {
  if (depth_ == limits_.depth) return fail(fmt::format("nests deeper than {}", limits_.depth));
  if (depth_ > 0 && frames_[depth_ - 1].object && frames_[depth_ - 1].key_next) return fail("a key must be text");
  std::string name;
  if (depth_ > 0 && frames_[depth_ - 1].object) name = frames_[depth_ - 1].name;
  if (frames_.size() == depth_) frames_.emplace_back();
  Frame& frame = frames_[depth_++];
  frame.object = c == '{';
  frame.key_next = frame.object;
  frame.member = wanted_.size();
  frame.name = std::move(name);
  if (frame.object) frame.record.members.assign(wanted_.size(), std::nullopt);
  return true;
}

bool JsonRecords::close(char c) {
  if (depth_ == 0 || frames_[depth_ - 1].object != (c == '}')) return fail(fmt::format("'{}' closes nothing", c));
  Frame& frame = frames_[--depth_];
  if (!frame.object) return true;
  frame.record.line = line_;
  const auto& members = frame.record.members;
  if (std::any_of(members.begin(), members.end(), [](const auto& member) { return member.has_value(); }))
    take_(frame.record);
  return true;
}

}  // namespace whence
