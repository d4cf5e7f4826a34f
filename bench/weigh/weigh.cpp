// The whole answer to a case, its bare ranking in Python and the same in C++; see README.md.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>

#include <fmt/format.h>
#include <unistd.h>

#include "attribution/behaviour/likelihood.h"
#include "base/file.h"
#include "engine/engine.h"
#include "engine/weigh_case.h"
#include "engine/weigh_desk.h"
#include "harness.h"
#include "lexicon/parameters.h"

namespace whence::bench {
namespace {

constexpr std::size_t whole_answers = 20, ranked_by_peer = 300, ranked_bare = 100'000;
constexpr const char* cases[] = {"examples/drafting-office.yaml", "examples/payment-office.yaml"};

// What each item of the case says for each cluster, nats; and ln of the clusters' prior.
struct Ranking {
  std::vector<std::vector<double>> items;
  std::vector<double> prior;
};

Ranking ranking_of(const Case& incident, const Knowledge& known, const Background& against) {
  Ranking ranking;
  ranking.prior = against.catalogue_prior;
  ranking.prior.resize(against.counts.clusters.size());
  for (const Evidence& evidence : resolved(incident, known).evidence) {
    const auto item = known.item(evidence.item);
    if (!item || !evidence.not_used.empty()) continue;
    ranking.items.push_back(against.counts.kind[*item] == ItemKind::technique
                                ? technique_weights(against.counts, against.settings, *item)
                                : software_weights(against.counts, against.settings, *item, 0.0));
  }
  return ranking;
}

std::size_t leader(const Ranking& ranking) {
  std::vector<double> score = ranking.prior;
  for (const std::vector<double>& item : ranking.items) {
    for (std::size_t k = 0; k < score.size(); ++k) score[k] += item[k];
  }
  return static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
}

// The same sums in plain Python, the table loaded beforehand.
constexpr const char* peer_program = R"(
import json, sys, time
table = json.load(open(sys.argv[1]))
start = time.process_time()
for _ in range(int(sys.argv[2])):
    score = list(table['prior'])
    for item in table['items']:
        for k, nats in enumerate(item):
            score[k] += nats
    leader = max(range(len(score)), key=score.__getitem__)
print(leader, time.process_time() - start)
)";

bool written(const Ranking& ranking, const std::string& path) {
  const auto row = [](const std::vector<double>& values) { return fmt::format("[{:.17g}]", fmt::join(values, ",")); };
  std::string text = "{\"prior\":" + row(ranking.prior) + ",\"items\":[";
  for (std::size_t i = 0; i < ranking.items.size(); ++i) text += (i == 0 ? "" : ",") + row(ranking.items[i]);
  std::ofstream file(path);
  file << text << "]}";
  return file.good();
}

Contest contest(const Data& data, const char* path, int rounds) {
  Contest result{path,
                 "incidents",
                 {"own, the whole answer with robustness and what to collect", {}, whole_answers},
                 {"Python, bare ranking", {}, ranked_by_peer},
                 {"bare ranking in C++", {}, ranked_bare},
                 ""};
  const auto bytes = read_file(path, Limits{});
  const auto incident = bytes ? case_from(data, *bytes, path, Limits{}) : Result<Case>(bytes.error());
  const auto desk = WeighDesk::open(data, "default");
  const auto priors = load_priors(data, "default");
  const auto known = Knowledge::load(data);
  const auto against = priors && known ? background(*known, *priors) : Result<Background>(Error{});
  if (!incident || !desk || !against) {
    result.problem =
        incident ? "the tables cannot be opened" : incident.error().message + "; run from the project's folder";
    return result;
  }
  const Ranking ranking = ranking_of(*incident, *known, *against);
  const std::string table = fmt::format("/tmp/whence-bench-{}.json", getpid());
  if (!written(ranking, table)) result.problem = table + ": cannot be written";
  std::size_t bare = 0;
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    result.own.seconds.push_back(measured([&] {
      for (std::size_t i = 0; i < whole_answers; ++i) {
        const auto answer = desk->weigh(*incident, {});
        double sum = 0.0;
        if (answer) {
          for (const Share& share : answer->levels.front().shares) sum += share.probability.value();
        }
        if (std::abs(sum - 1.0) > 1e-9) result.problem = fmt::format("shares of the clusters sum to {}", sum);
      }
    }));
    result.limit.seconds.push_back(measured([&] {
      for (std::size_t i = 0; i < ranked_bare; ++i) bare += leader(ranking);
    }));
    const ChildRun peer = run_child({"python3", "-c", peer_program, table, std::to_string(ranked_by_peer)});
    std::size_t led = 0;
    double seconds = 0.0;
    if (!peer.ran || std::sscanf(peer.output.c_str(), "%zu %lf", &led, &seconds) != 2) {
      result.peer.name = "Python skipped: python3 did not run";
    } else if (led != leader(ranking)) {
      result.problem = fmt::format("Python ranks cluster {} first, the same sums in C++ {}", led, leader(ranking));
    } else {
      result.peer.seconds.push_back(seconds);
    }
  }
  std::remove(table.c_str());
  if (bare % ranked_bare != 0) result.problem = "the bare ranking is not the same each time";
  return result;
}

}  // namespace

std::vector<Contest> weigh_contests(int rounds) {
  const Data data = Data::open_embedded().value();
  std::vector<Contest> contests;
  for (const char* path : cases) contests.push_back(contest(data, path, rounds));
  return contests;
}

}  // namespace whence::bench
