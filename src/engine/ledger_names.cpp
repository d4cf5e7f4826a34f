#include "engine/ledger_names.h"

#include <algorithm>

#include "base/text.h"

namespace whence {

Result<StateNames> StateNames::load(const Data& data) {
  StateNames names;
  for (const std::string_view table_name : {"gazetteer/states", "gazetteer/exercise"}) {
    const auto found = data.table(table_name);
    if (!found) continue;
    WHENCE_TRY(const std::size_t code, found->column("code"));
    WHENCE_TRY(const std::size_t name, found->column("name"));
    const auto more = found->column("names");
    for (std::size_t row = 0; row < found->rows(); ++row) {
      const std::string key(found->text(row, code));
      names.name_of_.emplace(key, found->text(row, name));
      names.code_of_.emplace(lower(key), key);
      names.code_of_.emplace(lower(found->text(row, name)), key);
      if (!more) continue;
      for (const std::string_view other : found->list(row, *more)) names.code_of_.emplace(lower(other), key);
    }
  }
  for (const std::string_view body : {"EU", "NATO", "UN"}) names.code_of_.emplace(lower(body), body);
  return names;
}

std::string StateNames::code(std::string_view typed) const {
  const std::string key = lower(squeeze(typed));
  if (const auto found = code_of_.find(key); found != code_of_.end()) return found->second;
  if (key.size() == 2 && key[0] == 'x' && is_lower(key[1])) return {'X', static_cast<char>(key[1] - 'a' + 'A')};
  return {};
}

std::string StateNames::name(std::string_view code) const {
  const auto found = name_of_.find(code);
  return found == name_of_.end() ? std::string(code) : found->second;
}

std::vector<std::string> group_values(const Knowledge& knowledge, std::string_view typed) {
  std::vector<std::string> values = {squeeze(typed)};
  const std::string key = name_key(typed);
  const auto add = [&](std::string_view value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.emplace_back(value);
  };
  for (const ActorName& name : knowledge.names()) {
    if (!key.empty() && name_key(name.name) == key) add(name.actor);
  }
  for (const Group& group : knowledge.groups()) {
    if (!key.empty() && (name_key(group.name) == key || lower(group.id) == lower(squeeze(typed)))) add(group.id);
  }
  return values;
}

}  // namespace whence
