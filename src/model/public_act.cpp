#include "model/public_act.h"

#include <array>
#include <utility>

namespace whence {
namespace {

constexpr std::array<std::pair<PublicActKind, std::string_view>, 8> kinds{
    {{PublicActKind::disapprove, "disapprove"},
     {PublicActKind::reject, "reject"},
     {PublicActKind::threaten, "threaten"},
     {PublicActKind::coerce, "coerce"},
     {PublicActKind::sanction, "sanction"},
     {PublicActKind::demand, "demand"},
     {PublicActKind::protest, "protest"},
     {PublicActKind::investigate, "investigate"}}};

}  // namespace

std::string_view name_of(PublicActKind kind) { return kinds[static_cast<std::size_t>(kind)].second; }

std::optional<PublicActKind> public_act_kind_named(std::string_view name) {
  for (const auto& [kind, text] : kinds) {
    if (text == name) return kind;
  }
  return std::nullopt;
}

}  // namespace whence
