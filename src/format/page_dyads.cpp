#include "format/page_dyads.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/dyad_texts.h"

namespace whence {
namespace {

constexpr std::string_view levels[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t months_in_year = 12, name_columns = 30, label_columns = 11;

std::string name_of(const std::string& code, const PartyNames& names) {
  const auto found = names.find(code);
  return clean(found == names.end() ? code : found->second);
}

std::vector<std::string> labelled(std::string_view label, const std::string& text, std::size_t columns) {
  return hanging(" " + padded(label, label_columns), text, columns);
}

std::vector<std::string> act_row(const DyadAct& act, std::size_t columns) {
  const std::size_t half = (columns - label_columns - 3) / 2;
  // Both columns are shortened alike.
  std::string said = clean(act.speaker);
  if (!act.victims.empty()) said += "; victims: " + clean(act.victims);
  said = shortened(said, half * 3);
  const std::vector<std::string> left =
      wrapped(said + fmt::format(" ({} · {} · weight {:g})", clean(act.id), act.weight_of, act.weight), half);
  std::vector<std::string> right;
  for (const DyadReply& reply : act.replies) {
    const std::string answer = shortened(clean((reply.by.empty() ? "" : reply.by + ": ") + reply.text), half * 3);
    const std::string mark = fmt::format(" ({}{}{})", reply.kind, reply.date ? " · " + to_string(*reply.date) : "",
                                         reply.verified ? "" : " · unverified");
    for (const std::string& line : wrapped(answer + mark, half)) right.push_back(line);
  }
  if (right.empty()) right = wrapped("no answer found in what we hold", half);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    std::string row = " " + padded(i == 0 ? to_string(act.date) : "", label_columns) +
                      padded(i < left.size() ? left[i] : "", half) + "  ";
    if (i < right.size()) row += right[i];
    rows.push_back(row.substr(0, row.find_last_not_of(' ') + 1));
  }
  return rows;
}

PageBlock heading(const DyadView& view, const PartyNames& names, std::size_t columns) {
  PageBlock block;
  block.separate = false;
  block.keep = true;
  std::vector<std::string> lines;
  const auto add = [&](const std::string& text) {
    for (const std::string& line : wrapped(text, columns)) lines.push_back(line);
  };
  if (view.exercise) lines.emplace_back("EXERCISE: some of these incidents are invented.");
  add("RELATIONS · " + (view.pair ? name_of(view.a, names) + " and " + name_of(view.b, names) : "every pair") +
      " · accusations and answers, " + to_string(view.from) + " to " +
      to_string(view.pair && !view.dyads.empty() ? view.dyads.front().to : view.to));
  std::string from = view.record_size == 0 ? ""
                                           : counted(view.rows, "act", "acts") + " of the public record that " +
                                                 (view.rows == 1 ? "counts" : "count");
  if (view.claims != 0)
    from += (from.empty() ? "" : ", ") + std::string(view.claims_more ? "the latest " : "") +
            counted(view.claims, "claim", "claims") + " of documents";
  add("Out of " + (from.empty() ? "nothing" : from) +
      ". All counts are of this ledger, a sample of accusations made in public; not of what was done. A change in what "
      "is "
      "published looks the same as a change in what is done.");
  if (view.undated_claims != 0)
    add(counted(view.undated_claims, "claim", "claims") + " of " +
        counted(view.undated_documents, "undated document", "undated documents") +
        (view.undated_claims == 1 ? " is" : " are") +
        " left out, for a series needs days: whence add --published DATE FILE dates a document, also one that is "
        "held.");
  if (view.extended)
    add(view.pair ? "The window ends with the latest statement of the two, which is later than the record's last month."
                  : "Where a statement is later than that, the window of its pair ends with it.");
  block.rows.push_back(std::move(lines));
  return block;
}

PageBlock series(const Dyad& dyad, const DyadView& view, const PartyNames& names, std::size_t columns) {
  PageBlock block;
  block.heading = fmt::format("{} ACCUSES {}", name_of(dyad.accuser, names), name_of(dyad.accused, names));
  block.keep = true;
  if (dyad.events.empty()) {
    block.rows.push_back(labelled("by year", "no accusation of this ledger", columns));
  } else {
    block.rows.push_back(
        labelled("by year",
                 fmt::format("{} {} {}  {} of this ledger, in {}", to_string(view.from).substr(0, 4),
                             sparkline(dyad.months), to_string(dyad.to).substr(0, 4), accusations(dyad.events.size()),
                             counted(dyad.acts.size(), "act", "acts")),
                 columns));
    block.rows.push_back(labelled("rate", change_text(dyad, view), columns));
    block.rows.push_back(labelled("surprise", surprise_text(dyad), columns));
    block.rows.push_back(labelled("answers", answers_text(dyad), columns));
  }
  block.rows.push_back(labelled("tension", tension_text(dyad, view), columns));
  return block;
}

PageBlock listing(const Dyad& dyad, const PartyNames& names, std::size_t columns) {
  PageBlock block;
  const std::size_t half = (columns - label_columns - 3) / 2;
  block.heading = " " + padded("WHEN", label_columns) +
                  padded("SAID BY " + name_of(dyad.accuser, names) + ", newest first", half + 2) + "ANSWERED";
  for (auto act = dyad.acts.rbegin(); act != dyad.acts.rend(); ++act) block.rows.push_back(act_row(*act, columns));
  return block;
}

PageBlock firsts(const Dyad& dyad, const PartyNames& names, std::size_t columns) {
  PageBlock block;
  block.heading = fmt::format("FIRSTS of {} against {}, newest first, of this ledger", name_of(dyad.accuser, names),
                              name_of(dyad.accused, names));
  block.minor = true;
  for (auto first = dyad.firsts.rbegin(); first != dyad.firsts.rend(); ++first)
    block.rows.push_back(
        hanging(" " + padded(to_string(dyad.acts[first->act].date), label_columns), first_text(dyad, *first), columns));
  return block;
}

// On a narrow screen the series and the rates are left out; whence relations A B has them.
PageBlock table(const DyadView& view, const PartyNames& names, std::size_t columns) {
  constexpr std::size_t figures = 36, rates = 11, least_name = 24;  // columns
  const std::size_t years = view.dyads.empty() ? 0 : display_width(sparkline(view.dyads.front().months));
  const std::size_t series = std::max<std::size_t>(years, 8) + 1;
  const bool wide = columns >= least_name + figures + rates + series;
  const std::size_t name = std::min(columns - figures - (wide ? rates + series : 0), name_columns);
  const auto row_of = [&](const std::string& pair, const std::string& n, const std::string& line,
                          const std::string& factor, const std::string& change, const std::string& before,
                          const std::string& after, const std::string& tension, const std::string& bits) {
    std::string row = padded(pair, name) + right_aligned(n, 4) + " ";
    if (wide) row += padded(line, series);
    row += right_aligned(factor, 7) + " " + padded(change, 9);
    if (wide) row += right_aligned(before, 5) + right_aligned(after, 6);
    row += right_aligned(tension, 8) + right_aligned(bits, 6);
    return row.substr(0, row.find_last_not_of(' ') + 1);
  };
  PageBlock block;
  block.heading = row_of("ACCUSER > ACCUSED", "N", "BY YEAR", "BF", "CHANGE", "/Y", "THEN", "TENSION", "BITS");
  for (const Dyad& dyad : view.dyads) {
    const bool shown = dyad.change && dyad.change->factor >= view.weak;
    block.rows.push_back({row_of(
        name_of(dyad.accuser, names) + " > " + name_of(dyad.accused, names), std::to_string(dyad.events.size()),
        sparkline(dyad.months), dyad.change ? factor_text(dyad.change->factor) : "",
        shown ? to_string(dyad.change->date) : "-", fmt::format("{:.2f}", shown ? dyad.change->before : dyad.rate),
        shown ? fmt::format("{:.2f}", dyad.change->after) : "", fmt::format("{:.2f}", dyad.tension.total()),
        fmt::format("{:.1f}", dyad.recent_bits))});
  }
  if (block.rows.empty()) block.rows.push_back({"nothing in this ledger"});
  return block;
}

PageBlock legend(const DyadView& view, std::size_t columns) {
  PageBlock block;
  block.keep = true;
  block.rows.push_back(wrapped(
      fmt::format(
          "N: accusations of this ledger, joint statements counted once. BF: Bayes factor of one change of the "
          "rate; from {:g} a change, from {:g} weak, below it none is shown. /Y THEN: accusations a year before "
          "and after, without a change over the window. TENSION: at the end of the window of the pair. BITS: surprise "
          "of "
          "the last twelve months. whence relations A B shows a pair.",
          view.sure, view.weak),
      columns));
  return block;
}

}  // namespace

std::vector<std::size_t> by_year(const std::vector<std::size_t>& months) {
  std::vector<std::size_t> years((months.size() + months_in_year - 1) / months_in_year);
  for (std::size_t i = 0; i < months.size(); ++i) years[i / months_in_year] += months[i];
  return years;
}

std::string sparkline(const std::vector<std::size_t>& months) {
  const std::vector<std::size_t> years = by_year(months);
  const std::size_t most = years.empty() ? 0 : *std::max_element(years.begin(), years.end());
  std::string text;
  for (const std::size_t count : years)
    text += count == 0 || most == 0 ? std::string_view("·") : levels[(count * std::size(levels) - 1) / most];
  return text;
}

std::string page_dyads(const DyadView& view, const PartyNames& names, const DyadPageOptions& options) {
  const std::size_t columns = options.page.columns;
  std::vector<PageBlock> blocks = {heading(view, names, columns)};
  if (!view.pair) {
    blocks.push_back(table(view, names, columns));
    blocks.push_back(legend(view, columns));
    return page_of(std::move(blocks), options.page);
  }
  for (const Dyad& dyad : view.dyads) blocks.push_back(series(dyad, view, names, columns));
  if (view.dyads.empty()) {
    PageBlock nothing;
    nothing.rows.push_back({view.undated_claims == 0 ? "nothing between these two in this ledger"
                                                     : "nothing with a date between these two in this ledger"});
    blocks.push_back(std::move(nothing));
  }
  if (options.symmetric && view.dyads.size() == 2) {
    PageBlock both;
    both.heading = "BOTH DIRECTIONS";
    both.keep = true;
    both.rows.push_back(
        labelled("tension",
                 fmt::format("{:.2f}, the sum of both", view.dyads[0].tension.total() + view.dyads[1].tension.total()),
                 columns));
    blocks.push_back(std::move(both));
  }
  for (const Dyad& dyad : view.dyads) {
    if (!dyad.events.empty()) blocks.push_back(listing(dyad, names, columns));
  }
  for (const Dyad& dyad : view.dyads) {
    if (!dyad.events.empty()) blocks.push_back(firsts(dyad, names, columns));
  }
  return page_of(std::move(blocks), options.page);
}

}  // namespace whence
