// `whence read --explain`: from a row back to the words and the rule that made it.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "format/page_reading.h"
#include "format/reading_view.h"

namespace whence {
namespace {

std::string span_label(const Span& span) {
  return "bytes " + std::to_string(span.begin) + "-" + std::to_string(span.end);
}

std::string words_at(const Reading& reading, const Span& span) {
  if (span.end > reading.document.text.size() || span.begin > span.end) return "";
  return clean(text_of(reading.document.text, span));
}

std::vector<std::size_t> chosen(const Reading& reading, std::string_view which) {
  std::vector<std::size_t> result;
  std::size_t number = 0;
  const auto read = std::from_chars(which.data(), which.data() + which.size(), number);
  const bool is_number = read.ec == std::errc{} && read.ptr == which.data() + which.size();
  for (std::size_t i = 0; i < reading.claims.size(); ++i) {
    const Claim& claim = reading.claims[i];
    if (claim.matter == which || claim.id.text == which || (is_number && number == i + 1)) result.push_back(i);
  }
  for (const Matter& matter : reading.matters) {
    if (matter.letter != which) continue;
    result.insert(result.end(), matter.answers.begin(), matter.answers.end());
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  result.erase(std::remove_if(result.begin(), result.end(), [&](std::size_t i) { return i >= reading.claims.size(); }),
               result.end());
  return result;
}

class Explainer {
 public:
  Explainer(const Reading& reading, const PageTexts& texts, const PageOptions& options)
      : reading_(reading), texts_(texts), options_(options) {}

  PageBlock block(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    PageBlock result{.heading = std::to_string(index + 1) + "  " + std::string(name_of(claim.act)) + ", matter " +
                                (claim.matter.empty() ? "not told" : clean(claim.matter)) + ", s" +
                                std::to_string(claim.sentence),
                     .rows = {}};
    rows_ = &result.rows;
    field("said", '"' + words_at(reading_, claim.span) + "\" (" + span_label(claim.span) + ")");
    field("cue", '"' + words_at(reading_, claim.cue) + "\" (" + span_label(claim.cue) + ")");
    field("rule", clean(claim.rule));
    if (!claim.content.empty()) field("scope", '"' + clean(claim.content) + '"');
    parties("source", claim.source);
    parties("via", claim.via);
    parties("accused", claim.accused);
    parties("group", claim.group);
    parties("sponsor", claim.sponsor);
    parties("victim", claim.victim);
    parties("through", claim.through);
    parties("target", claim.target);
    scope(claim);
    relations(claim);
    field("id", clean(claim.id.text));
    return result;
  }

 private:
  void field(const std::string& name, const std::string& text) {
    if (!text.empty()) rows_->push_back(hanging("    " + padded(name, 10), text, options_.columns));
  }

  void parties(const std::string& name, const std::vector<Party>& parties) {
    for (const Party& party : parties) {
      std::string text = party_name(party, texts_) + " (" + std::string(name_of(party.kind));
      if (party.state) text += ", " + clean(*party.state);
      if (party.id) text += ", " + clean(*party.id);
      text += ")";
      if (party.span) {
        text += " from \"" + words_at(reading_, *party.span) + "\" (" + span_label(*party.span) + ")";
      } else {
        text += " taken over; no words here";
      }
      field(name, text);
    }
  }

  void scope(const Claim& claim) {
    std::string hedge(name_of(claim.hedge.kind));
    if (claim.hedge.span)
      hedge += ", from \"" + words_at(reading_, *claim.hedge.span) + "\" (" + span_label(*claim.hedge.span) + ")";
    field("hedge", hedge);
    if (claim.denied) field("polarity", "denied");
    if (claim.strength) field("strength", '"' + clean(*claim.strength) + '"');
    if (claim.outcome != Outcome::unknown) field("outcome", std::string(name_of(claim.outcome)));
    if (claim.status != Status::none) field("status", std::string(name_of(claim.status)));
    if (claim.rung) field("rung", std::to_string(*claim.rung));
    if (claim.when) field("when", '"' + clean(claim.when->text) + "\" " + to_string(claim.when->interval));
    if (claim.said) field("said", '"' + clean(claim.said->text) + "\" " + to_string(claim.said->interval));
    if (claim.purpose) field("purpose", '"' + clean(claim.purpose->text) + '"');
    for (const Quote& ground : claim.grounds) field("grounds", '"' + clean(ground.text) + '"');
    for (const Evaluation& evaluation : claim.evaluation) {
      field("judged", '"' + clean(evaluation.word) + "\" by " + clean(evaluation.by));
    }
  }

  void relations(const Claim& claim) {
    for (const ClaimRelation& relation : claim.relations) {
      field(std::string(name_of(relation.kind)), "claim " + std::to_string(relation.claim + 1));
    }
  }

  const Reading& reading_;
  const PageTexts& texts_;
  const PageOptions& options_;
  std::vector<std::vector<std::string>>* rows_ = nullptr;
};

std::string letters_of(const Reading& reading) {
  std::vector<std::string> letters;
  for (const Matter& matter : reading.matters) letters.push_back(clean(matter.letter));
  return letters.empty() ? "none" : join(letters, " ");
}

}  // namespace

Result<std::string> explain_reading(const Reading& reading, const PageTexts& texts, std::string_view which,
                                    const PageOptions& options) {
  const std::vector<std::size_t> claims = chosen(reading, which);
  if (claims.empty()) {
    return Error{Code::not_found, clean(reading.document.name) + ": no matter or claim '" + clean(which) +
                                      "'; ask for a matter (" + letters_of(reading) + ") or a claim from 1 to " +
                                      std::to_string(reading.claims.size())};
  }
  Explainer explainer(reading, texts, options);
  std::vector<PageBlock> blocks;
  if (reading.exercise) {
    blocks.push_back({.heading = "EXERCISE: invented incident. No finding about any real actor follows from it.",
                      .rows = {},
                      .separate = false,
                      .keep = true});
  }
  for (const std::size_t claim : claims) blocks.push_back(explainer.block(claim));
  PageOptions whole = options;
  whole.all = true;  // an explanation is never cut short
  return page_of(std::move(blocks), whole);
}

}  // namespace whence
