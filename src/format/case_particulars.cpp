#include "format/case_particulars.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "format/advice.h"
#include "model/posterior.h"

namespace whence {
namespace {

constexpr std::size_t hours_of_day = 24;
constexpr std::size_t most_days = 4000;

struct KindOfKey {
  std::string_view key;
  std::array<EvidenceKind, 2> kinds;
};
constexpr std::array<KindOfKey, 12> kinds_of_keys = {{
    {"by_hour", {EvidenceKind::hours, EvidenceKind::hours}},
    {"days", {EvidenceKind::hours, EvidenceKind::hours}},
    {"active", {EvidenceKind::hours, EvidenceKind::hours}},
    {"quiet", {EvidenceKind::hours, EvidenceKind::hours}},
    {"medium", {EvidenceKind::language, EvidenceKind::language}},
    {"likeness", {EvidenceKind::code_similarity, EvidenceKind::code_similarity}},
    {"countries", {EvidenceKind::victimology, EvidenceKind::lure}},
    {"sectors", {EvidenceKind::victimology, EvidenceKind::lure}},
    {"cluster", {EvidenceKind::indicator, EvidenceKind::indicator}},
    {"shared", {EvidenceKind::indicator, EvidenceKind::indicator}},
    {"clients", {EvidenceKind::indicator, EvidenceKind::indicator}},
    {"holders", {EvidenceKind::indicator, EvidenceKind::indicator}},
}};

// A list, or one value on the same line, parted by commas or spaces where `parted`.
std::vector<std::pair<std::string, std::size_t>> words_of(YamlFields& fields, const YamlEntry& entry,
                                                          std::string_view parted) {
  std::vector<std::pair<std::string, std::size_t>> words;
  const auto add = [&](std::string_view text, std::size_t line) {
    while (!text.empty()) {
      const std::size_t end = text.find_first_of(parted);
      if (const std::string_view word = trim(text.substr(0, end)); !word.empty())
        words.emplace_back(std::string(word), line);
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
  };
  if (entry.value.kind != YamlKind::sequence) {
    add(fields.word(entry), entry.line);
    return words;
  }
  for (const Yaml& item : entry.value.items) {
    if (item.kind == YamlKind::scalar) {
      add(item.text, item.line);
    } else {
      fields.problem(item.line, "\"" + entry.key + "\" holds something that is no single value; write one a part");
    }
  }
  return words;
}

std::vector<std::string> texts(YamlFields& fields, const YamlEntry& entry) {
  std::vector<std::string> result;
  for (auto& [word, line] : words_of(fields, entry, ",")) result.push_back(word);
  return result;
}

void read_hours(YamlFields& fields, const YamlEntry& entry, std::vector<double>& by_hour) {
  by_hour.clear();
  double sum = 0.0;
  for (const auto& [word, line] : words_of(fields, entry, ", ")) {
    double n = 0.0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), n);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size() || !std::isfinite(n) || n < 0.0 || n > 1e9) {
      fields.problem(line, "by_hour holds " + quoted(word) + "; write counts of 0 and more");
      by_hour.clear();
      return;
    }
    by_hour.push_back(n);
    sum += n;
  }
  if (by_hour.size() == hours_of_day && sum > 0.0) return;
  fields.problem(entry.line, by_hour.size() == hours_of_day
                                 ? "by_hour counts nothing; leave it out, or write what was counted"
                                 : "by_hour holds " + std::to_string(by_hour.size()) +
                                       " counts; write 24, one for each hour of the day in UTC from midnight on");
  by_hour.clear();
}

void read_days(YamlFields& fields, const YamlEntry& entry, std::vector<Day>& days) {
  std::set<Day> taken;
  for (const auto& [word, line] : words_of(fields, entry, ", ")) {
    const auto date = parse_date(word);
    if (!date || date->precision != Precision::day) {
      fields.problem(line, "\"" + entry.key + "\" holds " + quoted(word) + "; write days as 2026-05-11");
    } else if (taken.insert(date->first).second) {
      days.push_back(date->first);
    }
  }
  if (days.size() <= most_days) return;
  fields.problem(entry.line, "\"" + entry.key + "\" holds more than 4,000 days; write at most ten years");
  days.clear();
}

std::string one_of(YamlFields& fields, const YamlEntry& entry, Keys allowed) {
  std::string text = fields.word(entry);
  if (text.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return text;
  fields.problem(entry.line, entry.key + " " + quoted(text) + " is none; write one of " + listed(allowed));
  return "";
}

// "UTC", "UTC+8", "UTC-03:30".
bool is_offset(std::string_view text) {
  if (!text.starts_with("UTC")) return false;
  text.remove_prefix(3);
  if (text.empty()) return true;
  if ((text[0] != '+' && text[0] != '-') || text.size() < 2 || text.size() > 6) return false;
  const std::size_t colon = text.find(':');
  const std::string_view hours = text.substr(1, colon == std::string_view::npos ? colon : colon - 1);
  const std::string_view minutes = colon == std::string_view::npos ? "00" : text.substr(colon + 1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.size() <= 2 && std::all_of(part.begin(), part.end(), is_digit);
  };
  if (!digits(hours) || !digits(minutes) || minutes.size() != 2 || minutes[0] > '5') return false;
  const int whole = hours.size() == 1 ? hours[0] - '0' : (hours[0] - '0') * 10 + (hours[1] - '0');
  return whole < 14 || (whole == 14 && minutes == "00");
}

std::size_t line_of(const Yaml& item, std::string_view key) {
  for (const YamlEntry& entry : item.members) {
    if (entry.key == key) return entry.line;
  }
  return item.line;
}

void check_hours(YamlFields& fields, const Yaml& item, const Evidence& evidence) {
  const Particulars& more = evidence.more;
  const bool observed = evidence.value == "observed";
  if (!observed && !is_offset(evidence.value)) {
    fields.problem(line_of(item, "hours"), "hours " + quoted(evidence.value) +
                                               " is no offset; write UTC+8, UTC-03:30, or observed with by_hour");
  }
  if (observed && more.by_hour.empty() && more.active.empty())
    fields.problem(item.line, "hours observed without what was observed; write by_hour: or active:");
  if (!more.quiet.empty() && more.active.empty())
    fields.problem(line_of(item, "quiet"), "days without a trace and none with one; write active: too");
  for (const Day day : more.quiet) {
    if (std::find(more.active.begin(), more.active.end(), day) == more.active.end()) continue;
    fields.problem(line_of(item, "quiet"),
                   to_string(Date{day, Precision::day}) + " is active and quiet; write it once");
    return;
  }
}

}  // namespace

void read_particular(YamlFields& fields, const YamlEntry& entry, Particulars& more) {
  constexpr std::array<std::string_view, 4> media = {"strings", "resource", "keyboard", "text"};
  constexpr std::array<std::string_view, 3> degrees = {"weak", "moderate", "strong"};
  if (entry.key == "by_hour") read_hours(fields, entry, more.by_hour);
  if (entry.key == "days") more.days = static_cast<std::size_t>(fields.number(entry));
  if (entry.key == "active") read_days(fields, entry, more.active);
  if (entry.key == "quiet") read_days(fields, entry, more.quiet);
  if (entry.key == "medium") more.medium = one_of(fields, entry, media);
  if (entry.key == "likeness") more.likeness = one_of(fields, entry, degrees);
  if (entry.key == "countries") more.countries = texts(fields, entry);
  if (entry.key == "sectors") more.sectors = texts(fields, entry);
  if (entry.key == "cluster") more.cluster = fields.word(entry);
  if (entry.key == "shared") more.shared = fields.word(entry);
  if (entry.key == "clients") more.clients = texts(fields, entry);
  if (entry.key == "holders") more.holders = static_cast<std::size_t>(fields.number(entry));
}

void check_particulars(YamlFields& fields, const Yaml& item, const Evidence& evidence, bool exercise,
                       const CountryCodes& countries) {
  for (const YamlEntry& entry : item.members) {
    for (const KindOfKey& row : kinds_of_keys) {
      if (row.key != entry.key || std::find(row.kinds.begin(), row.kinds.end(), evidence.kind) != row.kinds.end())
        continue;
      fields.problem(entry.line, "\"" + entry.key + "\" says nothing of " + std::string(name_of(evidence.kind)) +
                                     "; it belongs to an item of " + std::string(name_of(row.kinds[0])));
    }
  }
  const Particulars& more = evidence.more;
  if (evidence.kind == EvidenceKind::hours) check_hours(fields, item, evidence);
  if (!more.shared.empty() && more.cluster.empty())
    fields.problem(line_of(item, "shared"), "shared with whom? Write cluster: NAME too");
  if ((!more.clients.empty() || more.holders != 0) && evidence.via.empty() && more.cluster.empty())
    fields.problem(item.line, "clients and holders are those of a relay; write via: WHAT KIND too");
  for (const std::string& code : more.countries) {
    const bool invented = exercise && code.size() == 2 && code[0] == 'X' && is_upper(code[1]);
    if (invented || countries.contains(code)) continue;
    fields.problem(line_of(item, "countries"),
                   "country " + quoted(code) + " is no code of ISO 3166-1; write two capital letters, as in NZ");
  }
}

}  // namespace whence
