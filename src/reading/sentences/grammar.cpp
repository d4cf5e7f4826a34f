#include "reading/sentences/grammar.h"

#include <algorithm>

namespace whence {
namespace {

bool comma(std::string_view lower) { return lower == ","; }

}  // namespace

std::size_t Grammar::chunk_at(std::size_t word) const {
  const auto place = std::upper_bound(syntax_.chunks.begin(), syntax_.chunks.end(), word,
                                      [](std::size_t wanted, const Chunk& chunk) { return wanted < chunk.last; });
  return static_cast<std::size_t>(place - syntax_.chunks.begin());
}

bool Grammar::is_word(std::size_t index, std::string_view lower_word) const {
  return index < syntax_.chunks.size() && chunk(index).kind == ChunkKind::word &&
         lower(chunk(index).first) == lower_word;
}

bool Grammar::is_of(std::size_t index, std::uint32_t classes) const {
  return index < syntax_.chunks.size() && chunk(index).kind == ChunkKind::word &&
         (syntax_.words[chunk(index).first].classes & classes) != 0;
}

bool Grammar::is_tag(std::size_t index, Tag tag) const {
  return index < syntax_.chunks.size() && chunk(index).kind == ChunkKind::word && chunk(index).tag == tag;
}

bool Grammar::is_quote(std::size_t index) const {
  return is_word(index, "\"") || is_word(index, "\xE2\x80\x9C") || is_word(index, "\xE2\x80\x9D");
}

bool Grammar::attached_by_preposition(std::size_t phrase) const {
  if (phrase == 0) return false;
  const std::size_t before = phrase - 1;
  return is_tag(before, Tag::preposition) || (is_tag(before, Tag::to));
}

// The chunk before the insertion that the comma at `comma_chunk` closes: ", which ..., " or ", a ministry, ".
std::optional<std::size_t> Grammar::skip_inserted(std::size_t comma_chunk) const {
  for (std::size_t i = comma_chunk; i-- > 0;) {
    if (is_word(i, ";") || is_word(i, ":")) return std::nullopt;
    if (!is_word(i, ",")) continue;
    if (i == 0) return std::nullopt;
    const std::size_t opener = i + 1;
    const bool inserts = is_tag(opener, Tag::relative) || is_tag(opener, Tag::preposition) ||
                         is_tag(opener, Tag::adverb) || (is_verb(opener) && chunk(opener).mood != Mood::finite) ||
                         is_phrase(opener) || is_tag(opener, Tag::subordinator) || is_tag(opener, Tag::negation);
    if (inserts && is_phrase(i - 1)) return i - 1;
  }
  return std::nullopt;
}

// The phrase that a verb at `index` has as subject, looking left over what hangs on it.
std::optional<std::size_t> Grammar::phrase_before(std::size_t index) const {
  for (std::size_t i = index; i-- > 0;) {
    if (is_phrase(i)) {
      const std::size_t rightmost = i;
      i = list_begin(i);  // "officials in London and Paris": the list belongs to the preposition
      if (i > 0 && is_word(i - 1, "(")) {
        --i;
        continue;
      }
      if (!attached_by_preposition(i)) {
        // "a group called X": X is what the group is called; the verb before it is reduced.
        if (i > 0 && is_verb(i - 1) && chunk(i - 1).mood == Mood::participle && i > 1) {
          i = i - 1;
          continue;
        }
        if (i > 0 && is_verb(i - 1) && (chunk(i - 1).mood == Mood::gerund || chunk(i - 1).mood == Mood::infinitive)) {
          i = i - 1;
          continue;
        }
        return rightmost;
      }
      --i;  // the preposition
      continue;
    }
    if (is_word(i, ",")) {
      if (const auto before = skip_inserted(i)) {
        if (is_phrase(*before) && !attached_by_preposition(*before)) return before;
        i = *before + 1;
        continue;
      }
      return std::nullopt;
    }
    if (is_word(i, ")")) {  // "the Labour Office (ILO) repeated"
      while (i > 0 && !is_word(i, "(")) --i;
      continue;
    }
    if (is_verb(i) && chunk(i).mood == Mood::participle) continue;
    if (i > 0 && is_verb(i) && chunk(i).mood == Mood::gerund && is_phrase(i - 1))
      continue;  // "the bank trading in X said"
    if (is_verb(i) || is_tag(i, Tag::subordinator) || is_word(i, ";") || is_word(i, ":")) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::size_t> Grammar::main_verb_before(std::size_t verb) const {
  for (std::size_t i = verb; i-- > 0;) {
    if (is_word(i, ";")) return std::nullopt;
    if (is_verb(i) && chunk(i).mood == Mood::finite) return i;
  }
  return std::nullopt;
}

// "denied it and in turn accused": a further verb of the same subject, with no more than an adverbial before it.
bool Grammar::joined(std::size_t verb) const {
  std::size_t i = verb;
  bool adverbial = false;
  while (i > 1) {
    if (is_phrase(i - 1) && is_tag(i - 2, Tag::preposition)) {
      i -= 2;
    } else if (is_tag(i - 1, Tag::adverb) || (is_word(i - 1, ",") && !adverbial)) {
      i -= 1;
    } else {
      break;
    }
    adverbial = true;
  }
  return adverbial && i > 0 && is_tag(i - 1, Tag::conjunction) && main_verb_before(i - 1) &&
         !(i > 1 && is_phrase(i - 2) && attached_by_preposition(list_begin(i - 2)));
}

// ", reportedly operating under X, " between a noun and its verb belongs to the noun.
std::optional<std::size_t> Grammar::inserted_owner(std::size_t verb) const {
  if (verb < 2 || !is_word(verb - 1, ",") || !is_phrase(verb - 2)) return std::nullopt;
  for (std::size_t i = verb + 1; i + 1 < syntax_.chunks.size(); ++i) {
    if (is_verb(i) && chunk(i).mood == Mood::finite) return std::nullopt;
    if (!is_word(i, ",")) continue;
    if (is_verb(i + 1) && chunk(i + 1).mood == Mood::finite) return verb - 2;
  }
  return std::nullopt;
}

// "The claim that Peru hacked the mint was", "the army, which Chile says ran the plot,": whose clause stands between.
std::optional<std::size_t> Grammar::clause_owner(std::size_t verb) const {
  if (chunk(verb).mood != Mood::finite) return std::nullopt;
  const auto speaks = [&](std::size_t i) { return head(i).verb != nullptr && head(i).verb->speech; };
  std::size_t i = verb;
  while (i > 0 && !(is_verb(i - 1) && chunk(i - 1).mood == Mood::finite)) {
    --i;
    const bool boundary =
        is_tag(i, Tag::mark) || is_tag(i, Tag::conjunction) || is_tag(i, Tag::subordinator) || is_tag(i, Tag::relative);
    if (boundary) return std::nullopt;
  }
  if (i == 0) return std::nullopt;
  const std::size_t inner = i - 1;
  if (speaks(inner) != (inner + 1 == verb)) return std::nullopt;  // "who said Peru hacked": Peru did
  for (i = inner; i > 0; --i) {
    if (is_verb(i - 1) && chunk(i - 1).mood == Mood::finite) return std::nullopt;
    if (is_tag(i - 1, Tag::relative) || is_word(i - 1, "that")) break;
    if (is_tag(i - 1, Tag::mark) || is_tag(i - 1, Tag::subordinator)) return std::nullopt;
  }
  if (i < 2) return std::nullopt;
  std::size_t owner = i - 2;
  if (is_word(owner, ",") && owner > 0) --owner;
  return is_phrase(owner) && !(owner > 0 && is_verb(owner - 1)) ? std::optional(owner) : std::nullopt;
}

std::optional<Phrase> Grammar::subject(std::size_t verb) const {
  const Chunk& group = chunk(verb);
  const auto inherited = [&]() -> std::optional<Phrase> {
    const auto main = main_verb_before(verb);
    if (!main) return std::nullopt;
    auto phrase = subject(*main);
    if (phrase) phrase->inherited = true;
    return phrase;
  };
  if (verb == 0) return std::nullopt;
  const std::size_t before = verb - 1;
  if (group.mood == Mood::participle && is_phrase(before)) return widen_left(before);
  if (is_tag(before, Tag::relative)) {
    std::size_t antecedent = before;
    while (antecedent > 0 && (is_word(antecedent - 1, ",") || is_tag(antecedent - 1, Tag::preposition))) --antecedent;
    if (antecedent > 0 && is_phrase(antecedent - 1)) return widen_left(antecedent - 1);
    return std::nullopt;
  }
  if (group.mood == Mood::infinitive) {
    if (is_phrase(before) && (head(before).classes & basis_word) != 0) return inherited();  // "has no evidence to link"
    if (is_phrase(before) && before > 0 && is_verb(before - 1)) return widen_left(before);  // "ordered X to attack"
    if (is_phrase(before) && before > 1 && is_word(before - 1, "by")) {
      // "X was found by Y to have": X; "the move by Y to": Y.
      if (is_verb(before - 2) && chunk(before - 2).passive) return subject(before - 2);
      return widen_left(before);
    }
    if (is_verb(before)) {
      auto phrase = subject(before);
      if (phrase) phrase->inherited = true;
      return phrase;
    }
    return inherited();
  }
  if (group.mood == Mood::gerund || group.mood == Mood::participle) {
    if (const auto owner = inserted_owner(verb)) return widen_left(*owner);
  }
  if (group.mood == Mood::gerund && is_word(before, "as")) {  // "quoted officials as saying"
    const auto main = main_verb_before(verb);
    return main ? phrase_after(*main) : std::nullopt;
  }
  if (group.mood == Mood::gerund) {
    if (is_phrase(before) && !is_tag(before, Tag::preposition)) return widen_left(before);
    return inherited();
  }
  if (is_tag(before, Tag::conjunction) ||
      (is_word(before, ",") && before > 0 && is_tag(before - 1, Tag::conjunction))) {
    return inherited();
  }
  if (joined(verb)) return inherited();
  if (const auto owner = clause_owner(verb)) return widen_left(*owner);
  const auto found = phrase_before(verb);
  if (found) return widen_left(*found);
  // "they denied it, called it slander": a further verb of the same subject.
  if (is_word(before, ",")) return inherited();
  return std::nullopt;
}

std::optional<Phrase> Grammar::main_subject(std::size_t verb) const {
  const auto main = main_verb_before(verb);
  return main ? subject(*main) : std::nullopt;
}

std::optional<Phrase> Grammar::phrase_after(std::size_t index) const {
  std::size_t next = index + 1;
  while (is_tag(next, Tag::adverb) || is_word(next, "\"") || is_word(next, "\xE2\x80\x9C")) ++next;
  if (!is_phrase(next)) return std::nullopt;
  return widen_right(next);
}

std::optional<Grammar::Attached> Grammar::after_preposition(std::size_t from,
                                                            const std::vector<std::string_view>& prepositions) const {
  for (std::size_t i = from + 1; i < syntax_.chunks.size(); ++i) {
    if (is_word(i, ";") || is_tag(i, Tag::subordinator) || is_tag(i, Tag::relative)) return std::nullopt;
    if (is_quote(i) && !head(i).token.spaced) return std::nullopt;  // the quotation ends
    if (is_verb(i) && chunk(i).mood == Mood::finite) return std::nullopt;
    if (chunk(i).kind != ChunkKind::word || chunk(i).tag == Tag::mark) continue;
    if (std::find(prepositions.begin(), prepositions.end(), lower(chunk(i).first)) == prepositions.end()) continue;
    // "attributed to X, a crew run by Y": the second verb has its own "by".
    const bool others = is_word(i, "by") && i > from + 1 && is_verb(i - 1) && chunk(i - 1).mood == Mood::participle;
    if (others) continue;
    Attached attached;
    attached.preposition = i;
    if (is_phrase(i + 1)) attached.phrase = widen_right(i + 1);
    return attached;
  }
  return std::nullopt;
}

// A capital, state or body: where an office may be.
bool Grammar::seat(std::size_t index) const {
  if (!is_phrase(index) || head(index).entity == nullptr) return false;
  const EntityKind kind = head(index).entity->kind;
  return kind == EntityKind::capital || kind == EntityKind::state || kind == EntityKind::body ||
         kind == EntityKind::place;
}

// The word behind a phrase and what modifies it: "of the ministry", ", including those critical of X".
std::size_t Grammar::with_modifiers(std::size_t last_phrase) const {
  std::size_t end = chunk(last_phrase).last;
  for (std::size_t i = last_phrase + 1; i + 1 < syntax_.chunks.size();) {
    // "the Directorate of Signals (DoS) of Peru"
    if (is_word(i, "(") && is_phrase(i + 1) && is_word(i + 2, ")") && is_word(i + 3, "of")) i += 3;
    const bool including = is_word(i, ",") && is_word(i + 1, "including");
    if (including) {
      std::size_t k = i + 2;
      while (k < syntax_.chunks.size() && !is_word(k, ",") && !is_word(k, ".") && !is_word(k, ";") &&
             !(is_verb(k) && chunk(k).mood == Mood::finite)) {
        ++k;
      }
      return k > i + 2 ? chunk(k - 1).last : end;
    }
    // "a spokesman for the ministry", "the embassy in Paris", but not "officers for the theft".
    const Entity* office = head(last_phrase).entity;
    const bool envoy = office != nullptr && office->detail == "embassy";
    const bool whose = (is_word(i, "for") || (is_word(i, "to") && envoy) || (is_word(i, "in") && seat(i + 1))) &&
                       is_phrase(i + 1) && head(i + 1).entity != nullptr && i == last_phrase + 1 && office != nullptr &&
                       office->kind == EntityKind::office;
    // "researchers at Ostrel Research"
    const bool staff = is_word(i, "at") && is_phrase(i + 1) && head(i + 1).entity != nullptr &&
                       head(i + 1).entity->kind == EntityKind::company && i == last_phrase + 1 && office != nullptr &&
                       office->kind == EntityKind::person_noun;
    if (is_tag(i, Tag::preposition) && (is_word(i, "of") || whose || staff) && is_phrase(i + 1)) {
      end = chunk(i + 1).last;
      i += 2;
      continue;
    }
    break;
  }
  return end;
}

Phrase Grammar::widen_right(std::size_t phrase) const {
  Phrase result;
  result.chunks.push_back(phrase);
  result.first = chunk(phrase).first;
  std::size_t last = phrase;
  for (std::size_t i = phrase + 1; i + 1 < syntax_.chunks.size();) {
    // "A and B said": B may begin a clause of its own, but only if A had its verb already; the caller decides.
    const bool joined = is_tag(i, Tag::conjunction) && lower(chunk(i).first) != "but" && is_phrase(i + 1);
    if (joined || (is_word(i, ",") && is_phrase(i + 1) && list_continues(i + 1))) {
      result.chunks.push_back(i + 1);
      last = i + 1;
      i += 2;
    } else if (is_word(i, ",") && is_tag(i + 1, Tag::conjunction) && is_phrase(i + 2) && result.chunks.size() > 1) {
      result.chunks.push_back(i + 2);
      last = i + 2;
      i += 3;
    } else {
      break;
    }
  }
  result.last = with_modifiers(last);
  return result;
}

// Whether a comma list that goes on with this phrase ends in "and" or "or": "A, B and C".
bool Grammar::list_continues(std::size_t phrase) const {
  for (std::size_t i = phrase; i < syntax_.chunks.size();) {
    if (!is_phrase(i)) return false;
    if (is_tag(i + 1, Tag::conjunction)) return is_phrase(i + 2);
    if (is_word(i + 1, ",") && is_tag(i + 2, Tag::conjunction)) return is_phrase(i + 3);
    if (!is_word(i + 1, ",")) return false;
    i += 2;
  }
  return false;
}

// The first phrase of the coordination that ends with `phrase`.
std::size_t Grammar::list_begin(std::size_t phrase) const { return left_list(phrase).back(); }

// "In a joint statement, Norway and Sweden": what a preposition brings to the front is no item of the list behind it.
bool Grammar::fronted(std::size_t phrase, std::size_t next) const {
  if (phrase == 0 || !is_tag(phrase - 1, Tag::preposition)) return false;
  const auto somebody = [&](std::size_t chunk) {
    const Entity* entity = head(chunk).entity;
    if (entity == nullptr) return false;
    const EntityKind kind = entity->kind;
    return kind != EntityKind::sector && kind != EntityKind::person_noun && kind != EntityKind::office &&
           kind != EntityKind::hidden;
  };
  return !somebody(phrase) && somebody(next) && (phrase == 1 || is_tag(phrase - 2, Tag::mark));
}

// "named X as the culprit, and the ministry expelled": behind ", and" a subject of its own, no second culprit.
bool Grammar::opens_clause(std::size_t phrase) const {
  const bool finite = is_verb(phrase + 1) && chunk(phrase + 1).mood == Mood::finite;
  return finite && attached_by_preposition(phrase - 3) && main_verb_before(phrase - 3).has_value();
}

std::vector<std::size_t> Grammar::left_list(std::size_t phrase) const {
  std::vector<std::size_t> found{phrase};
  std::size_t i = phrase;
  while (i >= 2) {
    if (is_tag(i - 1, Tag::conjunction) && lower(chunk(i - 1).first) != "but") {
      if (is_phrase(i - 2)) {
        i -= 2;
      } else if (i >= 3 && is_word(i - 2, ",") && is_phrase(i - 3) && !(found.size() == 1 && opens_clause(i))) {
        i -= 3;
      } else {
        break;
      }
    } else if (is_word(i - 1, ",") && is_phrase(i - 2) && found.size() > 1 && !fronted(i - 2, i)) {
      i -= 2;
    } else {
      break;
    }
    found.push_back(i);
  }
  return found;
}

Phrase Grammar::widen_left(std::size_t phrase) const {
  Phrase result;
  std::vector<std::size_t> found = left_list(phrase);
  std::reverse(found.begin(), found.end());
  result.chunks = found;
  result.first = chunk(found.front()).first;
  result.last = with_modifiers(found.back());
  return result;
}

Phrase Grammar::alone(std::size_t phrase) const {
  return {{phrase}, chunk(phrase).first, with_modifiers(phrase), false};
}

std::size_t Grammar::clause_end(std::size_t from) const {
  for (std::size_t i = from + 1; i < syntax_.chunks.size(); ++i) {
    if (is_word(i, ";")) return chunk(i).first;
  }
  std::size_t end = syntax_.words.size();
  while (end > 0 && syntax_.words[end - 1].tag == Tag::mark && !comma(lower(end - 1)) && lower(end - 1) != ")") --end;
  return end;
}

}  // namespace whence
