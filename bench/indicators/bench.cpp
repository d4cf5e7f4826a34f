// Own reader, ripgrep and the trigger pass on one generated text; see README.md.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reading/indicators.h"

using namespace whence;

namespace {

using Counts = std::map<std::string, std::size_t>;

struct Text {
  std::string bytes;
  Counts planted;  // by type
};

constexpr const char* words[] = {
    "the",      "operators", "of",      "this",  "campaign",  "returned", "to",     "a",       "server",   "that",
    "analysts", "had",       "seen",    "in",    "an",        "third",    "report", "and",     "copied",   "files",
    "from",     "mailbox",   "before",  "they",  "left",      "with",     "new",    "loader",  "which",    "reads",
    "its",      "settings",  "at",      "start", "according", "ministry", "said",   "on",      "Tuesday",  "no",
    "evidence", "was",       "found",   "for",   "access",    "accounts", "after",  "patches", "were",     "applied",
    "by",       "company's", "network", "team;", "victims,",  "however,", "remain", "unnamed", "(so far)", "agencies"};

std::string random_hex(std::mt19937& random, std::size_t digits) {
  std::string text;
  while (text.size() < digits) text += "0123456789abcdef"[random() % 16];
  return text;
}

std::string random_name(std::mt19937& random) {
  std::string text;
  for (std::size_t i = 0; i < 6 + random() % 8; ++i) text += static_cast<char>('a' + random() % 26);
  return text;
}

std::string defanged(std::string text, std::mt19937& random) {
  constexpr const char* stops[] = {".", ".", "[.]", "(.)", "{.}", "[dot]", "(dot)"};
  const std::string stop = stops[random() % 7];
  std::string result;
  for (const char c : text) result += c == '.' ? stop : std::string(1, c);
  return result;
}

void plant(Text& text, std::mt19937& random) {
  const auto number = [&](unsigned most) { return std::to_string(random() % most); };
  const std::string host = random_name(random) + '-' + random_name(random) + ".com";
  switch (random() % 6) {
    case 0:
      text.bytes += defanged("203.0.113." + number(256), random);
      ++text.planted["ipv4"];
      break;
    case 1:
      text.bytes += defanged(host, random);
      ++text.planted["domain"];
      break;
    case 2:
      text.bytes += (random() % 2 != 0 ? "hxxps://" : "http://") + defanged(host, random) + "/a/" + random_name(random);
      ++text.planted["url"];
      break;
    case 3:
      text.bytes += random_name(random) + (random() % 2 != 0 ? "[at]" : "@") + defanged(host, random);
      ++text.planted["email"];
      break;
    case 4:
      text.bytes += random_hex(random, std::size_t{32} + 8 * (random() % 2) + 0);
      ++text.planted["hash"];
      break;
    default:
      text.bytes += "CVE-20" + std::to_string(10 + random() % 16) + '-' + std::to_string(1000 + random() % 90000);
      ++text.planted["cve"];
  }
}

// Prose with an indicator every `every` words or so, in lines of some 12 words.
Text generated(std::size_t size, unsigned every) {
  std::mt19937 random(20260701);
  Text text;
  text.bytes.reserve(size + 200);
  for (std::size_t word = 1; text.bytes.size() < size; ++word) {
    if (random() % every == 0) {
      plant(text, random);
    } else {
      text.bytes += words[random() % std::size(words)];
      if (random() % 14 == 0) text.bytes += '.';
    }
    text.bytes += word % 12 == 0 ? '\n' : ' ';
  }
  return text;
}

double seconds(const rusage& usage) {
  const auto part = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return part(usage.ru_utime) + part(usage.ru_stime);
}

template <class Work>
double measured(Work work) {
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  work();
  getrusage(RUSAGE_SELF, &after);
  return seconds(after) - seconds(before);
}

const std::vector<std::string>& ripgrep_command() {
  static const std::string stop = R"((?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}|\\\.))";
  static const std::string host = "(?:[a-z0-9-]+" + stop + ")+[a-z]{2,24}";
  static const std::vector<std::string> command = {"rg",
                                                   "-j1",
                                                   "-i",
                                                   "--no-config",
                                                   "--count-matches",
                                                   "-e",
                                                   R"(\b\d{1,3}(?:)" + stop + R"(\d{1,3}){3}\b)",
                                                   "-e",
                                                   R"(\bh(?:tt|xx)ps?(?:://|\[:\]//|\[://\])[^\s"<>]+)",
                                                   "-e",
                                                   R"([a-z0-9_.+-]+(?:@|\[at\]|\(at\)|\{at\}|\[@\]))" + host,
                                                   "-e",
                                                   R"(\b)" + host + R"(\b)",
                                                   "-e",
                                                   R"(\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b)",
                                                   "-e",
                                                   R"(\bcve-\d{4}-\d{4,7}\b)"};
  return command;
}

// User and system seconds of the child; `matches` receives what it counted. Ends the program if it cannot be run.
double ripgrep(const std::string& path, std::size_t& matches) {
  int channel[2];
  if (pipe(channel) != 0) std::exit(1);
  const pid_t child = fork();
  if (child == 0) {
    dup2(channel[1], STDOUT_FILENO);
    std::vector<std::string> words_of_command = ripgrep_command();
    words_of_command.push_back(path);
    std::vector<char*> arguments;
    for (std::string& word : words_of_command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  close(channel[1]);
  char buffer[64] = {};
  const ssize_t size = read(channel[0], buffer, sizeof buffer - 1);
  close(channel[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  if (size <= 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::fprintf(stderr, "rg: did not run; install the package ripgrep\n");
    std::exit(1);
  }
  matches = std::strtoull(buffer, nullptr, 10);
  return seconds(usage);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Every planted indicator found and nothing else; ripgrep may find more (it knows no suffix list), never fewer.
bool answers_agree(const Text& text, Counts counts, std::size_t matches) {
  std::size_t planted = 0;
  for (const auto& [type, count] : text.planted) planted += count;
  if (counts == text.planted && matches >= planted) return true;
  for (const auto& [type, count] : text.planted) {
    std::fprintf(stderr, "%s: planted %zu, found %zu\n", type.c_str(), count, counts[type]);
  }
  std::fprintf(stderr, "ripgrep: %zu matches of %zu planted\n", matches, planted);
  return false;
}

// The text as documents of some 64 kB, cut at line ends: what a reader is given. Offsets are not used here.
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

void count(const std::vector<IndicatorMention>& found, Counts& counts) {
  for (const auto& mention : found) ++counts[mention.type];
}

bool run(const IndicatorLexicon& lexicon, unsigned every, int rounds) {
  const Text text = generated(std::size_t{48} << 20U, every);
  const std::string path = "/tmp/whence-bench-" + std::to_string(getpid()) + ".txt";
  std::ofstream(path, std::ios::binary) << text.bytes;
  std::vector<double> own, peer, limit;
  Counts counts;
  std::size_t matches = 0, triggers = 0;
  for (int round = 0; round < rounds; ++round) {
    Counts now;
    own.push_back(measured([&] {
      for (const std::string_view document : documents(text.bytes)) count(indicators(document, lexicon), now);
    }));
    counts = now;
    peer.push_back(ripgrep(path, matches));
    limit.push_back(measured([&] {
      Triggers pass(text.bytes);
      for (std::size_t at = pass.next(0); at < text.bytes.size(); at = pass.next(at + 1)) ++triggers;
    }));
  }
  std::remove(path.c_str());
  std::size_t total = 0;
  for (const auto& [type, found] : counts) total += found;
  const double megabytes = static_cast<double>(text.bytes.size()) / 1e6;
  std::printf(
      "one indicator in %4u words: own %6.0f MB/s, ripgrep %6.0f MB/s, triggers only %6.0f MB/s; %.1f x ripgrep, "
      "%.2f of the limit (%zu indicators)\n",
      every, megabytes / median(own), megabytes / median(peer), megabytes / median(limit), median(peer) / median(own),
      median(limit) / median(own), total);
  return answers_agree(text, counts, matches);
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 7;
  const auto data = Data::open_embedded();
  if (!data) return 1;
  const auto lexicon = IndicatorLexicon::load(*data);
  if (!lexicon) return 1;
  bool good = true;
  for (const unsigned every : {10U, 50U, 500U}) good = run(*lexicon, every, std::max(rounds, 1)) && good;
  if (!good) std::fprintf(stderr, "wrong answer: the figures above do not count\n");
  return good ? 0 : 1;
}
