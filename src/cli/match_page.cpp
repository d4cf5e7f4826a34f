#include "cli/match_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "format/layout.h"

namespace whence {
namespace {

std::string list_lines(const ListSummary& list) {
  std::string text =
      fmt::format("  {}: {}, {} in {}", clean(list.name), name_of(list.shape.form),
                  counted(list.taken, "indicator", "indicators"), counted(list.shape.records, "record", "records"));
  if (list.known != 0) text += fmt::format(", {} known already", with_thousands(list.known));
  if (list.shape.left_out != 0)
    text += fmt::format(", {} revoked or not for detection", with_thousands(list.shape.left_out));
  if (list.unusable != 0) text += fmt::format(", {} of no use", with_thousands(list.unusable));
  text += '\n';
  for (const Oddity& odd : list.oddities) text += fmt::format("    {}: {}\n", clean(odd.where), clean(odd.what));
  if (list.unusable > list.oddities.size()) text += "    and so on\n";
  if (list.problem) text += fmt::format("    {}\n", clean(*list.problem));
  return text;
}

std::string log_lines(const LogSummary& log) {
  const LogCounts& counts = log.counts;
  std::string text =
      fmt::format("  {}: {}, {} bytes{}{}{}; {}\n", clean(log.name), counted(counts.lines, "line", "lines"),
                  with_thousands(counts.bytes), log.packing.empty() ? "" : " from ", log.packing,
                  log.transcoded ? ", UTF-16" : "", counted(counts.sightings, "sighting", "sightings"));
  if (counts.long_lines != 0)
    text += fmt::format("    {} longer than a block, read in parts; the first is line {}\n",
                        counted(counts.long_lines, "line", "lines"), with_thousands(counts.first_long_line));
  if (counts.not_utf8 != 0)
    text += fmt::format("    {} not in UTF-8, matched by {} bytes; the first is line {}\n",
                        counted(counts.not_utf8, "line", "lines"), counts.not_utf8 == 1 ? "its" : "their",
                        with_thousands(counts.first_not_utf8));
  if (counts.cut) text += "    the last line has no end\n";
  if (log.problem) text += fmt::format("    {}\n", clean(*log.problem));
  return text;
}

std::string count_lines(const MatchSummary& summary, bool held_back, std::size_t most) {
  std::string text;
  std::size_t shown = 0, all = 0;
  for (const IndicatorCount& count : summary.counts) {
    if (count.benign.empty() == held_back) continue;
    if (++all > most) continue;
    ++shown;
    text += fmt::format("  {:>11}  {:7}  {}  {}:{}{}{}\n", with_thousands(count.lines), name_of(count.kind),
                        clean(count.text), clean(summary.lists[count.list].name), count.list_line,
                        held_back ? "  " : "", clean(count.benign));
  }
  if (all > shown) text += fmt::format("  and {} more; --top N shows them\n", with_thousands(all - shown));
  return text;
}

}  // namespace

std::string match_page(const MatchSummary& summary, std::size_t most) {
  std::string text = fmt::format("{} from {}\n", counted(summary.indicators, "indicator", "indicators"),
                                 counted(summary.lists.size(), "list", "lists"));
  for (const ListSummary& list : summary.lists) text += list_lines(list);
  if (!summary.benign_lists.empty()) text += "Benign lists\n";
  for (const ListSummary& list : summary.benign_lists) text += list_lines(list);
  text += "Logs\n";
  for (const LogSummary& log : summary.logs) text += log_lines(log);
  text += fmt::format("Seen in {}\n", counted(summary.told, "line", "lines"));
  text += count_lines(summary, false, most);
  if (summary.held_back != 0) {
    text += fmt::format("Held back as benign: {} (--no-benign tells them)\n",
                        counted(summary.held_back, "sighting", "sightings"));
    text += count_lines(summary, true, most);
  }
  return text;
}

}  // namespace whence
