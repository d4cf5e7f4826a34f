#include <set>

#include "base/json.h"
#include "base/text.h"
#include "format/case_list.h"
#include "format/tables.h"

namespace whence {

Result<Case> read_navigator(std::string_view bytes, std::string_view name, const Limits& limits) {
  WHENCE_TRY(const Json layer, parse_json(bytes, name, limits));
  // A file of layers in a list is one too; its first is taken.
  const Json& one = layer.items().empty() ? layer : layer.items().front();
  if (!one["techniques"].is_array())
    return Error{Code::unsupported, std::string(name) + ": no Navigator layer: it has no list of techniques"};
  Case incident;
  incident.file = std::string(name);
  incident.name = std::string(one["name"].text());
  std::set<std::string> seen;
  for (const Json& technique : one["techniques"].items()) {
    const std::string id(technique["techniqueID"].text());
    if (!is_technique_id(id)) {
      incident.oddities.push_back({std::string(name), "no technique id: " + visible(id)});
      continue;
    }
    const bool marked = technique["score"].number().has_value() || !technique["comment"].text().empty() ||
                        !technique["color"].text().empty() || !technique["metadata"].items().empty();
    const bool off = technique["enabled"].boolean().value_or(true) == false;
    if (off || !seen.insert(id).second) continue;
    // A layer may list every technique and mark a few: only the marked ones were seen.
    if (!marked && one["techniques"].items().size() > 200) continue;
    Evidence item;
    item.id = {"e" + std::to_string(incident.evidence.size() + 1)};
    item.value = id;
    item.origin = "layer";
    item.note = std::string(technique["comment"].text());
    incident.evidence.push_back(std::move(item));
  }
  for (const Json& fact : one["metadata"].items()) {
    const std::string_view value = fact["value"].text();
    if (fact["name"].text() == "exercise" && value.starts_with("yes")) incident.exercise = true;
    if (fact["name"].text() == "tlp") incident.tlp = tlp_label(value);
  }
  if (incident.evidence.empty())
    return Error{Code::unsupported, std::string(name) + ": no technique marked in it to weigh"};
  return incident;
}

}  // namespace whence
