#include <set>

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

// Why a kind of evidence does not bear on the cluster by what this version can weigh.
std::string_view reason_against(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::technique:
    case EvidenceKind::software:
      if (evidence.role == Role::admitted) return "bears on who opened the way, not on the operator";
      return evidence.role == Role::relayed ? "bears on who carried the traffic" : "";
    case EvidenceKind::indicator:
      return evidence.via.empty() ? "no link from this indicator to a cluster on record"
                                  : "an intermediary: bears on who carried the traffic, not on the operator";
    case EvidenceKind::hours:
      return "fits many states alike; not weighed at cluster level";
    case EvidenceKind::language:
      return "easily faked, bears on a state; not weighed at cluster level";
    case EvidenceKind::victimology:
      return "bears on who tasked it; not weighed at cluster level";
    case EvidenceKind::code_similarity:
      return "bears on who made the tool; not weighed at cluster level";
    case EvidenceKind::lure:
      return "bears on who tasked it; not weighed at cluster level";
    case EvidenceKind::persona:
      return "a claim, not a trace";
    case EvidenceKind::testimony:
      return "somebody's word: shown beside the answer, never mixed in";
  }
  return "";
}

}  // namespace

Case resolved(Case incident, const Knowledge& known) {
  std::set<std::string> taken;
  for (const Evidence& evidence : incident.evidence) taken.insert(evidence.id.text);
  std::size_t number = 0;
  for (Evidence& evidence : incident.evidence) {
    ++number;
    if (evidence.id.empty()) {
      evidence.id.text = fmt::format("e{}", number);
      while (!taken.insert(evidence.id.text).second) evidence.id.text += "'";
    }
    if (!evidence.not_used.empty()) continue;
    evidence.not_used = reason_against(evidence);
    if (!evidence.item.empty() || !evidence.not_used.empty()) continue;
    if (evidence.kind == EvidenceKind::technique) resolve_technique(evidence, known);
    if (evidence.kind == EvidenceKind::software) resolve_software(evidence, known);
  }
  return incident;
}

}  // namespace whence
