// Phrases that name somebody only by what the text has said before: offices, pronouns, "the three", "the study".
#include <algorithm>

#include "base/text.h"
#include "reading/claims/dates.h"
#include "reading/claims/parties.h"

namespace whence {

Party PartyReader::written(std::size_t first, std::size_t last) const {
  Party party;
  party.span = span_of(first, last);
  party.text = std::string(text_of(text_, *party.span));
  return party;
}

// The words here stay; who is meant was said before.
void PartyReader::take_identity(const Party& known, Party& party) {
  party.kind = known.kind;
  party.state = known.state;
  party.name = known.name;
  party.id = known.id;
  party.sector = known.sector;
}

void PartyReader::set_speaker(std::vector<Party> speaker, std::size_t from, const Phrase& phrase) {
  speaker_ = std::move(speaker);
  speaker_from_ = from;
  home_.reset();
  homeless_ = speaker_.size() == 1 && !speaker_.front().state && speaker_.front().kind == PartyKind::organ;
  const Entity* state =
      speaker_.size() == 1 && !speaker_.front().state ? state_within(phrase.first, phrase.last) : nullptr;
  if (state == nullptr) return;
  home_.emplace();
  home_->kind = PartyKind::state;
  home_->state = state->state;
  home_->name = state->name;
}

void PartyReader::add_telling(std::vector<Party> speaker, std::size_t first, std::size_t last) {
  told_.push_back({std::move(speaker), first, last});
}

// The state that "it" or "its" at `word` goes back to, or null.
const Party* PartyReader::owner_of(std::size_t word) const {
  const bool ours = tables_.is(grammar_.lower(word), "ours");
  if (ours && speaker_.empty()) {
    const std::vector<Party>& issuer = discourse_.issuer.who;
    return issuer.size() == 1 && issuer.front().state ? &issuer.front() : nullptr;
  }
  if (speaker_.size() == 1 && speaker_.front().state && word >= speaker_from_) return &speaker_.front();
  if (home_ && word >= speaker_from_) return &*home_;
  if (homeless_ && word >= speaker_from_) return nullptr;
  if ((speaker_.empty() || word < speaker_from_) && discourse_.state) return &*discourse_.state;
  return nullptr;
}

bool PartyReader::definite(std::size_t first) const { return tables_.is(grammar_.lower(first), "definite"); }

// Whom "the ministry", "that company", "Ostrel" means: the last one introduced in these words, else the last group for
// a word that means a group. Null for a phrase that introduces somebody itself.
const Party* PartyReader::meant_before(const Extent& here) const {
  const auto& words = grammar_.syntax().words;
  const bool name = words[here.first].token.capital && words[here.first].tag != Tag::determiner;
  if (!name && !definite(here.first)) return nullptr;
  std::vector<std::string_view> content;
  bool same = false;  // "the same hackers"
  for (std::size_t i = name ? here.first : here.first + 1; i < here.end; ++i) {
    if (tables_.is(grammar_.lower(i), "same")) {
      same = true;
    } else if (words[i].token.shape != Shape::mark) {
      content.push_back(words[i].token.lower);
    }
  }
  if (content.empty()) return nullptr;
  if (const Party* known = recalled(discourse_, content)) {
    // "Xandria" alone is more than "Xandria (interior ministry)".
    const bool owner =
        !known->state && lower(known->name.value_or("")).starts_with(std::string(content.front()) + " (");
    return name && owner && content.size() == 1 ? nullptr : known;
  }
  if (name || content.size() > 1) return nullptr;
  if (same || tables_.is(content.front(), "group")) return latest(discourse_, PartyKind::group);
  if (tables_.is(content.front(), "company")) return latest(discourse_, PartyKind::company);
  if (tables_.is(content.front(), "country")) return owner_of(here.first);
  return nullptr;
}

// "the three governments" where the last to speak were three states or bodies of three.
bool PartyReader::counted_states(const Extent& here) const {
  if (here.end - here.first != 3 || here.wide_end != here.end || !definite(here.first)) return false;
  const auto count = static_cast<std::size_t>(number_in(grammar_.lower(here.first + 1)).value_or(0));
  if (count < 2 || count != discourse_.speakers.size() || !tables_.is(grammar_.lower(here.head), "countries"))
    return false;
  return std::all_of(discourse_.speakers.begin(), discourse_.speakers.end(),
                     [](const Party& party) { return party.state.has_value(); });
}

// "the three", "both", "the three governments": the speakers before, where there are as many.
bool PartyReader::add_counted(const Extent& here, Meant& meant) const {
  const auto& words = grammar_.syntax().words;
  if (!counted_states(here)) {
    if (words[here.head].tag != Tag::number && !tables_.is(grammar_.lower(here.head), "both")) return false;
    const bool alone = here.end - here.first <= 2 && here.wide_end == here.end;
    if (!alone || discourse_.speakers.size() < 2 || words[here.head].token.shape == Shape::number) return false;
  }
  for (Party party : discourse_.speakers) {
    const Party here_written = written(here.first, here.end);
    party.span = here_written.span;
    party.text = here_written.text;
    meant.parties.push_back(std::move(party));
  }
  return true;
}

void PartyReader::add_pronoun(const Phrase& phrase, std::size_t chunk, Meant& meant) const {
  meant.pronoun = true;
  const std::string_view word = grammar_.lower(grammar_.chunk(chunk).head);
  std::vector<Party> known = discourse_.speakers;
  // In a quotation "we" is the speaker wherever the sentence names it.
  const bool own_voice = tables_.is(word, "own-voice");
  if (!speaker_.empty() && (own_voice || grammar_.chunk(chunk).first >= speaker_from_)) known = speaker_;
  if (own_voice && speaker_.empty()) {
    if (!discourse_.issuer.who.empty()) known = discourse_.issuer.who;
    // A group that the text spoke of is not who says "we" in it.
    std::erase_if(known, [](const Party& party) { return party.kind == PartyKind::group; });
    if (known.empty()) return meant.parties.push_back(written(phrase.first, phrase.last));
  }
  if (tables_.is(word, "one-pronoun")) {
    for (const Told& told : told_) {
      const std::size_t at = grammar_.chunk(chunk).first;
      if (told.first <= at && at < told.last) known = told.speaker;
    }
  }
  if (tables_.is(word, "one-pronoun") && known.size() != 1) {
    known.clear();
    if (discourse_.state) known.push_back(*discourse_.state);
  }
  if (!own_voice && !tables_.is(word, "one-pronoun") && !tables_.is(word, "many-pronoun")) {
    // "None of the four has commented": of whom it is said.
    const bool none = (grammar_.syntax().words[phrase.first].classes & negative) != 0 &&
                      phrase.first + 2 < phrase.last && grammar_.lower(phrase.first + 1) == "of";
    meant.parties.push_back(written(none ? phrase.first + 2 : phrase.first, phrase.last));
    return;
  }
  for (Party party : known) {
    party.span = span_of(grammar_.chunk(chunk).first, grammar_.chunk(chunk).last);
    party.text = std::string(text_of(text_, *party.span));
    meant.parties.push_back(std::move(party));
  }
}

// "the Danish report", "an inquiry by the ministry", "the study": what a document says its author says.
std::optional<Party> PartyReader::author_of(std::size_t chunk, const Extent& here) const {
  if (!tables_.is(grammar_.lower(here.head), "document")) return std::nullopt;
  const bool by =
      grammar_.is_word(chunk + 1, "by") || grammar_.is_word(chunk + 1, "of") || grammar_.is_word(chunk + 1, "from");
  if (by && grammar_.is_phrase(chunk + 2)) {
    const std::vector<Party> authors = meant(grammar_.widen_right(chunk + 2)).parties;
    const bool told = authors.size() == 1 && authors.front().kind != PartyKind::unnamed;
    if (told) return authors.front();
  }
  if (const Entity* state = state_within(here.first, here.end)) {
    Party party = written(here.first, here.end);
    party.kind = PartyKind::organ;
    party.state = state->state;
    party.name = state->name;
    return party;
  }
  if (!definite(here.first) || discourse_.speakers.size() != 1) return std::nullopt;
  return discourse_.speakers.front();
}

// The capital or state in "in X" at chunk `index`, or null.
const Entity* PartyReader::seat_at(std::size_t index) const {
  if (!grammar_.is_word(index, "in") || !grammar_.is_phrase(index + 1)) return nullptr;
  const Entity* seat = grammar_.head(index + 1).entity;
  const bool usable = seat != nullptr && (seat->kind == EntityKind::capital || seat->kind == EntityKind::state);
  return usable ? seat : nullptr;
}

// The state that an office or a body of people belongs to by the words of its own phrase, or null.
const Entity* PartyReader::state_of_office(const Entity& entity, std::size_t chunk, const Extent& here) const {
  if (const Entity* state = state_within(here.first, here.head)) return state;
  const bool embassy = entity.detail == "embassy";
  if (!embassy || !(grammar_.is_word(chunk + 1, "in") || grammar_.is_word(chunk + 1, "to"))) {
    if (const Entity* state = state_within(here.head + 1, here.wide_end)) return state;
  }
  // "the interior ministry in Berlin"; an embassy is its own state, located elsewhere.
  const Entity* state = embassy ? nullptr : seat_at(chunk + 1);
  // "In Minsk, officials dismissed".
  return state == nullptr && chunk == 3 && grammar_.is_word(2, ",") ? seat_at(0) : state;
}

// "Interior Minister Mara Oldan": speaks as the office does.
std::optional<Party> PartyReader::office_holder(std::size_t chunk, const Extent& here) const {
  const auto& words = grammar_.syntax().words;
  std::size_t office = here.end;
  for (std::size_t i = here.first; i < here.end; ++i) {
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::office) office = i;
  }
  if (office + 1 >= here.end) return std::nullopt;
  for (std::size_t i = office + 1; i < here.end; ++i) {
    if (words[i].tag != Tag::name || words[i].entity != nullptr) return std::nullopt;
  }
  Extent title = here;
  title.head = office;
  title.end = office + 1;
  title.titled = true;  // "defence minister Lew Arden of Xemora": whose he is may stand behind the name
  Party party = written(here.first, here.end);
  name_office(*words[office].entity, chunk, title, party);
  return party.state ? std::optional(party) : std::nullopt;
}

// "Peru has been hit, its president said": the one state that the sentence has named, at its head, before anybody
// spoke.
const Entity* PartyReader::subject_before(std::size_t word) const {
  if (!speaker_.empty() && speaker_.front().state && word >= speaker_from_) return nullptr;
  const auto& words = grammar_.syntax().words;
  const Entity* first = words.front().entity;
  if (first == nullptr || first->kind != EntityKind::state || words.front().tag != Tag::name) return nullptr;
  for (std::size_t i = words.front().entity_last; i < word; ++i) {
    if (words[i].entity != nullptr && means_state(words[i].entity->kind)) return nullptr;
  }
  return first;
}

// "Ana Gil, head of research at Ostrel Research,": speaks for the company.
std::optional<Party> PartyReader::company_of(const Extent& here, std::size_t post) const {
  const auto& words = grammar_.syntax().words;
  const Phrase phrase = grammar_.alone(post);
  std::size_t last = grammar_.chunk_at(phrase.last - 1);
  if ((grammar_.is_word(last + 1, "at") || grammar_.is_word(last + 1, "with")) && grammar_.is_phrase(last + 2))
    last += 2;
  for (std::size_t i = phrase.first + 1; i < grammar_.chunk(last).last; ++i) {
    if (words[i].entity == nullptr || words[i].entity->kind != EntityKind::company) continue;
    Party party = written(here.first, words[i].entity_last);
    take_identity(named_party(*words[i].entity, i, words[i].entity_last), party);
    return party;
  }
  return std::nullopt;
}

// "Juan Soto, Chile's interior minister,": speaks as the office does.
std::optional<Party> PartyReader::office_behind(std::size_t chunk, const Extent& here) const {
  const Word& head = grammar_.syntax().words[here.head];
  const std::size_t behind = chunk + 2;
  if (head.entity != nullptr || head.tag != Tag::name || !grammar_.is_word(chunk + 1, ",") ||
      !grammar_.is_phrase(behind))
    return std::nullopt;
  if (auto firm = company_of(here, behind)) return firm;
  const Entity* office = grammar_.head(behind).entity;
  if (office == nullptr || office->kind != EntityKind::office || !office->speaks) return std::nullopt;
  const Extent title = extent(grammar_.alone(behind), behind, true);
  const std::size_t next = grammar_.chunk_at(title.wide_end - 1) + 1;
  if (next < grammar_.syntax().chunks.size() && !grammar_.is_tag(next, Tag::mark)) return std::nullopt;
  Party party = written(here.first, title.wide_end);
  name_office(*office, behind, title, party);
  return party.state ? std::optional(party) : std::nullopt;
}

// "officers of the Bureau of Signals", "Microsoft researchers": the body that they are of.
bool PartyReader::of_body(const Extent& here, Party& party) const {
  const auto& words = grammar_.syntax().words;
  const bool of = here.head + 1 < here.wide_end && grammar_.lower(here.head + 1) == "of";
  for (std::size_t i = here.first; i < here.wide_end; ++i) {
    const Entity* body = words[i].entity;
    if (body == nullptr || i == here.head) continue;
    const bool organ = body->kind == EntityKind::organ && !body->state.empty() && of && i > here.head;
    const bool firm = body->kind == EntityKind::company && (i < here.head || grammar_.lower(here.head + 1) == "at");
    if (!organ && !firm) continue;
    const Party known = named_party(*body, words[i].entity_first, std::min(words[i].entity_last, here.wide_end));
    take_identity(known, party);
    return true;
  }
  return false;
}

// "Xandria" in "the ministry of defence of Xandria", "Xandrian officials": whose an office is, in a name that no table
// knows. Nobody else's, then.
std::optional<Span> PartyReader::unknown_owner(const Extent& here) const {
  const auto& words = grammar_.syntax().words;
  const auto name = [&](std::size_t i) {
    const bool owns = i + 1 < words.size() && words[i + 1].tag == Tag::possessive;
    const bool known = words[i].entity != nullptr || (words[i].tag != Tag::name && !owns && i == 0);
    return words[i].token.capital && !known && words[i].tag != Tag::determiner;
  };
  for (std::size_t i = here.first; i < words[here.head].entity_first; ++i) {
    if (name(i)) return words[i].token.span;
  }
  for (std::size_t i = std::max(words[here.head].entity_last, here.head + 1); i + 1 < here.wide_end; ++i) {
    if (words[i].tag != Tag::preposition) continue;
    const std::size_t owner = i + 2 < here.wide_end && words[i + 1].tag == Tag::determiner ? i + 2 : i + 1;
    if (name(owner)) return words[owner].token.span;
  }
  return std::nullopt;
}

// Whose office or people the words of a phrase mean.
void PartyReader::name_office(const Entity& entity, std::size_t chunk, const Extent& here, Party& party) const {
  for (std::size_t i = here.first; i < here.head; ++i) {
    if (tables_.is(grammar_.lower(i), "former")) return;  // "a former Danish minister" speaks for nobody
  }
  const bool speaks = entity.kind == EntityKind::office && entity.speaks;
  if (entity.kind == EntityKind::person_noun && of_body(here, party)) return;
  const Entity* state = state_of_office(entity, chunk, here);
  party.kind = kind_of(entity);
  Entity owner;
  if (state == nullptr) {
    if (const auto whose = entity.kind == EntityKind::office ? unknown_owner(here) : std::nullopt) {
      party.name = std::string(text_of(text_, *whose)) + " (" + entity.name + ")";
      return;
    }
    if (const Party* known = meant_before(here)) return take_identity(*known, party);
    // "its army", "the ministry", "a spokeswoman said": of the state that speaks.
    const bool owned = (grammar_.syntax().words[here.first].classes & possessive_pronoun) != 0;
    const bool voice = entity.detail == "spokesperson" || ((here.titled || definite(here.first)) && speaks);
    if (const Entity* subject = owned ? subject_before(here.first) : nullptr) {
      owner = *subject;
      state = &owner;
    }
    const Party* whose = state == nullptr && (owned || voice) ? owner_of(here.first) : nullptr;
    if (state == nullptr && whose == nullptr) {
      if (entity.kind == EntityKind::office) party.kind = PartyKind::unnamed;  // "officials", of nobody in particular
      return;
    }
    if (state == nullptr) owner.state = owner.name = *whose->state;
    state = &owner;
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

}  // namespace whence
