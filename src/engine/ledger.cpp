#include "engine/ledger.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "engine/ledger_parts.h"
#include "engine/page_data.h"
#include "knowledge/ledger.h"

namespace whence {
namespace {

void add_text(std::string& text, const char* field, const std::vector<std::string>& values) {
  if (!values.empty()) text += (text.empty() ? "" : ", ") + std::string(field) + " " + join(values, " or ");
}

// What is a state by name or code, and what is anything else.
void part_states(const std::vector<std::string>& typed, const StateNames& states, std::vector<std::string>& codes,
                 std::vector<std::string>& names) {
  for (const std::string& one : typed) {
    const std::string code = states.code(one);
    code.empty() ? names.push_back(one) : codes.push_back(code);
  }
}

// Leaves the lines of the incidents asked for, by the incident's id or that of any of its matters and acts.
void keep_incidents(LedgerView& view, const std::vector<std::string>& asked) {
  std::vector<std::string> wanted = asked;
  for (const LedgerIncident& incident : view.incidents) {
    const bool here = std::any_of(asked.begin(), asked.end(), [&](const std::string& one) {
      return std::find(incident.members.begin(), incident.members.end(), one) != incident.members.end();
    });
    if (here) wanted.push_back(incident.id);
  }
  for (const LedgerLine& line : view.lines) {
    const bool named = std::find(asked.begin(), asked.end(), line.id) != asked.end();
    if (named && !line.incident.empty()) wanted.push_back(line.incident);
  }
  std::erase_if(view.lines, [&](const LedgerLine& line) {
    const std::string& incident = line.incident.empty() ? line.id : line.incident;
    return std::find(wanted.begin(), wanted.end(), incident) == wanted.end();
  });
  const auto claims =
      std::count_if(view.lines.begin(), view.lines.end(), [](const LedgerLine& line) { return !line.on_record; });
  view.claims = view.listed_claims = static_cast<std::size_t>(claims);
  view.claims_capped = false;
  std::set<std::string> documents;
  for (const LedgerLine& line : view.lines) {
    if (!line.on_record) documents.insert(line.document);
  }
  view.documents = documents.size();
  view.record = view.lines.size() - view.claims;
}

}  // namespace

std::string filter_text(const LedgerFilter& filter) {
  std::string text;
  add_text(text, "accuser", filter.accuser);
  add_text(text, "accused", filter.accused);
  add_text(text, "group", filter.group);
  add_text(text, "organ", filter.organ);
  add_text(text, "victim", filter.victim);
  add_text(text, "sector", filter.sector);
  add_text(text, "act", filter.act);
  add_text(text, "hedge", filter.hedge);
  add_text(text, "status", filter.status);
  add_text(text, "document", filter.document);
  add_text(text, "outlet", filter.outlet);
  add_text(text, "tag", filter.tag);
  if (filter.withheld) text += std::string(text.empty() ? "" : ", ") + "who accuses nobody";
  add_text(text, "incident", filter.incident);
  const auto more = [&](const std::string& words) { text += (text.empty() ? "" : ", ") + words; };
  if (filter.rung) more("rung at least " + std::to_string(*filter.rung));
  if (filter.from) more("from " + to_string(*filter.from));
  if (filter.to) more("to " + to_string(*filter.to));
  if (!trim(filter.words).empty()) more("words \"" + squeeze(filter.words) + "\"");
  return text;
}

std::optional<ClaimCursor> cursor_from(std::string_view text) {
  ClaimCursor cursor;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const auto [dot, problem] = std::from_chars(begin, end, cursor.day);
  if (problem != std::errc() || dot == end || *dot != '.') return std::nullopt;
  const auto [rest, other] = std::from_chars(dot + 1, end, cursor.row);
  if (other != std::errc() || rest != end) return std::nullopt;
  return cursor;
}

namespace {

// Of the public record what falls between the last page and the next, by day, so that every act is on one page. Claims
// found by words come in another order: the record is then on the first page.
void keep_page(LedgerView& view, const LedgerFilter& filter) {
  const auto next = cursor_from(view.next);
  if (!filter.after && !next) return;
  const bool words = !trim(filter.words).empty();
  std::erase_if(view.lines, [&](const LedgerLine& line) {
    if (!line.on_record) return false;
    if (words) return filter.after.has_value();
    const std::int64_t day = day_number(parse_date(line.date));
    return (filter.after && day > filter.after->day) || (next && day <= next->day);
  });
}

}  // namespace

Result<ResolvedFilter> resolved(const LedgerFilter& filter, const StateNames& states, const Knowledge& knowledge) {
  ResolvedFilter result;
  result.asked = &filter;
  part_states(filter.accuser, states, result.accuser_states, result.accuser_names);
  for (const std::string& typed : filter.accused) {
    const std::string code = states.code(typed);
    if (code.empty())
      return Error{Code::malformed,
                   "--accused " + visible(typed) + ": no state; write its name or code (XA), or --group NAME"};
    result.accused_states.push_back(code);
  }
  part_states(filter.victim, states, result.victim_states, result.victim_names);
  for (const std::string& typed : filter.group) result.groups.push_back(group_values(knowledge, typed));
  for (const std::string& typed : filter.act) {
    const auto act = act_named(lower(typed));
    if (!act)
      return Error{Code::malformed, "--act " + visible(typed) +
                                        ": no act; write accuse, attribute, deny, charge, ... as "
                                        "whence read --json names them"};
    result.acts.push_back(*act);
  }
  for (const std::string& typed : filter.hedge) {
    if (!hedge_named(typed))
      return Error{Code::malformed,
                   "--hedge " + visible(typed) + ": write flat, likely, alleged, reported or possible"};
  }
  if (!result.accuser_states.empty() && !result.accuser_names.empty())
    return Error{Code::malformed, "--accuser: states and other names together; ask for them one after the other"};
  return result;
}

Result<LedgerView> ledger(const Data& data, Workspace* workspace, const LedgerFilter& filter) {
  WHENCE_TRY(const StateNames states, StateNames::load(data));
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(const ResolvedFilter wanted, resolved(filter, states, knowledge));
  WHENCE_TRY(const IncidentTypes types, IncidentTypes::load(data));
  LedgerView view;
  view.asked = filter_text(filter);
  view.data = data.hash();
  if (filter.claims && workspace != nullptr) {
    WHENCE_TRY(PageTexts texts, page_texts_of(data));
    // Also of invented states: a row has "Xalia (interior minister)" though its own text may not name the state.
    for (const auto& [code, name] : states.all()) texts.short_names.try_emplace(code, name);
    if (auto done = add_claims(view, data, *workspace, wanted, texts, types); !done) return done.error();
  }
  if (filter.record && !filter.withheld) {
    WHENCE_TRY(const std::vector<LedgerEntry> record, load_ledger(data));
    add_record(view, record, wanted, types);
    if (filter.claims && workspace != nullptr) keep_page(view, filter);
    for (const LedgerIncident& incident : view.incidents) {
      for (LedgerLine& line : view.lines) {
        if (line.on_record &&
            std::find(incident.members.begin(), incident.members.end(), line.id) != incident.members.end())
          line.incident = incident.id;
      }
    }
  }
  if (!filter.incident.empty()) keep_incidents(view, filter.incident);
  if (filter.exchanged && workspace != nullptr) {
    if (auto done = add_exchanged(view, *workspace, wanted, states); !done) return done.error();
  }
  // Newest first. What is undated comes last, in the order in which it was found.
  std::stable_sort(view.lines.begin(), view.lines.end(),
                   [](const LedgerLine& a, const LedgerLine& b) { return a.date > b.date; });
  return view;
}

}  // namespace whence
