// Lists of a JSON value, there and back.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/json.h"

namespace whence {

// One value for each part, as `one` makes it.
template <class T, class F>
Json json_list(const std::vector<T>& parts, F one) {
  Json result = Json::array();
  for (const T& part : parts) result.push(one(part));
  return result;
}

inline Json json_texts(const std::vector<std::string>& parts) {
  return json_list(parts, [](const std::string& part) { return Json(part); });
}

// The other way: what is stored, appended to `parts`.
template <class T, class F>
void take_list(const Json& stored, std::vector<T>& parts, F one) {
  for (const Json& item : stored.items()) parts.push_back(one(item));
}

// Zero or empty where the value is of another type.
inline std::size_t whole_in(const Json& json) { return static_cast<std::size_t>(json.number().value_or(0)); }
inline std::string text_in(const Json& json) { return std::string(json.text()); }

}  // namespace whence
