#include "format/exchange.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/layout.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

Json range(double p, double low, double high) { return Json::object().set("p", p).set("low", low).set("high", high); }

// "GB lawmakers", "of GB": a reader's normal form has codes where the text has none.
std::string without_codes(const Party& party, const KnownNames& names) {
  std::vector<std::string> words;
  for (const std::string_view word : split(*party.name, ' ')) {
    const bool code = word.size() == 2 && is_upper(word[0]) && is_upper(word[1]);
    const auto state = code && party.text.find(word) == std::string::npos ? names.find(word) : names.end();
    const bool known = state != names.end() && state->second.kind == "state";
    words.push_back(known ? state->second.name : std::string(word));
  }
  return join(words, " ");
}

}  // namespace

std::string party_name(const Party& party, const KnownNames& names) {
  if (party.kind == PartyKind::state && party.state) {
    if (const auto state = names.find(*party.state); state != names.end()) return state->second.name;
  }
  const bool named = party.name && !party.name->empty() && (party.kind != PartyKind::unnamed || party.text.empty());
  return named ? without_codes(party, names) : party.text;
}

std::string party_list(const std::vector<Party>& parties, const KnownNames& names) {
  std::vector<std::string> list;
  for (const Party& party : parties) {
    if (std::string name = party_name(party, names); !name.empty()) list.push_back(std::move(name));
  }
  return join(list, "; ");
}

bool attributes(const SharedDocument& shared, std::size_t index) {
  const Claim& claim = shared.reading.claims.at(index);
  return is_accusation(claim.act) && !claim.denied && claim.matter != "other" && !shared.verdicts.at(index).rejected;
}

std::vector<std::string> left_out(const Exchange& exchange) {
  std::size_t claims = 0, rejected = 0, elsewhere = 0;
  for (const SharedDocument& document : exchange.documents)
    claims += static_cast<std::size_t>(std::count_if(document.verdicts.begin(), document.verdicts.end(),
                                                     [](const SharedVerdict& one) { return one.rejected; }));
  for (const SharedCase& each : exchange.cases) {
    for (const Evidence& item : each.answer.incident.evidence) {
      rejected += item.rejected ? 1U : 0U;
      elsewhere += !item.rejected && !of_this_incident(item) ? 1U : 0U;
    }
  }
  std::vector<std::string> list;
  if (claims > 0) list.push_back(counted(claims, "claim", "claims") + " that a person rejected");
  if (rejected > 0) list.push_back(counted(rejected, "item", "items") + " that a person rejected");
  if (elsewhere > 0) list.push_back(counted(elsewhere, "item", "items") + " of other incidents");
  return list;
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
