#include "reading/technique_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/base64.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr float idf_step = 1.0F / 16.0F;  // a written idf of q stands for q steps; 0: left out

// The text form line by line: a key, a tab, values parted by tabs; or a key with a number of lines of base64 after it.
class WrittenModel {
 public:
  WrittenModel(std::string_view text, std::string_view name) : lines_(lines(text)), name_(name) {}

  Error error(std::string_view what) const {
    return {Code::malformed,
            fmt::format("{}:{}: {}; make the file again with whence kb train-techniques", name_, at_ + 1, what)};
  }
  // The values of the next line that is no comment, whose key must be `key`.
  Result<std::vector<std::string_view>> values(std::string_view key, std::size_t least) {
    while (at_ < lines_.size() && (lines_[at_].empty() || lines_[at_][0] == '#')) ++at_;
    if (at_ >= lines_.size()) return error(fmt::format("no line '{}'", key));
    auto fields = split(lines_[at_], '\t');
    if (fields[0] != key || fields.size() < least + 1) return error(fmt::format("not a line '{}'", key));
    fields.erase(fields.begin());
    ++at_;
    return fields;
  }
  Result<std::vector<double>> numbers(std::string_view key, std::size_t count) {
    WHENCE_TRY(const std::vector<std::string_view> fields, values(key, count));
    std::vector<double> result;
    for (const std::string_view field : fields) {
      double value = 0.0;
      const auto [end, problem] = std::from_chars(field.data(), field.data() + field.size(), value);
      if (problem != std::errc() || end != field.data() + field.size()) {
        --at_;
        return error(fmt::format("'{}' is no number", visible(field)));
      }
      result.push_back(value);
    }
    return result;
  }
  Result<std::string> block(std::string_view key) {
    WHENCE_TRY(const std::vector<double> count, numbers(key, 1));
    std::string joined;
    for (double line = 0; line < count[0]; ++line) {
      if (at_ >= lines_.size()) return error(fmt::format("'{}' is cut short", key));
      joined += lines_[at_++];
    }
    auto bytes = from_base64(joined);
    if (!bytes) return error(fmt::format("'{}' is not base64", key));
    return std::move(*bytes);
  }

 private:
  std::vector<std::string_view> lines_;
  std::string_view name_;
  std::size_t at_ = 0;
};

// Where each feature's run begins. A run: its number of entries in two bytes, then for each the distance to the next
// class (255 means: add 255 and read on) and the weight.
bool find_runs(std::string_view bytes, std::size_t features, std::size_t classes, std::vector<std::uint32_t>& offsets) {
  std::size_t at = 0;
  offsets.clear();
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

Result<TechniqueModel> TechniqueModel::parse(std::string_view text, std::string_view name) {
  WrittenModel written(text, name);
  TechniqueModel model;
  WHENCE_TRY(const std::vector<double> format, written.numbers("format", 1));
  if (format[0] != 1.0) return written.error("this version is not known here");
  WHENCE_TRY(const std::vector<double> hashing, written.numbers("hashing", 3));
  WHENCE_TRY(const std::vector<double> kinds, written.numbers("kinds", 4));
  WHENCE_TRY(const std::vector<double> calibration, written.numbers("calibration", 2));
  WHENCE_TRY(const std::vector<double> largest, written.numbers("largest", 1));
  WHENCE_TRY(const std::vector<std::string_view> classes, written.values("classes", 1));
  WHENCE_TRY(const std::string idf, written.block("idf"));
  WHENCE_TRY(model.weights_, written.block("weights"));
  if (hashing[0] < 1 || hashing[0] > 24 || hashing[1] < 1 || hashing[2] < hashing[1] || hashing[2] > 16)
    return written.error("'hashing' is out of range");
  model.settings_ = {static_cast<unsigned>(hashing[0]), static_cast<unsigned>(hashing[1]),
                     static_cast<unsigned>(hashing[2]), static_cast<float>(kinds[0]),
                     static_cast<float>(kinds[1]),      static_cast<float>(kinds[2]),
                     static_cast<float>(kinds[3])};
  model.calibration_ = {calibration[0], calibration[1]};
  if (!(calibration[0] > 0.0)) return written.error("'calibration' has no temperature above 0");
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const float size = (byte < 128 ? static_cast<float>(byte) : static_cast<float>(byte) - 256.0F) / 127.0F;
    model.units_[byte] = static_cast<float>(largest[0]) * size * std::abs(size);
  }
  model.classes_.emplace_back();
  for (const std::string_view id : split(classes[0], ' ')) model.classes_.emplace_back(id);
  const std::size_t features = std::size_t{1} << model.settings_.bits;
  if (idf.size() != features) return written.error("'idf' has not one byte for each feature");
  for (const char q : idf) model.idf_.push_back(static_cast<float>(static_cast<unsigned char>(q)) * idf_step);
  if (!find_runs(model.weights_, features + 1, model.classes_.size(), model.offsets_))
    return written.error("'weights' is damaged");
  return model;
}

void TechniqueModel::score(std::string_view sentence, const NameSet& names, std::span<float> scores) const {
  WHENCE_CHECK(scores.size() == classes_.size());
  auto features = raw_features(sentence, settings_, names);
  weigh_features(features, settings_, idf_);
  std::fill(scores.begin(), scores.end(), 0.0F);
  for (const Feature& feature : features) {
    const std::size_t end = offsets_[feature.index + 1];
    std::size_t place = 0;
    for (std::size_t at = offsets_[feature.index] + 2U; at < end;) {
      std::size_t distance = 0;
      do {
        distance = static_cast<unsigned char>(weights_[at++]);
        place += distance;
      } while (distance == 255);
      scores[place] += feature.value * units_[static_cast<unsigned char>(weights_[at++])];
    }
  }
}

TechniqueGuess TechniqueModel::guess(std::string_view sentence, const NameSet& names,
                                     std::vector<float>& scores) const {
  scores.resize(classes_.size());
  score(sentence, names, scores);
  return best_guess(scores, calibration_.temperature);
}

TechniqueGuess best_guess(std::span<const float> scores, double temperature) {
  WHENCE_CHECK(scores.size() > 1);
  const auto best = std::max_element(scores.begin() + 1, scores.end());
  double sum = 0.0;
  for (const float score : scores) sum += std::exp(static_cast<double>(score - *best) / temperature);
  return {static_cast<std::size_t>(best - scores.begin()), 1.0 / sum};
}

NameSet masked_names(const Knowledge& knowledge) {
  constexpr std::size_t shortest = 3;  // shorter ones are words more often than names
  NameSet names;
  const auto add = [&](std::string_view name) {
    if (name.size() >= shortest) names.insert(lower(squeeze(name)));
  };
  for (const ActorName& name : knowledge.names()) add(name.name);
  NameSet tools;
  for (const Item& item : knowledge.items()) {
    if (item.kind != ItemKind::software) continue;
    if (item.software_kind == "malware") add(item.name);
    if (item.software_kind == "tool") tools.insert(lower(squeeze(item.name)));
  }
  for (const std::string& tool : tools) names.erase(tool);
  return names;
}

}  // namespace whence
