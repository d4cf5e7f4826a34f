// A case as the model sees it: every item that enters the judgement once, with its likelihood ratios, the origins that
// vouch for it, and what it depends on. docs/model.md 2.4-2.6.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/background.h"
#include "attribution/families/bearings.h"
#include "model/case.h"
#include "model/oddity.h"
#include "model/priors.h"

namespace whence {

// Behaviour first: what the learned score compares. The others keep their written likelihoods.
enum class Family : std::uint8_t { techniques, software, infrastructure, code, victims };
inline constexpr std::size_t families = 5;
std::string_view name_of(Family family);

// One item that bears on a cluster, however often the case lists it.
struct Piece {
  std::vector<std::size_t> evidence;  // indices into Case::evidence, rising
  std::vector<std::size_t> origins;   // indices into Scene::origins, rising
  ItemIndex item = 0;                 // of behaviour only
  Family family = Family::techniques;
  double quality = 1.0;                       // q: the best grade among its listings
  double fake = 0.0, cost = 1.0, leak = 0.0;  // of its class in the fakeability table
  std::vector<double> before;                 // by cluster, nats
  std::vector<double> graded;                 // ln(q exp(before) + 1 - q)
  std::vector<std::size_t> implied_by;        // pieces of software that are on record as using this technique
  ItemIndex sibling = 0;                      // the parent technique; siblings stand together
  std::string note = {};                      // what the weight rests on, where it is no behaviour
};

// Chance that what somebody found does not belong to the case: own forensics, a report, or nobody named.
double origin_error(std::string_view origin, const Settings& settings);

// A source of items; copies of one another count as one.
struct Origin {
  std::string name;
  double error = 0.0;  // e: chance that its items do not belong to the case
};

struct Scene {
  const Background* background = nullptr;  // not owned; never null
  std::vector<ClusterPrior> priors;        // of the victim's class; the first is what the answer is computed under
  std::string prior_note;                  // why the catalogue's prior is not among them; empty if it is
  std::vector<Piece> pieces;               // techniques, software, each by item; then the rest, as the case has them
  std::size_t behaviour = 0;               // how many of the pieces are behaviour
  Bearings bearings;                       // of everything that is not
  std::vector<Origin> origins;
  std::vector<Oddity> oddities;          // copies found
  std::optional<Comparison> comparison;  // for the learned behaviour score

  const Settings& settings() const { return background->settings; }
  std::size_t clusters() const { return background->counts.clusters.size(); }
};

// Requires: incident went through resolved(); the background outlives the scene. Items with `not_used` stay out.
Scene scene(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors,
            const std::vector<Traced>& traced = {});

}  // namespace whence
