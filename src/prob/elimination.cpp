// Elimination of the unknowns of a binary field, one bucket for each, and back again. Dechter 1999, Bucket elimination.
#include <algorithm>
#include <set>

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
  for (std::size_t k = 0; k < part.size(); ++k) {
    const auto at = static_cast<std::size_t>(std::find(whole.begin(), whole.end(), part[k]) - whole.begin());
    for (std::size_t state = 0; state < states.size(); ++state) states[state] |= ((state >> at) & 1U) << k;
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

using Neighbours = std::vector<std::set<std::size_t>>;

std::size_t fill_of(const Neighbours& near, std::size_t i) {
  std::size_t missing = 0;
  for (auto a = near[i].begin(); a != near[i].end(); ++a) {
    for (auto b = std::next(a); b != near[i].end(); ++b) missing += near[*a].count(*b) == 0 ? 1U : 0U;
  }
  return missing;
}

// The next to go: least fill, then fewest neighbours, then first. One of at most one neighbour never waits.
std::size_t next_of(const Neighbours& near, const std::vector<bool>& gone) {
  std::size_t best = FreeField::fixed;
  std::size_t best_fill = 0;
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (gone[i]) continue;
    if (near[i].size() <= 1) return i;
    const std::size_t fill = fill_of(near, i);
    if (best == FreeField::fixed || fill < best_fill || (fill == best_fill && near[i].size() < near[best].size())) {
      best = i;
      best_fill = fill;
    }
  }
  return best;
}

// Buckets in the order of elimination, cliques not yet filled; empty if one has more than `most_width` neighbours.
std::vector<Bucket> order_of(const FreeField& field, std::size_t most_width) {
  Neighbours near(field.size());
  for (const auto& tie : field.ties) {
    near[tie.a].insert(tie.b);
    near[tie.b].insert(tie.a);
  }
  std::vector<bool> gone(field.size(), false);
  std::vector<Bucket> buckets;
  std::vector<std::size_t> bucket_of(field.size());
  while (buckets.size() < field.size()) {
    const std::size_t i = next_of(near, gone);
    if (near[i].size() > most_width) return {};
    gone[i] = true;
    bucket_of[i] = buckets.size();
    Bucket bucket;
    bucket.unknown = i;
    bucket.clique.scope.push_back(i);
    bucket.clique.scope.insert(bucket.clique.scope.end(), near[i].begin(), near[i].end());
    for (const std::size_t a : near[i]) {
      near[a].erase(i);
      for (const std::size_t b : near[i]) {
        if (a != b) near[a].insert(b);
      }
    }
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

}  // namespace whence
