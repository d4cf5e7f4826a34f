// Series of accusations: the published figures of the model, and what must hold of any record.
#include "engine/dyads.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <doctest/doctest.h>

#include "base/text.h"
#include "format/page_dyads.h"
#include "format/report_dyads.h"
#include "knowledge/ledger.h"

using namespace whence;
using doctest::Approx;

namespace {

const Data& tables() {
  static const Data opened = [] {
    const char* named = std::getenv("WHENCE_DATA");
    return (named == nullptr ? Data::open_embedded() : Data::open_directory(named)).value();
  }();
  return opened;
}

const DyadRules& rules() {
  static const DyadRules loaded = dyad_rules(tables()).value();
  return loaded;
}

const std::vector<LedgerEntry>& record() {
  static const std::vector<LedgerEntry> loaded = load_ledger(tables()).value();
  return loaded;
}

const Dyad& pair_of(const std::vector<Dyad>& dyads, const std::string& a, const std::string& b) {
  const auto found = std::find_if(dyads.begin(), dyads.end(),
                                  [&](const Dyad& dyad) { return dyad.accuser == a && dyad.accused == b; });
  REQUIRE(found != dyads.end());
  return *found;
}

void drop_signatory(std::vector<DyadAct>& acts, const std::string& row, const std::string& state) {
  for (DyadAct& act : acts) {
    if (act.id == row) std::erase(act.accusers, state);
  }
}

// An act of an invented record.
LedgerEntry entry(const std::string& id, const std::string& date, const std::string& by, const std::string& of,
                  int rung) {
  LedgerEntry one;
  one.id = id;
  one.date = parse_date(date);
  one.accusers = by;
  one.accused_state = of;
  one.instrument = "statement";
  one.rung = rung;
  one.verified = true;
  one.denial_status = "none";
  one.accuser_states = {by};
  one.accused_states = {of};
  return one;
}

struct Published {
  const char *accuser, *accused;
  std::size_t events;
  double factor, tolerance;  // of the printed digits
  const char* month;         // of the change; null: none is printed
  double before, after;
  // Rows whose signatory is coded today but was not when the figures were made: the row's words name this party only in
  // short ("US", "with Five Eyes", "and nine partners").
  std::vector<const char*> later;
};

// docs/relations.md, "The figures that the model was published with".
const std::vector<Published> published = {
    {"CN", "US", 10, 1012.0, 0.6, "2020-03", 0.04, 1.48, {}},
    {"US", "RU", 15, 410.0, 0.6, "2016-10", 0.05, 1.48, {}},
    {"GB", "RU", 12, 296.0, 0.6, "2018-02", 0.04, 1.36, {"L093"}},
    {"US", "CN", 14, 167.0, 0.6, "2018-12", 0.12, 1.62, {"L089"}},
    {"GB", "CN", 5, 5.4, 0.051, nullptr, 0.0, 0.0, {"L089", "L094", "L118"}},
    {"NZ", "CN", 4, 2.8, 0.051, nullptr, 0.0, 0.0, {"L089", "L094", "L118"}},
    {"DE", "RU", 3, 2.6, 0.051, nullptr, 0.0, 0.0, {}},
};

std::vector<LedgerEntry> first_rows() {
  std::vector<LedgerEntry> rows;
  for (const LedgerEntry& one : record()) {
    if (one.id >= "L001" && one.id <= "L130") rows.push_back(one);
  }
  return rows;
}

}  // namespace

TEST_CASE("rows L001 to L130 give the model's published figures, but for signatories coded since") {
  for (const Published& wanted : published) {
    CAPTURE(wanted.accuser);
    CAPTURE(wanted.accused);
    std::vector<DyadAct> acts = acts_of(first_rows(), rules(), true);
    const std::size_t all = pair_of(dyads_of(acts, rules()), wanted.accuser, wanted.accused).events.size();
    CHECK(all == wanted.events + wanted.later.size());
    for (const char* row : wanted.later) drop_signatory(acts, row, wanted.accuser);
    const std::vector<Dyad> dyads = dyads_of(acts, rules());
    const Dyad& dyad = pair_of(dyads, wanted.accuser, wanted.accused);
    CHECK(dyad.events.size() == wanted.events);
    REQUIRE(dyad.change);
    CHECK(std::abs(dyad.change->factor - wanted.factor) <= wanted.tolerance);
    if (wanted.month == nullptr) {
      CHECK(dyad.changes.empty());
      continue;
    }
    CHECK(to_string(dyad.change->date) == wanted.month);
    CHECK(std::abs(dyad.change->before - wanted.before) <= 0.005);
    CHECK(std::abs(dyad.change->after - wanted.after) <= 0.005);
  }
}

TEST_CASE("the statement of March 2024 is no first in the widest scope and is one for parliament") {
  const std::vector<Dyad> dyads = dyads_of(acts_of(record(), rules(), false), rules());
  const Dyad& dyad = pair_of(dyads, "NZ", "CN");
  const auto first = std::find_if(dyad.firsts.begin(), dyad.firsts.end(),
                                  [&](const DyadFirst& one) { return dyad.acts[one.act].id == "L085"; });
  REQUIRE(first != dyad.firsts.end());
  CHECK(first->limits == std::vector<std::string>{"L028", "L052", "L072"});
  CHECK(first->against.empty());
  CHECK(std::find(first->widest.begin(), first->widest.end(), std::vector<std::string>{"for the sector parliament"}) !=
        first->widest.end());
  const DyadEvent& event = dyad.events[first->event];
  CHECK(event.chance == Approx(0.17).epsilon(0.02));
  CHECK(event.bits == Approx(2.5).epsilon(0.02));
  CHECK_FALSE(event.pooled);
}

TEST_CASE("other firsts that were announced hold in a narrower scope only") {
  const std::vector<Dyad> dyads = dyads_of(acts_of(record(), rules(), false), rules());
  struct Row {
    const char *accuser, *accused, *act, *limit;  // limit: an earlier row; null: the first of the pair
  };
  for (const Row& row : {Row{"EE", "RU", "L092", "L001"}, Row{"CZ", "CN", "L113", nullptr},
                         Row{"NL", "CN", "L081", nullptr}, Row{"CZ", "RU", "L088", nullptr}}) {
    CAPTURE(row.act);
    const Dyad& dyad = pair_of(dyads, row.accuser, row.accused);
    const auto first = std::find_if(dyad.firsts.begin(), dyad.firsts.end(),
                                    [&](const DyadFirst& one) { return dyad.acts[one.act].id == row.act; });
    REQUIRE(first != dyad.firsts.end());
    if (row.limit == nullptr) {
      CHECK(first->limits.empty());
      CHECK(first->widest == std::vector<std::vector<std::string>>{{}});
    } else {
      CHECK(std::find(first->limits.begin(), first->limits.end(), row.limit) != first->limits.end());
    }
  }
}

TEST_CASE("a joint action counts once, a revision and a row below rung 1 not at all") {
  std::vector<LedgerEntry> rows = {entry("T1", "2010-02-01", "XA", "XB", 2), entry("T2", "2010-02-03", "XA", "XB", 4),
                                   entry("T3", "2011-05-01", "XA", "XB", 0), entry("T4", "2012-05-01", "XA", "XB", 1)};
  rows[0].joint_action = rows[1].joint_action = "J";
  rows[3].instrument = "revision of an earlier claim";
  const std::vector<Dyad> dyads = dyads_of(acts_of(rows, rules(), false), rules());
  const Dyad& dyad = pair_of(dyads, "XA", "XB");
  REQUIRE(dyad.events.size() == 1);
  CHECK(dyad.events[0].acts.size() == 2);
  CHECK(dyad.events[0].rung == 4);
  CHECK(dyad.events[0].weight == 5.0);
}

TEST_CASE("the tension index is the sum of its parts, and an answer counts for whoever gave it") {
  std::vector<LedgerEntry> rows = {entry("T1", "2025-03-31", "XA", "XB", 3)};
  rows[0].denial_status = "verified";
  rows[0].denial_date = "2025-04-01";
  rows[0].denial_form = "rejects; expels two diplomats";
  const std::vector<Dyad> dyads = dyads_of(acts_of(rows, rules(), false), rules());
  const Tension a = pair_of(dyads, "XA", "XB").tension, b = pair_of(dyads, "XB", "XA").tension;
  // 2026-04-01 is the end of the window: 366 and 365 days later.
  CHECK(a.accusations == Approx(3.0 * std::exp2(-366.0 / 365.25)));
  CHECK(a.answers == 0.0);
  CHECK(b.accusations == 0.0);
  CHECK(b.answers == Approx(4.0 * std::exp2(-365.0 / 365.25)));
}

TEST_CASE("nobody is special: with two states exchanged throughout, so are the figures") {
  const auto exchanged = [](std::vector<std::string>& codes) {
    for (std::string& code : codes) code = code == "US" ? "CN" : code == "CN" ? "US" : code;
  };
  std::vector<DyadAct> acts = acts_of(record(), rules(), false), mirror = acts;
  for (DyadAct& act : mirror) {
    exchanged(act.accusers);
    exchanged(act.accused);
    exchanged(act.victim_states);
  }
  const std::vector<Dyad> here = dyads_of(acts, rules()), there = dyads_of(mirror, rules());
  const Dyad &one = pair_of(here, "US", "CN"), &other = pair_of(there, "CN", "US");
  CHECK(one.events.size() == other.events.size());
  CHECK(one.change->factor == other.change->factor);
  CHECK(one.tension.total() == other.tension.total());
  CHECK(one.recent_bits == other.recent_bits);
  REQUIRE(one.firsts.size() == other.firsts.size());
  for (std::size_t i = 0; i < one.firsts.size(); ++i) CHECK(one.firsts[i].widest == other.firsts[i].widest);
}

TEST_CASE("claims near an act of the record are about it; others are events of their own") {
  std::vector<DyadAct> acts = acts_of({entry("T1", "2024-03-25", "XA", "XB", 3)}, rules(), false);
  const auto claim = [](const char* id, const char* date) {
    LedgerLine line;
    line.id = id;
    line.date = date;
    line.accuser_states = {"XA"};
    line.accused_states = {"XB"};
    line.act = "accuse";
    line.rung = 2;
    return line;
  };
  std::vector<LedgerLine> lines = {claim("c1", "2024-03-28"), claim("c2", "2025-01-10"), claim("c3", "2025-01-12"),
                                   claim("c4", "2025-06-01"), claim("c5", "2025-08-01"), claim("c6", "")};
  lines[3].record = {"T1"};
  lines[4].denied = true;
  CHECK(add_claims(acts, lines, rules()) == 4);
  const std::vector<Dyad> dyads = dyads_of(acts, rules());
  const Dyad& dyad = pair_of(dyads, "XA", "XB");
  REQUIRE(dyad.events.size() == 2);
  CHECK(dyad.events[1].acts.size() == 2);
}

TEST_CASE("a later statement makes the window of its own pair longer and no other") {
  const std::vector<LedgerEntry> rows = {entry("T1", "2024-03-25", "XA", "XB", 3),
                                         entry("T2", "2026-11-02", "XB", "XA", 3),
                                         entry("T3", "2024-03-25", "XC", "XA", 3)};
  const std::vector<Dyad> dyads = dyads_of(acts_of(rows, rules(), false), rules());
  CHECK(to_string(pair_of(dyads, "XA", "XB").to) == "2026-11");
  CHECK(to_string(pair_of(dyads, "XB", "XA").to) == "2026-11");
  CHECK(to_string(pair_of(dyads, "XC", "XA").to) == "2026-03");
  CHECK(pair_of(dyads, "XB", "XA").recent == 1);
  CHECK(pair_of(dyads, "XC", "XA").months.size() == 231);
}

TEST_CASE("pages count accusations of this ledger and never attacks") {
  for (const bool pair : {false, true}) {
    DyadRequest request;
    request.claims = false;
    if (pair) {
      request.a = "New Zealand";
      request.b = "cn";
    }
    const DyadView view = dyads(tables(), nullptr, request).value();
    DyadPageOptions options;
    for (const std::size_t columns : {60UL, 100UL}) {
      options.page.columns = columns;
      const std::string page = page_dyads(view, {}, options);
      CHECK(page.find("of this ledger") != std::string::npos);
      CHECK(page.find("accusation") != std::string::npos);
      CHECK(page.find("attack") == std::string::npos);
      for (const std::string_view line : lines(page)) CHECK(display_width(line) <= columns);
    }
    const std::string json = to_text(json_dyads(view, {}));
    CHECK(json.find("of this ledger") != std::string::npos);
    CHECK(json.find("attacks") == std::string::npos);
  }
}

TEST_CASE("a report draws the series, and its captions count accusations") {
  DyadRequest request;
  request.a = "NZ";
  request.b = "CN";
  request.claims = false;
  for (const bool pair : {true, false}) {
    if (!pair) request.a = request.b = "";
    const DyadView view = dyads(tables(), nullptr, request).value();
    const std::string page = report_dyads(view, {{"NZ", "New Zealand"}, {"CN", "China"}}, {});
    CHECK(page.find("<svg class=\"series\"") != std::string::npos);
    CHECK(page.find("<rect class=\"bar\"") != std::string::npos);
    CHECK(page.find("of this ledger") != std::string::npos);
    CHECK(page.find("attack") == std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
  }
  AccusationSeries series{"A", "B", 2020, {0, 4, 2}};
  const std::string figure = series_figure(series).html();
  CHECK(figure.find("A accusing B: 6 accusations of this ledger, by year, 2020 to 2022; at most 4 in a year") !=
        std::string::npos);
  CHECK(figure.find("by year: 0 4 2") != std::string::npos);
  CHECK(figure.find("height=\"40.0\"") != std::string::npos);  // the greatest fills the drawing
  CHECK(figure.find("height=\"20.0\"") != std::string::npos);
  series.years.clear();
  CHECK(series_figure(series).empty());
}

TEST_CASE("the sparkline has a character a year, scaled to the greatest") {
  std::vector<std::size_t> months(36, 0);
  months[12] = 1;
  for (std::size_t i = 24; i < 32; ++i) months[i] = 1;
  CHECK(sparkline(months) == "·▁█");
  CHECK(sparkline(std::vector<std::size_t>(25, 0)) == "···");
}

TEST_CASE("what is no state, one state twice and a short window are refused") {
  DyadRequest request;
  request.a = "Nowhereland";
  request.b = "XB";
  CHECK_FALSE(dyads(tables(), nullptr, request));
  request.a = "XB";
  CHECK_FALSE(dyads(tables(), nullptr, request));
  request.a = "XA";
  CHECK(dyads(tables(), nullptr, request));
  request.from = parse_date("2025");
  CHECK_FALSE(dyads(tables(), nullptr, request));
}
