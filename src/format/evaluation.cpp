#include "format/evaluation.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "format/evaluation_detail.h"

namespace whence {
namespace {

struct Column {
  std::string_view metric, heading;
  int digits;
};
constexpr std::array<Column, 19> columns{{{"top1", "top-1", 3},
                                          {"top3", "top-3", 3},
                                          {"top10", "top-10", 3},
                                          {"log_loss", "log loss", 2},
                                          {"ece", "ECE", 3},
                                          {"log_loss_open", "open loss", 2},
                                          {"precision_at_0.7", "right at .7", 3},
                                          {"coverage_at_0.7", "cover .7", 3},
                                          {"wrong_novel_at_0.7", "novel .7", 3},
                                          {"auroc", "AUROC", 2},
                                          {"log_loss_unknown", "unk. loss", 3},
                                          {"log_loss_base_rate", "base loss", 3},
                                          {"headline_coverage", "named", 3},
                                          {"headline_wrong", "wrongly", 3},
                                          {"headline_wrong_novel", "novel", 3},
                                          {"decoy_first", "decoy 1st", 3},
                                          {"confident_wrong", "wrong at .7", 3},
                                          {"greatest_difference", "difference", 4},
                                          {"differs", "differs", 0}}};
constexpr std::size_t columns_of_first_table = 5;  // the rest only where a method has them

struct Group {
  std::string protocol, set, block;
  std::vector<std::string> methods;
  std::vector<const EvaluationRow*> rows;
};

std::vector<Group> groups_of(std::span<const EvaluationRow> rows) {
  std::vector<Group> groups;
  for (const EvaluationRow& row : rows) {
    if (!row.slice.empty()) continue;  // detail_page's
    Group* group = nullptr;
    for (Group& other : groups) {
      if (other.protocol == row.protocol && other.set == row.set && other.block == row.block) group = &other;
    }
    if (group == nullptr) group = &groups.emplace_back(Group{row.protocol, row.set, row.block, {}, {}});
    bool listed = false;
    for (const std::string& method : group->methods) listed = listed || method == row.method;
    if (!listed) group->methods.push_back(row.method);
    group->rows.push_back(&row);
  }
  return groups;
}

const EvaluationRow* find(const Group& group, std::string_view method, std::string_view metric) {
  for (const EvaluationRow* row : group.rows) {
    if (row->method == method && row->metric == metric) return row;
  }
  return nullptr;
}

std::string_view title(std::string_view protocol) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> titles{{
      {"A", "chronological replay"},
      {"B", "one report left out (optimistic: knows the future)"},
      {"D1", "planted: one exclusive piece of software of another group"},
      {"D2", "planted: one exclusive piece of software and three techniques"},
      {"D3", "planted: five techniques of another group"},
      {"E", "one report under three publishers"},
      {"F", "states' names permuted"},
      {"G", "country of the group, according to the catalogues"},
  }};
  for (const auto& [id, text] : titles) {
    if (id == protocol) return text;
  }
  return "";
}

std::string cells(const Group& group, std::string_view method, std::size_t from, std::size_t to) {
  std::string line;
  for (std::size_t at = from; at < to; ++at) {
    const EvaluationRow* row = find(group, method, columns[at].metric);
    line += row == nullptr ? fmt::format("{:>12}", "-") : fmt::format("{:>12.{}f}", row->value, columns[at].digits);
    if (at == 0 && row != nullptr) line += fmt::format(" {:.2f}-{:.2f}", row->low, row->high);
    if (at == 0 && row == nullptr) line += std::string(10, ' ');
  }
  return line;
}

std::string bar_text(const EvaluationRow& row) {
  if (!row.bar) return "";
  return fmt::format("   bar {:.3g}{}", *row.bar, row.goal ? fmt::format(", goal {:.3g}", *row.goal) : "");
}

std::string table(const Group& group) {
  std::string text = fmt::format("{}  {} · {} · {}\n", group.protocol, title(group.protocol), group.set, group.block);
  std::string heading = fmt::format("  {:<14}", "");
  for (std::size_t at = 0; at < columns_of_first_table; ++at) {
    heading += fmt::format("{:>12}", columns[at].heading) + (at == 0 ? "   95 %   " : "");
  }
  std::string lines;
  for (const std::string& method : group.methods) {
    const EvaluationRow* top = find(group, method, "top1");
    if (top == nullptr) continue;
    lines += fmt::format("  {:<14}{}{:>7}\n", method, cells(group, method, 0, columns_of_first_table), top->n);
  }
  if (!lines.empty()) text += heading + "      n\n" + lines;
  for (std::size_t at = 0; at < columns_of_first_table; ++at) {
    const EvaluationRow* row = find(group, "whence", columns[at].metric);
    if (row != nullptr && row->bar)
      text += fmt::format("    {:<20}{:>8.{}f}{}\n", row->metric, row->value, columns[at].digits, bar_text(*row));
  }
  for (const std::string& method : group.methods) {
    bool told = method == "whence";  // other methods are named above their figures
    for (std::size_t at = columns_of_first_table; at < columns.size(); ++at) {
      const EvaluationRow* row = find(group, method, columns[at].metric);
      if (row == nullptr) continue;
      if (!told) text += fmt::format("  {}\n", method);
      told = true;
      text += fmt::format("    {:<20}{:>8.{}f}   {:.3f}-{:.3f}   n {}{}\n", row->metric, row->value, columns[at].digits,
                          row->low, row->high, row->n, bar_text(*row));
    }
  }
  return text;
}

}  // namespace

std::string attribution_page(std::span<const EvaluationRow> rows) {
  std::string text;
  for (const Group& group : groups_of(rows)) text += table(group) + "\n";
  return text + detail_page(rows);
}

Json to_json(std::span<const EvaluationRow> rows) {
  Json list = Json::array();
  for (const EvaluationRow& row : rows) {
    list.push(Json::object()
                  .set("protocol", row.protocol)
                  .set("set", row.set)
                  .set("method", row.method)
                  .set("metric", row.metric)
                  .set("block", row.block)
                  .set("slice", row.slice.empty() ? Json() : Json(row.slice))
                  .set("value", row.value)
                  .set("low", row.low)
                  .set("high", row.high)
                  .set("n", row.n)
                  .set("bar", Json(row.bar))
                  .set("goal", Json(row.goal)));
  }
  return Json::object().set("rows", std::move(list));
}

std::string accuracy_line(std::span<const EvaluationRow> rows) {
  for (const EvaluationRow& row : rows) {
    if (row.protocol != "A" || row.set != "both" || row.method != "whence" || row.block != "all") continue;
    if (row.metric != "top1") continue;
    return fmt::format(
        "Attribution: on {} later public reports on known groups the first name was right {:.0f} % of the time "
        "(95 % interval {:.0f}-{:.0f}); it names nobody unless several items and origins agree.",
        row.n, row.value * 100, row.low * 100, row.high * 100);
  }
  return "Attribution: not measured.";
}

}  // namespace whence
