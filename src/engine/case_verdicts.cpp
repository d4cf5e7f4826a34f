#include "engine/case_verdicts.h"

#include <string_view>
#include <utility>

#include "base/text.h"

namespace whence {
namespace {

Error nobody() { return {Code::malformed, "nobody named; it is written down who did it: --as \"A. Analyst\""}; }

// "e3,e4" and "all".
Result<void> add_checks(const Case& incident, std::string_view did, const std::vector<std::string>& typed,
                        const CaseEvent& pattern, std::vector<CaseEvent>& events) {
  for (const std::string& list : typed) {
    for (const std::string_view part : split(list, ',')) {
      const std::string id(trim(part));
      bool found = false;
      for (const Evidence& item : incident.evidence) {
        if (id != item.id.text && (id != "all" || item.checked)) continue;
        CaseEvent event = pattern;
        event.did = did;
        event.item = item.id.text;
        events.push_back(std::move(event));
        found = true;
      }
      if (!found && id != "all")
        return Error{Code::not_found, incident.file + ": no item '" + visible(id) + "'; whence case check " +
                                          incident.file + " --all lists them"};
    }
  }
  return {};
}

}  // namespace

Result<std::vector<CaseEvent>> case_events(const Case& incident, const CaseVerdicts& verdicts) {
  CaseEvent pattern;
  pattern.by = verdicts.by;
  pattern.why = verdicts.why;
  std::vector<CaseEvent> events;
  const std::pair<const char*, const std::vector<std::string>*> lists[] = {{"accept", &verdicts.accept},
                                                                           {"reject", &verdicts.reject},
                                                                           {"background", &verdicts.background},
                                                                           {"incident", &verdicts.incident}};
  for (const auto& [did, typed] : lists) {
    if (auto added = add_checks(incident, did, *typed, pattern, events); !added) return added.error();
  }
  for (const std::string& one : verdicts.amend) {
    const auto equals = one.find('=');
    if (equals == std::string::npos)
      return Error{Code::malformed, "--amend " + visible(one) + ": write ID=VALUE, as in e3=T1566.002"};
    CaseEvent changed = pattern;
    changed.value = trim(std::string_view(one).substr(equals + 1));
    if (auto added = add_checks(incident, "amend", {one.substr(0, equals)}, changed, events); !added)
      return added.error();
  }
  if (!events.empty() && trim(verdicts.by).empty()) return nobody();
  return events;
}

Result<CaseEvent> signature(const Case& incident, const std::string& by) {
  if (trim(by).empty()) return nobody();
  if (lower(squeeze(incident.prepared_by)) == lower(squeeze(by)))
    return Error{Code::conflict, incident.file + ": " + by + " prepared it; a second person signs"};
  CaseEvent event;
  event.by = by;
  event.did = "sign";
  return event;
}

}  // namespace whence
