#include "evaluation/training.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "attribution/background.h"
#include "evaluation/planted.h"
#include "prob/conditional_logit.h"

namespace whence {
namespace {

constexpr std::uint64_t lesson_seed = 20141231;  // another draw than the one that is evaluated

using Taken = std::function<bool(const Lesson&)>;

struct Moments {
  double mean = 0.0, scale = 1.0;
};

// Mean and standard deviation over values.
class Standard {
 public:
  void add(double x) {
    ++n_;
    sum_ += x;
    squares_ += x * x;
  }
  Moments moments() const {
    if (n_ == 0.0) return {};
    const double mean = sum_ / n_;
    return {mean, std::sqrt(std::max(1e-12, squares_ / n_ - mean * mean))};
  }

 private:
  double n_ = 0.0, sum_ = 0.0, squares_ = 0.0;
};

std::vector<BehaviourFeature> features_of(const std::vector<FeatureWeight>& design, const std::string& part) {
  std::vector<BehaviourFeature> features;
  for (const FeatureWeight& row : design) {
    if (row.model == part) features.push_back(*feature_named(row.feature));
  }
  return features;
}

std::set<std::string> parts_of(const std::vector<FeatureWeight>& design) {
  std::set<std::string> parts;
  for (const FeatureWeight& row : design) {
    if (row.model != "novelty") parts.insert(row.model);
  }
  return parts;
}

std::vector<FeatureWeight> fitted_part(const std::vector<Lesson>& lessons, const Taken& taken, const std::string& part,
                                       const std::vector<BehaviourFeature>& features, const Settings& settings) {
  std::vector<Standard> standards(features.size());
  for (const Lesson& lesson : lessons) {
    if (!lesson.truth || !taken(lesson)) continue;
    for (const auto& row : lesson.compared.features) {
      for (std::size_t j = 0; j < features.size(); ++j) standards[j].add(row[static_cast<std::size_t>(features[j])]);
    }
  }
  std::vector<FeatureWeight> weights;
  for (std::size_t j = 0; j < features.size(); ++j) {
    const Moments moments = standards[j].moments();
    weights.push_back({part, std::string(name_of(features[j])), moments.mean, moments.scale, 0.0});
  }
  std::vector<Choice> choices;
  for (const Lesson& lesson : lessons) {
    if (!lesson.truth || !taken(lesson)) continue;
    Choice choice;
    choice.chosen = *lesson.truth;
    choice.weight = lesson.weight;
    choice.features = features.size();
    for (const auto& row : lesson.compared.features) {
      for (std::size_t j = 0; j < features.size(); ++j) {
        choice.x.push_back((row[static_cast<std::size_t>(features[j])] - weights[j].mean) / weights[j].scale);
      }
    }
    choices.push_back(std::move(choice));
  }
  if (choices.empty()) return weights;
  const LogitFit fit = fit_conditional_logit(choices, settings.ridge);
  for (std::size_t j = 0; j < features.size(); ++j) weights[j].weight = fit.w[j];
  return weights;
}

std::vector<FeatureWeight> fitted_parts(const std::vector<Lesson>& lessons, const Taken& taken,
                                        const std::vector<FeatureWeight>& design, const Settings& settings) {
  std::vector<FeatureWeight> weights;
  for (const std::string& part : parts_of(design)) {
    for (FeatureWeight& row : fitted_part(lessons, taken, part, features_of(design, part), settings)) {
      weights.push_back(std::move(row));
    }
  }
  return weights;
}

struct NoveltyLesson {
  int order = 0;
  NoveltyVector x{};
  bool novel = false;
};

NoveltyLesson novelty_lesson(const Lesson& lesson, const std::vector<FeatureWeight>& weights) {
  const auto model = behaviour_model(weights);
  WHENCE_CHECK(model);  // these are our own rows
  return {lesson.order, novelty_vector(lesson.compared, log_known_shares(model.value(), lesson.compared.features)),
          !lesson.truth.has_value()};
}

// A logit of novel against known, as a choice between x and 0.
std::vector<FeatureWeight> fitted_novelty(const std::vector<NoveltyLesson>& lessons, const Settings& settings) {
  std::vector<FeatureWeight> weights;
  for (std::size_t j = 0; j < novelty_count; ++j) {
    Standard standard;
    for (const NoveltyLesson& lesson : lessons) standard.add(lesson.x[j]);
    const Moments moments = j == 0 ? Moments{} : standard.moments();
    weights.push_back({"novelty", std::string(novelty_names[j]), moments.mean, moments.scale, 0.0});
  }
  std::vector<Choice> choices;
  for (const NoveltyLesson& lesson : lessons) {
    std::vector<double> x;
    for (std::size_t j = 0; j < novelty_count; ++j) x.push_back((lesson.x[j] - weights[j].mean) / weights[j].scale);
    x.resize(2 * novelty_count, 0.0);
    choices.push_back({novelty_count, std::move(x), lesson.novel ? std::size_t{0} : std::size_t{1}, 1.0});
  }
  if (choices.empty()) return weights;
  const LogitFit fit = fit_conditional_logit(choices, settings.novelty_ridge);
  for (std::size_t j = 0; j < novelty_count; ++j) weights[j].weight = fit.w[j];
  return weights;
}

std::vector<FeatureWeight> joined(std::vector<FeatureWeight> a, const std::vector<FeatureWeight>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Lesson lesson_of(const Incident& incident, const Record& past, const Settings& settings, int order) {
  const Comparison comparison(past, settings, incident.items, std::vector<double>(incident.items.size(), 1.0));
  const std::vector<char> all(incident.items.size(), 1);
  Lesson lesson;
  lesson.order = order;
  lesson.compared = comparison.compared(all);
  for (std::size_t k = 0; k < past.counts.clusters.size(); ++k) {
    if (past.counts.clusters[k].group == incident.group) lesson.truth = k;
  }
  return lesson;
}

}  // namespace

std::vector<Lesson> lessons(const Knowledge& known, const std::vector<Incident>& incidents, const Settings& settings) {
  std::vector<Lesson> result;
  Random random(lesson_seed);
  std::optional<Cut> last;
  Record past;
  std::size_t number = 0;
  for (const Incident& incident : incidents) {
    if (!last || last->before != incident.cut.before || last->without != incident.cut.without) {
      past = record(known, incident.cut, settings);
      last = incident.cut;
    }
    const auto add = [&](const Incident& taught, double weight) {
      if (weight <= 0.0 || taught.items.empty()) return;
      result.push_back(lesson_of(taught, past, settings, incident.year));
      result.back().weight = weight;
      result.back().copy = &taught != &incident;
    };
    add(incident, 1.0);
    if (!incident.known) continue;
    add(only(incident, known, ItemKind::technique), settings.techniques_weight);
    const auto faked = planted(incident, past.counts, all_plantings[number++ % std::size(all_plantings)], random);
    if (faked) add(faked->incident, settings.planted_weight);
  }
  return result;
}

std::map<int, std::vector<FeatureWeight>> forward_chained(const std::vector<Lesson>& lessons, int first, int last,
                                                          const std::vector<FeatureWeight>& design,
                                                          const Settings& settings) {
  std::map<int, std::vector<FeatureWeight>> weights;
  std::vector<NoveltyLesson> seen;
  for (int order = first + 1; order <= last; ++order) {
    const auto earlier = [order](const Lesson& lesson) { return lesson.order < order; };
    const std::vector<FeatureWeight> parts = fitted_parts(lessons, earlier, design, settings);
    weights[order] = joined(fitted_novelty(seen, settings), parts);
    for (const Lesson& lesson : lessons) {
      if (lesson.order == order && !lesson.copy) seen.push_back(novelty_lesson(lesson, parts));
    }
  }
  return weights;
}

std::map<int, std::vector<FeatureWeight>> forward_chained_parts(const std::vector<Lesson>& lessons, int first, int last,
                                                                const std::vector<FeatureWeight>& design,
                                                                const Settings& settings) {
  std::map<int, std::vector<FeatureWeight>> weights;
  for (int order = first + 1; order <= last; ++order) {
    weights[order] =
        fitted_parts(lessons, [order](const Lesson& lesson) { return lesson.order < order; }, design, settings);
  }
  return weights;
}

std::map<int, std::vector<FeatureWeight>> cross_fitted(const std::vector<Lesson>& lessons, int folds,
                                                       const std::vector<FeatureWeight>& design,
                                                       const Settings& settings) {
  std::map<int, std::vector<FeatureWeight>> parts;
  std::vector<NoveltyLesson> seen;
  for (int fold = 0; fold < folds; ++fold) {
    const auto others = [fold](const Lesson& lesson) { return lesson.order != fold; };
    parts[fold] = fitted_parts(lessons, others, design, settings);
    for (const Lesson& lesson : lessons) {
      if (lesson.order == fold && !lesson.copy) seen.push_back(novelty_lesson(lesson, parts[fold]));
    }
  }
  std::map<int, std::vector<FeatureWeight>> weights;
  for (int fold = 0; fold < folds; ++fold) {
    std::vector<NoveltyLesson> others;
    std::copy_if(seen.begin(), seen.end(), std::back_inserter(others),
                 [fold](const NoveltyLesson& lesson) { return lesson.order != fold; });
    weights[fold] = joined(fitted_novelty(others, settings), parts[fold]);
  }
  return weights;
}

}  // namespace whence
