#include "reading/roles/role_phrases.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_run = 10;   // words of a noun phrase behind a country's name
constexpr std::size_t longest_list = 14;  // steps over "A, B and C" to what governs the list

bool hyphen(const Word& word) {
  return word.tag == Tag::mark && !word.token.spaced &&
         (word.token.lower == "-" || word.token.lower == "\xE2\x80\x91" || word.token.lower == "\xE2\x80\x93");
}

bool joins(const Word& word) {
  return word.token.lower == "," || word.token.lower == "/" || word.token.lower == "&" ||
         (word.tag == Tag::conjunction && word.token.lower != "but");
}

bool governs(const std::optional<RoleLexicon::Match>& match) {
  return match &&
         (match->kind == RoleWord::tie || match->kind == RoleWord::against || match->kind == RoleWord::because ||
          match->kind == RoleWord::speech || match->kind == RoleWord::seat);
}

// "infiltrates", and no participle that tells what was done to the phrase.
bool active(const Word& word) { return word.verb != nullptr && word.verb->forms == third; }

}  // namespace

RolePhrases::RolePhrases(const Grammar& grammar, const RoleLexicon& lexicon, const Names& names, std::string_view text)
    : grammar_(grammar), lexicon_(lexicon), names_(names), text_(text) {
  const auto& words = grammar_.syntax().words;
  starts_.assign(words.size(), std::nullopt);
  ends_.assign(words.size() + 1, std::nullopt);
  for (std::size_t i = 0; i < words.size();) {
    const auto match = lexicon_.at(words, i);
    if (!match || (match->kind == RoleWord::collective && !words[i].token.capital)) {
      ++i;
      continue;
    }
    starts_[i] = match;
    ends_[i + match->words] = match;
    const bool versus = lexicon_.joint(words[i].token.lower, "versus");
    if (versus_ == 0 && versus) versus_ = i;
    i += match->words;
  }
}

// Takes one phrase of the lexicon into the run; false where the run ends before it.
bool RolePhrases::add_to_run(StateRun& run, const RoleLexicon::Match& match, std::size_t at) const {
  const bool behind_hyphen = at > 0 && hyphen(grammar_.syntax().words[at - 1]);
  switch (match.kind) {
    case RoleWord::attacker:
    case RoleWord::collective:
      run.attacker = true;
      return true;
    case RoleWord::gang:
      run.gang = true;
      return true;
    case RoleWord::side:
      run.side = true;
      return true;
    case RoleWord::deed:
      run.deed = true;
      return true;
    case RoleWord::mishap:
      run.mishap = true;
      return true;
    case RoleWord::thing:
      run.thing = true;
      return true;
    case RoleWord::folk:
      run.folk = true;
      return true;
    case RoleWord::firm:
      run.firm = true;
      return false;
    case RoleWord::blamed:
      run.blamed = true;
      return false;
    case RoleWord::suffix: {
      const auto& next = at + 1 < starts_.size() ? starts_[at + 1] : std::nullopt;
      const bool bare =
          next && (next->kind == RoleWord::attacker || next->kind == RoleWord::gang);  // "X backed hackers"
      run.suffix = run.suffix || behind_hyphen || bare;
      return behind_hyphen || bare;
    }
    case RoleWord::seat:
      run.seat = run.seat || behind_hyphen;
      return behind_hyphen;
    case RoleWord::tongue:
      run.tongue = true;
      return true;
    case RoleWord::against:
      run.blamed = run.blamed || ((run.side || run.gang) && active(grammar_.syntax().words[at]));
      return behind_hyphen;
    default:
      return behind_hyphen;
  }
}

void RolePhrases::add_entity_to_run(StateRun& run, const Entity& entity) const {
  switch (entity.kind) {
    case EntityKind::actor:
      run.attacker = true;
      break;
    case EntityKind::organ:
      (lexicon_.joint(entity.detail, "state-service") ? run.side : run.thing) = true;
      break;
    case EntityKind::state:
    case EntityKind::demonym:
    case EntityKind::hidden:
    case EntityKind::software:
      break;
    default:
      run.thing = true;
      break;
  }
}

// NOLINTNEXTLINE(readability-function-size): one pass over the words of the phrase.
StateRun RolePhrases::run(std::size_t at, std::size_t depth) const {
  const auto& words = grammar_.syntax().words;
  StateRun run;
  for (std::size_t i = at; i < words.size() && i < at + longest_run;) {
    const Word& word = words[i];
    const bool common = word.entity == nullptr || word.entity->kind == EntityKind::person_noun ||
                        word.entity->kind == EntityKind::sector || word.entity->kind == EntityKind::office;
    if (starts_[i] && common) {
      if (!add_to_run(run, *starts_[i], i) || run.attacker) break;
      i += starts_[i]->words;
      continue;
    }
    if (run.gang && word.token.capital && word.token.shape == Shape::word && i > at) break;  // the group's own name
    if (run.side && !run.thing && !starts_[i] && active(word)) {                             // a headline's verb
      run.blamed = true;
      break;
    }
    if (word.tag == Tag::possessive) {
      run.owner = run.owner || i == at;
      ++i;
      continue;
    }
    if (hyphen(word) || word.token.lower == "\"" || word.token.lower == "\xE2\x80\x9C") {
      ++i;
      continue;
    }
    if (joins(word) && i == at && i + 1 < words.size() && depth < 6) {
      // "Russian and Chinese hackers": what follows the second belongs to the first too.
      const Entity* next = words[i + 1].entity;
      if (next != nullptr && next->kind == EntityKind::demonym) return this->run(words[i + 1].entity_last, depth + 1);
    }
    if (word.entity != nullptr) {
      const EntityKind kind = word.entity->kind;
      const bool object = run.deed && kind != EntityKind::actor;  // "Danish army attacks | NATO"
      if (object) break;
      add_entity_to_run(run, *word.entity);
      if (kind == EntityKind::actor || kind == EntityKind::state || kind == EntityKind::demonym ||
          kind == EntityKind::hidden)
        break;
      i = word.entity_last;
      continue;
    }
    const bool inside =
        word.tag == Tag::noun || word.tag == Tag::name || word.tag == Tag::adjective || word.tag == Tag::number;
    if (!inside) break;
    ++i;
  }
  run.attacker = run.attacker || (run.gang && run.suffix);
  return run;
}

bool RolePhrases::country_in(std::size_t chunk) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = grammar_.chunk(chunk).first; i < grammar_.chunk(chunk).last; ++i) {
    const Entity* entity = words[i].entity;
    if (entity != nullptr && (!entity->state.empty() || entity->kind == EntityKind::hidden)) return true;
  }
  return false;
}

// What the words of a phrase are about; who does it outweighs the rest.
std::optional<RoleWord> RolePhrases::kind_of_phrase(std::size_t chunk) const {
  const auto& words = grammar_.syntax().words;
  std::optional<RoleWord> kind;
  for (std::size_t i = grammar_.chunk(chunk).first; i < grammar_.chunk(chunk).last; ++i) {
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::actor) return RoleWord::attacker;
    if (starts_[i] && (starts_[i]->kind == RoleWord::attacker || starts_[i]->kind == RoleWord::collective))
      return RoleWord::attacker;
    if (starts_[i]) kind = starts_[i]->kind;
    const bool body = words[i].entity != nullptr && words[i].entity->kind != EntityKind::person_noun &&
                      words[i].entity->kind != EntityKind::place;
    if (body && !kind) kind = RoleWord::thing;
  }
  // "FBI agents in", "Danish officers in": those who serve a country that is named already.
  if (kind == RoleWord::gang && country_in(chunk)) return RoleWord::thing;
  return kind;
}

// Of the noun phrase that ends before `word`, adverbs and marks between them.
std::optional<RoleWord> RolePhrases::kind_before(std::size_t word, std::size_t* chunk) const {
  const auto& words = grammar_.syntax().words;
  std::size_t to = word;
  while (to > 0 && (words[to - 1].tag == Tag::adverb || words[to - 1].tag == Tag::adjective ||
                    (words[to - 1].tag == Tag::mark && words[to - 1].token.lower != ";")))
    --to;
  if (to == 0) return std::nullopt;
  const std::size_t noun = grammar_.chunk_at(to - 1);
  if (!grammar_.is_phrase(noun)) return std::nullopt;
  if (chunk != nullptr) *chunk = noun;
  return kind_of_phrase(noun);
}

// "the accusation by A against B": neither did it for all that these words say.
bool RolePhrases::told_before(std::size_t word) const {
  for (std::size_t i = grammar_.chunk_at(word), steps = 0; i-- > 0 && steps < 6; ++steps) {
    if (grammar_.is_verb(i) && grammar_.chunk(i).mood == Mood::finite) return false;
    if (grammar_.is_phrase(i) && kind_of_phrase(i) == RoleWord::telling) return true;
  }
  return false;
}

bool RolePhrases::negated_before(std::size_t word) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = word, steps = 0; i-- > 0 && steps < 4; ++steps) {
    if (words[i].tag == Tag::negation || lexicon_.joint(words[i].token.lower, "negating")) return true;
    if (words[i].token.lower == "," || words[i].token.lower == ";") return false;
  }
  return false;
}

// From one item of a list, or from its first to the class that it illustrates; false where there is no list.
bool RolePhrases::step_over(std::size_t& at) const {
  const auto& words = grammar_.syntax().words;
  const Word& before = words[at - 1];
  if (before.tag == Tag::adverb || before.tag == Tag::determiner) {
    --at;
    return true;
  }
  // "the infamous | Danish crew": an adjective that no table knows looks like a noun.
  if (at > 1 && before.tag == Tag::noun && before.entity == nullptr && !ends_[at] &&
      words[at - 2].tag == Tag::determiner) {
    at -= 2;
    return true;
  }
  if (!joins(before) && !lexicon_.joint(before.token.lower, "widening")) return false;
  bool class_follows = lexicon_.joint(before.token.lower, "widening");
  std::size_t to = at - 1;
  while (to > 0 && (joins(words[to - 1]) || lexicon_.joint(words[to - 1].token.lower, "widening") ||
                    lexicon_.joint(words[to - 1].token.lower, "before-widening"))) {
    class_follows = class_follows || lexicon_.joint(words[to - 1].token.lower, "widening");
    --to;
  }
  if (to == 0) return false;
  const std::size_t item = grammar_.chunk_at(to - 1);
  if (!grammar_.is_phrase(item) || (!class_follows && !country_in(item))) return false;
  at = grammar_.chunk(item).first;
  return true;
}

StateLeft RolePhrases::left_of(const StateMention& mention) const {
  const auto& words = grammar_.syntax().words;
  const std::size_t chunk = grammar_.chunk_at(mention.first);
  StateLeft left;
  left.told = told_before(mention.first);
  const auto take = [&](std::size_t at) {
    left.cue = ends_[at];
    left.negated = negated_before(at - left.cue->words);
    left.before = kind_before(at - left.cue->words);
  };
  if (governs(ends_[mention.first])) {
    take(mention.first);
    return left;
  }
  std::size_t at = grammar_.is_phrase(chunk) ? grammar_.chunk(chunk).first : mention.first;
  std::size_t hops = 0;
  for (std::size_t step = 0; at > 0 && step < longest_list; ++step) {
    if (governs(ends_[at])) {
      take(at);
      return left;
    }
    const bool item = joins(words[at - 1]);
    if (step_over(at)) {
      left.listed = left.listed || item;
      continue;
    }
    const Word& before = words[at - 1];
    // "to track and target | X": a noun of the lexicon, here a verb, for no noun stands before such a phrase.
    const bool verb = before.verb != nullptr && (before.verb->forms & (base_form | third)) != 0;
    if (verb && ends_[at] && ends_[at]->words == 1) {
      left.cue = RoleLexicon::Match{RoleWord::against, 4, 1};
      return left;
    }
    if (before.tag != Tag::preposition && before.token.lower != "to") return left;
    std::size_t noun = words.size();
    left.before = kind_before(at - 1, &noun);
    left.preposition = before.token.lower;
    // "a number used by the government", "was found by": who stands behind "by" did something else.
    if (left.preposition == "by" && at > 1 && lexicon_.joint(words[at - 2].token.lower, "other-agent")) {
      left.told = true;
      return left;
    }
    const bool place = left.preposition == "in" || left.preposition == "of" || left.preposition == "within";
    if (left.before || !place || noun == words.size() || hops++ > 1) return left;
    at = grammar_.chunk(noun).first;  // "out of the province of | X": what governs the place
  }
  return left;
}

std::optional<RoleWord> RolePhrases::prefix(const StateMention& mention) const {
  const auto& words = grammar_.syntax().words;
  if (mention.first < 2 || !hyphen(words[mention.first - 1]) || !starts_[mention.first - 2]) return std::nullopt;
  return starts_[mention.first - 2]->kind;
}

bool RolePhrases::behind_name(const StateMention& mention) const {
  const auto& words = grammar_.syntax().words;
  if (mention.first == 0 ||
      (mention.kind != StateMention::Kind::country && mention.kind != StateMention::Kind::place) ||
      !words[mention.first].token.spaced)
    return false;
  const Word& before = words[mention.first - 1];
  const bool actor = before.entity != nullptr && before.entity->kind == EntityKind::actor;
  const auto& cue = ends_[mention.first];
  return actor || (cue && cue->kind == RoleWord::collective);
}

}  // namespace whence
