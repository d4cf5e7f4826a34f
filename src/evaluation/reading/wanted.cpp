#include "evaluation/reading/wanted.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluation/reading/claim_keys.h"

namespace whence {
namespace {

// Parts of `text` between `separator`, those inside quotation marks kept whole.
std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] != separator || quoted) continue;
    parts.push_back(trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  parts.push_back(trim(text.substr(begin)));
  return parts;
}

Result<WantedValue> wanted_value(std::string_view written) {
  const std::size_t open = written.find('"');
  if (open == std::string_view::npos) return WantedValue{std::string(written), {}};
  if (written.size() < open + 2 || written.back() != '"') {
    return Error{Code::malformed, fmt::format("{}: close the quotation mark at the end of the value", written)};
  }
  return WantedValue{std::string(trim(written.substr(0, open))),
                     std::string(written.substr(open + 1, written.size() - open - 2))};
}

bool is_cue_like(std::string_view key) { return key == "cue" || key == "word"; }

std::string written_values(const WantedKey& key) {
  std::vector<std::string> parts;
  for (const WantedValue& value : key.values) {
    parts.push_back(value.words.empty() ? value.code : fmt::format("{}\"{}\"", value.code, value.words));
  }
  return join(parts, ",");
}

}  // namespace

Result<WantedClaim> wanted_claim(std::string_view written) {
  WantedClaim claim;
  claim.written = std::string(trim(written));
  for (const std::string_view part : split_outside_quotes(written, '|')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return Error{Code::malformed, fmt::format("{}: write key=value", part)};
    WantedKey key;
    key.key = std::string(trim(part.substr(0, equals)));
    if (!is_claim_key(key.key)) return Error{Code::malformed, fmt::format("{}: no such key of a claim", key.key)};
    for (const std::string_view value : split_outside_quotes(part.substr(equals + 1), ',')) {
      if (value.empty())
        return Error{Code::malformed, fmt::format("{}: an empty value; write - for nothing there", key.key)};
      WHENCE_TRY(WantedValue parsed, wanted_value(value));
      key.values.push_back(std::move(parsed));
    }
    claim.keys.push_back(std::move(key));
  }
  return claim;
}

std::vector<Difference> differences(const WantedClaim& wanted, const Claim& claim, std::string_view text) {
  std::vector<Difference> found;
  const bool group_asked = std::any_of(wanted.keys.begin(), wanted.keys.end(), [](const WantedKey& key) {
    return key.key == "group" && key.values.front().code != "-";
  });
  for (const WantedKey& key : wanted.keys) {
    bool same = false;
    if (key.key == "act") {
      same = act_matches(key.values.front().code, group_asked, claim);
    } else if (is_cue_like(key.key)) {
      same = std::any_of(key.values.begin(), key.values.end(),
                         [&](const WantedValue& value) { return key_holds(key.key, value, claim, text); });
    } else {
      same = key_equals(key.key, key.values, claim, text);
    }
    if (!same) found.push_back({key.key, written_values(key), key_value(key.key, claim, text)});
  }
  return found;
}

bool holds(const WantedClaim& forbidden, const Claim& claim, std::string_view text) {
  return std::all_of(forbidden.keys.begin(), forbidden.keys.end(), [&](const WantedKey& key) {
    if (key.key == "act")
      return act_matches(key.values.front().code, false, claim) || key.values.front().code == name_of(claim.act);
    return std::all_of(key.values.begin(), key.values.end(),
                       [&](const WantedValue& value) { return key_holds(key.key, value, claim, text); });
  });
}

std::string_view scoring_class(Act act, bool group_named) {
  if (is_denial(act)) return name_of(Act::deny);
  if (act == Act::accuse || act == Act::attribute || act == Act::describe) {
    return group_named ? name_of(Act::attribute) : name_of(Act::accuse);
  }
  return name_of(act);
}

std::string folded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xE2\x80\x98") || rest.starts_with("\xE2\x80\x99")) {
      plain += '\'';
      i += 2;
    } else if (rest.starts_with("\xE2\x80\x9C") || rest.starts_with("\xE2\x80\x9D")) {
      plain += '"';
      i += 2;
    } else {
      plain += to_lower(text[i]);
    }
  }
  return squeeze(plain);
}

bool same_words(std::string_view a, std::string_view b) {
  const std::string x = folded(a), y = folded(b);
  if (x.empty() || y.empty()) return false;
  return x.find(y) != std::string::npos || y.find(x) != std::string::npos;
}

std::string_view nationality(const Party& party) {
  constexpr std::string_view prefix = "nationality: ";
  if (party.state || !party.name || !party.name->starts_with(prefix)) return {};
  return std::string_view(*party.name).substr(prefix.size());
}

bool is_narrator(const Party& party) { return party.kind == PartyKind::outlet && party.name == "narrator"; }

bool is_nobody(const Party& party) {
  const bool tells_nothing = party.kind == PartyKind::unnamed || party.kind == PartyKind::person;
  return tells_nothing && !party.state && !party.id && nationality(party).empty();
}

std::string to_wanted(const std::vector<Party>& parties) {
  std::vector<std::string> parts;
  for (const Party& party : parties) {
    if (is_narrator(party)) {
      parts.emplace_back("narrator");
      continue;
    }
    std::string part = party.state.value_or("");
    if (part.empty() && !nationality(party).empty()) part = fmt::format("person:{}", nationality(party));
    if (part.empty() && party.text.empty() && party.kind == PartyKind::unnamed) part = "unnamed";
    if (!party.text.empty()) part += fmt::format("\"{}\"", party.text);
    parts.push_back(std::move(part));
  }
  return parts.empty() ? "-" : join(parts, ",");
}

std::string to_wanted(const Claim& claim, std::string_view text) {
  std::string line = fmt::format("act={} | source={}", name_of(claim.act), to_wanted(claim.source));
  for (const std::string_view key : claim_keys()) {
    if (key == "act" || key == "source" || key == "sentence" || key == "victim_state") continue;
    const std::string value = key_value(key, claim, text);
    const bool plain = value == "-" || (key == "denied" && value == "no") || (key == "hedge" && value == "flat") ||
                       (key == "outcome" && value == "unknown") || (key == "status" && value == "none");
    if (!plain) line += fmt::format(" | {}={}", key, value);
  }
  return line + fmt::format(" | sentence={} | rule={}", claim.sentence, claim.rule);
}

}  // namespace whence
