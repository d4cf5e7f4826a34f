#include <algorithm>

#include "base/text.h"
#include "engine/incident_types.h"
#include "engine/ledger_parts.h"
#include "engine/whole_words.h"

namespace whence {
namespace {

bool by_accuser(const LedgerEntry& entry, const ResolvedFilter& filter) {
  if (filter.accuser_states.empty() && filter.accuser_names.empty()) return true;
  return share_one(filter.accuser_states, entry.accuser_states) || any_stands_in(entry.accusers, filter.accuser_names);
}

bool by_victim(const LedgerEntry& entry, const ResolvedFilter& filter) {
  if (filter.asked->victim.empty()) return true;
  return any_stands_in(entry.victims, filter.asked->victim);
}

bool by_group(const LedgerEntry& entry, const ResolvedFilter& filter) {
  if (filter.asked->group.empty()) return true;
  return any_stands_in(entry.named_groups, filter.asked->group);
}

// The record has no acts; its rungs 4 and 5 are what sanctions and charges are.
bool by_act(const LedgerEntry& entry, const ResolvedFilter& filter) {
  if (filter.acts.empty()) return true;
  const auto asked = [&](Act act) {
    return std::find(filter.acts.begin(), filter.acts.end(), act) != filter.acts.end();
  };
  if (entry.rung == 5) return asked(Act::charge);
  if (entry.rung == 4) return asked(Act::sanction);
  return asked(Act::accuse) || asked(Act::attribute);
}

bool by_time(const LedgerEntry& entry, const LedgerFilter& filter) {
  if (!filter.from && !filter.to) return true;
  if (!entry.date) return false;
  return (!filter.from || last_day(*entry.date) >= filter.from->first) &&
         (!filter.to || entry.date->first <= last_day(*filter.to));
}

bool by_words(const LedgerEntry& entry, const std::string& words) {
  const std::string all = lower(entry.accusers + " " + entry.accused_state + " " + entry.named_groups + " " +
                                entry.named_organisation + " " + entry.victims + " " + entry.instrument + " " +
                                entry.denial_speaker + " " + entry.denial_form + " " + entry.note);
  const std::string wanted = lower(squeeze(words));
  const auto parts = split(wanted, ' ');
  return std::all_of(parts.begin(), parts.end(),
                     [&](std::string_view word) { return all.find(word) != std::string::npos; });
}

bool leaves(const LedgerEntry& entry, const ResolvedFilter& filter) {
  const LedgerFilter& asked = *filter.asked;
  // Fields that the record does not have leave none of it.
  if (!asked.sector.empty() || !asked.hedge.empty() || !asked.document.empty() || !asked.outlet.empty() ||
      !asked.tag.empty())
    return false;
  if (!asked.status.empty()) {
    const std::string_view status = entry.verified ? "verified" : "unverified";
    if (std::find(asked.status.begin(), asked.status.end(), status) == asked.status.end()) return false;
  }
  return by_accuser(entry, filter) &&
         (filter.accused_states.empty() || share_one(filter.accused_states, entry.accused_states)) &&
         by_group(entry, filter) && (asked.organ.empty() || any_stands_in(entry.named_organisation, asked.organ)) &&
         by_victim(entry, filter) && by_act(entry, filter) && (!asked.rung || entry.rung >= *asked.rung) &&
         by_time(entry, asked) && by_words(entry, asked.words);
}

// The names in what is said of the victims: "Exchange", "Bundestag".
std::vector<std::string> victim_names(const LedgerEntry& entry) {
  constexpr std::size_t shortest = 5;
  std::vector<std::string> names;
  for (std::string_view word : split(entry.victims, ' ')) {
    while (!word.empty() && !is_alpha(word.back()) && !is_digit(word.back())) word.remove_suffix(1);
    if (word.size() >= shortest && is_upper(word[0])) names.emplace_back(word);
  }
  return names;
}

// Signatories of one action may speak of different incidents: only rows that name the same victim are one. Answers
// the first of them.
std::string joint_incident(const std::vector<LedgerEntry>& record, const LedgerEntry& entry) {
  const std::vector<std::string> names = victim_names(entry);
  std::string first;
  std::size_t rows = 0;
  for (const LedgerEntry& other : record) {
    if (entry.joint_action.empty() || other.joint_action != entry.joint_action) continue;
    if (other.id != entry.id && !share_one(names, victim_names(other))) continue;
    if (rows++ == 0) first = other.id;
  }
  return rows > 1 ? first : "";
}

}  // namespace

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool any_stands_in(std::string_view words, const std::vector<std::string>& names) {
  const std::string text = lower(words);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return stands_as_words(text, lower(squeeze(name))); });
}

LedgerLine line_of(const LedgerEntry& entry, bool unverified) {
  LedgerLine line;
  line.on_record = true;
  line.id = entry.id;
  line.date = entry.date ? to_string(*entry.date) : "";
  line.accuser_states = entry.accuser_states;
  line.accused_states = entry.accused_states;
  line.accusers = entry.accusers;
  line.accused = entry.accused_state;
  line.groups = entry.named_groups;
  line.organisations = entry.named_organisation;
  line.victims = entry.victims;
  line.act = entry.instrument;
  line.rung = entry.rung;
  line.status = entry.verified ? "verified" : "unverified";
  line.outlet = entry.source_publisher;
  line.url = entry.source_url;
  line.joint_action = entry.joint_action;
  line.text = entry.accusers + ": " + entry.accused_state;
  if (!entry.named_groups.empty()) line.text += ", " + entry.named_groups;
  if (!entry.named_organisation.empty()) line.text += ", " + entry.named_organisation;
  if (!entry.victims.empty()) line.text += "; victims: " + entry.victims;
  line.text += " (" + entry.instrument + ")";
  if (entry.denial_status == "none" || entry.denial_form.empty()) return line;
  if (entry.denial_status != "verified" && !unverified) {
    line.answers_hidden = 1;
    return line;
  }
  LedgerAnswer answer;
  answer.by = entry.denial_speaker;
  answer.text = (entry.denial_speaker.empty() ? "" : entry.denial_speaker + ": ") + entry.denial_form;
  answer.date = entry.denial_date;
  answer.where = entry.id;
  answer.verified = entry.denial_status == "verified";
  line.answers.push_back(std::move(answer));
  return line;
}

void add_record(LedgerView& view, const std::vector<LedgerEntry>& record, const ResolvedFilter& filter,
                const IncidentTypes& types) {
  view.record_size = record.size();
  for (const LedgerEntry& entry : record) {
    if (!leaves(entry, filter)) continue;
    if (!entry.verified && !filter.asked->unverified) {
      ++view.unverified;
      continue;
    }
    ++view.record;
    view.lines.push_back(line_of(entry, filter.asked->unverified));
    LedgerLine& line = view.lines.back();
    line.incident = joint_incident(record, entry);
    line.incident_type =
        types.of(entry.named_groups + ". " + entry.victims + ". " + entry.instrument + ". " + entry.note);
    line.started = year_in_brackets(entry.victims);
  }
}

}  // namespace whence
