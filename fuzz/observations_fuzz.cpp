// A file of observations says the same however its bytes arrive and wherever it is gone on with, and whatever it says
// can be traced.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "format/observations.h"
#include "infrastructure/trace.h"
#include "lexicon/data.h"

using namespace whence;

namespace {

struct Read {
  std::vector<Observation> observations;
  std::string told;
  LinePlace middle, reached;  // the place before the observation in the middle
};

const ObservationForms& shipped_forms() {
  static const ObservationForms forms = [] {
    const Data data = Data::open_embedded().value();
    return ObservationForms::from(data.table("infrastructure/observation-forms").value(),
                                  data.table("infrastructure/observation-statements").value(),
                                  data.table("infrastructure/observation-columns").value())
        .value();
  }();
  return forms;
}

Read read_in(const std::string& text, std::size_t piece, const LinePlace& from) {
  Read result;
  std::vector<LinePlace> places;
  std::size_t at = 0;
  ObservationInput input;
  input.read = [&](char* into, std::size_t size) {
    const std::size_t part = std::min({size, piece, text.size() - at});
    std::copy_n(text.data() + at, part, into);
    at += part;
    return part;
  };
  input.longest = 4096;
  input.from = from;
  ObservationCalls calls;
  calls.take = [&](Observation&& seen, const LinePlace& before) {
    result.observations.push_back(std::move(seen));
    places.push_back(before);
  };
  calls.odd = [&](std::uint64_t line, std::string_view what) {
    result.told += std::to_string(line) + std::string(what);
  };
  const auto shape = read_observations(input, shipped_forms(), {}, calls);
  if (!shape) result.told += shape.error().message;
  if (shape) result.reached = shape->reached;
  if (!places.empty()) result.middle = places[places.size() / 2];
  return result;
}

TraceSettings few_relations() {
  TraceSettings settings;
  settings.objects.push_back({"address", {}, 0.0, 0.3, 0.01, 90.0, false, {}});
  settings.objects.push_back({"relay", {}, 0.3, 0.5, 0.05, 31.0, true, {}});
  settings.relations.push_back(
      {"a", {"resolves-to"}, Does::carries, "address", 0, "hosting", true, 1000.0, 0.001, "the same address"});
  settings.relations.push_back({"r", {}, Does::carries, "", 1, "relay", false, 1000.0, 0.3, "the same relay"});
  settings.relations.push_back(
      {"c", {"named-in"}, Does::touches, "", 0, "contact", false, 1000.0, 0.001, "contact with"});
  settings.relations.push_back({"n", {"connects-to"}, Does::notes, "", 0, "", false, 0.0, 0.0, ""});
  settings.relations.push_back({"share", {}, Does::share, "", 0, "", false, 0.0, 0.0, ""});
  settings.relations.push_back({"is", {}, Does::kind, "", 0, "", false, 0.0, 0.0, ""});
  settings.relations.push_back({"by", {}, Does::client, "", 0, "", false, 0.0, 0.0, ""});
  settings.nodes = 64;
  return settings;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  Read whole = read_in(text, 1 << 20, {});
  const Read pieces = read_in(text, 7, {});
  WHENCE_CHECK(whole.told == pieces.told && whole.observations == pieces.observations);
  // Gone on with in its middle, it says what is left, and comes to the same end.
  const Read rest = read_in(text, 1 << 20, whole.middle);
  WHENCE_CHECK(rest.reached == whole.reached && rest.observations.size() <= whole.observations.size());
  WHENCE_CHECK(std::equal(rest.observations.rbegin(), rest.observations.rend(), whole.observations.rbegin()));
  if (whole.observations.empty()) return 0;
  static const TraceSettings settings = few_relations();
  TraceInput input;
  input.name = "case";
  input.seeds = {{whole.observations.front().subject, {}, {}}, {whole.observations.back().object, {}, {}}};
  input.observations = std::move(whole.observations);
  const Trace found = trace(std::move(input), settings, [](std::string_view name, std::string_view kind) {
    return ObjectName{std::string(name), kind.empty() ? "name" : std::string(kind), {}, !kind.empty(), false};
  });
  for (const TraceNode& node : found.nodes) {
    WHENCE_CHECK(node.p >= 0.0 && node.p <= 1.0 && node.low <= node.p + 1e-9 && node.p <= node.high + 1e-9);
  }
  return 0;
}
