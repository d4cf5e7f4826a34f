#include "reading/techniques/technique_layer.h"

#include <cmath>
#include <utility>

namespace whence {
namespace {

// Where each feature's run begins. A run: its number of entries in two bytes, then for each the distance to the next
// class (255 means: add 255 and read on) and the weight. False if they do not fit.
bool find_runs(std::string_view bytes, std::size_t features, std::size_t classes, std::vector<std::uint32_t>& offsets) {
  std::size_t at = 0;
  for (std::size_t feature = 0; feature < features; ++feature) {
    offsets.push_back(static_cast<std::uint32_t>(at));
    if (at + 2 > bytes.size()) return false;
    const std::size_t count = static_cast<unsigned char>(bytes[at]) + 256U * static_cast<unsigned char>(bytes[at + 1]);
    at += 2;
    std::size_t place = 0;
    for (std::size_t entry = 0; entry < count; ++entry) {
      std::size_t distance = 255;
      while (distance == 255) {
        if (at >= bytes.size()) return false;
        distance = static_cast<unsigned char>(bytes[at++]);
        place += distance;
      }
      if (place >= classes || at >= bytes.size()) return false;
      ++at;
    }
  }
  offsets.push_back(static_cast<std::uint32_t>(at));
  return at == bytes.size();
}

}  // namespace

std::optional<TechniqueLayer> TechniqueLayer::of(std::string bytes, float largest, std::size_t features,
                                                 std::size_t classes) {
  TechniqueLayer layer;
  if (!find_runs(bytes, features, classes, layer.offsets_)) return std::nullopt;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const float size = (byte < 128 ? static_cast<float>(byte) : static_cast<float>(byte) - 256.0F) / 127.0F;
    layer.units_[byte] = largest * size * std::abs(size);
  }
  layer.bytes_ = std::move(bytes);
  layer.largest_ = largest;
  return layer;
}

void TechniqueLayer::add_scores(const std::vector<Feature>& row, std::span<float> scores) const {
  if (offsets_.empty()) return;
  for (const Feature& feature : row) {
    const std::size_t end = offsets_[feature.index + 1];
    std::size_t place = 0;
    for (std::size_t at = offsets_[feature.index] + std::size_t{2}; at < end;) {
      std::size_t distance = 0;
      do {
        distance = static_cast<unsigned char>(bytes_[at++]);
        place += distance;
      } while (distance == 255);
      scores[place] += feature.value * units_[static_cast<unsigned char>(bytes_[at++])];
    }
  }
}

}  // namespace whence
