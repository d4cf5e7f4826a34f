// The contract of every ObservationStore. A back end is a row of `stores`; the suite does not know which one it tests.
#include "store/observations.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

using namespace whence;

namespace {

namespace fs = std::filesystem;

// A store in a place of its own, which can be closed and opened again.
class Place {
 public:
  virtual ~Place() = default;
  virtual ObservationStore& store() = 0;
  virtual void reopen() = 0;
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
    REQUIRE(place->store().keep({folded}).value() == 1);
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
    CHECK(place->store().keep(rows).value() == 4);
    CHECK(place->store().keep(rows).value() == 0);
    place->reopen();
    CHECK(place->store().keep(rows).value() == 0);
    CHECK(place->store().count().value() == 4);
  }
}

TEST_CASE("what too many observations are about is not gone through, but for a seed, and its number is told") {
  for (const Kind& kind : stores) {
    CAPTURE(kind.name);
    const auto place = kind.make();
    std::vector<KeyedObservation> rows = {seen("near", "r", "hub")};
    for (int i = 0; i < 30; ++i) rows.push_back(seen("crowd" + std::to_string(i), "r", "hub"));
    REQUIRE(place->store().keep(rows));
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
    REQUIRE(place->store().keep(rows));
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
    REQUIRE(place->store().keep({seen("d0", "has", "ip0"), seen("ip0", "has", "as0"), seen("d1", "has", "ip0"),
                                 seen("d1", "has", "ip1"), seen("d2", "has", "ip1"), seen("d2", "has", "ip2"),
                                 seen("d3", "has", "ip2"), seen("ip0", "run-by", "firm"), seen("firm", "serves", "x"),
                                 seen("ip9", "has", "as0"), seen("d9", "has", "ip9"), seen("file", "calls", "d0"),
                                 seen("file", "has", "key"), seen("ip2", "is", "relay"), seen("ip5", "is", "relay")}));
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
    REQUIRE(place->store().keep(rows));
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
    REQUIRE(place->store().keep(rows));
    const auto around = place->store().near({"v9999"}, near_limits(3));
    REQUIRE(around);
    CHECK(around->observations.size() > 9'000);
  }
}
