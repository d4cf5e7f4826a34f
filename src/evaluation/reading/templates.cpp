#include "evaluation/reading/templates.h"

#include <algorithm>

#include "base/text.h"
#include "evaluation/reading/wanted.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, form_kinds> kind_names{"short",   "long",     "adjective", "person",
                                                              "capital", "ministry", "embassy"};

bool is_vowel(char c) {
  c = to_lower(c);
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

const StateForms* forms_of(std::string_view code, const std::vector<StateForms>& forms) {
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const StateForms& one) { return one.code == code; });
  return found == forms.end() ? nullptr : &*found;
}

struct Piece {
  std::size_t begin = 0, end = 0;
  FormKind kind = FormKind::short_;
};

// A mention, widened to the phrase of the table that contains it: "The Israeli embassy" for "Israeli".
Piece piece_of(std::string_view sentence, const CountryMention& mention, const StateForms* forms) {
  const std::string text = lower(sentence);
  // "the US Justice Department": a name before a name is an adjective.
  const bool before_name =
      mention.end + 1 < sentence.size() && sentence[mention.end] == ' ' && is_upper(sentence[mention.end + 1]);
  for (const FormKind kind :
       {FormKind::embassy, FormKind::ministry, FormKind::long_, FormKind::person, FormKind::short_}) {
    if (forms == nullptr || forms->of(kind).empty() || (before_name && kind == FormKind::short_)) continue;
    const std::string phrase = lower(forms->of(kind));
    const std::size_t at = text.rfind(phrase, mention.begin);
    if (at != std::string::npos && at + phrase.size() >= mention.end) return {at, at + phrase.size(), kind};
  }
  if (before_name || mention.adjective) return {mention.begin, mention.end, FormKind::adjective};
  const std::string form = text.substr(mention.begin, mention.end - mention.begin);
  const bool capital = forms != nullptr && lower(forms->of(FormKind::capital)) == form;
  return {mention.begin, mention.end, capital ? FormKind::capital : FormKind::short_};
}

bool is_source(std::string_view code, std::string_view wanted) {
  const auto parsed = wanted_claim(wanted);
  if (!parsed) return false;
  return std::any_of(parsed->keys.begin(), parsed->keys.end(), [&](const WantedKey& key) {
    return key.key == "source" && key.values.size() == 1 && key.values.front().code == code;
  });
}

// "a" before the phrase becomes "an", or the other way.
void agree(std::string& text, std::string_view phrase) {
  const bool vowel = is_vowel(phrase.front());
  for (const std::string_view article : {" a ", " an ", "A ", "An "}) {
    if (!text.ends_with(article) || (article.front() != ' ' && text.size() != article.size())) continue;
    const bool large = article.front() == 'A';
    text.resize(text.size() - article.size());
    text += large ? (vowel ? "An " : "A ") : (vowel ? " an " : " a ");
    return;
  }
}

// The kinds that may stand in a slot; `round` goes through them.
FormKind kind_for(const TemplateSlot& slot, std::size_t round) {
  if (slot.kind != FormKind::short_) return slot.kind;
  constexpr std::array<FormKind, 5> speakers{FormKind::short_, FormKind::capital, FormKind::long_, FormKind::ministry,
                                             FormKind::embassy};
  constexpr std::array<FormKind, 2> states{FormKind::short_, FormKind::long_};
  return slot.speaks && !slot.owns ? speakers[round % speakers.size()] : states[round % states.size()];
}

}  // namespace

Result<std::vector<StateForms>> load_state_forms(const Table& table) {
  WHENCE_TRY(const std::size_t code, table.column("state"));
  std::array<std::size_t, form_kinds> columns{};
  for (std::size_t kind = 0; kind < form_kinds; ++kind) {
    WHENCE_TRY(columns[kind], table.column(kind_names[kind]));
  }
  std::vector<StateForms> forms;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    StateForms one;
    one.code = table.text(row, code);
    for (std::size_t kind = 0; kind < form_kinds; ++kind) one.phrase[kind] = table.text(row, columns[kind]);
    forms.push_back(std::move(one));
  }
  return forms;
}

std::optional<SentenceTemplate> template_of(const Frame& frame, const FrameExample& example, const CountryNames& names,
                                            const std::vector<StateForms>& forms) {
  SentenceTemplate made;
  made.frame = frame.name;
  made.where = frame.file + ":" + std::to_string(example.line);
  made.example = example.sentence;
  std::size_t at = 0;
  for (const CountryMention& mention : names.mentions(example.sentence)) {
    if (mention.begin < at) continue;
    const Piece piece = piece_of(example.sentence, mention, forms_of(mention.code, forms));
    if (piece.begin < at) continue;
    TemplateSlot slot;
    const auto known = std::find(made.codes.begin(), made.codes.end(), mention.code);
    slot.letter = static_cast<std::size_t>(known - made.codes.begin());
    if (known == made.codes.end()) made.codes.push_back(mention.code);
    slot.kind = piece.kind;
    slot.speaks = is_source(mention.code, example.wanted) && made.slots.empty();
    slot.owns =
        example.sentence.substr(piece.end, 2) == "'s" || example.sentence.substr(piece.end, 3) == "\xE2\x80\x99";
    made.texts.push_back(example.sentence.substr(at, piece.begin - at));
    made.slots.push_back(slot);
    at = piece.end;
  }
  made.texts.push_back(example.sentence.substr(at));
  if (made.slots.empty()) return std::nullopt;
  return made;
}

std::optional<SentenceTemplate> passive_of(const SentenceTemplate& active, const Table& verbs) {
  const bool shape = active.slots.size() >= 2 && active.texts[0].empty() &&
                     active.slots[0].letter != active.slots[1].letter && active.slots[0].kind == FormKind::short_ &&
                     active.slots[1].kind == FormKind::short_ && !active.slots[1].owns;
  if (!shape) return std::nullopt;
  const auto past = verbs.column("past"), participle = verbs.column("participle");
  if (!past || !participle) return std::nullopt;
  const std::string_view verb = trim(active.texts[1]);
  for (std::size_t row = 0; row < verbs.rows(); ++row) {
    if (verbs.text(row, *past) != verb) continue;
    SentenceTemplate made = active;
    made.passive = true;
    std::swap(made.slots[0], made.slots[1]);
    made.texts[1] = " was " + std::string(verbs.text(row, *participle)) + " by ";
    return made;
  }
  return std::nullopt;
}

std::optional<std::string> filled(const SentenceTemplate& sentence, const std::vector<const StateForms*>& states,
                                  std::size_t round) {
  std::string text;
  for (std::size_t i = 0; i < sentence.slots.size(); ++i) {
    const TemplateSlot& slot = sentence.slots[i];
    std::string phrase = states[slot.letter]->of(kind_for(slot, round));
    if (phrase.empty()) return std::nullopt;
    text += sentence.texts[i];
    // "The {Israeli} embassy" has its article outside the slot or inside, never twice.
    const bool article = text.ends_with("the ") || text == "The ";
    if (article && phrase.starts_with("the ")) phrase = phrase.substr(4);
    agree(text, phrase);
    if (text.empty() && is_lower(phrase.front())) phrase.front() = static_cast<char>(phrase.front() - 'a' + 'A');
    text += phrase;
  }
  return text + sentence.texts.back();
}

}  // namespace whence
