#include "model/posterior.h"

#include <array>
#include <utility>

namespace whence {
namespace {

constexpr std::array<std::pair<EvidenceKind, std::string_view>, 10> kinds{{
    {EvidenceKind::technique, "technique"},
    {EvidenceKind::software, "software"},
    {EvidenceKind::indicator, "indicator"},
    {EvidenceKind::hours, "hours"},
    {EvidenceKind::language, "language"},
    {EvidenceKind::victimology, "victimology"},
    {EvidenceKind::code_similarity, "code-similarity"},
    {EvidenceKind::lure, "lure"},
    {EvidenceKind::persona, "persona"},
    {EvidenceKind::testimony, "claim"},
}};

constexpr std::array<std::pair<Role, std::string_view>, 5> roles{{
    {Role::operated, "operated"},
    {Role::tasked, "tasked"},
    {Role::supplied, "supplied"},
    {Role::relayed, "relayed"},
    {Role::admitted, "admitted"},
}};

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::cluster:
      return "cluster";
    case Level::operator_:
      return "operator";
    case Level::organisation:
      return "organisation";
    case Level::sponsor:
      return "sponsor";
  }
  return "";
}

std::string_view name_of(Role role) { return roles[static_cast<std::size_t>(role)].second; }
std::string_view name_of(EvidenceKind kind) { return kinds[static_cast<std::size_t>(kind)].second; }

std::optional<EvidenceKind> evidence_kind_named(std::string_view name) {
  for (const auto& [kind, text] : kinds) {
    if (text == name) return kind;
  }
  return std::nullopt;
}

std::optional<Role> role_named(std::string_view name) {
  for (const auto& [role, text] : roles) {
    if (text == name) return role;
  }
  return std::nullopt;
}

}  // namespace whence
