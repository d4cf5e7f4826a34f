// Which words of a sentence name a country or something of a country.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "reading/roles/role_phrases.h"

namespace whence {
namespace {

// Words that may stand behind an adjective: no verb and no preposition.
bool nominal(RoleWord kind) {
  return kind != RoleWord::tie && kind != RoleWord::against && kind != RoleWord::because && kind != RoleWord::speech &&
         kind != RoleWord::seat && kind != RoleWord::blamed && kind != RoleWord::telling;
}

// "NorthKorean" as "North Korean": a space before each capital inside.
std::string spaced_out(std::string_view word) {
  std::string spaced;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && is_upper(word[i]) && is_lower(word[i - 1])) spaced += ' ';
    spaced += word[i];
  }
  return spaced;
}

}  // namespace

// "swedish hackers": a small letter counts before a word that somebody or something of a country may be.
std::optional<StateMention> RolePhrases::written_small(std::size_t word) const {
  const auto& words = grammar_.syntax().words;
  if (word + 1 >= words.size()) return std::nullopt;
  const auto& next = starts_[word + 1];
  const bool noun = next && nominal(next->kind);
  if (!noun && words[word + 1].entity == nullptr) return std::nullopt;
  const std::string_view state = lexicon_.small_name(words[word].token.lower);
  if (state.empty()) return std::nullopt;
  return StateMention{state, StateMention::Kind::adjective, word, word + 1};
}

// "Pak Cyber Ghosts": a short form counts before another word of such a name.
std::optional<StateMention> RolePhrases::written_short(std::size_t word) const {
  const auto& words = grammar_.syntax().words;
  if (word + 1 >= words.size() || !words[word + 1].token.capital) return std::nullopt;
  const std::string_view state = lexicon_.name_part(text_of(text_, words[word].token.span));
  const auto& next = starts_[word + 1];
  const bool name = lexicon_.joint_stem(words[word + 1].token.lower, "name-stem") ||
                    (next && (next->kind == RoleWord::attacker || next->kind == RoleWord::gang));
  if (state.empty() || !name) return std::nullopt;
  return StateMention{state, StateMention::Kind::actor, word, word + 1};
}

// "NorthKorean", "IndianGhosts", "AnonAustria": names of doers are written so.
std::optional<StateMention> RolePhrases::written_joined(std::size_t word) const {
  using Kind = StateMention::Kind;
  const Token& token = grammar_.syntax().words[word].token;
  const std::string spaced = spaced_out(text_of(text_, token.span));
  const std::size_t joint = spaced.find(' ');
  if (joint == std::string::npos) return written_short(word);
  if (const Entity* adjective = names_.named(spaced, EntityKind::demonym))
    return StateMention{adjective->state, Kind::adjective, word, word + 1};
  if (const Entity* state = names_.named(spaced, EntityKind::state))
    return StateMention{state->state, Kind::country, word, word + 1};
  const std::string first = spaced.substr(0, joint), second = spaced.substr(joint + 1);
  if (const Entity* adjective = names_.named(first, EntityKind::demonym))
    return StateMention{adjective->state, Kind::actor, word, word + 1};
  if (const std::string_view state = lexicon_.name_part(first); !state.empty())
    return StateMention{state, Kind::actor, word, word + 1};
  const auto lead = lexicon_.word(lower(first));
  if (!lead || lead->kind != RoleWord::collective) return std::nullopt;
  if (const Entity* state = names_.named(second, EntityKind::state))
    return StateMention{state->state, Kind::actor, word, word + 1};
  return std::nullopt;
}

std::optional<StateMention> RolePhrases::mention_at(std::size_t word) const {
  using Kind = StateMention::Kind;
  const Word& here = grammar_.syntax().words[word];
  const Entity* entity = here.entity;
  if (entity == nullptr && here.token.shape != Shape::word) return std::nullopt;
  if (entity == nullptr) return here.token.capital ? written_joined(word) : written_small(word);
  if (here.entity_first != word) return std::nullopt;
  StateMention mention{entity->state, Kind::country, word, here.entity_last};
  switch (entity->kind) {
    case EntityKind::state:
    case EntityKind::capital:
    case EntityKind::metonym:
      break;
    case EntityKind::demonym:
    case EntityKind::people:
      mention.kind = Kind::adjective;
      break;
    case EntityKind::body:
      mention.kind = Kind::body;
      mention.state = entity->seat;
      break;
    case EntityKind::organ:
      mention.kind = lexicon_.joint(entity->detail, "state-service") ? Kind::service : Kind::organ;
      break;
    case EntityKind::company:
      mention.kind = entity->detail == "security"     ? Kind::adviser
                     : entity->detail == "contractor" ? Kind::maker
                     : entity->detail == "technology" ? Kind::platform
                                                      : Kind::company;
      break;
    case EntityKind::institution:
      mention.kind = Kind::institution;
      break;
    case EntityKind::outlet:
      mention.kind = Kind::company;
      break;
    case EntityKind::place:
      mention.kind = Kind::place;
      break;
    case EntityKind::speaker:
      mention.kind = Kind::person;
      break;
    case EntityKind::actor: {
      if (const auto joined = written_joined(word)) return joined;
      const std::string_view first = text_of(text_, here.token.span);
      for (const EntityKind kind : {EntityKind::demonym, EntityKind::state}) {
        if (const Entity* own = names_.named(first, kind)) mention.state = own->state;
      }
      mention.kind = Kind::actor;
      break;
    }
    default:
      return std::nullopt;
  }
  // "the Danish Justice Department": the owner tells the state, whatever a table calls by that name alone.
  const bool named = mention.kind != Kind::country && mention.kind != Kind::adjective;
  const Entity* owner = named && word > 0 ? grammar_.syntax().words[word - 1].entity : nullptr;
  if (owner != nullptr && owner->kind == EntityKind::demonym && owner->state != mention.state) return std::nullopt;
  return mention.state.empty() ? std::nullopt : std::optional(mention);
}

}  // namespace whence
