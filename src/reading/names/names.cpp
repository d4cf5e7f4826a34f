#include "reading/names/names.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

// Forms in which capitals matter to the letter: "US" is a state and "us" is not; short all-capital names likewise.
bool needs_exact_case(std::string_view phrase) {
  return phrase.size() <= 5 && std::none_of(phrase.begin(), phrase.end(), is_lower) &&
         std::any_of(phrase.begin(), phrase.end(), is_upper);
}

// Rows of (name, names) with the phrases they give.
std::vector<std::string_view> phrases(const Table& table, std::size_t row, std::size_t name, std::size_t names) {
  std::vector<std::string_view> result = table.list(row, names);
  result.insert(result.begin(), table.text(row, name));
  return result;
}

}  // namespace

void Names::add(std::string_view phrase, Case letter_case, std::size_t entity, bool ordinary) {
  const Span whole{0, static_cast<std::uint32_t>(phrase.size())};
  const std::vector<Token> tokens = tokens_of(phrase, whole);
  if (tokens.empty()) return;
  Entry entry;
  for (std::size_t i = 1; i < tokens.size(); ++i) entry.rest.push_back(tokens[i].lower);
  entry.written = phrase;
  entry.letter_case = letter_case == Case::capital && needs_exact_case(phrase) ? Case::exact : letter_case;
  entry.entity = entity;
  entry.ordinary = ordinary;
  by_first_[tokens.front().lower].push_back(std::move(entry));
}

Result<void> Names::add_states(const Data& data, std::string_view table_name) {
  WHENCE_TRY(const Table table, data.table(table_name));
  WHENCE_TRY(const std::size_t code, table.column("code"));
  WHENCE_TRY(const std::size_t name, table.column("name"));
  struct Source {
    std::string_view column;
    EntityKind kind;
  };
  constexpr Source sources[] = {{"name", EntityKind::state},         {"names", EntityKind::state},
                                {"adjectives", EntityKind::demonym}, {"people", EntityKind::people},
                                {"capital", EntityKind::capital},    {"capital_names", EntityKind::capital},
                                {"metonyms", EntityKind::metonym}};
  for (const Source& source : sources) {
    WHENCE_TRY(const std::size_t column, table.column(source.column));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      entities_.push_back({source.kind, std::string(table.text(row, code)), std::string(table.text(row, code)),
                           std::string(table.text(row, name)), "", true});
      for (const std::string_view phrase : table.list(row, column)) add(phrase, Case::capital, entities_.size() - 1);
    }
  }
  return {};
}

Result<void> Names::add_public_bodies(const Data& data) {
  struct Source {
    std::string_view table;
    EntityKind kind;
  };
  constexpr Source sources[] = {{"gazetteer/bodies", EntityKind::body},
                                {"gazetteer/organs", EntityKind::organ},
                                {"gazetteer/institutions", EntityKind::institution},
                                {"gazetteer/companies", EntityKind::company}};
  for (const Source& source : sources) {
    WHENCE_TRY(const Table table, data.table(source.table));
    WHENCE_TRY(const std::size_t id, table.column("id"));
    WHENCE_TRY(const std::size_t name, table.column("name"));
    WHENCE_TRY(const std::size_t names, table.column("names"));
    WHENCE_TRY(const std::size_t kind, table.column("kind"));
    const auto state = table.column("state");
    const auto speaks = table.column("speaks");
    const auto seat = table.column("seat");
    const auto sector = table.column("sector");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Entity entity{source.kind,
                    "",
                    std::string(table.text(row, id)),
                    std::string(table.text(row, name)),
                    std::string(table.text(row, kind)),
                    false};
      if (state) entity.state = table.text(row, state.value());
      if (speaks) entity.speaks = table.text(row, speaks.value()) == "yes";
      if (seat) entity.seat = table.text(row, seat.value());
      if (sector) entity.sector = table.text(row, sector.value());
      entities_.push_back(std::move(entity));
      for (const std::string_view phrase : phrases(table, row, name, names))
        add(phrase, Case::capital, entities_.size() - 1);
    }
  }
  struct Seated {
    std::string_view table, detail;
    EntityKind kind;
  };
  constexpr Seated seated[] = {{"gazetteer/outlets", "", EntityKind::outlet},
                               {"gazetteer/establishments", "enterprise", EntityKind::company}};
  for (const Seated& source : seated) {
    WHENCE_TRY(const Table table, data.table(source.table));
    WHENCE_TRY(const std::size_t name, table.column("name"));
    WHENCE_TRY(const std::size_t names, table.column("names"));
    WHENCE_TRY(const std::size_t seat, table.column("state"));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string text(table.text(row, name));
      entities_.push_back(
          {source.kind, std::string(table.text(row, seat)), text, text, std::string(source.detail), false});
      for (const std::string_view phrase : phrases(table, row, name, names))
        add(phrase, Case::capital, entities_.size() - 1);
    }
  }
  return {};
}

Result<void> Names::add_words(const Data& data) {
  struct Source {
    std::string_view table, detail;
    EntityKind kind;
  };
  constexpr Source sources[] = {{"gazetteer/offices", "kind", EntityKind::office},
                                {"gazetteer/persons", "kind", EntityKind::person_noun},
                                {"gazetteer/sectors", "sector", EntityKind::sector}};
  for (const Source& source : sources) {
    WHENCE_TRY(const Table table, data.table(source.table));
    WHENCE_TRY(const std::size_t word, table.column("word"));
    WHENCE_TRY(const std::size_t detail, table.column(source.detail));
    const auto speaks = table.column("speaks");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Entity entity{source.kind, "", "", std::string(table.text(row, word)), std::string(table.text(row, detail)),
                    false};
      if (speaks) entity.speaks = table.text(row, speaks.value()) != "no" && entity.detail != "media";
      entities_.push_back(std::move(entity));
      add(table.text(row, word), Case::any, entities_.size() - 1);
    }
  }
  return {};
}

void Names::add_catalogue(const Knowledge& knowledge) {
  for (const Group& group : knowledge.groups()) {
    entities_.push_back({EntityKind::actor, "", std::string(group.id), std::string(group.name), "", false});
    add(group.name, Case::capital, entities_.size() - 1);
  }
  for (const ActorName& alias : knowledge.names()) {
    const auto group = knowledge.group(alias.actor);
    const std::string name(group ? knowledge.groups()[*group].name : alias.name);
    entities_.push_back({EntityKind::actor, "", std::string(alias.actor), name, "", false});
    add(alias.name, Case::capital, entities_.size() - 1);
  }
  for (const Item& item : knowledge.items()) {
    if (item.kind != ItemKind::software) continue;
    entities_.push_back({EntityKind::software, "", std::string(item.id), std::string(item.name),
                         std::string(item.software_kind), false});
    const bool everyday = item.name.size() <= 4 || std::all_of(item.name.begin(), item.name.end(), is_lower);
    add(item.name, Case::exact, entities_.size() - 1, everyday);
  }
}

// Phrases that hide a name inside them, regions without a state, places in a state, holders of public offices.
Result<void> Names::add_places(const Data& data) {
  WHENCE_TRY(const Table ambiguous, data.table("gazetteer/ambiguous"));
  WHENCE_TRY(const std::size_t form, ambiguous.column("form"));
  WHENCE_TRY(const std::size_t kind, ambiguous.column("kind"));
  for (std::size_t row = 0; row < ambiguous.rows(); ++row) {
    if (ambiguous.text(row, kind) != "phrase") continue;
    entities_.push_back({EntityKind::hidden, "", "", std::string(ambiguous.text(row, form)), "", false});
    add(ambiguous.text(row, form), Case::capital, entities_.size() - 1);
  }
  struct Source {
    std::string_view table;
    EntityKind kind;
  };
  constexpr Source sources[] = {{"gazetteer/regions", EntityKind::hidden},
                                {"gazetteer/places", EntityKind::place},
                                {"gazetteer/speakers", EntityKind::speaker}};
  for (const Source& source : sources) {
    WHENCE_TRY(const Table table, data.table(source.table));
    WHENCE_TRY(const std::size_t name, table.column("name"));
    const auto names = table.column("names");
    const auto adjectives = table.column("adjectives");
    const auto state = table.column("state");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Entity entity{source.kind, "", "", std::string(table.text(row, name)), "", source.kind == EntityKind::speaker};
      if (state) entity.state = table.text(row, state.value());
      entities_.push_back(std::move(entity));
      add(table.text(row, name), Case::capital, entities_.size() - 1);
      if (names) {
        for (const std::string_view phrase : table.list(row, names.value()))
          add(phrase, Case::capital, entities_.size() - 1);
      }
      if (adjectives) {
        for (const std::string_view phrase : table.list(row, adjectives.value()))
          add(phrase, Case::capital, entities_.size() - 1);
      }
    }
  }
  return {};
}

Result<void> Names::add_patterns(const Data& data) {
  unknown_actor_ = {EntityKind::actor, "", "", "", "", false};
  WHENCE_TRY(const Table patterns, data.table("reading/actor-patterns"));
  WHENCE_TRY(const std::size_t word, patterns.column("word"));
  WHENCE_TRY(const std::size_t kind, patterns.column("kind"));
  for (std::size_t row = 0; row < patterns.rows(); ++row) {
    (patterns.text(row, kind) == "numbered" ? numbered_ : family_).insert(std::string(patterns.text(row, word)));
  }
  WHENCE_TRY(const Table cues, data.table("reading/cues"));
  WHENCE_TRY(const std::size_t cue, cues.column("word"));
  WHENCE_TRY(const std::size_t what, cues.column("kind"));
  for (std::size_t row = 0; row < cues.rows(); ++row) {
    if (cues.text(row, what) == "software") software_words_.insert(std::string(cues.text(row, cue)));
  }
  return {};
}

// An actor's name that no catalogue we hold has, by the shape that vendors give to names: "UNC4841", "CL-STA-0048",
// "Brass Typhoon".
const Entity* Names::by_pattern(const std::vector<Token>& tokens, std::size_t at, std::size_t& last) const {
  const Token& first = tokens[at];
  if (first.shape != Shape::word || !first.capital) return nullptr;
  std::size_t digit = 0;
  while (digit < first.lower.size() && !is_digit(first.lower[digit])) ++digit;
  if (digit > 1 && digit < first.lower.size() && numbered_.contains(first.lower.substr(0, digit)) &&
      std::all_of(first.lower.begin() + static_cast<std::ptrdiff_t>(digit), first.lower.end(), is_digit)) {
    last = at + 1;
    return &unknown_actor_;
  }
  std::string prefix = first.lower;
  for (std::size_t i = at + 1;
       i + 1 < tokens.size() && tokens[i].lower == "-" && !tokens[i].spaced && !tokens[i + 1].spaced; i += 2) {
    if (tokens[i + 1].shape == Shape::number && numbered_.contains(prefix)) {
      last = i + 2;
      return &unknown_actor_;
    }
    prefix += "-" + tokens[i + 1].lower;
  }
  if (at + 1 < tokens.size() && tokens[at + 1].capital && family_.contains(tokens[at + 1].lower)) {
    last = at + 2;
    return &unknown_actor_;
  }
  return nullptr;
}

bool Names::called_software(const std::vector<Token>& tokens, std::size_t first, std::size_t last) const {
  if (first > 0 && software_words_.contains(tokens[first - 1].lower)) return true;
  return last < tokens.size() && software_words_.contains(tokens[last].lower);
}

Result<Names> Names::load(const Data& data, const Knowledge& knowledge) {
  Names names;
  if (auto added = names.add_patterns(data); !added) return added.error();
  for (const std::string_view table : {"gazetteer/states", "gazetteer/exercise"}) {
    if (auto added = names.add_states(data, table); !added) return added.error();
  }
  if (auto added = names.add_public_bodies(data); !added) return added.error();
  if (auto added = names.add_words(data); !added) return added.error();
  names.add_catalogue(knowledge);
  if (auto added = names.add_places(data); !added) return added.error();
  // Longest first; among equals the table loaded first.
  for (auto& [first, entries] : names.by_first_) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.rest.size() > b.rest.size(); });
  }
  return names;
}

bool Names::matches(const Entry& entry, const std::vector<Token>& tokens, std::size_t at, std::string_view text) const {
  if (at + entry.rest.size() >= tokens.size()) return false;
  for (std::size_t i = 0; i < entry.rest.size(); ++i) {
    if (tokens[at + 1 + i].lower != entry.rest[i]) return false;
  }
  switch (entry.letter_case) {
    case Case::any:
      return true;
    case Case::capital: {
      const Token& first = tokens[at];
      if (first.capital || first.shape == Shape::number) return true;
      // "south Korean", but not "the Kremlin" with its article.
      const EntityKind kind = entities_[entry.entity].kind;
      if ((kind == EntityKind::state || kind == EntityKind::demonym) && !entry.rest.empty() && first.lower != "the" &&
          tokens[at + 1].capital)
        return true;
      return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(at),
                         tokens.begin() + static_cast<std::ptrdiff_t>(at + entry.rest.size() + 1),
                         [](const Token& token) { return token.shape == Shape::number || token.all_capitals; });
    }
    case Case::exact: {
      const Span span{tokens[at].span.begin, tokens[at + entry.rest.size()].span.end};
      return text_of(text, span) == entry.written;
    }
  }
  return false;
}

std::vector<NamePhrase> Names::find(const std::vector<Token>& tokens, std::string_view text) const {
  std::vector<NamePhrase> found;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto entries = tokens[at].shape == Shape::mark ? by_first_.end() : by_first_.find(tokens[at].lower);
    const Entry* match = nullptr;
    if (entries != by_first_.end()) {
      for (const Entry& entry : entries->second) {
        if (entry.ordinary && !called_software(tokens, at, at + 1 + entry.rest.size())) continue;
        if (matches(entry, tokens, at, text)) {
          match = &entry;
          break;
        }
      }
    }
    std::size_t patterned = at;
    if (match == nullptr || (entities_[match->entity].kind != EntityKind::actor && match->rest.empty())) {
      if (const Entity* actor = by_pattern(tokens, at, patterned)) {
        found.push_back({at, patterned, actor});
        at = patterned;
        continue;
      }
    }
    if (match == nullptr) {
      ++at;
      continue;
    }
    found.push_back({at, at + 1 + match->rest.size(), &entities_[match->entity]});
    at += 1 + match->rest.size();
  }
  return found;
}

const Entity* Names::named(std::string_view phrase, EntityKind kind) const {
  const std::vector<Token> tokens = tokens_of(phrase, {0, static_cast<std::uint32_t>(phrase.size())});
  for (const NamePhrase& found : find(tokens, phrase)) {
    if (found.first == 0 && found.last == tokens.size() && found.entity->kind == kind) return found.entity;
  }
  return nullptr;
}

}  // namespace whence
