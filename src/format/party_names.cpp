// How pages call people, states and bodies.
#include <algorithm>

#include "base/text.h"
#include "format/layout.h"
#include "format/reading_view.h"

namespace whence {
namespace {

std::string without_article(std::string_view text) {
  const std::string small = lower(text.substr(0, 4));
  return std::string(small.starts_with("the ") ? text.substr(4) : text);
}

}  // namespace

std::string listed(const std::vector<std::string>& parts) {
  std::vector<std::string> once;
  for (const std::string& part : parts) {
    if (!part.empty() && std::find(once.begin(), once.end(), part) == once.end()) once.push_back(part);
  }
  if (once.size() < 2) return once.empty() ? "" : once[0];
  const std::string last = once.back();
  once.pop_back();
  return join(once, ", ") + " and " + last;
}

std::string capitalised(std::string words) {
  if (!words.empty() && is_lower(words[0])) words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string party_name(const Party& party, const PageTexts& texts) {
  // "GB lawmakers" is a reader's normal form, not a name.
  const auto with_short_state = [](const std::string& words, const PageTexts& known) {
    const auto state =
        words.size() > 3 && words[2] == ' ' ? known.short_names.find(words.substr(0, 2)) : known.short_names.end();
    return state == known.short_names.end() ? words : state->second + words.substr(2);
  };
  const std::string name = with_short_state(clean(party.name.value_or("")), texts);
  const std::string written = without_article(clean(party.text));
  const auto state = party.state ? texts.short_names.find(*party.state) : texts.short_names.end();
  const std::string short_name = state == texts.short_names.end() ? "" : state->second;
  switch (party.kind) {
    case PartyKind::state:
      return !short_name.empty() ? short_name : name.empty() ? written : name;
    case PartyKind::person:
    case PartyKind::group:
    case PartyKind::unnamed:
      return shortened(written.empty() ? name : written, 60);
    case PartyKind::organ:
    case PartyKind::company:
    case PartyKind::outlet:
    case PartyKind::institution:
      break;
  }
  const std::string known = shortened(name.empty() ? written : name, 60);
  const bool tell =
      party.kind == PartyKind::organ && !short_name.empty() && known.find(short_name) == std::string::npos;
  return tell && written.find(short_name) != std::string::npos ? shortened(written, 60)
         : tell                                                ? known + " (" + short_name + ")"
                                                               : known;
}

std::string party_names(const std::vector<Party>& parties, const PageTexts& texts) {
  std::vector<std::string> names;
  for (const Party& party : parties) names.push_back(party_name(party, texts));
  return listed(names);
}

}  // namespace whence
