#include "engine/train_techniques.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/catalogue_file.h"
#include "format/attack_prose.h"
#include "knowledge/knowledge.h"
#include "reading/techniques/techniques.h"

namespace whence {
namespace {

// What the threshold promises: of the techniques named, this share is right where this share of sentences says none.
constexpr double promised_precision = 0.80;
constexpr double share_of_ordinary = 0.50;

constexpr std::string_view weights_name = "reading/technique-weights.txt";
constexpr float name_emphasis = 2.0F, description_emphasis = 0.3F, profile_emphasis = 0.5F, advice_emphasis = 0.3F;

struct Sources {
  TechniqueCorpus corpus;
  std::vector<FormerTechnique> former;
  NameSet names;
  std::string version;  // of the catalogue
};

void append(std::vector<LabelledSentence>& to, std::vector<LabelledSentence> from, float emphasis) {
  for (LabelledSentence& sentence : from) {
    sentence.emphasis = emphasis;
    to.push_back(std::move(sentence));
  }
}

// Lines of a text file; comments apart. An empty line ends a document.
std::vector<LabelledSentence> ordinary_sentences(std::string_view text) {
  std::vector<LabelledSentence> sentences;
  std::size_t paragraph = 0;
  for (const std::string_view line : lines(text)) {
    if (line.empty()) ++paragraph;
    if (line.empty() || line[0] == '#') continue;
    sentences.push_back({std::string(line), "", fmt::format("ordinary {}", paragraph), 1.0F});
  }
  return sentences;
}

Result<std::vector<LabelledSentence>> read_reports(const std::string& path) {
  WHENCE_TRY(const std::string bytes, read_unpacked(path));
  return read_labelled_reports(bytes, path, catalogue_limits);
}

template <class Former>
void follow(std::vector<LabelledSentence>& sentences, const Former& former) {
  for (LabelledSentence& sentence : sentences) {
    if (const auto now = former.find(sentence.technique); now != former.end()) sentence.technique = now->second;
  }
}

Result<Sources> read_sources(const TrainingSources& named, const Data& data) {
  WHENCE_TRY(const CatalogueFile file, newest_catalogue(named.upstream + "/attack", "enterprise-attack-"));
  WHENCE_TRY(const std::string bytes, read_catalogue(file));
  WHENCE_TRY(AttackProse prose, read_attack_prose(bytes, file.path, catalogue_limits));
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(const std::string_view ordinary, data.text("reading/ordinary-sentences.txt"));
  Sources sources;
  sources.version = file.version;
  sources.names = masked_names(knowledge);
  sources.former = std::move(prose.former);
  TechniqueCorpus& corpus = sources.corpus;
  append(corpus.catalogue, std::move(prose.procedures), 1.0F);
  append(corpus.catalogue, std::move(prose.names), name_emphasis);
  append(corpus.catalogue, std::move(prose.descriptions), description_emphasis);
  append(corpus.catalogue, std::move(prose.profiles), profile_emphasis);
  append(corpus.catalogue, std::move(prose.advice), advice_emphasis);
  corpus.ordinary = ordinary_sentences(ordinary);
  WHENCE_TRY(corpus.reports, read_reports(named.reports));
  std::unordered_map<std::string, std::string> successors;
  for (const FormerTechnique& technique : sources.former) successors.emplace(technique.id, technique.successor);
  follow(corpus.reports, successors);
  return sources;
}

std::vector<std::string> about(const Sources& sources, const TrainedTechniques& trained) {
  std::vector<std::string> text = {
      "Weights of the technique classifier, made by whence kb train-techniques. docs/formats/technique-weights.md.",
      fmt::format(
          "Trained on {} sentences of MITRE ATT&CK {} (NOTICE: MITRE ATT&CK), {} labelled sentences of reports from "
          "TRAM (NOTICE: TRAM), {} sentences written for this project.",
          trained.catalogue, sources.version, trained.reports, trained.ordinary)};
  for (const EvaluationRow& row : trained.score.rows) {
    text.push_back(fmt::format("Cross-validated by document: {} {:.3f} [{:.3f}, {:.3f}], n {}.", row.metric, row.value,
                               row.low, row.high, row.n));
  }
  text.push_back(
      fmt::format("From confidence {:.3f} on, {:.0f} in 100 sentences with a technique are named, {:.0f} in 100 "
                  "of those rightly; {:.1f} in 100 ordinary sentences are named too.",
                  trained.calibration.threshold, 100 * trained.naming.named, 100 * trained.naming.right,
                  100 * trained.naming.false_alarms));
  return text;
}

std::string former_table(const std::vector<FormerTechnique>& former) {
  std::string text = "# Techniques of ATT&CK that were folded into others.\n#fields\tid:text\tsuccessor:text\n";
  for (const FormerTechnique& technique : former) text += technique.id + '\t' + technique.successor + '\n';
  return text;
}

}  // namespace

Result<TrainedTechniques> train_techniques(const TrainingSources& named, const Data& data) {
  WHENCE_TRY(const Sources sources, read_sources(named, data));
  const TechniqueCorpus& corpus = sources.corpus;
  const TechniqueRecipe recipe = technique_recipe();
  TechniqueModel model = learnt_from_catalogue(corpus.catalogue, sources.names, recipe);
  const ReportTrainer trainer(corpus, sources.names, model, recipe);
  const std::vector<TechniqueOutcome> read = cross_validated(corpus, trainer, model.classes);
  TrainedTechniques trained;
  trained.catalogue = corpus.catalogue.size();
  trained.reports = corpus.reports.size();
  trained.ordinary = corpus.ordinary.size();
  trained.score = technique_score(read, corpus.reports, "tram");
  trained.calibration = model.calibration = calibrated(read, share_of_ordinary, promised_precision);
  trained.naming = naming_figures(read, trained.calibration);
  model.reports = trainer.trained([](std::size_t) { return true; });
  trained.weights = written_model(model, about(sources, trained));
  trained.former = former_table(sources.former);
  return trained;
}

Result<SetScore> evaluate_techniques(const TrainingSources& named, const Data& data) {
  WHENCE_TRY(const Sources sources, read_sources(named, data));
  WHENCE_TRY(const std::string_view text, data.text(weights_name));
  WHENCE_TRY(const TechniqueModel model, parse_technique_model(text, weights_name));
  const ReportTrainer trainer(sources.corpus, sources.names, model, technique_recipe());
  return technique_score(cross_validated(sources.corpus, trainer, model.classes), sources.corpus.reports, "tram");
}

Result<SetScore> evaluate_shipped_techniques(const std::string& reports, const std::string& set, const Data& data) {
  WHENCE_TRY(std::vector<LabelledSentence> sentences, read_reports(reports));
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(const ProseTechniques reader, ProseTechniques::load(data, knowledge));
  std::unordered_map<std::string, std::string> successors;
  WHENCE_TRY(const Table former, data.table("reading/technique-former"));
  for (std::size_t row = 0; row < former.rows(); ++row) {
    successors.emplace(std::string(former.text(row, 0)), std::string(former.text(row, 1)));
  }
  follow(sentences, successors);
  return technique_score(outcomes(sentences, reader.names(), reader.model()), sentences, set);
}

}  // namespace whence
