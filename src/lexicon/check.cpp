#include "lexicon/check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/table.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::string_view rules_table = "checks";

// A table on the bench: cells by row, and what to call a row in a message.
struct Sheet {
  std::string place;  // "data/kb/groups.tsv"
  std::vector<std::string_view> columns;
  std::vector<bool> is_list;
  std::vector<std::string_view> cells;
  std::size_t first_line = 0;
  bool readable = true;

  std::size_t rows() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
  std::string_view cell(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
  std::string where(std::size_t row) const { return fmt::format("{}:{}", place, first_line + row); }
  std::optional<std::size_t> column(std::string_view name) const {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
  }
};
using Sheets = std::map<std::string, Sheet, std::less<>>;

struct Rule {
  const Sheet& sheet;
  std::vector<std::size_t> columns;
  std::string_view column_name;
  std::string_view kind, argument;  // "oneof", "malware,tool"
  std::string where;                // in data/checks.tsv
};

class Checker {
 public:
  Checker(const Sheets& sheets, DataCheck& answer) : sheets_(sheets), answer_(answer) {}

  void run();

 private:
  void add(std::string where, std::string what) { answer_.problems.push_back({std::move(where), std::move(what)}); }
  void check_rule_row(const Sheet& rules, std::size_t row);
  std::optional<std::vector<std::size_t>> columns_of(const Sheet& sheet, std::string_view names) const;
  std::string key(const Rule& rule, std::size_t row) const;
  std::vector<std::string_view> parts(const Rule& rule, std::size_t row) const;
  bool apply(const Rule& rule);
  void unique(const Rule& rule);
  void sorted(const Rule& rule);
  void required(const Rule& rule);
  void iso(const Rule& rule);
  void one_of(const Rule& rule);
  void reference(const Rule& rule);

  const Sheets& sheets_;
  DataCheck& answer_;
  std::set<std::string, std::less<>> ruled_;
};

void Checker::run() {
  const auto rules = sheets_.find(rules_table);
  if (rules == sheets_.end()) {
    add(answer_.origin, "no table checks.tsv; say in it what each table must be");
    return;
  }
  if (!rules->second.readable) return;
  for (const std::string_view name : {"table", "column", "rule"}) {
    if (rules->second.column(name)) continue;
    add(rules->second.place, fmt::format("no column '{}'; the header is table, column, rule", name));
    return;
  }
  for (std::size_t row = 0; row < rules->second.rows(); ++row) check_rule_row(rules->second, row);
  for (const auto& [name, sheet] : sheets_) {
    if (!ruled_.contains(name)) add(sheet.place, "no rule in checks.tsv; add at least its key");
  }
}

void Checker::check_rule_row(const Sheet& rules, std::size_t row) {
  ++answer_.rules;
  const std::string_view table = rules.cell(row, *rules.column("table"));
  const std::string_view column = rules.cell(row, *rules.column("column"));
  const std::string_view text = rules.cell(row, *rules.column("rule"));
  const auto sheet = sheets_.find(table);
  if (sheet == sheets_.end())
    return add(rules.where(row), fmt::format("no table '{}'; correct or remove the rule", table));
  ruled_.emplace(table);
  if (!sheet->second.readable) return;
  const auto columns = columns_of(sheet->second, column);
  if (!columns) return add(rules.where(row), fmt::format("table '{}' has no column '{}'", table, column));
  const auto colon = text.find(':');
  const Rule rule{sheet->second,
                  *columns,
                  column,
                  text.substr(0, colon),
                  colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1),
                  rules.where(row)};
  if (apply(rule)) return;
  add(rule.where,
      fmt::format("unknown rule '{}'; write unique, sorted, required, iso, oneof:a,b or ref:table.column", text));
}

bool Checker::apply(const Rule& rule) {
  if (rule.kind == "unique") return unique(rule), true;
  if (rule.kind == "sorted") return sorted(rule), true;
  if (rule.kind == "required") return required(rule), true;
  if (rule.kind == "iso") return iso(rule), true;
  if (rule.kind == "oneof") return one_of(rule), true;
  if (rule.kind == "ref") return reference(rule), true;
  return false;
}

std::optional<std::vector<std::size_t>> Checker::columns_of(const Sheet& sheet, std::string_view names) const {
  std::vector<std::size_t> columns;
  for (const std::string_view name : split(names, '+')) {
    const auto column = sheet.column(name);
    if (!column) return std::nullopt;
    columns.push_back(*column);
  }
  return columns;
}

std::string Checker::key(const Rule& rule, std::size_t row) const {
  std::string key;
  for (const std::size_t column : rule.columns) {
    if (!key.empty()) key += '\t';  // sorts before every character that a cell can hold
    key += rule.sheet.cell(row, column);
  }
  return key;
}

std::vector<std::string_view> Checker::parts(const Rule& rule, std::size_t row) const {
  const std::size_t column = rule.columns.front();
  const std::string_view cell = rule.sheet.cell(row, column);
  if (cell.empty()) return {};
  if (rule.sheet.is_list[column]) return split(cell, '|');
  return {cell};
}

void Checker::unique(const Rule& rule) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t row = 0; row < rule.sheet.rows(); ++row) {
    const auto [first, fresh] = seen.try_emplace(key(rule, row), row);
    if (fresh) continue;
    add(rule.sheet.where(row), fmt::format("{} '{}' is already at {}", rule.column_name, visible(first->first),
                                           rule.sheet.where(first->second)));
  }
}

void Checker::sorted(const Rule& rule) {
  for (std::size_t row = 1; row < rule.sheet.rows(); ++row) {
    if (key(rule, row - 1) <= key(rule, row)) continue;
    add(rule.sheet.where(row), fmt::format("out of order: {} '{}' stands after '{}'; sort the rows by their bytes",
                                           rule.column_name, visible(key(rule, row)), visible(key(rule, row - 1))));
  }
}

void Checker::required(const Rule& rule) {
  for (std::size_t row = 0; row < rule.sheet.rows(); ++row) {
    for (const std::size_t column : rule.columns) {
      if (!rule.sheet.cell(row, column).empty()) continue;
      add(rule.sheet.where(row), fmt::format("{} is empty", rule.sheet.columns[column]));
    }
  }
}

void Checker::iso(const Rule& rule) {
  for (std::size_t row = 0; row < rule.sheet.rows(); ++row) {
    for (const std::string_view part : parts(rule, row)) {
      if (part.size() == 2 && is_upper(part[0]) && is_upper(part[1])) continue;
      add(rule.sheet.where(row), fmt::format("{} '{}' is not two capital letters", rule.column_name, part));
    }
  }
}

void Checker::one_of(const Rule& rule) {
  const auto allowed = split(rule.argument, ',');
  for (std::size_t row = 0; row < rule.sheet.rows(); ++row) {
    for (const std::string_view part : parts(rule, row)) {
      if (std::find(allowed.begin(), allowed.end(), part) != allowed.end()) continue;
      add(rule.sheet.where(row), fmt::format("{} '{}' is none of {}", rule.column_name, part, rule.argument));
    }
  }
}

void Checker::reference(const Rule& rule) {
  std::set<std::string_view> known;
  for (const std::string_view target : split(rule.argument, '|')) {
    const auto dot = target.rfind('.');
    const auto sheet = dot == std::string_view::npos ? sheets_.end() : sheets_.find(target.substr(0, dot));
    if (sheet != sheets_.end() && !sheet->second.readable) return;
    const auto column = sheet == sheets_.end() ? std::nullopt : sheet->second.column(target.substr(dot + 1));
    if (!column) return add(rule.where, fmt::format("no column '{}' to refer to; write ref:table.column", target));
    for (std::size_t row = 0; row < sheet->second.rows(); ++row) known.insert(sheet->second.cell(row, *column));
  }
  for (std::size_t row = 0; row < rule.sheet.rows(); ++row) {
    for (const std::string_view part : parts(rule, row)) {
      if (known.contains(part)) continue;
      add(rule.sheet.where(row), fmt::format("{} '{}' is not in {}", rule.column_name, part, rule.argument));
    }
  }
}

DataCheck check_sheets(const Sheets& sheets, DataCheck answer) {
  answer.tables = sheets.size();
  for (const auto& [name, sheet] : sheets) answer.rows += sheet.rows();
  Checker(sheets, answer).run();
  return answer;
}

}  // namespace

DataCheck check_tables(const std::vector<PackFile>& files, const std::string& origin) {
  DataCheck answer;
  answer.origin = origin;
  Sheets sheets;
  for (const PackFile& file : files) {
    if (!file.name.ends_with(".tsv")) {
      ++answer.texts;
      continue;
    }
    Sheet sheet;
    sheet.place = fmt::format("{}/{}", origin, file.name);
    for (const Error& problem : table_problems(file.bytes, "")) {
      // ":12: what" or ": what", since the name given above is empty.
      const auto end = problem.message.find(": ");
      answer.problems.push_back({sheet.place + problem.message.substr(0, end), problem.message.substr(end + 2)});
    }
    if (const auto table = read_table(file.bytes, sheet.place)) {
      sheet.columns = table->columns;
      sheet.cells = table->cells;
      sheet.first_line = table->first_line;
      for (const ColumnType type : table->types) sheet.is_list.push_back(type == ColumnType::list);
    } else {
      sheet.readable = false;
    }
    sheets.emplace(file.name.substr(0, file.name.size() - 4), std::move(sheet));
  }
  return check_sheets(sheets, std::move(answer));
}

}  // namespace whence
