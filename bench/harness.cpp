#include "harness.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace whence::bench {
namespace {

double seconds(const rusage& usage) {
  const auto part = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return part(usage.ru_utime) + part(usage.ru_stime);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds(usage);
}

double measured(const std::function<void()>& work) {
  const double before = cpu_seconds();
  work();
  return cpu_seconds() - before;
}

ChildRun run_child(std::vector<std::string> command) {
  ChildRun result;
  int channel[2];
  if (pipe(channel) != 0) return result;
  const pid_t child = fork();
  if (child == 0) {
    dup2(channel[1], STDOUT_FILENO);
    close(channel[0]);
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  close(channel[1]);
  std::array<char, 1 << 16> buffer;
  for (ssize_t size = read(channel[0], buffer.data(), buffer.size()); size > 0;
       size = read(channel[0], buffer.data(), buffer.size())) {
    result.output.append(buffer.data(), static_cast<std::size_t>(size));
  }
  close(channel[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  result.ran = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  result.seconds = seconds(usage);
  return result;
}

double rate(const Contender& contender) {
  return contender.seconds.empty() ? 0.0 : contender.amount / median(contender.seconds);
}

std::string line(const Contest& contest) {
  const auto figure = [&](const Contender& contender) {
    if (contender.seconds.empty()) return contender.name;
    return fmt::format("{} {:.0f} {}/s", contender.name, rate(contender), contest.unit);
  };
  std::string text =
      fmt::format("{}: {}; {}; {}", contest.input, figure(contest.own), figure(contest.peer), figure(contest.limit));
  if (!contest.peer.seconds.empty()) text += fmt::format("; {:.2f} x peer", rate(contest.own) / rate(contest.peer));
  if (!contest.limit.seconds.empty())
    text += fmt::format(", {:.2f} of the limit", rate(contest.own) / rate(contest.limit));
  if (!contest.problem.empty()) text += "; WRONG ANSWER: " + contest.problem;
  return text + "\n";
}

const std::vector<std::string>& prose_words() {
  static const std::vector<std::string> words = {
      "the",      "operators", "of",      "this",    "campaign", "returned", "to",        "a",         "server",
      "that",     "analysts",  "had",     "seen",    "in",       "an",       "third",     "report",    "and",
      "copied",   "files",     "from",    "mailbox", "before",   "they",     "left",      "with",      "new",
      "loader",   "which",     "reads",   "its",     "settings", "at",       "start",     "according", "ministry",
      "said",     "on",        "Tuesday", "no",      "evidence", "was",      "found",     "for",       "access",
      "accounts", "after",     "patches", "were",    "applied",  "by",       "company's", "network",   "team;",
      "victims,", "however,",  "remain",  "unnamed", "(so far)", "agencies"};
  return words;
}

std::string invented_name(std::mt19937& random) {
  std::string text;
  for (std::size_t i = 0; i < 6 + random() % 8; ++i) text += static_cast<char>('a' + random() % 26);
  return text;
}

std::vector<std::string_view> documents(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n', std::min<std::size_t>(text.size(), 64'000));
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    result.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return result;
}

}  // namespace whence::bench
