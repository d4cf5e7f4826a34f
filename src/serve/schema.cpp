#include "serve/schema.h"

#include <algorithm>

#include "base/text.h"
#include "serve/assets.h"

namespace whence {
namespace {

constexpr std::string_view reference_start = "#/components/schemas/";

std::string_view type_of(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_object()) return "object";
  if (value.is_array()) return "array";
  if (value.is_string()) return "string";
  if (value.boolean()) return "boolean";
  return "number";
}

bool has_type(const Json& value, std::string_view wanted) {
  const std::string_view type = type_of(value);
  if (wanted != "integer") return type == wanted;
  return type == "number" && *value.number() == static_cast<double>(static_cast<long long>(*value.number()));
}

bool type_fits(const Json& types, const Json& value) {
  if (types.is_string()) return has_type(value, types.text());
  return std::any_of(types.items().begin(), types.items().end(),
                     [&](const Json& type) { return has_type(value, type.text()); });
}

std::string words_of(const Json& list) {
  std::string words;
  for (const Json& one : list.items()) words += (words.empty() ? "" : ", ") + std::string(one.text());
  return words;
}

std::string fault(const Json& schema, const Json& value, const std::string& place, int depth);

std::string object_fault(const Json& schema, const Json& value, const std::string& place, int depth) {
  for (const Json& name : schema["required"].items()) {
    const bool there = std::any_of(value.members().begin(), value.members().end(),
                                   [&](const auto& member) { return member.first == name.text(); });
    if (!there) return place + ": '" + std::string(name.text()) + "' is missing";
  }
  const Json& more = schema["additionalProperties"];
  for (const auto& [name, member] : value.members()) {
    const auto& properties = schema["properties"].members();
    const auto known = std::find_if(properties.begin(), properties.end(),
                                    [&name = name](const auto& property) { return property.first == name; });
    std::string wrong, below = place;
    below.append("/").append(name);
    if (known != properties.end()) {
      wrong = fault(known->second, member, below, depth + 1);
    } else if (more.boolean() == false) {
      wrong = place + ": '" + visible(name) + "' is not known here";
    } else if (more.is_object()) {
      wrong = fault(more, member, below, depth + 1);
    }
    if (!wrong.empty()) return wrong;
  }
  return {};
}

std::string scalar_fault(const Json& schema, const Json& value, const std::string& place) {
  const Json& choices = schema["enum"];
  if (choices.is_array() && std::find(choices.items().begin(), choices.items().end(), value) == choices.items().end())
    return place + ": is none of " + words_of(choices);
  if (const auto number = value.number(); number) {
    if (const auto least = schema["minimum"].number(); least && *number < *least) return place + ": is too small";
    if (const auto most = schema["maximum"].number(); most && *number > *most) return place + ": is too large";
  }
  if (value.is_string()) {
    if (const auto least = schema["minLength"].number(); least && static_cast<double>(value.text().size()) < *least)
      return place + ": is empty or too short";
    if (const auto most = schema["maxLength"].number(); most && static_cast<double>(value.text().size()) > *most)
      return place + ": is too long";
  }
  return {};
}

// Schemas are ours and values no deeper than their reader lets them be; the bound is for a schema that names itself.
std::string fault(const Json& schema, const Json& value, const std::string& place, int depth) {
  constexpr int most_depth = 200;
  if (depth > most_depth) return place + ": is too deep";
  if (const std::string_view reference = schema["$ref"].text(); reference.starts_with(reference_start)) {
    const Json& named = schemas()[reference.substr(reference_start.size())];
    if (!named.is_object()) return place + ": no schema " + std::string(reference);
    return fault(named, value, place, depth + 1);
  }
  if (const Json& any = schema["anyOf"]; any.is_array()) {
    std::string last;
    for (const Json& one : any.items()) {
      last = fault(one, value, place, depth + 1);
      if (last.empty()) return {};
    }
    return last;
  }
  const Json& types = schema["type"];
  if (!types.is_null() && !type_fits(types, value))
    return (place.empty() ? "the body" : place) + ": is of type " + std::string(type_of(value)) + ", wanted is " +
           (types.is_string() ? std::string(types.text()) : words_of(types));
  if (value.is_object()) return object_fault(schema, value, place, depth);
  if (value.is_array() && schema["items"].is_object()) {
    std::size_t number = 0;
    for (const Json& item : value.items()) {
      std::string wrong = fault(schema["items"], item, place + "/" + std::to_string(number++), depth + 1);
      if (!wrong.empty()) return wrong;
    }
  }
  return scalar_fault(schema, value, place);
}

}  // namespace

const Json& schemas() {
  static const Json all = [] {
    auto parsed = parse_json(asset_bytes("/schemas.json"), "schemas.json", Limits{});
    WHENCE_CHECK(parsed);
    return std::move(parsed).value();
  }();
  return all;
}

std::string schema_fault(std::string_view schema, const Json& value) {
  return fault(Json::object().set("$ref", std::string(reference_start) + std::string(schema)), value, "", 0);
}

std::string schema_fault(const Json& schema, const Json& value) { return fault(schema, value, "", 0); }

}  // namespace whence
