// What this build must measure of itself. The floors stand where the figures stood; they may only rise.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>

#include "base/file.h"
#include "engine/evaluate_reading.h"

using namespace whence;

namespace {

const Data& embedded() {
  static const Data data = Data::open_embedded().value();
  return data;
}

const EvaluationRow* find(const ReadingFigures& figures, std::string_view set, std::string_view metric) {
  for (const EvaluationRow& row : figures.rows) {
    if (row.set == set && row.metric == metric && row.method == "whence") return &row;
  }
  return nullptr;
}

struct Floor {
  std::string_view set, metric;
  double least, most;
};

void check(const ReadingFigures& figures, const Floor& floor) {
  const EvaluationRow* row = find(figures, floor.set, floor.metric);
  REQUIRE_MESSAGE(row != nullptr, floor.set, " ", floor.metric);
  CHECK_MESSAGE(row->value >= floor.least, floor.set, " ", floor.metric);
  CHECK_MESSAGE(row->value <= floor.most, floor.set, " ", floor.metric);
}

}  // namespace

TEST_CASE("every example of a frame reads as its frame declares") {
  const auto checked = check_frame_examples(embedded());
  if (!checked) FAIL(checked.error().message);
  CHECK(checked->examples > 40);
  for (const ExampleProblem& problem : checked->problems)
    MESSAGE(problem.where, " ", problem.frame, ": ", problem.what);
  constexpr std::size_t most_problems = 1;  // may only fall
  CHECK(checked->problems.size() <= most_problems);
}

TEST_CASE("states are exchangeable in the examples of the frames") {
  const ReadingFigures figures = evaluate_reading(embedded(), {}).value();
  for (const Floor& floor : {Floor{"symmetry", "same_claims", 0.97, 1.0}, Floor{"symmetry", "unfilled", 0.0, 0.05}}) {
    check(figures, floor);
  }
  CHECK(find(figures, "speed", "sentences_per_second")->value > 0.0);
}

TEST_CASE("gold sets that are not there are skipped, and the answer says which and why") {
  const ReadingFigures figures = evaluate_reading(embedded(), {}).value();
  REQUIRE(figures.skipped.size() == 4);
  CHECK(figures.skipped.front() == "seed: no gold folder; name one with --gold DIR or WHENCE_GOLD");
  CHECK(find(figures, "seed", "core") == nullptr);
}

TEST_CASE("the gold sets are read no worse than before") {
  const auto folder = gold_folder(std::nullopt);
  if (!folder) {
    MESSAGE("skipped: WHENCE_GOLD is not set");
    return;
  }
  const auto figures = evaluate_reading(embedded(), {folder, {}, upstream_folder()});
  if (!figures) FAIL(figures.error().message);
  const Floor floors[] = {
      {"seed", "core", 21, 21},          {"seed", "traps", 0, 0},           {"seed", "extra", 0, 4},
      {"seed", "relations", 22, 22},     {"plover", "source", 0.07, 1},     {"plover", "target", 0.06, 1},
      {"plover", "false_alarm", 0, 0.1}, {"eurepoc", "initiator", 0.34, 1}, {"eurepoc", "precision", 0.88, 1},
      {"eurepoc", "receiver", 0.19, 1},  {"eurepoc", "basis", 0.73, 1}};
  for (const Floor& floor : floors) check(*figures, floor);
  if (upstream_folder()) {
    check(*figures, {"tram", "micro_f1", 0.78, 1});
    check(*figures, {"tram", "macro_f1", 0.74, 1});
    check(*figures, {"tram", "micro_f1_own", 0.82, 1});
  } else {
    MESSAGE("tram skipped: WHENCE_UPSTREAM is not set");
  }
  for (const EvaluationRow& row : figures->rows) {
    CHECK_MESSAGE(row.low <= row.value, row.set, " ", row.metric);
  }
}

TEST_CASE("sets of one's own are known by their form, whatever the file is called") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "whence_own_sets";
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, const std::string& text) {
    const std::string path = (folder / name).string();
    REQUIRE(write_file(path, text));
    return path;
  };
  write("story.txt", "Xalia accused Xebros of hacking its parliament. Xebros denied it.\n");
  const std::string article =
      R"({"document":"story.txt","must_not":["Xebros accused Xalia",{"reading":"the mirror","forbidden":["accused=XA"]}],)"
      R"("sentences":[{"n":1,"byte_start":0,"byte_end":47}],"claims":[{"id":"C1","sentence":1,"act":"accuse","span":{"byte_start":0,"byte_end":47},)"
      R"("cue":{"byte_start":6,"byte_end":13},"source":["XA"],"accused":["XB"],"core":true}]})";
  ReadingSets sets;
  sets.own = {
      {"mine", write("coding", article)},
      {"moves",
       write("moves", R"({"id":"1","text":"Xalia accused Xebros of hacking.","event":"DISAPPROVE",)"
                      R"("eventText":"accused","source":[{"actorText":"Xalia"}],"target":[{"actorText":"Xebros"}]})"
                      "\n")}};
  const auto figures = evaluate_reading(embedded(), sets);
  REQUIRE_MESSAGE(figures, (figures ? "" : figures.error().message));
  REQUIRE(find(*figures, "mine", "traps") != nullptr);
  CHECK(find(*figures, "mine", "traps")->n == 1);
  CHECK(find(*figures, "moves", "source")->value == 1.0);
  CHECK(std::any_of(figures->notes.begin(), figures->notes.end(),
                    [](const std::string& note) { return note.find("no check") != std::string::npos; }));
  std::filesystem::remove_all(folder);
}
