#include "evaluation/reading/label_learner.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

// Features and labels as numbers.
struct Numbered {
  std::vector<std::vector<std::size_t>> features;
  std::vector<std::size_t> labels;
  std::size_t feature_count = 0, label_count = 0;
};

constexpr std::size_t least = 3;
Numbered numbered(std::span<const LabelledText> texts) {
  Numbered all;
  std::unordered_map<std::string, std::size_t> names;
  std::map<std::string, std::size_t> labels;
  std::unordered_map<std::string_view, std::size_t> texts_with;  // what one text alone has teaches nothing
  for (const LabelledText& text : texts) {
    for (const std::string& feature : text.features) ++texts_with[feature];
  }
  for (const LabelledText& text : texts) {
    std::vector<std::size_t> features;
    for (const std::string& feature : text.features)
      if (texts_with[feature] >= least) features.push_back(names.try_emplace(feature, names.size()).first->second);
    all.features.push_back(std::move(features));
    all.labels.push_back(labels.try_emplace(text.label, labels.size()).first->second);
  }
  all.feature_count = names.size();
  all.label_count = labels.size();
  return all;
}

std::size_t best_of(const std::vector<double>& scores) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

// Trains on the texts outside `fold`; answers the label of one text.
template <class Model>
std::size_t right_over_folds(const Numbered& all) {
  std::size_t right = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    Model model(all, fold);
    for (std::size_t i = fold; i < all.labels.size(); i += folds) {
      if (model.label(all.features[i]) == all.labels[i]) ++right;
    }
  }
  return right;
}

class Majority {
 public:
  Majority(const Numbered& all, std::size_t fold) : counts_(all.label_count) {
    for (std::size_t i = 0; i < all.labels.size(); ++i) {
      if (i % folds != fold) counts_[all.labels[i]] += 1.0;
    }
  }
  std::size_t label(const std::vector<std::size_t>&) const { return best_of(counts_); }

 private:
  std::vector<double> counts_;
};

// Multinomial, one added to every count.
class NaiveBayes {
 public:
  NaiveBayes(const Numbered& all, std::size_t fold)
      : labels_(all.label_count),
        prior_(all.label_count),
        total_(all.label_count),
        count_(all.feature_count * all.label_count),
        feature_count_(all.feature_count) {
    for (std::size_t i = 0; i < all.labels.size(); ++i) {
      if (i % folds == fold) continue;
      prior_[all.labels[i]] += 1.0;
      for (const std::size_t feature : all.features[i]) {
        count_[feature * labels_ + all.labels[i]] += 1.0;
        total_[all.labels[i]] += 1.0;
      }
    }
  }
  std::size_t label(const std::vector<std::size_t>& features) const { return best_of(scores(features)); }
  std::vector<double> scores(const std::vector<std::size_t>& features) const {
    std::vector<double> scores(labels_);
    for (std::size_t k = 0; k < labels_; ++k) {
      scores[k] = std::log(prior_[k] + 1.0);
      for (const std::size_t feature : features) {
        scores[k] +=
            std::log((count_[feature * labels_ + k] + 1.0) / (total_[k] + static_cast<double>(feature_count_)));
      }
    }
    return scores;
  }

 private:
  std::size_t labels_;
  std::vector<double> prior_, total_, count_;
  std::size_t feature_count_;
};

class Logit {
 public:
  Logit(const Numbered& all, std::size_t fold)
      : labels_(all.label_count),
        weight_((all.feature_count + 1) * labels_),
        squares_(weight_.size(), 1e-6),
        bias_(all.feature_count) {
    constexpr int rounds = 25;
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < all.labels.size(); ++i) {
        if (i % folds != fold) step(all.features[i], all.labels[i]);
      }
    }
  }
  std::size_t label(const std::vector<std::size_t>& features) const { return best_of(chances(features)); }
  std::vector<double> chances(const std::vector<std::size_t>& features) const {
    std::vector<double> p(labels_);
    const double x = scale(features);
    for (std::size_t k = 0; k < labels_; ++k) {
      p[k] = weight_[bias_ * labels_ + k];
      for (const std::size_t feature : features) p[k] += x * weight_[feature * labels_ + k];
    }
    const double most = *std::max_element(p.begin(), p.end());
    double sum = 0.0;
    for (double& one : p) sum += one = std::exp(one - most);
    for (double& one : p) one /= sum;
    return p;
  }

 private:
  static constexpr double rate = 0.15, penalty = 1e-3;

  // A feature weighs less the more of them a text has.
  static double scale(const std::vector<std::size_t>& features) {
    return 1.0 / std::sqrt(static_cast<double>(features.size()) + 1.0);
  }

  void move(std::size_t at, double gradient) {
    gradient += penalty * weight_[at];
    squares_[at] += gradient * gradient;
    weight_[at] -= rate * gradient / std::sqrt(squares_[at]);
  }

  void step(const std::vector<std::size_t>& features, std::size_t truth) {
    const std::vector<double> p = chances(features);
    const double x = scale(features);
    for (std::size_t k = 0; k < labels_; ++k) {
      const double error = p[k] - (k == truth ? 1.0 : 0.0);
      for (const std::size_t feature : features) move(feature * labels_ + k, error * x);
      move(bias_ * labels_ + k, error);
    }
  }

  std::size_t labels_;
  std::vector<double> weight_, squares_;
  std::size_t bias_;
};

// The sum of both models' logarithms, the counts' softened by the number of features: they take features for
// independent.
class LogitAndBayes {
 public:
  LogitAndBayes(const Numbered& all, std::size_t fold) : logit_(all, fold), bayes_(all, fold) {}
  std::size_t label(const std::vector<std::size_t>& features) const {
    const std::vector<double> chances = logit_.chances(features);
    std::vector<double> scores = bayes_.scores(features);
    const double soft = 1.0 / std::sqrt(static_cast<double>(features.size()) + 1.0);
    for (std::size_t k = 0; k < scores.size(); ++k) scores[k] = soft * scores[k] + std::log(chances[k] + 1e-9);
    return best_of(scores);
  }

 private:
  Logit logit_;
  NaiveBayes bayes_;
};

}  // namespace

std::size_t right_by_majority(std::span<const LabelledText> texts) {
  return right_over_folds<Majority>(numbered(texts));
}
std::size_t right_by_naive_bayes(std::span<const LabelledText> texts) {
  return right_over_folds<NaiveBayes>(numbered(texts));
}
std::size_t right_by_logit(std::span<const LabelledText> texts) { return right_over_folds<Logit>(numbered(texts)); }
std::size_t right_by_both(std::span<const LabelledText> texts) {
  return right_over_folds<LogitAndBayes>(numbered(texts));
}

std::vector<std::string> word_features(const std::string& text) {
  std::set<std::string> features;
  std::string word, last;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) {
      word += to_lower(c);
      continue;
    }
    if (word.empty()) continue;
    features.insert(word);
    if (!last.empty()) features.insert(fmt::format("{} {}", last, word));
    last = std::move(word);
    word.clear();
  }
  return {features.begin(), features.end()};
}

}  // namespace whence
