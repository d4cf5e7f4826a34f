// A trace in a loaded store, the same walk by Python's sqlite3 and over arrays in memory; see README.md.
#include "engine/trace.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/engine.h"
#include "harness.h"
#include "store/observations.h"
#include "trace/world.h"

namespace whence::bench {
namespace {

constexpr double bar = 0.050;  // seconds a case

// Names by their distance from the seed. The last is not whole where the limit of nodes was reached.
struct Levels {
  std::vector<std::set<std::string>> names;
  bool full = false;
  bool operator==(const Levels&) const = default;
};

// The graph as arrays: whom each object has, and who has it.
struct Arrays {
  std::vector<std::uint32_t> begin_has, has, begin_held, held;

  explicit Arrays(const WorldAndEdges& all)
      : begin_has(all.world.first[6] + 2), has(all.edges.size()), begin_held(begin_has.size()), held(has.size()) {
    for (const WorldEdge& edge : all.edges) {
      ++begin_has[edge.subject + 2];
      ++begin_held[edge.object + 2];
    }
    for (std::size_t i = 2; i < begin_has.size(); ++i) {
      begin_has[i] += begin_has[i - 1];
      begin_held[i] += begin_held[i - 1];
    }
    for (const WorldEdge& edge : all.edges) {
      has[begin_has[edge.subject + 1]++] = edge.object;
      held[begin_held[edge.object + 1]++] = edge.subject;
    }
  }
};

// Everybody within so many steps, as far as no more than `carriers` hold a value.
class ArrayWalk {
 public:
  ArrayWalk(const Arrays& graph, const TraceSettings& limits) : graph_(graph), limits_(limits) {}

  std::vector<std::vector<std::uint32_t>> from(std::uint32_t seed) {
    reached_ = {seed};
    spread_.clear();
    levels_ = {{seed}};
    for (std::size_t hop = 0; hop < limits_.hops && !full(); ++hop) {
      levels_.emplace_back();
      for (std::size_t i = 0; i < levels_[hop].size() && !full(); ++i) carry(levels_[hop][i]);
    }
    return levels_;
  }
  bool full() const { return reached_.size() >= limits_.nodes; }

 private:
  void carry(std::uint32_t object) {
    for (std::uint32_t at = graph_.begin_has[object]; at < graph_.begin_has[object + 1]; ++at) {
      spread(graph_.has[at]);
      carry(graph_.has[at]);
    }
  }
  void spread(std::uint32_t value) {
    if (!spread_.insert(value).second) return;
    const std::uint32_t begin = graph_.begin_held[value], end = graph_.begin_held[value + 1];
    if (end - begin > limits_.carriers) return;
    for (std::uint32_t at = begin; at < end; ++at) {
      const std::uint32_t subject = graph_.held[at];
      if (graph_.begin_held[subject] < graph_.begin_held[subject + 1]) {
        spread(subject);
      } else if (!full() && reached_.insert(subject).second) {
        levels_.back().push_back(subject);
      }
    }
  }

  const Arrays& graph_;
  const TraceSettings& limits_;
  std::set<std::uint32_t> reached_, spread_;
  std::vector<std::vector<std::uint32_t>> levels_;
};

// The same walk over a table with an index for either side, one question an object. Answers numbers, steps parted by
// bars.
constexpr const char* script = R"(
import array, os, sqlite3, sys, time
path, edges = sys.argv[1:3]
names_end, cases, carriers, nodes, hops = map(int, sys.argv[3:8])
fresh = not os.path.exists(path)
base = sqlite3.connect(path)
if fresh:
    numbers = array.array('I')
    with open(edges, 'rb') as file:
        numbers.frombytes(file.read())
    base.execute('CREATE TABLE e (s INTEGER, o INTEGER, PRIMARY KEY (s, o)) WITHOUT ROWID')
    base.executemany('INSERT INTO e VALUES (?, ?)', zip(numbers[::2], numbers[1::2]))
    base.execute('CREATE INDEX eo ON e (o)')
    base.commit()
def has(x): return [r[0] for r in base.execute('SELECT o FROM e WHERE s = ?', (x,))]
def held(x): return [r[0] for r in base.execute('SELECT s FROM e WHERE o = ? LIMIT ?', (x, carriers + 1))]
def walk(seed):
    reached, done, levels = {seed}, set(), [[seed]]
    def spread(value):
        if value in done:
            return
        done.add(value)
        holders = held(value)
        if len(holders) > carriers:
            return
        for subject in holders:
            if subject >= names_end and held(subject):
                spread(subject)
            elif len(reached) < nodes and subject not in reached:
                reached.add(subject)
                levels[-1].append(subject)
    def carry(thing):
        for value in has(thing):
            spread(value)
            carry(value)
    for hop in range(hops):
        if len(reached) >= nodes:
            break
        levels.append([])
        for node in levels[hop]:
            if len(reached) < nodes:
                carry(node)
    return levels
for case in range(cases):
    walk(case)
start = time.process_time()
found = [walk(case) for case in range(cases)]
spent = time.process_time() - start
for levels in found:
    print('|'.join(' '.join(map(str, level)) for level in levels))
print(spent)
)";

Result<Workspace> loaded(const std::string& path, const WorldAndEdges& all) {
  if (std::filesystem::exists(path)) return Workspace::open(path, Access::read);
  constexpr std::size_t batch = 500'000;
  WHENCE_TRY(Workspace workspace, Workspace::open(path, Access::write));
  WHENCE_TRY(const Data data, open_data({}));
  WHENCE_TRY(const NameObject name, object_names(data));
  WHENCE_TRY(const TraceSettings settings, trace_settings(data));
  const auto store = observations_in(workspace);
  std::vector<KeyedObservation> rows;
  for (std::size_t at = 0; at < all.edges.size(); ++at) {
    KeyedObservation row;
    row.seen = all.world.observation(all.edges[at], at);
    row.subject = object_key(name(row.seen.subject, {}));
    row.object = object_key(name(row.seen.object, settings.relation(row.seen.relation)->object_kind));
    rows.push_back(std::move(row));
    if (rows.size() < batch && at + 1 < all.edges.size()) continue;
    WHENCE_TRY([[maybe_unused]] const std::size_t kept, store->keep(rows, {}));
    rows.clear();
  }
  return workspace;
}

Levels levels_of(const Trace& trace) {
  Levels levels;
  levels.full = trace.counts.full;
  for (const TraceNode& node : trace.nodes) {
    if (levels.names.size() <= node.distance) levels.names.resize(node.distance + 1);
    levels.names[node.distance].insert(node.id);
  }
  return levels;
}

// Empty, or what two answers about the neighbourhood of one case differ in.
std::string difference(std::uint32_t number, const Levels& own, const Levels& other) {
  const std::size_t whole = other.names.size() - (other.full ? 1 : 0);
  for (std::size_t hop = 0; hop < whole; ++hop) {
    const std::size_t mine = hop < own.names.size() ? own.names[hop].size() : 0;
    if (mine != other.names[hop].size() || (mine != 0 && own.names[hop] != other.names[hop]))
      return fmt::format("case {}: {} names at {} steps, the other way {}", number, mine, hop, other.names[hop].size());
  }
  const auto all = [](const Levels& levels) {
    std::size_t sum = 0;
    for (const auto& names : levels.names) sum += names.size();
    return sum;
  };
  return all(own) == all(other) ? "" : fmt::format("case {}: {} names, the other way {}", number, all(own), all(other));
}

struct Bench {
  const WorldAndEdges& all;
  const Arrays arrays;
  std::string path;
  Data data;
  TraceSettings limits;
  std::vector<double> slowest;  // of each round
  std::vector<Trace> traces;

  std::string seed(std::uint32_t number) const { return all.world.text(number); }

  std::string trace_all(Workspace& workspace) {
    traces.clear();
    slowest.push_back(0.0);
    for (std::uint32_t c = 0; c < all.world.cases; ++c) {
      TraceRequest request;
      request.seeds = {seed(c)};
      const double before = cpu_seconds();
      auto found = trace_files(data, &workspace, request);
      slowest.back() = std::max(slowest.back(), cpu_seconds() - before);
      if (!found) return found.error().message;
      traces.push_back(std::move(*found));
    }
    return {};
  }

  std::vector<Levels> walk_arrays() const {
    std::vector<Levels> result;
    ArrayWalk walk(arrays, limits);
    for (std::uint32_t c = 0; c < all.world.cases; ++c) {
      Levels levels;
      for (const auto& step : walk.from(c)) {
        levels.names.emplace_back();
        for (const std::uint32_t name : step) levels.names.back().insert(all.world.text(name));
      }
      levels.full = walk.full();
      result.push_back(std::move(levels));
    }
    return result;
  }

  std::string wrong(const std::vector<Levels>& others) const {
    for (std::uint32_t c = 0; c < all.world.cases; ++c) {
      if (std::string what = difference(c, levels_of(traces[c]), others[c]); !what.empty()) return what;
      // Who has the case's certificate and its registrant is found out.
      const std::string partner = seed(all.world.cases + c);
      const bool likely = std::any_of(traces[c].nodes.begin(), traces[c].nodes.end(), [&](const TraceNode& node) {
        return node.id == partner && node.distance == 1 && node.p > 0.9;
      });
      if (!likely) return fmt::format("case {}: {} is not found to be likely", c, partner);
    }
    return {};
  }
};

std::vector<Levels> read_levels(const World& world, std::string_view output, std::size_t most, double& seconds) {
  std::vector<Levels> result;
  for (const std::string_view line : lines(output)) {
    if (result.size() == world.cases) {
      seconds = std::strtod(std::string(line).c_str(), nullptr);
      break;
    }
    Levels levels;
    std::size_t all = 0;
    for (const std::string_view step : split(line, '|')) {
      levels.names.emplace_back();
      for (const std::string_view number : split(step, ' ')) {
        if (number.empty()) continue;
        levels.names.back().insert(world.text(static_cast<std::uint32_t>(std::atol(std::string(number).c_str()))));
      }
      all += levels.names.back().size();
    }
    levels.full = all >= most;
    result.push_back(std::move(levels));
  }
  return result;
}

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// As in a case: one after the other, the file in the page cache.
void run(Contest& result, Bench& bench, Workspace& workspace, int rounds) {
  const std::uint32_t cases = bench.all.world.cases;
  ArrayWalk walk(bench.arrays, bench.limits);
  result.problem = bench.trace_all(workspace);  // warms up
  bench.slowest.clear();
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    result.own.seconds.push_back(measured([&] { result.problem = bench.trace_all(workspace); }));
    result.limit.seconds.push_back(measured([&] {
      for (std::uint32_t c = 0; c < cases; ++c) walk.from(c);
    }));
    if (result.problem.empty()) result.problem = bench.wrong(bench.walk_arrays());
    const ChildRun child = run_child({"python3", "-c", script, bench.path + "-peer", bench.path + "-edges",
                                      std::to_string(bench.all.world.first[1]), std::to_string(cases),
                                      std::to_string(bench.limits.carriers), std::to_string(bench.limits.nodes),
                                      std::to_string(bench.limits.hops)});
    if (!child.ran) {
      result.peer.name = "Python did not run";
    } else if (result.problem.empty()) {
      double seconds = 0.0;
      result.problem = bench.wrong(read_levels(bench.all.world, child.output, bench.limits.nodes, seconds));
      result.peer.seconds.push_back(seconds);
    }
  }
}

}  // namespace

std::vector<Contest> trace_contests(int rounds) {
  const char* rows = std::getenv("WHENCE_BENCH_ROWS");
  const std::size_t count = rows == nullptr ? 10'000'000 : std::max(10'000UL, std::strtoul(rows, nullptr, 10));
  const WorldAndEdges all = invented_world(count);
  const auto data = open_data({});
  const std::string path =
      (std::filesystem::temp_directory_path() / fmt::format("whence-bench-trace-{}.db", count)).string();
  const double cases = all.world.cases;
  Contest result{"",
                 "cases",
                 {"own", {}, cases},
                 {"Python's sqlite3, the walk alone", {}, cases},
                 {"the walk alone in memory", {}, cases},
                 ""};
  std::ofstream(path + "-edges", std::ios::binary)
      .write(reinterpret_cast<const char*>(all.edges.data()),
             static_cast<std::streamsize>(all.edges.size() * sizeof(WorldEdge)));
  auto workspace = loaded(path, all);
  if (!data || !workspace) {
    result.problem = data ? workspace.error().message : data.error().message;
    return {result};
  }
  auto limits = trace_settings(*data);
  if (!limits) {
    result.problem = limits.error().message;
    return {result};
  }
  Bench bench{all, Arrays(all), path, *data, std::move(*limits), {}, {}};
  run(result, bench, workspace.value(), rounds);
  std::size_t nodes = 0, exact = 0;
  for (const Trace& trace : bench.traces) {
    nodes += trace.nodes.size();
    exact += trace.method == "exact" ? 1U : 0U;
  }
  result.input = fmt::format("{} observations, {} cases of {} objects on the mean, {} of them exact", all.edges.size(),
                             bench.traces.size(), nodes / std::max<std::size_t>(1, bench.traces.size()), exact);
  if (!result.own.seconds.empty()) {
    const double mean = middle(result.own.seconds) / cases, worst = middle(bench.slowest);
    result.input += fmt::format(", {:.1f} ms each, the slowest {:.1f} ms{}", 1000.0 * mean, 1000.0 * worst,
                                mean > bar ? " (TOO SLOW: 50 ms)" : "");
  }
  return {result};
}

}  // namespace whence::bench
