#include <chrono>

#include <doctest/doctest.h>

#include "format/case_list.h"
#include "format/case_write.h"
#include "format/case_yaml.h"

using namespace whence;

namespace {

const CountryCodes countries = {"GB", "NZ", "XK"};

const std::string exercise = "case: office\nexercise: true\nvictim: {country: XA}\n";
const std::string item = "evidence:\n  - technique: T1190\n";

Case read(std::string yaml) {
  auto incident = read_case(std::move(yaml), "a.yaml", countries, {});
  REQUIRE_MESSAGE(incident, (incident ? "" : incident.error().message));
  return std::move(incident).value();
}

std::string refusal(std::string yaml) {
  const auto incident = read_case(std::move(yaml), "a.yaml", countries, {});
  REQUIRE_FALSE(incident);
  CHECK(incident.error().message.find('\n') == std::string::npos);
  return incident.error().message;
}

}  // namespace

TEST_CASE("every key of a case arrives where it belongs") {
  const Case incident = read(R"(# a comment
case: drafting-office
exercise: true
tlp: TLP:AMBER+STRICT
draft: 2
prepared_by: A. Analyst
second_reader: B. Reader
victim: {name: a drafting office, country: XA, sector: government}
window: 2026-05-01/2026-09
evidence:
  - technique: t1566.001
    id: e9
    origin: own forensics
    grade: A2
    role: tasked
    seen: 2026-05-04
    note: "two: mails"
  - software: BADFLICK
    document: report1.pdf
    page: 4
    quote: The sample is BADFLICK.
  - indicator: 203.0.113.7
    via: compromised router
  - software: China Chopper
    document: report1.pdf
    checked: true
  - claim: ledger#L050
statements:
  - id: c14
    speaker: a minister of XA
    text: It was S1.
    date: 2026-11-01
    names: S1
  - speaker: the embassy of S1
    text: Baseless.
    answers: c14
known:
  - what: Entry by mail
    how: own forensics
  - Two archives left the network
)");
  CHECK(incident.name == "drafting-office");
  CHECK(incident.file == "a.yaml");
  CHECK(incident.sha256.size() == 64);
  CHECK(incident.exercise);
  CHECK(incident.tlp == "AMBER+STRICT");
  CHECK(incident.draft == 2);
  CHECK(incident.prepared_by == "A. Analyst");
  CHECK(incident.second_reader.empty());  // a name is no signature
  CHECK(incident.victim.name == "a drafting office");
  CHECK(incident.victim.country == "XA");
  CHECK(incident.victim.sector == "government");
  CHECK(to_string(*incident.window) == "2026-05-01/2026-09");
  REQUIRE(incident.evidence.size() == 5);
  const Evidence& first = incident.evidence[0];
  CHECK(first.id.text == "e9");
  CHECK(first.value == "T1566.001");
  CHECK(first.origin == "own forensics");
  CHECK(first.grade == Grade{'A', '2'});
  CHECK(first.role == Role::tasked);
  CHECK(first.seen);
  CHECK(first.note == "two: mails");
  CHECK(first.checked);
  CHECK(first.line == 11);
  const Evidence& second = incident.evidence[1];
  CHECK(second.id.text == "e2");
  CHECK(second.kind == EvidenceKind::software);
  CHECK(second.grade == Grade{'F', '6'});
  CHECK(second.document == "report1.pdf p. 4");
  CHECK(second.quote == "The sample is BADFLICK.");
  CHECK_FALSE(second.checked);
  CHECK(incident.evidence[2].role == Role::relayed);
  CHECK(incident.evidence[3].checked);
  CHECK(incident.evidence[4].kind == EvidenceKind::testimony);
  CHECK(incident.evidence[4].value == "ledger#L050");
  REQUIRE(incident.statements.size() == 2);
  CHECK_FALSE(incident.statements[0].answer);
  CHECK(incident.statements[0].names == "S1");
  CHECK(incident.statements[1].id.text == "c2");
  CHECK(incident.statements[1].answer);
  CHECK(incident.known == std::vector<std::string>{"Entry by mail | own forensics", "Two archives left the network"});
}

TEST_CASE("each mistake in a case is named with its line and what to write") {
  const std::pair<std::string, std::string> rows[] = {
      {exercise + item + "victm: 1\n", "a.yaml:6: unknown key \"victm\" in a case; did you mean \"victim\"?"},
      {exercise + "evidence:\n  - technic: T1190\n",
       "a.yaml:5: unknown key \"technic\" in an item of evidence; did you mean \"technique\"?"},
      {exercise + item + "    qqqqqq: 1\n",
       "a.yaml:6: unknown key \"qqqqqq\" in an item of evidence; write one of technique, software"},
      {"case: [a]\n" + item, "a.yaml:1: \"case\" needs one value"},
      {"case: x\nevidence: T1190\n", "a.yaml:2: \"evidence\" needs a list"},
      {"case: x\nevidence:\n  - T1190\n", "a.yaml:3: an item of evidence needs keys and values"},
      {"case: x\nevidence: []\n", "a.yaml:1: a case without evidence"},
      {item, "a.yaml:1: a case without a name"},
      {"case: x\nexercise: yes\n" + item, "a.yaml:2: \"exercise\" is \"yes\"; write true or false"},
      {"case: x\ndraft: two\n" + item, "a.yaml:2: \"draft\" is \"two\"; write a number"},
      {"case: x\ntlp: WHITE\n" + item, "a.yaml:2: tlp \"WHITE\" is not of TLP 2.0; write one of CLEAR"},
      {"case: x\nwindow: May\n" + item, "a.yaml:2: \"window\" is \"May\"; write dates as"},
      {"case: x\nwindow: 2026-05/2026-04\n" + item, "a.yaml:2: \"window\" ends before it begins"},
      {"case: x\nwindow: 2026-02-30\n" + item, "a.yaml:2: \"window\" is \"2026-02-30\""},
      {"case: x\n" + item + "    grade: G7\n", "a.yaml:4: grade \"G7\" is none; write A-F"},
      {"case: x\n" + item + "    role: boss\n", "a.yaml:4: role \"boss\" is none; write operated"},
      {"case: x\n" + item + "    software: X\n", "a.yaml:4: \"software\" is the second thing in one item"},
      {"case: x\n" + item + "    page: 4\n", "a.yaml:3: a page without its document"},
      {"case: x\nevidence:\n  - id: e1\n", "a.yaml:3: an item without a thing found"},
      {"case: x\nevidence:\n  - {technique: T1190, id: a}\n  - {technique: T1041, id: a}\n",
       "a.yaml:4: id \"a\" is there twice"},
      {"case: x\nevidence:\n  - claim: a minister\n", "a.yaml:3: claim \"a minister\" is no entry of the ledger"},
      {"case: x\nvictim: {country: QQ}\n" + item, "a.yaml:2: country \"QQ\" is no code of ISO 3166-1"},
      {"case: x\nvictim: {country: gb}\n" + item, "a.yaml:2: country \"gb\" is not a code; write GB"},
      {"case: x\nvictim: {country: XA}\n" + item,
       "a.yaml:2: country \"XA\" is for invented states; add exercise: true"},
      {"case: x\nexercise: true\nvictim: {country: GB}\n" + item, "a.yaml:3: country \"GB\" in an exercise"},
      {"case: x\nexercise: true\nvictim: {country: XK}\n" + item, "a.yaml:3: country \"XK\" in an exercise"},
      {"case: x\nexercise: true\n" + item, "a.yaml:1: an exercise needs an invented victim"},
      {exercise + item + "statements:\n  - {speaker: a, text: b, names: GB}\n",
       "a.yaml:7: names \"GB\" in an exercise; write S1"},
      {exercise + item + "statements:\n  - {speaker: a, text: b, names: XB}\n",
       "a.yaml:7: names \"XB\" in an exercise; write S1"},
      {"case: x\n" + item + "statements:\n  - {speaker: a, text: b, names: S1}\n",
       "a.yaml:5: names \"S1\", which is no code"},
      {exercise + item + "statements:\n  - {speaker: a, text: b, answers: c9}\n",
       "a.yaml:7: answers \"c9\", which is no statement"},
      {exercise + item + "statements:\n  - {text: b}\n", "a.yaml:7: a statement without a speaker"},
      {exercise + item + "statements:\n  - {speaker: b, text: c, date: soon}\n", "a.yaml:7: date \"soon\" is none"},
      {"case: x\nvictm: 1\ntlp: 2\n" + item,
       "a.yaml:2: unknown key \"victm\" in a case; did you mean \"victim\"? (and 1 more problem)"},
      {"just words", "a.yaml:1: a case needs keys and values"},
      {"# only a comment\n", "a.yaml:1: a case needs keys and values"},
      {"case: x\n\"a\\nb\": 1\n" + item, "a.yaml:2: unknown key \"a b\""},
  };
  for (const auto& [yaml, wanted] : rows) {
    const std::string message = refusal(yaml);
    CHECK_MESSAGE(message.starts_with(wanted), message << " <- " << wanted);
  }
}

TEST_CASE("what an item states besides its value arrives, and comes back when the case is written") {
  const std::string text = exercise + R"(evidence:
  - hours: observed
    by_hour: [0, 0, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0]
    days: 12
    active: [2026-05-04, 2026-05-05]
    quiet: 2026-05-06 2026-05-09
  - {hours: UTC-03:30, origin: own logs}
  - {language: Korean, medium: keyboard}
  - {code_similarity: BADFLICK, likeness: strong}
  - {lure: a conference, countries: [GB, NZ], sectors: military}
  - {indicator: 203.0.113.7, via: ORB, clients: [Leviathan, HAFNIUM], holders: 12}
  - {indicator: 203.0.113.8, cluster: APT40, shared: self-signed certificate}
)";
  const auto check = [](const Case& incident) {
    REQUIRE(incident.evidence.size() == 7);
    const Particulars& hours = incident.evidence[0].more;
    REQUIRE(hours.by_hour.size() == 24);
    CHECK(hours.by_hour[8] == 9.0);
    CHECK(hours.days == 12);
    CHECK(hours.active.size() == 2);
    CHECK(hours.quiet.size() == 2);
    CHECK(incident.evidence[2].more.medium == "keyboard");
    CHECK(incident.evidence[3].more.likeness == "strong");
    CHECK(incident.evidence[4].more.countries == std::vector<std::string>{"GB", "NZ"});
    CHECK(incident.evidence[4].more.sectors == std::vector<std::string>{"military"});
    CHECK(incident.evidence[5].more.clients == std::vector<std::string>{"Leviathan", "HAFNIUM"});
    CHECK(incident.evidence[5].more.holders == 12);
    CHECK(incident.evidence[5].role == Role::relayed);
    CHECK(incident.evidence[6].more.cluster == "APT40");
    CHECK(incident.evidence[6].more.shared == "self-signed certificate");
  };
  const Case incident = read(text);
  check(incident);
  check(read(write_case(incident)));
}

TEST_CASE("what an item states besides its value is checked, with its line and what to write") {
  const std::string start = exercise + "evidence:\n  - ";
  const std::pair<std::string, std::string> rows[] = {
      {"hours: at night\n", "a.yaml:5: hours \"at night\" is no offset; write UTC+8"},
      {"hours: UTC+15\n", "a.yaml:5: hours \"UTC+15\" is no offset"},
      {"hours: observed\n", "a.yaml:5: hours observed without what was observed; write by_hour: or active:"},
      {"hours: UTC+8\n    by_hour: [1, 2]\n", "a.yaml:6: by_hour holds 2 counts; write 24"},
      {"hours: UTC+8\n    by_hour: [a]\n", "a.yaml:6: by_hour holds \"a\"; write counts of 0 and more"},
      {"hours: UTC+8\n    by_hour: [-1]\n", "a.yaml:6: by_hour holds \"-1\""},
      {"hours: UTC+8\n    by_hour: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
       "a.yaml:6: by_hour counts nothing"},
      {"hours: UTC+8\n    by_hour: {a: 1}\n", "a.yaml:6: \"by_hour\" needs one value"},
      {"hours: UTC+8\n    days: many\n", "a.yaml:6: \"days\" is \"many\"; write a number"},
      {"hours: UTC+8\n    active: [2026-05]\n", "a.yaml:6: \"active\" holds \"2026-05\"; write days as"},
      {"hours: UTC+8\n    active: 2026-05-04\n    quiet: 2026-05-04\n", "a.yaml:7: 2026-05-04 is active and quiet"},
      {"hours: UTC+8\n    quiet: 2026-05-04\n", "a.yaml:6: days without a trace and none with one"},
      {"hours: UTC+8\n    seen: 2026-05-04/2026-05-01\n", "a.yaml:6: \"seen\" ends before it begins"},
      {"language: Korean\n    medium: voice\n", "a.yaml:6: medium \"voice\" is none; write one of strings"},
      {"code_similarity: BADFLICK\n    likeness: huge\n", "a.yaml:6: likeness \"huge\" is none; write one of weak"},
      {"lure: a conference\n    countries: [ZZ]\n", "a.yaml:6: country \"ZZ\" is no code of ISO 3166-1"},
      {"technique: T1190\n    days: 3\n",
       "a.yaml:6: \"days\" says nothing of technique; it belongs to an item of hours"},
      {"indicator: 203.0.113.7\n    shared: dedicated IP\n", "a.yaml:6: shared with whom? Write cluster: NAME too"},
      {"indicator: 203.0.113.7\n    clients: [APT40]\n", "a.yaml:5: clients and holders are those of a relay"},
      {"indicator: 203.0.113.7\n    via: ORB\n    holders: 0\n",
       "a.yaml:7: \"holders\" is \"0\"; write a number from 1"},
  };
  for (const auto& [text, message] : rows) {
    CAPTURE(text);
    CHECK(refusal(start + text).find(message) != std::string::npos);
  }
}

TEST_CASE("what is no YAML, or more than a case needs, is refused") {
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += std::string(i == 0 ? "" : ",") + "*" + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  std::string many = "case: x\nevidence:\n";
  for (int i = 0; i < 100; ++i) many += "  - technique: T1190\n    id: \"unfinished\n";
  const std::pair<std::string, std::string> rows[] = {
      {bomb, "a.yaml:1: anchors and aliases"},
      {"case: x\nevidence: [1, 2\n", "a.yaml:3: not YAML ("},
      {"case: \"x\n", "a.yaml:1: a quote that is not closed"},
      {item + "case: 'it''s \n", "a.yaml:3: a quote that is not closed"},
      {item + "case: \"a\\\"\n", "a.yaml:3: a quote that is not closed"},
      {"case: x\n\tevidence: 1\n", "a.yaml:2: not YAML ("},
      {"case: x\ncase: y\n" + item, "a.yaml:2: \"case\" is there twice, first in line 1"},
      {"case: !!str x\n" + item, "a.yaml:1: tags (!) are not read"},
      {"{a: 1}: 2\n", "a.yaml:1: a key must be one word"},
      {"case: x\n" + item + "---\ncase: y\n", "a.yaml: more than one YAML document"},
      {"case: " + std::string(400'000, '['), "a.yaml:1: "},
      {"case: " + std::string(60, '[') + std::string(400, '[') + std::string(460, ']'),
       "a.yaml:1: nested more than 64 deep"},
      {std::string(5'000'000, 'x'), "a.yaml: larger than a case can be"},
      {"", "a.yaml: empty"},
      {std::string("case: \0x", 8), "a.yaml: byte 6: not text"},
  };
  for (const auto& [yaml, wanted] : rows) {
    const std::string message = refusal(yaml);
    CHECK_MESSAGE(message.starts_with(wanted), message << " <- " << wanted);
  }
  CHECK(read_case(many, "a.yaml", countries, {}).error().message.starts_with("a.yaml:"));
}

TEST_CASE("a hostile case file of a megabyte takes seconds at most") {
  const auto repeated = [](std::string_view what) {
    std::string result = "case: x\nevidence:\n";
    while (result.size() + what.size() < 1'000'000) result += what;
    return result;
  };
  for (const char* what : {"- a\n", "- {", "? ", "a: b\n", "- - - -\n", "'", "\"", "# x\n", "a", "| \n", "%a\n", "*",
                           "&a ", "\xC3\xA9", " \n"}) {
    const auto start = std::chrono::steady_clock::now();
    (void)read_case(repeated(what), "a.yaml", countries, {});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK_MESSAGE(taken.count() < 10.0, "repeated " << what << ": " << taken.count());
  }
}

TEST_CASE("an unknown technique id is no error of the reader") {
  const Case incident = read(exercise + "evidence:\n  - technique: T1059.099\n  - technique: T9999\n");
  CHECK(incident.evidence[0].value == "T1059.099");
  CHECK(incident.evidence[1].not_used.empty());
}

TEST_CASE("a case in other encodings reads the same") {
  const std::string yaml = exercise + item + "prepared_by: Ren\xC3\xA9\n";
  CHECK(read("\xEF\xBB\xBF" + yaml).prepared_by == "Ren\xC3\xA9");
  const Case latin = read(exercise + item + "prepared_by: Ren\xE9\n");
  CHECK(latin.prepared_by == "Ren\xC3\xA9");
  CHECK(latin.oddities.size() == 1);
}

TEST_CASE("a plain list gives one item a line") {
  const auto incident =
      read_case_list("# found\nT1190\n\nt1505.003  Web Shell\nChina Chopper # twice\r\nBADFLICK", "l.txt", {});
  REQUIRE(incident);
  REQUIRE(incident->evidence.size() == 4);
  const std::string values[] = {"T1190", "T1505.003", "China Chopper", "BADFLICK"};
  const std::size_t at[] = {2, 4, 5, 6};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(incident->evidence[i].value == values[i]);
    CHECK(incident->evidence[i].line == at[i]);
    CHECK(incident->evidence[i].origin == "list");
    CHECK(incident->evidence[i].kind == (i < 2 ? EvidenceKind::technique : EvidenceKind::software));
  }
  CHECK(read_case_list("# nothing\n", "l.txt", {}).error().message.starts_with("l.txt: no item"));
  CHECK(read_case_list("T1190\n" + std::string(200, 'x'), "l.txt", {})
            .error()
            .message.starts_with("l.txt:2: longer than a name"));
}

TEST_CASE("cases, lists and documents are told apart") {
  CHECK(case_form("T1190\nT1041\n", "a.txt") == CaseForm::list);
  CHECK(case_form("# mine\nT1190 Exploit\nBADFLICK\n", "-") == CaseForm::list);
  CHECK(case_form("case: x\n", "-") == CaseForm::yaml);
  CHECK(case_form("anything", "a.yml") == CaseForm::yaml);
  CHECK(case_form("The ministry used T1190.\nIt said so.", "a.txt") == CaseForm::none);
  CHECK(case_form("Headline words\n\nAnother line\n", "a.txt") == CaseForm::none);
}
