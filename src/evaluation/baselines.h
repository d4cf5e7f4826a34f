// Simple methods to beat, on the same incidents and the same knowledge. docs/evaluation.md.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "base/result.h"
#include "model/parameters.h"

namespace whence {

enum class Baseline { report_count, overlap, jaccard, bm25, naive_bayes };
inline constexpr Baseline all_baselines[] = {Baseline::report_count, Baseline::overlap, Baseline::jaccard,
                                             Baseline::bm25, Baseline::naive_bayes};
std::string_view name_of(Baseline baseline);

// How a score becomes a chance: p ∝ exp(a score) with a fitted on earlier years, with a = 1, or not at all.
enum class Scale { tempered, as_is, ranks_only };
Scale scale_of(Baseline baseline);

struct BaselineSettings {
  double m_T = 0.0, b = 0.0, m_S = 0.0, lambda_S = 0.0, bm25_k1 = 0.0, bm25_b = 0.0;
};
Result<BaselineSettings> baseline_settings(const Parameters& parameters);

// By cluster; higher is likelier. Requires: `counts` was made with campaigns.
std::vector<double> baseline_score(Baseline baseline, const Catalogue& counts, std::span<const ItemIndex> items,
                                   const BaselineSettings& settings);

// One incident's scores, for fitting the temper.
struct Scored {
  std::vector<double> score;
  std::size_t truth = 0;
};
// The a in [10^-3, 10^4] that minimises the log loss of p ∝ exp(a score); 1 for no incidents.
double fitted_temper(std::span<const Scored> earlier);

}  // namespace whence
