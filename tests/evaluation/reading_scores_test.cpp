// The scorers, on invented gold and with readings made by hand.
#include <algorithm>

#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/pack.h"
#include "evaluation/reading/csv.h"
#include "evaluation/reading/equal_error.h"
#include "evaluation/reading/eurepoc.h"
#include "evaluation/reading/gold_item.h"
#include "evaluation/reading/label_learner.h"
#include "evaluation/reading/pairing.h"
#include "evaluation/reading/plover.h"
#include "evaluation/reading/seed.h"
#include "prob/interval.h"

using namespace whence;

namespace {

// Tables from written text; keeps the bytes that they point into.
struct Tables {
  std::string image;
  Pack pack;
  explicit Tables(const std::vector<PackFile>& files)
      : image(compile_pack(files).value()), pack(Pack::open(image, "test").value()) {}
  Table table(std::string_view name) const { return pack.table(name).value(); }
};

Party state(const std::string& code, const std::string& text) {
  Party party;
  party.kind = PartyKind::state;
  party.state = code;
  party.text = text;
  return party;
}

Party thing(const std::string& text) {
  Party party;
  party.text = text;
  return party;
}

Claim accusation(const std::string& by, const std::string& of, Span span) {
  Claim claim;
  claim.act = Act::accuse;
  claim.source = {state(by, by)};
  claim.accused = {state(of, of)};
  claim.span = span;
  claim.sentence = 1;
  return claim;
}

double value(const std::vector<EvaluationRow>& rows, std::string_view metric, std::string_view method = "whence") {
  for (const EvaluationRow& row : rows) {
    if (row.metric == metric && row.method == method) return row.value;
  }
  return -1.0;
}

constexpr std::string_view article = "Xalia accused Xebros of hacking the port. Xebros denied it.";
constexpr std::string_view gold_text = R"({"document": "article.txt",
  "sentences": [{"n": 1, "byte_start": 0, "byte_end": 41}, {"n": 2, "byte_start": 42, "byte_end": 59}],
  "must_not": ["XA hit"],
  "claims": [
    {"id": "C1", "sentence": 1, "act": "assert", "span": {"byte_start": 0, "byte_end": 41}, "cue": {"text": "accused"},
     "source": ["XA"], "accused": ["XB"], "group": null, "victim": "the port", "victim_country": "XA", "core": true},
    {"id": "C2", "sentence": 2, "act": "refute", "span": {"byte_start": 42, "byte_end": 59}, "cue": {"text": "denied"},
     "source": ["XB"], "relations": [["denial-of", "C1"]], "core": true}]})";

Reading read_article() {
  Reading reading;
  reading.document.text = article;
  Claim first = accusation("XA", "XB", {0, 40});
  Party port = thing("port");
  port.state = "XA";
  first.victim = {port};
  Claim second;
  second.act = Act::deny;
  second.source = {state("XB", "Xebros")};
  second.span = {42, 58};
  second.sentence = 2;
  second.relations = {{RelationKind::denial_of, 0}};
  reading.claims = {first, second};
  return reading;
}

}  // namespace

TEST_CASE("a gold item is found only if every party agrees and nulls are null") {
  const std::vector<GoldItem> items = gold_items(parse_json(gold_text, "gold", {}).value()).value();
  REQUIRE(items.size() == 2);
  const Claim right = read_article().claims.front();
  CHECK(differences(items[0], right).empty());
  struct Row {
    std::string key;
    Claim claim;
  };
  std::vector<Row> rows;
  for (const std::string key : {"group", "sponsor", "victim", "victim_country", "source", "accused", "act", "span"})
    rows.push_back({key, right});
  rows[0].claim.group = {thing("Velvet Heron")};
  rows[1].claim.sponsor = {state("XB", "the ministry")};
  rows[2].claim.victim = {};
  rows[3].claim.victim.front().state = "XC";
  rows[4].claim.source.push_back(state("XC", "Xorland"));
  rows[5].claim.accused.clear();
  rows[6].claim.act = Act::charge;
  rows[7].claim.span = {0, 15};
  for (const Row& row : rows) {
    const auto found = differences(items[0], row.claim);
    CHECK_MESSAGE(std::any_of(found.begin(), found.end(), [&](const Difference& one) { return one.key == row.key; }),
                  row.key);
  }
}

TEST_CASE("a nationality accuses no state, and reject, deny and refute are one class") {
  const std::vector<GoldItem> items = gold_items(parse_json(gold_text, "gold", {}).value()).value();
  CHECK(scoring_class(items[1]) == "deny");
  Claim claim = read_article().claims.front();
  Party hackers = thing("Xebrosian hackers");
  hackers.kind = PartyKind::person;
  hackers.name = "nationality: XB";
  claim.accused = {hackers};
  const auto found = differences(items[0], claim);
  REQUIRE(found.size() == 1);
  CHECK(found.front().key == "accused");
  CHECK(scoring_class(Act::describe, false) == "accuse");
  CHECK(scoring_class(Act::describe, true) == "attribute");
  CHECK(scoring_class(Act::dismiss, false) == "deny");
  CHECK(scoring_class(Act::sanction, false) == "sanction");
}

TEST_CASE("overlap is intersection over union within the sentence") {
  CHECK(overlap({0, 10}, {0, 10}, {0, 10}) == doctest::Approx(1.0));
  CHECK(overlap({0, 10}, {5, 15}, {0, 20}) == doctest::Approx(5.0 / 15.0));
  CHECK(overlap({0, 10}, {5, 15}, {0, 10}) == doctest::Approx(0.5));
  CHECK(overlap({0, 5}, {5, 10}, {0, 10}) == doctest::Approx(0.0));
}

TEST_CASE("the article's scorer counts items, relations, traps and claims too many") {
  const Json gold = parse_json(gold_text, "gold", {}).value();
  const Tables tables(
      std::vector<PackFile>{{"evaluation/traps.tsv", "#fields\ttrap:text\tforbidden:text\n" +
                                                         sha256("XA hit").substr(0, 8) + "\taccused=XA\n"}});
  Reading reading = read_article();
  const ReadCall read = [&](std::string, const std::string&) -> Result<Reading> { return reading; };
  const auto score = [&] {
    return score_seed(gold, std::string(article), "seed", tables.table("evaluation/traps"), read).value().rows;
  };
  CHECK(value(score(), "core") == 2);
  CHECK(value(score(), "relations") == 1);
  CHECK(value(score(), "traps") == 0);
  CHECK(value(score(), "extra") == 0);
  reading.claims.push_back(accusation("XB", "XA", {42, 58}));
  reading.claims[1].relations.clear();
  CHECK(value(score(), "relations") == 0);
  CHECK(value(score(), "traps") == 1);
  CHECK(value(score(), "extra") == 1);
}

TEST_CASE("a forbidden reading without a check is an error, not a pass") {
  const Json gold = parse_json(gold_text, "gold", {}).value();
  const Tables tables(
      std::vector<PackFile>{{"evaluation/traps.tsv", "#fields\ttrap:text\tforbidden:text\n00000000\taccused=XA\n"}});
  const ReadCall read = [](std::string, const std::string&) -> Result<Reading> { return read_article(); };
  CHECK_FALSE(score_seed(gold, std::string(article), "seed", tables.table("evaluation/traps"), read));
}

TEST_CASE("pairs are as many as enumeration finds") {
  Random random(20260504);
  for (int round = 0; round < 200; ++round) {
    const std::size_t lefts = 1 + random.below(4), rights = 1 + random.below(4);
    std::vector<std::vector<std::size_t>> fits(lefts);
    for (auto& fit : fits) {
      for (std::size_t right = 0; right < rights; ++right) {
        if (random.unit() < 0.4) fit.push_back(right);
      }
    }
    const auto count = [](const std::vector<std::optional<std::size_t>>& pairs) {
      return std::count_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.has_value(); });
    };
    // Every assignment of rights (or none) to lefts, as digits of a number.
    std::ptrdiff_t most = 0;
    std::size_t all = 1;
    for (std::size_t i = 0; i < lefts; ++i) all *= rights + 1;
    for (std::size_t code = 0; code < all; ++code) {
      std::vector<bool> taken(rights);
      std::ptrdiff_t size = 0;
      std::size_t rest = code;
      bool valid = true;
      for (std::size_t left = 0; left < lefts; ++left, rest /= rights + 1) {
        const std::size_t right = rest % (rights + 1);
        if (right == rights) continue;
        valid = valid && !taken[right] && std::find(fits[left].begin(), fits[left].end(), right) != fits[left].end();
        taken[right] = true;
        ++size;
      }
      if (valid) most = std::max(most, size);
    }
    CHECK(count(paired(fits, rights)) == most);
  }
}

TEST_CASE("an event's actors are found by words they share, and other events are negatives") {
  const Tables tables(std::vector<PackFile>{
      {"evaluation/plover-events.tsv", "#fields\tevent:text\troles:text\tacts:list\nDISAPPROVE\tspeaker\taccuse\n"}});
  const std::string lines =
      R"({"id":"1","event":"DISAPPROVE","eventText":"accused","text":"Xalia accused Xebros.","source":[{"actorText":"Xalian"}],"target":[{"actorText":"Xebros"}]})"
      "\n"
      R"({"id":"2","event":"AID","eventText":"sent","text":"Xalia sent food.","source":[{"actorText":"Xalia"}],"target":""})"
      "\n";
  bool alarm = false;
  const ReadCall read = [&](std::string text, const std::string&) -> Result<Reading> {
    Reading reading;
    if (text.find("accused") != std::string::npos || alarm) {
      Claim claim = accusation("XA", "XB", {0, 10});
      claim.source.front().text = "Xalia";
      claim.accused.front().text = "Xorland";
      reading.claims = {claim};
    }
    reading.document.text = std::move(text);
    return reading;
  };
  const auto rows = score_plover(lines, "plover", tables.table("evaluation/plover-events"), read).value().rows;
  CHECK(value(rows, "source") == 1.0);
  CHECK(value(rows, "target") == 0.0);
  CHECK(value(rows, "false_alarm") == 0.0);
  CHECK(value(rows, "target", "trigger_given") == 1.0);
  alarm = true;
  CHECK(value(score_plover(lines, "plover", tables.table("evaluation/plover-events"), read).value().rows,
              "false_alarm") == 1.0);
}

TEST_CASE("an incident's countries are the surest of those read; a group's label is counted apart") {
  const Tables tables(std::vector<PackFile>{
      {"states.tsv",
       "#fields\tcode:text\tname:text\tnames:list\tadjectives:list\tpeople:list\tcapital:text\tcapital_names:list\n"
       "XA\tXalia\tXalia|Xalia, Republic of\tXalian\tXalians\tXalport\t\nXB\tXebros\tXebros\tXebrosian\t\t\t\n"},
      {"others.tsv", "#fields\tname:text\tcode:text\nOld Xebros\tXB\n"}});
  const CountryNames names = CountryNames::load(tables.table("states"), tables.table("others")).value();
  const std::string csv =
      "ID,name,description,initiator_country,receiver_country,attribution_basis\n"
      "1,First,\"Xalian hackers, it is said, hit Xebros\",\"['Xalia, Republic of', 'Xalia, Republic of']\",['Old "
      "Xebros'],A; A\n"
      "2,Second,Velvet Heron hit Xebros,['Xalia'],['Unknown'],A\n"
      "3,Third,Nobody knows,['Unknown'],\"['South (region)']\",\"A; B\"\n";
  const ReadCall read = [](std::string text, const std::string&) -> Result<Reading> {
    Reading reading;
    Claim claim = accusation("XC", "XA", {0, 5});
    if (text.starts_with("Second")) {
      Party group = thing("Velvet Heron");
      group.id = "G9999";
      claim.accused.clear();
      claim.group = {group};
    }
    claim.victim = {state("XB", "Xebros")};
    if (!text.starts_with("Third")) reading.claims = {claim};
    if (text.starts_with("First"))
      reading.doer_countries = {{"XA", "Xalian", {0, 6}, "origin", 5}, {"XB", "", {}, "tie", 3}};
    if (!text.starts_with("Third")) reading.hit_countries = {{"XB", "Xebros", {0, 6}, "object", 4}};
    reading.document.text = std::move(text);
    return reading;
  };
  const auto state_of = [](const std::string& actor) { return std::string(actor == "G9999" ? "XA" : ""); };
  const auto rows = score_eurepoc(csv, "eurepoc", names, state_of, read).value().rows;
  CHECK(value(rows, "initiator") == doctest::Approx(0.5));
  CHECK(value(rows, "precision") == doctest::Approx(1.0));
  CHECK(value(rows, "initiator", "whence_labels") == doctest::Approx(1.0));
  CHECK(value(rows, "initiator", "demonym") == doctest::Approx(0.5));
  CHECK(value(rows, "receiver") == doctest::Approx(1.0));
  CHECK(value(rows, "answered_unknown") == doctest::Approx(0.0));
}

TEST_CASE("equal error is the distance between the states with the most and the fewest wrong fills") {
  EqualError sides;
  for (int i = 0; i < 10; ++i) {
    sides.add(Side::accused, "XA", false, i < 3);
    sides.add(Side::accused, "XB", i < 5, i < 1);
    if (i < 2) sides.add(Side::accused, "XC", false, true);  // too few to compare
    sides.add(Side::accusing, "XA", false, false);
  }
  SetScore score;
  sides.report("mine", 10, score);
  REQUIRE(score.rows.size() == 1);
  CHECK(score.rows.front().metric == "wrong_gap_accused");
  CHECK(score.rows.front().value == doctest::Approx(0.2));
  CHECK(score.rows.front().n == 2);
  REQUIRE(score.notes.size() == 2);
  CHECK(score.notes[1] == "wrong fills + misses / n by accused state: XA 3+0/10 XB 1+5/10 XC 2+0/2");
}

TEST_CASE("comma-separated values keep commas, line ends and quotation marks in their cells") {
  const auto table = read_csv("a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n,\n", "test.csv");
  REQUIRE(table);
  CHECK(table->columns == std::vector<std::string>{"a", "b"});
  CHECK(table->rows == std::vector<std::vector<std::string>>{{"x, \"y\"\nz", "2"}, {"", ""}});
  CHECK(read_csv("a,b\n1\n", "test.csv").error().message ==
        "test.csv: record 2: 1 cells, the first record names 2 columns");
  CHECK(strings_of_list("[['a', \"b's\"], ['c']]") == std::vector<std::string>{"a", "b's", "c"});
  CHECK(strings_of_list("plain") == std::vector<std::string>{"plain"});
  CHECK(strings_of_list("").empty());
}

TEST_CASE("labels that words give away are learned, and the majority is what is left without words") {
  std::vector<LabelledText> texts;
  for (int i = 0; i < 60; ++i) {
    const bool odd = i % 3 == 0;
    texts.push_back({word_features(odd ? "the firm found it" : "the crew said it"), odd ? "firm" : "crew"});
  }
  CHECK(right_by_majority(texts) == 40);
  CHECK(right_by_naive_bayes(texts) == 60);
  CHECK(right_by_logit(texts) == 60);
}
