// whence-bench: our way against a peer and a limit, in turn, on one input, with a check that all say the same.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <ctime>
#include <fmt/format.h>

#include "harness.h"

using namespace whence::bench;

namespace {

struct Row {
  std::string_view path, asks;
  std::vector<Contest> (*run)(int rounds);
};
constexpr Row rows[] = {
    {"indicators", "addresses, domains, hashes in text; ripgrep with the same patterns", indicators_contests},
    {"names", "50,000 names in text; vectorscan's literals", names_contests},
    {"claims", "sentences read into claims; link-grammar's parser", claims_contests},
    {"match", "indicators in a log; a set in Python", match_contests},
    {"trace", "a case in a store of 10 million observations; the walk by Python's sqlite3", trace_contests},
    {"observations", "observations kept and found again; Python's sqlite3", observations_contests},
    {"weigh", "cases weighed; Python's bare ranking", weigh_contests},
    {"exchange", "STIX bundles in and out; Python's json", exchange_contests},
};

struct Wish {
  std::vector<const Row*> paths;
  int rounds = 7;
  std::string log = "bench/log";
};

int misuse() {
  std::fprintf(stderr, "usage: whence-bench PATH... [--rounds N] [--log DIR]\nPATH is all or one of\n");
  for (const Row& row : rows)
    std::fprintf(stderr, "  %-12s %s\n", std::string(row.path).c_str(), std::string(row.asks).c_str());
  return 2;
}

bool add(Wish& wish, std::string_view path) {
  bool found = false;
  for (const Row& row : rows) {
    if (path != "all" && path != row.path) continue;
    wish.paths.push_back(&row);
    found = true;
  }
  return found;
}

bool parsed(int count, char** arguments, Wish& wish) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    const bool valued = i + 1 < count;
    if (word == "--rounds" && valued) {
      wish.rounds = std::atoi(arguments[++i]);
    } else if (word == "--log" && valued) {
      wish.log = arguments[++i];
    } else if (!add(wish, word)) {
      return false;
    }
  }
  return !wish.paths.empty() && wish.rounds > 0;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

// Prints the row's lines and keeps them in the log, if there is such a folder. False for a wrong answer.
bool run(const Row& row, const Wish& wish) {
  std::string text;
  bool good = true;
  for (const Contest& contest : row.run(wish.rounds)) {
    text += line(contest);
    good = good && contest.problem.empty();
  }
  std::fputs(text.c_str(), stdout);
  if (good && std::filesystem::is_directory(wish.log)) {
    std::ofstream(fmt::format("{}/{}-{}.txt", wish.log, row.path, today()))
        << fmt::format("whence-bench {} --rounds {}; seconds are of one core, user and system, medians\n", row.path,
                       wish.rounds)
        << text;
  }
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  Wish wish;
  if (!parsed(count, arguments, wish)) return misuse();
  bool good = true;
  for (const Row* row : wish.paths) good = run(*row, wish) && good;
  if (!good) std::fprintf(stderr, "wrong answer: the figures do not count and are not logged\n");
  return good ? 0 : 1;
}
