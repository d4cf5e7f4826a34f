#include "reading/sentences/vocabulary.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace whence {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 31> class_names{
    {{"determiner", determiner},
     {"pronoun", pronoun},
     {"possessive-pronoun", possessive_pronoun},
     {"preposition", preposition},
     {"conjunction", conjunction},
     {"subordinator", subordinator},
     {"relative", relative},
     {"auxiliary", auxiliary},
     {"modal", modal},
     {"negation", negation},
     {"adverb", adverb},
     {"number", number_word},
     {"adjective", adjective},
     {"title", title},
     {"time", time_word},
     {"copula", copula},
     {"perfect", perfect},
     {"naming", naming},
     {"bound-opening", bound_opening},
     {"bound", bound},
     {"calendar", calendar},
     {"bare", bare},
     {"nonfinite", nonfinite},
     {"support", support},
     {"participial", participial},
     {"partitive", partitive},
     {"plural-noun", plural_noun},
     {"negative", negative},
     {"contrast", contrast_word},
     {"anaphor", anaphor_word},
     {"basis", basis_word}}};

}  // namespace

Result<Vocabulary> Vocabulary::load(const Data& data) {
  Vocabulary vocabulary;
  vocabulary.data_ = data;
  WHENCE_TRY(const Table words, data.table("reading/words"));
  WHENCE_TRY(const std::size_t form, words.column("form"));
  WHENCE_TRY(const std::size_t kind, words.column("class"));
  for (std::size_t row = 0; row < words.rows(); ++row) {
    std::uint32_t bits = 0;
    for (const auto& [name, bit] : class_names) {
      if (name == words.text(row, kind)) bits = bit;
    }
    if (bits == 0) {
      return Error{Code::malformed, fmt::format("data/reading/words.tsv: '{}' has the unknown class '{}'",
                                                words.text(row, form), words.text(row, kind))};
    }
    vocabulary.classes_[words.text(row, form)] |= bits;
  }
  WHENCE_TRY(const Table verbs, data.table("reading/verbs"));
  constexpr std::array<std::pair<std::string_view, std::uint32_t>, 5> columns{
      {{"lemma", base_form}, {"third", third}, {"past", past}, {"participle", participle}, {"gerund", gerund}}};
  WHENCE_TRY(const std::size_t lemma, verbs.column("lemma"));
  WHENCE_TRY(const std::size_t also, verbs.column("also"));
  for (const auto& [name, bit] : columns) {
    WHENCE_TRY(const std::size_t column, verbs.column(name));
    for (std::size_t row = 0; row < verbs.rows(); ++row) {
      const std::string_view text = verbs.text(row, column);
      VerbReading& verb = vocabulary.verbs_[text];
      if (verb.lemma.empty()) verb.lemma = verbs.text(row, lemma);
      verb.forms |= bit;
      for (const std::string_view mark : verbs.list(row, also)) {
        verb.noun_too = verb.noun_too || mark == "noun";
        verb.intransitive = verb.intransitive || mark == "intransitive";
        verb.speech = verb.speech || mark == "speech";
        verb.doing = verb.doing || mark == "doing";
        verb.origin = verb.origin || mark == "origin";
      }
      vocabulary.forms_[verbs.text(row, lemma)].push_back(text);
    }
  }
  return vocabulary;
}

std::uint32_t Vocabulary::classes(std::string_view lower) const {
  const auto place = classes_.find(lower);
  return place == classes_.end() ? 0 : place->second;
}

const VerbReading* Vocabulary::verb(std::string_view lower) const {
  const auto place = verbs_.find(lower);
  return place == verbs_.end() ? nullptr : &place->second;
}

std::vector<std::string> Vocabulary::forms_of(std::string_view lemma) const {
  const auto place = forms_.find(lemma);
  if (place == forms_.end()) return {std::string(lemma)};
  return {place->second.begin(), place->second.end()};
}

}  // namespace whence
