#include "evaluation/reading/examples.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluation/reading/wanted.h"

namespace whence {
namespace {

std::string told(const WantedClaim& wanted, const Reading& reading) {
  const Claim* nearest = nullptr;
  std::vector<Difference> least;
  for (const Claim& claim : reading.claims) {
    std::vector<Difference> some = differences(wanted, claim, reading.document.text);
    if (nearest != nullptr && some.size() >= least.size()) continue;
    nearest = &claim;
    least = std::move(some);
  }
  if (nearest == nullptr) return "nothing is read";
  std::string text;
  for (const Difference& one : least) {
    text += fmt::format("{}{} is {}, not {}", text.empty() ? "" : "; ", one.key, one.got, one.wanted);
  }
  return text;
}

// What is wrong with one example; empty: nothing.
Result<std::string> problem_of(const Frame& frame, const FrameExample& example, const Reading& reading) {
  const auto counts = [](const Claim& claim) { return claim.matter != "other"; };
  if (example.none) {
    const auto claim = std::find_if(reading.claims.begin(), reading.claims.end(), counts);
    return claim == reading.claims.end() ? std::string()
                                         : "must not be read, but is: " + to_wanted(*claim, reading.document.text);
  }
  std::string keys = example.wanted;
  if (frame.kind == FrameKind::act) keys = fmt::format("act={} | {}", name_of(frame.act), keys);
  if (example.denied) keys += " | denied=yes";
  WHENCE_TRY(const WantedClaim wanted, wanted_claim(keys));
  const bool found = std::any_of(reading.claims.begin(), reading.claims.end(), [&](const Claim& claim) {
    return differences(wanted, claim, reading.document.text).empty();
  });
  return found ? std::string() : told(wanted, reading);
}

}  // namespace

Result<ExampleCheck> check_examples(const std::vector<Frame>& frames, const ReadCall& read) {
  ExampleCheck check;
  for (const Frame& frame : frames) {
    for (const FrameExample& example : frame.examples) {
      const std::string where = fmt::format("{}:{}", frame.file, example.line);
      WHENCE_TRY(const Reading reading, read(example.sentence, "example.txt"));
      const auto problem = problem_of(frame, example, reading);
      if (!problem) return Error{problem.error().code, fmt::format("{}: {}", where, problem.error().message)};
      ++check.examples;
      if (!problem->empty())
        check.problems.push_back({where, fmt::format("\"{}\": {}", example.sentence, *problem), frame.name});
    }
  }
  return check;
}

}  // namespace whence
