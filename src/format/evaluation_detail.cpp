#include "format/evaluation_detail.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace whence {
namespace {

struct Wanted {
  std::string_view protocol, slice, block, metric;
};

const EvaluationRow* find(std::span<const EvaluationRow> rows, const Wanted& wanted) {
  for (const EvaluationRow& row : rows) {
    if (row.protocol == wanted.protocol && row.slice == wanted.slice && row.block == wanted.block &&
        row.metric == wanted.metric) {
      return &row;
    }
  }
  return nullptr;
}

// In the order in which they first stand there.
std::vector<std::string> blocks_of(std::span<const EvaluationRow> rows, std::string_view protocol,
                                   std::string_view slice) {
  std::vector<std::string> blocks;
  for (const EvaluationRow& row : rows) {
    if (row.protocol != protocol || row.slice != slice) continue;
    if (std::find(blocks.begin(), blocks.end(), row.block) == blocks.end()) blocks.push_back(row.block);
  }
  return blocks;
}

std::string figure(const EvaluationRow* row, int digits) {
  return row == nullptr || row->n == 0 ? fmt::format("{:>10}", "-") : fmt::format("{:>10.{}f}", row->value, digits);
}

// "12 of 406"; figures are shares of n.
std::string counted(const EvaluationRow* row) {
  if (row == nullptr) return fmt::format("{:>12}", "-");
  const double count = std::round(row->value * static_cast<double>(row->n));
  return fmt::format("{:>12}", fmt::format("{:.0f} of {}", count, row->n));
}

std::string slices(std::span<const EvaluationRow> rows, std::string_view slice, std::string_view title) {
  std::string text;
  for (const std::string& block : blocks_of(rows, "A", slice)) {
    const auto at = [&](std::string_view metric) { return find(rows, {"A", slice, block, metric}); };
    const EvaluationRow* top = at("top1");
    if (top == nullptr) continue;
    text += fmt::format("  {:<14}{:>8.3f} {:.2f}-{:.2f}{}{}{}{}{}{:>7}\n", block, top->value, top->low, top->high,
                        figure(at("top10"), 3), figure(at("log_loss"), 2), counted(at("headline_coverage")),
                        counted(at("headline_wrong")), counted(at("headline_wrong_novel")), top->n);
  }
  if (text.empty()) return "";
  return fmt::format("A  {}\n  {:<14}{:>8} 95 %     {:>10}{:>10}{:>12}{:>12}{:>12}{:>7}\n{}\n", title, "", "top-1",
                     "top-10", "log loss", "named", "wrongly", "novel", "n", text);
}

std::string naming_curve(std::span<const EvaluationRow> rows) {
  std::string text;
  for (const std::string& block : blocks_of(rows, "A", "low")) {
    const EvaluationRow* coverage = find(rows, {"A", "low", block, "headline_coverage"});
    if (coverage == nullptr) continue;
    text += fmt::format("  {:<8}{:>7.3f} {:.2f}-{:.2f}{}{}", block, coverage->value, coverage->low, coverage->high,
                        counted(find(rows, {"A", "low", block, "headline_wrong"})),
                        counted(find(rows, {"A", "low", block, "headline_wrong_novel"})));
    for (const std::string_view planted : {"D1", "D2", "D3"}) {
      text += counted(find(rows, {planted, "low", block, "headline_wrong"}));
    }
    text += fmt::format("{:>7}\n", coverage->n);
  }
  if (text.empty()) return "";
  return fmt::format(
      "A, D  the naming rule's threshold: known incidents named, and wrong names\n"
      "  low from named  95 %     {:>12}{:>12}{:>12}{:>12}{:>12}{:>7}\n{}\n",
      "known", "novel", "planted D1", "D2", "D3", "n", text);
}

constexpr int bar_width = 40;

// "....|--o----": | where a share of this size should be right, o how often it was, - the interval.
std::string bar(double stated, const EvaluationRow& right) {
  const auto place = [](double share) {
    return static_cast<std::size_t>(std::clamp(std::lround(share * bar_width), 0L, static_cast<long>(bar_width)));
  };
  std::string text(bar_width + 1, '.');
  for (std::size_t at = place(right.low); at <= place(right.high); ++at) text[at] = '-';
  text[place(stated)] = '|';
  text[place(right.value)] = 'o';
  return text;
}

std::string reliability(std::span<const EvaluationRow> rows) {
  std::string text;
  for (const std::string& block : blocks_of(rows, "A", "share")) {
    const EvaluationRow* stated = find(rows, {"A", "share", block, "stated"});
    const EvaluationRow* right = find(rows, {"A", "share", block, "right"});
    if (stated == nullptr || right == nullptr) continue;
    text += fmt::format("  {:<11}{:>6.2f}  {}{:>6.2f}  {:.2f}-{:.2f}{:>7}\n", block, stated->value,
                        bar(stated->value, *right), right->value, right->low, right->high, right->n);
  }
  if (text.empty()) return "";
  return fmt::format(
      "A  reliability: greatest share of a group as stated (|), and how often that group was right (o)\n"
      "  {:<11}{:>6}  {:<41}{:>6}  95 %     {:>7}\n{}",
      "share", "stated", "0         .25       .5        .75       1", "right", "n", text);
}

constexpr double side = 400.0, margin = 60.0;

double across(double share) { return margin + side * share; }
double upward(double share) { return margin + side * (1.0 - share); }

std::string svg_axes() {
  std::string text;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    text += fmt::format("<path d=\"M{0:.1f} {1:.1f}V{2:.1f}M{3:.1f} {4:.1f}H{5:.1f}\" stroke=\"#ddd\"/>\n",
                        across(share), upward(0.0), upward(1.0), across(0.0), upward(share), across(1.0));
    text += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{:.2f}</text>\n", across(share),
                        upward(0.0) + 20.0, share);
    text += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:.2f}</text>\n", across(0.0) - 8.0,
                        upward(share) + 4.0, share);
  }
  text +=
      fmt::format("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"#888\" stroke-dasharray=\"4 4\" fill=\"none\"/>\n",
                  across(0.0), upward(0.0), across(1.0), upward(1.0));
  text +=
      fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">stated share of the likeliest group</text>\n",
                  across(0.5), upward(0.0) + 42.0);
  text += fmt::format(
      "<text transform=\"translate(16 {:.1f}) rotate(-90)\" text-anchor=\"middle\">how often it was right</text>\n",
      upward(0.5));
  return text;
}

}  // namespace

std::string detail_page(std::span<const EvaluationRow> rows) {
  return slices(rows, "items", "by number of items · whence · all years") +
         slices(rows, "reports", "by reports on record for the true group · whence · all years") + naming_curve(rows) +
         reliability(rows);
}

std::string reliability_svg(std::span<const EvaluationRow> rows) {
  const double size = side + 2.0 * margin;
  std::string points;
  std::size_t n = 0;
  for (const std::string& block : blocks_of(rows, "A", "share")) {
    const EvaluationRow* stated = find(rows, {"A", "share", block, "stated"});
    const EvaluationRow* right = find(rows, {"A", "share", block, "right"});
    if (stated == nullptr || right == nullptr) continue;
    n += right->n;
    const double x = across(stated->value);
    points += fmt::format("<path d=\"M{0:.1f} {1:.1f}V{2:.1f}\" stroke=\"#246\" stroke-width=\"2\"/>\n", x,
                          upward(right->low), upward(right->high));
    points += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#246\"/>\n", x, upward(right->value));
    points += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"10\">n {}</text>\n", x + 6.0,
                          upward(right->value) - 4.0, right->n);
  }
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {0:.0f}\" font-family=\"sans-serif\" "
             "font-size=\"12\">\n"
             "<title>Reliability of stated shares on later public reports</title>\n"
             "<rect width=\"{0:.0f}\" height=\"{0:.0f}\" fill=\"#fff\"/>\n"
             "<text x=\"{1:.1f}\" y=\"20\">{2} past reports, known and new groups; bars: 95 % "
             "intervals.</text>\n"
             "<text x=\"{1:.1f}\" y=\"38\">Right means: as later public reports say, which is not the truth.</text>\n",
             size, margin, n) +
         svg_axes() + points + "</svg>\n";
}

}  // namespace whence
