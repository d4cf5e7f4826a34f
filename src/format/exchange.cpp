#include "format/exchange.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, 5> labels = {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"};

Json range(double p, double low, double high) { return Json::object().set("p", p).set("low", low).set("high", high); }

}  // namespace

std::optional<Leading> leading_of(const Answer& shown) {
  const Posterior* cluster = posterior_of(shown, Level::cluster);
  if (cluster == nullptr) return std::nullopt;
  Leading leading;
  leading.established = shown.headline.established;
  leading.exercise = shown.incident.exercise;
  leading.draft = is_draft(shown.incident);
  leading.confidence = shown.confidence.word;
  leading.data = shown.data;
  leading.model = shown.model;
  leading.level = name_of(Level::cluster);
  if (const Share* unknown = unknown_of(*cluster)) {
    leading.unknown_p = unknown->probability.value();
    leading.unknown_low = unknown->low.value();
    leading.unknown_high = unknown->high.value();
  }
  if (const Share* share = leader_of(shown)) {
    leading.id = share->hypothesis.actor.value_or("");
    leading.name = share->hypothesis.name;
    leading.p = share->probability.value();
    leading.low = share->low.value();
    leading.high = share->high.value();
  }
  return leading;
}

Json json_leading(const Leading& leading) {
  return Json::object()
      .set("established", leading.established)
      .set("id", or_null(leading.id))
      .set("name", or_null(leading.name))
      .set("level", leading.level)
      .set("share", range(leading.p, leading.low, leading.high))
      .set("not_in_catalogue", range(leading.unknown_p, leading.unknown_low, leading.unknown_high))
      .set("confidence", or_null(leading.confidence))
      .set("exercise", leading.exercise)
      .set("draft", leading.draft)
      .set("model", or_null(leading.model))
      .set("data", or_null(leading.data));
}

std::string leading_words(const Leading& leading) {
  std::string text = leading.exercise ? "EXERCISE: invented incident; no finding about any real actor. " : "";
  if (leading.draft) text += "DRAFT, not checked and signed. ";
  if (leading.name.empty()) {
    text += "No match in the catalogue. ";
  } else {
    const std::string id = leading.id.empty() ? "" : " (" + leading.id + ")";
    text += fmt::format("{} {}{}: share {}, range {} to {}. ",
                        leading.established ? "Closest match, carried by more than one origin:"
                                            : "NOT ESTABLISHED. Closest match in the catalogue:",
                        leading.name, id, hundredths(leading.p), hundredths(leading.low), hundredths(leading.high));
  }
  text += fmt::format("Not in the catalogue: {}, range {} to {}. Confidence in the judgement: {}. Data {}.",
                      hundredths(leading.unknown_p), hundredths(leading.unknown_low), hundredths(leading.unknown_high),
                      leading.confidence.empty() ? "not stated" : leading.confidence, leading.data);
  return text;
}

std::string tlp_label(std::string_view text) {
  std::string upper;
  for (const char c : trim(text)) upper += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  if (upper.starts_with("TLP:")) upper = upper.substr(4);
  if (upper == "WHITE") return "CLEAR";
  return std::find(labels.begin(), labels.end(), upper) == labels.end() ? "" : upper;
}

std::optional<int> tlp_rank(std::string_view label) {
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found == labels.end()) return std::nullopt;
  return static_cast<int>(found - labels.begin());
}

}  // namespace whence
