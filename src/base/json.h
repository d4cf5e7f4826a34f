// A JSON value. Objects keep the order in which keys were set or read, so the same program prints the same bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;                                                          // null
  Json(std::nullptr_t) {}                                                    // NOLINT(google-explicit-constructor)
  Json(bool value) : content_(value) {}                                      // NOLINT(google-explicit-constructor)
  Json(std::int64_t value) : content_(value) {}                              // NOLINT(google-explicit-constructor)
  Json(int value) : content_(static_cast<std::int64_t>(value)) {}            // NOLINT(google-explicit-constructor)
  Json(std::uint32_t value) : content_(static_cast<std::int64_t>(value)) {}  // NOLINT(google-explicit-constructor)
  Json(std::size_t value) : content_(static_cast<std::int64_t>(value)) {}    // NOLINT(google-explicit-constructor)
  Json(double value) : content_(value) {}                                    // NOLINT(google-explicit-constructor)
  Json(std::string value) : content_(std::move(value)) {}                    // NOLINT(google-explicit-constructor)
  Json(std::string_view value) : content_(std::string(value)) {}             // NOLINT(google-explicit-constructor)
  Json(const char* value) : content_(std::string(value)) {}                  // NOLINT(google-explicit-constructor)
  Json(Array value) : content_(std::move(value)) {}                          // NOLINT(google-explicit-constructor)
  Json(Object value) : content_(std::move(value)) {}                         // NOLINT(google-explicit-constructor)
  template <class T>
  Json(const std::optional<T>& value) {  // NOLINT(google-explicit-constructor)
    if (value) *this = Json(*value);
  }

  static Json array() { return Json(Array{}); }
  static Json object() { return Json(Object{}); }

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(content_); }
  bool is_object() const { return std::holds_alternative<Object>(content_); }
  bool is_array() const { return std::holds_alternative<Array>(content_); }
  bool is_string() const { return std::holds_alternative<std::string>(content_); }

  // The member, or null if this is no object or lacks it.
  const Json& operator[](std::string_view key) const;
  // Sets a member. Requires: this is an object or null (which becomes one).
  Json& set(std::string key, Json value);
  // Requires: this is an array or null (which becomes one).
  Json& push(Json value);

  // Views into this value; empty or zero where it is of another type.
  std::string_view text() const;
  const Array& items() const;
  const Object& members() const;
  std::optional<double> number() const;
  std::optional<bool> boolean() const;

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> content_ = nullptr;
  friend void write(std::string&, const Json&, int, int);
};

// `name` is for messages: "feed.json: byte 120: ...". Enforces limits.bytes and limits.depth.
Result<Json> parse_json(std::string_view text, std::string_view name, const Limits& limits);
// Shortest round-trip numbers; indent 0 gives one line. Numbers that are not finite become null.
std::string to_text(const Json& value, int indent = 0);
// Unknown text is null, never "".
Json or_null(const std::string& text);

}  // namespace whence
