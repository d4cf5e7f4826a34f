// Written-down likelihoods of behaviour: docs/model.md 2.5 (a) and (b). One log-likelihood ratio in nats per cluster,
// against the background π; the unknown actor's is 0 by construction.
#pragma once

#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "attribution/settings.h"

namespace whence {

// (a)  ln P(p|k) P(t|p,k) / π_t with P(p|k) = (c_kp + m_T π_p) / (C_k + m_T), P(t|p,k) = (c_kt + b π_t/π_p) / (c_kp +
// b). A technique that has no parent and children of its own is observed as the parent only: ln P(p|k) / π_p.
std::vector<double> technique_weights(const Catalogue& known, const Settings& settings, ItemIndex technique);

// (b)  λ_S ln P'(s|k) / π_s with P = (c_ks + m_S π_s) / (C^S_k + m_S) and P' = (1-ε) P + ε π_s. A cluster without
// recorded software gets 0: absence of a record is not a record of absence. `leak` is ε.
std::vector<double> software_weights(const Catalogue& known, const Settings& settings, ItemIndex software, double leak);

}  // namespace whence
