#include "fixture.h"

#include <utility>

#include <doctest/doctest.h>

#include "lexicon/data.h"
#include "lexicon/state_facts.h"

namespace whence::fixture {

const TraceSettings& settings() {
  static const Data data = [] {
    auto opened = Data::open_embedded();
    REQUIRE(opened);
    return *opened;
  }();
  static const TraceSettings read = [] {
    auto made =
        trace_settings(TraceTables{*data.table("priors/trace"), *data.table("infrastructure/relations"),
                                   *data.table("infrastructure/intermediaries"), *read_shared_objects(data), 30.0});
    REQUIRE_MESSAGE(made, made.error().message);
    return *made;
  }();
  return read;
}

Observation seen(const std::string& subject, const std::string& relation, const std::string& object,
                 const std::string& when) {
  Observation each;
  each.subject = subject;
  each.relation = relation;
  each.object = object;
  each.source = "test";
  if (const auto interval = parse_interval(when)) {
    each.from = interval->from->first;
    each.to = last_day(*interval->to);
  }
  return each;
}

Trace traced(const std::vector<std::string>& seeds, std::vector<Observation> observations, const TraceSettings& with) {
  TraceInput input;
  input.name = "case test";
  for (const std::string& seed : seeds) input.seeds.push_back({seed, {}, {}});
  input.observations = std::move(observations);
  return trace(std::move(input), with, [](std::string_view text, std::string_view kind) {
    return ObjectName{std::string(text), kind.empty() ? "name" : std::string(kind), {}, !kind.empty(), false};
  });
}

double p_of(const Trace& trace, const std::string& id) {
  for (const TraceNode& node : trace.nodes) {
    if (node.id == id && node.role != TraceRole::relay) return node.p;
  }
  return -1.0;
}

std::vector<Observation> worked_example() {
  return {
      seen("ip1", "share", "3/300000"),
      seen("d1", "resolves-to", "ip1", "2026-05-01/2026-05-20"),
      seen("d2", "resolves-to", "ip1", "2026-05-10/2026-06-01"),
      seen("ip1", "in-asn", "AS1", "2026-05-01/2026-06-01"),
      seen("AS1", "share", "0.024"),
      seen("d2", "serves-certificate", "c1", "2026-05-12/2026-05-20"),
      seen("d3", "serves-certificate", "c1", "2026-06-09/2026-06-30"),
      seen("c1", "share", "2/1000000"),
      seen("d3", "registered-by", "r1", "2026-06-01"),
      seen("x6", "registered-by", "r1", "2026-06-01"),
      seen("d1", "delegated-to", "ns", "2026-05-01/2026-05-20"),
      seen("d4", "delegated-to", "ns", "2026-05-01/2026-05-20"),
      seen("ns", "share", "18%"),
      seen("d1", "in-asn", "AS2", "2026-05-01/2026-05-20"),
      seen("d4", "in-asn", "AS2", "2026-05-01/2026-05-20"),
      seen("AS2", "share", "0.12"),
      seen("d1", "used-relay", "exit", "2026-05-01/2026-05-10"),
      seen("d5", "used-relay", "exit", "2026-05-15/2026-05-16"),
      seen("exit", "share", "12/40"),
  };
}

}  // namespace whence::fixture
