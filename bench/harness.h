// What every benchmark shares: contests between our way, somebody else's and a limit, on one input.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace whence::bench {

// Seconds of processor time, user and system, that this process has spent.
double cpu_seconds();
double measured(const std::function<void()>& work);

// A program run as a child.
struct ChildRun {
  double seconds = 0.0;  // user and system
  std::string output;
  bool ran = false;  // found, and ended with status 0
};
ChildRun run_child(std::vector<std::string> command);

struct Contender {
  std::string name;
  std::vector<double> seconds;  // one a round; none: did not take part, and `name` says why
  double amount = 0.0;          // of the input's unit, in each round
};

struct Contest {
  std::string input;  // what was read
  std::string unit;   // "MB"
  Contender own, peer, limit;
  std::string problem;  // a wrong answer; empty if all agree
};

// Amount a second, at the median round.
double rate(const Contender& contender);
std::string line(const Contest& contest);

// The same pieces of prose for every benchmark; the seed is in the generator.
const std::vector<std::string>& prose_words();
std::string invented_name(std::mt19937& random);
// Parts of some 64 kB, cut at line ends: what a reader is given.
std::vector<std::string_view> documents(std::string_view text);

// One for each folder beside this file.
std::vector<Contest> indicators_contests(int rounds);
std::vector<Contest> names_contests(int rounds);
std::vector<Contest> claims_contests(int rounds);
std::vector<Contest> match_contests(int rounds);
std::vector<Contest> trace_contests(int rounds);
std::vector<Contest> exchange_contests(int rounds);
std::vector<Contest> observations_contests(int rounds);
std::vector<Contest> weigh_contests(int rounds);

}  // namespace whence::bench
