#include "format/stix_pattern.h"

#include <utility>

#include "base/text.h"

namespace whence {
namespace {

class Words {
 public:
  enum class Kind { mark, word, text, end, broken };

  explicit Words(std::string_view pattern) : rest_(pattern) { next(); }

  Kind kind() const { return kind_; }
  const std::string& value() const { return value_; }
  bool is(Kind kind, std::string_view value) const { return kind_ == kind && value_ == value; }
  bool took(Kind kind, std::string_view value) {
    if (!is(kind, value)) return false;
    next();
    return true;
  }
  std::string taken() {
    std::string value = std::exchange(value_, {});
    next();
    return value;
  }
  bool took_keyword(std::string_view keyword) {
    if (kind_ != Kind::word || lower(value_) != keyword) return false;
    next();
    return true;
  }

 private:
  void next() {
    rest_ = trim(rest_);
    value_.clear();
    if (rest_.empty()) {
      kind_ = Kind::end;
    } else if (rest_[0] == '\'') {
      quoted();
    } else if (std::string_view("[](),=").find(rest_[0]) != std::string_view::npos) {
      kind_ = Kind::mark;
      value_ = rest_[0];
      rest_.remove_prefix(1);
    } else {
      word();
    }
  }
  void quoted() {
    std::size_t at = 1;
    for (; at < rest_.size() && rest_[at] != '\''; ++at) {
      if (rest_[at] == '\\' && at + 1 < rest_.size()) ++at;
      value_ += rest_[at];
    }
    kind_ = at < rest_.size() ? Kind::text : Kind::broken;
    rest_.remove_prefix(at < rest_.size() ? at + 1 : at);
  }
  // A path may hold parts in quotation marks: file:hashes.'SHA-256'.
  void word() {
    kind_ = Kind::word;
    bool marked = false;
    std::size_t at = 0;
    for (; at < rest_.size(); ++at) {
      const char c = rest_[at];
      if (c == '\'') {
        marked = !marked;
      } else if (!marked && (is_space(c) || std::string_view("[](),=").find(c) != std::string_view::npos)) {
        break;
      } else {
        value_ += c;
      }
    }
    rest_.remove_prefix(at);
    if (marked) kind_ = Kind::broken;
  }

  std::string_view rest_;
  std::string value_;
  Kind kind_ = Kind::end;
};

using Kind = Words::Kind;

bool comparison(Words& words, std::vector<PatternValue>& values) {
  if (words.kind() != Kind::word) return false;
  const std::string path = lower(words.taken());
  if (words.took(Kind::mark, "=") || words.took_keyword("issubset")) {
    if (words.kind() != Kind::text) return false;
    values.push_back({path, words.taken()});
    return true;
  }
  if (!words.took_keyword("in") || !words.took(Kind::mark, "(")) return false;
  do {
    if (words.kind() != Kind::text) return false;
    values.push_back({path, words.taken()});
  } while (words.took(Kind::mark, ","));
  return words.took(Kind::mark, ")");
}

bool observation(Words& words, std::vector<PatternValue>& values) {
  if (!words.took(Kind::mark, "[")) return false;
  do {
    std::size_t open = 0;
    while (words.took(Kind::mark, "(")) ++open;
    if (!comparison(words, values)) return false;
    for (; open > 0; --open) {
      while (words.took_keyword("or")) {
        if (!comparison(words, values)) return false;
      }
      if (!words.took(Kind::mark, ")")) return false;
    }
  } while (words.took_keyword("or"));
  return words.took(Kind::mark, "]");
}

}  // namespace

std::optional<std::vector<PatternValue>> simple_pattern(std::string_view pattern) {
  Words words(pattern);
  std::vector<PatternValue> values;
  do {
    const bool bracketed = words.took(Kind::mark, "(");
    if (!observation(words, values) || (bracketed && !words.took(Kind::mark, ")"))) return std::nullopt;
  } while (words.took_keyword("or"));
  if (words.kind() != Kind::end) return std::nullopt;
  return values;
}

}  // namespace whence
