#include "format/page_trace.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t object_columns = 30;
constexpr std::size_t most_reasons = 3;

std::string share_text(double p) {
  if (p >= 0.9995) return ">.999";
  return fmt::format("{:.3f}", p).substr(1);
}

std::string ratio_text(double ratio) { return fmt::format("x{:.{}f}", ratio, ratio < 9.95 ? 1 : 0); }

std::string day_text(const std::optional<Day>& day) { return day ? to_string(Date{*day, Precision::day}) : "?"; }

std::string window_text(const TraceLink& link) {
  if (!link.from) return {};
  return *link.from == *link.to ? day_text(link.from) : day_text(link.from) + "/" + day_text(link.to);
}

std::string how_rare(const TraceLink& link) {
  if (link.share_stated) return fmt::format("share {:.2g} stated", link.share);
  return fmt::format("{} here, share {:.2g} taken", link.carriers, link.share);
}

std::string reason(const Trace& trace, const TraceLink& link) {
  std::string text = fmt::format("{} {}", clean(link.words), clean(link.via.empty() ? "" : link.via + " as "));
  text = fmt::format("{}{} {}", squeeze(text), "", clean(trace.nodes[link.b].id));
  if (link.days_apart != 0)
    text += fmt::format(", {}", counted(static_cast<std::size_t>(link.days_apart), "day apart", "days apart"));
  text += fmt::format(" ({})", how_rare(link));
  if (const std::string when = window_text(link); !when.empty()) text += ", " + when;
  if (!link.source.empty()) text += ", " + clean(link.source);
  return text;
}

std::vector<std::string> node_row(const Trace& trace, std::size_t at, const PageOptions& options) {
  const TraceNode& node = trace.nodes[at];
  std::string first = fmt::format(" {}  {}  {}", padded(clean(node.id), object_columns), padded(clean(node.kind), 9),
                                  share_text(node.p));
  if (trace.method != "exact") first += fmt::format("  {} - {}", share_text(node.low), share_text(node.high));
  std::string steps = counted(node.distance, "step", "steps");
  if (!node.stated_as.empty()) steps += ", said to be a " + clean(node.stated_as);
  std::vector<std::string> row = {fmt::format("{}  {}", first, steps)};
  std::size_t shown = 0;
  for (const TraceLink& link : trace.links) {
    if (link.a != at) continue;
    if (++shown > most_reasons && !options.all) break;
    const std::string head =
        link.not_counted.empty() ? "   " + right_aligned(ratio_text(link.ratio), 6) + "  " : "   not counted: ";
    std::string text = reason(trace, link);
    if (!link.not_counted.empty()) text += "; " + clean(link.not_counted);
    for (std::string& line : hanging(head, text, options.columns)) row.push_back(std::move(line));
  }
  return row;
}

PageBlock heading(const Trace& trace, const PageOptions& options) {
  PageBlock block;
  block.separate = false;
  block.keep = true;
  if (trace.exercise) block.heading = "EXERCISE: invented incident. No finding about any real actor follows from it.";
  std::size_t seeds = 0;
  std::string names;
  for (const TraceNode& node : trace.nodes) {
    if (node.role != TraceRole::seed) continue;
    if (++seeds <= 6) names += (names.empty() ? "" : ", ") + clean(node.id);
  }
  if (seeds > 6) names += fmt::format(" and {} more", seeds - 6);
  block.rows.push_back(hanging("", fmt::format("{} · from {}", clean(trace.name), names), options.columns));
  const TraceCounts& counts = trace.counts;
  std::string read = fmt::format("{}, {} used", counted(counts.observations, "observation", "observations"),
                                 with_thousands(counts.used));
  if (counts.outside_window != 0) read += fmt::format(", {} outside the time", with_thousands(counts.outside_window));
  if (counts.unknown_relation != 0)
    read += fmt::format(", {} of no known relation", with_thousands(counts.unknown_relation));
  if (counts.unusable != 0) read += fmt::format(", {} unusable", with_thousands(counts.unusable));
  if (counts.not_followed != 0) {
    read += fmt::format(", {} not followed to all who have it",
                        counted(counts.not_followed, "common value", "common values"));
  }
  block.rows.push_back(hanging("", read + (counts.full ? "; more lies near than is shown" : ""), options.columns));
  block.rows.push_back({"This page says which objects may be run by the same hands, not whose hands."});
  return block;
}

PageBlock candidates(const Trace& trace, const PageOptions& options) {
  PageBlock block;
  block.heading = fmt::format("COMMON CONTROL WITH THE SEEDS     {}",
                              trace.method == "exact" ? "chance, exact"
                              : trace.converged       ? "chance by propagation, bounds that hold"
                                                      : "propagation did not settle: trust the bounds only");
  for (std::size_t at = 0; at < trace.nodes.size(); ++at) {
    if (trace.nodes[at].role == TraceRole::candidate) block.rows.push_back(node_row(trace, at, options));
  }
  if (block.rows.empty())
    block.rows.push_back({" nothing else has anything in common with them in these observations"});
  return block;
}

std::string client_text(const RelayClient& client) {
  if (!client.not_counted.empty()) return client.name + ": " + client.not_counted;
  return fmt::format("{} {} of the chance, at most {:+.1f} nats", client.name, share_text(client.share), client.nats);
}

std::string says_text(const RelaySays& says) {
  if (says.nats <= 0.0) return "nothing: " + says.words;
  return fmt::format("at most {:+.1f} nats: {}", says.nats, says.words);
}

std::vector<std::string> relay_row(const Intermediary& relay, const PageOptions& options) {
  std::vector<std::string> row = {fmt::format(" {}  {}  {}, share {:.2g}", padded(clean(relay.id), object_columns),
                                              clean(relay.relay_class), ratio_text(relay.ratio), relay.share)};
  const auto add = [&](std::string_view label, const std::string& text) {
    if (text.empty()) return;
    for (std::string& line : hanging("   " + padded(label, 12), clean(text), options.columns))
      row.push_back(std::move(line));
  };
  std::string used;
  for (const std::string& name : relay.used_by) used += (used.empty() ? "" : ", ") + name;
  add("used by", shortened(clean(used), quotation_limit));
  add("hides", relay.hides);
  add("says", relay.says);
  for (const RelaySays& says : relay.still_says) add(says.whom, says_text(says));
  for (const RelayClient& client : relay.clients) add("client", client_text(client));
  if (!relay.clients.empty()) add("", "nobody on record " + share_text(relay.unlisted));
  add("reveals", relay.reveals);
  return row;
}

PageBlock relays(const Trace& trace, const PageOptions& options) {
  PageBlock block;
  if (trace.intermediaries.empty()) return block;
  block.heading = "INTERMEDIARIES     what each still says, and about whom; who used it stays open";
  for (const Intermediary& relay : trace.intermediaries) block.rows.push_back(relay_row(relay, options));
  return block;
}

PageBlock pivots(const Trace& trace, const PageOptions& options) {
  PageBlock block;
  block.minor = true;
  if (trace.pivots.empty()) return block;
  block.heading = "LOOK UP NEXT     in this order; what counts is who else has it";
  for (const TracePivot& pivot : trace.pivots) {
    block.rows.push_back(
        hanging(fmt::format(" {}  {}  ", padded(clean(pivot.id), object_columns), padded(clean(pivot.kind), 11)),
                clean(pivot.why), options.columns));
  }
  return block;
}

PageBlock odd(const Trace& trace, const PageOptions& options) {
  PageBlock block;
  block.minor = true;
  if (trace.oddities.empty()) return block;
  block.heading = "ODD IN THE INPUT";
  for (const Oddity& each : trace.oddities) {
    block.rows.push_back(hanging(" " + clean(each.where) + ": ", clean(each.what), options.columns));
  }
  return block;
}

}  // namespace

std::string trace_page(const Trace& trace, const PageOptions& options) {
  std::vector<PageBlock> blocks;
  for (PageBlock& block : std::vector<PageBlock>{heading(trace, options), candidates(trace, options),
                                                 relays(trace, options), pivots(trace, options), odd(trace, options)}) {
    if (!block.rows.empty()) blocks.push_back(std::move(block));
  }
  PageBlock last;
  last.keep = true;
  last.rows.push_back({fmt::format("data {} · the same files and data: the same page", trace.data.substr(0, 12))});
  blocks.push_back(std::move(last));
  return page_of(std::move(blocks), options);
}

}  // namespace whence
