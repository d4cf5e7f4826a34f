#include "evaluation/reading/technique_folds.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "prob/interval.h"

namespace whence {
namespace {

constexpr std::size_t parts = 5;

struct Tally {
  double right = 0.0, truth = 0.0, guessed = 0.0;
};

// F1 of each technique of the set, averaged.
double macro_f1(std::span<const std::size_t> chosen, std::span<const TechniqueOutcome> read, bool own) {
  std::map<std::string_view, Tally> tallies;
  for (const std::size_t i : chosen) {
    const std::string& guess = own ? read[i].guess_of_set : read[i].guess;
    tallies[read[i].truth].truth += 1.0;
    tallies[guess].guessed += 1.0;
    if (guess == read[i].truth) tallies[guess].right += 1.0;
  }
  double sum = 0.0, techniques = 0.0;
  for (const auto& [id, tally] : tallies) {
    if (tally.truth == 0.0) continue;
    sum += 2.0 * tally.right / (tally.truth + tally.guessed);
    techniques += 1.0;
  }
  return techniques == 0.0 ? 0.0 : sum / techniques;
}

EvaluationRow macro_row(const std::string& set, std::span<const std::size_t> chosen,
                        std::span<const TechniqueOutcome> read, bool own) {
  EvaluationRow row;
  row.protocol = "reading";
  row.set = set;
  row.method = "whence";
  row.metric = own ? "macro_f1_own" : "macro_f1";
  row.value = macro_f1(chosen, read, own);
  row.n = chosen.size();
  Random random(1);
  std::vector<double> values;
  std::vector<std::size_t> drawn(chosen.size());
  for (int round = 0; round < 200 && !chosen.empty(); ++round) {
    for (std::size_t& place : drawn) place = chosen[random.below(chosen.size())];
    values.push_back(macro_f1(drawn, read, own));
  }
  std::sort(values.begin(), values.end());
  if (!values.empty()) {
    row.low = values[values.size() / 40];
    row.high = values[values.size() - 1 - values.size() / 40];
  }
  return row;
}

TechniqueOutcome outcome(const std::string& truth, std::size_t sentence, std::vector<float> scores,
                         const std::vector<std::string>& classes, const std::set<std::string>& own) {
  TechniqueOutcome result{truth, {}, {}, {}, sentence};
  float best = -INFINITY, best_own = -INFINITY;
  for (std::size_t c = 1; c < classes.size(); ++c) {
    if (scores[c] > best) {
      best = scores[c];
      result.guess = classes[c];
    }
    if (scores[c] > best_own && own.contains(classes[c])) {
      best_own = scores[c];
      result.guess_of_set = classes[c];
    }
  }
  result.scores = std::move(scores);
  return result;
}

std::set<std::string> techniques_of(std::span<const LabelledSentence> sentences) {
  std::set<std::string> own;
  for (const auto& sentence : sentences) {
    if (!sentence.technique.empty()) own.insert(sentence.technique);
  }
  return own;
}

// Weights that bring sentences without a technique to a share `ordinary` of all.
std::pair<double, double> emphases(std::span<const TechniqueOutcome> read, double ordinary) {
  double none = 0.0;
  for (const auto& one : read) none += one.truth.empty() ? 1.0 : 0.0;
  const double some = static_cast<double>(read.size()) - none;
  return {some > 0.0 ? (1.0 - ordinary) / some : 0.0, none > 0.0 ? ordinary / none : 0.0};
}

}  // namespace

std::vector<std::size_t> folds_of(std::span<const LabelledSentence> sentences, std::size_t count) {
  std::map<std::string_view, std::size_t> sizes;
  for (const auto& sentence : sentences) ++sizes[sentence.document];
  std::vector<std::pair<std::string_view, std::size_t>> documents(sizes.begin(), sizes.end());
  std::stable_sort(documents.begin(), documents.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::size_t> load(count, 0);
  std::map<std::string_view, std::size_t> part;
  for (const auto& [document, size] : documents) {
    const auto least = static_cast<std::size_t>(std::min_element(load.begin(), load.end()) - load.begin());
    part[document] = least;
    load[least] += size;
  }
  std::vector<std::size_t> result;
  for (const auto& sentence : sentences) result.push_back(part[sentence.document]);
  return result;
}

std::vector<TechniqueOutcome> cross_validated(const TechniqueCorpus& corpus, const ReportTrainer& trainer,
                                              const std::vector<std::string>& classes) {
  std::vector<LabelledSentence> all = corpus.reports;
  all.insert(all.end(), corpus.ordinary.begin(), corpus.ordinary.end());
  const auto part = folds_of(all, parts);
  const auto own = techniques_of(all);
  std::vector<TechniqueOutcome> read;
  for (std::size_t held = 0; held < parts; ++held) {
    const TechniqueLayer layer = trainer.trained([&](std::size_t sentence) { return part[sentence] != held; });
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (part[i] == held) read.push_back(outcome(all[i].technique, i, trainer.scores(i, layer), classes, own));
    }
  }
  std::sort(read.begin(), read.end(), [](const auto& a, const auto& b) { return a.sentence < b.sentence; });
  return read;
}

std::vector<TechniqueOutcome> outcomes(std::span<const LabelledSentence> sentences, const NameSet& names,
                                       const TechniqueModel& model) {
  const auto own = techniques_of(sentences);
  std::vector<TechniqueOutcome> read;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    read.push_back(
        outcome(sentences[i].technique, i, technique_scores(model, sentences[i].text, names), model.classes, own));
  }
  return read;
}

SetScore technique_score(std::span<const TechniqueOutcome> read, std::span<const LabelledSentence> sentences,
                         const std::string& set) {
  SetScore score;
  std::vector<std::size_t> chosen;
  double right = 0.0, right_own = 0.0;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const TechniqueOutcome& one = read[i];
    if (one.truth.empty()) continue;
    chosen.push_back(i);
    right += one.guess == one.truth ? 1.0 : 0.0;
    right_own += one.guess_of_set == one.truth ? 1.0 : 0.0;
    if (one.guess == one.truth) continue;
    score.misses += fmt::format("{} read as {}: {}\n", one.truth, one.guess, sentences[one.sentence].text);
  }
  score.rows.push_back(share_row(set, "micro_f1", right, chosen.size()));
  score.rows.push_back(macro_row(set, chosen, read, false));
  score.rows.push_back(share_row(set, "micro_f1_own", right_own, chosen.size()));
  score.rows.push_back(macro_row(set, chosen, read, true));
  return score;
}

Calibration calibrated(std::span<const TechniqueOutcome> read, double ordinary, double precision) {
  const auto [some, none] = emphases(read, ordinary);
  Calibration best{1.0, 1.0};
  double least = INFINITY;
  constexpr int steps = 48;  // of 5 %, from 0.3 to 3
  for (int step = 0; step < steps; ++step) {
    const double temperature = 0.3 * std::pow(1.05, step);
    double loss = 0.0;
    for (const auto& one : read) {
      // Right or not is all that a confidence speaks of.
      const double p = std::clamp(best_guess(one.scores, temperature).confidence, 1e-6, 1.0 - 1e-6);
      loss -= one.truth.empty() ? none * std::log(1.0 - p) : some * std::log(one.guess == one.truth ? p : 1.0 - p);
    }
    if (loss < least) {
      least = loss;
      best.temperature = temperature;
    }
  }
  std::vector<std::pair<double, const TechniqueOutcome*>> sure;
  for (const auto& one : read) sure.emplace_back(best_guess(one.scores, best.temperature).confidence, &one);
  std::stable_sort(sure.begin(), sure.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  double named = 0.0, right = 0.0;
  for (const auto& [confidence, one] : sure) {
    named += one->truth.empty() ? none : some;
    right += one->guess == one->truth ? some : 0.0;
    if (right >= precision * named) best.threshold = std::ceil(confidence * 1000.0) / 1000.0;
  }
  return best;
}

NamingFigures naming_figures(std::span<const TechniqueOutcome> read, const Calibration& calibration) {
  double some = 0.0, none = 0.0, named = 0.0, right = 0.0, alarms = 0.0;
  for (const auto& one : read) {
    (one.truth.empty() ? none : some) += 1.0;
    if (best_guess(one.scores, calibration.temperature).confidence < calibration.threshold) continue;
    (one.truth.empty() ? alarms : named) += 1.0;
    right += one.guess == one.truth ? 1.0 : 0.0;
  }
  const auto share = [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; };
  return {share(named, some), share(right, named), share(alarms, none)};
}

}  // namespace whence
