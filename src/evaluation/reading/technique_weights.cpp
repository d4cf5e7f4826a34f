#include "evaluation/reading/technique_weights.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/base64.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t line_length = 120;

std::string block(std::string_view key, std::string_view bytes) {
  const std::string text = to_base64(bytes);
  std::string result = fmt::format("{}\t{}\n", key, (text.size() + line_length - 1) / line_length);
  for (std::size_t at = 0; at < text.size(); at += line_length) {
    result += text.substr(at, line_length);
    result += '\n';
  }
  return result;
}

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The runs that reading/technique_model.cpp reads.
std::string runs(const std::vector<float>& weights, std::size_t classes, float least, float largest) {
  std::string bytes;
  for (std::size_t feature = 0; feature * classes < weights.size(); ++feature) {
    std::string entries;
    std::size_t count = 0, place = 0;
    for (std::size_t c = 0; c < classes; ++c) {
      const float weight = weights[feature * classes + c];
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
  return bytes;
}

}  // namespace

std::string written_model(const TechniqueWeights& trained, const Calibration& calibration, float least,
                          const std::vector<std::string>& about) {
  const std::size_t classes = trained.classes.size();
  std::vector<float> weights = trained.weights;
  float largest = 0.0F;
  for (std::size_t begin = 0; begin < weights.size(); begin += classes) {
    const auto row = weights.begin() + static_cast<std::ptrdiff_t>(begin);
    const float middle = median({row, row + static_cast<std::ptrdiff_t>(classes)});
    for (std::size_t c = 0; c < classes; ++c) {
      weights[begin + c] -= middle;
      largest = std::max(largest, std::abs(weights[begin + c]));
    }
  }
  if (largest == 0.0F) largest = 1.0F;
  std::string idf;
  for (const float value : trained.idf) idf += static_cast<char>(std::lround(value * 16.0F));
  std::string text;
  for (const std::string& line : about) text += fmt::format("# {}\n", line);
  const FeatureSettings& features = trained.features;
  text += fmt::format("format\t1\nhashing\t{}\t{}\t{}\n", features.bits, features.shortest, features.longest);
  text += fmt::format("kinds\t{}\t{}\t{}\t{}\n", features.word, features.pair, features.piece, features.constant);
  text += fmt::format("calibration\t{:.3f}\t{:.3f}\nlargest\t{}\n", calibration.temperature, calibration.threshold,
                      largest);
  text += "classes\t" + join({trained.classes.begin() + 1, trained.classes.end()}, " ") + "\n";
  return text + block("idf", idf) + block("weights", runs(weights, classes, least, largest));
}

}  // namespace whence
