#include "format/case_list.h"

#include "base/hash.h"
#include "base/text.h"
#include "format/encoding.h"

namespace whence {
namespace {

constexpr std::size_t longest_name = 80;

// The line without comment and white space.
std::string_view content_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with('#')) return {};
  const auto comment = line.find(" #");
  return trim(line.substr(0, comment));
}

std::string_view first_word(std::string_view line) { return line.substr(0, line.find_first_of(" \t,;")); }

// "key:" or "key: value" at the margin.
bool is_yaml_key(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && (is_lower(line[end]) || line[end] == '_')) ++end;
  return end > 0 && end < line.size() && line[end] == ':' && (end + 1 == line.size() || is_space(line[end + 1]));
}

}  // namespace

bool is_technique_id(std::string_view text) {
  if (text.size() != 5 && text.size() != 9) return false;
  if (text[0] != 'T' && text[0] != 't') return false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (i == 5 ? text[i] != '.' : !is_digit(text[i])) return false;
  }
  return true;
}

CaseForm case_form(std::string_view bytes, std::string_view name) {
  const std::string ending = lower(name);
  if (ending.ends_with(".yaml") || ending.ends_with(".yml")) return CaseForm::yaml;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::size_t techniques = 0, names = 0;
  bool first = true;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const std::string_view line = content_of(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.empty() || line == "---") continue;
    if (first && is_yaml_key(line)) return CaseForm::yaml;
    first = false;
    const bool technique = is_technique_id(first_word(line));
    if (line.size() > longest_name ||
        (!technique && (line.back() == '.' || line.find(". ") != std::string_view::npos))) {
      return CaseForm::none;
    }
    ++(technique ? techniques : names);
  }
  return techniques > 0 && techniques * 3 >= names ? CaseForm::list : CaseForm::none;
}

Result<Case> read_case_list(std::string bytes, std::string_view name, const Limits& limits) {
  if (bytes.size() > limits.bytes) {
    return Error{Code::limit, std::string(name) + ": larger than " + std::to_string(limits.bytes) + " bytes; split it"};
  }
  Case incident;
  incident.file = std::string(name);
  incident.sha256 = sha256(bytes);
  WHENCE_TRY(Decoded decoded, decode(std::move(bytes), name));
  incident.oddities = std::move(decoded.oddities);
  std::size_t number = 0;
  for (const std::string_view line : lines(decoded.text)) {
    ++number;
    const std::string_view content = content_of(line);
    if (content.empty()) {
      if (trim(line).starts_with("# EXERCISE")) incident.exercise = true;
      continue;
    }
    const std::string where = std::string(name) + ":" + std::to_string(number);
    if (incident.evidence.size() >= limits.entries)
      return Error{Code::limit, where + ": too many items; split the list"};
    Evidence item;
    const bool technique = is_technique_id(first_word(content));
    if (!technique && content.size() > longest_name) {
      return Error{Code::malformed, where + ": longer than a name; write one technique id or software name a line"};
    }
    item.id = {"e" + std::to_string(incident.evidence.size() + 1)};
    item.kind = technique ? EvidenceKind::technique : EvidenceKind::software;
    item.value = std::string(technique ? first_word(content) : content);
    if (technique) item.value.front() = 'T';
    item.origin = "list";
    item.checked = true;
    item.line = number;
    incident.evidence.push_back(std::move(item));
  }
  if (incident.evidence.empty()) {
    return Error{Code::malformed, std::string(name) + ": no item; write one technique id or software name a line"};
  }
  return incident;
}

}  // namespace whence
