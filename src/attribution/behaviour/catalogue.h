// Counts: how many reports say that a cluster used an item, as of a day. The model's only view of the knowledge, so
// that evaluation can rebuild the past and the formulae stay short. docs/model.md 2.5.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.h"
#include "knowledge/knowledge.h"

namespace whence {

using ClusterIndex = std::uint32_t;  // into Catalogue::clusters

struct CataloguedCluster {
  GroupIndex group = 0;
  double reports = 0.0;     // N_k: distinct reports on its edges
  double techniques = 0.0;  // C_k: Σ over techniques of c_{k,t}
  double software = 0.0;    // C^S_k
  Day last{};               // of its newest report; the epoch if none is dated
};

// "This many reports say that the cluster used it."
struct Posting {
  ClusterIndex cluster = 0;
  double count = 0.0;
};

struct Catalogue {
  std::vector<CataloguedCluster> clusters;  // with at least one own edge; by group
  // By ItemIndex; of techniques, `family` sums a parent and its sub-techniques and stands at the parent.
  std::vector<std::vector<Posting>> postings, family;
  std::vector<double> share, family_share;  // π_t, π_p and π_s: techniques sum to 1, software sums to 1
  std::vector<ItemIndex> parent;            // itself where it has none
  std::vector<ItemKind> kind;
  std::vector<std::vector<ItemIndex>> implied;  // by software: techniques that it uses
  Day as_of{};                                  // the cut, or the newest report's day
};

struct Cut {
  std::optional<Day> before;              // only reports dated before this day; none: all, undated ones too
  std::optional<ReferenceIndex> without;  // a report left out wherever it is cited
  bool campaigns = false;                 // edges of campaigns attributed to a cluster count too (never alone)
};

// Whether a report was public before the cut and is not the one left out.
bool counts_reference(const Knowledge& known, const Cut& cut, ReferenceIndex reference);

Catalogue catalogue(const Knowledge& known, const Cut& cut = {});

}  // namespace whence
