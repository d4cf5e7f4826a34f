#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/text.h"
#include "engine/add.h"
#include "engine/case_diff.h"
#include "engine/case_file.h"
#include "engine/dyads.h"
#include "engine/incidents.h"
#include "engine/ledger.h"
#include "engine/mark.h"
#include "engine/parallel.h"
#include "engine/reread.h"
#include "format/page_dyads.h"
#include "format/page_ledger.h"
#include "store/upkeep.h"

using namespace whence;

namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("whence-engine-" + std::to_string(::getpid()) + "-" + next());
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name) const { return (path / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
    return file(name);
  }
  static std::string next() {
    static int count = 0;
    return std::to_string(++count);
  }
};

const Data& data() {
  static const Data embedded = Data::open_embedded().value();
  return embedded;
}
const ReadingDesk& desk() {
  static const ReadingDesk one = ReadingDesk::open(data()).value();
  return one;
}

const Time noon = Time(std::chrono::sys_days(std::chrono::year{2026} / 11 / 2)) + std::chrono::hours(12);

Workspace workspace_in(const Folder& folder) {
  auto opened = Workspace::open(folder.file("w.db"), Access::write);
  REQUIRE(opened);
  return std::move(opened).value();
}

AddSummary add(Workspace& workspace, std::vector<std::string> files, std::vector<Added>* told = nullptr,
               const std::string& published = "") {
  AddRequest request;
  request.stated.published = parse_date(published);
  request.files = std::move(files);
  request.jobs = 3;
  const auto summary = add_documents(desk(), workspace, request, versions_of(data()), noon, {},
                                     [&](const Added& one) {
                                       if (told != nullptr) told->push_back(one);
                                     },
                                     {});
  REQUIRE(summary);
  return *summary;
}

const std::string accusation =
    "EXERCISE: an invented incident.\n\nXalia accused Xebros of reading its parliament's mail. A spokesman said the "
    "attackers had entered the mail server in May.\n\nXebros denied any involvement in the intrusion.\n";
const std::string copy =
    "EXERCISE: an invented incident.\n\nXalia accused Xebros of reading its parliament's mail. A spokesman said the "
    "attackers had entered the mail server in May.\n";

std::set<std::string> ids_of(const LedgerView& view) {
  std::set<std::string> ids;
  for (const LedgerLine& line : view.lines) ids.insert(line.id);
  return ids;
}

}  // namespace

TEST_CASE("files, folders, patterns, lines and feeds are added once, whatever they are named by") {
  const Folder folder;
  folder.write("in/a.txt", accusation);
  folder.write("in/deeper/b.txt", accusation + "Another line.\n");
  folder.write("in/.hidden.txt", accusation + "hidden");
  folder.write("c1.txt", copy);
  folder.write("c2.txt", copy + "More.\n");
  const std::string lines =
      folder.write("feed.jsonl",
                   "{\"id\":\"x1\",\"text\":\"EXERCISE: invented. Xalia blamed Xebros for the attack.\"}\n\n{broken\n"
                   "{\"id\":\"x2\",\"text\":\"EXERCISE: invented. Xebros rejected the claims.\"}\n");
  const std::string feed = folder.write(
      "news.xml",
      "<rss><channel><title>T</title><item><title>One</title><description>EXERCISE: invented. Xalia accused "
      "Xebros of it.</description></item></channel></rss>");
  Workspace workspace = workspace_in(folder);
  std::vector<Added> told;
  const AddSummary first =
      add(workspace, {folder.file("in"), folder.file("c?.txt"), lines, feed, folder.file("nowhere.txt")}, &told);
  CHECK(first.fresh == 7);
  CHECK(first.failed == 2);
  CHECK(told.size() == 9);
  CHECK(workspace.counts().documents == 7);
  const AddSummary again = add(workspace, {folder.file("in"), folder.file("c?.txt"), lines, feed});
  CHECK(again.fresh == 0);
  CHECK(again.known == 7);
  CHECK(again.elsewhere == 0);
  folder.write("elsewhere.txt", copy);
  const AddSummary elsewhere = add(workspace, {folder.file("elsewhere.txt"), folder.file("elsewhere.txt")});
  CHECK(elsewhere.known == 2);
  CHECK(elsewhere.elsewhere == 1);
  const auto faulty = faults(workspace);
  REQUIRE(faulty);
  CHECK(*faulty == std::vector<std::string>{});
}

TEST_CASE("what is kept of a document is what reading it gives") {
  const Folder folder;
  const std::string file = folder.write("a.txt", accusation);
  Workspace workspace = workspace_in(folder);
  add(workspace, {file});
  const auto row = workspace.document(file);
  REQUIRE(row);
  const auto kept = workspace.reading(*row);
  const auto read = desk().read_file(file, {}, {});
  REQUIRE(kept);
  REQUIRE(read);
  REQUIRE(kept->claims.size() == read->claims.size());
  CHECK(!read->claims.empty());
  for (std::size_t i = 0; i < read->claims.size(); ++i) {
    CHECK(kept->claims[i].id == read->claims[i].id);
    CHECK(kept->claims[i].source == read->claims[i].source);
    CHECK(kept->claims[i].accused == read->claims[i].accused);
    CHECK(kept->claims[i].rule == read->claims[i].rule);
  }
}

TEST_CASE("work is done once for each number, by however many threads") {
  for (const std::size_t jobs : {1U, 2U, 7U}) {
    std::vector<int> done(100, 0);
    for_each_number(done.size(), jobs, [&](std::size_t i) { ++done[i]; });
    CHECK(std::all_of(done.begin(), done.end(), [](int times) { return times == 1; }));
  }
  for_each_number(0, 4, [](std::size_t) { CHECK(false); });
}

TEST_CASE("the ledger shows the answer beside the accusation, and what somebody else merely repeats as one origin") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace, {folder.write("a.txt", accusation), folder.write("b.txt", copy)});
  LedgerFilter filter;
  filter.accuser = {"Xalia"};
  filter.accused = {"xb"};
  filter.record = false;
  const auto view = ledger(data(), &workspace, filter);
  REQUIRE(view);
  CHECK(view->exercise);
  REQUIRE(view->claims >= 2);
  CHECK(view->origins == 1);
  CHECK(view->documents == 2);
  for (const LedgerLine& line : view->lines) {
    CHECK(line.accuser_states == std::vector<std::string>{"XA"});
    CHECK(line.accused_states == std::vector<std::string>{"XB"});
    CHECK(line.tellings == 2);
    REQUIRE_FALSE(line.answers.empty());
  }
  const std::string page = squeeze(page_ledger(*view, {}));
  CHECK(page.find("EXERCISE") != std::string::npos);
  CHECK(page.find("of this ledger") != std::string::npos);
  CHECK(page.find("1 independent origin") != std::string::npos);
  std::swap(filter.accuser, filter.accused);
  CHECK(ledger(data(), &workspace, filter)->claims == 0);
}

TEST_CASE("every filter leaves what it says and nothing else") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace, {folder.write("a.txt", accusation)});
  add(workspace, {folder.write("c.txt",
                               "EXERCISE: an invented incident.\n\nThe government of Xorland charged two officers of "
                               "Xindar over the attack on its power company.\n")});
  add(workspace,
      {folder.write(
          "g.txt",
          "EXERCISE: an invented incident.\n\nThe interior ministry of Xalia said it was highly likely that a "
          "group called XAPT-7 had broken into its parliament.\n")},
      nullptr, "2026-03-02");
  struct Row {
    const char* what;
    void (*set)(LedgerFilter&);
    bool some;
  };
  const Row rows[] = {
      {"accuser by name", [](LedgerFilter& f) { f.accuser = {"Xalia"}; }, true},
      {"accuser by code", [](LedgerFilter& f) { f.accuser = {"XA"}; }, true},
      {"nobody's accuser", [](LedgerFilter& f) { f.accuser = {"XF"}; }, false},
      {"act", [](LedgerFilter& f) { f.act = {"accuse"}; }, true},
      {"another act", [](LedgerFilter& f) { f.act = {"revise"}; }, false},
      {"answers by act", [](LedgerFilter& f) { f.act = {"deny"}; }, true},
      {"words", [](LedgerFilter& f) { f.words = "parliament mail"; }, true},
      {"words in no sentence", [](LedgerFilter& f) { f.words = "parliament submarine"; }, false},
      {"words that mean something to a search engine", [](LedgerFilter& f) { f.words = "\"NEAR( * OR -"; }, false},
      {"rung", [](LedgerFilter& f) { f.rung = 2; }, true},
      {"victim", [](LedgerFilter& f) { f.victim = {"Xalia"}; }, true},
      {"accused", [](LedgerFilter& f) { f.accused = {"Xebros"}; }, true},
      {"nobody's accused", [](LedgerFilter& f) { f.accused = {"XF"}; }, false},
      {"group", [](LedgerFilter& f) { f.group = {"xapt-7"}; }, true},
      {"another group", [](LedgerFilter& f) { f.group = {"XAPT-8"}; }, false},
      {"organ", [](LedgerFilter& f) { f.organ = {"Xalia (interior ministry)"}; }, true},
      {"another organ", [](LedgerFilter& f) { f.organ = {"Xalia (foreign ministry)"}; }, false},
      {"sector", [](LedgerFilter& f) { f.sector = {"energy"}; }, true},
      {"another sector", [](LedgerFilter& f) { f.sector = {"mining"}; }, false},
      {"hedge", [](LedgerFilter& f) { f.hedge = {"likely"}; }, true},
      {"another hedge", [](LedgerFilter& f) { f.hedge = {"possible"}; }, false},
      {"status", [](LedgerFilter& f) { f.status = {"charged"}; }, true},
      {"another status", [](LedgerFilter& f) { f.status = {"convicted"}; }, false},
      {"document", [](LedgerFilter& f) { f.document = {"g.txt"}; }, true},
      {"time", [](LedgerFilter& f) { f.from = parse_date("2026-03"), f.to = parse_date("2026-03"); }, true},
      {"another time", [](LedgerFilter& f) { f.from = parse_date("2026-04"); }, false},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.what));
    LedgerFilter filter;
    filter.record = false;
    row.set(filter);
    const auto view = ledger(data(), &workspace, filter);
    REQUIRE(view);
    CHECK((view->claims != 0) == row.some);
    CHECK(view->lines.size() == view->claims);
  }
  LedgerFilter wrong;
  wrong.act = {"dance"};
  CHECK_FALSE(ledger(data(), &workspace, wrong));
  wrong = {};
  wrong.accused = {"Nowhere"};
  CHECK_FALSE(ledger(data(), &workspace, wrong));
}

TEST_CASE("the public record is filtered without a workspace; what nobody verified is left out unless asked for") {
  LedgerFilter filter;
  const auto all = ledger(data(), nullptr, filter);
  REQUIRE(all);
  CHECK(all->record == all->lines.size());
  CHECK(all->record + all->unverified == all->record_size);
  filter.unverified = true;
  const auto more = ledger(data(), nullptr, filter);
  CHECK(more->record == more->record_size);
  const auto hidden = std::count_if(all->lines.begin(), all->lines.end(),
                                    [](const LedgerLine& line) { return line.answers_hidden != 0; });
  CHECK(hidden > 0);
  for (const LedgerLine& line : all->lines) {
    for (const LedgerAnswer& answer : line.answers) CHECK(answer.verified);
  }
  const auto marked = std::count_if(more->lines.begin(), more->lines.end(), [](const LedgerLine& line) {
    return !line.answers.empty() && !line.answers.front().verified;
  });
  CHECK(marked == hidden);
  // Filters divide the record: who accuses whom, both ways, is a subset of each.
  LedgerFilter pair;
  pair.accuser = {"NZ"};
  pair.accused = {"China"};
  const auto both = ids_of(*ledger(data(), nullptr, pair));
  pair.accused.clear();
  const auto one = ids_of(*ledger(data(), nullptr, pair));
  CHECK(both.size() >= 4);
  CHECK(std::includes(one.begin(), one.end(), both.begin(), both.end()));
}

TEST_CASE("a tag, several documents and an incident are asked of all claims, not of those listed") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  const std::string a = folder.write("a.txt", accusation);
  const std::string b = folder.write("b.txt", "EXERCISE: invented.\n\nXorland accused Xindar of hacking its bank.\n");
  const std::string c = folder.write("c.txt", copy);
  add(workspace, {a, b, c});
  LedgerFilter filter;
  filter.record = false;
  const auto all = ledger(data(), &workspace, filter);
  REQUIRE(all);
  filter.document = {a, b};
  const auto two = ledger(data(), &workspace, filter);
  REQUIRE(two);
  CHECK(two->documents == 2);
  CHECK(two->claims < all->claims);
  MarkRequest request;
  request.id = workspace.document(a)->key;
  request.by = "A. Coder";
  request.tag = {"mail"};
  REQUIRE(mark(workspace, request, noon));
  filter.document.clear();
  filter.tag = {"mail"};
  filter.most = 1;
  const auto tagged = ledger(data(), &workspace, filter);
  REQUIRE(tagged);
  REQUIRE(tagged->lines.size() == 1);
  CHECK(tagged->lines.front().document_name == a);
  filter.tag = {"nothing"};
  CHECK(ledger(data(), &workspace, filter)->lines.empty());
  filter = {};
  filter.record = false;
  const auto one = std::find_if(all->lines.begin(), all->lines.end(), [&](const LedgerLine& line) {
    return line.document_name == c && !line.incident.empty();
  });
  REQUIRE(one != all->lines.end());
  filter.incident = {one->incident};
  const auto incident = ledger(data(), &workspace, filter);
  REQUIRE(incident);
  CHECK(!incident->lines.empty());
  for (const LedgerLine& line : incident->lines) CHECK(line.document_name != b);
  filter.incident = {"L999"};
  CHECK(ledger(data(), &workspace, filter)->lines.empty());
}

TEST_CASE("what an accuser adds to its own words is no answer, and what somebody did not say is no accusation") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace,
      {folder.write(
          "a.txt",
          "EXERCISE: invented.\n\nXalia accused Xebros of breaking into its parliament's mail. Xalia summoned "
          "the ambassador of Xebros.\n\nXorland has never accused Xebros of hacking.\n")});
  LedgerFilter filter;
  filter.record = false;
  const auto view = ledger(data(), &workspace, filter);
  REQUIRE(view);
  REQUIRE_FALSE(view->lines.empty());
  for (const LedgerLine& line : view->lines) {
    CHECK(line.answers.empty());
    CHECK(line.denied == (line.accuser_states == std::vector<std::string>{"XC"}));
  }
}

TEST_CASE("an answer stands beside the claim that it answers, and beside no other of the same incident") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace,
      {folder.write("a.txt",
                    "EXERCISE: invented.\n\nXalia charged six officers of Xebros's military intelligence service over "
                    "the attack on the Sable Hospital. The embassy of Xebros rejected the charges.\n\nThe company "
                    "Palisade Labs attributed the attack on the Sable Hospital to a group that it calls Grey Heron.\n"),
       folder.write(
           "b.txt",
           "EXERCISE: invented.\n\nXalia's opposition leader accused Xalia of hacking the Sable Hospital.\n\n"
           "Nobody was hurt in the blackout.\n\nXebros accused Xalia of hacking the Lantern Bank. Xalia denied "
           "any role in that.\n"),
       folder.write(
           "c.txt",
           "EXERCISE: invented.\n\nXindar accused Xebros of hacking its Harbour Office. In 2024, Xindar expelled "
           "two diplomats of Xebros.\n")});
  LedgerFilter filter;
  filter.record = false;
  const auto view = ledger(data(), &workspace, filter);
  REQUIRE(view);
  std::size_t answered = 0, charges = 0, bank = 0;
  for (const LedgerLine& line : view->lines) {
    CAPTURE(line.text);
    for (const LedgerAnswer& answer : line.answers) {
      CAPTURE(answer.text);
      ++answered;
      if (line.act == "charge" && answer.text.find("rejected") != std::string::npos) ++charges;
      if (line.victims.find("Lantern Bank") != std::string::npos && answer.by == "Xalia") ++bank;
    }
  }
  CHECK(charges == 1);
  CHECK(bank == 1);
  CHECK(answered == 2);
}

TEST_CASE("acts of a joint action are one incident only where they name one victim") {
  std::map<std::string, std::string> incidents;
  const auto view = ledger(data(), nullptr, {});
  REQUIRE(view);
  for (const LedgerLine& line : view->lines) incidents[line.id] = line.incident.empty() ? line.id : line.incident;
  // March 2024: four matters and a fifth on one day.
  std::set<std::string> four;
  for (const char* id : {"L082", "L083", "L084", "L085"}) four.insert(incidents.at(id));
  CHECK(four.size() == 4);
  CHECK(incidents.at("L046") == incidents.at("L047"));  // two statements about one supply chain
  CHECK(incidents.at("L037") != incidents.at("L038"));  // one list of sanctions, three campaigns
}

TEST_CASE("rows for incident databases say when an incident began and what it was, where words tell") {
  LedgerFilter filter;
  filter.unverified = true;
  const auto view = ledger(data(), nullptr, filter);
  REQUIRE(view);
  const std::string table = csv_incidents(*view, {{"CN", "China"}});
  const auto rows = lines(table);
  CHECK(rows.front().starts_with("ID,name,description,start_date,incident_type,receiver_name"));
  const auto row =
      std::find_if(rows.begin(), rows.end(), [](std::string_view line) { return line.starts_with("L083,"); });
  REQUIRE(row != rows.end());
  CHECK(row->find(",2021,") != std::string_view::npos);  // "Electoral Commission systems (2021-2022)"
  CHECK(table.find(",Ransomware,") != std::string::npos);
  CHECK(table.find(",Disruption,") != std::string::npos);
}

TEST_CASE("a retelling has the day that it tells, is one act with the record, and no incident begins on it") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace,
      {folder.write("a.txt",
                    "On 15 April 2021 the White House formally named the Russian Foreign Intelligence "
                    "Service as the perpetrator. The Kremlin denied the accusation.\n\nIn October 2020, the US "
                    "Department of Justice charged six officers of Russia's military intelligence service "
                    "over cyber attacks in 2015 on Ukraine's power grid.\n")},
      nullptr, "2026-11");
  LedgerFilter filter;
  filter.record = false;
  const auto view = ledger(data(), &workspace, filter);
  REQUIRE(view);
  REQUIRE(view->lines.size() == 2);
  CHECK(view->lines[0].date == "2021-04-15");
  CHECK(view->lines[0].started.empty());
  CHECK(view->lines[0].record == std::vector<std::string>{"L046"});
  CHECK(view->lines[1].date == "2020-10");
  CHECK(view->lines[1].started == "2015");
  const std::string table = csv_incidents(*view, {});
  const auto rows = lines(table);
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].find(",Not available,Not available,") != std::string_view::npos);
  CHECK(rows[1].find(",2021-04-15,As reported in a document,") != std::string_view::npos);
  // Denials of the accused are counted as answers, and as no political response.
  CHECK(rows[1].find(",1,Not available,Not available,Not available,Not available,0,Not available,Not available,1,") !=
        std::string_view::npos);
  // Told again in 2026, it is no accusation of 2026.
  DyadRequest request;
  request.a = "US";
  request.b = "RU";
  const auto with = dyads(data(), &workspace, request), record = dyads(data(), nullptr, request);
  REQUIRE(with);
  REQUIRE(record);
  CHECK(with->claims == 2);
  CHECK(with->dyads[0].events.size() == record->dyads[0].events.size());
  CHECK(with->dyads[0].tension.total() == record->dyads[0].tension.total());
}

TEST_CASE("what no date places in a series is said to be left out, until a date is given") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  const std::string file = folder.write("a.txt", accusation);
  add(workspace, {file});
  DyadRequest request;
  request.a = "XA";
  request.b = "XB";
  auto view = dyads(data(), &workspace, request);
  REQUIRE(view);
  CHECK(view->claims == 0);
  CHECK(view->undated_claims == 1);
  CHECK(view->undated_documents == 1);
  std::string page = squeeze(page_dyads(*view, {}, {}));
  CHECK(page.find("1 claim of 1 undated document is left out") != std::string::npos);
  CHECK(page.find("nothing between these two in this ledger") == std::string::npos);
  add(workspace, {file}, nullptr, "2026-09-14");
  view = dyads(data(), &workspace, request);
  REQUIRE(view);
  CHECK(view->claims == 1);
  CHECK(view->undated_claims == 0);
  CHECK(faults(workspace).value().empty());
  request.b = "XC";
  view = dyads(data(), &workspace, request);
  REQUIRE(view);
  page = squeeze(page_dyads(*view, {}, {}));
  CHECK(page.find("nothing between these two in this ledger") != std::string::npos);
}

TEST_CASE("a denial shows what it denies, and its speaker is found by name") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace,
      {folder.write("a.txt",
                    "EXERCISE: invented.\n\nXalia accused Xebros of reading its parliament's mail. Xebros denied "
                    "any involvement in the intrusion. The company Palisade Labs rejected the accusation.\n"),
       folder.write("b.txt", copy)});
  LedgerFilter filter;
  filter.record = false;
  filter.act = {"deny"};
  const auto denials = ledger(data(), &workspace, filter);
  REQUIRE(denials);
  REQUIRE(denials->lines.size() == 1);
  REQUIRE(denials->lines[0].in_answer_to.size() == 1);
  CHECK(denials->lines[0].in_answer_to[0].text.find("Xalia blamed Xebros") != std::string::npos);
  const std::string page = squeeze(page_ledger(*denials, {}));
  CHECK(page.find("an answer to:") != std::string::npos);
  CHECK(page.find("no answer found") == std::string::npos);
  CHECK(json_ledger(*denials)["lines"].items()[0]["in_answer_to"].items().size() == 1);
  filter.act.clear();
  filter.accuser = {"Palisade"};
  const auto found = ledger(data(), &workspace, filter);
  REQUIRE(found);
  REQUIRE(found->lines.size() == 1);
  CHECK(found->lines[0].act == "reject");
}

TEST_CASE("an answer in another document stands beside the accusation, and shows what it answers") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  const auto put = [&](const char* name, const std::string& text, const char* published) {
    add(workspace, {folder.write(name, "EXERCISE: invented.\n\n" + text + "\n")}, nullptr, published);
  };
  put("a.txt", "Xalia accused Xebros of breaking into the mail server of its parliament.", "2026-03-02");
  put("b.txt",
      "The foreign ministry of Xebros denied any involvement in the intrusion into the mail server of Xalia's "
      "parliament.",
      "2026-03-04");
  put("c.txt", "The foreign ministry of Xebros denied any involvement in the intrusion into a bank of Xindar.",
      "2026-03-04");
  put("d.txt", "The foreign ministry of Xindar denied any involvement in the intrusion into Xalia's parliament.",
      "2026-03-04");
  put("e.txt", "The foreign ministry of Xebros denied any involvement in the intrusion into Xalia's parliament.",
      "2025-01-04");
  LedgerFilter filter;
  filter.record = false;
  const auto said = ledger(data(), &workspace, filter);
  REQUIRE(said);
  REQUIRE(said->lines.size() == 1);
  REQUIRE(said->lines[0].answers.size() == 1);
  CHECK(said->lines[0].answers[0].where.starts_with("b.txt"));
  filter.act = {"deny"};
  const auto denials = ledger(data(), &workspace, filter);
  REQUIRE(denials);
  REQUIRE(denials->lines.size() == 4);
  for (const LedgerLine& line : denials->lines) {
    CAPTURE(line.document_name);
    const bool answers = line.document_name.ends_with("b.txt");
    REQUIRE(line.in_answer_to.size() == (answers ? 1 : 0));
    if (answers) CHECK(line.in_answer_to[0].where.starts_with("a.txt"));
  }
}

TEST_CASE("who accuses nobody stands beside those who do, and is no attribution in any table") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace,
      {folder.write(
          "a.txt",
          "EXERCISE: invented.\n\nXalia accused Xebros of breaking into the mail server of its parliament.\n\n"
          "Xufinia did not itself attribute the cyber attack to Xebros.\n\nXindar's interior ministry said there was "
          "insufficient evidence to attribute the cyber attack to Xebros.\n\nThe foreign ministry of Xorland declined "
          "to name anybody.\n")});
  LedgerFilter filter;
  filter.record = false;
  const auto all = ledger(data(), &workspace, filter);
  REQUIRE(all);
  CHECK(all->lines.size() == 4);
  filter.record = true;
  filter.withheld = true;
  const auto withheld = ledger(data(), &workspace, filter);
  REQUIRE(withheld);
  REQUIRE(withheld->lines.size() == 3);
  for (const LedgerLine& line : withheld->lines) {
    CAPTURE(line.text);
    CHECK(accuses_nobody(line));
    CHECK(line.accuser_states != std::vector<std::string>{"XA"});
  }
  const std::string page = squeeze(page_ledger(*withheld, {}));
  CHECK(page.find("not made, while others say:") != std::string::npos);
  CHECK(page.find("no answer found") == std::string::npos);
  CHECK(csv_incidents(*withheld, {}).find("Xufinia") == std::string::npos);
  CHECK(csv_ledger(*all).find(",denied,") != std::string::npos);
}

TEST_CASE("documents are found by their words, the best first, with the place") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace,
      {folder.write("a.txt", "EXERCISE: invented. The harbour was closed. The harbour stays closed."),
       folder.write("b.txt", "EXERCISE: invented. Fog lay over the harbour and over the town and the fields."),
       folder.write("c.txt", "EXERCISE: invented. Nothing was closed.")});
  const auto found = find_documents(workspace, "harbour", 10);
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK(found->front().row.name.ends_with("a.txt"));
  CHECK(found->front().excerpt.find("[harbour]") != std::string::npos);
  CHECK(find_documents(workspace, "harbour closed", 10)->size() == 1);
  CHECK(find_documents(workspace, "submarine", 10)->empty());
}

TEST_CASE("counts are of all that is found, however few are listed") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  std::vector<std::string> files;
  for (int i = 0; i < 5; ++i)
    files.push_back(folder.write("d" + std::to_string(i) + ".txt", copy + "More " + std::to_string(i) + ".\n"));
  add(workspace, files);
  LedgerFilter filter;
  filter.record = false;
  const auto whole = ledger(data(), &workspace, filter);
  filter.most = 2;
  const auto part = ledger(data(), &workspace, filter);
  REQUIRE(whole);
  REQUIRE(part);
  CHECK(whole->documents == 5);
  CHECK_FALSE(whole->claims_more());
  CHECK(part->claims == whole->claims);
  CHECK(part->documents == whole->documents);
  CHECK(part->listed_claims == 2);
  CHECK(part->claims_more());
  CHECK(json_ledger(*part)["claims_more"].boolean() == true);
}

TEST_CASE("tables of the ledger defuse what a spreadsheet would calculate, and every row has every column") {
  LedgerView view;
  LedgerLine line;
  line.id = "c1";
  line.text = "=1+1, \"quoted\"\nand a second line";
  line.accusers = "@command";
  view.lines.push_back(line);
  view.data = "hash";
  const std::string table = csv_ledger(view);
  CHECK(table.find("'=1+1") != std::string::npos);
  CHECK(table.find("'@command") != std::string::npos);
  CHECK(table.find(",=") == std::string::npos);
  const auto columns = [](std::string_view row) {
    std::size_t count = 1;
    bool quoted = false;
    for (const char c : row) {
      quoted = quoted != (c == '"');
      if (c == ',' && !quoted) ++count;
    }
    return count;
  };
  for (const std::string& text : {csv_ledger(view), csv_incidents(view, {})}) {
    const auto rows = lines(text);
    REQUIRE(rows.size() >= 2);
    CHECK(columns(rows[0]) == columns(rows[1]));
  }
}

TEST_CASE("a verdict changes what the ledger lists, not what was read, and another reading keeps it") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  add(workspace, {folder.write("a.txt", accusation)});
  LedgerFilter filter;
  filter.record = false;
  filter.accuser = {"XA"};
  filter.accused = {"XB"};
  const auto before = ledger(data(), &workspace, filter);
  REQUIRE(before);
  REQUIRE_FALSE(before->lines.empty());
  MarkRequest request;
  request.id = before->lines.front().id;
  CHECK(mark(workspace, request, noon)->verdicts.empty());
  request.judgement = Judgement::reject;
  CHECK_FALSE(mark(workspace, request, noon));  // nobody named
  request.by = "A. Coder";
  REQUIRE(mark(workspace, request, noon));
  CHECK(ledger(data(), &workspace, filter)->claims == before->claims - 1);
  filter.rejected = true;
  CHECK(ledger(data(), &workspace, filter)->claims == before->claims);
  filter.rejected = false;
  request.judgement.reset();
  request.amend = {"accused=XD"};
  REQUIRE(mark(workspace, request, noon));
  request.amend = {"accused"};
  CHECK_FALSE(mark(workspace, request, noon));
  const auto summary = reread(desk(), workspace, false, versions_of(data()), noon, {});
  REQUIRE(summary);
  CHECK(summary->read == 1);
  CHECK(summary->changed == 0);
  CHECK(summary->carried == 2);
  CHECK(reread(desk(), workspace, true, versions_of(data()), noon, {})->read == 0);
  filter.accused = {"XD"};
  filter.rejected = true;
  const auto moved = ledger(data(), &workspace, filter);
  REQUIRE(moved);
  REQUIRE(moved->claims == 1);
  CHECK(moved->lines.front().verdict.find("A. Coder") != std::string::npos);
  request.amend.clear();
  request.judgement = Judgement::withdraw;
  REQUIRE(mark(workspace, request, noon));
  filter.accused = {"XB"};
  CHECK(ledger(data(), &workspace, filter)->claims == before->claims);
  CHECK(faults(workspace)->empty());
}

TEST_CASE("a reading by other data stands beside the earlier one; what changed is listed") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  const std::string file = folder.write("a.txt", accusation);
  add(workspace, {file});
  const auto row = workspace.document(file);
  REQUIRE(row);
  // As if an earlier reader had seen half of it: one claim less and one that is not there.
  Reading earlier = workspace.reading(*row).value();
  const std::size_t claims = earlier.claims.size();
  REQUIRE(claims >= 2);
  earlier.data = "other data";
  earlier.claims.pop_back();
  earlier.claims.front().rule = "frame:other/1";
  for (Claim& claim : earlier.claims) claim.relations.clear();
  workspace.begin();
  workspace.keep_again(row->id, earlier, "0.0.9", noon);
  REQUIRE(workspace.commit());
  REQUIRE(index_claims(workspace, workspace.document(file).value()));
  CHECK(faults(workspace)->empty());
  CHECK(workspace.counts().claims == claims - 1);
  const auto summary = reread(desk(), workspace, true, versions_of(data()), noon, {});
  REQUIRE(summary);
  CHECK(summary->read == 1);
  CHECK(summary->fresh == 2);
  CHECK(summary->gone == 1);
  CHECK(workspace.counts().claims == claims);
  CHECK(workspace.counts().readings == 2);
  CHECK(faults(workspace)->empty());
}

TEST_CASE("matters of several documents are suggested to be one incident, with reasons; undone stays undone") {
  const Folder folder;
  Workspace workspace = workspace_in(folder);
  // Three tellings of one incident and another incident of the same victim's state.
  const std::string lines = folder.write(
      "feed.jsonl",
      R"({"id":"a","published":"2026-03-02","source":"Wire","text":"EXERCISE: invented.\n\nThe government of Xalia on Monday accused Xebros of breaking into the mail server of its parliament.\nXebros denied any involvement in the attack.\n"}
{"id":"b","published":"2026-03-03","source":"Times","text":"EXERCISE: invented.\n\nXalia accused Xebros of breaking into the mail server of its parliament.\n"}
{"id":"c","published":"2026-03-04","source":"Ledger","text":"EXERCISE: invented.\n\nXalia accused Xindar of breaking into the mail server of its drafting office.\n"}
)");
  add(workspace, {lines});
  const auto found = find_incidents(data(), workspace, noon, {});
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  const Merge merge = found->front().merge;
  CHECK(merge.decision == "suggested");
  CHECK(merge.reasons.find("same victim") != std::string::npos);
  CHECK(merge.reasons.find("1 day apart") != std::string::npos);
  CHECK(find_incidents(data(), workspace, noon, {})->size() == 1);  // not suggested twice
  LedgerFilter filter;
  filter.record = false;
  filter.accuser = {"XA"};
  CHECK(ledger(data(), &workspace, filter)->incidents.size() == 1);
  CHECK_FALSE(decide_incident(workspace, merge.a, merge.b, "undone", "", "", noon));
  CHECK_FALSE(decide_incident(workspace, merge.a, "sha256:ffff/A", "undone", "A. Coder", "", noon));
  CHECK_FALSE(decide_incident(workspace, merge.a, merge.a, "accepted", "A. Coder", "", noon));
  REQUIRE(decide_incident(workspace, merge.b, merge.a, "undone", "A. Coder", "another year", noon));
  const auto after = find_incidents(data(), workspace, noon, {});
  REQUIRE(after->size() == 1);
  CHECK(after->front().merge.decision == "undone");
  CHECK(ledger(data(), &workspace, filter)->incidents.empty());
  REQUIRE(decide_incident(workspace, merge.a, merge.b, "accepted", "B. Coder", "", noon));
  CHECK(ledger(data(), &workspace, filter)->incidents.size() == 1);
  CHECK(faults(workspace)->empty());
}

namespace {

Evidence item_of(const char* id, EvidenceKind kind, const char* value, const char* origin) {
  Evidence item;
  item.id = {id};
  item.kind = kind;
  item.value = value;
  item.origin = origin;
  item.grade = {'A', '2'};
  item.checked = true;
  return item;
}

}  // namespace

TEST_CASE("a statement added to a case moves no figure, and the difference says so; an item does and names itself") {
  Case before;
  before.name = "office";
  before.evidence = {item_of("e1", EvidenceKind::technique, "T1190", "own")};
  Case after = before;
  after.statements = {{{"c1"}, "the embassy", "We reject this.", "2026-11-02", "", true, ""}};
  const auto answered = case_diff(data(), before, after, "default");
  REQUIRE(answered);
  CHECK(answered->shares.empty());
  REQUIRE(answered->changes.size() == 1);
  CHECK(answered->changes[0].effect.find("moves nothing") != std::string::npos);
  CHECK(answered->headline_before == answered->headline_after);
  after.evidence.push_back(item_of("e2", EvidenceKind::software, "BADFLICK", "report"));
  const auto moved = case_diff(data(), before, after, "default");
  REQUIRE(moved);
  REQUIRE_FALSE(moved->shares.empty());
  const bool named = std::any_of(moved->shares.begin(), moved->shares.end(), [](const ShareChange& share) {
    return std::any_of(share.reasons.begin(), share.reasons.end(),
                       [](const std::string& reason) { return reason.starts_with("e2"); });
  });
  CHECK(named);
}
