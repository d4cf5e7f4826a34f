#include "reading/techniques/technique_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/hex.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr float idf_step = 1.0F / 16.0F;  // a written idf of q stands for q steps; 0: left out

// The text form line by line: a key, a tab, values parted by tabs; or a key with a number of lines of hexadecimal after
// it.
class WrittenModel {
 public:
  WrittenModel(std::string_view text, std::string_view name) : text_(text), lines_(lines(text)), name_(name) {}

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
    if (!(count[0] >= 1.0 && count[0] <= static_cast<double>(lines_.size() - at_)))
      return error(fmt::format("'{}' is cut short", key));
    const std::size_t begin = place(at_);
    at_ += static_cast<std::size_t>(count[0]);
    auto bytes = from_hex(text_.substr(begin, place(at_ - 1) + lines_[at_ - 1].size() - begin));
    if (!bytes) return error(fmt::format("'{}' is not hexadecimal", key));
    return std::move(*bytes);
  }

 private:
  // Where a line begins in the text.
  std::size_t place(std::size_t line) const { return static_cast<std::size_t>(lines_[line].data() - text_.data()); }

  std::string_view text_;
  std::vector<std::string_view> lines_;
  std::string_view name_;
  std::size_t at_ = 0;
};

}  // namespace

Result<TechniqueModel> parse_technique_model(std::string_view text, std::string_view name) {
  WrittenModel written(text, name);
  TechniqueModel model;
  WHENCE_TRY(const std::vector<double> format, written.numbers("format", 1));
  if (format[0] != 3.0) return written.error("this version is not known here");
  WHENCE_TRY(const std::vector<double> hashing, written.numbers("hashing", 3));
  WHENCE_TRY(const std::vector<double> kinds, written.numbers("kinds", 4));
  WHENCE_TRY(const std::vector<double> calibration, written.numbers("calibration", 2));
  WHENCE_TRY(const std::vector<double> largest, written.numbers("largest", 2));
  WHENCE_TRY(const std::vector<std::string_view> classes, written.values("classes", 1));
  WHENCE_TRY(const std::string idf, written.block("idf"));
  WHENCE_TRY(std::string catalogue, written.block("catalogue"));
  WHENCE_TRY(std::string reports, written.block("reports"));
  if (hashing[0] < 1 || hashing[0] > 24 || hashing[1] < 1 || hashing[2] < hashing[1] || hashing[2] > 16)
    return written.error("'hashing' is out of range");
  model.settings = {static_cast<unsigned>(hashing[0]), static_cast<unsigned>(hashing[1]),
                    static_cast<unsigned>(hashing[2]), static_cast<float>(kinds[0]),
                    static_cast<float>(kinds[1]),      static_cast<float>(kinds[2]),
                    static_cast<float>(kinds[3])};
  model.calibration = {calibration[0], calibration[1]};
  if (!(calibration[0] > 0.0)) return written.error("'calibration' has no temperature above 0");
  model.classes.emplace_back();
  for (const std::string_view id : split(classes[0], ' ')) model.classes.emplace_back(id);
  if (idf.size() != std::size_t{1} << model.settings.bits)
    return written.error("'idf' has not one byte for each feature");
  for (const char q : idf) model.idf.push_back(static_cast<float>(static_cast<unsigned char>(q)) * idf_step);
  const auto layer = [&](std::string& bytes, double most) {
    return TechniqueLayer::of(std::move(bytes), static_cast<float>(most), model.feature_count(), model.classes.size());
  };
  auto first = layer(catalogue, largest[0]), second = layer(reports, largest[1]);
  if (!first || !second) return written.error(!first ? "'catalogue' is damaged" : "'reports' is damaged");
  model.catalogue = std::move(*first);
  model.reports = std::move(*second);
  return model;
}

std::vector<Feature> technique_features(const TechniqueModel& model, std::string_view sentence, const NameSet& names) {
  auto features = raw_features(sentence, model.settings, names);
  weigh_features(features, model.settings, model.idf);
  return features;
}

std::vector<float> technique_scores(const TechniqueModel& model, std::string_view sentence, const NameSet& names) {
  std::vector<float> scores(model.classes.size(), 0.0F);
  const auto features = technique_features(model, sentence, names);
  model.catalogue.add_scores(features, scores);
  model.reports.add_scores(features, scores);
  return scores;
}

std::optional<TechniqueGuess> guess_technique(const TechniqueModel& model, std::string_view sentence,
                                              const NameSet& names) {
  return sure_guess(technique_scores(model, sentence, names), model.calibration);
}

TechniqueGuess best_guess(std::span<const float> scores, double temperature) {
  WHENCE_CHECK(scores.size() > 1);
  const auto best = std::max_element(scores.begin() + 1, scores.end());
  double sum = 0.0;
  for (const float score : scores) sum += std::exp(static_cast<double>(score - *best) / temperature);
  return {static_cast<std::size_t>(best - scores.begin()), 1.0 / sum};
}

std::optional<TechniqueGuess> sure_guess(std::span<const float> scores, const Calibration& calibration) {
  const float best = *std::max_element(scores.begin() + 1, scores.end());
  // 1 / confidence = Σ exp((score - best) / temperature). Mostly the term of "none", which comes first, is too much.
  double sum = 0.0;
  for (const float score : scores) {
    sum += std::exp(static_cast<double>(score - best) / calibration.temperature);
    if (sum * calibration.threshold > 1.0) return std::nullopt;
  }
  return best_guess(scores, calibration.temperature);
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
