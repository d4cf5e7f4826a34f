#include "format/observation_record.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "format/csv_line.h"

namespace whence {
namespace {

constexpr std::size_t deepest = 16;

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char small = to_lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// "\x09" as the byte it stands for.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text.substr(at, 2) == "\\x" && at + 3 < text.size();
    const int high = escape ? hex_digit(text[at + 2]) : -1, low = escape ? hex_digit(text[at + 3]) : -1;
    if (high < 0 || low < 0) {
      plain += text[at];
    } else {
      plain += static_cast<char>(high * 16 + low);
      at += 3;
    }
  }
  return plain;
}

std::string with_replacements(std::string_view text) {
  std::string whole;
  while (true) {
    const std::size_t good = utf8_error(text);
    whole += text.substr(0, good);
    if (good == text.size()) return whole;
    append_utf8(whole, 0xFFFD);
    text.remove_prefix(good + 1);
  }
}

// Walks an object; `path` is the name of what is looked at.
class JsonWalk {
 public:
  JsonWalk(const ObservationForms& forms, ObservedRecord& record) : forms_(forms), record_(record) {}

  void object(const Json& value, std::uint32_t element, std::size_t depth) {
    const std::size_t length = path_.size();
    for (const auto& [key, member] : value.members()) {
      if (!path_.empty()) path_ += '.';
      path_ += column_key(key);
      any(member, element, depth);
      path_.resize(length);
    }
  }

 private:
  void any(const Json& value, std::uint32_t element, std::size_t depth) {
    if (value.is_object()) {
      if (depth < deepest) object(value, element, depth + 1);
    } else if (value.is_array()) {
      std::uint32_t number = 0;
      for (const Json& each : value.items()) {
        if (!each.is_array()) any(each, each.is_object() ? number : element, depth);
        ++number;
      }
    } else if (!value.is_null()) {
      if (const auto name = forms_.number(path_)) {
        record_.add(*name, element) = value.is_string() ? std::string(value.text()) : to_text(value);
      }
    }
  }

  const ObservationForms& forms_;
  ObservedRecord& record_;
  std::string path_;
};

}  // namespace

std::string& ObservedRecord::add(std::size_t name, std::uint32_t element) {
  if (count_ == values_.size()) values_.emplace_back();
  RecordValue& value = values_[count_++];
  value.name = name;
  value.element = element;
  value.text.clear();
  return value.text;
}

bool ObservedRecord::has(std::size_t name) const {
  const auto all = values();
  return std::any_of(all.begin(), all.end(), [&](const RecordValue& value) { return value.name == name; });
}

bool DelimitedRecords::directive(std::string_view line) {
  const auto after = [&](std::string_view word) -> std::optional<std::string_view> {
    if (!line.starts_with(word) || line.size() <= word.size()) return std::nullopt;
    const char next = line[word.size()];
    if (next != ' ' && next != separator_ && next != '\t') return std::nullopt;
    return line.substr(word.size() + 1);
  };
  const auto cells = [&](std::string_view text) {
    const auto parts = split(text, separator_);
    return std::vector<std::string>(parts.begin(), parts.end());
  };
  if (const auto text = after("#separator")) {
    if (const std::string plain = unescaped(*text); plain.size() == 1) separator_ = plain[0];
  } else if (const auto set = after("#set_separator")) {
    if (!set->empty()) set_separator_ = set->front();
  } else if (const auto empty = after("#empty_field")) {
    empty_ = *empty;
  } else if (const auto unset = after("#unset_field")) {
    unset_ = *unset;
  } else if (const auto fields = after("#fields")) {
    plain_ = true;
    if (line.find('\t') != std::string_view::npos && fields->find(separator_) == std::string_view::npos)
      separator_ = '\t';
    name_columns(cells(*fields));
    return true;
  } else if (const auto types = after("#types")) {
    const std::vector<std::string> all = cells(*types);
    for (std::size_t i = 0; i < all.size() && i < lists_.size(); ++i)
      lists_[i] = all[i].starts_with("set[") || all[i].starts_with("vector[");
  }
  return false;
}

void DelimitedRecords::name_columns(const std::vector<std::string>& names) {
  names_.clear();
  for (const std::string& name : names) names_.push_back(forms_.number(column_key(name)));
  lists_.assign(names_.size(), false);
}

void DelimitedRecords::header(std::string_view line) {
  plain_ = false;
  separator_ = csv_separator(line);
  split_csv_line(line, separator_, cells_);
  if (!forms_.headless()) {
    header_ = line;
    return name_columns(cells_);
  }
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] = "#" + std::to_string(i + 1);
  name_columns(cells_);
}

bool DelimitedRecords::there(std::size_t name) const {
  return std::find(names_.begin(), names_.end(), std::optional(name)) != names_.end();
}

void DelimitedRecords::add_value(std::size_t column, std::string_view text, ObservedRecord& record) const {
  if (text.empty() || (plain_ && (text == unset_ || text == empty_))) return;
  std::string& value = record.add(*names_[column], 0);
  value = plain_ && text.find('\\') != std::string_view::npos ? unescaped(text) : std::string(text);
}

bool DelimitedRecords::take(std::string_view line, ObservedRecord& record) {
  record.clear();
  if (!plain_) {
    split_csv_line(line, separator_, cells_);
    for (std::size_t i = 0; i < cells_.size() && i < names_.size(); ++i) {
      if (names_[i]) add_value(i, cells_[i], record);
    }
    return cells_.size() >= names_.size();
  }
  std::size_t column = 0;
  for (std::size_t at = 0; at <= line.size(); ++column) {
    const std::size_t end = std::min(line.find(separator_, at), line.size());
    const std::string_view cell = line.substr(at, end - at);
    at = end + 1;
    if (column >= names_.size() || !names_[column]) continue;
    if (!lists_[column]) {
      add_value(column, cell, record);
      continue;
    }
    for (const std::string_view part : split(cell, set_separator_)) add_value(column, part, record);
  }
  return column >= names_.size();
}

bool take_json_record(std::string_view line, const ObservationForms& forms, const Limits& limits,
                      ObservedRecord& record) {
  record.clear();
  Limits bounds = limits;
  bounds.depth = deepest;
  auto value = parse_json(line, "record", bounds);
  if (!value && utf8_error(line) != line.size()) value = parse_json(with_replacements(line), "record", bounds);
  if (!value || !value->is_object()) return false;
  JsonWalk(forms, record).object(*value, 0, 0);
  return true;
}

}  // namespace whence
