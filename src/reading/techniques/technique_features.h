// A sentence as numbers for the technique classifier: stems of words, pairs of neighbouring stems, and the pieces of
// words, each hashed to an index. The names of groups and malware are masked, so that the classifier learns what is
// done and not who is known to do it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace whence {

// What the weights were trained with; part of the model, since other features would not fit them.
struct FeatureSettings {
  unsigned bits = 16;                  // indices lie below 2^bits; 2^bits itself is the constant feature
  unsigned shortest = 4, longest = 4;  // of the pieces of words, in bytes
  float word = 1.0F, pair = 0.7F, piece = 0.5F, constant = 0.3F;
  bool operator==(const FeatureSettings&) const = default;
};

struct Feature {
  std::uint32_t index = 0;
  float value = 0.0F;
};

// Names to mask, lower case, words parted by one space.
using NameSet = std::unordered_set<std::string>;

// Raw features by rising index: (1 + ln count) × the weight of the kind, kinds that share an index added. The constant
// feature is not among them.
std::vector<Feature> raw_features(std::string_view sentence, const FeatureSettings& settings, const NameSet& names);

// tf·idf, of length 1, with the constant feature at the end. `idf` by index; features whose idf is 0 are dropped.
void weigh_features(std::vector<Feature>& features, const FeatureSettings& settings, const std::vector<float>& idf);

// The words of a sentence as the features see them, for tests: "entity" for a masked name, "#" for a number.
std::vector<std::string> feature_words(std::string_view sentence, const NameSet& names);

}  // namespace whence
