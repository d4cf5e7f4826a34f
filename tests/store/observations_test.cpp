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
