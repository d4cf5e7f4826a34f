// Which sentences a reading earns: conditions over the data, never over whose side somebody is on.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "format/layout.h"
#include "format/reading_view.h"

namespace whence {
namespace {

// "two" .. "nine"; digits otherwise.
std::string in_words(std::size_t number) {
  constexpr std::array<std::string_view, 10> words{"no",   "one", "two",   "three", "four",
                                                   "five", "six", "seven", "eight", "nine"};
  return number < words.size() ? std::string(words[number]) : with_thousands(number);
}

std::size_t lettered(const ReadingView& view) {
  return static_cast<std::size_t>(std::count_if(view.matters.begin(), view.matters.end(),
                                                [](const MatterView& matter) { return matter.letter != "*"; }));
}

// As many as can be taken in at a glance; the table below has them all.
std::string in_a_line(const std::vector<AccusationView>& accusations) {
  constexpr std::size_t most = 4;
  std::string line;
  for (std::size_t i = 0; i < std::min(most, accusations.size()); ++i) {
    const AccusationView& one = accusations[i];
    line += (line.empty() ? "" : " ") + one.words + (one.hedge.empty() ? "." : " (" + one.hedge + ").");
  }
  if (accusations.size() > most)
    line += " And " + counted(accusations.size() - most, "more accusation", "more accusations") + ", below.";
  return line;
}

void accusation_rules(const ReadingView& view, Bindings& holds) {
  if (!view.accuses) {
    holds["no-accusation"].push_back({});
    return;
  }
  const std::size_t matters = lettered(view);
  const Slots slots{{"accusations", in_a_line(view.accusations)},
                    {"deniers", view.deniers},
                    {"matters", in_words(matters)},
                    {"Matters", capitalised(in_words(matters))}};
  holds[view.accusations.empty() ? "accusation-without-names" : "accusation"].push_back(slots);
  for (const AccusationView& one : view.accusations) {
    const char* rule = !one.deniers.empty() ? "each-accusation-denied"
                       : one.unanswered     ? "each-accusation-unanswered"
                                            : "each-accusation";
    holds[rule].push_back({{"accusation", one.words}, {"hedge", one.hedge}, {"deniers", one.deniers}});
  }
  const bool several = view.accusers > 1;
  if (several && matters > 1) holds["several-accusers-several-matters"].push_back(slots);
  if (several && matters == 1) holds["several-accusers-one-matter"].push_back(slots);
  if (!several && matters > 1) holds["one-accuser-several-matters"].push_back(slots);
  if (!several && matters <= 1) holds["one-accuser-one-matter"].push_back(slots);
  if (several && matters == 0) holds["several-accusers-in-general"].push_back(slots);
  holds[view.deniers.empty() ? "no-denial" : "denial"].push_back(slots);
}

void claim_rules(const Reading& reading, const ReadingView& view, Bindings& holds) {
  for (const Saying& row : view.alleged) {
    const Claim& claim = reading.claims[row.claim];
    if (claim.status == Status::charged) holds["charged"] = {{}};
    for (const Party& party : claim.accused) {
      if (party.kind == PartyKind::person && !party.state) holds["nationality"] = {{}};
    }
  }
  for (const Saying& row : view.answered) {
    if (reading.claims[row.claim].act == Act::offer_evidence) {
      holds["evidence-to-review"].push_back({{"source", row.speaker}, {"where", row.where}});
    }
  }
  std::vector<std::string> single;
  for (const MatterView& matter : view.matters) {
    if (matter.alleged.empty() || matter.letter == "*") continue;
    const Slots slots{{"letter", matter.letter}, {"source", matter.whose_finding}, {"summary", matter.summary}};
    if (matter.answered.empty()) holds["matter-without-answer"].push_back(slots);
    if (matter.origins == 1) single.push_back(matter.letter);
  }
  if (single.size() == 1) holds["one-matter-of-one-origin"].push_back({{"letters", listed(single)}});
  if (single.size() > 1) holds["matters-of-one-origin"].push_back({{"letters", listed(single)}});
}

void ledger_rules(const ReadingView& view, Bindings& holds) {
  std::vector<std::string> letters;
  std::vector<std::string> ids;
  for (const LedgerRow& row : view.ledger) {
    if (row.kind != "differs") continue;
    letters.push_back(row.letter);
    ids.push_back(row.id);
    holds["differs"].push_back({{"letter", row.letter}, {"here", row.here}, {"there", row.there}, {"id", row.id}});
  }
  if (!letters.empty()) holds["some-differ"].push_back({{"letters", listed(letters)}, {"ids", listed(ids)}});
}

}  // namespace

Bindings rules_of(const Reading& reading, const ReadingView& view) {
  Bindings holds;
  holds["always"].push_back({});
  accusation_rules(view, holds);
  claim_rules(reading, view, holds);
  ledger_rules(view, holds);
  for (const Unsaid& unsaid : reading.not_in_text) {
    holds["not-in-text"].push_back({{"what", shortened(clean(unsaid.what), quotation_limit)},
                                    {"why", shortened(clean(unsaid.why), quotation_limit)}});
  }
  const std::size_t traces = reading.indicators.size() + reading.techniques.size();
  holds[traces == 0 ? "no-technical-evidence" : "technical-evidence"].push_back(
      {{"indicators", counted(reading.indicators.size(), "indicator", "indicators")},
       {"techniques", counted(reading.techniques.size(), "technique", "techniques")}});
  std::vector<std::string> leaning;
  for (const Remark& remark : view.voice) {
    if (remark.kind.starts_with("leans")) leaning.push_back(remark.text);
  }
  if (!leaning.empty()) holds["outlet-leans"].push_back({{"words", listed(leaning)}});
  return holds;
}

}  // namespace whence
