#include "reading/techniques/technique_features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_name = 4;  // words
constexpr std::string_view mask = "entity";

bool word_byte(char c) { return is_alpha(c) || is_digit(c) || c == '_'; }
bool joint(char c) { return c == '.' || c == '-' || c == '\''; }

struct FeatureWord {
  std::string text;  // lower case
  bool name_like = false;
};

// Letters, digits and _, joined by single . - ' inside; % and \ stand alone.
std::vector<FeatureWord> words_of(std::string_view sentence) {
  std::vector<FeatureWord> words;
  for (std::size_t at = 0; at < sentence.size();) {
    if (sentence[at] == '%' || sentence[at] == '\\') words.push_back({std::string(1, sentence[at]), false});
    if (!word_byte(sentence[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < sentence.size() && (word_byte(sentence[at]) ||
                                    (joint(sentence[at]) && at + 1 < sentence.size() && word_byte(sentence[at + 1])))) {
      ++at;
    }
    const std::string_view word = sentence.substr(begin, at - begin);
    words.push_back(
        {lower(word), std::any_of(word.begin(), word.end(), [](char c) { return is_upper(c) || is_digit(c); })});
  }
  return words;
}

// The number of words of the longest name that starts at `first`, or 0. A name has a capital or a digit somewhere.
std::size_t name_at(const std::vector<FeatureWord>& words, std::size_t first, const NameSet& names) {
  if (!words[first].name_like) return 0;
  std::size_t found = 0;
  std::string phrase;
  for (std::size_t size = 1; size <= longest_name && first + size <= words.size(); ++size) {
    if (size > 1) phrase += ' ';
    phrase += words[first + size - 1].text;
    if (names.contains(phrase)) found = size;
  }
  return found;
}

std::string_view stem(std::string_view word) {
  constexpr std::array<std::string_view, 13> endings = {"ations", "ation", "ings", "ing", "ers", "ies", "ied",
                                                        "ed",     "es",    "er",   "s",   "e",   ""};
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending) && word.size() >= ending.size() + 4) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

// FNV-1a, folded to `bits`. The kind keeps a word apart from a piece of the same letters.
class FeatureHash {
 public:
  explicit FeatureHash(char kind) { add(std::string_view(&kind, 1)); }
  FeatureHash& add(std::string_view bytes) {
    for (const char c : bytes) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return *this;
  }
  std::uint32_t index(unsigned bits) const {
    return static_cast<std::uint32_t>((state_ ^ state_ >> 32U) & ((std::uint64_t{1} << bits) - 1));
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

struct Occurrence {
  std::uint32_t index;
  float weight;
  bool operator<(const Occurrence& other) const {
    return index != other.index ? index < other.index : weight < other.weight;
  }
};

void add_pieces(std::string_view word, const FeatureSettings& settings, std::vector<Occurrence>& found) {
  std::string bounded = "<";
  bounded += word;
  bounded += '>';
  for (std::size_t size = settings.shortest; size <= settings.longest; ++size) {
    for (std::size_t at = 0; at + size <= bounded.size(); ++at) {
      const auto piece = std::string_view(bounded).substr(at, size);
      found.push_back({FeatureHash('c').add(piece).index(settings.bits), settings.piece});
    }
  }
}

}  // namespace

std::vector<std::string> feature_words(std::string_view sentence, const NameSet& names) {
  const auto words = words_of(sentence);
  std::vector<std::string> result;
  for (std::size_t at = 0; at < words.size();) {
    if (const std::size_t size = name_at(words, at, names)) {
      if (result.empty() || result.back() != mask) result.emplace_back(mask);
      at += size;
      continue;
    }
    const std::string& word = words[at++].text;
    const bool number = std::all_of(word.begin(), word.end(), is_digit);
    result.push_back(number ? "#" : word);
  }
  return result;
}

std::vector<Feature> raw_features(std::string_view sentence, const FeatureSettings& settings, const NameSet& names) {
  const auto words = feature_words(sentence, names);
  std::vector<Occurrence> found;
  std::string_view previous = "^";
  for (std::size_t i = 0; i <= words.size(); ++i) {
    const std::string_view here = i < words.size() ? stem(words[i]) : std::string_view("$");
    if (i < words.size()) found.push_back({FeatureHash('w').add(here).index(settings.bits), settings.word});
    found.push_back({FeatureHash('b').add(previous).add(" ").add(here).index(settings.bits), settings.pair});
    previous = here;
  }
  std::vector<std::string_view> different(words.begin(), words.end());
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  for (const std::string_view word : different) {
    if (word != mask) add_pieces(word, settings, found);
  }
  std::sort(found.begin(), found.end());
  std::vector<Feature> features;
  for (std::size_t i = 0; i < found.size();) {
    std::size_t last = i;
    while (last < found.size() && found[last].index == found[i].index && found[last].weight == found[i].weight) ++last;
    const float value = found[i].weight * (1.0F + std::log(static_cast<float>(last - i)));
    if (!features.empty() && features.back().index == found[i].index) {
      features.back().value += value;
    } else {
      features.push_back({found[i].index, value});
    }
    i = last;
  }
  return features;
}

void weigh_features(std::vector<Feature>& features, const FeatureSettings& settings, const std::vector<float>& idf) {
  std::erase_if(features, [&](const Feature& feature) { return idf[feature.index] == 0.0F; });
  float squares = 0.0F;
  for (Feature& feature : features) {
    feature.value *= idf[feature.index];
    squares += feature.value * feature.value;
  }
  const float length = std::sqrt(squares) + 1e-9F;
  for (Feature& feature : features) feature.value /= length;
  features.push_back({std::uint32_t{1} << settings.bits, settings.constant});
}

}  // namespace whence
