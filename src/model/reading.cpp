#include "model/reading.h"

#include <array>
#include <utility>

namespace whence {
namespace {

constexpr std::array<std::pair<Understood, std::string_view>, 3> names{
    {{Understood::fully, "fully"}, {Understood::cues, "cues"}, {Understood::no, "no"}}};

}  // namespace

std::string_view name_of(Understood understood) { return names[static_cast<std::size_t>(understood)].second; }

std::optional<Understood> understood_named(std::string_view name) {
  for (const auto& [understood, text] : names) {
    if (text == name) return understood;
  }
  return std::nullopt;
}

}  // namespace whence
