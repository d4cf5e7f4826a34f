#include "evaluation/baselines.h"

#include <algorithm>
#include <cmath>

#include "attribution/behaviour/likelihood.h"
#include "prob/shares.h"

namespace whence {
namespace {

std::vector<double> report_count(const Catalogue& counts) {
  std::vector<double> score;
  for (const CataloguedCluster& cluster : counts.clusters) score.push_back(std::log(cluster.reports + 1.0));
  return score;
}

std::vector<double> overlap(const Catalogue& counts, std::span<const ItemIndex> items) {
  std::vector<double> score(counts.clusters.size(), 0.0);
  for (const ItemIndex item : items) {
    for (const Posting& posting : counts.postings[item]) score[posting.cluster] += 1.0;
  }
  return score;
}

std::vector<double> jaccard(const Catalogue& counts, std::span<const ItemIndex> items) {
  std::vector<double> common = overlap(counts, items);
  std::vector<double> size(common.size(), 0.0);
  for (const auto& postings : counts.postings) {
    for (const Posting& posting : postings) size[posting.cluster] += 1.0;
  }
  for (std::size_t k = 0; k < common.size(); ++k) {
    common[k] /= size[k] + static_cast<double>(items.size()) - common[k];
  }
  return common;
}

// Robertson and Zaragoza 2009, with the count of reports as term frequency and the cluster as document.
std::vector<double> bm25(const Catalogue& counts, std::span<const ItemIndex> items, const BaselineSettings& settings) {
  std::vector<double> score(counts.clusters.size(), 0.0);
  double length = 0.0;
  for (const CataloguedCluster& cluster : counts.clusters) length += cluster.techniques + cluster.software;
  const auto n = static_cast<double>(counts.clusters.size());
  for (const ItemIndex item : items) {
    const auto df = static_cast<double>(counts.postings[item].size());
    const double idf = std::log1p((n - df + 0.5) / (df + 0.5));
    for (const Posting& posting : counts.postings[item]) {
      const CataloguedCluster& cluster = counts.clusters[posting.cluster];
      const double relative = (cluster.techniques + cluster.software) * n / length;
      const double norm = settings.bm25_k1 * (1.0 - settings.bm25_b + settings.bm25_b * relative);
      score[posting.cluster] += idf * posting.count * (settings.bm25_k1 + 1.0) / (posting.count + norm);
    }
  }
  return score;
}

std::vector<double> naive_bayes(const Catalogue& counts, std::span<const ItemIndex> items,
                                const BaselineSettings& baseline) {
  Settings settings;
  settings.m_T = baseline.m_T;
  settings.b = baseline.b;
  settings.m_S = baseline.m_S;
  settings.lambda_S = baseline.lambda_S;
  std::vector<double> score = report_count(counts);
  for (const ItemIndex item : items) {
    const std::vector<double> weights = counts.kind[item] == ItemKind::technique
                                            ? technique_weights(counts, settings, item)
                                            : software_weights(counts, settings, item, 0.0);
    for (std::size_t k = 0; k < score.size(); ++k) score[k] += weights[k];
  }
  return score;
}

double loss_at(std::span<const Scored> earlier, double a) {
  double loss = 0.0;
  for (const Scored& incident : earlier) {
    std::vector<double> x = incident.score;
    for (double& value : x) value *= a;
    loss += log_sum_exp(x) - x[incident.truth];
  }
  return loss;
}

}  // namespace

std::string_view name_of(Baseline baseline) {
  switch (baseline) {
    case Baseline::report_count:
      return "report-count";
    case Baseline::overlap:
      return "overlap";
    case Baseline::jaccard:
      return "jaccard";
    case Baseline::bm25:
      return "bm25";
    case Baseline::naive_bayes:
      return "naive-bayes";
  }
  return "";
}

Scale scale_of(Baseline baseline) {
  switch (baseline) {
    case Baseline::report_count:
    case Baseline::naive_bayes:
      return Scale::as_is;
    case Baseline::overlap:
      return Scale::ranks_only;
    case Baseline::jaccard:
    case Baseline::bm25:
      return Scale::tempered;
  }
  return Scale::as_is;
}

Result<BaselineSettings> baseline_settings(const Parameters& parameters) {
  BaselineSettings result;
  WHENCE_TRY(result.m_T, parameters.value("baseline_m_T"));
  WHENCE_TRY(result.b, parameters.value("baseline_b"));
  WHENCE_TRY(result.m_S, parameters.value("baseline_m_S"));
  WHENCE_TRY(result.lambda_S, parameters.value("baseline_lambda_S"));
  WHENCE_TRY(result.bm25_k1, parameters.value("bm25_k1"));
  WHENCE_TRY(result.bm25_b, parameters.value("bm25_b"));
  return result;
}

std::vector<double> baseline_score(Baseline baseline, const Catalogue& counts, std::span<const ItemIndex> items,
                                   const BaselineSettings& settings) {
  switch (baseline) {
    case Baseline::report_count:
      return report_count(counts);
    case Baseline::overlap:
      return overlap(counts, items);
    case Baseline::jaccard:
      return jaccard(counts, items);
    case Baseline::bm25:
      return bm25(counts, items, settings);
    case Baseline::naive_bayes:
      return naive_bayes(counts, items, settings);
  }
  return {};
}

double fitted_temper(std::span<const Scored> earlier) {
  if (earlier.empty()) return 1.0;
  // The loss is convex in a; golden section over ln a.
  const double golden = (std::sqrt(5.0) - 1.0) / 2.0;
  double low = std::log(1e-3);
  double high = std::log(1e4);
  for (int step = 0; step < 40; ++step) {
    const double left = high - golden * (high - low);
    const double right = low + golden * (high - low);
    if (loss_at(earlier, std::exp(left)) < loss_at(earlier, std::exp(right))) {
      high = right;
    } else {
      low = left;
    }
  }
  return std::exp((low + high) / 2.0);
}

}  // namespace whence
