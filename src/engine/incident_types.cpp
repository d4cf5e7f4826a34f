#include "engine/incident_types.h"

#include <set>

#include "base/text.h"
#include "engine/whole_words.h"

namespace whence {

Result<IncidentTypes> IncidentTypes::load(const Data& data) {
  WHENCE_TRY(const Table table, data.table("relations/incident-types"));
  WHENCE_TRY(const std::size_t phrase, table.column("phrase"));
  WHENCE_TRY(const std::size_t type, table.column("type"));
  IncidentTypes types;
  for (std::size_t row = 0; row < table.rows(); ++row)
    types.types_.emplace_back(lower(table.text(row, phrase)), std::string(table.text(row, type)));
  return types;
}

std::string IncidentTypes::of(std::string_view words) const {
  const std::string text = lower(words);
  std::set<std::string> found;
  for (const auto& [phrase, type] : types_) {
    if (stands_as_words(text, phrase)) found.insert(type);
  }
  return join({found.begin(), found.end()}, "; ");
}

std::string year_in_brackets(std::string_view victims) {
  constexpr std::size_t digits = 4;
  bool inside = false;
  for (std::size_t i = 0; i + digits <= victims.size(); ++i) {
    inside = (inside || victims[i] == '(') && victims[i] != ')';
    std::size_t length = 0;
    while (i + length < victims.size() && is_digit(victims[i + length])) ++length;
    const std::string_view year = victims.substr(i, digits);
    if (inside && length == digits && (year.starts_with("19") || year.starts_with("20"))) return std::string(year);
    if (length != 0) i += length - 1;
  }
  return "";
}

}  // namespace whence
