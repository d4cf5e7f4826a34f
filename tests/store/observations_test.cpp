// The contract of every ObservationStore. A back end is a row of `stores`; the suite does not know which one it tests.
#include "store/observations.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <tuple>

#include <doctest/doctest.h>
#include <unistd.h>

#include "store/schema.h"
#include "store/upkeep.h"

using namespace whence;

namespace {

namespace fs = std::filesystem;

// A store in a place of its own, which can be closed and opened again.
class Place {
 public:
  virtual ~Place() = default;
  virtual ObservationStore& store() = 0;
  virtual void reopen() = 0;
  virtual std::vector<std::string> faults() = 0;
};

class InWorkspace final : public Place {
 public:
  InWorkspace() : file_((fs::temp_directory_path() / ("whence-observed-" + std::to_string(::getpid()))).string()) {
    remove();
    reopen();
  }
  ~InWorkspace() override {
    store_.reset();
    workspace_.reset();
    remove();
  }
  ObservationStore& store() override { return *store_; }
  void reopen() override {
    store_.reset();
    workspace_.reset();
    auto opened = Workspace::open(file_, Access::write);
    REQUIRE(opened);
    workspace_.emplace(std::move(opened).value());
    store_ = observations_in(*workspace_);
  }
  std::vector<std::string> faults() override { return whence::faults(*workspace_).value(); }

 private:
  void remove() const {
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file_ + ending);
  }
  std::string file_;
  std::optional<Workspace> workspace_;
  std::unique_ptr<ObservationStore> store_;
};

struct Kind {
  const char* name;
  std::function<std::unique_ptr<Place>()> make;
};
const Kind stores[] = {{"in a workspace", [] { return std::make_unique<InWorkspace>(); }}};

std::optional<Day> day(const char* text) {
  const auto date = parse_date(text);
  return date ? std::optional<Day>(date->first) : std::nullopt;
}

KeyedObservation seen(const std::string& subject, const std::string& relation, const std::string& object,
                      const char* from = "2026-08-01", const char* source = "sensor") {
  Observation one;
  one.subject = subject;
  one.relation = relation;
  one.object = object;
  one.from = day(from);
  one.to = one.from;
  one.source = source;
  one.file = "rows.csv";
  one.line = 7;
  return {subject, object, one};
}

std::set<std::string> pairs(const ObservedAround& around) {
  std::set<std::string> found;
  for (const Observation& one : around.observations) found.insert(one.subject + " " + one.object);
  return found;
}

}  // namespace

TEST_CASE("what is kept comes back with every field, from either side, also after closing") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    KeyedObservation folded = seen("evil.example", "resolves-to", "192.0.2.7");
    folded.seen.subject = "WWW.Evil[.]example";
    folded.seen.to.reset();
    REQUIRE(place->store().keep({folded}, {}).value() == 1);
    place->reopen();
    for (const char* key : {"evil.example", "192.0.2.7"}) {
      const auto around = place->store().around({key}, {});
      REQUIRE(around);
      REQUIRE(around->observations.size() == 1);
      CHECK(around->observations[0] == folded.seen);
      CHECK_FALSE(around->full);
    }
    CHECK(place->store().around({"nobody.example"}, {})->observations.empty());
    CHECK(place->store().around({}, {})->observations.empty());
  }
}

TEST_CASE("the same observation again changes nothing; another day or source is another") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    const std::vector<KeyedObservation> rows = {seen("a", "r", "b"), seen("a", "r", "b"),
                                                seen("a", "r", "b", "2026-08-02"),
                                                seen("a", "r", "b", "2026-08-01", "other"), seen("a", "q", "b")};
    CHECK(place->store().keep(rows, {}).value() == 4);
    CHECK(place->store().keep(rows, {}).value() == 0);
    place->reopen();
    CHECK(place->store().keep(rows, {}).value() == 0);
    CHECK(place->store().count().value() == 4);
  }
}

TEST_CASE("what too many observations are about is not gone through, but for a seed, and its number is told") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    std::vector<KeyedObservation> rows = {seen("near", "r", "hub")};
    for (int i = 0; i < 30; ++i) rows.push_back(seen("crowd" + std::to_string(i), "r", "hub"));
    REQUIRE(place->store().keep(rows, {}));
    AroundLimits limits;
    limits.carriers = 10;
    const auto around = place->store().around({"near"}, limits);
    REQUIRE(around);
    CHECK(pairs(*around) == std::set<std::string>{"near hub"});
    CHECK(around->holders == std::map<std::string, std::size_t>{{"hub", 31}});
    CHECK(place->store().around({"hub"}, limits)->observations.size() == 31);
    limits.carriers = 31;
    CHECK(place->store().around({"near"}, limits)->observations.size() == 31);
    limits.rows = 12;
    const auto cut = place->store().around({"hub"}, limits);
    CHECK(cut->full);
    CHECK(cut->observations.size() <= 12);
  }
}

TEST_CASE("steps bound how far it goes, as an oracle in memory has it") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    std::mt19937 random(11);
    const auto place = kind.make();
    std::vector<KeyedObservation> rows;
    const auto object = [&] { return "o" + std::to_string(random() % 60); };
    for (int i = 0; i < 90; ++i) rows.push_back(seen(object(), "r", object()));
    REQUIRE(place->store().keep(rows, {}));
    for (std::size_t steps = 1; steps <= 5; ++steps) {
      AroundLimits limits;
      limits.steps = steps;
      for (int seed = 0; seed < 60; seed += 7) {
        const std::string key = "o" + std::to_string(seed);
        std::set<std::string> reached = {key}, wanted;
        for (std::size_t step = 0; step < steps; ++step) {
          const std::set<std::string> before = reached;
          for (const KeyedObservation& row : rows) {
            if (!before.contains(row.subject) && !before.contains(row.object)) continue;
            wanted.insert(row.subject + " " + row.object);
            reached.insert({row.subject, row.object});
          }
        }
        CHECK_MESSAGE(pairs(*place->store().around({key}, limits)) == wanted, key, steps);
      }
    }
  }
}

TEST_CASE("relations that are left out are as if they were not there, and hide no others") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    std::vector<KeyedObservation> rows = {seen("near", "r", "hub"), seen("far", "r", "hub")};
    for (int i = 0; i < 30; ++i) rows.push_back(seen("client" + std::to_string(i), "flow", "hub"));
    rows.push_back(seen("near", "flow", "elsewhere"));
    REQUIRE(place->store().keep(rows, {}));
    AroundLimits limits;
    limits.carriers = 10;
    limits.without = {"flow", "never heard of"};
    const auto around = place->store().around({"near"}, limits);
    REQUIRE(around);
    CHECK(pairs(*around) == std::set<std::string>{"near hub", "far hub"});
    CHECK(around->holders.empty());
  }
}

TEST_CASE("the place that a file was read to is kept with what was read, the last of each file") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    CHECK(place->store().place("a.log").value() == std::nullopt);
    const ReadPlace first{"a.log", "how", 10, 0xFFFFFFFFFFFFFFFFU}, second{"a.log", "how", 20, 7},
        other{"b.log", "", 1, 1};
    REQUIRE(place->store().keep({seen("a", "r", "b")}, first));
    CHECK(place->store().place("a.log").value() == first);
    REQUIRE(place->store().keep({}, second));
    REQUIRE(place->store().keep({}, other));
    place->reopen();
    CHECK(place->store().place("a.log").value() == second);
    CHECK(place->store().place("b.log").value() == other);
  }
}

TEST_CASE("many groups, small and large, hold what a set in memory holds, and nothing is wrong with the file") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    std::mt19937 random(17);
    std::set<std::tuple<std::string, std::string, std::string, int>> held;
    for (int group = 0; group < 40; ++group) {
      std::vector<KeyedObservation> rows;
      std::size_t fresh = 0;
      const std::size_t size = group % 7 == 0 ? 20'000 : 1 + random() % 400;
      for (std::size_t i = 0; i < size; ++i) {
        const bool crowd = random() % 3 == 0;
        // Subjects with thousands of rows fill several blocks; long names fill one each.
        const std::string subject = crowd ? "crowd" : "s" + std::to_string(random() % 4000);
        const std::string object = random() % 500 == 0 ? std::string(5000, 'x') + std::to_string(random() % 9)
                                                       : "o" + std::to_string(random() % 3000);
        const int day_number = 1 + static_cast<int>(random() % 9);
        const std::string text = "2026-08-0" + std::to_string(day_number);
        rows.push_back(seen(subject, "r" + std::to_string(i % 3), object, text.c_str()));
        fresh += held.emplace(subject, rows.back().seen.relation, object, day_number).second ? 1U : 0U;
      }
      CHECK(place->store().keep(rows, {}).value() == fresh);
    }
    place->reopen();
    CHECK(place->store().count().value() == held.size());
    AroundLimits limits;
    limits.steps = 1;
    for (const std::string key : {"crowd", "s7", "o9", "o2999"}) {
      std::size_t wanted = 0;
      for (const auto& row : held) wanted += std::get<0>(row) == key || std::get<2>(row) == key ? 1U : 0U;
      CHECK(place->store().around({key}, limits)->observations.size() == wanted);
    }
    for (const std::string& fault : place->faults()) FAIL_CHECK(fault);
  }
}

TEST_CASE("what version 8 held of observations is there today") {
  const std::string file = (fs::temp_directory_path() / ("whence-observed-8-" + std::to_string(::getpid()))).string();
  {
    Database database = Database::open(file, Access::write, true, 100).value();
    REQUIRE(migrate(database, 8));
    database.script(
        "INSERT INTO observed_objects VALUES (1, 'evil.example'), (2, '192.0.2.7');"
        "INSERT INTO observed_words VALUES (3, 'resolves-to'), (4, 'pdns'), (5, 'rows.csv');"
        "INSERT INTO observations VALUES (1, 3, 2, 20666, -9999999, 4, 'www.evil.example', '', 5, 9)");
    REQUIRE(database.problem());
  }
  {
    Workspace workspace = Workspace::open(file, Access::write).value();
    const auto around = observations_in(workspace)->around({"192.0.2.7"}, {});
    REQUIRE(around->observations.size() == 1);
    const Observation& one = around->observations[0];
    CHECK(one.subject + " " + one.relation + " " + one.object + " " + one.source + " " + one.file ==
          "www.evil.example resolves-to 192.0.2.7 pdns rows.csv");
    CHECK(one.line == 9);
    CHECK(one.from == day("2026-08-01"));
    CHECK_FALSE(one.to);
    CHECK(faults(workspace).value().empty());
    // A block that was tampered with is found.
    workspace.database().run("UPDATE observation_blocks SET data = substr(data, 1, 20)");
    CHECK_FALSE(faults(workspace).value().empty());
    CHECK_FALSE(observations_in(workspace)->around({"192.0.2.7"}, {}));
  }
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file + ending);
}

namespace {

NearLimits near_limits(std::size_t hops) {
  NearLimits limits;
  limits.hops = hops;
  limits.tie = [](std::string_view relation) {
    if (relation == "has") return NearTie::carries;
    if (relation == "calls") return NearTie::touches;
    return relation == "run-by" ? NearTie::leads : NearTie::says;
  };
  return limits;
}

}  // namespace

TEST_CASE("a trace is given all that the objects within its steps have, over what they share, and nothing of others") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    REQUIRE(place->store().keep(
        {seen("d0", "has", "ip0"), seen("ip0", "has", "as0"), seen("d1", "has", "ip0"), seen("d1", "has", "ip1"),
         seen("d2", "has", "ip1"), seen("d2", "has", "ip2"), seen("d3", "has", "ip2"), seen("ip0", "run-by", "firm"),
         seen("firm", "serves", "x"), seen("ip9", "has", "as0"), seen("d9", "has", "ip9"), seen("file", "calls", "d0"),
         seen("file", "has", "key"), seen("ip2", "is", "relay"), seen("ip5", "is", "relay")},
        {}));
    const auto one = place->store().near({"d0"}, near_limits(1));
    REQUIRE(one);
    CHECK(pairs(*one) == std::set<std::string>{"d0 ip0", "ip0 as0", "ip0 firm", "firm x", "d1 ip0", "d1 ip1", "ip9 as0",
                                               "d9 ip9", "file d0", "file key"});
    CHECK(one->holders.at("ip0") == 2);
    CHECK(one->holders.at("ip1") == 2);  // d2 is not here
    CHECK_FALSE(one->full);
    const auto two = place->store().near({"d0"}, near_limits(2));
    REQUIRE(two);
    CHECK(pairs(*two).contains("d2 ip2"));
    CHECK(pairs(*two).contains("ip2 relay"));
    CHECK_FALSE(pairs(*two).contains("d3 ip2"));
    CHECK_FALSE(pairs(*two).contains("ip5 relay"));
    NearLimits few = near_limits(2);
    few.nodes = 2;
    const auto cut = place->store().near({"d0"}, few);
    REQUIRE(cut);
    CHECK(cut->full);
    CHECK(pairs(*cut).contains("d0 ip0"));
    CHECK(pairs(*cut).size() < pairs(*two).size());
    CHECK(place->store().near({"nobody"}, near_limits(3))->observations.empty());
  }
}

TEST_CASE("a trace does not go through what too many have, and is told how many, but for a seed") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    std::vector<KeyedObservation> rows;
    for (int i = 0; i < 30; ++i) rows.push_back(seen("d" + std::to_string(i), "has", "hub"));
    REQUIRE(place->store().keep(rows, {}));
    NearLimits limits = near_limits(3);
    limits.carriers = 10;
    const auto around = place->store().near({"d7"}, limits);
    REQUIRE(around);
    CHECK(pairs(*around) == std::set<std::string>{"d7 hub"});
    CHECK(around->holders.at("hub") == 30);
    CHECK(place->store().near({"hub"}, limits)->observations.size() == 30);
  }
}

TEST_CASE("a value of a value of a value, ten thousand deep, is walked without falling") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    std::vector<KeyedObservation> rows;
    for (int i = 0; i < 10'000; ++i) rows.push_back(seen("v" + std::to_string(i), "has", "v" + std::to_string(i + 1)));
    REQUIRE(place->store().keep(rows, {}));
    const auto around = place->store().near({"v9999"}, near_limits(3));
    REQUIRE(around);
    CHECK(around->observations.size() > 9'000);
  }
}
