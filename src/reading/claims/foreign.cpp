#include "reading/claims/foreign.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

unsigned char byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool cyrillic_at(std::string_view text, std::size_t at) {
  return at < text.size() && (byte(text, at) == 0xD0 || byte(text, at) == 0xD1);
}

// A lower-case Cyrillic first letter made a capital: "российск" as it stands at the beginning of a sentence.
std::string capitalised(std::string_view word) {
  std::string text(word);
  if (text.size() < 2) return text;
  const unsigned char lead = byte(text, 0), last = byte(text, 1);
  if (lead == 0xD0 && last >= 0xB0) {
    text[1] = static_cast<char>(last - 0x20);
  } else if (lead == 0xD1 && last <= 0x8F) {
    text[0] = static_cast<char>(0xD0);
    text[1] = static_cast<char>(last + 0x20);
  }
  return text;
}

// Whether a name that ends at `end` ends its word, or its stem is followed by a case ending only.
bool ends_well(std::string_view text, std::size_t end, bool stem) {
  std::size_t letters = 0;
  while (cyrillic_at(text, end)) {
    end += 2;
    ++letters;
  }
  return stem ? letters <= 4 : letters == 0;
}

std::size_t clause_begin(std::string_view sentence, std::size_t at) {
  std::size_t begin = 0;
  for (const std::string_view mark : {",", ";", "，", "；", "、", "—"}) {
    const auto place = at == 0 ? std::string_view::npos : sentence.rfind(mark, at - 1);
    if (place != std::string_view::npos) begin = std::max(begin, place);
  }
  return begin;
}

std::size_t clause_end(std::string_view sentence, std::size_t at) {
  std::size_t end = sentence.size();
  for (const std::string_view mark : {",", ";", "，", "；", "—", ":", "："})
    end = std::min(end, sentence.find(mark, at));
  return end;
}

// Whether the part that begins at `at` begins a word and, without a star, ends one; scripts without spaces need
// neither.
bool whole(std::string_view sentence, std::size_t at, const std::pair<std::string, bool>& part) {
  if (!cyrillic_at(part.first, 0)) return true;
  if (at >= 2 && cyrillic_at(sentence, at - 2)) return false;
  return part.second || !cyrillic_at(sentence, at + part.first.size());
}

std::vector<std::pair<std::string, bool>> parts_of(std::string_view cue) {
  constexpr std::string_view gap = " … ";
  std::vector<std::pair<std::string, bool>> parts;
  while (true) {
    const auto end = cue.find(gap);
    std::string_view part = cue.substr(0, end);
    const bool star = part.ends_with("*");
    if (star) part.remove_suffix(1);
    parts.emplace_back(part, star);
    if (end == std::string_view::npos) return parts;
    cue.remove_prefix(end + gap.size());
  }
}

template <class Rows>
void longest_first(Rows& rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.text.size() > b.text.size(); });
}

}  // namespace

Result<void> ForeignCues::add_names(const Data& data, std::string_view language) {
  Words& into = words(language);
  WHENCE_TRY(const Table states, data.table(fmt::format("gazetteer/states_{}", language)));
  WHENCE_TRY(const std::size_t code, states.column("code"));
  WHENCE_TRY(const std::size_t name, states.column("name"));
  for (const std::string_view column : {"names", "metonyms", "stems", "adjective_stems", "capital_stems"}) {
    const auto place = states.column(column);
    if (!place) continue;
    const bool stem = column.ends_with("stems");
    for (std::size_t row = 0; row < states.rows(); ++row) {
      for (const std::string_view form : states.list(row, place.value())) {
        into.forms.push_back(
            {std::string(form), std::string(states.text(row, code)), std::string(states.text(row, name)), stem});
        const std::string capital = capitalised(form);
        if (capital != form) into.forms.push_back({capital, into.forms.back().state, into.forms.back().name, stem});
      }
    }
  }
  WHENCE_TRY(const Table organs, data.table(fmt::format("gazetteer/organs_{}", language)));
  WHENCE_TRY(const std::size_t id, organs.column("id"));
  WHENCE_TRY(const std::size_t names, organs.column("names"));
  for (std::size_t row = 0; row < organs.rows(); ++row) {
    const std::string_view owner = organs.text(row, id);
    for (const std::string_view form : organs.list(row, names)) {
      into.forms.push_back(
          {std::string(form), std::string(owner.substr(0, owner.find('-'))), std::string(form), false});
    }
  }
  return {};
}

Result<void> ForeignCues::add_cues(const Data& data) {
  WHENCE_TRY(const Table table, data.table("reading/foreign-cues"));
  WHENCE_TRY(const std::size_t language, table.column("language"));
  WHENCE_TRY(const std::size_t cue, table.column("cue"));
  WHENCE_TRY(const std::size_t act, table.column("act"));
  WHENCE_TRY(const std::size_t source, table.column("source"));
  WHENCE_TRY(const std::size_t other, table.column("other"));
  const auto place_of = [](std::string_view text) {
    return text == "before" ? Place::before : text == "after" ? Place::after : Place::none;
  };
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Words& into = words(table.text(row, language));
    const std::string text(table.text(row, cue));
    std::string_view kind = table.text(row, act);
    if (kind == "topic") {
      into.topics.push_back(text);
    } else if (kind == "answer") {
      into.answers.push_back(text);
    } else if (kind == "negation") {
      into.negations.push_back(text);
    } else if (kind == "says") {
      into.says.push_back(text);
    } else if (kind == "speaker") {
      into.forms.push_back({text, std::string(table.text(row, other)), text, false});
    } else {
      const bool topic = kind.ends_with("?");
      if (topic) kind.remove_suffix(1);
      const auto named = act_named(kind);
      if (!named && kind != "noun")
        return Error{Code::malformed, fmt::format("data/reading/foreign-cues.tsv: '{}' is no act of a claim", kind)};
      into.cues.push_back(
          {text, parts_of(text), named, topic, place_of(table.text(row, source)), place_of(table.text(row, other))});
    }
  }
  return {};
}

Result<ForeignCues> ForeignCues::load(const Data& data) {
  ForeignCues cues;
  for (const std::string_view language : {"zh", "ru"}) {
    if (auto done = cues.add_names(data, language); !done) return done.error();
  }
  if (auto done = cues.add_cues(data); !done) return done.error();
  for (Words* words : {&cues.zh_, &cues.ru_}) {
    longest_first(words->forms);
    longest_first(words->cues);
  }
  return cues;
}

std::vector<ForeignCues::Mention> ForeignCues::mentions(std::string_view sentence, const Words& words) const {
  std::vector<Mention> found;
  for (const Form& form : words.forms) {
    for (auto at = sentence.find(form.text); at != std::string_view::npos; at = sentence.find(form.text, at + 1)) {
      const std::size_t end = at + form.text.size();
      const bool word = !cyrillic_at(form.text, 0) ||
                        ((at < 2 || !cyrillic_at(sentence, at - 2)) && ends_well(sentence, end, form.stem));
      const bool taken = std::any_of(found.begin(), found.end(),
                                     [&](const Mention& other) { return at < other.end && other.begin < end; });
      if (word && !taken) found.push_back({at, end, &form});
    }
  }
  std::sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
  return found;
}

// Where a verb of saying opens a clause behind `from`: ", считают в посольстве"; the text's size if none does.
std::size_t saying_after(std::string_view sentence, std::size_t from, const std::vector<std::string>& says) {
  for (auto at = sentence.find(", ", from); at != std::string_view::npos; at = sentence.find(", ", at + 2)) {
    for (const std::string& verb : says) {
      const std::size_t begin = at + 2;
      if (sentence.substr(begin).starts_with(verb) && !cyrillic_at(sentence, begin + verb.size())) return begin;
    }
  }
  return sentence.size();
}

// The cue's first place at or after `from`: its parts in order, the later ones in the clause of the first.
std::optional<ForeignCues::CuePlace> ForeignCues::place_of(const Cue& cue, std::string_view sentence,
                                                           std::size_t from) {
  const auto& first = cue.parts.front();
  for (auto at = sentence.find(first.first, from); at != std::string_view::npos;
       at = sentence.find(first.first, at + 1)) {
    if (!whole(sentence, at, first)) continue;
    std::size_t end = at + first.first.size();
    const std::size_t stop = cue.parts.size() > 1 ? clause_end(sentence, end) : end;
    bool all = true;
    for (std::size_t i = 1; i < cue.parts.size() && all; ++i) {
      auto next = sentence.find(cue.parts[i].first, end);
      while (next < stop && !whole(sentence, next, cue.parts[i])) next = sentence.find(cue.parts[i].first, next + 1);
      all = next < stop;
      if (all) end = next + cue.parts[i].first.size();
    }
    while (cue.parts.back().second && cyrillic_at(sentence, end)) end += 2;
    const auto span = [&](std::size_t to) {
      return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(to)};
    };
    if (all) return CuePlace{span(end), span(at + first.first.size())};
  }
  return std::nullopt;
}

// Who speaks: in the cue's clause, else on its side, else behind it ("..., said the ministry").
const ForeignCues::Mention* ForeignCues::speaker(const Cue& cue, const CuePlace& place, const Words& words,
                                                 std::string_view sentence, const std::vector<Mention>& found) {
  const std::size_t at = place.whole.begin, end = place.first.end;
  const std::size_t clause = clause_begin(sentence, at);
  const Mention* source = nullptr;
  for (const Mention& one : found) {
    if (cue.source == Place::before && source == nullptr && one.begin >= clause && one.end <= at) source = &one;
  }
  for (const Mention& one : found) {
    const bool right_side = cue.source == Place::before ? one.end <= at : one.begin >= end;
    if (cue.source != Place::none && source == nullptr && right_side) source = &one;
  }
  // "The spokesman stressed that China ...": of the two on that side, the one that tells whose.
  for (const Mention& one : found) {
    const bool vague = source != nullptr && source->form->state.empty();
    if (vague && cue.source == Place::before && one.end <= at && !one.form->state.empty()) source = &one;
  }
  const std::size_t said = cue.source == Place::before ? saying_after(sentence, end, words.says) : sentence.size();
  for (const Mention& one : found) {
    if (one.begin >= said && !one.form->state.empty()) {
      source = &one;
      break;
    }
  }
  for (const Mention& one : found) {  // "..., said the ministry"
    if (cue.source == Place::before && source == nullptr && one.begin >= end) source = &one;
  }
  return source;
}

Party ForeignCues::party(std::string_view text, Span where, const Mention& one) {
  Party made;
  made.span =
      Span{where.begin + static_cast<std::uint32_t>(one.begin), where.begin + static_cast<std::uint32_t>(one.end)};
  made.text = std::string(text_of(text, *made.span));
  made.name = one.form->name;
  if (!one.form->state.empty()) {
    made.kind = PartyKind::state;
    made.state = one.form->state;
  }
  return made;
}

std::optional<Claim> ForeignCues::claim(std::string_view text, Span where, const Words& words, const Cue& cue,
                                        const CuePlace& place, const std::vector<Mention>& found) const {
  const std::string_view sentence = text_of(text, where);
  const auto holds = [&](const std::vector<std::string>& any) {
    return std::any_of(any.begin(), any.end(),
                       [&](const std::string& word) { return sentence.find(word) != std::string_view::npos; });
  };
  if (cue.needs_topic && !holds(words.topics)) return std::nullopt;
  const std::size_t at = place.whole.begin, end = place.first.end;
  const Mention *source = speaker(cue, place, words, sentence, found), *other = nullptr;
  for (const Mention& one : found) {
    const bool right_side = cue.other == Place::before ? one.end <= at : one.begin >= end;
    const bool same = source != nullptr && one.form->state == source->form->state;
    if (cue.other != Place::none && other == nullptr && right_side && !same && !one.form->state.empty()) other = &one;
  }
  if (source == nullptr && other == nullptr) return std::nullopt;
  Claim claim;
  claim.act = *cue.act == Act::accuse && holds(words.answers) ? Act::counter_accuse : *cue.act;
  claim.span = where;
  claim.cue = Span{where.begin + place.whole.begin, where.begin + place.whole.end};
  claim.content = std::string(sentence);
  claim.source = {source == nullptr ? Party{} : party(text, where, *source)};
  const bool accuses = is_accusation(claim.act) || claim.act == Act::counter_accuse;
  if (other != nullptr) (accuses ? claim.accused : claim.target).push_back(party(text, where, *other));
  for (const std::string& no : words.negations) {
    claim.denied = claim.denied || trim(sentence.substr(0, at)).ends_with(no);
  }
  if (!holds(words.topics)) claim.matter = "other";
  if (is_accusation(claim.act)) claim.rung = claim.accused.empty() ? 0 : 2;
  return claim;
}

std::vector<Claim> ForeignCues::read(std::string_view text, Span where, std::size_t number,
                                     std::string_view language) const {
  const Words& known = words(language);
  const std::string_view sentence = text_of(text, where);
  const bool any = std::any_of(known.cues.begin(), known.cues.end(), [&](const Cue& cue) {
    return sentence.find(cue.parts.front().first) != std::string_view::npos;
  });
  if (!any) return {};
  const std::vector<Mention> found = mentions(sentence, known);
  std::vector<Claim> claims;
  std::vector<Span> taken;
  for (const Cue& cue : known.cues) {
    for (auto place = place_of(cue, sentence, 0); place; place = place_of(cue, sentence, place->whole.end)) {
      const Span& whole = place->whole;
      const bool inside = std::any_of(taken.begin(), taken.end(),
                                      [&](const Span& one) { return whole.begin < one.end && one.begin < whole.end; });
      if (inside) continue;
      auto made = cue.act ? claim(text, where, known, cue, *place, found) : std::nullopt;
      if (made || !cue.act) taken.push_back(whole);
      if (!made) continue;
      made->sentence = number;
      made->rule = fmt::format("cue-only:{}/{}", language, name_of(made->act));
      claims.push_back(std::move(*made));
    }
  }
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim& a, const Claim& b) { return a.cue.begin < b.cue.begin; });
  return claims;
}

}  // namespace whence
