#include "format/page_ledger.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/languages.h"

namespace whence {
namespace {

constexpr std::size_t date_columns = 11, gap = 2;
constexpr std::string_view no_answer = "no answer found in what we hold";

// Both columns are shortened alike.
std::string limited(const std::string& text, std::size_t columns) { return shortened(clean(text), columns * 4); }

std::string short_name(const std::string& name) { return name.substr(name.find_last_of('/') + 1); }

std::string marks_of(const LedgerLine& line) {
  std::string marks = line.id;
  const auto add = [&](const std::string& mark) {
    if (!mark.empty()) marks += " · " + mark;
  };
  if (line.rung && !accuses_nobody(line)) add(fmt::format("rung {}", *line.rung));
  if (!line.on_record) add(line.hedge);
  add(line.status);
  if (line.tellings > 1) add(fmt::format("told {} times", line.tellings));
  for (const std::string& record : line.record) add(record);
  add(line.verdict);
  for (const std::string& tag : line.tags) add("#" + tag);
  if (!line.tlp.empty()) add("TLP:" + line.tlp);
  if (line.exchanged) add(clean(short_name(line.document_name)));
  if (!line.on_record && !line.exchanged)
    add(fmt::format("{} s{}", clean(short_name(line.document_name)), line.sentence));
  return marks;
}

std::vector<std::string> left_of(const LedgerLine& line, std::size_t columns) {
  std::vector<std::string> lines = wrapped(limited(line.text, columns), columns);
  for (const std::string& part : wrapped(marks_of(line), columns)) lines.push_back(part);
  return lines;
}

constexpr std::size_t most_beside = 2;

void add_beside(std::vector<std::string>& lines, const std::vector<LedgerAnswer>& sayings, std::size_t columns) {
  for (std::size_t i = 0; i < std::min(most_beside, sayings.size()); ++i) {
    const LedgerAnswer& one = sayings[i];
    for (const std::string& part : wrapped(limited(one.text, columns), columns)) lines.push_back(part);
    std::string marks = clean(one.where);
    if (!one.date.empty()) marks += " · " + clean(one.date);
    if (!one.verified) marks += " · unverified: no source read";
    for (const std::string& part : wrapped(marks, columns)) lines.push_back(part);
  }
}

// Beside an accusation what is answered; beside an answer what it answers.
std::vector<std::string> right_of(const LedgerLine& line, std::size_t columns) {
  std::vector<std::string> lines;
  add_beside(lines, line.answers, columns);
  if (line.answers.size() > most_beside)
    lines.push_back("and " + counted(line.answers.size() - most_beside, "more answer", "more answers"));
  const Act act = act_named(line.act).value_or(Act::comment);
  const bool answer = !line.on_record && is_denial(act);
  if (accuses_nobody(line)) {
    lines.push_back(line.in_answer_to.empty() ? "an accusation that is not made" : "not made, while others say:");
    add_beside(lines, line.in_answer_to, columns);
  } else if (answer || !line.in_answer_to.empty()) {
    lines.push_back(line.in_answer_to.empty() ? "what it answers is not told" : "an answer to:");
    add_beside(lines, line.in_answer_to, columns);
    if (line.in_answer_to.size() > most_beside)
      lines.push_back("and " + counted(line.in_answer_to.size() - most_beside, "more claim", "more claims"));
  } else if (line.answers.empty()) {
    for (const std::string& part : wrapped(no_answer, columns)) lines.push_back(part);
  }
  if (line.answers_hidden != 0) {
    for (const std::string& part : wrapped("one that nobody has verified is left out: --unverified", columns))
      lines.push_back(part);
  }
  return lines;
}

std::vector<std::string> row_of(const LedgerLine& line, std::size_t columns) {
  const std::size_t half = (columns - date_columns - gap) / 2;
  const std::vector<std::string> left = left_of(line, half), right = right_of(line, half);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    std::string row = padded(i == 0 ? (line.date.empty() ? "undated" : line.date) : "", date_columns);
    row += padded(i < left.size() ? left[i] : "", half) + std::string(gap, ' ');
    if (i < right.size()) row += right[i];
    rows.push_back(row.substr(0, row.find_last_not_of(' ') + 1));
  }
  return rows;
}

PageBlock heading(const LedgerView& view, std::size_t columns) {
  PageBlock block;
  block.separate = false;
  block.keep = true;
  std::vector<std::string> lines;
  if (view.exercise) lines.push_back("EXERCISE: some of these incidents are invented.");
  const auto add = [&](const std::string& text) {
    for (const std::string& line : wrapped(text, columns)) lines.push_back(line);
  };
  add("LEDGER · " + (view.asked.empty() ? "everything" : clean(view.asked)));
  std::string count = counted(view.record, "act", "acts") + " of the public record";
  if (view.claims != 0 || view.documents != 0) {
    if (view.record == 0) count.clear();
    const std::string origins = counted(view.origins, "independent origin", "independent origins");
    std::string claims = (view.claims_capped ? "more than " : "") + counted(view.claims, "claim", "claims") +
                         " out of " + (view.claims_capped ? "at least " : "") +
                         counted(view.documents, "document", "documents");
    claims += view.claims_more() ? fmt::format("; listed: {}, of {} (--most N lists more)",
                                               with_thousands(view.listed_claims), origins)
                                 : ", of " + origins;
    count = claims + (count.empty() ? "" : "; " + count);
  }
  if (view.exchanged != 0)
    count += "; " + std::string(view.exchanged_more ? "more than " : "") +
             counted(view.exchanged, "attribution", "attributions") + " in other systems' objects";
  add(count + ". All counts are of this ledger, a sample of what was said in public; not of what was done.");
  for (const LedgerUnread& one : view.unread)
    add(fmt::format("{} of the workspace in {}: {}.", counted(one.documents, "document", "documents"),
                    language_name(one.language),
                    one.in_part ? "read by cue words only, claims are missing"
                                : "not read, the reader does not know the language"));
  if (view.unverified != 0)
    add(counted(view.unverified, "act", "acts") +
        " whose source nobody has checked: left out; --unverified shows them.");
  block.rows.push_back(std::move(lines));
  return block;
}

PageBlock drifts(const LedgerView& view, std::size_t columns) {
  PageBlock block;
  block.heading = "WHAT CHANGED ON THE WAY";
  block.minor = true;
  for (const LedgerDrift& drift : view.drifts) {
    std::string text =
        fmt::format("{}: {} became {}", drift.field, drift.before.empty() ? "nothing" : quotation(drift.before),
                    drift.after.empty() ? "nothing" : quotation(drift.after));
    if (!drift.direction.empty()) text += " (" + drift.direction + ")";
    text += fmt::format("; {} to {}", clean(drift.from), clean(drift.to));
    block.rows.push_back(hanging(" ", text, columns));
  }
  return block;
}

PageBlock incidents(const LedgerView& view, std::size_t columns) {
  PageBlock block;
  block.heading = "TAKEN TO BE ONE INCIDENT (suggested; whence incident shows, keeps and undoes)";
  block.minor = true;
  for (const LedgerIncident& incident : view.incidents) {
    if (incident.members.size() < 2) continue;
    block.rows.push_back(hanging(" " + incident.id + "  ", clean(join(incident.reasons, "; ")), columns));
  }
  return block;
}

}  // namespace

bool accuses_nobody(const LedgerLine& line) {
  return !line.on_record && (line.denied || act_named(line.act) == Act::decline_to_name);
}

std::string page_ledger(const LedgerView& view, const PageOptions& options) {
  std::vector<PageBlock> blocks = {heading(view, options.columns)};
  PageBlock lines;
  const std::size_t half = (options.columns - date_columns - gap) / 2;
  lines.heading = padded("WHEN", date_columns) + padded("SAID", half + gap) + "ANSWERED";
  // Of several tellings of one statement the earliest stands for all; the tables list each.
  std::map<std::string, const LedgerLine*> first;
  for (const LedgerLine& line : view.lines) {
    if (!line.origin.empty()) first[line.origin] = &line;
  }
  for (const LedgerLine& line : view.lines) {
    if (line.origin.empty() || first[line.origin] == &line) lines.rows.push_back(row_of(line, options.columns));
  }
  if (lines.rows.empty()) lines.rows.push_back({"nothing in this ledger"});
  blocks.push_back(std::move(lines));
  for (PageBlock block : {drifts(view, options.columns), incidents(view, options.columns)}) {
    if (!block.rows.empty()) blocks.push_back(std::move(block));
  }
  return page_of(std::move(blocks), options);
}

}  // namespace whence
