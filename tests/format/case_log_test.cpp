#include "format/case_log.h"

#include <string>

#include <doctest/doctest.h>

#include "format/case_write.h"
#include "format/page_case.h"
#include "format/weigh_view.h"

using namespace whence;

namespace {

const CountryCodes countries = {"NZ"};

const std::string office = R"(# a person's comment
case: office
exercise: true
prepared_by: A. Analyst
victim: {country: XA}
evidence:
  - {technique: T1190, document: report.pdf, page: 4}   # kept as it is
  - {software: BADFLICK, document: report.pdf}
)";

Case read(const std::string& yaml) {
  const auto incident = read_case(yaml, "a.yaml", countries, {});
  CAPTURE(yaml);
  REQUIRE(incident);
  return *incident;
}

std::string with(const std::string& yaml, const std::string& did, const std::string& item, const std::string& by,
                 const std::string& value = "", const std::string& why = "") {
  const auto changed = with_event(yaml, "a.yaml", {"2026-11-03T10:00:00Z", by, did, item, value, why, "", false});
  REQUIRE(changed);
  return *changed;
}

}  // namespace

TEST_CASE("what a person did to an item is appended, applied, and leaves the rest of the file as it was") {
  struct Row {
    std::string did, value;
    bool checked, used, here;
    std::string now;
  };
  const Row rows[] = {{"accept", "", true, true, true, "T1190"},
                      {"reject", "", true, false, false, "T1190"},
                      {"amend", "T1566.002", true, true, true, "T1566.002"},
                      {"background", "", true, false, false, "T1190"}};
  for (const Row& row : rows) {
    CAPTURE(row.did);
    const std::string yaml = with(office, row.did, "e1", "A. Analyst", row.value, "a \"reason\": #1");
    CHECK(yaml.starts_with(office));
    const Evidence item = read(yaml).evidence[0];
    CHECK(item.checked == row.checked);
    CHECK(item.not_used.empty() == row.used);
    CHECK(item.value == row.now);
    CHECK(of_this_incident(item) == row.here);
    CHECK_FALSE(read(yaml).evidence[1].checked);
    CHECK(read(with(yaml, "incident", "e1", "A. Analyst")).evidence[0].not_used.empty());
    CHECK(of_this_incident(read(with(yaml, "incident", "e1", "A. Analyst")).evidence[0]));
  }
}

TEST_CASE(
    "an item that does not count is unchecked until a person has said so, for every page and for the draft mark") {
  std::string yaml = office;
  yaml.insert(yaml.find("evidence:\n") + 10,
              "  - software: S0020\n    id: e9\n    passage: background\n    checked: false\n");
  for (const char* id : {"e2", "e3"}) yaml = with(yaml, "accept", id, "A. Analyst");
  const std::string open = with(yaml, "sign", "", "B. Reader");
  CHECK(is_draft(read(open)));
  CHECK(page_case_check(read(open), {}).find("1 item is unchecked") != std::string::npos);
  CHECK(page_case_check(read(open), {}).find("e9") != std::string::npos);
  const std::string closed = with(with(yaml, "accept", "e9", "A. Analyst"), "sign", "", "B. Reader");
  CHECK_FALSE(is_draft(read(closed)));
  CHECK_FALSE(of_this_incident(read(closed).evidence[0]));
  CHECK_FALSE(read(closed).evidence[0].not_used.empty());
  CHECK(page_case_check(read(closed), {}).find("not a draft") != std::string::npos);
}

TEST_CASE("a draft ends with every item checked and a second person's signature, and any edit brings it back") {
  CHECK(is_draft(read(office)));
  std::string checked = with(with(office, "accept", "e1", "A. Analyst"), "accept", "e2", "A. Analyst");
  CHECK(is_draft(read(checked)));
  CHECK(is_draft(read(with(checked, "sign", "", "A. Analyst"))));    // the same person
  CHECK(is_draft(read(with(checked, "sign", "", " a.  analyst"))));  // in another spelling
  CHECK(is_draft(read(with(office, "sign", "", "B. Reader"))));      // items unchecked
  const std::string done = with(checked, "sign", "", "B. Reader");
  CHECK_FALSE(is_draft(read(done)));
  CHECK(read(done).second_reader == "B. Reader");
  CHECK_FALSE(is_draft(read(with(done, "sign", "", "C. Third"))));
  // Any byte before the signature.
  for (const std::size_t at : {office.find("comment"), office.find("T1190") + 1, office.find("page: 4") + 6}) {
    std::string edited = done;
    edited[at] = edited[at] == '1' ? '2' : '1';
    CAPTURE(edited);
    CHECK(is_draft(read(edited)));
  }
  CHECK(is_draft(read(with(done, "reject", "e2", "B. Reader"))));  // and anything after it
  CHECK(is_draft(read(done + "# one more look\n")));
  CHECK_FALSE(is_draft(read(done + "\n")));
  std::string forged = done;
  forged.replace(forged.find("B. Reader"), 9, "C. Forger");
  CHECK(read(forged).second_reader == "C. Forger");  // a name is no proof, and the documentation says so
}

TEST_CASE("a log that cannot be right is named with its line") {
  struct Row {
    std::string log, wanted;
  };
  const Row rows[] = {
      {"log: yes", "a.yaml:9"},
      {"log:\n  - {at: now, by: A, did: dance, item: e1}", "a.yaml:10"},
      {"log:\n  - {at: now, by: A, did: accept, item: e9}", "e9"},
      {"log:\n  - {at: now, did: accept, item: e1}", "a.yaml:10"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.log);
    const auto incident = read_case(office + row.log + "\n", "a.yaml", countries, {});
    REQUIRE_FALSE(incident);
    CHECK(incident.error().message.find(row.wanted) != std::string::npos);
  }
  CHECK_FALSE(with_event(office + "log: []\ntlp: RED\n", "a.yaml", {"t", "A", "accept", "e1", "", "", "", false}));
}

TEST_CASE("a case that is written is read back the same") {
  Case incident = read(office);
  incident.name = "quotes \" and: colons # no comment";
  incident.tlp = "AMBER+STRICT";
  incident.evidence[0].seen = parse_interval("2026-05-04/2026-06");
  incident.evidence[0].grade = {'B', '2'};
  incident.evidence[1].via = "compromised router";
  incident.evidence[1].role = Role::relayed;
  incident.evidence[1].quote = "It said: \"\xE2\x80\xA6\" - {braces}, [brackets]";
  incident.statements = {{{"c1"}, "a minister", "It was: them.", "2026-11-01", "S1", false, ""}};
  incident.window = parse_interval("2026-05/2026-09");
  const Case back = read(write_case(incident));
  CHECK(back.name == incident.name);
  CHECK(back.tlp == incident.tlp);
  CHECK(back.window == incident.window);
  CHECK(back.prepared_by == incident.prepared_by);
  REQUIRE(back.evidence.size() == 2);
  CHECK(back.evidence[0].value == "T1190");
  CHECK(back.evidence[0].document == "report.pdf p. 4");
  CHECK(back.evidence[0].seen == incident.evidence[0].seen);
  CHECK(back.evidence[0].grade == incident.evidence[0].grade);
  CHECK(back.evidence[1].via == "compromised router");
  CHECK(back.evidence[1].role == Role::relayed);
  CHECK(back.evidence[1].quote == incident.evidence[1].quote);
  CHECK_FALSE(back.evidence[1].checked);
  REQUIRE(back.statements.size() == 1);
  CHECK(back.statements[0].text == "It was: them.");
}
