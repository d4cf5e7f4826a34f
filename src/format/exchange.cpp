#include "format/exchange.h"

#include <fmt/format.h>

#include "base/text.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

Json range(double p, double low, double high) { return Json::object().set("p", p).set("low", low).set("high", high); }

}  // namespace

std::string party_name(const Party& party) { return party.name && !party.name->empty() ? *party.name : party.text; }

std::string party_list(const std::vector<Party>& parties) {
  std::vector<std::string> names;
  for (const Party& party : parties) {
    if (std::string name = party_name(party); !name.empty()) names.push_back(std::move(name));
  }
  return join(names, "; ");
}

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

Leading rival_of(const Leading& leading, const Share& share) {
  Leading own = leading;
  own.id = share.hypothesis.actor.value_or("");
  own.name = share.hypothesis.name;
  own.closest = own.id == leading.id;
  own.established = leading.established && own.closest;
  own.p = share.probability.value();
  own.low = share.low.value();
  own.high = share.high.value();
  return own;
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
    const char* const place = leading.closest ? "Closest" : "Another";
    text += leading.established ? fmt::format("{} match, carried by more than one origin: ", place)
                                : fmt::format("NOT ESTABLISHED. {} match in the catalogue: ", place);
    text += fmt::format("{}{}: share {}, range {} to {}. ", leading.name, id, hundredths(leading.p),
                        hundredths(leading.low), hundredths(leading.high));
  }
  text += fmt::format("Not in the catalogue: {}, range {} to {}. Confidence in the judgement: {}. Data {}.",
                      hundredths(leading.unknown_p), hundredths(leading.unknown_low), hundredths(leading.unknown_high),
                      leading.confidence.empty() ? "not stated" : leading.confidence, leading.data);
  return text;
}

}  // namespace whence
