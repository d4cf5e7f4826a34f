#include "base/json_glance.h"

#include <simdjson.h>

namespace whence {

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
