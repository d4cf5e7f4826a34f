#include "format/yaml_fields.h"

#include <algorithm>

#include "base/text.h"

namespace whence {

bool YamlFields::is_map(const Yaml& value, std::size_t line, std::string_view what, Keys keys) {
  if (value.kind != YamlKind::map) {
    problem(line, std::string(what) + " needs keys and values; write one or more of " + listed(keys));
    return false;
  }
  for (const YamlEntry& entry : value.members) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    problem(entry.line,
            "unknown key " + quoted(entry.key) + " in " + std::string(what) + "; " + advice_for(entry.key, keys));
  }
  return true;
}

std::string YamlFields::word(const YamlEntry& entry) {
  if (entry.value.kind != YamlKind::scalar || trim(entry.value.text).empty()) {
    problem(entry.line,
            "\"" + entry.key + "\" needs one value; write " + entry.key + ": and the value on the same line");
    return {};
  }
  return std::string(trim(entry.value.text));
}

bool YamlFields::flag(const YamlEntry& entry) {
  const std::string text = word(entry);
  if (!text.empty() && text != "true" && text != "false") {
    problem(entry.line, "\"" + entry.key + "\" is " + quoted(text) + "; write true or false");
  }
  return text == "true";
}

int YamlFields::number(const YamlEntry& entry) {
  const std::string text = word(entry);
  const bool digits = !text.empty() && text.size() < 6 && std::all_of(text.begin(), text.end(), is_digit);
  if (digits && text != "0") return std::stoi(text);
  if (!text.empty()) problem(entry.line, "\"" + entry.key + "\" is " + quoted(text) + "; write a number from 1");
  return 1;
}

std::optional<Interval> YamlFields::interval(const YamlEntry& entry) {
  const std::string text = word(entry);
  const auto result = parse_interval(text);
  if (!text.empty() && !result) {
    problem(entry.line,
            "\"" + entry.key + "\" is " + quoted(text) + "; write dates as 2026-05-01/2026-09-30, 2026-05 or 2026");
  } else if (result && result->from && result->to && last_day(*result->to) < result->from->first) {
    problem(entry.line, "\"" + entry.key + "\" ends before it begins; write the earlier date first");
  }
  return result;
}

const std::vector<Yaml>& YamlFields::items(const YamlEntry& entry) {
  static const std::vector<Yaml> none;
  if (entry.value.kind == YamlKind::sequence) return entry.value.items;
  problem(entry.line, "\"" + entry.key + "\" needs a list; start each item on a line of its own with \"- \"");
  return none;
}

std::vector<std::string> YamlFields::problems() {
  std::stable_sort(problems_.begin(), problems_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (const auto& [line, what] : problems_) result.push_back(name_ + ":" + std::to_string(line) + ": " + what);
  return result;
}

}  // namespace whence
