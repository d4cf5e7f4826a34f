// Values out of a YAML tree, with a problem noted for each that is not what the key needs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "format/advice.h"
#include "format/yaml.h"

namespace whence {

class YamlFields {
 public:
  explicit YamlFields(std::string_view name) : name_(name) {}

  void problem(std::size_t line, const std::string& what) { problems_.push_back({line, what}); }
  // In the order of lines: "NAME:LINE: what".
  std::vector<std::string> problems();

  // Whether `value` is a map; keys besides `keys` are problems. `what` is for the message: "a statement".
  bool is_map(const Yaml& value, std::size_t line, std::string_view what, Keys keys);
  // Each gives an empty value, false, 1 or nothing where the entry holds something else.
  std::string word(const YamlEntry& entry);
  bool flag(const YamlEntry& entry);
  int number(const YamlEntry& entry);  // 1 to 99999
  std::optional<Interval> interval(const YamlEntry& entry);
  const std::vector<Yaml>& items(const YamlEntry& entry);

 private:
  std::string name_;
  std::vector<std::pair<std::size_t, std::string>> problems_;
};

}  // namespace whence
