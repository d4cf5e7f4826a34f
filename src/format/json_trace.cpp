#include <cmath>

#include <fmt/format.h>

#include "base/json_lists.h"
#include "base/text.h"
#include "format/json_oddity.h"
#include "format/page_trace.h"

namespace whence {
namespace {

std::string_view role_text(TraceRole role) {
  switch (role) {
    case TraceRole::seed:
      return "seed";
    case TraceRole::candidate:
      return "candidate";
    case TraceRole::relay:
      return "relayed";
  }
  return {};
}

Json day_json(const std::optional<Day>& day) { return day ? Json(to_string(Date{*day, Precision::day})) : Json(); }

Json node_json(const TraceNode& node) {
  const bool relay = node.role == TraceRole::relay;
  return Json::object()
      .set("id", node.id)
      .set("kind", node.kind)
      .set("role", role_text(node.role))
      .set("p", relay ? Json() : Json(node.p))
      .set("low", relay ? Json() : Json(node.low))
      .set("high", relay ? Json() : Json(node.high))
      .set("distance", node.distance)
      .set("seen_as", json_texts(node.seen_as))
      .set("stated_as", or_null(node.stated_as));
}

Json edges_json(const Trace& trace) {
  return json_list(trace.links, [&](const TraceLink& link) {
    return Json::object()
        .set("a", trace.nodes[link.a].id)
        .set("b", trace.nodes[link.b].id)
        .set("relation", link.relation)
        .set("via", or_null(link.via))
        .set("via_kind", or_null(link.via_kind))
        .set("lr", link.ratio)
        .set("share", link.share)
        .set("share_stated", link.share_stated)
        .set("carriers", link.carriers)
        .set("days_apart", link.days_apart)
        .set("from", day_json(link.from))
        .set("to", day_json(link.to))
        .set("source", or_null(link.source))
        .set("not_counted", or_null(link.not_counted));
  });
}

Json client_json(const RelayClient& client) {
  return Json::object()
      .set("name", client.name)
      .set("whom", client.tasks ? "tasker" : "operator")
      .set("share", client.share)
      .set("nats", client.nats)
      .set("uses", client.uses)
      .set("not_counted", or_null(client.not_counted));
}

Json says_json(const RelaySays& says) {
  return Json::object().set("whom", says.whom).set("nats", says.nats).set("words", says.words);
}

Json relay_json(const Intermediary& relay) {
  return Json::object()
      .set("id", relay.id)
      .set("class", relay.relay_class)
      .set("lr", relay.ratio)
      .set("nats", std::log(relay.ratio))
      .set("share", relay.share)
      .set("used_by", json_texts(relay.used_by))
      .set("providers", json_texts(relay.providers))
      .set("provider_right", relay.provider_right)
      .set("clients", json_list(relay.clients, client_json))
      .set("unlisted", relay.unlisted)
      .set("about", relay.about)
      .set("still_says", json_list(relay.still_says, says_json))
      .set("hides", or_null(relay.hides))
      .set("says", or_null(relay.says))
      .set("reveals", or_null(relay.reveals));
}

Json pivot_json(const TracePivot& pivot) {
  return Json::object().set("id", pivot.id).set("kind", pivot.kind).set("why", pivot.why).set("score", pivot.score);
}

Json counts_json(const TraceCounts& counts) {
  return Json::object()
      .set("observations", counts.observations)
      .set("used", counts.used)
      .set("outside_window", counts.outside_window)
      .set("unknown_relation", counts.unknown_relation)
      .set("unusable", counts.unusable)
      .set("not_followed", counts.not_followed)
      .set("full", counts.full);
}

std::string dot_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : visible(text)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string trace_json(const Trace& trace) {
  return to_text(Json::object()
                     .set("name", trace.name)
                     .set("exercise", trace.exercise)
                     .set("nodes", json_list(trace.nodes, node_json))
                     .set("edges", edges_json(trace))
                     .set("intermediaries", json_list(trace.intermediaries, relay_json))
                     .set("converged", trace.converged)
                     .set("method", trace.method)
                     .set("pivots", json_list(trace.pivots, pivot_json))
                     .set("counts", counts_json(trace.counts))
                     .set("oddities", json_oddities(trace.oddities))
                     .set("data", trace.data),
                 2) +
         "\n";
}

std::string trace_dot(const Trace& trace) {
  std::string text = "graph trace {\n  node [shape=ellipse];\n";
  if (trace.exercise) text += "  label=\"EXERCISE: invented incident\";\n";
  for (const TraceNode& node : trace.nodes) {
    const std::string label = node.role == TraceRole::candidate ? fmt::format("{}\n{:.3f}", node.id, node.p)
                              : node.role == TraceRole::seed    ? node.id + "\nseed"
                                                                : node.id + "\n" + node.kind;
    std::string quoted;
    for (const std::string_view line : lines(label))
      quoted += (quoted.empty() ? "" : "\\n") + dot_text(line).substr(1, dot_text(line).size() - 2);
    text += fmt::format("  {} [label=\"{}\"{}];\n", dot_text(node.id), quoted,
                        node.role == TraceRole::relay  ? ", shape=box"
                        : node.role == TraceRole::seed ? ", penwidth=2"
                                                       : "");
  }
  for (const TraceLink& link : trace.links) {
    text +=
        fmt::format("  {} -- {} [label={}{}];\n", dot_text(trace.nodes[link.b].id), dot_text(trace.nodes[link.a].id),
                    dot_text(fmt::format("{} x{:.1f}", link.relation, link.ratio)),
                    link.not_counted.empty() ? "" : ", style=dashed");
  }
  for (const Intermediary& relay : trace.intermediaries) {
    for (const std::string& user : relay.used_by) {
      text += fmt::format("  {} -- {} [style=dotted];\n", dot_text(user), dot_text(relay.id));
    }
  }
  return text + "}\n";
}

}  // namespace whence
