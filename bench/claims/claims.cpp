// Own reader, link-grammar and the search for sentences and tokens alone on one generated text; see README.md.
#include <cstdio>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/engine.h"
#include "engine/read.h"
#include "harness.h"
#include "reading/sentences/tokens.h"

namespace whence::bench {
namespace {

constexpr std::size_t how_many = 20'000;  // sentences
constexpr std::size_t for_peer = 300;     // it is slow
constexpr std::size_t in_document = 20;

constexpr const char* states[] = {"Xalia", "Xebros", "Xorland", "Xindar", "Xemora"};
// No claim in any of them.
constexpr const char* fillers[] = {
    "The servers were taken offline for two days while engineers restored them from copies.",
    "According to a report published on Monday, the loader writes its settings to a hidden file.",
    "Several hundred employees received a message that looked like an invitation to a conference.",
    "The committee will meet again in the spring, when the new budget is to be discussed.",
    "Most of the machines ran an operating system that its maker no longer supports.",
    "Prices of crude oil rose slightly after the weekend, and shares were little changed.",
    "The tool compresses what it has collected and sends it to a server in small pieces.",
    "A second wave of messages followed in April, with another attachment and a shorter text.",
    "Visitors of the museum can see the restored paintings from the first of next month.",
    "Administrators are advised to install the update and to change all passwords.",
};
struct Claiming {
  const char* form;  // {0} and {1} are states
  Act act;
};
constexpr Claiming claiming[] = {
    {"{0} accused {1} of breaching its parliament's mail.", Act::accuse},
    {"{0} blamed {1} for the intrusion into its grid.", Act::accuse},
    {"{0} denied that it was behind the cyber attack.", Act::deny},
};

struct Text {
  std::vector<std::string> documents;
  std::string sample;  // the first sentences, one a line
  std::size_t accused = 0, denied = 0;
};

Text generated() {
  std::mt19937 random(20260704);
  Text text;
  for (std::size_t i = 0; i < how_many; ++i) {
    std::string sentence;
    if (i % 5 == 4) {
      const Claiming& form = claiming[random() % std::size(claiming)];
      const std::size_t first = random() % std::size(states), gap = 1 + random() % (std::size(states) - 1);
      sentence = fmt::format(fmt::runtime(form.form), states[first], states[(first + gap) % std::size(states)]);
      ++(form.act == Act::deny ? text.denied : text.accused);
    } else {
      sentence = fillers[random() % std::size(fillers)];
    }
    if (i % in_document == 0) text.documents.emplace_back();
    text.documents.back() += sentence + (i % 4 == 3 ? "\n\n" : " ");
    if (i < for_peer) text.sample += sentence + "\n";
  }
  return text;
}

struct Counts {
  std::size_t accused = 0, denied = 0, others = 0, sentences = 0;
};

Counts read(const ReadingDesk& desk, const Text& text) {
  Counts counts;
  for (const std::string& document : text.documents) {
    const auto reading = desk.read(document, "bench.txt", {}, Limits{});
    if (!reading) continue;
    counts.sentences += reading->sentences.size();
    for (const Claim& claim : reading->claims)
      ++(claim.act == Act::accuse ? counts.accused : claim.act == Act::deny ? counts.denied : counts.others);
  }
  return counts;
}

}  // namespace

std::vector<Contest> claims_contests(int rounds) {
  const ReadingDesk desk = ReadingDesk::open(Data::open_embedded().value()).value();
  const Text text = generated();
  const std::string path = "/tmp/whence-bench-" + std::to_string(getpid()) + ".txt";
  std::ofstream(path) << text.sample;
  Contest result{"news-like prose, one claim in five sentences",
                 "sentences",
                 {"own, from bytes to claims with relations", {}, static_cast<double>(how_many)},
                 {"link-grammar, parses only", {}, static_cast<double>(for_peer)},
                 {"sentences and tokens alone", {}, static_cast<double>(how_many)},
                 ""};
  std::size_t tokens = 0;
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    Counts counts;
    result.own.seconds.push_back(measured([&] { counts = read(desk, text); }));
    if (counts.accused != text.accused || counts.denied != text.denied || counts.others != 0 ||
        counts.sentences != how_many)
      result.problem =
          fmt::format("{} of {} accusations, {} of {} denials, {} other claims, {} of {} sentences", counts.accused,
                      text.accused, counts.denied, text.denied, counts.others, counts.sentences, how_many);
    result.limit.seconds.push_back(measured([&] {
      for (const std::string& one : text.documents) {
        Document document;
        document.text = one;
        for (const Sentence& sentence : sentences_of(document, {})) tokens += tokens_of(one, sentence.span).size();
      }
    }));
    if (round > 0) continue;  // once is enough: it takes seconds
    const ChildRun peer = run_child({"sh", "-c", "link-parser en -verbosity=0 -batch < " + path + " 2>/dev/null"});
    if (peer.ran) result.peer.seconds.push_back(peer.seconds);
    if (!peer.ran) result.peer.name = "link-grammar skipped: link-parser did not run (package link-grammar)";
  }
  std::remove(path.c_str());
  if (tokens == 0) result.problem = "no tokens";
  return {result};
}

}  // namespace whence::bench
