#include "evaluation/reading/examples.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
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

// "ZM" is a state, "\"Maltese nurses\"" words of the text, nothing that nobody is named.
bool party_as_wanted(std::string_view wanted, const std::vector<Party>& parties) {
  if (wanted.empty()) return parties.empty();
  const bool quoted = wanted.starts_with('"');
  const std::string_view words = quoted ? wanted.substr(1, wanted.size() - 2) : wanted;
  return std::any_of(parties.begin(), parties.end(), [&](const Party& party) {
    return quoted ? party.text.find(words) != std::string::npos : party.state == words;
  });
}

Result<bool> as_wanted(const FrameExample& example, const PublicAct& act) {
  if (act.negated != example.denied) return false;
  for (const std::string_view part : split(example.wanted, '|')) {
    const std::string_view pair = trim(part);
    const auto equals = pair.find('=');
    const std::string_view key = pair.substr(0, equals);
    if (equals == std::string_view::npos || (key != "source" && key != "target"))
      return Error{Code::malformed, fmt::format("'{}' is neither source= nor target=", pair)};
    if (!party_as_wanted(pair.substr(equals + 1), key == "source" ? act.source : act.target)) return false;
  }
  return true;
}

Result<std::string> problem_of_public_act(const Frame& frame, const FrameExample& example, const Reading& reading) {
  std::string seen;
  for (const PublicAct& act : reading.public_acts) {
    if (act.kind != frame.public_act) continue;
    if (example.none) return "must not be read, but is by " + act.rule;
    WHENCE_TRY(const bool fits, as_wanted(example, act));
    if (fits) return std::string();
    const auto texts = [](const std::vector<Party>& parties) {
      std::vector<std::string> all;
      for (const Party& party : parties) all.push_back(party.text + " (" + party.state.value_or("no state") + ")");
      return join(all, ", ");
    };
    seen += fmt::format("; {} -> {}{}", texts(act.source), texts(act.target), act.negated ? ", negated" : "");
  }
  if (example.none) return std::string();
  return "no such public act" + seen;
}

// What is wrong with one example; empty: nothing.
Result<std::string> problem_of(const Frame& frame, const FrameExample& example, const Reading& reading) {
  if (frame.kind == FrameKind::public_act) return problem_of_public_act(frame, example, reading);
  const auto counts = [](const Claim& claim) { return claim.matter != "other"; };
  if (example.none) {
    const auto claim = std::find_if(reading.claims.begin(), reading.claims.end(), counts);
    return claim == reading.claims.end() ? std::string()
                                         : "must not be read, but is: " + to_wanted(*claim, reading.document.text);
  }
  std::string keys = example.wanted;
  const bool says_act = trim(keys).starts_with("act=");  // what reads as another act than its frame's
  if (frame.kind == FrameKind::act && !says_act) keys = fmt::format("act={} | {}", name_of(frame.act), keys);
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
