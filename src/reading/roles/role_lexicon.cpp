#include "reading/roles/role_lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "lexicon/sheet.h"
#include "reading/sentences/tokens.h"

namespace whence {
namespace {

std::optional<RoleWord> role_word_named(std::string_view name) {
  using enum RoleWord;
  constexpr std::array<std::pair<std::string_view, RoleWord>, 20> kinds{
      {{"attacker", attacker}, {"collective", collective},
       {"gang", gang},         {"side", side},
       {"deed", deed},         {"mishap", mishap},
       {"thing", thing},       {"folk", folk},
       {"tie", tie},           {"against", against},
       {"because", because},   {"speech", speech},
       {"telling", telling},   {"firm", firm},
       {"blamed", blamed},     {"suffix", suffix},
       {"seat", seat},         {"tongue", tongue},
       {"favour", favour},     {"foe", foe}}};
  for (const auto& [word, kind] : kinds) {
    if (word == name) return kind;
  }
  return std::nullopt;
}

}  // namespace

Result<RoleLexicon> RoleLexicon::load(const Data& data) {
  RoleLexicon lexicon;
  WHENCE_TRY(const Sheet words, sheet(data, "reading/role-words", {"phrase", "kind", "weight"}));
  for (std::size_t row = 0; row < words.table.rows(); ++row) {
    const std::string text = words.text(row, 0);
    const auto tokens = tokens_of(text, {0, static_cast<std::uint32_t>(text.size())});
    const auto known = role_word_named(words.text(row, 1));
    if (!known || tokens.empty()) return words.wrong(row, "no phrase with a kind");
    Entry entry;
    for (std::size_t i = 1; i < tokens.size(); ++i) entry.rest.push_back(tokens[i].lower);
    entry.match = {*known, static_cast<int>(words.table.integer(row, words.columns[2]).value_or(1)), tokens.size()};
    lexicon.by_first_[tokens.front().lower].push_back(std::move(entry));
  }
  for (auto& [first, entries] : lexicon.by_first_) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.rest.size() > b.rest.size(); });
  }
  WHENCE_TRY(const Sheet joints, sheet(data, "reading/role-joints", {"word", "kinds"}));
  for (std::size_t row = 0; row < joints.table.rows(); ++row)
    lexicon.joints_[joints.text(row, 0)] = joints.list(row, 1);
  WHENCE_TRY(const Table states, data.table("gazetteer/states"));
  WHENCE_TRY(const std::size_t code, states.column("code"));
  for (const std::string_view column : {"adjectives", "names"}) {
    WHENCE_TRY(const std::size_t forms, states.column(column));
    for (std::size_t row = 0; row < states.rows(); ++row) {
      for (const std::string_view form : states.list(row, forms)) {
        if (form.find(' ') == std::string_view::npos && form.size() > 3)
          lexicon.small_names_.emplace(lower(form), std::string(states.text(row, code)));
      }
    }
  }
  WHENCE_TRY(const Table parts, data.table("gazetteer/name-parts"));
  WHENCE_TRY(const std::size_t word, parts.column("word"));
  WHENCE_TRY(const std::size_t state, parts.column("state"));
  for (std::size_t row = 0; row < parts.rows(); ++row)
    lexicon.name_parts_.emplace(std::string(parts.text(row, word)), std::string(parts.text(row, state)));
  return lexicon;
}

std::optional<RoleLexicon::Match> RoleLexicon::at(const std::vector<Word>& words, std::size_t at) const {
  const auto found = by_first_.find(words[at].token.lower);
  if (found == by_first_.end()) return std::nullopt;
  for (const Entry& entry : found->second) {
    if (at + entry.rest.size() >= words.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < entry.rest.size() && same; ++i) same = words[at + 1 + i].token.lower == entry.rest[i];
    if (same) return entry.match;
  }
  return std::nullopt;
}

std::optional<RoleLexicon::Match> RoleLexicon::word(std::string_view lower) const {
  const auto found = by_first_.find(std::string(lower));
  if (found == by_first_.end() || !found->second.back().rest.empty()) return std::nullopt;
  return found->second.back().match;
}

bool RoleLexicon::joint(std::string_view lower, std::string_view kind) const {
  const auto found = joints_.find(std::string(lower));
  return found != joints_.end() && std::find(found->second.begin(), found->second.end(), kind) != found->second.end();
}

bool RoleLexicon::joint_stem(std::string_view lower, std::string_view kind) const {
  for (std::size_t size = 1; size <= lower.size(); ++size) {
    if (joint(lower.substr(0, size), kind)) return true;
  }
  return false;
}

std::string_view RoleLexicon::small_name(std::string_view lower) const {
  const auto found = small_names_.find(std::string(lower));
  return found == small_names_.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view RoleLexicon::name_part(std::string_view word) const {
  const auto found = name_parts_.find(std::string(word));
  return found == name_parts_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace whence
