// Keeping observations and finding what lies around one: the store, Python's sqlite3, and memory; see README.md.
#include "store/observations.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <set>
#include <unordered_set>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "harness.h"

namespace whence::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept_rows = 1'000'000, searched_rows = 10'000'000, group = 100'000, carriers = 200, hops = 3;
constexpr std::size_t seeds = 20;

// One row as a number: kind, subject, object, day.
using Row = std::uint64_t;
constexpr unsigned day_bits = 8, end_bits = 24;

std::vector<Row> generated(std::size_t count) {
  std::mt19937_64 random(20261122);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t name = random() % (count / 3), place = random() % (count / 4), day = random() % 250;
    const std::uint64_t kind = i % 10 == 0 ? 1 : i % 10 == 1 ? 2 : 0;
    const std::uint64_t subject = kind == 1 ? place : name;
    const std::uint64_t object = kind == 0 ? place : kind == 1 ? random() % (count / 8) : random() % 50;
    rows.push_back((((kind << end_bits | subject) << end_bits) | object) << day_bits | day);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::shuffle(rows.begin(), rows.end(), random);
  return rows;
}

std::string name_of(std::uint64_t number) { return fmt::format("n{}.example", number); }
std::string address_of(std::uint64_t number) {
  return fmt::format("10.{}.{}.{}", number >> 16U, number >> 8U & 255U, number & 255U);
}

struct Texts {
  std::string subject, relation, object;
  unsigned day = 0;
};

Texts texts_of(Row row) {
  const std::uint64_t mask = (std::uint64_t{1} << end_bits) - 1;
  const std::uint64_t object = row >> day_bits & mask, subject = row >> (day_bits + end_bits) & mask;
  const auto day = static_cast<unsigned>(row & ((1U << day_bits) - 1));
  switch (row >> (day_bits + 2 * end_bits)) {
    case 0:
      return {name_of(subject), "resolves-to", address_of(object), day};
    case 1:
      return {address_of(subject), "serves-certificate", fmt::format("c{}", object), day};
    default:
      return {name_of(subject), "delegated-to", fmt::format("ns{}.example", object), day};
  }
}

void remove_store(const std::string& file) {
  for (const char* ending : {"", "-wal", "-shm"}) std::remove((file + ending).c_str());
}

// Makes the groups outside of what is measured.
double keep_all(ObservationStore& store, const std::vector<Row>& rows, std::size_t& kept) {
  double seconds = 0.0;
  for (std::size_t begin = 0; begin < rows.size(); begin += group) {
    std::vector<KeyedObservation> part;
    for (std::size_t i = begin; i < std::min(begin + group, rows.size()); ++i) {
      Texts texts = texts_of(rows[i]);
      Observation seen;
      seen.subject = texts.subject;
      seen.relation = texts.relation;
      seen.object = texts.object;
      seen.from = seen.to = Day(std::chrono::days(20'000 + texts.day));
      seen.source = "pdns";
      seen.file = "rows.tsv";
      seen.line = i + 1;
      part.push_back({std::move(texts.subject), std::move(texts.object), std::move(seen)});
    }
    seconds += measured([&] { kept += store.keep(part, {}).value(); });
  }
  return seconds;
}

void write_rows(const std::string& file, const std::vector<Row>& rows) {
  std::ofstream out(file);
  for (const Row row : rows) {
    const Texts texts = texts_of(row);
    out << texts.subject << '\t' << texts.relation << '\t' << texts.object << '\t' << texts.day << '\n';
  }
}

double written_and_synced(const std::string& file, std::uintmax_t bytes) {
  const std::string piece(std::size_t{1} << 20U, 'x');
  return measured([&] {
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    for (std::uintmax_t done = 0; done < bytes; done += piece.size()) {
      if (::write(out, piece.data(), piece.size()) < 0) break;
    }
    ::fsync(out);
    ::close(out);
  });
}

// keep: rows into a table with its indexes. walk: rows, then indexes, then the walks, which alone are timed.
constexpr const char* script = R"(
import sqlite3, sys, time
rows = (line.rstrip('\n').split('\t') for line in open(sys.argv[2]))
base = sqlite3.connect(sys.argv[3])
base.executescript('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE o(a TEXT, r TEXT, b TEXT, d TEXT);')
index = 'CREATE INDEX oa ON o(a); CREATE INDEX ob ON o(b);'
if sys.argv[1] == 'keep':
    base.executescript(index)
    rows = list(rows)
    start = time.process_time()
    for i in range(0, len(rows), 100000):
        base.executemany('INSERT INTO o VALUES (?, ?, ?, ?)', rows[i:i + 100000])
        base.commit()
    print(base.execute('SELECT count(*) FROM o').fetchone()[0], time.process_time() - start)
else:
    base.execute('PRAGMA cache_size=-65536')
    base.executemany('INSERT INTO o VALUES (?, ?, ?, ?)', rows)
    base.commit()
    base.executescript(index)
    start = time.process_time()
    total = 0
    for seed in range(int(sys.argv[4])):
        first = f'n{seed}.example'
        reached, frontier, found = {first}, [first], set()
        for _ in range(3):
            following = []
            for key in frontier:
                seen = base.execute('SELECT a, r, b, d FROM o WHERE a = ?', (key,)).fetchall()
                back = base.execute('SELECT a, r, b, d FROM o WHERE b = ? LIMIT 201', (key,)).fetchall()
                if len(back) <= 200:
                    seen += back
                for row in seen:
                    found.add(row)
                    for end in (row[0], row[2]):
                        if end not in reached:
                            reached.add(end)
                            following.append(end)
            frontier = following
        total += len(found)
    print(total, time.process_time() - start)
)";

struct Said {
  std::size_t number = 0;
  double seconds = 0.0;
};

Said ask_peer(const std::string& how, const std::string& folder, const std::vector<Row>& rows, Contest& contest) {
  write_rows(folder + "/rows.tsv", rows);
  remove_store(folder + "/peer.db");
  const ChildRun child =
      run_child({"python3", "-c", script, how, folder + "/rows.tsv", folder + "/peer.db", std::to_string(seeds)});
  Said said;
  if (!child.ran) {
    contest.peer.name = "Python did not run";
    return said;
  }
  char* end = nullptr;
  said.number = std::strtoull(child.output.c_str(), &end, 10);
  said.seconds = std::strtod(end, nullptr);
  contest.peer.seconds.push_back(said.seconds);
  return said;
}

Contest keeping(const std::string& folder, int rounds) {
  const std::vector<Row> rows = generated(kept_rows);
  const auto amount = static_cast<double>(rows.size());
  Contest result{"", "rows", {"own", {}, amount}, {"Python's sqlite3", {}, amount}, {"written and synced", {}, amount},
                 ""};
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    const std::string file = folder + "/own.db";
    remove_store(file);
    std::size_t kept = 0, again = 0;
    {
      auto workspace = Workspace::open(file, Access::write).value();
      const auto store = observations_in(workspace);
      result.own.seconds.push_back(keep_all(*store, rows, kept));
      if (round == 0) keep_all(*store, rows, again);
    }
    const std::uintmax_t bytes = fs::file_size(file);
    result.input = fmt::format("{} observations kept, {:.0f} bytes each on disk", rows.size(),
                               static_cast<double>(bytes) / amount);
    const Said peer = ask_peer("keep", folder, rows, result);
    if (kept != rows.size() || again != 0) result.problem = fmt::format("kept {}, again {}", kept, again);
    if (peer.number != 0 && peer.number != kept) result.problem = fmt::format("peer kept {}", peer.number);
    result.limit.seconds.push_back(written_and_synced(folder + "/limit", bytes));
  }
  return result;
}

// The table in memory, sorted both ways.
class InMemory {
 public:
  explicit InMemory(const std::vector<Row>& rows) {
    for (const Row row : rows) {
      const Ends ends = ends_of(row);
      by_subject_.emplace_back(ends.subject, row);
      by_object_.emplace_back(ends.object, row);
    }
    std::sort(by_subject_.begin(), by_subject_.end());
    std::sort(by_object_.begin(), by_object_.end());
  }

  std::size_t walk(std::uint64_t seed) const {
    std::unordered_set<std::uint64_t> reached = {seed};
    std::unordered_set<Row> found;
    std::vector<std::uint64_t> frontier = {seed};
    for (std::size_t hop = 0; hop < hops; ++hop) {
      std::vector<std::uint64_t> following;
      for (const std::uint64_t key : frontier) {
        const auto take = [&](Row row) {
          found.insert(row);
          const Ends ends = ends_of(row);
          for (const std::uint64_t end : {ends.subject, ends.object}) {
            if (reached.insert(end).second) following.push_back(end);
          }
        };
        const auto [a, b] = range(by_subject_, key);
        std::for_each(a, b, [&](const auto& each) { take(each.second); });
        const auto [c, d] = range(by_object_, key);
        if (key == seed || static_cast<std::size_t>(d - c) <= carriers)
          std::for_each(c, d, [&](const auto& each) { take(each.second); });
      }
      frontier = following;
    }
    return found.size();
  }

 private:
  using Table = std::vector<std::pair<std::uint64_t, Row>>;
  struct Ends {
    std::uint64_t subject, object;  // with what kind of object it is above
  };
  static Ends ends_of(Row row) {
    const std::uint64_t mask = (std::uint64_t{1} << end_bits) - 1;
    const std::uint64_t kind = row >> (day_bits + 2 * end_bits);
    const std::uint64_t subject = row >> (day_bits + end_bits) & mask, object = row >> day_bits & mask;
    enum : std::uint64_t { name, address, certificate, server };
    const std::uint64_t of_subject = kind == 1 ? address : name;
    const std::uint64_t of_object = kind == 0 ? address : kind == 1 ? certificate : server;
    return {of_subject << end_bits | subject, of_object << end_bits | object};
  }
  static std::pair<Table::const_iterator, Table::const_iterator> range(const Table& table, std::uint64_t key) {
    return {std::lower_bound(table.begin(), table.end(), std::pair(key, Row{0})),
            std::lower_bound(table.begin(), table.end(), std::pair(key + 1, Row{0}))};
  }
  Table by_subject_, by_object_;
};

Contest walking(const std::string& folder, int rounds) {
  const std::vector<Row> rows = generated(searched_rows);
  Contest result{"", "walks", {"own", {}, seeds}, {"Python's sqlite3", {}, seeds}, {"in memory", {}, seeds}, ""};
  const std::string file = folder + "/own.db";
  remove_store(file);
  std::size_t kept = 0, peer = 0;
  auto workspace = Workspace::open(file, Access::write).value();
  const auto store = observations_in(workspace);
  const double filled = keep_all(*store, rows, kept);
  peer = ask_peer("walk", folder, rows, result).number;
  const InMemory table(rows);
  AroundLimits limits;
  limits.steps = hops;
  limits.carriers = carriers;
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    std::size_t own = 0, memory = 0;
    result.own.seconds.push_back(measured([&] {
      for (std::size_t seed = 0; seed < seeds; ++seed)
        own += store->around({name_of(seed)}, limits).value().observations.size();
    }));
    result.limit.seconds.push_back(measured([&] {
      for (std::size_t seed = 0; seed < seeds; ++seed) memory += table.walk(seed);
    }));
    if (own != memory || (peer != 0 && own != peer) || kept != rows.size())
      result.problem = fmt::format("own {}, memory {}, peer {}, kept {} of {}", own, memory, peer, kept, rows.size());
    result.input = fmt::format(
        "3 steps around {} names among {} observations, which were kept at {:.2f} M rows/s with "
        "{:.0f} bytes each; {} found",
        seeds, rows.size(), static_cast<double>(rows.size()) / filled / 1e6,
        static_cast<double>(fs::file_size(file)) / static_cast<double>(rows.size()), own);
  }
  return result;
}

}  // namespace

std::vector<Contest> observations_contests(int rounds) {
  const std::string folder = (fs::temp_directory_path() / fmt::format("whence-bench-{}", getpid())).string();
  fs::create_directory(folder);
  std::vector<Contest> contests = {keeping(folder, rounds), walking(folder, rounds)};
  fs::remove_all(folder);
  return contests;
}

}  // namespace whence::bench
