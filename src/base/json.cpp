#include "base/json.h"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/json_glance.h"
#include "base/text.h"

namespace whence {
namespace {

const Json null_value;

Json converted(const simdjson::dom::element& element) {
  using Type = simdjson::dom::element_type;
  switch (element.type()) {
    case Type::ARRAY: {
      Json::Array items;
      for (const auto item : simdjson::dom::array(element)) items.push_back(converted(item));
      return Json(std::move(items));
    }
    case Type::OBJECT: {
      Json::Object members;
      for (const auto [key, value] : simdjson::dom::object(element))
        members.emplace_back(std::string(key), converted(value));
      return Json(std::move(members));
    }
    case Type::INT64:
      return Json(std::int64_t(element));
    case Type::UINT64:
      return Json(static_cast<double>(std::uint64_t(element)));
    case Type::DOUBLE:
      return Json(double(element));
    case Type::STRING:
      return Json(std::string_view(element));
    case Type::BOOL:
      return Json(bool(element));
    case Type::NULL_VALUE:
      return {};
  }
  return {};
}

// Controls beyond ASCII, marks that turn the direction of writing, letters without width: a terminal that shows JSON
// must not act on a document's bytes. Escaping loses nothing.
bool acts_on_terminals(char32_t code) {
  return (code >= 0x80 && code <= 0x9F) || code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

// Bytes that do not stand for themselves, or begin a character that may not.
constexpr std::array<bool, 256> looked_at = [] {
  std::array<bool, 256> bytes{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) bytes[byte] = true;
  for (const char byte : std::string_view("\"\\\x7F\xC2\xD8\xE2\xEF")) bytes[static_cast<unsigned char>(byte)] = true;
  return bytes;
}();

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t from = at;
    while (at < text.size() && !looked_at[static_cast<unsigned char>(text[at])]) ++at;
    out.append(text, from, at - from);
    if (at == text.size()) break;
    const char c = text[at];
    const auto lead = static_cast<unsigned char>(c);
    if (lead == 0xC2 || lead == 0xD8 || lead == 0xE2 || lead == 0xEF) {
      std::size_t length = 1;
      const char32_t code = code_point(text, at, length);
      if (acts_on_terminals(code)) {
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(code));
        at += length - 1;
        continue;
      }
    }
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void new_line(std::string& out, int indent, int depth) {
  if (indent == 0) return;
  out += '\n';
  out.append(static_cast<std::size_t>(indent * depth), ' ');
}

}  // namespace

void write(std::string& out, const Json& value, int indent, int depth) {
  if (const auto* flag = std::get_if<bool>(&value.content_)) {
    out += *flag ? "true" : "false";
  } else if (const auto* integer = std::get_if<std::int64_t>(&value.content_)) {
    out += std::to_string(*integer);
  } else if (const auto* real = std::get_if<double>(&value.content_)) {
    out += std::isfinite(*real) ? fmt::format("{}", *real + 0.0) : "null";  // + 0.0: no "-0"
  } else if (const auto* text = std::get_if<std::string>(&value.content_)) {
    write_string(out, *text);
  } else if (const auto* items = std::get_if<Json::Array>(&value.content_)) {
    out += '[';
    for (const Json& item : *items) {
      if (&item != &items->front()) out += ',';
      new_line(out, indent, depth + 1);
      write(out, item, indent, depth + 1);
    }
    if (!items->empty()) new_line(out, indent, depth);
    out += ']';
  } else if (const auto* members = std::get_if<Json::Object>(&value.content_)) {
    out += '{';
    for (const auto& member : *members) {
      if (&member != &members->front()) out += ',';
      new_line(out, indent, depth + 1);
      write_string(out, member.first);
      out += indent == 0 ? ":" : ": ";
      write(out, member.second, indent, depth + 1);
    }
    if (!members->empty()) new_line(out, indent, depth);
    out += '}';
  } else {
    out += "null";
  }
}

const Json& Json::operator[](std::string_view key) const {
  for (const auto& [name, value] : members()) {
    if (name == key) return value;
  }
  return null_value;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) content_ = Object{};
  auto& object = std::get<Object>(content_);
  for (auto& [name, old] : object) {
    if (name == key) {
      old = std::move(value);
      return *this;
    }
  }
  object.emplace_back(std::move(key), std::move(value));
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) content_ = Array{};
  std::get<Array>(content_).push_back(std::move(value));
  return *this;
}

std::string_view Json::text() const {
  const auto* text = std::get_if<std::string>(&content_);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

const Json::Array& Json::items() const {
  static const Array none;
  const auto* items = std::get_if<Array>(&content_);
  return items == nullptr ? none : *items;
}

const Json::Object& Json::members() const {
  static const Object none;
  const auto* members = std::get_if<Object>(&content_);
  return members == nullptr ? none : *members;
}

std::optional<double> Json::number() const {
  if (const auto* integer = std::get_if<std::int64_t>(&content_)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&content_)) return *real;
  return std::nullopt;
}

std::optional<bool> Json::boolean() const {
  if (const auto* flag = std::get_if<bool>(&content_)) return *flag;
  return std::nullopt;
}

Result<Json> parse_json(std::string_view text, std::string_view name, const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Error{Code::limit, fmt::format("{}: larger than the limit of {} bytes", name, limits.bytes)};
  }
  simdjson::dom::parser parser;
  if (const auto problem = parser.allocate(text.size() + 1, limits.depth); problem != simdjson::SUCCESS) {
    return Error{Code::limit, fmt::format("{}: {}", name, simdjson::error_message(problem))};
  }
  simdjson::dom::element root;
  if (const auto problem = parser.parse(text.data(), text.size(), true).get(root); problem != simdjson::SUCCESS) {
    const auto code = problem == simdjson::DEPTH_ERROR || problem == simdjson::CAPACITY ? Code::limit : Code::malformed;
    return Error{code, fmt::format("{}: not valid JSON: {}", name, simdjson::error_message(problem))};
  }
  return converted(root);
}

std::string to_text(const Json& value, int indent) {
  std::string out;
  write(out, value, indent, 0);
  return out;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

struct JsonGlance::Parser {
  simdjson::dom::parser parser;
};

JsonGlance::JsonGlance() : parser_(std::make_unique<Parser>()) {}
JsonGlance::~JsonGlance() = default;
JsonGlance::JsonGlance(JsonGlance&&) noexcept = default;

Result<void> JsonGlance::look(std::string_view object, std::span<const std::string_view> names,
                              std::vector<std::optional<std::string_view>>& values) {
  simdjson::dom::element root;
  simdjson::dom::object members;
  auto problem = parser_->parser.parse(object.data(), object.size(), true).get(root);
  if (problem == simdjson::SUCCESS) problem = root.get_object().get(members);
  if (problem != simdjson::SUCCESS) return Error{Code::malformed, simdjson::error_message(problem)};
  values.assign(names.size(), std::nullopt);
  std::size_t missing = names.size();
  for (const auto [key, value] : members) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (values[i] || key != names[i]) continue;
      std::string_view text;
      bool flag = false;
      if (value.get_string().get(text) == simdjson::SUCCESS) values[i] = text;
      if (value.get_bool().get(flag) == simdjson::SUCCESS) values[i] = flag ? "true" : "false";
      --missing;
    }
    if (missing == 0) break;
  }
  return {};
}

}  // namespace whence
