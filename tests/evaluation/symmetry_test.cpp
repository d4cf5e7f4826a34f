#include "evaluation/reading/symmetry.h"

#include <doctest/doctest.h>

#include "base/pack.h"
#include "base/text.h"

using namespace whence;

namespace {

// The invented forms of 48 states, which the walk through the table asks for.
std::string forms_text() {
  std::string text =
      "#fields\tstate:text\tshort:text\tlong:text\tadjective:text\tperson:text\tcapital:text\tministry:text\tembassy:"
      "text\n";
  for (char first = 'A'; first <= 'P'; ++first) {
    for (char second = 'X'; second <= 'Z'; ++second) {
      const std::string code{second, first};
      const std::string name = std::string{first} + "an" + static_cast<char>(second - 'A' + 'a') + "ia";
      const std::string adjective = name + "n";
      text += code + "\t" + name + "\tthe Republic of " + name + "\t" + adjective + "\t" + adjective + "s\tPort " +
              name + "\tthe " + adjective + " Foreign Ministry\tthe " + adjective + " embassy\n";
    }
  }
  return text;
}

std::string states_text() {
  std::string text = "#fields\tcode:text\tnames:list\tadjectives:list\tpeople:list\tcapital:text\tcapital_names:list\n";
  const std::string forms = forms_text();
  for (const std::string_view line : lines(forms)) {
    if (line.starts_with("#")) continue;
    const auto cells = split(line, '\t');
    text += std::string(cells[0]) + "\t" + std::string(cells[1]) + "|" + std::string(cells[2]).substr(4) + "\t" +
            std::string(cells[3]) + "\t" + std::string(cells[4]) + "\t" + std::string(cells[5]) + "\t\n";
  }
  return text;
}

struct Bench {
  std::string image =
      compile_pack({{"forms.tsv", forms_text()},
                    {"states.tsv", states_text()},
                    {"others.tsv", "#fields\tname:text\tcode:text\n"},
                    {"verbs.tsv", "#fields\tlemma:text\tpast:text\tparticiple:text\naccuse\taccused\taccused\n"}})
          .value();
  Pack pack = Pack::open(image, "test").value();
  Table forms = pack.table("forms").value(), verbs = pack.table("verbs").value();
  CountryNames names = CountryNames::load(pack.table("states").value(), pack.table("others").value()).value();
};

Frame frame_with(const std::string& sentence, const std::string& wanted) {
  Frame frame;
  frame.name = "accuse/1";
  frame.file = "test.txt";
  FrameExample example;
  example.sentence = sentence;
  example.wanted = wanted;
  example.line = 1;
  frame.examples = {example};
  return frame;
}

// A reader that knows one pattern: who is named first accuses who is named next, unless "was" stands between.
Reading naive(std::string text, const CountryNames& names) {
  Reading reading;
  const auto mentions = names.mentions(text);
  if (mentions.size() >= 2) {
    const bool passive = text.find(" was ") != std::string::npos;
    Claim claim;
    claim.act = Act::accuse;
    Party a, b;
    a.kind = b.kind = PartyKind::state;
    a.state = mentions[passive ? 1 : 0].code;
    b.state = mentions[passive ? 0 : 1].code;
    claim.source = {a};
    claim.accused = {b};
    reading.claims = {claim};
  }
  reading.document.text = std::move(text);
  return reading;
}

double value(const SetScore& score, std::string_view metric) {
  for (const EvaluationRow& row : score.rows) {
    if (row.metric == metric) return row.value;
  }
  return -1.0;
}

}  // namespace

TEST_CASE("a reader to whom all states are equal is symmetric, and one that knows a favourite is not") {
  const Bench bench;
  const std::vector<Frame> frames = {
      frame_with("Aanxia accused Banyia of hacking its port.", "source=XA | accused=YB")};
  const SymmetryTables tables{bench.forms, bench.verbs, bench.names};
  const ReadCall fair = [&](std::string text, const std::string&) -> Result<Reading> {
    return naive(std::move(text), bench.names);
  };
  const SetScore all = score_symmetry(frames, tables, fair).value();
  CHECK(value(all, "same_claims") == 1.0);
  CHECK(value(all, "unfilled") == 0.0);
  CHECK(all.rows.front().n == 60);  // active and passive, 30 pairs each
  const ReadCall partial = [&](std::string text, const std::string&) -> Result<Reading> {
    Reading reading = naive(std::move(text), bench.names);
    if (!reading.claims.empty() && reading.claims.front().accused.front().state == "XA") reading.claims.clear();
    return reading;
  };
  CHECK(value(score_symmetry(frames, tables, partial).value(), "same_claims") < 1.0);
}

TEST_CASE("slots know what kind of phrase stood in them, and are filled with the same kind") {
  const Bench bench;
  const auto forms = load_state_forms(bench.forms).value();
  const auto filled_with = [&](const std::string& sentence, const std::string& wanted, std::size_t round) {
    const Frame frame = frame_with(sentence, wanted);
    const auto made = template_of(frame, frame.examples.front(), bench.names, forms);
    REQUIRE(made);
    return filled(*made, {&forms[3], &forms[1]}, round).value_or("nothing");
  };
  struct Row {
    std::string sentence, wanted;
    std::size_t round;
    std::string filled;
  };
  const Row rows[] = {
      {"Aanxia accused Banyia of theft.", "", 0, "Banxia accused Aanyia of theft."},
      {"Aanxia accused Banyia of theft.", "", 1, "The Republic of Banxia accused the Republic of Aanyia of theft."},
      {"Aanxia accused Banyia of theft.", "source=XA", 4, "The Banxian embassy accused Aanyia of theft."},
      {"The Aanxian embassy declined to comment.", "", 0, "The Banxian embassy declined to comment."},
      {"Two men and an Aanxian officer hit Banyia's port.", "", 0, "Two men and a Banxian officer hit Aanyia's port."},
      {"Port Aanxia rejected it.", "", 0, "Port Banxia rejected it."},
  };
  for (const Row& row : rows) CHECK(filled_with(row.sentence, row.wanted, row.round) == row.filled);
}

TEST_CASE("the passive turns the two ends of a past form around and nothing else") {
  const Bench bench;
  const auto forms = load_state_forms(bench.forms).value();
  const auto passive = [&](const std::string& sentence) {
    const Frame frame = frame_with(sentence, "");
    const auto made = template_of(frame, frame.examples.front(), bench.names, forms);
    REQUIRE(made);
    const auto turned = passive_of(*made, bench.verbs);
    return turned ? filled(*turned, {&forms[0], &forms[1]}, 0).value_or("nothing") : std::string("none");
  };
  CHECK(passive("Aanxia accused Aanyia of theft.") == "Aanyia was accused by Aanxia of theft.");
  CHECK(passive("Aanxia did not accuse Aanyia of theft.") == "none");
  CHECK(passive("Aanxia accused Aanyia's port.") == "none");
}
