#include "format/page_weigh_detail.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "format/page_ladder.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::size_t matrix_columns = 4;
constexpr std::size_t item_width = 40;
constexpr std::size_t cell_width = 14;

std::string signed_text(double x, int digits) {
  char buffer[24];
  const double least = 0.5 * std::pow(10.0, -digits);
  std::snprintf(buffer, sizeof buffer, "%+.*f", digits, std::abs(x) < least ? 0.0 : x);
  return buffer;
}

std::string name_of(const Share& share) {
  return share.hypothesis.actor ? clean(share.hypothesis.name) + " (" + clean(*share.hypothesis.actor) + ")"
                                : "not in the catalogue";
}

std::string range_of(const Share& share) {
  return fmt::format("{}, range {} - {}", hundredths(share.probability.value()), hundredths(share.low.value()),
                     hundredths(share.high.value()));
}

const Evidence* item_of(const Answer& answer, std::string_view id) {
  for (const Evidence& item : answer.incident.evidence) {
    if (item.id.text == id) return &item;
  }
  return nullptr;
}

const Reason* reason_of(const Share& share, std::string_view id) {
  for (const Reason& reason : share.reasons) {
    if (reason.evidence.text == id) return &reason;
  }
  return nullptr;
}

PageBlock heading(const Answer& answer, const std::string& title, const PageOptions& options) {
  PageBlock block{.heading = "", .rows = {}, .separate = false, .keep = true};
  if (answer.incident.exercise) {
    block.rows.push_back({"EXERCISE: invented incident. No finding about any real actor follows from it."});
  }
  const std::string name = answer.incident.name.empty() ? answer.incident.file : answer.incident.name;
  block.rows.push_back(hanging("", clean(name) + " · " + title, options.columns));
  return block;
}

// What goes along wherever a leading hypothesis is shown.
PageBlock standing(const Answer& answer, const PageOptions& options) {
  PageBlock block{.heading = "", .rows = {}, .keep = true};
  std::string text = answer.headline.established ? "" : "NOT ESTABLISHED. ";
  if (const Share* leader = leader_of(answer))
    text += "Closest match " + name_of(*leader) + ": " + range_of(*leader) + "; ";
  if (const Posterior* cluster = posterior_of(answer, Level::cluster)) {
    if (const Share* unknown = unknown_of(*cluster)) text += "not in the catalogue: " + range_of(*unknown) + ". ";
  }
  block.rows.push_back(hanging("", text + "Knowledge " + clean(answer.data) + ".", options.columns));
  return block;
}

// The likeliest hypotheses that have reasons.
std::vector<const Share*> compared(const Answer& answer, std::size_t most) {
  std::vector<const Share*> result;
  const Posterior* cluster = posterior_of(answer, Level::cluster);
  for (std::size_t i = 0; cluster != nullptr && i < cluster->shares.size() && result.size() < most; ++i) {
    if (cluster->shares[i].hypothesis.actor) result.push_back(&cluster->shares[i]);
  }
  return result;
}

std::string item_label(const Answer& answer, const Reason& reason) {
  const Evidence* item = item_of(answer, reason.evidence.text);
  if (item == nullptr) return reason.evidence.text == "prior" ? "prior against not in the catalogue" : "only together";
  return clean(item->id.text) + " " + clean(item->name.empty() ? item->value : item->name);
}

std::vector<std::string> matrix_row(const std::string& label, const std::vector<double>& cells) {
  std::string line = " " + padded(label, item_width);
  for (const double nats : cells) line += right_aligned(signed_text(nats, 1), cell_width);
  return {line};
}

std::string items_text(const Answer& answer, const Evidence& item) {
  std::string text = std::string(name_of(item.kind)) + " · grade " + item.grade.reliability + item.grade.credibility;
  text += " · origin " + (item.origin.empty() ? std::string("not stated") : clean(item.origin));
  text += item.checked ? " · checked by a person" : " · unchecked";
  std::vector<std::string> others;
  for (const Evidence& other : answer.incident.evidence) {
    if (!(other.id == item.id) && other.origin == item.origin && !item.origin.empty())
      others.push_back(clean(other.id.text));
  }
  if (!others.empty()) text += " · of the same origin: " + id_list(others);
  return text;
}

std::string plays(const Bearing& bearing) {
  std::string whose = bearing.level == Level::sponsor ? "the state of who " : "who ";
  switch (bearing.role) {
    case Role::operated:
      return whose + "operated";
    case Role::tasked:
      return whose + "gave the order";
    case Role::supplied:
      return whose + "made the tool";
    case Role::relayed:
      return whose + "carried the traffic";
    case Role::admitted:
      return whose + "opened the way";
  }
  return whose;
}

// The strongest leans, those of equal size together. In an exercise states are counted and not named.
std::vector<std::string> leans_of(const Answer& answer, const Bearing& bearing) {
  constexpr std::size_t most_named = 12;
  std::map<std::string, std::vector<std::string>, std::greater<>> by_size;
  std::map<std::string, double> size;
  for (const Lean& lean : bearing.leans) {
    const std::string text = signed_text(lean.nats, 2);
    by_size[text].push_back(clean(lean.of));
    size[text] = lean.nats;
  }
  std::vector<std::pair<double, std::string>> rows;
  for (auto& [text, names] : by_size) {
    const std::size_t n = names.size();
    std::string line = text + " nats for " + std::to_string(n);
    if (bearing.level == Level::sponsor) line += n == 1 ? " state" : " states";
    if (!(answer.incident.exercise && bearing.level == Level::sponsor)) {
      if (n > most_named) names.resize(most_named);
      line += ": " + join(names, " ") + (n > most_named ? " …" : "");
    }
    rows.emplace_back(size[text], std::move(line));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (rows.size() > 6) rows.erase(rows.begin() + 3, rows.end() - 3);
  std::vector<std::string> lines;
  for (auto& [nats, line] : rows) lines.push_back(std::move(line));
  return lines;
}

// What an item that is no behaviour says, before grade and ceiling, and how much of it may count.
void add_bearings(const Answer& answer, const Evidence& item, const PageOptions& options, PageBlock& block) {
  for (const Bearing& bearing : answer.bearings) {
    if (!(bearing.evidence == item.id)) continue;
    std::string text = clean(bearing.family) + ": bears on " + plays(bearing);
    text += fmt::format(" · genuine with chance {}", hundredths(bearing.quality));
    if (bearing.cap > 0.0) text += fmt::format(" · at most {:.1f} nats", bearing.cap);
    text += fmt::format(" · planted with chance {} where somebody plants, cost {:g} of 10", hundredths(bearing.fake),
                        bearing.cost);
    if (bearing.labels) text += " · counts only where catalogues' labels are believed";
    block.rows.push_back(hanging("    ", text, options.columns));
    if (!bearing.note.empty()) block.rows.push_back(hanging("      ", clean(bearing.note), options.columns));
    for (const std::string& line : leans_of(answer, bearing))
      block.rows.push_back(hanging("      ", line, options.columns));
  }
}

PageBlock item_block(const Answer& answer, const Answer* without, const Evidence& item, const PageOptions& options) {
  PageBlock block{.heading = "", .rows = {}, .keep = true};
  block.rows.push_back(hanging(clean(item.id.text) + "  ",
                               clean(item.name.empty() ? item.value : item.name + " (" + item.value + ")"),
                               options.columns));
  block.rows.push_back(hanging("    ", items_text(answer, item), options.columns));
  if (!item.quote.empty()) block.rows.push_back(hanging("    ", quotation(item.quote), options.columns));
  if (!item.note.empty()) block.rows.push_back(hanging("    ", clean(item.note), options.columns));
  if (!item.not_used.empty()) {
    block.rows.push_back(hanging("    ", "not used: " + clean(item.not_used), options.columns));
    return block;
  }
  add_bearings(answer, item, options, block);
  for (const Share* share : compared(answer, matrix_columns)) {
    const Reason* reason = reason_of(*share, item.id.text);
    if (reason == nullptr) continue;
    block.rows.push_back({"    " + padded(name_of(*share), item_width) +
                          right_aligned(signed_text(reason->weight.nats, 2), 8) + " nats" +
                          (reason->note.empty() ? "" : "   " + clean(reason->note))});
  }
  if (const Share* then = without == nullptr ? nullptr : leader_of(*without)) {
    block.rows.push_back(
        hanging("    ", "without it: closest match " + name_of(*then) + ", " + range_of(*then), options.columns));
  }
  return block;
}

PageBlock hypothesis_block(const Answer& answer, const Share& share, const PageOptions& options) {
  PageBlock block{.heading = "", .rows = {}, .keep = options.all};
  block.rows.push_back(
      hanging("", name_of(share) + ": " + range_of(share) + (share.words.empty() ? "" : ", " + clean(share.words)),
              options.columns));
  std::vector<const Reason*> reasons;
  for (const Reason& reason : share.reasons) reasons.push_back(&reason);
  std::stable_sort(reasons.begin(), reasons.end(), [](const Reason* a, const Reason* b) {
    return std::abs(a->weight.nats) > std::abs(b->weight.nats);
  });
  double sum = 0.0;
  for (const Reason* reason : reasons) {
    sum += reason->weight.nats;
    block.rows.push_back({" " + padded(item_label(answer, *reason), item_width) +
                          right_aligned(signed_text(reason->weight.nats, 2), 8) + "   " + clean(reason->note)});
  }
  if (!reasons.empty()) {
    block.rows.push_back(
        {" " + padded("ln odds against not in the catalogue", item_width) + right_aligned(signed_text(sum, 2), 8)});
  } else {
    block.rows.push_back({" what every other hypothesis is compared with: it has no reasons of its own"});
  }
  return block;
}

bool same(std::string_view a, std::string_view b) { return lower(a) == lower(b); }

}  // namespace

std::string matrix_page(const Answer& answer, const PageOptions& options) {
  const std::vector<const Share*> columns = compared(answer, matrix_columns);
  PageBlock table{
      .heading = " " + padded("nats against not in the catalogue", item_width), .rows = {}, .keep = options.all};
  for (const Share* share : columns)
    table.heading += right_aligned(shortened(clean(share->hypothesis.name), cell_width - 1), cell_width);
  std::vector<double> sums(columns.size(), 0.0);
  for (std::size_t row = 0; !columns.empty() && row < columns.front()->reasons.size(); ++row) {
    std::vector<double> cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      cells.push_back(columns[i]->reasons[row].weight.nats);
      sums[i] += cells.back();
    }
    table.rows.push_back(matrix_row(item_label(answer, columns.front()->reasons[row]), cells));
  }
  PageBlock total{.heading = "", .rows = {matrix_row("ln odds", sums)}, .separate = false, .keep = true};
  std::string shares = " " + padded("share", item_width);
  for (const Share* share : columns) shares += right_aligned(hundredths(share->probability.value()), cell_width);
  total.rows.push_back({shares});
  return page_of({heading(answer, "items against hypotheses", options), std::move(table), std::move(total),
                  standing(answer, options)},
                 options);
}

Result<std::string> explain_page(const Answer& answer, const Answer* without, std::string_view what,
                                 const PageOptions& options) {
  PageBlock block;
  const Posterior* cluster = posterior_of(answer, Level::cluster);
  if (const Evidence* item = item_of(answer, what)) {
    block = item_block(answer, without, *item, options);
  } else {
    const Share* found = nullptr;
    for (std::size_t i = 0; cluster != nullptr && i < cluster->shares.size() && found == nullptr; ++i) {
      const Hypothesis& hypothesis = cluster->shares[i].hypothesis;
      if (same(hypothesis.name, what) || same(hypothesis.actor.value_or(""), what)) found = &cluster->shares[i];
    }
    const auto party = found == nullptr ? party_block(as_shown(answer), what, options) : std::nullopt;
    if (found == nullptr && !party) {
      return Error{Code::not_found, fmt::format("{}: no item and no hypothesis '{}'; items are named in the case, "
                                                "hypotheses as the page has them",
                                                answer.incident.file, clean(what))};
    }
    block = party ? *party : hypothesis_block(answer, *found, options);
  }
  return page_of({heading(answer, "explained: " + clean(what), options), std::move(block), standing(answer, options)},
                 options);
}

std::string parameters_page(const Answer& answer, const std::vector<Sensitivity>& rows, const PageOptions& options) {
  PageBlock table{.heading = padded(" parameter", 24) + right_aligned("value", 9) + "  mark" +
                             right_aligned("half", 8) + right_aligned("double", 8) + "  unit; source",
                  .rows = {},
                  .keep = true};
  for (const Sensitivity& row : rows) {
    const auto moved = [&](double change) { return row.movable ? signed_text(change, 2) : std::string("-"); };
    const std::string first = padded(" " + clean(row.parameter.id), 24) +
                              right_aligned(fmt::format("{:g}", row.parameter.value), 9) + "  " + row.parameter.mark +
                              "   " + right_aligned(moved(row.halved), 8) + right_aligned(moved(row.doubled), 8) + "  ";
    table.rows.push_back(
        hanging(first, clean(row.parameter.unit) + "; " + clean(row.parameter.source), options.columns));
  }
  return page_of({heading(answer,
                          "parameters " + clean(answer.parameters) +
                              " · M measured, V checked, K known, D judgement · half, double: change of the closest "
                              "match's share on this case",
                          options),
                  std::move(table), standing(answer, options)},
                 options);
}

}  // namespace whence
