#include "reading/techniques/techniques.h"

namespace whence {
namespace {

constexpr std::size_t longest_sentence = 2000;

}  // namespace

Result<ProseTechniques> ProseTechniques::load(const Data& data, const Knowledge& knowledge) {
  constexpr std::string_view name = "reading/technique-weights.txt";
  WHENCE_TRY(const std::string_view text, data.text(name));
  ProseTechniques reader;
  WHENCE_TRY(reader.model_, parse_technique_model(text, name));
  reader.names_ = masked_names(knowledge);
  for (const std::string& id : reader.model_.classes) reader.on_record_.push_back(knowledge.item(id).has_value());
  return reader;
}

std::vector<TechniqueMention> ProseTechniques::read(std::string_view text, std::span<const Span> sentences) const {
  std::vector<TechniqueMention> found;
  for (const Span& sentence : sentences) {
    if (sentence.size() > longest_sentence) continue;
    const auto guess = guess_technique(model_, text_of(text, sentence), names_);
    if (guess && on_record_[guess->place])
      found.push_back({model_.classes[guess->place], sentence, false, guess->confidence});
  }
  return found;
}

}  // namespace whence
