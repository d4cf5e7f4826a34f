#include "evaluation/reading/gold_item.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr double least_overlap = 0.5;

std::vector<std::string> strings(const Json& value) {
  std::vector<std::string> all;
  if (value.is_string()) all.emplace_back(value.text());
  for (const Json& one : value.items()) all.emplace_back(one.text());
  return all;
}

std::optional<Span> span_of(const Json& value) {
  const auto begin = value["byte_start"].number();
  const auto end = value["byte_end"].number();
  if (!begin || !end || *begin < 0 || *end < *begin) return std::nullopt;
  return Span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
}

bool has_key(const Json& object, std::string_view key) {
  return std::any_of(object.members().begin(), object.members().end(),
                     [&](const auto& member) { return member.first == key; });
}

bool is_code(std::string_view text) { return text.size() == 2 && is_upper(text[0]) && is_upper(text[1]); }

// "GB lawmakers (some)": a noun of a state, which is not the state.
bool is_noun_of_state(std::string_view text) { return text.size() > 3 && is_code(text.substr(0, 2)) && text[2] == ' '; }

bool same_party(const std::string& wanted, const Party& party) {
  if (wanted == "narrator") return is_narrator(party);
  if (wanted == "unspecified") return is_nobody(party);
  if (is_code(wanted)) return party.state == wanted;
  const std::string plain(trim(wanted.substr(0, wanted.find('('))));
  if (!is_noun_of_state(plain)) return same_words(plain, party.text);
  const std::string code = plain.substr(0, 2);
  const bool of_state = party.state == code || (party.name && party.name->find(code) != std::string::npos);
  const std::string noun = plain.substr(3);
  return of_state && (same_words(noun, party.text) || (party.name && same_words(noun, *party.name)));
}

bool same_parties(const std::vector<std::string>& wanted, const std::vector<Party>& parties) {
  if (parties.empty()) return wanted.empty() || wanted == std::vector<std::string>{"unspecified"};
  const auto coded = [&](const Party& party) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) { return same_party(one, party); });
  };
  const auto read = [&](const std::string& one) {
    return std::any_of(parties.begin(), parties.end(), [&](const Party& party) { return same_party(one, party); });
  };
  return std::all_of(parties.begin(), parties.end(), coded) && std::all_of(wanted.begin(), wanted.end(), read);
}

std::set<std::string> states(const std::vector<Party>& parties) {
  std::set<std::string> found;
  for (const Party& party : parties) {
    if (party.state) found.insert(*party.state);
  }
  return found;
}

// A state of the accused; a nationality accuses nobody. A link to an organ accuses its state, an answer those it
// answers.
bool same_accused(const GoldItem& item, const Claim& claim) {
  const std::set<std::string> read = states(claim.accused);
  const std::set<std::string> wanted(item.accused.begin(), item.accused.end());
  if (read == wanted) return true;
  if (!wanted.empty()) return false;
  const std::set<std::string> answered(item.counter_accused.begin(), item.counter_accused.end());
  if (!answered.empty() && read == answered) return true;
  return item.act == "link-sponsor" && read == std::set<std::string>{item.sponsor_country};
}

bool same_names(const std::string& wanted, const std::vector<Party>& parties) {
  if (wanted.empty()) return parties.empty();
  const auto same = [&](const Party& party) {
    return same_words(wanted, party.text) || (party.name && same_words(wanted, *party.name));
  };
  return !parties.empty() && std::all_of(parties.begin(), parties.end(), same);
}

// "Chinese state" is the state itself, however the text puts it; an organ is the organ.
bool same_sponsor(const GoldItem& item, const std::vector<Party>& parties) {
  if (!item.sponsor.ends_with(" state")) return same_names(item.sponsor, parties);
  const auto state = [&](const Party& party) {
    return party.kind == PartyKind::state && party.state == item.sponsor_country;
  };
  return !parties.empty() && std::all_of(parties.begin(), parties.end(), state);
}

bool same_victim(const GoldItem& item, const std::vector<Party>& parties) {
  if (is_code(item.victim)) return same_parties({item.victim}, parties);
  return same_names(item.victim, parties);
}

bool same_victim_country(const GoldItem& item, const std::vector<Party>& parties) {
  if (!item.victim_country) return true;
  const std::set<std::string> read = states(parties);
  return item.victim_country->empty() ? read.empty() : read == std::set<std::string>{*item.victim_country};
}

std::string shown(const std::set<std::string>& codes) {
  return codes.empty() ? "-" : join({codes.begin(), codes.end()}, ",");
}

std::string shown(const std::vector<std::string>& parts) { return parts.empty() ? "-" : join(parts, ","); }
std::string shown(const std::string& text) { return text.empty() ? "-" : text; }

Result<GoldItem> gold_item(const Json& json, const Json& sentences) {
  GoldItem item;
  item.id = json["id"].text();
  item.act = json["act"].text();
  const auto span = span_of(json["span"]);
  const auto sentence = json["sentence"].number();
  if (item.id.empty() || item.act.empty() || !span || !sentence) {
    return Error{Code::malformed, fmt::format("item '{}' lacks id, act, sentence or span", item.id)};
  }
  item.span = *span;
  item.sentence = static_cast<std::size_t>(*sentence);
  for (const Json& one : sentences.items()) {
    const auto within = span_of(one);
    if (one["n"].number() == sentence && within) item.within = *within;
  }
  if (item.within.empty())
    return Error{Code::malformed,
                 fmt::format("item {} is of sentence {}, which is not listed", item.id, item.sentence)};
  item.cue = json["cue"]["text"].text();
  item.source = strings(json["source"]);
  item.actor = strings(json["actor"]);
  item.accused = strings(json["accused"]);
  item.counter_accused = strings(json["counter_accused"]);
  item.group = json["group"].text();
  item.sponsor = json["sponsor"].text();
  item.sponsor_country = json["sponsor_country"].text();
  item.victim = json["victim"].text();
  if (has_key(json, "victim_country")) item.victim_country = std::string(json["victim_country"].text());
  for (const Json& relation : json["relations"].items()) {
    if (relation.items().size() == 2)
      item.relations.emplace_back(relation.items()[0].text(), relation.items()[1].text());
  }
  item.core = json["core"].boolean().value_or(false);
  return item;
}

}  // namespace

Result<std::vector<GoldItem>> gold_items(const Json& gold) {
  std::vector<GoldItem> items;
  for (const Json& json : gold["claims"].items()) {
    WHENCE_TRY(GoldItem item, gold_item(json, gold["sentences"]));
    items.push_back(std::move(item));
  }
  if (items.empty()) return Error{Code::malformed, "the gold has no list 'claims'"};
  return items;
}

std::string_view scoring_class(const GoldItem& item) {
  if (item.act.starts_with("narrator-")) return name_of(Act::comment);
  for (const std::string_view answer : {"reject", "deny", "refute", "dismiss"}) {
    if (item.act == answer) return name_of(Act::deny);
  }
  for (const std::string_view saying :
       {"accuse", "attribute", "assert", "claim", "attribute-purpose", "attribute-generic", "describe"}) {
    if (item.act == saying) return scoring_class(Act::accuse, !item.group.empty());
  }
  return item.act;
}

double overlap(Span a, Span b, Span within) {
  const auto cut = [&](Span span) {
    return Span{std::clamp(span.begin, within.begin, within.end), std::clamp(span.end, within.begin, within.end)};
  };
  a = cut(a), b = cut(b);
  const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  const std::uint32_t both = end > begin ? end - begin : 0;
  const std::uint32_t either = a.size() + b.size() - both;
  return either == 0 ? 0.0 : static_cast<double>(both) / either;
}

std::vector<Difference> differences(const GoldItem& item, const Claim& claim) {
  std::vector<Difference> found;
  const auto compare = [&](bool same, std::string key, std::string wanted, std::string got) {
    if (!same) found.push_back({std::move(key), std::move(wanted), std::move(got)});
  };
  const double shared = overlap(item.span, claim.span, item.within);
  compare(shared >= least_overlap, "span", fmt::format("{}-{}", item.span.begin, item.span.end),
          fmt::format("{}-{}, overlap {:.2f}", claim.span.begin, claim.span.end, shared));
  const std::string_view read_class = scoring_class(claim.act, !claim.group.empty());
  compare(scoring_class(item) == read_class, "act", item.act, std::string(name_of(claim.act)));
  compare(same_parties(item.source, claim.source), "source", shown(item.source), to_wanted(claim.source));
  if (item.act.starts_with("narrator-")) return found;
  if (!item.actor.empty())
    compare(same_parties(item.actor, claim.actor), "actor", shown(item.actor), to_wanted(claim.actor));
  compare(same_accused(item, claim), "accused", shown(item.accused), shown(states(claim.accused)));
  compare(same_names(item.group, claim.group), "group", shown(item.group), to_wanted(claim.group));
  compare(same_sponsor(item, claim.sponsor), "sponsor", shown(item.sponsor), to_wanted(claim.sponsor));
  compare(same_victim(item, claim.victim), "victim", shown(item.victim), to_wanted(claim.victim));
  compare(same_victim_country(item, claim.victim), "victim_country", shown(item.victim_country.value_or("")),
          shown(states(claim.victim)));
  return found;
}

}  // namespace whence
