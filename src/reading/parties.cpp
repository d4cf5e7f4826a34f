#include "reading/parties.h"

#include <algorithm>

namespace whence {
namespace {

PartyKind kind_of(const Entity& entity) {
  switch (entity.kind) {
    case EntityKind::state:
    case EntityKind::capital:
    case EntityKind::metonym:
    case EntityKind::demonym:
    case EntityKind::body:
      return PartyKind::state;
    case EntityKind::organ:
      return PartyKind::organ;
    case EntityKind::office:
      return entity.detail == "parliamentarians" || entity.detail == "party" ? PartyKind::institution
                                                                             : PartyKind::organ;
    case EntityKind::institution:
      return PartyKind::institution;
    case EntityKind::company:
      return PartyKind::company;
    case EntityKind::outlet:
      return PartyKind::outlet;
    case EntityKind::people:
    case EntityKind::person_noun:
      return PartyKind::person;
    case EntityKind::actor:
      return PartyKind::group;
    case EntityKind::speaker:
      return PartyKind::person;
    case EntityKind::software:
    case EntityKind::place:
    case EntityKind::hidden:
    case EntityKind::sector:
      return PartyKind::unnamed;
  }
  return PartyKind::unnamed;
}

bool means_state(EntityKind kind) {
  return kind == EntityKind::state || kind == EntityKind::demonym || kind == EntityKind::capital ||
         kind == EntityKind::metonym || kind == EntityKind::body || kind == EntityKind::organ;
}

// "state-sponsored", "government-backed": words that tie a group to a state, as the text has them.
bool sponsoring(const Grammar& grammar, std::size_t word) {
  const auto& words = grammar.syntax().words;
  if (word + 2 >= words.size() || grammar.lower(word + 1) != "-" || words[word + 1].token.spaced) return false;
  const std::string_view first = grammar.lower(word), last = grammar.lower(word + 2);
  const bool state = first == "state" || first == "government" || first == "nation";
  const bool tie = last == "sponsored" || last == "backed" || last == "supported" || last == "directed" ||
                   last == "controlled" || last == "run" || last == "funded";
  const bool country = words[word].entity != nullptr && means_state(words[word].entity->kind);
  return tie && (state || country);
}

}  // namespace

Span PartyReader::span_of(std::size_t first_word, std::size_t last_word) const {
  const auto& words = grammar_.syntax().words;
  return {words[first_word].token.span.begin, words[last_word - 1].token.span.end};
}

const Entity* PartyReader::state_within(std::size_t first, std::size_t last) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = first; i < last && i < words.size(); ++i) {
    if (words[i].entity != nullptr && means_state(words[i].entity->kind) && !words[i].entity->state.empty())
      return words[i].entity;
  }
  return nullptr;
}

Party PartyReader::named_party(const Entity& entity, std::size_t first, std::size_t last) const {
  Party party;
  party.span = span_of(first, last);
  party.text = std::string(text_of(text_, *party.span));
  party.kind = kind_of(entity);
  party.name = entity.name.empty() ? party.text : entity.name;
  if ((entity.kind == EntityKind::actor || entity.kind == EntityKind::software) && !entity.id.empty())
    party.id = entity.id;
  if (!entity.state.empty() && entity.kind != EntityKind::institution && entity.kind != EntityKind::company &&
      entity.kind != EntityKind::outlet)
    party.state = entity.state;
  if (entity.kind == EntityKind::organ && !entity.speaks) {
    party.kind = PartyKind::organ;
  }
  if (entity.kind == EntityKind::body) {
    party.state = entity.id;
  }
  return party;
}

// "a group called X", "known as X", "dubbed X": the chunk that holds the name.
std::optional<std::size_t> PartyReader::name_given(std::size_t chunk) const {
  std::size_t i = chunk + 1;
  if (grammar_.is_word(i, ",")) ++i;
  if (grammar_.is_word(i, "(")) return grammar_.is_phrase(i + 1) ? std::optional(i + 1) : std::nullopt;
  if (grammar_.is_phrase(i) && grammar_.is_verb(i + 1) && i == chunk + 1) ++i;  // "a group it tracks as X"
  if (grammar_.is_phrase(i) && i == chunk + 2) {                                // "a crew, Frost Adder, is"
    const bool closed = i + 1 >= grammar_.syntax().chunks.size() || grammar_.is_tag(i + 1, Tag::mark);
    return closed ? std::optional(i) : std::nullopt;
  }
  if (grammar_.is_verb(i)) {
    const std::string_view lemma = grammar_.chunk(i).lemma;
    const bool naming = lemma == "call" || lemma == "name" || lemma == "dub" || lemma == "know" || lemma == "track" ||
                        lemma == "label" || lemma == "refer" || lemma == "identify" || lemma == "designate";
    const bool told = i == chunk + 2 && grammar_.is_phrase(chunk + 1);
    if (!naming || (grammar_.chunk(i).mood == Mood::finite && !told)) return std::nullopt;
    std::size_t k = i + 1;
    while (grammar_.is_word(k, "as") || grammar_.is_word(k, "to") || grammar_.is_word(k, "\"") ||
           grammar_.is_word(k, "\xE2\x80\x9C") || grammar_.is_tag(k, Tag::adverb))
      ++k;
    if (grammar_.is_phrase(k)) return k;
  }
  return std::nullopt;
}

// The state that "it" or "its" at `word` goes back to, or null.
const Party* PartyReader::owner_of(std::size_t word) const {
  if (speaker_.size() == 1 && speaker_.front().state && word >= speaker_from_) return &speaker_.front();
  if (speaker_.empty() && discourse_.state) return &*discourse_.state;
  return nullptr;
}

void PartyReader::add_pronoun(const Phrase& phrase, std::size_t chunk, Meant& meant) const {
  meant.pronoun = true;
  const std::string_view word = grammar_.lower(grammar_.chunk(chunk).head);
  std::vector<Party> known = discourse_.speakers;
  if (!speaker_.empty() && grammar_.chunk(chunk).first >= speaker_from_) known = speaker_;
  if ((word == "it" || word == "he" || word == "she") && known.size() != 1) {
    known.clear();
    if (discourse_.state) known.push_back(*discourse_.state);
  }
  if (word != "they" && word != "them" && word != "it" && word != "he" && word != "she" && word != "we") {
    Party party;
    party.span = span_of(phrase.first, phrase.last);
    party.text = std::string(text_of(text_, *party.span));
    meant.parties.push_back(std::move(party));
    return;
  }
  for (Party party : known) {
    party.span = span_of(grammar_.chunk(chunk).first, grammar_.chunk(chunk).last);
    party.text = std::string(text_of(text_, *party.span));
    meant.parties.push_back(std::move(party));
  }
}

// "the group Quiet Harbour", "Velvet Heron hackers": a capitalised name beside a word for a group.
std::optional<Party> PartyReader::group_in_apposition(std::size_t first, std::size_t end) const {
  const auto& words = grammar_.syntax().words;
  bool group_word = false;
  std::size_t name_first = end, name_last = end;
  for (std::size_t i = first; i < end; ++i) {
    const Entity* entity = words[i].entity;
    group_word = group_word || (entity != nullptr && entity->kind == EntityKind::person_noun);
    const bool name = entity == nullptr && words[i].tag == Tag::name && words[i].token.capital;
    if (name && name_first == end) name_first = i;
    if (name && (name_last == end || name_last == i)) name_last = i + 1;
  }
  if (!group_word || name_first == end) return std::nullopt;
  Party party;
  party.kind = PartyKind::group;
  party.span = span_of(name_first, name_last);
  party.text = std::string(text_of(text_, *party.span));
  party.name = party.text;
  return party;
}

// The capital or state in "in X" at chunk `index`, or null.
const Entity* PartyReader::seat_at(std::size_t index) const {
  if (!grammar_.is_word(index, "in") || !grammar_.is_phrase(index + 1)) return nullptr;
  const Entity* seat = grammar_.head(index + 1).entity;
  const bool usable = seat != nullptr && (seat->kind == EntityKind::capital || seat->kind == EntityKind::state);
  return usable ? seat : nullptr;
}

// Whose office or people the words [first, wide_end) mean, with the noun at `head`.
void PartyReader::name_office(const Entity& entity, std::size_t chunk, std::size_t first, std::size_t head,
                              std::size_t wide_end, Party& party) const {
  for (std::size_t i = first; i < head; ++i) {  // "a former Danish minister" speaks for nobody
    const std::string_view word = grammar_.lower(i);
    if (word == "former" || word == "ex" || word == "retired" || word == "ousted") return;
  }
  const Entity* state = state_within(first, head);
  if (state == nullptr) state = state_within(head + 1, wide_end);
  // "the interior ministry in Berlin"; an embassy is its own state, located elsewhere.
  if (state == nullptr && entity.detail != "embassy") state = seat_at(chunk + 1);
  // "In Minsk, officials dismissed".
  if (state == nullptr && chunk == 3 && grammar_.is_word(2, ",")) state = seat_at(0);
  const bool speaks = entity.kind == EntityKind::office && entity.speaks;
  Entity owner;  // "its army", "the ministry": of the state that speaks
  const std::string_view opener = grammar_.lower(first);
  const bool owned = opener == "its" || opener == "their" || opener == "our" || opener == "his" || opener == "her";
  const Party* whose = owned || (opener == "the" && speaks) ? owner_of(first) : nullptr;
  if (state == nullptr && whose != nullptr) {
    owner.state = owner.name = *whose->state;
    state = &owner;
  }
  party.kind = kind_of(entity);
  if (state == nullptr) {
    if (entity.kind == EntityKind::office) party.kind = PartyKind::unnamed;  // "officials", of nobody in particular
    return;
  }
  if (speaks) {
    party.state = state->state;
    party.name = state->name + " (" + entity.name + ")";
  } else if (entity.detail == "official") {
    party.state = state->state;  // soldiers, officers, agents: in the state's service
    party.name = state->state + " " + entity.name;
  } else if (entity.kind == EntityKind::person_noun) {
    party.name = "nationality: " + state->state;
  } else {
    party.name = state->state + " " + entity.name;
  }
}

// NOLINTNEXTLINE(readability-function-size): one case for each kind of name.
void PartyReader::add_chunk(const Phrase& phrase, std::size_t chunk, bool last, Meant& meant) const {
  const auto& words = grammar_.syntax().words;
  const Chunk& part = grammar_.chunk(chunk);
  const std::size_t first = std::max(part.first, phrase.chunks.size() == 1 ? phrase.first : part.first);
  std::size_t end = part.last;
  if (phrase.chunks.size() == 1 && phrase.last < part.last && phrase.last > part.first)
    end = phrase.last;  // an owner inside
  const std::size_t wide_end = last && phrase.last > end ? phrase.last : end;
  std::size_t head = std::min(part.head, end - 1);
  while (head > first && words[head].tag == Tag::possessive) --head;
  if (words[head].tag == Tag::pronoun) return add_pronoun(phrase, chunk, meant);
  for (std::size_t i = first; i < end; ++i) {
    if (words[i].tag == Tag::number && !meant.count) meant.count = std::string(text_of(text_, words[i].token.span));
    if (sponsoring(grammar_, i)) {
      const Entity* state = state_within(first, end);
      Party sponsor;
      sponsor.kind = PartyKind::state;
      sponsor.span = span_of(i, i + 3);
      sponsor.text = std::string(text_of(text_, *sponsor.span));
      if (state != nullptr) {
        sponsor.state = state->state;
        sponsor.name = state->name;
        meant.accused_state.push_back(sponsor);
      }
      meant.sponsor.push_back(std::move(sponsor));
    }
  }
  // A group by name, inside the phrase or given behind it.
  if (const auto name = name_given(chunk)) {
    const Chunk& given = grammar_.chunk(*name);
    const Entity* entity = words[given.head].entity;
    Party party;
    party.kind = PartyKind::group;
    party.span = span_of(given.first, given.last);
    party.text = std::string(text_of(text_, *party.span));
    party.name = party.text;
    const bool group_head = words[head].entity != nullptr && words[head].entity->kind == EntityKind::person_noun;
    if (entity != nullptr && entity->kind == EntityKind::actor) {
      if (!entity->id.empty()) party.id = entity->id;
      party.name = entity->name.empty() ? party.text : entity->name;
    }
    if ((entity != nullptr && entity->kind == EntityKind::actor) ||
        (group_head && words[given.head].tag == Tag::name && entity == nullptr)) {
      meant.parties.push_back(std::move(party));
      return;
    }
  }
  for (std::size_t i = first; i < end; ++i) {
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::actor &&
        (i == head || words[i].entity_last == head + 1 || words[i].entity_first <= head)) {
      meant.parties.push_back(
          named_party(*words[i].entity, words[i].entity_first, std::min(words[i].entity_last, end)));
      return;
    }
  }
  if (const auto group = group_in_apposition(first, end)) {
    meant.parties.push_back(*group);
    return;
  }
  const Entity* entity = words[head].entity;
  Party party;
  party.span = span_of(first, wide_end);
  party.text = std::string(text_of(text_, *party.span));
  if (entity == nullptr) {
    // "the Chinese side", "a spokesperson of ...": a plain noun with a state in it is somebody of that state.
    if (const Entity* state = state_within(first, wide_end)) party.name = "of " + state->state;
    meant.parties.push_back(std::move(party));
    return;
  }
  switch (entity->kind) {
    case EntityKind::hidden:
    case EntityKind::place:
      break;
    case EntityKind::speaker:
      party.kind = PartyKind::person;
      party.state = entity->state;
      party.name = entity->name;
      break;
    case EntityKind::office:
    case EntityKind::person_noun:
      name_office(*entity, chunk, first, head, wide_end, party);
      break;
    case EntityKind::people:
      party.kind = PartyKind::person;
      party.name = "nationality: " + entity->state;
      break;
    default: {
      Party named = named_party(*entity, first, wide_end);
      // "London" is the government only where it acts; where a state or an organ is meant the code is kept.
      party = std::move(named);
      // "the Polish Justice Department": the owner in the phrase decides whose organ it is, whatever a table calls by
      // that name alone.
      const Entity* owner = state_within(first, words[head].entity_first);
      if (entity->kind == EntityKind::organ && owner != nullptr && owner->state != entity->state) {
        party.state = owner->state;
        party.name = owner->name + " (" + entity->name + ")";
      }
      if (party.kind == PartyKind::state) {
        party.span = span_of(first, end);
        party.text = std::string(text_of(text_, *party.span));
      }
      break;
    }
  }
  meant.parties.push_back(std::move(party));
}

Meant PartyReader::meant(const Phrase& phrase) const {
  Meant meant;
  for (const std::size_t chunk : phrase.chunks) add_chunk(phrase, chunk, chunk == phrase.chunks.back(), meant);
  return meant;
}

std::vector<Party> PartyReader::victims(const Phrase& phrase, const std::vector<Party>& speakers) const {
  const auto& words = grammar_.syntax().words;
  std::vector<Party> result;
  for (const std::size_t chunk : phrase.chunks) {
    const Chunk& part = grammar_.chunk(chunk);
    const bool last = chunk == phrase.chunks.back();
    Party party;
    party.span = span_of(std::max(part.first, phrase.first), last ? std::max(phrase.last, part.last) : part.last);
    party.text = std::string(text_of(text_, *party.span));
    const std::size_t end = last ? std::max(phrase.last, part.last) : part.last;
    const Entity* entity = words[part.head].entity;
    if (entity != nullptr) {
      if (entity->kind != EntityKind::person_noun) party.kind = kind_of(*entity);
      if (entity->kind != EntityKind::person_noun && entity->kind != EntityKind::office) party.name = entity->name;
      if (!entity->state.empty()) party.state = entity->state;
      const Entity* owner = state_within(part.first, words[part.head].entity_first);
      if (entity->kind == EntityKind::organ && owner != nullptr) party.state = owner->state;
      if (entity->kind == EntityKind::sector) party.sector = entity->detail;
      if (entity->kind == EntityKind::institution) party.sector = entity->detail;
    }
    if (!party.state) {
      const Entity* state = state_within(part.first, end);
      if (state != nullptr) party.state = state->kind == EntityKind::body ? state->id : state->state;
    }
    const bool own =
        std::any_of(words.begin() + static_cast<std::ptrdiff_t>(part.first),
                    words.begin() + static_cast<std::ptrdiff_t>(std::max(part.head, end)), [](const Word& word) {
                      return word.token.lower == "its" || word.token.lower == "our" || word.token.lower == "country" ||
                             word.token.lower == "nation" || word.token.lower == "their";
                    });
    if (!party.state && own && speakers.size() == 1 && speakers.front().state) party.state = speakers.front().state;
    result.push_back(std::move(party));
  }
  return result;
}

}  // namespace whence
