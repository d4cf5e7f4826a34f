#include "attribution/links/roles.h"

#include <algorithm>

#include <fmt/format.h>

namespace whence {
namespace {

constexpr std::size_t most_listed = 3;  // by name

std::string called(const Evidence& item) { return item.name.empty() ? item.value : item.name; }

std::string listed(const Evidence& item) { return called(item) + (item.via.empty() ? "" : ", " + item.via); }

std::string_view limits(Role role) {
  switch (role) {
    case Role::supplied:
      return "its maker is not on record; a tool names no operator";
    case Role::relayed:
      return "hides who used it";
    case Role::admitted:
      return "who opened the way need not be who came in";
    case Role::tasked:
      return "fits whoever wanted it; names no operator";
    case Role::operated:
      break;
  }
  return "";
}

}  // namespace

Role bears_on(const Evidence& item) {
  if (item.role != Role::operated) return item.role;
  switch (item.kind) {
    case EvidenceKind::software:
    case EvidenceKind::code_similarity:
      return Role::supplied;
    case EvidenceKind::victimology:
    case EvidenceKind::lure:
      return Role::tasked;
    default:
      return Role::operated;
  }
}

std::vector<RoleNote> role_notes(const Judgement& judgement) {
  std::vector<RoleNote> notes;
  for (const Role role : {Role::supplied, Role::relayed, Role::admitted}) {
    RoleNote note{role, {}, ""};
    std::size_t left_out = 0;
    for (const Evidence& item : judgement.incident.evidence) {
      const bool shown = item.not_used.empty() || role != Role::supplied;
      if (!shown || bears_on(item) != role || !item.passage.empty()) continue;
      note.items.push_back(item.id);
      if (note.items.size() > most_listed) {
        ++left_out;
        continue;
      }
      note.text += (note.text.empty() ? "" : "; ") + listed(item);
    }
    if (note.items.empty()) continue;
    if (left_out > 0) note.text += fmt::format("; {} more", left_out);
    note.text += fmt::format(": {}", limits(role));
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace whence
