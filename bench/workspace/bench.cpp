// How fast a workspace of a million claims answers. usage: bench_workspace FILE [CLAIMS]; fills FILE if it is not
// there.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <ctime>

#include "base/hash.h"
#include "store/find.h"
#include "store/workspace.h"

using namespace whence;

namespace {

constexpr std::size_t in_document = 20;
const char* const words[] = {"parliament", "ministry", "power",     "network", "mail",   "hospital",
                             "bank",       "router",   "statement", "embassy", "denied", "accused",
                             "report",     "election", "officials", "server"};

std::string code(std::size_t number) { return {'X', static_cast<char>('A' + number % 26)}; }

Party party(PartyKind kind, const std::string& text) {
  Party one;
  one.kind = kind;
  one.text = text;
  one.name = text;
  if (kind == PartyKind::state) one.state = text;
  return one;
}

// States as in the record: a few speak often, most seldom.
std::size_t skewed(std::mt19937& random) {
  std::geometric_distribution<std::size_t> often(0.25);
  return std::min<std::size_t>(often(random), 25);
}

Reading synthetic(std::size_t number, std::mt19937& random) {
  Reading reading;
  reading.data = "bench";
  reading.language = "en";
  for (std::size_t i = 0; i < in_document; ++i) {
    Claim claim;
    claim.id = {"c" + std::to_string(number) + "x" + std::to_string(i)};
    claim.act = random() % 4 == 0 ? Act::deny : random() % 50 == 0 ? Act::charge : Act::accuse;
    claim.sentence = i + 1;
    claim.source = {party(PartyKind::state, code(skewed(random)))};
    claim.accused = {party(PartyKind::state, code(skewed(random)))};
    if (random() % 3 == 0) claim.group = {party(PartyKind::group, "GROUP " + std::to_string(random() % 200))};
    claim.victim = {party(PartyKind::institution, words[random() % std::size(words)])};
    claim.rung = static_cast<int>(random() % 6);
    claim.rule = "frame:accuse/3";
    const std::size_t begin = reading.document.text.size();
    for (int w = 0; w < 18; ++w) reading.document.text += std::string(words[random() % std::size(words)]) + " ";
    reading.document.text += "n" + std::to_string(random() % 100000) + ".\n";
    claim.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(reading.document.text.size())};
    claim.cue = claim.span;
    reading.sentences.push_back({claim.span, false, false});
    reading.claims.push_back(std::move(claim));
  }
  reading.document.sha256 = sha256(reading.document.text + std::to_string(number));
  reading.document.id = {"sha256:" + reading.document.sha256.substr(0, 16)};
  reading.document.name = "d" + std::to_string(number);
  reading.document.published = Date{Day(std::chrono::days(15000 + static_cast<int>(random() % 5000))), Precision::day};
  return reading;
}

int fill(const std::string& file, std::size_t claims) {
  auto opened = Workspace::open(file, Access::write);
  if (!opened) return std::fprintf(stderr, "%s\n", opened.error().message.c_str()), 1;
  Workspace& workspace = opened.value();
  std::mt19937 random(1);
  for (std::size_t number = 0; number < claims / in_document;) {
    workspace.begin();
    for (std::size_t i = 0; i < 500 && number < claims / in_document; ++i)
      workspace.keep(synthetic(number++, random), "bench", Time{});
    if (auto done = workspace.commit(); !done) return std::fprintf(stderr, "%s\n", done.error().message.c_str()), 1;
  }
  return 0;
}

struct Question {
  const char* name;
  ClaimQuery query;
  double limit_ms;
};

std::vector<Question> questions() {
  std::vector<Question> all;
  const auto ask = [&](const char* name, double limit, auto set) {
    ClaimQuery query;
    set(query);
    all.push_back({name, query, limit});
  };
  ask("everything", 100, [](ClaimQuery&) {});
  ask("accuser, the most frequent", 100, [](ClaimQuery& q) { q.facets = {{"accuser", {"XA"}}}; });
  ask("accuser, a rare one", 100, [](ClaimQuery& q) { q.facets = {{"accuser", {"XP"}}}; });
  ask("accuser and accused, frequent", 100, [](ClaimQuery& q) { q.facets = {{"dyad", {"XA>XB"}}}; });
  ask("accuser and accused, rare", 100, [](ClaimQuery& q) { q.facets = {{"dyad", {"XA>XP"}}}; });
  ask("group", 100, [](ClaimQuery& q) { q.facets = {{"group", {"GROUP 7"}}}; });
  ask("group and accused and year", 100, [](ClaimQuery& q) {
    q.facets = {{"group", {"GROUP 7"}}, {"accused", {"XA"}}};
    q.from = 16000;
    q.to = 16365;
  });
  ask("charges", 100, [](ClaimQuery& q) { q.facets = {{"act", {"charge"}}}; });
  ask("rung 4 or 5, accused, accusations only", 100, [](ClaimQuery& q) {
    q.facets = {{"rung", {"4"}}, {"accused", {"XC"}}};
    q.acts = {Act::accuse, Act::charge};
  });
  ask("a month", 100, [](ClaimQuery& q) {
    q.from = 16000;
    q.to = 16030;
  });
  ask("one frequent word", 200, [](ClaimQuery& q) { q.words = "parliament"; });
  ask("three frequent words", 200, [](ClaimQuery& q) { q.words = "parliament bank embassy"; });
  ask("one rare word", 200, [](ClaimQuery& q) { q.words = "n777"; });
  ask("a word and an accuser", 200, [](ClaimQuery& q) {
    q.words = "hospital";
    q.facets = {{"accuser", {"XD"}}};
  });
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return std::fprintf(stderr, "usage: bench_workspace FILE [CLAIMS]\n"), 2;
  const std::string file = arguments[1];
  const std::size_t claims = count > 2 ? std::stoul(arguments[2]) : 1'000'000;
  if (!std::filesystem::exists(file)) {
    const auto begun = std::chrono::steady_clock::now();
    if (const int status = fill(file, claims); status != 0) return status;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf("%zu claims kept in %.1f s: %.0f a second; %.0f bytes each\n", claims, took.count(),
                static_cast<double>(claims) / took.count(),
                static_cast<double>(std::filesystem::file_size(file)) / static_cast<double>(claims));
  }
  auto opened = Workspace::open(file, Access::read);
  if (!opened) return std::fprintf(stderr, "%s\n", opened.error().message.c_str()), 1;
  int late = 0;
  std::printf("%-42s %9s %9s %9s %8s\n", "question", "found", "median ms", "worst ms", "limit");
  for (const Question& question : questions()) {
    std::vector<double> times;
    std::size_t found = 0;
    for (int run = 0; run < 9; ++run) {
      const std::clock_t begun = std::clock();  // of this process: other work on the machine does not count
      const auto answer = find_claims(opened.value(), question.query);
      const double took = 1000.0 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
      if (!answer) return std::fprintf(stderr, "%s\n", answer.error().message.c_str()), 1;
      found = answer->total;
      times.push_back(took);
    }
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2];
    late += median > question.limit_ms ? 1 : 0;
    std::printf("%-42s %9zu %9.1f %9.1f %8.0f%s\n", question.name, found, median, times.back(), question.limit_ms,
                median > question.limit_ms ? "  TOO SLOW" : "");
  }
  return late == 0 ? 0 : 1;
}
