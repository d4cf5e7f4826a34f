#include "store/workspace.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/json.h"
#include "store/claim_json.h"
#include "store/schema.h"
#include "store/upkeep.h"
#include "store/verdicts.h"

using namespace whence;

namespace {

namespace fs = std::filesystem;

// A folder of its own for one test, gone afterwards.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("whence-store-" + std::to_string(::getpid()) + "-" + next());
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
  static std::string next() {
    static int count = 0;
    return std::to_string(++count);
  }
};

const Time noon = Time(std::chrono::sys_days(std::chrono::year{2026} / 11 / 2)) + std::chrono::hours(12);

Party state(const std::string& code, Span span) {
  Party party;
  party.kind = PartyKind::state;
  party.text = code;
  party.state = code;
  party.name = "State " + code;
  party.span = span;
  return party;
}

// Every field filled with something that is not its default, so that a field that is forgotten shows.
Claim full_claim(const std::string& id, Act act) {
  Claim claim;
  claim.id = {id};
  claim.act = act;
  claim.sentence = 1;
  claim.span = {0, 30};
  claim.cue = {6, 13};
  claim.source = {state("XA", {0, 5})};
  claim.via = {state("XC", {1, 2})};
  claim.actor = {state("XD", {1, 3})};
  claim.accused = {state("XB", {14, 20})};
  claim.group = {{"APT-X", Span{2, 4}, PartyKind::group, {}, "Group X", "G9999", {}, {}}};
  claim.sponsor = {{"a ministry", {}, PartyKind::organ, "XB", "Ministry", {}, {}, {}}};
  claim.victim = {{"its parliament", Span{3, 4}, PartyKind::institution, "XA", {}, {}, "parliament", {}}};
  claim.through = {{"a company", Span{3, 5}, PartyKind::company, {}, {}, {}, {}, "front"}};
  claim.target = {state("XE", {4, 5})};
  claim.purpose = Purpose{"to read mail", {5, 9}, {state("XB", {5, 6})}};
  claim.count = "seven";
  claim.grounds = {{"log files", {6, 8}}};
  claim.matter = "A";
  claim.status = Status::charged;
  claim.when = When{"last year", {7, 9}, {parse_date("2025"), parse_date("2025-12")}};
  claim.said = When{"on Monday", {6, 9}, {parse_date("2026-11-02"), parse_date("2026-11-02")}};
  claim.outcome = Outcome::thwarted;
  claim.denied = true;
  claim.hedge = {Hedge::likely, "highly likely", Span{8, 9}};
  claim.strength = "vehemently";
  claim.evaluation = {{"groundless", {9, 10}, "narrator", "denial"}};
  claim.rung = 3;
  claim.relations = {{RelationKind::denial_of, 0}};
  claim.origin = "o1";
  claim.rule = "frame:accuse/3";
  claim.content = "of reading its mail";
  return claim;
}

Reading full_reading(const std::string& text) {
  Reading reading;
  Document& document = reading.document;
  document.text = text;
  document.sha256 = sha256(text);
  document.id = {"sha256:" + document.sha256.substr(0, 16)};
  document.name = "article.html";
  document.title = "A title";
  document.source = "The Paper";
  document.published = parse_date("2026-11-02");
  document.url = "https://paper.example/a";
  document.exercise = true;
  document.bytes = text.size();
  document.offsets = {{0, 5, 10, 2, 1, 5}};
  document.boilerplate = {{20, 25}};
  document.oddities = {{"article.html", "something"}};
  reading.language = "zh";
  reading.understood = Understood::cues;
  reading.sentences = {{{0, 40}, true, false}, {{41, 60}, false, true}};
  reading.claims = {full_claim("c00000000001" + document.sha256.substr(0, 3), Act::accuse),
                    full_claim("c00000000002" + document.sha256.substr(0, 3), Act::deny)};
  reading.public_acts = {{PublicActKind::demand,
                          2,
                          {41, 50},
                          {42, 44},
                          {state("XA", {41, 42})},
                          {state("XB", {43, 44})},
                          true,
                          "frame:x"}};
  reading.actors = {{"APT-X", {2, 4}, "G9999", "Group X"}};
  reading.software = {{"TOOL", {2, 5}, "S9999", "TOOL"}};
  reading.analysts = {{"Firm", {2, 6}, "", "Firm"}};
  reading.outlets = {{"The Paper", {2, 7}, "", "The Paper"}};
  reading.doer_countries = {{"XB", "Xebrosian", {3, 4}, "origin", 4.5}};
  reading.hit_countries = {{"XA", "Xalia", {3, 5}, "place", 2.0}};
  reading.techniques = {{"T1566.002", {3, 6}, false, 0.75}};
  reading.indicators = {{"ipv4", "192.0.2.1", "192.0.2[.]1", {4, 7}, true, "documentation"}};
  reading.victims = {state("XA", {0, 2})};
  reading.matters = {{"A", "a parliament's mail", {0}, {1}}};
  reading.not_in_text = {{"a link", "same paragraph"}};
  reading.against_ledger = {{"A", "differs", 0, "L083", "outcome", "here", "there", "verified"}};
  reading.ledger_size = 170;
  reading.oddities = {{"byte 3", "cut"}};
  reading.exercise = true;
  reading.data = "data-1";
  return reading;
}

std::string printed(const Reading& reading) {
  std::string text = to_text(stored_parts(reading)) + to_text(stored_layout(reading.document));
  for (const Claim& claim : reading.claims) text += to_text(stored_claim(claim));
  return text;
}

void keep(Workspace& workspace, const Reading& reading) {
  workspace.begin();
  workspace.keep(reading, "0.1.0", noon);
  REQUIRE(workspace.commit());
}

const std::string text = "Xalia accused Xebros of reading its parliament's mail. Xebros denied it on Monday.";

}  // namespace

TEST_CASE("what is kept comes back whole, field by field") {
  const Folder folder;
  auto opened = Workspace::open(folder.file("w.db"), Access::write);
  REQUIRE(opened);
  Workspace& workspace = opened.value();
  const Reading wanted = full_reading(text);
  keep(workspace, wanted);
  CHECK(workspace.holds(wanted.document.sha256));
  const auto row = workspace.document(wanted.document.id.text);
  REQUIRE(row);
  const auto found = workspace.reading(*row);
  REQUIRE(found);
  CHECK(printed(*found) == printed(wanted));
  CHECK(found->document.text == wanted.document.text);
  CHECK(found->document.published == wanted.document.published);
  CHECK(found->document.source == wanted.document.source);
  CHECK(found->document.url == wanted.document.url);
  CHECK(found->document.title == wanted.document.title);
  CHECK(found->document.bytes == wanted.document.bytes);
  CHECK(found->language == "zh");
  CHECK(found->understood == Understood::cues);
  CHECK(workspace.unread().size() == 1);
  CHECK(found->exercise);
  CHECK(found->data == "data-1");
  REQUIRE(found->doer_countries.size() == 1);
  CHECK(found->doer_countries[0].weight == 4.5);
  REQUIRE(found->outlets.size() == 1);
  CHECK(found->outlets[0].name == "The Paper");
  const Claim& claim = found->claims[0];
  CHECK(claim.source == wanted.claims[0].source);
  CHECK(claim.when->interval == wanted.claims[0].when->interval);
  CHECK(claim.said->interval == wanted.claims[0].said->interval);
  CHECK(claim.purpose->beneficiary == wanted.claims[0].purpose->beneficiary);
  CHECK(claim.rung == 3);
  CHECK(claim.denied);
}

TEST_CASE("a field that is added to what is kept is noticed here") {
  // Store it in claim_json.cpp or parts_json.cpp, fill it in full_claim() or full_reading(), then write the new size.
  CHECK(sizeof(Claim) == 904);
  CHECK(sizeof(Reading) == 848);
  CHECK(sizeof(Document) == 352);
  CHECK(sizeof(Party) == 248);
}

TEST_CASE("a group of writes is kept whole or not at all") {
  const Folder folder;
  auto opened = Workspace::open(folder.file("w.db"), Access::write);
  REQUIRE(opened);
  Workspace& workspace = opened.value();
  const Reading first = full_reading(text), second = full_reading(text + " Again.");
  workspace.begin();
  workspace.keep(second, "0.1.0", noon);
  workspace.keep(first, "0.1.0", noon);
  workspace.keep(first, "0.1.0", noon);  // the same bytes twice: refused
  CHECK_FALSE(workspace.commit());
  workspace.roll_back();
  CHECK(workspace.counts().documents == 0);
  keep(workspace, first);
  CHECK(workspace.counts().documents == 1);
}

TEST_CASE("a workspace of every earlier version becomes one of today and keeps what it held") {
  const Reading reading = full_reading(text);
  for (std::size_t version = 1; version <= schema_steps().size(); ++version) {
    CAPTURE(version);
    const Folder folder;
    {
      auto database = Database::open(folder.file("w.db"), Access::write, true, 100);
      REQUIRE(database);
      REQUIRE(migrate(database.value(), version));
      // What that version could hold, written as it wrote it.
      database.value().run(
          "INSERT INTO documents VALUES (1, ?, ?, 'old.txt', 'Old', 'The Paper', '2026-11-02', NULL, 1, 82, ?, ?, "
          "'then')",
          {sql(reading.document.id.text), sql(reading.document.sha256), sql(reading.document.text),
           sql(to_text(stored_layout(reading.document)))});
      database.value().run("INSERT INTO readings VALUES (1, 1, '0.0.1', 'data-0', 'en', 'fully', 1, 0, ?, 'then')",
                           {sql(to_text(stored_parts(reading)))});
      database.value().run("INSERT INTO newest VALUES (1, 1)");
      if (version >= 3)
        database.value().run("INSERT INTO document_words (rowid, title, text) SELECT id, title, text FROM documents");
      REQUIRE(database.value().problem());
    }
    const auto old = Workspace::open(folder.file("w.db"), Access::read);
    CHECK(static_cast<bool>(old) == (version == schema_steps().size()));
    auto opened = Workspace::open(folder.file("w.db"), Access::write);
    REQUIRE(opened);
    Workspace& workspace = opened.value();
    CHECK(workspace.counts().documents == 1);
    const auto row = workspace.document("old.txt");
    REQUIRE(row);
    const auto found = workspace.reading(*row);
    REQUIRE(found);
    CHECK(found->document.text == text);
    CHECK(to_text(stored_parts(*found)) == to_text(stored_parts(reading)));
    CHECK(workspace.database().number("SELECT count(*) FROM document_words WHERE document_words MATCH 'parliament'") ==
          1);
    keep(workspace, full_reading(text + " Later."));
    const auto faulty = faults(workspace);
    REQUIRE(faulty);
    CHECK(*faulty == std::vector<std::string>{});
  }
}

TEST_CASE("other files are refused by name, and stay as they are") {
  const Folder folder;
  struct Row {
    std::string what, bytes, wanted;
  };
  {
    auto other = Database::open(folder.file("other.db"), Access::write, true, 100);
    REQUIRE(other);
    other.value().script("CREATE TABLE t (x); PRAGMA user_version = 3");
    auto newer = Database::open(folder.file("newer.db"), Access::write, true, 100);
    REQUIRE(newer);
    REQUIRE(migrate(newer.value()));
    newer.value().script("PRAGMA user_version = 1000");
  }
  std::ofstream(folder.file("text.db")) << "Xalia accused Xebros.\n" << std::string(5000, 'x');
  const Row rows[] = {{"other.db", "", "another program"}, {"newer.db", "", "newer"}, {"text.db", "", "no workspace"}};
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const std::string path = folder.file(row.what.c_str());
    const auto size = fs::file_size(path);
    for (const Access access : {Access::read, Access::write}) {
      const auto opened = Workspace::open(path, access);
      REQUIRE_FALSE(opened);
      CHECK(opened.error().message.find(row.wanted) != std::string::npos);
      CHECK(opened.error().message.find(path) != std::string::npos);
    }
    CHECK(fs::file_size(path) == size);
  }
}

TEST_CASE("a second writer is told that the workspace is busy, and a reader is not kept waiting") {
  const Folder folder;
  auto first = Workspace::open(folder.file("w.db"), Access::write);
  auto second = Workspace::open(folder.file("w.db"), Access::write, 50);
  REQUIRE(first);
  REQUIRE(second);
  first.value().begin();
  first.value().keep(full_reading(text), "0.1.0", noon);
  second.value().begin();
  const auto told = second.value().commit();
  REQUIRE_FALSE(told);
  CHECK(told.error().code == Code::conflict);
  CHECK(told.error().message.find("busy") != std::string::npos);
  auto reader = Workspace::open(folder.file("w.db"), Access::read, 50);
  REQUIRE(reader);
  CHECK(reader.value().counts().documents == 0);
  REQUIRE(first.value().commit());
  second.value().roll_back();
  keep(second.value(), full_reading(text + " More."));
  CHECK(reader.value().counts().documents == 2);
}

TEST_CASE("check finds damage of every kind") {
  struct Row {
    std::string damage, wanted;
  };
  const Row rows[] = {
      {"UPDATE claims SET body = '{broken' WHERE ordinal = 0", "reading 1"},
      {"UPDATE claims SET body = replace(body, '\"span\":[0,30]', '\"span\":[0,3000]') WHERE ordinal = 0",
       "within the text"},
      {"DELETE FROM facets WHERE term IN (SELECT id FROM terms WHERE kind = 'act')", "index entries"},
      {"DELETE FROM facets; DELETE FROM claims WHERE ordinal = 1", "holds 1 claims"},
      {"DELETE FROM newest", "no reading"},
      {"INSERT INTO document_words (document_words) VALUES ('delete-all')", "full text"},
      {"PRAGMA foreign_keys = OFF; DELETE FROM documents", "points to nothing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.damage);
    const Folder folder;
    auto opened = Workspace::open(folder.file("w.db"), Access::write);
    REQUIRE(opened);
    keep(opened.value(), full_reading(text));
    CHECK(faults(opened.value()).value().empty());
    opened.value().database().script(row.damage);
    const auto found = faults(opened.value());
    REQUIRE(found);
    REQUIRE_FALSE(found->empty());
    CHECK(found->front().find(row.wanted) != std::string::npos);
  }
}

TEST_CASE("a backup is a sound workspace of the same content; the workspace itself is refused as its place") {
  const Folder folder;
  auto opened = Workspace::open(folder.file("w.db"), Access::write);
  REQUIRE(opened);
  keep(opened.value(), full_reading(text));
  REQUIRE(back_up(opened.value(), folder.file("b.db")));
  CHECK_FALSE(back_up(opened.value(), folder.file("w.db")));
  CHECK_FALSE(back_up(opened.value(), folder.file("nowhere/b.db")));
  auto copy = Workspace::open(folder.file("b.db"), Access::read);
  REQUIRE(copy);
  CHECK(faults(copy.value()).value().empty());
  const auto row = copy.value().document("article.html");
  REQUIRE(row);
  CHECK(printed(copy.value().reading(*row).value()) == printed(full_reading(text)));
  for (const auto& entry : fs::directory_iterator(folder.path))
    CHECK(entry.path().string().find(".new") == std::string::npos);
}

TEST_CASE("verdicts go over to a later reading by id, else by act and cue; the rest is listed") {
  std::vector<Claim> before = {full_claim("c1", Act::accuse), full_claim("c2", Act::deny),
                               full_claim("c3", Act::charge)};
  before[1].cue = {40, 46};
  before[2].cue = {50, 56};
  std::vector<Verdict> verdicts;
  for (const Claim& claim : before)
    verdicts.push_back({claim.id.text, claim.act, claim.cue, Judgement::accept, "", "", "", "A. Coder", "then"});
  std::vector<Claim> after = {before[0], before[1]};
  after[1].id = {"c9"};  // read differently, same words
  const Placement placement = placed(after, verdicts);
  CHECK(placement.claims[0].accepted);
  CHECK(placement.claims[1].accepted);
  REQUIRE(placement.unplaced.size() == 1);
  CHECK(placement.unplaced[0].claim == "c3");
}

TEST_CASE("an amendment stands beside the claim, and taking it back leaves what was read") {
  const std::vector<Claim> claims = {full_claim("c1", Act::accuse)};
  const Verdict amend = {"c1", Act::accuse, {6, 13}, Judgement::amend, "accused", "XD; a company", "", "A. Coder", "t"};
  Verdict back = amend;
  back.judgement = Judgement::withdraw;
  const JudgedClaim judged = placed(claims, {amend}).claims[0];
  CHECK(judged.amended);
  REQUIRE(judged.claim.accused.size() == 2);
  CHECK(judged.claim.accused[0].state == "XD");
  CHECK(judged.claim.accused[1].name == "a company");
  CHECK_FALSE(judged.claim.accused[1].state);
  const JudgedClaim again = placed(claims, {amend, back}).claims[0];
  CHECK_FALSE(again.amended);
  CHECK(again.claim.accused == claims[0].accused);
  CHECK_FALSE(amended(claims[0], "accusd", "XD"));
  CHECK_FALSE(amended(claims[0], "rung", "9"));
  CHECK(amended(claims[0], "rung", "")->rung == std::nullopt);
}
