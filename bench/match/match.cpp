// Own matcher, a set in Python and the finding of words alone on one generated log; see README.md.
#include "sightings/match.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "base/text.h"
#include "harness.h"
#include "sightings/indicator_key.h"

namespace whence::bench {
namespace {

constexpr std::size_t how_many = 1'000'000;

struct Input {
  std::vector<std::string> keys;
  std::string log;
};

std::string address(std::mt19937& random) {
  return fmt::format("{}.{}.{}.{}", 11 + random() % 180, random() % 256, random() % 256, random() % 256);
}

// Rows as a resolver writes them. One row in a hundred has an indicator; half of those names stand below it.
Input generated() {
  std::mt19937 random(20261122);
  Input input;
  for (std::size_t i = 0; i < how_many; ++i)
    input.keys.push_back(i % 4 == 0 ? address(random) : fmt::format("{}{}.example", invented_name(random), i));
  for (std::size_t row = 0; row < how_many; ++row) {
    std::string name = fmt::format("{}.{}.example", row % 3 == 0 ? "www" : "mail", invented_name(random));
    std::string answer = address(random);
    if (random() % 100 == 0) {
      const std::string& key = input.keys[random() % how_many];
      (is_digit(key.back()) ? answer : name) = !is_digit(key.back()) && random() % 2 == 0 ? "www." + key : key;
    }
    input.log += fmt::format("{}.{:06}\t{}\t{}\t{}\n", 1'790'000'000 + row / 50, row % 50 * 20'000, address(random),
                             name, answer);
  }
  return input;
}

struct Answer {
  std::uint64_t rows = 0, sum = 0;
  bool operator==(const Answer&) const = default;
};

IndicatorSet set_of(const std::vector<std::string>& keys) {
  IndicatorSet set;
  std::uint32_t line = 0;
  for (const std::string& key : keys) static_cast<void>(set.add(*indicator_key(key), 0, ++line));
  set.build();
  return set;
}

Answer own_answer(const IndicatorSet& set, const std::string& log, bool subdomains) {
  Answer answer;
  MatchOptions options;
  options.scan.subdomains = subdomains;
  std::size_t at = 0;
  const auto counts = match_log(
      set, options,
      [&](char* into, std::size_t size) {
        const std::size_t part = std::min(size, log.size() - at);
        std::copy_n(log.data() + at, part, into);
        at += part;
        return part;
      },
      [&](std::uint32_t, const Sighting& sighting) {
        ++answer.rows;
        answer.sum += sighting.line * sighting.indicator.size();
        return Result<void>();
      },
      {});
  static_cast<void>(counts);
  return answer;
}

// What anybody writes first; the second form also asks for each parent of a name.
constexpr const char* script = R"(
import sys, time
keys = set(open(sys.argv[1]).read().split())
rows = total = 0
start = time.process_time()
if sys.argv[3] == 'exact':
    for number, line in enumerate(open(sys.argv[2]), 1):
        for field in line.rstrip('\n').split('\t'):
            if field in keys:
                rows += 1
                total += number * len(field)
else:
    for number, line in enumerate(open(sys.argv[2]), 1):
        for field in line.rstrip('\n').split('\t'):
            while True:
                if field in keys:
                    rows += 1
                    total += number * len(field)
                dot = field.find('.')
                if dot < 0:
                    break
                field = field[dot + 1:]
print(rows, total, time.process_time() - start)
)";

Contest contest(const Input& input, bool subdomains, int rounds) {
  const auto rows = static_cast<double>(how_many);
  const IndicatorSet set = set_of(input.keys);
  Contest result{fmt::format("1,000,000 rows of {} bytes, 1,000,000 indicators, {}, {:.1f} bytes a key beyond its text",
                             input.log.size() / how_many, subdomains ? "names with their parents" : "whole fields",
                             static_cast<double>(set.other_bytes()) / rows),
                 "rows",
                 {"own", {}, rows},
                 {"Python set", {}, rows},
                 {"words alone", {}, rows},
                 ""};
  const std::string folder = fmt::format("/tmp/whence-bench-{}", getpid());
  std::ofstream(folder + ".keys") << join(input.keys, "\n");
  std::ofstream(folder + ".log") << input.log;
  std::vector<LogMasks> masks(input.log.size() / 64);
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    Answer own, peer;
    result.own.seconds.push_back(measured([&] { own = own_answer(set, input.log, subdomains); }));
    const ChildRun child =
        run_child({"python3", "-c", script, folder + ".keys", folder + ".log", subdomains ? "parents" : "exact"});
    if (!child.ran) {
      result.peer.name = "Python did not run";
    } else {
      char* end = nullptr;
      peer.rows = std::strtoull(child.output.c_str(), &end, 10);
      peer.sum = std::strtoull(end, &end, 10);
      result.peer.seconds.push_back(std::strtod(end, nullptr));
      if (!(own == peer)) result.problem = fmt::format("own {} rows, Python {}", own.rows, peer.rows);
    }
    result.limit.seconds.push_back(
        measured([&] { fill_log_masks(VectorPath::automatic)(input.log.data(), masks.size(), masks.data()); }));
    if (own.rows == 0) result.problem = "nothing found";
  }
  std::remove((folder + ".keys").c_str());
  std::remove((folder + ".log").c_str());
  if (static_cast<double>(set.other_bytes()) > 40 * rows) result.problem = "more than 40 bytes a key";
  return result;
}

}  // namespace

std::vector<Contest> match_contests(int rounds) {
  const Input input = generated();
  return {contest(input, false, rounds), contest(input, true, rounds)};
}

}  // namespace whence::bench
