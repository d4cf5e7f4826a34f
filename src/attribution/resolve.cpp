#include <set>
#include <utility>

#include <fmt/format.h>

#include "attribution/weigh.h"
#include "base/text.h"

namespace whence {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

void resolve_technique(Evidence& evidence, const Knowledge& known) {
  const auto item = known.item(upper(trim(evidence.value)));
  if (!item || known.items()[*item].kind != ItemKind::technique) {
    evidence.not_used = fmt::format("no such technique in {}", known.version());
    return;
  }
  evidence.item = known.items()[*item].id;
  evidence.name = known.items()[*item].name;
}

void resolve_software(Evidence& evidence, const Knowledge& known) {
  const auto item = known.software_named(trim(evidence.value));
  if (!item) {
    evidence.not_used = fmt::format("not one piece of software by that name in {}", known.version());
    return;
  }
  evidence.item = known.items()[*item].id;
  evidence.name = known.items()[*item].name;
}

// Why a kind of evidence bears on nobody whom the answer judges; what bearings() makes of the others is seen there.
std::string_view reason_against(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::technique:
    case EvidenceKind::software:
      if (evidence.role == Role::admitted) return "bears on who opened the way, not on the operator";
      return evidence.role == Role::relayed ? "bears on who carried the traffic" : "";
    case EvidenceKind::indicator:
    case EvidenceKind::hours:
    case EvidenceKind::language:
    case EvidenceKind::victimology:
    case EvidenceKind::code_similarity:
    case EvidenceKind::lure:
      return "";
    case EvidenceKind::persona:
      return "a claim, not a trace";
    case EvidenceKind::testimony:
      return "somebody's word: counts above the cluster at most, never as a trace";
  }
  return "";
}

}  // namespace

Case numbered(Case incident) {
  std::set<std::string> taken;
  for (const Evidence& evidence : incident.evidence) taken.insert(evidence.id.text);
  std::size_t number = 0;
  for (Evidence& evidence : incident.evidence) {
    ++number;
    if (!evidence.id.empty()) continue;
    evidence.id.text = fmt::format("e{}", number);
    while (!taken.insert(evidence.id.text).second) evidence.id.text += "'";
  }
  return incident;
}

Case resolved(Case incident, const Knowledge& known) {
  incident = numbered(std::move(incident));
  for (Evidence& evidence : incident.evidence) {
    if (!evidence.not_used.empty()) continue;
    evidence.not_used = reason_against(evidence);
    if (!evidence.item.empty() || !evidence.not_used.empty()) continue;
    if (evidence.kind == EvidenceKind::technique) resolve_technique(evidence, known);
    if (evidence.kind == EvidenceKind::software) resolve_software(evidence, known);
  }
  return incident;
}

}  // namespace whence
