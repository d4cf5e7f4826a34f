#include "format/page_weigh.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "format/page_ladder.h"
#include "format/page_weigh_document.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::size_t bar_cells = 25;
constexpr std::size_t name_columns = 24;

std::string nats_text(double nats) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%+.1f", std::abs(nats) < 0.05 ? 0.0 : nats);
  return buffer;
}

// "..----o---..": dots for the whole scale, dashes for the range, o for the share.
std::string bar(const ShareRow& row) {
  const auto cell = [](double p) { return static_cast<std::size_t>(std::lround(p * (bar_cells - 1))); };
  std::string cells(bar_cells, '.');
  for (std::size_t i = cell(row.low); i <= cell(row.high); ++i) cells[i] = '-';
  cells[cell(row.p)] = 'o';
  return cells;
}

std::string range_text(double low, double high) { return hundredths(low) + " - " + hundredths(high); }

class Page {
 public:
  Page(const Answer& answer, const PageTexts& texts, const PageOptions& options)
      : answer_(as_shown(answer)), texts_(texts), options_(options), view_(view_of(answer_)) {}

  std::string text() {
    std::vector<PageBlock> blocks{heading(), headline(), clusters(), ladder_block(answer_, options_)};
    for (PageBlock block : {said_block(answer_, options_), reasons(), taken_block(answer_, options_),
                            told_block(answer_, options_), doubts(), collect(), unused(), hints()}) {
      if (!block.rows.empty()) blocks.push_back(std::move(block));
    }
    return page_of(std::move(blocks), options_);
  }

 private:
  std::vector<std::string> line(std::string_view first, const std::string& text) const {
    return hanging(first, text, options_.columns);
  }

  PageBlock heading() const {
    const Case& incident = answer_.incident;
    PageBlock block{.heading = "", .rows = {}, .separate = false, .keep = true};
    for (const std::string& text : sentences(texts_, "weigh", "banner", view_.holds))
      block.rows.push_back(line("", text));
    std::string text =
        (incident.name.empty() ? clean(incident.file) : clean(incident.name)) + " · victim: " + victim_line(incident);
    if (incident.window) text += " · " + to_string(*incident.window);
    text += " · " + counted(view_.here, "item", "items") + ", " + counted(view_.origins, "origin", "origins");
    block.rows.push_back(line("", text));
    return block;
  }

  PageBlock headline() const {
    const Headline& headline = answer_.headline;
    PageBlock block{.heading = "", .rows = {}, .separate = true, .keep = true};
    const std::string name = shares_name();
    if (headline.established) {
      block.rows.push_back(
          line("WHO?   ", name + ", a cluster of activity in the catalogue; not an organisation and not a state."));
      block.rows.push_back(line("       ", "Share " + hundredths(view_.leader.p) + ", range " +
                                               range_text(view_.leader.low, view_.leader.high) +
                                               "; not in the catalogue " + hundredths(view_.unknown.p) + "."));
    } else if (name.empty()) {
      block.rows.push_back(line("WHO?   ", "NOT ESTABLISHED.   Nothing in the catalogue stands out."));
    } else {
      block.rows.push_back(line("WHO?   ", "NOT ESTABLISHED.   Closest match in the catalogue: " + name + "."));
    }
    std::vector<std::string> why;
    for (const std::string& each : headline.why_not) why.push_back(sentence(each));
    if (!headline.established && !why.empty())
      block.rows.push_back(line("       ", "Not named as the answer: " + join(why, " ")));
    std::string text = "Confidence in this judgement: " + clean(answer_.confidence.word) + ".";
    for (const std::string& each : answer_.confidence.reasons) text += " " + sentence(each);
    block.rows.push_back(line("       ", text));
    return block;
  }

  std::string shares_name() const {
    const Share* leader = leader_of(answer_);
    if (leader == nullptr) return "";
    return clean(leader->hypothesis.name) + " (" + clean(leader->hypothesis.actor.value_or("")) + ")";
  }

  static std::string sentence(const std::string& text) {
    std::string result = clean(text);
    if (result.empty()) return result;
    if (is_lower(result[0])) result[0] = static_cast<char>(result[0] - 'a' + 'A');
    if (result.back() != '.') result += '.';
    return result;
  }

  // A long name is cut, its id never.
  static std::string named(const ShareRow& row) {
    if (row.id.empty()) return row.name;
    const std::string id = " (" + shortened(row.id, 12) + ")";
    return shortened(row.name, name_columns - display_width(id)) + id;
  }

  PageBlock clusters() const {
    const Share* leader = leader_of(answer_);
    const bool measured = leader != nullptr && leader->skill_measured && answer_.skill.n > 0;
    PageBlock block{
        .heading = padded(measured ? "CLUSTER (skill measured)" : "CLUSTER (skill unknown)", name_columns + 1) +
                   "0    .25   .5    .75    1  share  range        in words",
        .rows = {},
        .keep = true};
    for (const ShareRow& row : view_.shares) {
      const std::string first = " " + padded(named(row), name_columns) + bar(row) + "  " +
                                padded(hundredths(row.p), 5) + "  " + padded(range_text(row.low, row.high), 11) + "  ";
      block.rows.push_back(line(first, row.words.empty() ? "bounds only" : row.words));
    }
    for (const char* list : {"range", "skill"}) {
      const std::string text = join(sentences(texts_, "weigh", list, view_.holds), " ");
      if (!text.empty()) block.rows.push_back(line(" ", text));
    }
    return block;
  }

  std::vector<std::string> reason_row(const ReasonRow& row, std::size_t columns) const {
    const std::string tail = " " + padded(row.grade, 3) + right_aligned(nats_text(row.nats), 6);
    const std::string first = " " + padded(row.ids, std::max<std::size_t>(display_width(row.ids), 5)) + " ";
    std::vector<std::string> lines = hanging(first, row.text, columns - 11);
    lines[0] = padded(lines[0], columns - 11) + tail;
    return lines;
  }

  PageBlock reasons() const {
    PageBlock block{.heading = "", .rows = {}};
    const std::size_t half = (options_.columns - 3) / 2;
    const std::string name = view_.leader.name.empty() ? "ANY GROUP" : shortened(view_.leader.name, 18);
    block.heading = padded("SPEAKS FOR " + name, half - 10) + "grade  nats   " +
                    padded("SPEAKS FOR NOBODY IN PARTICULAR", half - 11) + "grade  nats";
    std::vector<std::string> left = column(view_.speaks_for, half);
    std::vector<std::string> right = column(view_.neutral, half);
    if (!answer_.incident.statements.empty()) {
      std::vector<std::string> ids;
      for (const Statement& statement : answer_.incident.statements) ids.push_back(clean(statement.id.text));
      for (std::string& each : hanging(" " + join(ids, " ") + "  ", "statements: shown, not weighed here", half))
        right.push_back(std::move(each));
    }
    if (left.empty()) left.push_back(" nothing");
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      block.rows.push_back({padded(i < left.size() ? left[i] : "", half) + "   " + (i < right.size() ? right[i] : "")});
    }
    return block;
  }

  std::vector<std::string> column(const std::vector<ReasonRow>& rows, std::size_t columns) const {
    std::vector<std::string> result;
    const std::size_t most = options_.all ? rows.size() : 6;
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
      for (std::string& each : reason_row(rows[i], columns)) result.push_back(std::move(each));
    }
    if (rows.size() > most) result.push_back(" … " + std::to_string(rows.size() - most) + " more: --all");
    return result;
  }

  PageBlock doubts() const {
    PageBlock block{.heading = "IF THIS IS WRONG, THE LIKELY REASON", .rows = {}};
    const auto put = [&](const std::string& text, const std::string& option) {
      std::vector<std::string> lines = hanging(" ", text, options_.columns - 23);
      if (!option.empty()) lines[0] = padded(lines[0], options_.columns - 22) + shortened(clean(option), 22);
      block.rows.push_back(std::move(lines));
    };
    for (const PageLine& each : texts_.lines) {
      if (each.page != "weigh" || each.list != "doubt") continue;
      const auto rule = view_.holds.find(each.rule);
      if (rule == view_.holds.end()) continue;
      const auto parts = split(each.text, '=');  // "sentence =option"
      for (const Slots& slots : rule->second)
        put(filled(parts[0], slots), parts.size() > 1 ? filled(parts[1], slots) : "");
    }
    for (const Doubt& doubt : answer_.doubts) put(clean(doubt.text), doubt.option);
    return block;
  }

  PageBlock collect() const {
    PageBlock block{.heading = padded("WOULD HELP MOST", options_.columns - 30) + "  bits   effort", .rows = {}};
    for (const Collect& each : answer_.next) {
      if (!worth_showing(each) && !options_.all) continue;
      const std::string above = each.level == Level::cluster ? "" : " (" + std::string(rung_name(each.level)) + ")";
      std::vector<std::string> lines = hanging(" ", clean(each.what) + above, options_.columns - 32);
      char bits[16];
      std::snprintf(bits, sizeof bits, "%.2f", each.bits);
      lines[0] = padded(lines[0], options_.columns - 30) + right_aligned(bits[0] == '0' ? bits + 1 : bits, 6) + "   " +
                 shortened(clean(each.effort), 20);
      block.rows.push_back(std::move(lines));
    }
    return block;
  }

  PageBlock unused() const {
    PageBlock block{.heading = "", .rows = {}};
    for (const std::string& text : view_.not_used) {
      block.rows.push_back(line(block.rows.empty() ? "NOT USED   " : "           ", text));
    }
    for (const Oddity& oddity : answer_.incident.oddities) {
      block.rows.push_back(line(block.rows.empty() ? "NOT USED   " : "           ",
                                clean(oddity.what) + " (" + clean(oddity.where) + ")"));
    }
    std::string text = std::to_string(view_.checked) + " of " + counted(view_.items, "item", "items") + " by a person";
    if (!view_.unchecked.empty()) text += "; unchecked: " + id_list(view_.unchecked);
    if (view_.items > 0) block.rows.push_back(line("CHECKED    ", text));
    return block;
  }

  PageBlock hints() const {
    const std::string file = shortened(answer_.incident.file.empty() ? "CASE" : clean(answer_.incident.file), 40);
    PageBlock block{.heading = "", .rows = {}, .separate = false, .keep = true};
    block.rows.push_back(line("DATA       ", "knowledge " + clean(answer_.data) + " · model " + clean(answer_.model) +
                                                 " · words " + clean(answer_.scale)));
    std::string text = "next: --json";
    if (!answer_.flip.sets.empty() && !answer_.flip.sets.front().empty())
      text = "next: --without " + clean(answer_.flip.sets.front()[0].text) + " · --json";
    block.rows.push_back(line("", text + " · whence report " + file));
    return block;
  }

  const Answer answer_;
  const PageTexts& texts_;
  const PageOptions& options_;
  WeighView view_;
};

}  // namespace

std::string page_weigh(const Answer& answer, const PageTexts& texts, const PageOptions& options) {
  return Page(answer, texts, options).text();
}

}  // namespace whence
