#include "evaluation/reading/technique_weights.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/hex.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t line_length = 120;

std::string block(std::string_view key, std::string_view bytes) {
  const std::string text = to_hex(bytes);
  std::string result = fmt::format("{}\t{}\n", key, (text.size() + line_length - 1) / line_length);
  for (std::size_t at = 0; at < text.size(); at += line_length) {
    result += text.substr(at, line_length);
    result += '\n';
  }
  return result;
}

// The weights of one feature by class, the median removed.
void spread(const DenseWeights& learnt, std::size_t feature, std::vector<float>& by_class) {
  std::fill(by_class.begin(), by_class.end(), 0.0F);
  for (std::size_t i = 0; i < learnt.columns.size(); ++i) {
    by_class[learnt.columns[i]] = learnt.weights[feature * learnt.columns.size() + i];
  }
  std::vector<float> sorted = by_class;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  for (float& weight : by_class) weight -= *middle;
}

// The run that reading/techniques/technique_layer.cpp reads.
void write_run(const std::vector<float>& by_class, float least, float largest, std::string& bytes) {
  std::string entries;
  std::size_t count = 0, place = 0;
  for (std::size_t c = 0; c < by_class.size(); ++c) {
    const float weight = by_class[c];
    // Square roots: small weights are many, and lie closer to each other than large ones.
    const long size = std::lround(127.0F * std::sqrt(std::abs(weight) / largest));
    const long units = weight < 0.0F ? -size : size;
    if (std::abs(weight) < least || units == 0) continue;
    std::size_t distance = c - place;
    for (; distance >= 255; distance -= 255) entries += static_cast<char>(255);
    entries += static_cast<char>(distance);
    entries += static_cast<char>(units);
    place = c;
    ++count;
  }
  bytes += static_cast<char>(count & 255U);
  bytes += static_cast<char>(count >> 8U);
  bytes += entries;
}

}  // namespace

TechniqueLayer layer_of(const DenseWeights& learnt, std::size_t classes, float least) {
  WHENCE_CHECK(!learnt.columns.empty() && learnt.columns.back() < classes);
  const std::size_t features = learnt.weights.size() / learnt.columns.size();
  std::vector<float> by_class(classes);
  float largest = 0.0F;
  for (std::size_t feature = 0; feature < features; ++feature) {
    spread(learnt, feature, by_class);
    for (const float weight : by_class) largest = std::max(largest, std::abs(weight));
  }
  if (largest == 0.0F) largest = 1.0F;
  std::string bytes;
  for (std::size_t feature = 0; feature < features; ++feature) {
    spread(learnt, feature, by_class);
    write_run(by_class, least, largest, bytes);
  }
  auto layer = TechniqueLayer::of(std::move(bytes), largest, features, classes);
  WHENCE_CHECK(layer.has_value());
  return std::move(*layer);
}

std::string written_model(const TechniqueModel& model, const std::vector<std::string>& about) {
  std::string idf;
  for (const float value : model.idf) idf += static_cast<char>(std::lround(value * 16.0F));
  std::string text;
  for (const std::string& line : about) text += fmt::format("# {}\n", line);
  const FeatureSettings& features = model.settings;
  text += fmt::format("format\t3\nhashing\t{}\t{}\t{}\n", features.bits, features.shortest, features.longest);
  text += fmt::format("kinds\t{}\t{}\t{}\t{}\n", features.word, features.pair, features.piece, features.constant);
  text += fmt::format("calibration\t{:.3f}\t{:.3f}\n", model.calibration.temperature, model.calibration.threshold);
  text += fmt::format("largest\t{}\t{}\n", model.catalogue.largest(), model.reports.largest());
  text += "classes\t" + join({model.classes.begin() + 1, model.classes.end()}, " ") + "\n";
  return text + block("idf", idf) + block("catalogue", model.catalogue.bytes()) +
         block("reports", model.reports.bytes());
}

}  // namespace whence
