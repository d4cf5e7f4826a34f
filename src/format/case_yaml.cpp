#include "format/case_yaml.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "format/case_list.h"
#include "format/case_log.h"
#include "format/case_particulars.h"
#include "format/encoding.h"
#include "format/yaml_fields.h"
#include "model/posterior.h"
#include "model/tlp.h"

namespace whence {
namespace {

constexpr std::size_t largest_case = 4U * 1024U * 1024U;

constexpr std::array<std::string_view, 12> case_keys = {"case",        "exercise",      "tlp",    "draft",
                                                        "prepared_by", "second_reader", "victim", "window",
                                                        "evidence",    "statements",    "known",  "log"};
constexpr std::array<std::string_view, 3> victim_keys = {"name", "country", "sector"};
constexpr std::array<std::string_view, 7> statement_keys = {"id",    "speaker", "text",  "date",
                                                            "names", "answers", "ledger"};
constexpr std::array<std::string_view, 2> known_keys = {"what", "how"};
constexpr std::array<std::string_view, 12> item_keys = {"id",      "origin",   "grade", "role",  "via",  "seen",
                                                        "checked", "document", "page",  "quote", "note", "passage"};

struct KindKey {
  std::string_view key;
  EvidenceKind kind;
};
constexpr std::array<KindKey, 10> kind_keys = {{{"technique", EvidenceKind::technique},
                                                {"software", EvidenceKind::software},
                                                {"indicator", EvidenceKind::indicator},
                                                {"hours", EvidenceKind::hours},
                                                {"language", EvidenceKind::language},
                                                {"victimology", EvidenceKind::victimology},
                                                {"code_similarity", EvidenceKind::code_similarity},
                                                {"lure", EvidenceKind::lure},
                                                {"persona", EvidenceKind::persona},
                                                {"claim", EvidenceKind::testimony}}};

std::vector<std::string_view> all_item_keys() {
  std::vector<std::string_view> keys;
  for (const KindKey& kind : kind_keys) keys.push_back(kind.key);
  keys.insert(keys.end(), item_keys.begin(), item_keys.end());
  keys.insert(keys.end(), particular_keys.begin(), particular_keys.end());
  return keys;
}

bool is_user_assigned(std::string_view code) { return code.size() == 2 && code[0] == 'X' && is_upper(code[1]); }

// "S1" to "S99": how an exercise names the states of its statements.
bool is_stand_in(std::string_view name) {
  if (name.size() < 2 || name.size() > 3 || name[0] != 'S') return false;
  return std::all_of(name.begin() + 1, name.end(), is_digit) && name[1] != '0';
}

class CaseReader : private YamlFields {
 public:
  CaseReader(std::string_view name, const CountryCodes& countries)
      : YamlFields(name), name_(name), countries_(countries) {}

  CheckedCase read(const Yaml& root);

 private:
  void read_key(const YamlEntry& entry);
  void read_tlp(const YamlEntry& entry);
  void read_victim(const YamlEntry& entry);
  void read_item(const Yaml& value);
  void read_item_key(const YamlEntry& entry, Evidence& item, std::string& page);
  void read_value(const YamlEntry& entry, EvidenceKind kind, Evidence& item);
  void read_grade(const YamlEntry& entry, Grade& grade);
  void read_statement(const Yaml& value);
  void read_known(const Yaml& value);
  void check_items();
  void check_country();
  void check_names();
  void check_ids();

  std::string_view name_;
  const CountryCodes& countries_;
  Case incident_;
  std::size_t country_line_ = 0;
  struct Named {
    std::string names, answers;
    std::size_t line = 0;
  };
  std::vector<Named> named_;                                // beside incident_.statements
  std::vector<std::pair<std::size_t, const Yaml*>> items_;  // of evidence, by place; for what only the whole case shows
};

void CaseReader::read_tlp(const YamlEntry& entry) {
  std::string text = word(entry);
  if (text.starts_with("TLP:")) text = text.substr(4);
  if (!tlp_rank(text) && !text.empty()) {
    problem(entry.line, "tlp " + quoted(text) + " is not of TLP 2.0; write one of " + listed(tlp_labels));
    return;
  }
  incident_.tlp = text;
}

void CaseReader::read_victim(const YamlEntry& entry) {
  if (!is_map(entry.value, entry.line, "victim", victim_keys)) return;
  for (const YamlEntry& part : entry.value.members) {
    if (part.key == "name") incident_.victim.name = word(part);
    if (part.key == "sector") incident_.victim.sector = word(part);
    if (part.key != "country") continue;
    incident_.victim.country = word(part);
    country_line_ = part.line;
  }
}

void CaseReader::read_grade(const YamlEntry& entry, Grade& grade) {
  const std::string text = word(entry);
  if (text.size() == 2 && text[0] >= 'A' && text[0] <= 'F' && text[1] >= '1' && text[1] <= '6') {
    grade = {text[0], text[1]};
  } else if (!text.empty()) {
    problem(entry.line,
            "grade " + quoted(text) + " is none; write A-F for the source and 1-6 for the content, as in B2");
  }
}

void CaseReader::read_value(const YamlEntry& entry, EvidenceKind kind, Evidence& item) {
  if (!item.value.empty()) {
    problem(entry.line, "\"" + entry.key + "\" is the second thing in one item; start another item with \"- \"");
    return;
  }
  item.kind = kind;
  item.value = word(entry);
  if (kind == EvidenceKind::technique && is_technique_id(item.value)) item.value.front() = 'T';
  const bool ledger = item.value.starts_with("ledger#L") && item.value.size() > 8 &&
                      std::all_of(item.value.begin() + 8, item.value.end(), is_digit);
  if (kind == EvidenceKind::testimony && !item.value.empty() && !ledger) {
    problem(entry.line,
            "claim " + quoted(item.value) + " is no entry of the ledger; write ledger#L050, or use statements");
  }
}

void CaseReader::read_item_key(const YamlEntry& entry, Evidence& item, std::string& page) {
  for (const KindKey& kind : kind_keys) {
    if (entry.key == kind.key) return read_value(entry, kind.kind, item);
  }
  read_particular(*this, entry, item.more);
  if (entry.key == "id") item.id = {word(entry)};
  if (entry.key == "origin") item.origin = word(entry);
  if (entry.key == "grade") read_grade(entry, item.grade);
  if (entry.key == "via") item.via = word(entry);
  if (entry.key == "seen") item.seen = interval(entry);
  if (entry.key == "checked") item.checked = flag(entry);
  if (entry.key == "document") item.document = word(entry);
  if (entry.key == "page") page = word(entry);
  if (entry.key == "quote") item.quote = word(entry);
  if (entry.key == "note") item.note = word(entry);
  if (entry.key == "passage") {
    item.passage = word(entry);
    if (item.passage != "background" && item.passage != "other actors") {
      problem(entry.line, "passage " + quoted(item.passage) + " is neither background nor other actors");
    }
    item.not_used = not_of_this_incident(item.passage);
  }
  if (entry.key != "role") return;
  const std::string text = word(entry);
  if (const auto role = role_named(text)) {
    item.role = *role;
  } else if (!text.empty()) {
    problem(entry.line, "role " + quoted(text) + " is none; write operated, tasked, supplied, relayed or admitted");
  }
}

void CaseReader::read_item(const Yaml& value) {
  static const std::vector<std::string_view> keys = all_item_keys();
  if (!is_map(value, value.line, "an item of evidence", keys)) return;
  Evidence item;
  item.line = value.line;
  std::string page;
  const auto has = [&](std::string_view key) {
    return std::any_of(value.members.begin(), value.members.end(),
                       [&](const YamlEntry& entry) { return entry.key == key; });
  };
  for (const YamlEntry& entry : value.members) read_item_key(entry, item, page);
  const bool has_kind =
      std::any_of(kind_keys.begin(), kind_keys.end(), [&](const KindKey& kind) { return has(kind.key); });
  if (!has_kind)
    problem(value.line, "an item without a thing found; write technique: T1190, software: NAME or the like");
  if (!page.empty() && !item.document) problem(value.line, "a page without its document; write document: FILE");
  if (!page.empty() && item.document) *item.document += " p. " + page;
  if (!item.via.empty() && !has("role")) item.role = Role::relayed;  // the relay is what such an item is about
  if (!has("checked")) item.checked = !item.document.has_value();    // written by a person unless read from a document
  if (has_kind) items_.emplace_back(incident_.evidence.size(), &value);
  incident_.evidence.push_back(std::move(item));
}

void CaseReader::read_statement(const Yaml& value) {
  if (!is_map(value, value.line, "a statement", statement_keys)) return;
  Statement statement;
  Named named;
  named.line = value.line;
  for (const YamlEntry& entry : value.members) {
    if (entry.key == "id") statement.id = {word(entry)};
    if (entry.key == "speaker") statement.speaker = word(entry);
    if (entry.key == "text") statement.text = word(entry);
    if (entry.key == "ledger") statement.ledger = word(entry);
    if (entry.key == "answers") named.answers = word(entry);
    if (entry.key == "names") {
      named.names = statement.names = word(entry);
      named.line = entry.line;
    }
    if (entry.key != "date") continue;
    statement.date = word(entry);
    if (!statement.date.empty() && !parse_date(statement.date)) {
      problem(entry.line, "date " + quoted(statement.date) + " is none; write it as 2026-11-01");
    }
  }
  statement.answer = !named.answers.empty();
  statement.answers = named.answers;
  if (statement.speaker.empty()) problem(value.line, "a statement without a speaker; write speaker: WHO");
  if (statement.text.empty()) problem(value.line, "a statement without words; write text: WHAT WAS SAID");
  incident_.statements.push_back(std::move(statement));
  named_.push_back(std::move(named));
}

void CaseReader::read_known(const Yaml& value) {
  if (value.kind == YamlKind::scalar) {
    incident_.known.push_back(value.text);
    return;
  }
  if (!is_map(value, value.line, "a known fact", known_keys)) return;
  std::string what, how;
  for (const YamlEntry& entry : value.members) {
    if (entry.key == "what") what = word(entry);
    if (entry.key == "how") how = word(entry);
  }
  if (what.empty()) {
    problem(value.line, "a known fact without words; write what: SENTENCE");
  } else {
    incident_.known.push_back(how.empty() ? what : what + " | " + how);
  }
}

void CaseReader::read_key(const YamlEntry& entry) {
  if (entry.key == "case") incident_.name = word(entry);
  if (entry.key == "exercise") incident_.exercise = flag(entry);
  if (entry.key == "tlp") read_tlp(entry);
  if (entry.key == "draft") incident_.draft = number(entry);
  if (entry.key == "prepared_by") incident_.prepared_by = word(entry);
  if (entry.key == "second_reader") incident_.second_reader = word(entry);
  if (entry.key == "victim") read_victim(entry);
  if (entry.key == "window") incident_.window = interval(entry);
  if (entry.key == "evidence") {
    for (const Yaml& item : items(entry)) read_item(item);
  }
  if (entry.key == "statements") {
    for (const Yaml& item : items(entry)) read_statement(item);
  }
  if (entry.key == "known") {
    for (const Yaml& item : items(entry)) read_known(item);
  }
}

void CaseReader::check_items() {
  for (const auto& [at, item] : items_)
    check_particulars(*this, *item, incident_.evidence[at], incident_.exercise, countries_);
}

void CaseReader::check_country() {
  const std::string& code = incident_.victim.country;
  const bool known = countries_.contains(code);
  const bool invented = is_user_assigned(code) && !known;
  if (incident_.exercise) {
    if (code.empty()) {
      problem(1, "an exercise needs an invented victim; write victim: {country: XA}");
    } else if (!invented) {
      problem(country_line_, "country " + quoted(code) + " in an exercise; write a user-assigned code, XA to XZ");
    }
    return;
  }
  if (code.empty() || known) return;
  std::string upper = code;
  for (char& c : upper) c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  if (invented) {
    problem(country_line_,
            "country " + quoted(code) + " is for invented states; add exercise: true, or write the real code");
  } else if (countries_.contains(upper)) {
    problem(country_line_, "country " + quoted(code) + " is not a code; write " + upper);
  } else {
    problem(country_line_,
            "country " + quoted(code) + " is no code of ISO 3166-1; write two capital letters, as in NZ");
  }
}

// Invented words accuse nobody real: in an exercise statements name S1, S2, ...; elsewhere a state of the list.
void CaseReader::check_names() {
  for (std::size_t i = 0; i < named_.size(); ++i) {
    const Named& named = named_[i];
    const auto is_answered = [&](const Statement& other) { return other.id.text == named.answers; };
    if (!named.answers.empty() && std::none_of(incident_.statements.begin(), incident_.statements.end(), is_answered)) {
      problem(named.line, "answers " + quoted(named.answers) + ", which is no statement here; write the id of one");
    }
    if (named.names.empty()) continue;
    if (incident_.exercise && !is_stand_in(named.names)) {
      problem(named.line, "names " + quoted(named.names) + " in an exercise; write S1, S2, ... in place of a state");
    }
    if (!incident_.exercise && !countries_.contains(named.names)) {
      problem(named.line,
              "names " + quoted(named.names) + ", which is no code of ISO 3166-1; write two capital letters, as in NZ");
    }
  }
}

// Items without an id are numbered by order; an id names one thing.
void CaseReader::check_ids() {
  std::set<std::string, std::less<>> taken;
  const auto take = [&](const EvidenceId& id, std::size_t line) {
    if (!id.empty() && !taken.insert(id.text).second)
      problem(line, "id " + quoted(id.text) + " is there twice; write another");
  };
  for (const Evidence& item : incident_.evidence) take(item.id, item.line);
  for (std::size_t i = 0; i < named_.size(); ++i) take(incident_.statements[i].id, named_[i].line);
  const auto number = [&](EvidenceId& id, char letter, std::size_t place) {
    while (id.empty()) {
      std::string next = letter + std::to_string(++place);
      if (taken.insert(next).second) id.text = std::move(next);
    }
  };
  for (std::size_t i = 0; i < incident_.evidence.size(); ++i) number(incident_.evidence[i].id, 'e', i);
  for (std::size_t i = 0; i < incident_.statements.size(); ++i) number(incident_.statements[i].id, 'c', i);
}

CheckedCase CaseReader::read(const Yaml& root) {
  incident_.file = std::string(name_);
  if (is_map(root, std::max<std::size_t>(root.line, 1), "a case", case_keys)) {
    for (const YamlEntry& entry : root.members) read_key(entry);
    if (incident_.name.empty()) problem(1, "a case without a name; write case: NAME");
    const bool listed_items = std::any_of(root.members.begin(), root.members.end(), [](const YamlEntry& entry) {
      return entry.key == "evidence" && (entry.value.kind != YamlKind::sequence || !entry.value.items.empty());
    });
    if (!listed_items) problem(1, "a case without evidence; write evidence: and a list of items");
    check_items();
    check_country();
    check_names();
    check_ids();
  }
  return {std::move(incident_), problems()};
}

}  // namespace

Result<CheckedCase> check_case(std::string bytes, std::string_view name, const CountryCodes& countries,
                               const Limits& limits) {
  if (bytes.size() > std::min(limits.bytes, largest_case)) {
    return Error{Code::limit,
                 std::string(name) + ": larger than a case can be (4 MiB); is it a document? Then use whence read"};
  }
  const std::string hash = sha256(bytes);
  WHENCE_TRY(Decoded decoded, decode(std::move(bytes), name));
  WHENCE_TRY(const Yaml root, parse_yaml(decoded.text, name, limits));
  CheckedCase result = CaseReader(name, countries).read(root);
  for (const YamlEntry& entry : root.members) {
    if (entry.key == "log") read_case_log(entry, decoded.text, name, result);
  }
  settle_case(result.incident);
  result.incident.sha256 = hash;
  result.incident.oddities = std::move(decoded.oddities);
  return result;
}

Result<Case> read_case(std::string bytes, std::string_view name, const CountryCodes& countries, const Limits& limits) {
  WHENCE_TRY(CheckedCase checked, check_case(std::move(bytes), name, countries, limits));
  if (checked.problems.empty()) return std::move(checked.incident);
  std::string message = checked.problems.front();
  if (const std::size_t others = checked.problems.size() - 1; others > 0) {
    message += " (and " + std::to_string(others) + (others == 1 ? " more problem)" : " more problems)");
  }
  return Error{Code::malformed, std::move(message)};
}

}  // namespace whence
