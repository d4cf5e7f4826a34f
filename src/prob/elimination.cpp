// Elimination of the unknowns of a binary field, one bucket for each, and back again. Dechter 1999, Bucket elimination.
#include <algorithm>
#include <set>
#include <tuple>

#include "prob/binary_field.h"
#include "prob/free_field.h"

namespace whence {
namespace {

// A function of some unknowns: bit k of the place in `values` is the value of scope[k].
struct Factor {
  std::vector<std::size_t> scope;
  std::vector<double> values;
};

// For each state of `whole` the state of `part`. Requires: part is within whole.
std::vector<std::size_t> states_of(const std::vector<std::size_t>& part, const std::vector<std::size_t>& whole) {
  std::vector<std::size_t> states(std::size_t{1} << whole.size(), 0);
  for (std::size_t k = 0; k < whole.size(); ++k) {
    const auto at = static_cast<std::size_t>(std::find(part.begin(), part.end(), whole[k]) - part.begin());
    const std::size_t bit = at < part.size() ? std::size_t{1} << at : 0;
    const std::size_t half = std::size_t{1} << k;
    for (std::size_t state = 0; state < half; ++state) states[half + state] = states[state] | bit;
  }
  return states;
}

void multiply(Factor& into, const Factor& by) {
  const auto states = states_of(by.scope, into.scope);
  for (std::size_t state = 0; state < states.size(); ++state) into.values[state] *= by.values[states[state]];
}

// Σ over everything else; scaled so that the greatest value is 1, which changes no marginal and keeps the range.
Factor summed_to(const Factor& factor, const std::vector<std::size_t>& scope) {
  Factor sum{scope, std::vector<double>(std::size_t{1} << scope.size(), 0.0)};
  const auto states = states_of(scope, factor.scope);
  for (std::size_t state = 0; state < states.size(); ++state) sum.values[states[state]] += factor.values[state];
  const double most = *std::max_element(sum.values.begin(), sum.values.end());
  for (double& value : sum.values) value /= most;
  return sum;
}

struct Bucket {
  std::size_t unknown = 0;
  Factor clique;   // of the unknown, first in the scope, and its neighbours when it was eliminated
  Factor message;  // to the bucket of the neighbour that is eliminated next
  std::size_t to = FreeField::fixed;
};

// Unknowns that wait for elimination, each with its neighbours among them, in rising order.
class Waiting {
 public:
  Waiting(const FreeField& field, std::size_t most_width)
      : most_width_(most_width), near_(field.size()), gone_(field.size(), false) {
    for (const auto& tie : field.ties) {
      join(tie.a, tie.b);
      join(tie.b, tie.a);
    }
    for (std::size_t i = 0; i < near_.size(); ++i) offer(i);
  }

  const std::vector<std::size_t>& near(std::size_t i) const { return near_[i]; }

  // The next to go: least fill, then fewest neighbours, then first. An unknown is looked at again when a neighbour has
  // gone or its turn has come, so that its fill may be less than it seems. `fixed` if all have too many neighbours.
  std::size_t next() {
    while (!offers_.empty()) {
      const Offer best = *offers_.begin();
      offers_.erase(offers_.begin());
      const auto [fill, degree, i] = best;
      if (gone_[i] || near_[i].size() > most_width_) continue;
      if (near_[i].size() == degree && fill_of(i) == fill) return i;
      offer(i);
    }
    return FreeField::fixed;
  }

  // Its neighbours become each other's.
  void eliminate(std::size_t i) {
    for (const std::size_t a : near_[i]) {
      for (const std::size_t b : near_[i]) {
        if (a != b) join(a, b);
      }
    }
    drop(i);
  }

  void drop(std::size_t i) {
    gone_[i] = true;
    for (const std::size_t a : near_[i]) near_[a].erase(std::lower_bound(near_[a].begin(), near_[a].end(), i));
    for (const std::size_t a : near_[i]) offer(a);
  }

  // Of those left the one with the most neighbours, then the first; `fixed`: none is left.
  std::size_t busiest() const {
    std::size_t best = FreeField::fixed;
    for (std::size_t i = 0; i < near_.size(); ++i) {
      if (!gone_[i] && (best == FreeField::fixed || near_[i].size() > near_[best].size())) best = i;
    }
    return best;
  }

 private:
  using Offer = std::tuple<std::size_t, std::size_t, std::size_t>;  // fill, neighbours, unknown

  void join(std::size_t a, std::size_t b) {
    const auto place = std::lower_bound(near_[a].begin(), near_[a].end(), b);
    if (place == near_[a].end() || *place != b) near_[a].insert(place, b);
  }
  void offer(std::size_t i) {
    if (near_[i].size() <= most_width_) offers_.emplace(fill_of(i), near_[i].size(), i);
  }
  std::size_t fill_of(std::size_t i) const {
    std::size_t missing = 0;
    for (auto a = near_[i].begin(); a != near_[i].end(); ++a) {
      for (auto b = std::next(a); b != near_[i].end(); ++b)
        missing += std::binary_search(near_[*a].begin(), near_[*a].end(), *b) ? 0U : 1U;
    }
    return missing;
  }

  std::size_t most_width_;
  std::vector<std::vector<std::size_t>> near_;
  std::vector<bool> gone_;
  std::set<Offer> offers_;
};

// Buckets in the order of elimination, cliques not yet filled; empty if one has more than `most_width` neighbours.
std::vector<Bucket> order_of(const FreeField& field, std::size_t most_width) {
  Waiting waiting(field, most_width);
  std::vector<Bucket> buckets;
  std::vector<std::size_t> bucket_of(field.size());
  while (buckets.size() < field.size()) {
    const std::size_t i = waiting.next();
    if (i == FreeField::fixed) return {};
    bucket_of[i] = buckets.size();
    Bucket bucket;
    bucket.unknown = i;
    bucket.clique.scope.push_back(i);
    bucket.clique.scope.insert(bucket.clique.scope.end(), waiting.near(i).begin(), waiting.near(i).end());
    waiting.eliminate(i);
    buckets.push_back(std::move(bucket));
  }
  for (Bucket& bucket : buckets) {
    for (std::size_t k = 1; k < bucket.clique.scope.size(); ++k) {
      bucket.to = std::min(bucket.to, bucket_of[bucket.clique.scope[k]]);
    }
  }
  return buckets;
}

void fill(std::vector<Bucket>& buckets, const FreeField& field) {
  std::vector<std::size_t> bucket_of(field.size());
  for (std::size_t at = 0; at < buckets.size(); ++at) {
    Factor& clique = buckets[at].clique;
    bucket_of[buckets[at].unknown] = at;
    clique.values.assign(std::size_t{1} << clique.scope.size(), 1.0);
    multiply(clique, {{buckets[at].unknown}, {1.0, field.odds[buckets[at].unknown]}});
  }
  for (const auto& tie : field.ties) {
    Bucket& bucket = buckets[std::min(bucket_of[tie.a], bucket_of[tie.b])];
    multiply(bucket.clique, {{tie.a, tie.b}, {tie.neither, 1.0, 1.0, tie.both}});
  }
}

}  // namespace

std::optional<std::vector<double>> marginals_by_elimination(const BinaryField& field, std::size_t most_width) {
  const FreeField free(field);
  std::vector<Bucket> buckets = order_of(free, most_width);
  if (buckets.empty() && free.size() != 0) return std::nullopt;
  fill(buckets, free);
  for (Bucket& bucket : buckets) {
    const std::vector<std::size_t> rest(bucket.clique.scope.begin() + 1, bucket.clique.scope.end());
    bucket.message = summed_to(bucket.clique, rest);
    if (bucket.to != FreeField::fixed) multiply(buckets[bucket.to].clique, bucket.message);
  }
  std::vector<double> marginals(free.size());
  for (auto bucket = buckets.rbegin(); bucket != buckets.rend(); ++bucket) {
    if (bucket->to != FreeField::fixed) {
      Factor back = summed_to(buckets[bucket->to].clique, bucket->message.scope);
      for (std::size_t state = 0; state < back.values.size(); ++state)
        back.values[state] /= bucket->message.values[state];
      multiply(bucket->clique, back);
    }
    const Factor alone = summed_to(bucket->clique, {bucket->unknown});
    marginals[bucket->unknown] = alone.values[1] / (alone.values[0] + alone.values[1]);
  }
  return free.filled(field, marginals);
}

std::vector<std::size_t> narrowing_cut(const BinaryField& field, std::size_t most_width) {
  const FreeField free(field);
  Waiting waiting(free, most_width);
  std::vector<std::size_t> cut;
  while (true) {
    if (const std::size_t i = waiting.next(); i != FreeField::fixed) {
      waiting.eliminate(i);
    } else if (const std::size_t busy = waiting.busiest(); busy != FreeField::fixed) {
      cut.push_back(free.unknown[busy]);
      waiting.drop(busy);
    } else {
      return cut;
    }
  }
}

}  // namespace whence
