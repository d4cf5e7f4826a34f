#include "format/case_log.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, 6> deeds = {"accept", "reject", "amend", "background", "incident", "sign"};

// Where line `number` (from 1) begins.
std::size_t line_begin(std::string_view text, std::size_t number) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < number && at != std::string_view::npos; ++line) {
    at = text.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  return std::min(at, text.size());
}

Evidence* item_called(Case& incident, std::string_view id) {
  const auto found = std::find_if(incident.evidence.begin(), incident.evidence.end(),
                                  [&](const Evidence& item) { return item.id.text == id; });
  return found == incident.evidence.end() ? nullptr : &*found;
}

void apply(const CaseEvent& event, Evidence& item) {
  const std::string why = event.why.empty() ? "" : ": " + event.why;
  if (event.did == "accept") {
    item.checked = true;
    item.rejected = false;
    item.not_used = item.passage.empty() ? "" : not_of_this_incident(item.passage);
  } else if (event.did == "reject") {
    item.checked = item.rejected = true;
    item.not_used = "rejected by " + event.by + why;
  } else if (event.did == "amend") {
    item.value = event.value;
    item.checked = true;
    item.note += (item.note.empty() ? "" : "; ") + std::string("amended by ") + event.by + why;
  } else if (event.did == "background") {
    item.checked = true;
    item.passage = "background";
    item.not_used = "background, not of this incident (" + event.by + ")" + why;
  } else if (event.did == "incident") {
    item.not_used.clear();
    item.passage.clear();
    item.rejected = false;
  }
}

CaseEvent event_from(const Yaml& value) {
  CaseEvent event;
  const std::pair<std::string_view, std::string*> fields[] = {
      {"at", &event.at},       {"by", &event.by},   {"did", &event.did},        {"item", &event.item},
      {"value", &event.value}, {"why", &event.why}, {"content", &event.content}};
  for (const YamlEntry& entry : value.members) {
    for (const auto& [key, field] : fields) {
      if (entry.key == key && entry.value.kind == YamlKind::scalar) *field = entry.value.text;
    }
  }
  return event;
}

bool is_deed(std::string_view did) { return std::find(deeds.begin(), deeds.end(), did) != deeds.end(); }

}  // namespace

void read_case_log(const YamlEntry& entry, std::string_view text, std::string_view name, CheckedCase& checked) {
  const auto problem = [&](std::size_t line, const std::string& what) {
    checked.problems.push_back(std::string(name) + ":" + std::to_string(line) + ": " + what);
  };
  if (entry.value.kind == YamlKind::null) return;
  if (entry.value.kind != YamlKind::sequence)
    return problem(entry.line, "log is no list; whence case check and whence case sign write it");
  for (const Yaml& value : entry.value.items) {
    CaseEvent event = event_from(value);
    if (value.kind != YamlKind::map || event.by.empty() || event.at.empty() || !is_deed(event.did)) {
      problem(value.line, "an entry of the log without at, by or did; take the line out");
      continue;
    }
    if (event.did != "sign" && item_called(checked.incident, event.item) == nullptr) {
      problem(value.line, "the log is about item \"" + event.item + "\", which is not here; take the line out");
      continue;
    }
    event.holds = event.did == "sign" && event.content == sha256(text.substr(0, line_begin(text, value.line)));
    // What comes later is an edit of what was signed.
    if (event.did != "sign") {
      for (CaseEvent& earlier : checked.incident.log) earlier.holds = false;
    }
    checked.incident.log.push_back(std::move(event));
  }
  // Nor may anything else stand behind it, not even a comment.
  if (entry.value.items.empty()) return;
  const std::string_view rest = text.substr(line_begin(text, entry.value.items.back().line + 1));
  if (trim(rest).empty()) return;
  for (CaseEvent& event : checked.incident.log) event.holds = false;
}

std::string signed_by(const Case& incident) {
  std::set<std::string> authors = {lower(squeeze(incident.prepared_by))};
  for (const CaseEvent& event : incident.log) {
    if (event.did != "sign") authors.insert(lower(squeeze(event.by)));
  }
  authors.erase("");
  for (const CaseEvent& event : incident.log) {
    if (!event.holds) continue;
    const std::string signer = lower(squeeze(event.by));
    const bool another = authors.size() > 1 || (authors.size() == 1 && !authors.contains(signer));
    if (another && signer != lower(squeeze(incident.prepared_by))) return event.by;
  }
  return {};
}

void settle_case(Case& incident) {
  for (const CaseEvent& event : incident.log) {
    if (Evidence* item = item_called(incident, event.item)) apply(event, *item);
  }
  incident.second_reader = signed_by(incident);
}

Result<std::string> with_event(std::string file, std::string_view name, CaseEvent event) {
  WHENCE_TRY(const Yaml root, parse_yaml(file, name, Limits{}));
  const auto log =
      std::find_if(root.members.begin(), root.members.end(), [](const YamlEntry& entry) { return entry.key == "log"; });
  if (log != root.members.end() && log + 1 != root.members.end())
    return Error{Code::conflict, std::string(name) + ":" + std::to_string(log->line) +
                                     ": the log must be the last key of the file; move it to the end"};
  if (!file.empty() && file.back() != '\n') file += '\n';
  if (log == root.members.end()) {
    file += "\nlog:   # who did what; only ever added to, by whence case\n";
  } else if (log->value.kind == YamlKind::sequence && !log->value.items.empty() &&
             file.substr(line_begin(file, log->value.items.front().line)).starts_with("[")) {
    return Error{Code::conflict, std::string(name) + ": the log is written in brackets; write one entry a line"};
  }
  // A byte order mark is no part of the text that is read back.
  if (event.did == "sign")
    event.content = sha256(std::string_view(file).substr(file.starts_with("\xEF\xBB\xBF") ? 3 : 0));
  // A string of JSON is one of YAML.
  std::string line = "  - {at: " + to_text(Json(event.at)) + ", by: " + to_text(Json(event.by)) + ", did: " + event.did;
  const std::pair<const char*, const std::string*> fields[] = {
      {"item", &event.item}, {"value", &event.value}, {"why", &event.why}, {"content", &event.content}};
  for (const auto& [key, text] : fields) {
    if (!text->empty()) line += std::string(", ") + key + ": " + to_text(Json(squeeze(*text)));
  }
  return file + line + "}\n";
}

}  // namespace whence
