// Documents come from adversaries: their words may never become markup, escape sequences or overlong lines.
#include <doctest/doctest.h>

#include "base/text.h"
#include "fixtures.h"
#include "format/markup.h"
#include "format/page_reading.h"
#include "format/page_weigh.h"
#include "format/report_reading.h"
#include "format/report_weigh.h"

using namespace whence;
using namespace whence::test;

namespace {

const std::vector<std::string> attacks{"<script>alert(1)</script>",
                                       "\"><img src=x onerror=alert(1)>",
                                       "' onclick='x",
                                       "</style><b>",
                                       "&lt;i&gt; & <!--",
                                       "\x1b[31mred\x1b[0m",
                                       "\u202Eevil\u2066",
                                       "\xC0\xAF\xFF",
                                       "{source}[a|b]",
                                       std::string(3000, 'w'),
                                       "\n\n\t\r x"};

void spoil(std::string& text, const std::string& attack) { text = attack; }
void spoil(std::optional<std::string>& text, const std::string& attack) { text = attack; }
void spoil(std::vector<Party>& parties, const std::string& attack) {
  parties.push_back({.text = attack,
                     .span = {},
                     .kind = PartyKind::group,
                     .state = attack,
                     .name = attack,
                     .id = attack,
                     .sector = attack,
                     .role = attack});
  for (Party& party : parties) {
    spoil(party.text, attack);
    spoil(party.name, attack);
  }
}

Reading hostile_reading(const std::string& attack) {
  Reading r = reading_fixture();
  for (std::string* text : {&r.document.name, &r.document.sha256, &r.document.title, &r.language, &r.data})
    spoil(*text, attack);
  spoil(r.document.source, attack);
  spoil(r.document.url, attack);
  for (Claim& claim : r.claims) {
    for (auto* parties : {&claim.source, &claim.via, &claim.accused, &claim.group, &claim.sponsor, &claim.victim,
                          &claim.through, &claim.target}) {
      if (claim.act != Act::comment) spoil(*parties, attack);
    }
    for (std::string* text : {&claim.content, &claim.rule, &claim.origin, &claim.hedge.word, &claim.id.text})
      spoil(*text, attack);
    spoil(claim.strength, attack);
    spoil(claim.count, attack);
    for (Evaluation& evaluation : claim.evaluation) spoil(evaluation.word, attack);
    claim.when = When{attack, {}, {}};
    claim.grounds = {{attack, {}}};
  }
  for (Matter& matter : r.matters) spoil(matter.summary, attack);
  r.not_in_text = {{attack, attack}};
  for (LedgerNote& note : r.against_ledger) {
    for (std::string* text : {&note.kind, &note.field, &note.text_here, &note.text_there, &note.status})
      spoil(*text, attack);
  }
  for (LedgerEntry& entry : r.ledger) {
    for (std::string* text : {&entry.accusers, &entry.instrument, &entry.named_groups, &entry.victims,
                              &entry.denial_speaker, &entry.denial_form})
      spoil(*text, attack);
  }
  r.actors = {{attack, {}, attack, attack}};
  r.software = {{attack, {}, "", attack}};
  r.techniques = {{attack, {}, true, 1.0}};
  r.indicators = {{}};
  for (std::string* text : {&r.indicators[0].type, &r.indicators[0].value, &r.indicators[0].text}) spoil(*text, attack);
  r.oddities = {{attack, attack}};
  return r;
}

Answer hostile_answer(const std::string& attack) {
  Answer a = answer_fixture();
  Case& c = a.incident;
  for (std::string* text :
       {&c.name, &c.file, &c.sha256, &c.tlp, &c.prepared_by, &c.victim.name, &c.victim.country, &c.victim.sector,
        &a.headline.name, &a.confidence.word, &a.model, &a.data, &a.scale, &a.flip.then_leads}) {
    spoil(*text, attack);
  }
  for (Evidence& item : c.evidence) {
    for (std::string* text : {&item.id.text, &item.value, &item.name, &item.origin, &item.via, &item.note})
      spoil(*text, attack);
    spoil(item.document, attack);
  }
  c.evidence[0].not_used = attack;
  for (Statement& s : c.statements) {
    for (std::string* text : {&s.id.text, &s.speaker, &s.text, &s.date, &s.names, &s.ledger}) spoil(*text, attack);
  }
  c.known = {attack, attack + "|" + attack};
  c.oddities = {{attack, attack}};
  a.headline.why_not = {attack};
  a.confidence.reasons = {attack};
  for (Share& share : a.levels[0].shares) {
    if (share.hypothesis.actor) share.hypothesis.actor = attack;
    spoil(share.hypothesis.name, attack);
    spoil(share.words, attack);
    for (Reason& reason : share.reasons) {
      spoil(reason.note, attack);
      spoil(reason.evidence.text, attack);
    }
  }
  a.flip.sets = {{EvidenceId{attack}}};
  for (Column& column : a.columns) {
    spoil(column.name, attack);
    spoil(column.basis, attack);
  }
  for (Assertion& each : a.assertions) {
    for (std::string* text : {&each.link, &each.by, &each.answer, &each.sources[0]}) spoil(*text, attack);
  }
  for (Collect& each : a.next) {
    spoil(each.what, attack);
    spoil(each.effort, attack);
  }
  a.doubts = {{attack, attack}};
  a.changes = {attack};
  a.not_assessed = {attack};
  return a;
}

// Every tag of a page, and whether it is one of ours without any attribute but class (or the drawing's own).
bool only_our_tags(const std::string& page) {
  for (std::size_t at = page.find('<', page.find("<body>")); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::string tag = page.substr(at, page.find('>', at) - at);
    for (const char* bad : {"<script", "<img", "<b>", "<!--", "<i>", "onerror", "onclick", "href", "src="}) {
      if (tag.find(bad) != std::string::npos) return false;
    }
  }
  return true;
}

bool is_plain(const std::string& page) {
  if (utf8_error(page) != page.size()) return false;
  for (const std::string_view line : lines(page)) {
    if (visible(line) != line) {
      MESSAGE("not plain: ", visible(line.substr(0, 200)));
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("no word of a document becomes markup") {
  const ReportOptions brief{
      .brief = true, .tlp = {}, .prepared_by = {}, .second_reader = {}, .as_of = {}, .program = {}, .data = {}};
  for (const std::string& attack : attacks) {
    CAPTURE(visible(attack.substr(0, 40)));
    const ReportOptions named{.brief = false,
                              .tlp = attack,
                              .prepared_by = attack,
                              .second_reader = "",
                              .as_of = attack,
                              .program = attack,
                              .data = attack};
    for (const ReportOptions& options : {brief, named}) {
      for (const std::string& page : {report_reading(hostile_reading(attack), page_texts_fixture(), options),
                                      report_weigh(hostile_answer(attack), page_texts_fixture(), options)}) {
        CHECK(only_our_tags(page));
        CHECK(is_plain(page));
        CHECK(page.find("</style>") == page.rfind("</style>"));
      }
    }
  }
}

TEST_CASE("no word of a document reaches the terminal as anything but text within the page's width") {
  for (const std::string& attack : attacks) {
    CAPTURE(visible(attack.substr(0, 40)));
    const Reading reading = hostile_reading(attack);
    for (const bool all : {false, true}) {
      const PageOptions options{.all = all};
      for (const std::string& page : {page_reading(reading, page_texts_fixture(), options),
                                      page_weigh(hostile_answer(attack), page_texts_fixture(), options),
                                      explain_reading(reading, page_texts_fixture(), "1", options).value()}) {
        CHECK(is_plain(page));
        for (const std::string_view line : lines(page)) {
          CAPTURE(line.substr(0, 200));
          CHECK(display_width(line) <= options.columns);
        }
      }
    }
  }
}

TEST_CASE("a page of a long document keeps to its length unless everything is asked for") {
  Reading reading = reading_fixture();
  const std::vector<Claim> once = reading.claims;
  for (int i = 0; i < 9; ++i) reading.claims.insert(reading.claims.end(), once.begin(), once.end());
  for (std::size_t i = once.size(); i < reading.claims.size(); ++i) reading.claims[i].relations.clear();
  const std::string page = page_reading(reading, page_texts_fixture(), {});
  CHECK(lines(page).size() <= 60);
  CHECK(page.find("more: --all") != std::string::npos);
  CHECK(page.find("NOT IN THIS TEXT") != std::string::npos);
  CHECK(lines(page_reading(reading, page_texts_fixture(), {.all = true})).size() > 60);
}

TEST_CASE("an empty reading and an answer without a match have pages too") {
  CHECK(page_reading({}, page_texts_fixture(), {}).find("no accusation found") != std::string::npos);
  CHECK(report_reading({}, page_texts_fixture(), {}).find("accuses nobody") != std::string::npos);
  CHECK_FALSE(explain_reading({}, page_texts_fixture(), "A", {}));
  Answer none;
  CHECK(page_weigh(none, page_texts_fixture(), {}).find("NOT ESTABLISHED") != std::string::npos);
  CHECK(report_weigh(none, page_texts_fixture(), {}).find("We cannot say") != std::string::npos);
}

TEST_CASE("a page asks for nothing from anywhere") {
  for (const std::string& page : {report_reading(reading_fixture(), page_texts_fixture(), {}),
                                  report_weigh(answer_fixture(), page_texts_fixture(), {})}) {
    for (const char* bad : {"<script", "<link", "<img", "url(", "@import", "http://", "https://", "<a ", "<iframe"}) {
      CHECK(page.find(bad) == std::string::npos);
    }
    CHECK(page.find("default-src 'none'; style-src 'unsafe-inline'") != std::string::npos);
  }
}
