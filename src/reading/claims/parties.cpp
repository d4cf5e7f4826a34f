#include "reading/claims/parties.h"

#include <algorithm>

namespace whence {

bool means_state(EntityKind kind) {
  return kind == EntityKind::state || kind == EntityKind::demonym || kind == EntityKind::capital ||
         kind == EntityKind::metonym || kind == EntityKind::body || kind == EntityKind::organ;
}

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

// "state-sponsored", "Chinese-backed": words that tie a group to a state, as the text has them.
bool PartyReader::sponsoring(std::size_t word) const {
  const auto& words = grammar_.syntax().words;
  if (word + 2 >= words.size() || grammar_.lower(word + 1) != "-" || words[word + 1].token.spaced) return false;
  const bool country = words[word].entity != nullptr && means_state(words[word].entity->kind);
  return tables_.is(grammar_.lower(word + 2), "tie") && (country || tables_.is(grammar_.lower(word), "state"));
}

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
  if (grammar_.is_word(i, "behind") && grammar_.is_phrase(i + 1)) i += 2;  // "the group behind the attack, known as X"
  if (grammar_.is_word(i, ",")) ++i;
  if (grammar_.is_word(i, "(")) return grammar_.is_phrase(i + 1) ? std::optional(i + 1) : std::nullopt;
  if (grammar_.is_phrase(i) && grammar_.is_verb(i + 1) && i == chunk + 1) ++i;  // "a group it tracks as X"
  if (grammar_.is_phrase(i) && i == chunk + 2) {                                // "a crew, Frost Adder, is"
    const bool closed = i + 1 >= grammar_.syntax().chunks.size() || grammar_.is_tag(i + 1, Tag::mark);
    return closed ? std::optional(i) : std::nullopt;
  }
  if (grammar_.is_verb(i)) {
    const bool naming = tables_.is(grammar_.chunk(i).lemma, "naming");
    const bool told = i == chunk + 2 && grammar_.is_phrase(chunk + 1);
    if (!naming || (grammar_.chunk(i).mood == Mood::finite && !told)) return std::nullopt;
    std::size_t k = i + 1;
    while (grammar_.is_word(k, "as") || grammar_.is_word(k, "to") || grammar_.is_word(k, "\"") ||
           grammar_.is_word(k, "\xE2\x80\x9C") || grammar_.is_tag(k, Tag::adverb) ||
           (grammar_.is_phrase(k) && tables_.is(grammar_.lower(grammar_.chunk(k).head), "itself")))
      ++k;
    if (grammar_.is_phrase(k)) return k;
  }
  return std::nullopt;
}

// "the group Quiet Harbour", "Velvet Heron hackers": a capitalised name beside a word for a group.
std::optional<Party> PartyReader::group_in_apposition(std::size_t first, std::size_t end) const {
  const auto& words = grammar_.syntax().words;
  if (tables_.is(grammar_.lower(end - 1), "public-body")) return std::nullopt;  // "National Cyber Office"
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

PartyReader::Extent PartyReader::extent(const Phrase& phrase, std::size_t chunk, bool last) const {
  const auto& words = grammar_.syntax().words;
  const Chunk& part = grammar_.chunk(chunk);
  Extent here;
  here.first = std::max(part.first, phrase.chunks.size() == 1 ? phrase.first : part.first);
  here.end = part.last;
  if (phrase.chunks.size() == 1 && phrase.last < part.last && phrase.last > part.first)
    here.end = phrase.last;  // an owner inside
  here.wide_end = last && phrase.last > here.end ? phrase.last : here.end;
  here.head = std::min(part.head, here.end - 1);
  while (here.head > here.first && words[here.head].tag == Tag::possessive) --here.head;
  return here;
}

// "seven", "state-sponsored": what a phrase says beside who is meant.
void PartyReader::add_ties(const Extent& here, Meant& meant) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = here.first; i < here.end; ++i) {
    if (words[i].tag == Tag::number && !meant.count) meant.count = std::string(text_of(text_, words[i].token.span));
    if (!sponsoring(i)) continue;
    const Entity* state = state_within(here.first, here.end);
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
std::optional<Party> PartyReader::named_group(std::size_t chunk, const Extent& here) const {
  const auto& words = grammar_.syntax().words;
  const Word& head = words[here.head];
  // "Iron Lapwing, also known as TA9944": the first name is the text's own.
  const bool own_name = head.tag == Tag::name && (head.entity == nullptr || head.entity->kind == EntityKind::actor);
  if (const auto name = name_given(chunk); name && own_name && head.entity == nullptr) {
    const Entity* entity = words[grammar_.chunk(*name).head].entity;
    if (entity != nullptr && entity->kind == EntityKind::actor) {
      Party party = written(here.first, here.end);
      party.kind = PartyKind::group;
      party.name = party.text;
      if (!entity->id.empty()) party.id = entity->id;
      return party;
    }
  } else if (name && !own_name) {
    const Chunk& given = grammar_.chunk(*name);
    const Entity* entity = words[given.head].entity;
    Party party;
    party.kind = PartyKind::group;
    party.span = span_of(given.first, given.last);
    party.text = std::string(text_of(text_, *party.span));
    party.name = party.text;
    const bool group_head = head.entity != nullptr && head.entity->kind == EntityKind::person_noun;
    if (entity != nullptr && entity->kind == EntityKind::actor) {
      if (!entity->id.empty()) party.id = entity->id;
      party.name = entity->name.empty() ? party.text : entity->name;
      return party;
    }
    const bool named = std::all_of(words.begin() + static_cast<std::ptrdiff_t>(given.first),
                                   words.begin() + static_cast<std::ptrdiff_t>(given.last), [](const Word& word) {
                                     return word.token.capital || word.tag == Tag::determiner || word.tag == Tag::mark;
                                   });
    const bool common =
        entity != nullptr && (entity->kind == EntityKind::person_noun || entity->kind == EntityKind::sector);
    if (group_head && ((words[given.head].tag == Tag::name && entity == nullptr) || (named && common))) return party;
  }
  for (std::size_t i = here.first; i < here.end; ++i) {
    const Word& word = words[i];
    if (word.entity != nullptr && word.entity->kind == EntityKind::actor &&
        (i == here.head || word.entity_last == here.head + 1 || word.entity_first <= here.head))
      return named_party(*word.entity, word.entity_first, std::min(word.entity_last, here.end));
  }
  return group_in_apposition(here.first, here.end);
}

// "security firm Ostrel Research": a name behind a word for a company.
std::optional<Party> PartyReader::company_in_apposition(const Extent& here) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = here.first; i + 1 < here.end; ++i) {
    if (!tables_.is(grammar_.lower(i), "company") || words[i + 1].tag != Tag::name) continue;
    Party party = written(i + 1, here.end);
    party.kind = PartyKind::company;
    party.name = party.text;
    return party;
  }
  return std::nullopt;
}

// A phrase whose head no table knows: "the Chinese side", "Ostrel".
Party PartyReader::plain_party(std::size_t chunk, const Extent& here) const {
  Party party = written(here.first, here.wide_end);
  if (auto company = company_in_apposition(here)) return *company;
  if (auto holder = office_holder(chunk, here)) return *holder;
  if (auto author = author_of(chunk, here)) return *author;
  // "by order of the ministry", "at Peru's door": who is meant is whose it is.
  if (tables_.is(grammar_.lower(here.head), "transparent")) {
    const auto& words = grammar_.syntax().words;
    for (std::size_t i = here.first; i < here.wide_end; ++i) {
      if (words[i].entity != nullptr && words[i].entity == state_within(here.first, here.wide_end))
        return named_party(*words[i].entity, i, std::min(words[i].entity_last, here.wide_end));
    }
  }
  // "Peru's National Cyber Office", "the Peruvian Bureau of Signals": a body that no table knows, named in full.
  const Word& head = grammar_.syntax().words[here.head];
  if (const Entity* state = state_within(here.first, here.wide_end);
      state != nullptr && head.token.capital && tables_.is(head.token.lower, "public-body")) {
    party.kind = PartyKind::organ;
    party.state = state->state;
    const auto& words = grammar_.syntax().words;
    std::size_t first = here.first;  // "Xindar's" and articles are no part of the body's own name
    while (first < here.head && (words[first].entity == state || !words[first].token.capital)) ++first;
    const std::size_t last = words[here.end - 1].entity != state && here.wide_end > here.end &&
                                     state_within(here.end, here.wide_end) == nullptr
                                 ? here.wide_end
                                 : here.end;
    party.name = state->name + " (" + std::string(text_of(text_, span_of(first, last))) + ")";
    return party;
  }
  // A plain noun with a state in it is somebody of that state.
  if (const Entity* state = state_within(here.first, here.wide_end)) {
    party.name = "of " + state->state;
  } else if (const Party* known = meant_before(here)) {
    take_identity(*known, party);
  }
  return party;
}

Party PartyReader::entity_party(const Entity& entity, std::size_t chunk, const Extent& here) const {
  const auto& words = grammar_.syntax().words;
  Party party = written(here.first, here.wide_end);
  switch (entity.kind) {
    case EntityKind::hidden:
    case EntityKind::place:
      return party;
    case EntityKind::speaker:
      party.kind = PartyKind::person;
      party.state = entity.state;
      party.name = entity.name;
      return party;
    case EntityKind::office:
    case EntityKind::person_noun:
      name_office(entity, chunk, here, party);
      return party;
    case EntityKind::people:
      party.kind = PartyKind::person;
      party.name = "nationality: " + entity.state;
      return party;
    default:
      break;
  }
  party = named_party(entity, here.first, here.wide_end);
  // "the Polish Justice Department": the owner in the phrase decides whose organ it is, whatever a table calls by that
  // name alone.
  const Entity* owner = state_within(here.first, words[here.head].entity_first);
  if (entity.kind == EntityKind::organ && owner != nullptr && owner->state != entity.state) {
    party.state = owner->state;
    party.name = owner->name + " (" + entity.name + ")";
  }
  if (party.kind == PartyKind::state) {
    party.span = span_of(here.first, here.end);
    party.text = std::string(text_of(text_, *party.span));
  } else if (!party.state && !party.id) {
    if (const Party* known = meant_before(here)) take_identity(*known, party);
  }
  return party;
}

void PartyReader::add_chunk(const Phrase& phrase, std::size_t chunk, bool last, Meant& meant) const {
  const Extent here = extent(phrase, chunk, last);
  if (grammar_.syntax().words[here.head].tag == Tag::pronoun) return add_pronoun(phrase, chunk, meant);
  if (add_counted(here, meant)) return;
  add_ties(here, meant);
  if (auto group = named_group(chunk, here)) {
    const std::size_t behind = chunk + 2;  // "X, a Chinese state-backed group,"
    const bool closed = behind + 1 >= grammar_.syntax().chunks.size() || grammar_.is_tag(behind + 1, Tag::mark);
    if (grammar_.is_word(chunk + 1, ",") && grammar_.is_phrase(behind) && closed)
      add_ties(extent(grammar_.alone(behind), behind, true), meant);
    meant.parties.push_back(std::move(*group));
    return;
  }
  const Entity* entity = grammar_.syntax().words[here.head].entity;
  if (auto holder = office_behind(chunk, here)) return meant.parties.push_back(std::move(*holder));
  meant.parties.push_back(entity == nullptr ? plain_party(chunk, here) : entity_party(*entity, chunk, here));
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
      if (!entity->sector.empty()) party.sector = entity->sector;
    }
    if (!party.state) {
      const Entity* state = state_within(part.first, end);
      if (state != nullptr) party.state = state->kind == EntityKind::body ? state->id : state->state;
    }
    const bool own =
        std::any_of(words.begin() + static_cast<std::ptrdiff_t>(part.first),
                    words.begin() + static_cast<std::ptrdiff_t>(std::max(part.head, end)), [&](const Word& word) {
                      return (word.classes & possessive_pronoun) != 0 || tables_.is(word.token.lower, "country");
                    });
    if (!party.state && own && speakers.size() == 1 && speakers.front().state) party.state = speakers.front().state;
    result.push_back(std::move(party));
  }
  return result;
}

}  // namespace whence
