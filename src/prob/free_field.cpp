#include "prob/free_field.h"

#include <algorithm>
#include <tuple>

namespace whence {

FreeField::FreeField(const BinaryField& field) : place(field.prior.size(), fixed) {
  for (std::size_t i = 0; i < field.prior.size(); ++i) {
    if (field.prior[i] <= 0.0 || field.prior[i] >= 1.0) continue;
    place[i] = unknown.size();
    unknown.push_back(i);
    odds.push_back(field.prior[i] / (1.0 - field.prior[i]));
  }
  for (const BinaryField::Tie& tie : field.ties) {
    const std::size_t a = place[tie.a];
    const std::size_t b = place[tie.b];
    if (a != fixed && b != fixed) {
      ties.push_back({std::min(a, b), std::max(a, b), tie.both, tie.neither});
    } else if (a != fixed) {
      odds[a] *= field.prior[tie.b] > 0.5 ? tie.both : 1.0 / tie.neither;
    } else if (b != fixed) {
      odds[b] *= field.prior[tie.a] > 0.5 ? tie.both : 1.0 / tie.neither;
    }
  }
  std::stable_sort(ties.begin(), ties.end(),
                   [](const auto& x, const auto& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  std::size_t kept = 0;
  for (std::size_t t = 0; t < ties.size(); ++t) {
    if (kept != 0 && ties[kept - 1].a == ties[t].a && ties[kept - 1].b == ties[t].b) {
      ties[kept - 1].both *= ties[t].both;
      ties[kept - 1].neither *= ties[t].neither;
    } else {
      ties[kept++] = ties[t];
    }
  }
  ties.resize(kept);
}

std::vector<double> FreeField::filled(const BinaryField& field, const std::vector<double>& marginals) const {
  std::vector<double> all = field.prior;
  for (std::size_t at = 0; at < unknown.size(); ++at) all[unknown[at]] = marginals[at];
  return all;
}

}  // namespace whence
