// The rules that every page keeps, tried on every page and every writer.
#include <algorithm>
#include <functional>

#include <cctype>
#include <doctest/doctest.h>

#include "base/text.h"
#include "fixtures.h"
#include "format/json_reading.h"
#include "format/json_weigh.h"
#include "format/page_reading.h"
#include "format/page_weigh.h"
#include "format/page_weigh_detail.h"
#include "format/report_reading.h"
#include "format/report_weigh.h"
#include "format/weigh_view.h"

using namespace whence;
using namespace whence::test;

namespace {

struct Writer {
  std::string name;
  std::function<std::string(const Answer&)> write;
};

const std::vector<Writer>& answer_writers() {
  static const std::vector<Writer> writers{
      {"terminal", [](const Answer& a) { return page_weigh(a, page_texts_fixture(), {}); }},
      {"terminal, all", [](const Answer& a) { return page_weigh(a, page_texts_fixture(), {.all = true}); }},
      {"json", [](const Answer& a) { return to_text(json_weigh(a), 1); }},
      {"json headline", [](const Answer& a) { return to_text(json_weigh(a)["headline"]); }},
      {"html", [](const Answer& a) { return report_weigh(a, page_texts_fixture(), {}); }},
      {"brief",
       [](const Answer& a) {
         return report_weigh(a, page_texts_fixture(),
                             {.brief = true,
                              .tlp = {},
                              .prepared_by = {},
                              .second_reader = {},
                              .as_of = {},
                              .program = {},
                              .data = {}});
       }},
  };
  return writers;
}

std::vector<std::string> reading_pages(const Reading& r) {
  const PageTexts& texts = page_texts_fixture();
  return {
      page_reading(r, texts, {}),
      page_reading(r, texts, {.all = true}),
      explain_reading(r, texts, "1", {}).value(),
      to_text(json_reading(r)),
      report_reading(r, texts, {}),
      report_reading(
          r, texts,
          {.brief = true, .tlp = {}, .prepared_by = {}, .second_reader = {}, .as_of = {}, .program = {}, .data = {}})};
}

// Text without tags and style, one line a paragraph or cell.
std::string words_of(const std::string& page) {
  std::string result;
  const auto body = page.find("<body>");
  if (body == std::string::npos) return page;
  bool inside = false;
  for (const char c : page.substr(body)) {
    if (c == '<') inside = true;
    if (!inside) result += c;
    if (c == '>') {
      inside = false;
      result += '\n';
    }
  }
  return result;
}

std::vector<std::string> sentences_of(const std::string& page) {
  std::vector<std::string> result;
  const std::string words = words_of(page);
  for (const std::string_view paragraph : lines(words)) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
      const bool stop = paragraph[i] == '.' && (i + 1 == paragraph.size() || paragraph[i + 1] == ' ');
      if (!stop && i + 1 != paragraph.size()) continue;
      result.push_back(lower(paragraph.substr(from, i + 1 - from)));
      from = i + 1;
    }
  }
  return result;
}

bool has_any(const std::string& text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

const std::vector<std::string> likelihood{"likely",       "almost certain", "almost no chance",
                                          "roughly even", "probab",         " share "};
const std::vector<std::string> only_phia{"remote chance", "realistic possibility", "highly likely", "highly unlikely"};
const std::vector<std::string> only_icd{"very likely", "very unlikely", "roughly even", "almost no chance"};

// Figures such as ".86", "86 %" or "86 per cent" that no "~" precedes.
std::vector<std::string> unmarked_figures(std::string_view text) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const bool fraction =
        text[i] == '.' && is_digit(text[i + 1]) && is_digit(text[i + 2]) && (i == 0 || !is_digit(text[i - 1]));
    if (fraction && (i == 0 || text[i - 1] != '~')) result.emplace_back(text.substr(i, 3));
    if (is_digit(text[i]) && (text.substr(i + 1, 2) == " %" || text.substr(i + 1, 9) == " per cent"))
      result.emplace_back(text.substr(i, 4));
  }
  return result;
}

}  // namespace

TEST_CASE("likelihood and confidence never share a sentence, and a page keeps to one scale") {
  Answer named = answer_fixture();
  named.headline = {true, "G0065", "Leviathan", {}};
  named.incident.evidence.clear();
  for (const Answer& answer : {answer_fixture(), named}) {
    for (const Writer& writer : answer_writers()) {
      CAPTURE(writer.name);
      const std::string page = writer.write(answer);
      if (writer.name.starts_with("json")) continue;  // data, not prose
      for (const std::string& sentence : sentences_of(page)) {
        CAPTURE(sentence);
        CHECK_FALSE((sentence.find("confidence") != std::string::npos && has_any(sentence, likelihood)));
      }
      CHECK_FALSE((has_any(words_of(page), only_phia) && has_any(words_of(page), only_icd)));
    }
  }
}

TEST_CASE("above the cluster every figure on the terminal carries its mark and its row names who asserts it") {
  for (const bool all : {false, true}) {
    const std::string page = page_weigh(answer_fixture(), page_texts_fixture(), {.all = all});
    const auto from = page.find("ABOVE THE CLUSTER");
    const auto to = page.find("SPEAKS FOR");
    REQUIRE(from < to);
    const std::string above = page.substr(from, to - from);
    CHECK(unmarked_figures(above).empty());
    CHECK(above.find("~.86") != std::string::npos);
    CHECK(above.find("2 catalogues, 1 origin") != std::string::npos);
  }
  Answer silent = answer_fixture();
  for (Column& column : silent.columns) column.basis.clear();
  for (StatePart& part : silent.parts) part.basis.clear();
  for (Posterior& level : silent.levels) {
    for (Share& share : level.shares) {
      if (level.level != Level::cluster) share.words.clear();
    }
  }
  const std::string page = page_weigh(silent, page_texts_fixture(), {});
  CHECK(page.find('~', page.find("never quote one alone")) == std::string::npos);
  CHECK(page.find("withheld: who asserts the link is not recorded") != std::string::npos);
}

TEST_CASE("no report prints a figure above the cluster") {
  Answer answer = answer_fixture();
  Posterior sponsor;
  sponsor.level = Level::sponsor;
  sponsor.shares = answer.columns[1].sponsor.shares;
  answer.levels.push_back(sponsor);
  for (Column& column : answer.columns) {
    for (Share& share : column.sponsor.shares) share.probability = Probability(share.hypothesis.actor ? .777 : .223);
  }
  for (Posterior& level : answer.levels) {
    if (level.level != Level::cluster) level.shares[0].probability = Probability(.777);
  }
  for (StatePart& part : answer.parts) part.modes[3].probability = part.modes[3].high = Probability(.777);
  for (const Writer& writer : answer_writers()) {
    if (writer.name != "html" && writer.name != "brief") continue;
    const std::string page = words_of(writer.write(answer));
    CHECK(page.find("78") == std::string::npos);
    CHECK(page.find('~') == std::string::npos);
  }
}

TEST_CASE(
    "every rung above the cluster is shown with range, nobody we know and who asserts it, the state with its part") {
  const std::string page = page_weigh(answer_fixture(), page_texts_fixture(), {});
  for (const char* words : {"operator        P1", "~.61  ~.05 - ~.62", "organisation    O1", "O2", "1 speaker, 2019",
                            "if S1: ", "ordered from others ~.36", "not told ~.34", "told by 1 of 2",
                            "tool maker      e7 e8", "relay           e11", "SAID OF Leviathan",
                            "P1, as a front company: asserted by 1 speaker, 2021; an answer is on record",
                            "P1 for O2: asserted by 1 speaker, 2019; no answer"}) {
    CAPTURE(words);
    CHECK(page_weigh(answer_fixture(), page_texts_fixture(), {.all = true}).find(words) != std::string::npos);
  }
  CHECK(page.find("ordered, supported, tolerated, none: not assessed") == std::string::npos);
  const Json json = json_weigh(answer_fixture());
  for (const char* level : {"operator", "organisation", "sponsor"}) {
    for (const Json& share : json["levels"][level].items()) CHECK(share["skill_measured"].boolean() == false);
  }
  CHECK(json["responsibility"].items().size() == 1);
  CHECK(json["assertions"].items().size() == 3);
  CHECK(json["roles"].items().size() == 2);
}

TEST_CASE("a party above the cluster is explained by who says so and what was answered, each figure marked") {
  const Answer answer = answer_fixture();
  const auto firm = explain_page(answer, nullptr, "p1", {});
  REQUIRE(firm);
  const std::string above = firm->substr(0, firm->find("NOT ESTABLISHED"));
  CHECK(unmarked_figures(above).empty());
  CHECK(above.find("P1, operator: ~.61, range ~.05 - ~.62; nobody we know ~.39; as asserted by 1 speaker") !=
        std::string::npos);
  CHECK(above.find("P1 for O2: asserted by 1 speaker, 2019; no answer found") != std::string::npos);
  CHECK(firm->find("knowledge 18.1-a") == std::string::npos);
  CHECK(firm->find("Knowledge 18.1-a") != std::string::npos);
  const auto nobody = explain_page(answer, nullptr, "P9", {});
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().message.find("no item and no hypothesis 'P9'") != std::string::npos);
  Answer real = answer;
  real.incident.exercise = false;
  real.levels[1].shares[0].hypothesis.actor = "C-FIRM";
  CHECK(explain_page(real, nullptr, "C-FIRM", {}));
  real.incident.exercise = true;
  CHECK_FALSE(explain_page(real, nullptr, "C-FIRM", {}));
}

TEST_CASE("rows of one statement that differ in whom they link are one row, and no pair is added") {
  Answer answer = answer_fixture();
  const auto serves = [](const char* child, const char* link) {
    Assertion row{Level::organisation, link, "1 speaker, 2025", "", {"L118"}};
    row.child = child;
    return row;
  };
  answer.assertions = {serves("P1", "O1"), serves("P1", "O2"), serves("P2", "O1"), serves("P2", "O2")};
  CHECK(page_weigh(answer, page_texts_fixture(), {.all = true}).find("P1, P2 for O1, O2: asserted") !=
        std::string::npos);
  answer.assertions = {serves("P1", "O1"), serves("P1", "O2"), serves("P2", "O1")};
  const std::string page = page_weigh(answer, page_texts_fixture(), {.all = true});
  CHECK(page.find("P1 for O1, O2: asserted") != std::string::npos);
  CHECK(page.find("P2 for O1: asserted") != std::string::npos);
}

TEST_CASE("two states that are asserted are both shown") {
  Answer answer = answer_fixture();
  for (Column& column : answer.columns) {
    if (column.sponsor.shares.empty()) continue;
    column.sponsor.shares[0].probability = Probability(.45);
    Share other = column.sponsor.shares[0];
    other.hypothesis.actor = other.hypothesis.name = "S2";
    other.probability = Probability(.43);
    column.sponsor.shares.insert(column.sponsor.shares.begin() + 1, other);
  }
  const std::string page = page_weigh(answer, page_texts_fixture(), {});
  CHECK(page.find("~.45") != std::string::npos);
  CHECK(page.find("S2             ~.43") != std::string::npos);
}

TEST_CASE("the linter finds what it looks for") {
  CHECK(unmarked_figures("S1 ~.86").empty());
  CHECK(unmarked_figures("S1 .86").size() == 1);
  CHECK(unmarked_figures("S1: 86 %").size() == 1);
  CHECK(sentences_of("One. Two is likely. 3").size() == 3);
}

TEST_CASE("a leading hypothesis never leaves without its range, nobody we know and the data version") {
  Answer answer = answer_fixture();
  answer.data = "data-4711";
  Posterior& cluster = answer.levels[0];
  cluster.shares[0].low = Probability(.13);
  cluster.shares[0].high = Probability(.87);
  cluster.shares[1].probability = Probability(.11);
  cluster.shares[1].low = Probability(.11);
  cluster.shares[1].high = Probability(.43);
  for (const Writer& writer : answer_writers()) {
    CAPTURE(writer.name);
    const std::string page = words_of(writer.write(answer));
    REQUIRE(page.find("Leviathan") != std::string::npos);
    CHECK((page.find("13") != std::string::npos && page.find("87") != std::string::npos));
    CHECK((page.find("11") != std::string::npos && page.find("43") != std::string::npos));
    CHECK(has_any(page, {"not in the catalogue", "in no public catalogue", "not_in_catalogue"}));
    CHECK(page.find("data-4711") != std::string::npos);
  }
}

TEST_CASE("an exercise says so in every format") {
  for (const Writer& writer : answer_writers()) {
    CAPTURE(writer.name);
    const std::string page = writer.write(answer_fixture());
    CHECK((page.find("EXERCISE") != std::string::npos || page.find("\"exercise\":true") != std::string::npos ||
           page.find("\"exercise\": true") != std::string::npos));
  }
  for (const std::string& page : reading_pages(reading_fixture())) {
    CHECK((page.find("EXERCISE") != std::string::npos || page.find("\"exercise\":true") != std::string::npos));
  }
}

TEST_CASE("in an exercise no real state is named above the cluster, in any format") {
  Answer answer = answer_fixture();
  const auto name = [](Posterior& posterior, const char* code) {
    for (Share& share : posterior.shares) {
      if (!share.hypothesis.actor) continue;
      share.hypothesis.actor = code;
      share.hypothesis.name = code;
    }
  };
  Posterior sponsor = answer.columns[1].sponsor;
  name(sponsor, "QQ");
  for (Posterior& level : answer.levels) {
    if (level.level != Level::cluster) name(level, "QQ service");
  }
  for (Assertion& each : answer.assertions) {
    each.id = each.link = each.level == Level::sponsor ? "QQ" : "QQ service";
    each.unit = each.speakers = each.answered = "QQ";
    if (!each.child.empty()) each.child = "QQ service";
  }
  for (StatePart& part : answer.parts) part.state = part.name = "QQ";
  answer.levels.push_back(sponsor);
  for (Column& column : answer.columns) name(column.sponsor, "QQ");
  for (const Writer& writer : answer_writers()) {
    CAPTURE(writer.name);
    CHECK(writer.write(answer).find("QQ") == std::string::npos);
  }
  CHECK(page_weigh(answer, page_texts_fixture(), {}).find("S1 ") != std::string::npos);
  answer.incident.exercise = false;
  CHECK(page_weigh(answer, page_texts_fixture(), {}).find("QQ") != std::string::npos);
}

TEST_CASE("nothing is said to carry an answer that nobody we know leads") {
  Answer answer = answer_fixture();
  answer.levels[0].shares[1].probability = Probability(.9);
  answer.levels[0].shares[0].probability = Probability(.1);
  CHECK(page_weigh(answer, page_texts_fixture(), {}).find("mis-identified") == std::string::npos);
  CHECK(report_weigh(answer, page_texts_fixture(), {}).find("carries that resemblance") == std::string::npos);
}

TEST_CASE("a person is no hypothesis and no actor, and a charge that fell is told first") {
  Reading reading = reading_fixture();
  for (Claim& claim : reading.claims) {
    if (claim.act == Act::charge) claim.accused[0].text = "Ivo Nemo";
  }
  const Json json = json_reading(reading);
  for (const Json& actor : json["actors"].items()) CHECK(actor["text"].text() != "Ivo Nemo");
  const std::string before = page_reading(reading, page_texts_fixture(), {});
  CHECK(before.find("charged Ivo Nemo") != std::string::npos);
  CHECK(before.find("Charged is not convicted") != std::string::npos);
  for (const Status status : {Status::withdrawn, Status::acquitted, Status::delisted}) {
    Reading later = reading;
    for (Claim& claim : later.claims) {
      if (claim.act == Act::charge) claim.status = status;
    }
    const auto pages = reading_pages(reading);
    const auto changed = reading_pages(later);
    std::string name(name_of(status));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    for (const std::size_t i : {0U, 1U, 3U, 4U, 5U}) {  // 2 explains another claim
      CHECK(pages[i] != changed[i]);
      if (i == 3) continue;
      const auto told = changed[i].find(name + ": ");
      CHECK((told != std::string::npos && told < changed[i].find("Ivo Nemo")));
    }
  }
}

TEST_CASE("swapping accuser and accused mirrors every page") {
  const auto pages = reading_pages(reading_fixture({"S1", "S2", "S3", "S4"}));
  const auto mirrored = reading_pages(reading_fixture({"S4", "S2", "S3", "S1"}));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    CAPTURE(i);
    if (i == 3) continue;  // JSON holds codes, which stay with the role
    CHECK(swapped(pages[i], "S1", "S4") == mirrored[i]);
  }
}

TEST_CASE("accusation and answer have one type, one width and one quotation limit") {
  const std::string words = "words of an equal length that go on and on " + std::string(200, 'x') + " to the end";
  Reading reading;
  reading.document.text = words;
  for (const Act act : {Act::accuse, Act::deny}) {
    Claim claim;
    claim.id = ClaimId{std::string(name_of(act))};
    claim.act = act;
    claim.sentence = 1;
    claim.content = words;
    claim.matter = "A";
    claim.source = {{.text = "S1",
                     .span = {},
                     .kind = PartyKind::state,
                     .state = "XA",
                     .name = "S1",
                     .id = {},
                     .sector = {},
                     .role = {}}};
    reading.claims.push_back(claim);
  }
  reading.matters = {{"A", "one", {0}, {1}}};
  const std::string quote = quotation(words);
  CHECK(display_width(quote) <= quotation_limit + 2);
  const std::string page = words_of(report_reading(reading, page_texts_fixture(), {}));
  const std::string shown = replaced(quote, "\"", "&quot;");
  const auto first = page.find(shown);
  REQUIRE(first != std::string::npos);
  CHECK(page.find(shown, first + 1) != std::string::npos);
  const std::string html = report_reading(reading, page_texts_fixture(), {});
  const auto row = html.find("<td class=\"side\">");
  REQUIRE(row != std::string::npos);
  CHECK(html.find("<td class=\"side\">", row + 1) < html.find("</tr>", row));
}

TEST_CASE("where one side says nothing in what we hold, the page says that") {
  Reading reading = reading_fixture();
  std::erase_if(reading.claims, [](const Claim& claim) { return claim.sentence >= 9 || claim.act == Act::reject; });
  for (Claim& claim : reading.claims) claim.relations.clear();
  for (Matter& matter : reading.matters) matter.answers.clear();
  reading.against_ledger.clear();
  const std::string none = "no answer found in what we hold";
  CHECK(squeeze(page_reading(reading, page_texts_fixture(), {})).find(none) != std::string::npos);
  CHECK(lower(report_reading(reading, page_texts_fixture(), {})).find(none) != std::string::npos);
  Answer answer = answer_fixture();
  std::erase_if(answer.incident.statements, [](const Statement& statement) { return statement.answer; });
  answer.assertions[0].answer.clear();
  CHECK(lower(report_weigh(answer, page_texts_fixture(), {})).find(none) != std::string::npos);
  CHECK(squeeze(page_weigh(answer, page_texts_fixture(), {})).find(none) != std::string::npos);
}

TEST_CASE("what a brief calls safe to say pairs nobody with what somebody else said") {
  Reading reading = reading_fixture();
  // A group named by a company, and an accusation of others by the one who is accused.
  const auto found = std::find_if(reading.claims.begin(), reading.claims.end(),
                                  [](const Claim& c) { return c.act == Act::attribute; });
  REQUIRE(found != reading.claims.end());
  Claim named = *found, back = *found;
  named.source[0].kind = PartyKind::company;
  named.source[0].text = "Palisade Labs";
  named.source[0].state.reset();
  named.source[0].name.reset();
  named.accused = reading.claims[2].accused;  // a state that the sentence also speaks of
  back.act = Act::accuse;
  back.source = reading.claims[2].accused;
  back.accused = {reading.claims[2].source[0]};
  back.group.clear();
  back.matter = "general";
  back.hedge = {Hedge::possible, "might have", back.span};
  reading.claims.push_back(named);
  reading.claims.push_back(back);
  const std::string page = report_reading(reading, page_texts_fixture(), {});
  const auto from = page.find("Safe to say");
  REQUIRE(from != std::string::npos);
  const std::string safe = replaced(page.substr(from, page.find("</ul>", from) - from), "&quot;", "'");
  CAPTURE(safe);
  for (const char* said :
       {"'S1, S2 and S3 blamed S4; S4 rejected this.'", "'Palisade Labs named Blue Otter", "'S1 blamed Grey Heron",
        "'S4 blamed S1 ('might have'); we hold no answer to it.'", "'S2 Attorney General charged four S4 nationals"})
    CHECK(safe.find(said) != std::string::npos);
  for (const char* never : {"Palisade Labs, ", "and Palisade Labs", "Palisade Labs blamed", "tied to S4",
                            "blamed S4 and", "blamed S4, ", "or groups"})
    CHECK(safe.find(never) == std::string::npos);
}

TEST_CASE("an answer with checkable detail is evidence to review, not a mere denial") {
  Reading reading = reading_fixture();
  for (Claim& claim : reading.claims) {
    if (claim.act == Act::dismiss) claim.act = Act::offer_evidence;
  }
  CHECK(squeeze(page_reading(reading, page_texts_fixture(), {})).find("EVIDENCE TO REVIEW") != std::string::npos);
  CHECK(report_reading(reading, page_texts_fixture(), {}).find("class=\"review\"") != std::string::npos);
}

TEST_CASE("a page stays a draft until a second person has read it and every item is checked") {
  Answer answer = answer_fixture();
  const auto draft = [&] {
    return report_weigh(answer, page_texts_fixture(), {}).find("DRAFT 2") != std::string::npos;
  };
  CHECK(draft());
  answer.incident.second_reader = "B. Reader";
  CHECK(draft());
  for (Evidence& item : answer.incident.evidence) item.checked = true;
  CHECK_FALSE(draft());
  CHECK(json_weigh(answer)["headline"]["draft"].boolean() == false);
  answer.incident.evidence[0].checked = false;
  CHECK(draft());
}

TEST_CASE("a text that was not read says so on its page and in its report, whatever else they show") {
  Reading reading = reading_fixture();
  const std::string note = "NOT READ: the text is in German.";
  CHECK(page_reading(reading, page_texts_fixture(), {}).find("NOT READ") == std::string::npos);
  reading.language = "de";
  reading.understood = Understood::no;
  CHECK(page_reading(reading, page_texts_fixture(), {}).find(note) != std::string::npos);
  CHECK(report_reading(reading, page_texts_fixture(), {}).find(note) != std::string::npos);
  reading.language = "ru";
  reading.understood = Understood::cues;
  CHECK(page_reading(reading, page_texts_fixture(), {}).find("READ BY CUE WORDS ONLY: Russian") != std::string::npos);
}

TEST_CASE("items without which the closest match only weakens put no other group in its place") {
  Answer answer = answer_fixture();
  answer.flip.then_leads = leader_of(answer)->hypothesis.name;
  for (const auto& [name, write] : answer_writers()) {
    CAPTURE(name);
    const std::string page = write(answer);
    for (const char* wrong : {"another known group", "leads at"})
      CHECK_MESSAGE(page.find(wrong) == std::string::npos, std::string(wrong));
    if (name == "terminal") CHECK(page.find("falls to .35") != std::string::npos);
    if (name == "brief") CHECK(page.find("stays the closest match, at a share of .35 only") != std::string::npos);
  }
}

TEST_CASE("items that a person rejected or that are of other incidents are no items of this one") {
  Answer answer = answer_fixture();
  const std::size_t all = answer.incident.evidence.size();
  answer.incident.evidence[0].rejected = true;
  answer.incident.evidence[1].passage = "background";
  for (const auto& [name, write] : answer_writers()) {
    if (!name.starts_with("terminal") && name != "html" && name != "brief") continue;
    CHECK_MESSAGE(write(answer).find(std::to_string(all - 2) + " items") != std::string::npos, name);
  }
}
