// What data/priors/ holds besides the parameters: word scales, grades, how easily an item is faked, measured skill and
// the learned weights. Every number carries its source in the table it came from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/parameters.h"
#include "model/responsibility.h"
#include "model/shared_object.h"
#include "model/state_facts.h"

namespace whence {

// One band of a scale of words: shares in [from, to).
struct WordBand {
  std::string scale;  // "ICD203", "PHIA"
  double from = 0.0, to = 1.0;
  std::string word;
};

// The chance that an Admiralty grade's letter or digit stands for "genuine, and of this case".
struct GradeFactor {
  char mark = 'F';  // A-F or 1-6
  double factor = 1.0;
};

// A class of items by how easily a deceiver could have planted one. Coarse on purpose.
struct Fakeability {
  std::string id;     // "technique", "public-tool", "bespoke-implant", ...
  double fake = 0.0;  // chance that the item is planted, given that somebody plants evidence
  double cost = 0.0;  // 1 cheap - 10 dear
  double leak = 0.0;  // software: chance that possession says nothing about identity; data/priors/fakeability.tsv
};

// Software whose class is not what its catalogue entry suggests (a leaked builder, a tool on sale).
struct SoftwareClass {
  std::string software;  // knowledge id, "S0154"
  std::string id;        // a row of Fakeability
};

// What may be collected next, and how much work it is.
struct CollectAction {
  std::string id;      // "software", "technique", "verify", "relay", "link"
  std::string what;    // for people: "identify one more malware family"
  std::string effort;  // "days"
  double hours = 1.0;  // about so many of an analyst; above 0
};

// How often answers whose stated share lay in [low, high) were right, measured by `whence evaluate attribution`.
// Rows with metric "band" have n and right; the rest have value and n.
struct SkillRow {
  std::string protocol, metric;
  double low = 0.0, high = 1.0;
  std::size_t n = 0, right = 0;
  double value = 0.0;
};

// One weight of the learned behaviour score (docs/model.md 2.5.0). Feature values are (x - mean) / scale.
struct FeatureWeight {
  std::string model;  // "behaviour" or "novelty"
  std::string feature;
  double mean = 0.0, scale = 1.0, weight = 0.0;
};

// What a measured figure must reach for this release, and what it should reach one day.
struct Bar {
  std::string protocol, set, metric;
  double bar = 0.0, goal = 0.0;
};

// Where those who publish at a site are at home.
struct Publisher {
  std::string site, state;
};
// States that have agreed to defend each other or to share intelligence.
struct Alliance {
  std::string id;
  std::vector<std::string> members;
};

struct Priors {
  std::string set;  // of the parameters: "default", "worked-example"
  Parameters parameters;
  std::vector<WordBand> words;  // by scale, rising
  std::vector<GradeFactor> grades;
  std::vector<Fakeability> fakeability;
  std::vector<SoftwareClass> software_classes;  // sorted by software
  std::vector<CollectAction> actions;
  std::vector<SkillRow> skill;
  std::vector<FeatureWeight> weights;
  std::vector<Bar> bars;
  std::vector<Publisher> publishers;  // sorted by site
  std::vector<Alliance> alliances;
  std::vector<std::string> states;  // every code of the gazetteer
  std::vector<StateFacts> facts;    // of every state with a calendar; sorted
  std::vector<Language> languages;  // sorted by code
  std::vector<SharedObject> shared_objects;
  std::vector<SectorWord> sector_words;  // sorted by word
  Responsibility responsibility;
  std::string version;  // short hash of every table above
};

}  // namespace whence
