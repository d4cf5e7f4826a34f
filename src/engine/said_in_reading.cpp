#include "engine/said_in_reading.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t most_statements = 40;

std::string speaker_of(const Claim& claim, const Document& document) {
  std::vector<std::string> names;
  for (const Party& party : claim.source) {
    const std::string name = party.name ? *party.name : party.text;
    if (!name.empty() && name != "narrator") names.push_back(name);
  }
  if (!names.empty()) return join(names, ", ");
  return document.source.value_or("not named");
}

class Teller {
 public:
  Teller(const Reading& reading, const CaseWords& words, StandIns& stand, Case& incident)
      : reading_(reading), words_(words), stand_(stand), incident_(incident) {}

  void tell() {
    for (std::size_t at = 0; at < reading_.claims.size(); ++at) add_claim(at);
    for (const Told& told : told_) {
      if (told.answer) incident_.statements[told.place].answers = answered_by(told.claim);
    }
    for (const NameMention& mention : reading_.actors) add_name(mention);
    for (const Sentence& sentence : reading_.sentences) add_withheld(sentence);
  }

 private:
  struct Told {
    std::size_t claim = 0, place = 0;  // into the reading's claims, the case's statements
    bool answer = false;
  };

  bool is_full() const { return incident_.statements.size() >= most_statements; }

  Statement& next(std::string speaker, std::string_view words) {
    Statement statement;
    statement.id = {"c" + std::to_string(incident_.statements.size() + 1)};
    statement.speaker = std::move(speaker);
    statement.text = squeeze(words);
    if (reading_.document.published) statement.date = to_string(*reading_.document.published);
    return incident_.statements.emplace_back(std::move(statement));
  }

  std::string_view words_of(const Sentence& sentence) const { return text_of(reading_.document.text, sentence.span); }

  // Another incident's.
  static bool elsewhere(const Sentence* sentence) {
    return sentence != nullptr && sentence->passage == Passage::background;
  }

  const Sentence* sentence_of(const Span& span) const {
    const auto found = std::find_if(reading_.sentences.begin(), reading_.sentences.end(),
                                    [&](const Sentence& sentence) { return sentence.span.contains(span); });
    return found == reading_.sentences.end() ? nullptr : &*found;
  }

  void add_claim(std::size_t at) {
    const Claim& claim = reading_.claims[at];
    const bool answer = is_denial(claim.act) || claim.act == Act::counter_accuse || claim.act == Act::no_comment;
    if ((!answer && !is_accusation(claim.act)) || is_full()) return;
    const Sentence* const sentence = sentence_of(claim.cue);
    const bool held_back = !answer && claim.denied && sentence != nullptr && words_.withholds(words_of(*sentence));
    if (elsewhere(sentence) || held_back || claim.matter == "other") return;
    Statement& statement = next(speaker_of(claim, reading_.document), text_of(reading_.document.text, claim.span));
    statement.answer = answer;
    for (const Party& party : claim.accused) {
      if (party.state && statement.names.empty() && (answer || !claim.denied))
        statement.names = stand_.in(*party.state);
    }
    told_.push_back({at, incident_.statements.size() - 1, answer});
  }

  // The accusation that the answer is tied to; else the first of its matter; else none: a guess would put words into
  // somebody's mouth.
  std::string answered_by(std::size_t answer) const {
    const Claim& claim = reading_.claims[answer];
    const auto tied = [&](const Told& told) {
      return std::any_of(claim.relations.begin(), claim.relations.end(),
                         [&](const ClaimRelation& relation) { return relation.claim == told.claim; });
    };
    const bool of_incident = std::any_of(reading_.matters.begin(), reading_.matters.end(),
                                         [&](const Matter& matter) { return matter.letter == claim.matter; });
    const auto same_matter = [&](const Told& told) {
      return of_incident && reading_.claims[told.claim].matter == claim.matter;
    };
    const auto first = [&](const auto& fits) -> std::string {
      for (const Told& told : told_) {
        if (!told.answer && fits(told)) return incident_.statements[told.place].id.text;
      }
      return "";
    };
    if (std::string id = first(tied); !id.empty()) return id;
    return first(same_matter);
  }

  // "We do not claim that they are linked": whole, since its half would say the opposite.
  void add_withheld(const Sentence& sentence) {
    if (sentence.boilerplate || elsewhere(&sentence) || is_full() || !words_.withholds(words_of(sentence))) return;
    const std::string words = squeeze(words_of(sentence));
    const bool told = std::any_of(incident_.statements.begin(), incident_.statements.end(),
                                  [&](const Statement& statement) { return statement.text == words; });
    if (!told) next(reading_.document.source.value_or("the document"), words);
  }

  // A name is somebody's word for who did something, even where nothing is claimed with it.
  void add_name(const NameMention& mention) {
    const bool told =
        std::any_of(incident_.statements.begin(), incident_.statements.end(),
                    [&](const Statement& statement) { return statement.text.find(mention.text) != std::string::npos; });
    const Sentence* const sentence = sentence_of(mention.span);
    if (told || is_full() || sentence == nullptr || elsewhere(sentence)) return;
    next(reading_.document.source.value_or("the document"), words_of(*sentence));
  }

  const Reading& reading_;
  const CaseWords& words_;
  StandIns& stand_;
  Case& incident_;
  std::vector<Told> told_;
};

}  // namespace

std::string StandIns::in(const std::string& state) {
  if (!exercise_) return state.size() == 2 ? state : "";
  return names_.try_emplace(state, "S" + std::to_string(names_.size() + 1)).first->second;
}

void add_statements(const Reading& reading, const CaseWords& words, StandIns& stand, Case& incident) {
  Teller(reading, words, stand, incident).tell();
}

}  // namespace whence
