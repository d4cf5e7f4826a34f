// From log-likelihood ratios to shares: priors over clusters and "nobody we know", and the chance that evidence was
// planted. docs/model.md 2.3, 2.7, 2.8. Vectors over hypotheses hold the clusters first and nobody we know last.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "attribution/combine/fold.h"

namespace whence {

// ln Σ_t τ_t Π_e [(1-f_e) exp w_e(h) + f_e exp w_e(t)] by hypothesis: the evidence if somebody framed a cluster t that
// is often reported (τ_t ∝ N_t over the most reported ones) or that leads.
std::vector<double> framed(const Scene& scene, const Folded& folded, std::optional<ClusterIndex> leader);

struct Mixed {
  std::vector<double> share;         // sums to 1
  double planted = 0.0;              // P(F=1 | E)
  std::vector<double> share_framed;  // within the branch F=1; empty where phi is 0
};

// ln P(h|E) = ln P(h) + ln[(1-φ) exp L(h) + φ exp framed(h)] + const; L is Folded::total.
Mixed mixed(const ClusterPrior& prior, const std::vector<double>& total, const std::vector<double>& framed, double phi);

// The likeliest cluster under the prior and the likelihood ratios alone; the first of equals. Absent without clusters.
std::optional<ClusterIndex> leading_cluster(const ClusterPrior& prior, const std::vector<double>& total);

}  // namespace whence
