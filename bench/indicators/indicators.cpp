// Own reader, ripgrep and the trigger pass on one generated text; see README.md.
#include "reading/indicators/indicators.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

#include <fmt/format.h>
#include <unistd.h>

#include "harness.h"
#include "reading/indicators/triggers.h"

namespace whence::bench {
namespace {

using Counts = std::map<std::string, std::size_t>;

struct Text {
  std::string bytes;
  Counts planted;  // by type
};

std::string random_hex(std::mt19937& random, std::size_t digits) {
  std::string text;
  while (text.size() < digits) text += "0123456789abcdef"[random() % 16];
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
  const std::string host = invented_name(random) + '-' + invented_name(random) + ".com";
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
      text.bytes +=
          (random() % 2 != 0 ? "hxxps://" : "http://") + defanged(host, random) + "/a/" + invented_name(random);
      ++text.planted["url"];
      break;
    case 3:
      text.bytes += invented_name(random) + (random() % 2 != 0 ? "[at]" : "@") + defanged(host, random);
      ++text.planted["email"];
      break;
    case 4:
      if (random() % 2 != 0) {
        text.bytes += random_hex(random, 32);
        ++text.planted["md5"];
      } else {
        text.bytes += random_hex(random, 40);
        ++text.planted["sha1"];
      }
      break;
    default:
      text.bytes += "CVE-20" + std::to_string(10 + random() % 16) + '-' + std::to_string(1000 + random() % 90000);
      ++text.planted["cve"];
  }
}

// Prose with an indicator every `every` words or so, in lines of some 12 words.
Text generated(std::size_t size, unsigned every) {
  std::mt19937 random(20260701);
  const auto& words = prose_words();
  Text text;
  text.bytes.reserve(size + 200);
  for (std::size_t word = 1; text.bytes.size() < size; ++word) {
    if (random() % every == 0) {
      plant(text, random);
    } else {
      text.bytes += words[random() % words.size()];
      if (random() % 14 == 0) text.bytes += '.';
    }
    text.bytes += word % 12 == 0 ? '\n' : ' ';
  }
  return text;
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

// Every planted indicator found and nothing else; ripgrep may find more (it knows no suffix list), never fewer.
std::string disagreement(const Text& text, const Counts& counts, std::size_t matches) {
  std::size_t planted = 0;
  for (const auto& [type, count] : text.planted) planted += count;
  if (matches < planted) return fmt::format("ripgrep: {} matches of {} planted", matches, planted);
  if (counts == text.planted) return {};
  std::string problem;
  for (const auto& [type, count] : text.planted) {
    const auto found = counts.find(type);
    problem += fmt::format("{}: planted {}, found {}; ", type, count, found == counts.end() ? 0 : found->second);
  }
  return problem;
}

void count(const std::vector<IndicatorMention>& found, Counts& counts) {
  for (const IndicatorMention& mention : found) ++counts[mention.type];
}

Contest contest(const IndicatorLexicon& lexicon, unsigned every, int rounds) {
  const Text text = generated(std::size_t{48} << 20U, every);
  const std::string path = "/tmp/whence-bench-" + std::to_string(getpid()) + ".txt";
  std::ofstream(path, std::ios::binary) << text.bytes;
  const double megabytes = static_cast<double>(text.bytes.size()) / 1e6;
  Contest result{
      fmt::format("one indicator in {} words", every), "MB", {"own", {}, megabytes}, {"ripgrep", {}, megabytes},
      {"trigger pass alone", {}, megabytes},           ""};
  Counts counts;
  std::size_t matches = 0, triggers = 0;
  for (int round = 0; round < rounds; ++round) {
    counts.clear();
    result.own.seconds.push_back(measured([&] {
      for (const std::string_view document : documents(text.bytes)) count(indicators(document, lexicon), counts);
    }));
    std::vector<std::string> command = ripgrep_command();
    command.push_back(path);
    const ChildRun peer = run_child(std::move(command));
    if (!peer.ran) result.problem = "rg did not run; install the package ripgrep";
    matches = std::strtoull(peer.output.c_str(), nullptr, 10);
    result.peer.seconds.push_back(peer.seconds);
    result.limit.seconds.push_back(measured([&] {
      Triggers pass(text.bytes);
      for (std::size_t at = pass.next(0); at < text.bytes.size(); at = pass.next(at + 1)) ++triggers;
    }));
  }
  std::remove(path.c_str());
  if (result.problem.empty()) result.problem = disagreement(text, counts, matches);
  return result;
}

}  // namespace

std::vector<Contest> indicators_contests(int rounds) {
  const auto lexicon = IndicatorLexicon::load(Data::open_embedded().value()).value();
  std::vector<Contest> contests;
  for (const unsigned every : {10U, 20U, 50U, 500U}) contests.push_back(contest(lexicon, every, rounds));
  return contests;
}

}  // namespace whence::bench
