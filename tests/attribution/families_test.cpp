#include <algorithm>
#include <cmath>
#include <numeric>

#include "attribution/cases.h"
#include "attribution/combine/fold.h"
#include "attribution/families/bearings.h"
#include "attribution/families/code_likeness.h"
#include "attribution/families/hours.h"
#include "attribution/families/infrastructure.h"
#include "attribution/families/language.h"
#include "attribution/families/state_leans.h"
#include "attribution/families/states.h"
#include "attribution/families/victims.h"
#include "prob/interval.h"

using namespace whence;
using doctest::Approx;

namespace {

double nats_of(const std::vector<Lean>& leans, std::string_view of) {
  for (const Lean& lean : leans) {
    if (lean.of == of) return lean.nats;
  }
  FAIL("no lean for " << of);
  return 0.0;
}

Evidence stated(EvidenceKind kind, const std::string& value) {
  Evidence evidence;
  evidence.kind = kind;
  evidence.value = value;
  evidence.origin = "own forensics";
  evidence.grade = {'A', '1'};
  return evidence;
}

Case case_with(std::vector<Evidence> items) {
  Case incident;
  incident.name = incident.file = "stated";
  incident.exercise = true;
  incident.evidence = std::move(items);
  return incident;
}

Day day_of(const char* text) { return parse_date(text)->first; }

// Working days of two weeks in May 2026 without holidays of many states.
std::vector<Day> days(std::initializer_list<const char*> texts) {
  std::vector<Day> result;
  for (const char* text : texts) result.push_back(day_of(text));
  return result;
}

// Invented states for a table: each with one clock, weekend and language.
StateFacts invented(const std::string& code, int offset, std::vector<unsigned> weekend, const std::string& tongue) {
  StateFacts facts;
  facts.state = code;
  facts.clock = {{offset, 1.0}};
  facts.weekend = std::move(weekend);
  facts.tongues = {tongue};
  return facts;
}

double mean_ratio(const std::vector<Lean>& leans) {
  double sum = 0.0;
  for (const Lean& lean : leans) sum += std::exp(lean.nats);
  return sum / static_cast<double>(leans.size());
}

}  // namespace

TEST_CASE("an offset is read as people write it, and nothing else is one") {
  const struct {
    const char* text;
    std::optional<int> minutes;
  } rows[] = {{"UTC", 0},
              {"UTC+8", 480},
              {"UTC-3", -180},
              {"UTC+05:30", 330},
              {"UTC-03:30", -210},
              {"UTC+14", 840},
              {"UTC+14:30", std::nullopt},
              {"UTC+15", std::nullopt},
              {"UTC8", std::nullopt},
              {"GMT+8", std::nullopt},
              {"UTC+", std::nullopt},
              {"UTC+8:3", std::nullopt},
              {"UTC+-8", std::nullopt},
              {"UTC+8:75", std::nullopt},
              {"", std::nullopt},
              {"UTC+008", std::nullopt}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(offset_named(row.text) == row.minutes);
  }
}

TEST_CASE("a working day is a day's worth of chance, at its fullest at noon local time") {
  for (int offset = -720; offset <= 840; offset += 30) {
    const std::vector<double> day = working_day(offset, 0.85);
    CHECK(std::accumulate(day.begin(), day.end(), 0.0) == Approx(1.0).epsilon(1e-6));
    const auto noon = static_cast<std::size_t>(((12 * 60 - offset + 1440) % 1440) / 60);
    CHECK(day[noon] == Approx(*std::max_element(day.begin(), day.end())));
    CHECK(*std::min_element(day.begin(), day.end()) > 0.0);
  }
}

TEST_CASE("the tables cover every state alike: clock, calendar, language") {
  const std::vector<StateFacts>& facts = bench().priors.facts;
  CHECK(facts.size() >= 195);
  for (const StateFacts& state : facts) {
    CAPTURE(state.state);
    double sum = 0.0;
    for (const ClockShare& clock : state.clock) sum += clock.share;
    CHECK(sum == Approx(1.0));
    CHECK_FALSE(state.weekend.empty());
    CHECK_FALSE(state.tongues.empty());
  }
}

TEST_CASE("what bears on a state changes no state on average, and says more the more days were seen") {
  const std::vector<StateFacts>& facts = bench().priors.facts;
  double before = 0.0;
  for (const std::size_t n : {1U, 4U, 10U, 20U}) {
    const auto leans = hours_leans(working_day(480, 0.85), n, bench().stated(), facts);
    CHECK(mean_ratio(leans) == Approx(1.0));
    const double gap = nats_of(leans, "SG") - nats_of(leans, "BR");
    CHECK(gap > before);
    before = gap;
  }
  const auto most = hours_leans(working_day(480, 0.85), 20, bench().stated(), facts);
  const auto beyond = hours_leans(working_day(480, 0.85), 2000, bench().stated(), facts);
  CHECK(nats_of(most, "SG") == Approx(nats_of(beyond, "SG")));
  CHECK(states_that_fit(most) > 10);
}

TEST_CASE("states with the same clock get the same from hours, to the last bit") {
  const auto leans = hours_leans(working_day(480, 0.85), 12, bench().stated(), bench().priors.facts);
  CHECK(nats_of(leans, "SG") == nats_of(leans, "PH"));
  CHECK(nats_of(leans, "SG") == nats_of(leans, "TW"));
  CHECK(nats_of(leans, "KR") == nats_of(leans, "JP"));
  CHECK(nats_of(leans, "KR") == nats_of(leans, "KP"));
}

TEST_CASE("swapping two states' facts swaps what every item says of them") {
  std::vector<StateFacts> facts = {invented("XA", 480, {6, 7}, "aa"), invented("XB", -300, {5, 6}, "bb"),
                                   invented("XC", 60, {6, 7}, "cc")};
  std::vector<StateFacts> swapped = {facts[1], facts[0], facts[2]};
  std::swap(swapped[0].state, swapped[1].state);
  const StatedSettings& model = bench().stated();
  const std::vector<Day> active = days({"2026-05-04", "2026-05-05", "2026-05-08", "2026-05-10"});
  const std::vector<Day> quiet = days({"2026-05-09", "2026-05-06"});
  const Language language{"bb", {}, false, 0.01};
  const struct {
    std::vector<Lean> before, after;
  } rows[] = {
      {hours_leans(working_day(480, 0.85), 9, model, facts), hours_leans(working_day(480, 0.85), 9, model, swapped)},
      {days_off_leans(active, quiet, model, facts), days_off_leans(active, quiet, model, swapped)},
      {language_leans(language, model, facts), language_leans(language, model, swapped)}};
  for (const auto& row : rows) {
    CHECK(nats_of(row.before, "XA") == Approx(nats_of(row.after, "XB")).epsilon(1e-12));
    CHECK(nats_of(row.before, "XB") == Approx(nats_of(row.after, "XA")).epsilon(1e-12));
    CHECK(nats_of(row.before, "XC") == Approx(nats_of(row.after, "XC")).epsilon(1e-12));
  }
}

TEST_CASE("activity on days off speaks against a state, rest on them for it") {
  const std::vector<StateFacts> facts = {invented("XA", 0, {6, 7}, "aa"), invented("XB", 0, {5, 6}, "bb")};
  // 8 May 2026 is a Friday, 10 May a Sunday: work on Sunday and rest on Friday fit XB.
  const auto leans =
      days_off_leans(days({"2026-05-10", "2026-05-11", "2026-05-12"}), days({"2026-05-08"}), bench().stated(), facts);
  CHECK(nats_of(leans, "XB") > 0.0);
  CHECK(nats_of(leans, "XA") < 0.0);
  CHECK(is_day_off(facts[0], day_of("2026-05-10")));
  CHECK_FALSE(is_day_off(facts[1], day_of("2026-05-10")));
  const auto of = [](const char* code) {
    const auto& all = bench().priors.facts;
    return *std::find_if(all.begin(), all.end(), [&](const StateFacts& state) { return state.state == code; });
  };
  CHECK(is_day_off(of("CN"), day_of("2026-02-17")));
  CHECK(is_day_off(of("US"), day_of("2026-11-26")));
  CHECK(is_day_off(of("RU"), day_of("2026-01-07")));
  CHECK(is_day_off(of("IR"), day_of("2026-03-21")));
  CHECK(is_day_off(of("DE"), day_of("2026-04-06")));
  CHECK_FALSE(is_day_off(of("DE"), day_of("2026-02-17")));
}

TEST_CASE("a language speaks for all states that share it alike, and the one found everywhere for hardly any") {
  const StatedSettings& model = bench().stated();
  const auto& facts = bench().priors.facts;
  const Language* portuguese = language_named(bench().priors.languages, "pt-BR");
  REQUIRE(portuguese != nullptr);
  CHECK(language_named(bench().priors.languages, "portuguese") == portuguese);
  CHECK(language_named(bench().priors.languages, "Elvish") == nullptr);
  CHECK(language_named(bench().priors.languages, "") == nullptr);
  const auto leans = language_leans(*portuguese, model, facts);
  CHECK(mean_ratio(leans) == Approx(1.0));
  CHECK(nats_of(leans, "BR") == nats_of(leans, "PT"));
  CHECK(nats_of(leans, "BR") > 0.0);
  CHECK(nats_of(leans, "DE") < 0.0);
  const auto english = language_leans(*language_named(bench().priors.languages, "English"), model, facts);
  CHECK(nats_of(english, "NZ") < nats_of(leans, "BR"));
}

TEST_CASE("code likeness is worth less the more clusters have the tool, and nothing where anybody has it") {
  const StatedSettings& model = bench().stated();
  double before = 10.0;
  for (const std::size_t holders : {1U, 2U, 5U, 20U}) {
    const double weight = likeness_weight(3.0, 0.0, holders);
    CHECK(weight < before);
    CHECK(weight > 0.0);
    before = weight;
  }
  CHECK(likeness_weight(3.0, 0.0, 1) == Approx(3.0));
  CHECK(likeness_weight(3.0, 1.0, 1) == Approx(0.0));
  CHECK(likeness_weight(3.0, 0.0, 0) == 0.0);
  CHECK(*likeness_named("weak", model) < *likeness_named("moderate", model));
  CHECK(*likeness_named("moderate", model) < *likeness_named("strong", model));
  CHECK_FALSE(likeness_named("overwhelming", model));
}

TEST_CASE("what still says something when it is shared: the relay table") {
  const struct {
    const char* object;
    double ratio;
  } rows[] = {{"Tor exit", 1.03},      {"commercial VPN", 1.9},     {"ORB", 1.9},
              {"contractor ORB", 4.5}, {"compromised router", 5.7}, {"bulletproof AS", 6.8},
              {"public cloud", 2.8},   {"dedicated IP", 30.7},      {"self-signed certificate", 50.7}};
  for (const auto& row : rows) {
    CAPTURE(row.object);
    const SharedObject* object = shared_object_named(bench().priors.shared_objects, row.object);
    REQUIRE(object != nullptr);
    CHECK(sharing_ratio(*object, object->f) == Approx(row.ratio).epsilon(.02));
    CHECK(sharing_ratio(*object, 0.0) >= sharing_ratio(*object, object->f));
    CHECK(sharing_ratio(*object, 0.99) >= 1.0);
  }
  CHECK(shared_object_named(bench().priors.shared_objects, "carrier pigeon") == nullptr);
  CHECK(shared_object_named(bench().priors.shared_objects, "") == nullptr);
}

TEST_CASE("common control with an object on record lies between nothing and the ceiling") {
  const StatedSettings& model = bench().stated();
  CHECK(control_weight(0.0, 1.0, model) == 0.0);
  CHECK(control_weight(1.0, 0.0, model) == 0.0);
  CHECK(control_weight(1.0, 1.0, model) == Approx(std::log(30.0)));
  CHECK(control_weight(1.0, 0.8, model) > control_weight(0.5, 0.8, model));
  CHECK(control_by_sharing(1.0, model) == Approx(model.pivot_prior));
  CHECK(control_by_sharing(30.7, model) == Approx(.385).epsilon(.01));
}

TEST_CASE("a relay's exit bears on who relayed, and its known clients share what is left") {
  Evidence exit = stated(EvidenceKind::indicator, "203.0.113.7");
  exit.via = "ORB";
  exit.role = Role::relayed;
  const Answer nobody = bench().answer(case_with({exit}));
  CHECK(nobody.incident.evidence[0].not_used.empty());
  REQUIRE(nobody.bearings.size() == 1);
  CHECK(nobody.bearings[0].role == Role::relayed);
  CHECK(nobody.bearings[0].leans.empty());
  CHECK(share_of(nobody.levels.front(), "") == Approx(bench().against.settings.rho));

  exit.more.clients = {"Leviathan", "APT40", "HAFNIUM"};
  exit.more.holders = 12;
  const Answer clients = bench().answer(case_with({exit}));
  REQUIRE(clients.bearings.size() == 1);
  REQUIRE(clients.bearings[0].leans.size() == 2);  // APT40 is Leviathan's other name
  CHECK(clients.bearings[0].leans[0].nats == clients.bearings[0].leans[1].nats);
  CHECK(clients.bearings[0].leans[0].nats < std::log(2.0));

  Case twice = case_with({exit, exit});
  twice.evidence[1].value = "203.0.113.9";
  const Answer again = bench().answer(twice);
  CHECK(share_of(again.levels.front(), "G0065") == Approx(share_of(clients.levels.front(), "G0065")));
  CHECK_FALSE(again.incident.evidence[1].not_used.empty());
}

TEST_CASE("a traced link enters as infrastructure, and a traced relay does not reach the operator") {
  Evidence server = stated(EvidenceKind::indicator, "198.51.100.4");
  const Case incident = case_with({server});
  WeighOptions options;
  const double before = share_of(bench().answer(incident, options).levels.front(), "G0065");
  options.traced = {{"whence trace", {{"e1", "G0065", 0.9, 0.8, Role::operated, "same certificate"}}}};
  const Answer traced = bench().answer(incident, options);
  CHECK(share_of(traced.levels.front(), "G0065") > 5.0 * before);
  CHECK(traced.bearings.front().note == "same certificate");
  options.traced.front().links.front().role = Role::relayed;
  const Answer relayed = bench().answer(incident, options);
  CHECK(share_of(relayed.levels.front(), "G0065") == Approx(before));
  CHECK_FALSE(relayed.incident.evidence[0].not_used.empty());
  options.traced.front().links.front() = {"e9", "G0065", 0.9, 0.8, Role::operated, "another item"};
  CHECK(share_of(bench().answer(incident, options).levels.front(), "G0065") == Approx(before));
}

TEST_CASE("victims on record speak for clusters with enough of them, and by labels for states") {
  CHECK(victim_weight(5.0, 20.0, 0.05, 30.0) > 0.0);
  CHECK(victim_weight(0.0, 20.0, 0.05, 30.0) < 0.0);
  CHECK(victim_weight(0.0, 0.0, 0.05, 30.0) == Approx(0.0));
  Evidence others = stated(EvidenceKind::victimology, "two ministries");
  others.more.countries = {"PH", "KH"};
  others.more.sectors = {"government"};
  const Answer answer = bench().answer(case_with({others}));
  REQUIRE(answer.bearings.size() == 2);
  CHECK(answer.bearings[0].level == Level::cluster);
  CHECK(answer.bearings[1].level == Level::sponsor);
  CHECK(answer.bearings[1].labels);
  CHECK(answer.bearings[0].leans.size() > 5);
  CHECK(sector_named(bench().priors.sector_words, "Government") == "government");
  CHECK(sector_named(bench().priors.sector_words, "wizardry").empty());
}

TEST_CASE("no family that is stated passes its ceiling, however much is stated") {
  Random random(31);
  const Settings& model = bench().against.settings;
  for (int round = 0; round < 20; ++round) {
    std::vector<Evidence> items;
    const char* clusters[] = {"G0065", "G0125", "G0032"};
    for (int n = 0; n < 12; ++n) {
      Evidence server = stated(EvidenceKind::indicator, "198.51.100." + std::to_string(n));
      server.more.cluster = clusters[random.below(3)];
      items.push_back(server);
      Evidence code = stated(EvidenceKind::code_similarity, n % 2 == 0 ? "BADFLICK" : "MURKYTOP");
      code.more.likeness = "strong";
      code.origin = "report " + std::to_string(n);
      items.push_back(code);
      Evidence hours = stated(EvidenceKind::hours, "UTC+" + std::to_string(random.below(12)));
      hours.more.days = 30 + random.below(9);
      items.push_back(hours);
      items.push_back(stated(EvidenceKind::language, n % 2 == 0 ? "Korean" : "Czech"));
    }
    const Case incident = resolved(case_with(items), shipped_knowledge());
    const Scene made = bench().scene_of(incident);
    const Folded folded = fold(made, all_pieces(made));
    for (std::size_t k = 0; k < made.clusters(); ++k) {
      double sum[families] = {};
      for (std::size_t at = 0; at < made.pieces.size(); ++at)
        sum[static_cast<std::size_t>(made.pieces[at].family)] += folded.pieces[at].weight[k];
      CHECK(std::abs(sum[2]) <= model.stated.cap_infrastructure / model.temperature + 1e-9);
      CHECK(std::abs(sum[3]) <= model.stated.cap_code / model.temperature + 1e-9);
      CHECK(sum[2] + sum[3] == Approx(folded.total[k]));
    }
    for (const auto& [state, nats] : state_weights(made, incident, {}).nats) {
      CHECK(std::abs(nats) <= (model.stated.cap_time + model.stated.cap_language_text) / model.temperature + 1e-9);
    }
  }
}

TEST_CASE("hours, days and languages never touch the shares of clusters, nor do states without a name gain by them") {
  const Case plain = case_of({"T1190", "China Chopper"});
  Case more = plain;
  Evidence hours = stated(EvidenceKind::hours, "UTC+8");
  hours.more.days = 30;
  more.evidence.push_back(hours);
  more.evidence.push_back(stated(EvidenceKind::language, "Korean"));
  const Answer before = bench().answer(plain);
  const Answer after = bench().answer(more);
  for (const Share& share : before.levels.front().shares)
    CHECK(share_of(after.levels.front(), share.hypothesis.actor.value_or("")) == share.probability.value());
  CHECK(after.columns.front().sponsor.shares.empty());
  CHECK(after.columns.front().basis.find("2 items bear on states") != std::string::npos);
  for (const Column& column : after.columns) {
    double sum = 0.0;
    for (const Share& share : column.sponsor.shares) sum += share.probability.value();
    CHECK((column.sponsor.shares.empty() || sum == Approx(1.0)));
  }
}

TEST_CASE("items that contradict each other leave a state about where it was") {
  Evidence east = stated(EvidenceKind::hours, "UTC+8");
  Evidence west = stated(EvidenceKind::hours, "UTC-5");
  east.more.days = west.more.days = 10;
  const Case one = resolved(case_with({east}), shipped_knowledge());
  const Case both = resolved(case_with({east, west}), shipped_knowledge());
  const double alone = state_weights(bench().scene_of(one), one, {}).of("SG");
  const double together = state_weights(bench().scene_of(both), both, {}).of("SG");
  CHECK(alone > 0.3);
  CHECK(together < alone);
}

TEST_CASE("the more easily an item is planted, the less it says where somebody may plant") {
  Evidence strings = stated(EvidenceKind::language, "Korean");
  strings.more.medium = "strings";
  const Case incident = resolved(case_with({strings}), shipped_knowledge());
  const Scene made = bench().scene_of(incident);
  StateView view;
  double before = 10.0;
  for (const double phi : {0.0, 0.02, 0.1, 1.0}) {
    view.phi = phi;
    const double nats = state_weights(made, incident, view).of("KR");
    CHECK(nats < before);
    CHECK(nats > 0.0);
    before = nats;
  }
}

TEST_CASE("a grade that cannot be trusted takes weight from what is stated") {
  double before = 10.0;
  for (const char reliability : {'A', 'B', 'C', 'D', 'E'}) {
    Evidence server = stated(EvidenceKind::indicator, "198.51.100.4");
    server.more.cluster = "G0065";
    server.grade = {reliability, '2'};
    const double share = share_of(bench().answer(case_with({server})).levels.front(), "G0065");
    CHECK(share < before);
    before = share;
  }
}

TEST_CASE("what cannot be weighed says why") {
  Evidence unlike = stated(EvidenceKind::code_similarity, "BADFLICK");
  Evidence unknown_tool = stated(EvidenceKind::code_similarity, "NOSUCHTOOL");
  unknown_tool.more.likeness = "strong";
  Evidence stranger = stated(EvidenceKind::indicator, "198.51.100.4");
  stranger.more.cluster = "Nobody's Kitten";
  Evidence odd_sharing = stated(EvidenceKind::indicator, "198.51.100.5");
  odd_sharing.more.cluster = "G0065";
  odd_sharing.more.shared = "horoscope";
  Evidence relay = stated(EvidenceKind::indicator, "198.51.100.6");
  relay.via = "carrier pigeon";
  Evidence client = stated(EvidenceKind::indicator, "198.51.100.7");
  client.via = "ORB";
  client.more.clients = {"Nobody's Kitten"};
  Evidence sector = stated(EvidenceKind::lure, "an invitation");
  sector.more.sectors = {"wizardry"};
  const struct {
    Evidence evidence;
    const char* says;
  } rows[] = {{stated(EvidenceKind::language, "Elvish"), "no such language"},
              {stated(EvidenceKind::hours, "office hours"), "offset"},
              {unlike, "likeness"},
              {unknown_tool, "not one piece of software"},
              {stranger, "not one cluster"},
              {odd_sharing, "shared-objects"},
              {relay, "intermediary"},
              {client, "not one cluster"},
              {sector, "no such sector"},
              {stated(EvidenceKind::victimology, "somebody"), "countries"},
              {stated(EvidenceKind::indicator, "198.51.100.8"), "no link"}};
  for (const auto& row : rows) {
    CAPTURE(row.evidence.value);
    const Answer answer = bench().answer(case_with({row.evidence}));
    CHECK(answer.incident.evidence[0].not_used.find(row.says) != std::string::npos);
    CHECK(answer.bearings.empty());
    CHECK(share_of(answer.levels.front(), "") == Approx(bench().against.settings.rho));
  }
}

TEST_CASE("as of a past day nothing undated enters: no visibility prior, no victims on record") {
  Cut cut;
  cut.before = day_of("2020-01-01");
  const auto past = background(shipped_knowledge(), bench().priors, cut);
  REQUIRE(past);
  CHECK(past->dated_only);
  for (const ClusterPrior& prior : past->priors.priors) CHECK(prior.name != "visibility");
  CHECK(past->priors.priors.size() == 2);
  for (const std::string& state : past->published.sponsor) CHECK(state.empty());
  Evidence others = stated(EvidenceKind::victimology, "two ministries");
  others.more.countries = {"PH"};
  const auto answer = weigh(case_with({others}), shipped_knowledge(), past.value(), bench().priors, {});
  REQUIRE(answer);
  CHECK(answer->incident.evidence[0].not_used.find("without dates") != std::string::npos);
}

TEST_CASE("a technique that a machine read counts as often as such readings are right, until a person has checked it") {
  Case incident = case_of({"T1190", "T1505.003", "China Chopper"});
  for (Evidence& evidence : incident.evidence) evidence.grade = {'B', '2'};
  const double by_hand = share_of(bench().answer(incident).levels.front(), "G0125");
  Case read = incident;
  for (Evidence& evidence : read.evidence) {
    evidence.document = "report.pdf";
    evidence.quote = "They broke in through a web server.";
    evidence.checked = false;
  }
  const Scene unchecked = bench().scene_of(read);
  CHECK(unchecked.pieces[0].quality == Approx(.93 * .93 * bench().stated().reading_precision));
  CHECK(unchecked.pieces.back().quality == Approx(.93 * .93));
  CHECK(share_of(bench().answer(read).levels.front(), "G0125") != Approx(by_hand));
  Case written_out = read;
  written_out.evidence[0].quote = "They used T1190.";
  CHECK(bench().scene_of(written_out).pieces[0].quality > unchecked.pieces[0].quality);
  for (Evidence& evidence : read.evidence) evidence.checked = true;
  CHECK(share_of(bench().answer(read).levels.front(), "G0125") == Approx(by_hand));
}

TEST_CASE("five thousand stated items, most of them alike, are weighed in time") {
  std::vector<Evidence> items;
  for (int n = 0; n < 5000; ++n) {
    Evidence item = stated(n % 3 == 0   ? EvidenceKind::hours
                           : n % 3 == 1 ? EvidenceKind::language
                                        : EvidenceKind::indicator,
                           n % 3 == 0   ? "UTC+" + std::to_string(n % 12)
                           : n % 3 == 1 ? "Korean"
                                        : "198.51.100.4");
    item.more.cluster = n % 3 == 2 ? "G0065" : "";
    items.push_back(item);
  }
  const Answer answer = bench().answer(case_with(items));
  CHECK(answer.bearings.size() <= 16);
  double sum = 0.0;
  for (const Share& share : answer.levels.front().shares) sum += share.probability.value();
  CHECK(sum == Approx(1.0));
}
