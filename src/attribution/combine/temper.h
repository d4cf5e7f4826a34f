// What is said, held back: by a ceiling, and by the chance that it is not so. Nats in, nats out.
#pragma once

#include <cmath>

namespace whence {

// docs/model.md 2.5: B tanh(x / B); a cap of 0 is off.
inline double capped(double x, double cap) { return cap <= 0.0 ? x : cap * std::tanh(x / cap); }

// docs/model.md 2.6.3: ln((1-e) exp(x) + e), e in [0, 1).
inline double with_error(double x, double e) {
  if (e <= 0.0) return x;
  return x > 0.0 ? x + std::log1p(e * std::expm1(-x)) : std::log1p((1.0 - e) * std::expm1(x));
}

}  // namespace whence
