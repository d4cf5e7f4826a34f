// Cases for tests, and the shipped data they are weighed with.
#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "attribution/scene.h"
#include "attribution/weigh.h"
#include "lexicon/parameters.h"

namespace whence {

inline const Knowledge& shipped_knowledge() {
  static const Knowledge known = [] {
    auto data = Data::open_directory(WHENCE_SOURCE "/data");
    REQUIRE_MESSAGE(data, data.error().message);
    auto loaded = Knowledge::load(data.value());
    REQUIRE_MESSAGE(loaded, loaded.error().message);
    return std::move(loaded).value();
  }();
  return known;
}

inline Priors shipped_priors(std::string_view set) {
  const auto data = Data::open_directory(WHENCE_SOURCE "/data");
  REQUIRE(data);
  auto priors = load_priors(data.value(), set);
  REQUIRE_MESSAGE(priors, priors.error().message);
  return std::move(priors).value();
}

// The default set against everything shipped, with the learned behaviour score or with the written likelihoods.
struct Bench {
  Priors priors = shipped_priors("default");
  Background against;

  explicit Bench(bool learned = true) {
    priors.parameters = priors.parameters.with("learned", learned ? 1.0 : 0.0);
    auto made = background(shipped_knowledge(), priors);
    REQUIRE_MESSAGE(made, made.error().message);
    against = std::move(made).value();
  }
  const Settings& model() const { return against.settings; }
  const StatedSettings& stated() const { return against.settings.stated; }
  const Catalogue& counts() const { return against.counts; }
  Scene scene_of(const Case& incident, const std::vector<Traced>& traced = {}) const {
    return scene(resolved(incident, shipped_knowledge()), shipped_knowledge(), against, priors, traced);
  }
  Answer answer(const Case& incident, WeighOptions options = {}) const {
    options.robustness = false;
    auto result = weigh(incident, shipped_knowledge(), against, priors, options);
    REQUIRE_MESSAGE(result, result.error().message);
    return std::move(result).value();
  }
};

// Made once for all tests of a program.
inline const Bench& bench() {
  static const Bench value;
  return value;
}

// "T1190" is a technique, any other text a name of software. Graded A1, from one origin.
inline Evidence item(const std::string& value, const std::string& origin = "own forensics") {
  Evidence evidence;
  const bool technique = value.size() > 4 && value[0] == 'T' && value[1] >= '0' && value[1] <= '9';
  evidence.kind = technique ? EvidenceKind::technique : EvidenceKind::software;
  evidence.value = value;
  evidence.origin = origin;
  evidence.grade = {'A', '1'};
  return evidence;
}

inline Case case_of(const std::vector<std::string>& values, const std::string& origin = "own forensics") {
  Case incident;
  incident.name = "test";
  incident.file = "test.yaml";
  incident.exercise = true;
  for (const std::string& value : values) incident.evidence.push_back(item(value, origin));
  return incident;
}

// The share of a cluster by its id, or of nobody we know for "".
inline double share_of(const Posterior& posterior, const std::string& actor) {
  for (const Share& share : posterior.shares) {
    if (share.hypothesis.actor.value_or("") == actor) return share.probability.value();
  }
  return 0.0;
}

}  // namespace whence
