#include "reading/techniques/techniques.h"

#include <cmath>
#include <random>

#include <doctest/doctest.h>

#include "base/hex.h"

using namespace whence;

TEST_CASE("names of groups and malware are masked, words and tools are not") {
  const NameSet names = {"cobalt group", "lantern", "carbon"};
  CHECK(feature_words("Cobalt Group used Lantern to run 12 scripts.", names) ==
        std::vector<std::string>{"entity", "used", "entity", "to", "run", "#", "scripts"});
  CHECK(feature_words("a carbon copy", names) == std::vector<std::string>{"a", "carbon", "copy"});
  CHECK(feature_words("C:\\Temp\\a.exe", names) == std::vector<std::string>{"c", "\\", "temp", "\\", "a.exe"});
}

TEST_CASE("features are of length 1 besides the constant, and by rising index") {
  const FeatureSettings settings;
  const std::vector<float> idf(std::size_t{1} << settings.bits, 2.0F);
  auto features = raw_features("The loader injects its code into explorer.exe.", settings, {});
  weigh_features(features, settings, idf);
  REQUIRE(features.size() > 20);
  float squares = 0.0F;
  for (std::size_t i = 0; i + 1 < features.size(); ++i) {
    squares += features[i].value * features[i].value;
    CHECK(features[i].index < features[i + 1].index);
  }
  CHECK(squares == doctest::Approx(1.0));
  CHECK(features.back().index == std::uint32_t{1} << settings.bits);
}

TEST_CASE("a damaged model is an error that names its line") {
  const std::string head =
      "format\t3\nhashing\t1\t3\t5\nkinds\t1\t1\t1\t1\ncalibration\t1\t0.5\nlargest\t0.1\t0.1\nclasses\tT1 T2\n";
  const std::string idf = "idf\t1\n" + to_hex(std::string(2, '\x10')) + "\n";
  const std::string empty_runs(6, '\0');
  const auto layer = [](const char* key, const std::string& runs) {
    return std::string(key) + "\t1\n" + to_hex(runs) + "\n";
  };
  const std::string catalogue = layer("catalogue", empty_runs);
  CHECK(parse_technique_model(head + idf + catalogue + layer("reports", empty_runs), "w"));
  const std::string wrong[] = {
      "",
      "format\t1\n",
      head,
      head + idf,
      head + idf + catalogue,
      head + idf + "catalogue\t9\n0000\n",
      head + idf + "catalogue\t1\n!\n",
      head + idf + layer("catalogue", std::string(5, '\0')) + layer("reports", empty_runs),
      head + idf + catalogue + layer("reports", std::string("\x01\x00\x09\x01\x00\x00\x00\x00", 8)),
      head + "idf\t1\n" + to_hex("a") + "\n" + catalogue + layer("reports", empty_runs)};
  for (const std::string& text : wrong) {
    const auto model = parse_technique_model(text, "w");
    REQUIRE_FALSE(model);
    CHECK(model.error().message.starts_with("w:"));
  }
}

TEST_CASE("a guess is sure exactly if its confidence reaches the threshold") {
  std::mt19937 random(11);
  std::normal_distribution<float> score(0.0F, 3.0F);
  std::size_t sure = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<float> scores(20);
    for (float& one : scores) one = score(random);
    const Calibration calibration{0.8, 0.4};
    const TechniqueGuess guess = best_guess(scores, calibration.temperature);
    const auto found = sure_guess(scores, calibration);
    if (std::abs(guess.confidence - calibration.threshold) < 1e-9) continue;
    REQUIRE(found.has_value() == (guess.confidence > calibration.threshold));
    if (!found) continue;
    CHECK((found->place == guess.place && found->confidence == guess.confidence));
    ++sure;
  }
  CHECK((sure > 200 && sure < 1800));
}

TEST_CASE("the shipped weights name the technique of plain sentences and nothing in ordinary ones") {
  const Data data = Data::open_embedded().value();
  const Knowledge knowledge = Knowledge::load(data).value();
  const auto reader = ProseTechniques::load(data, knowledge);
  REQUIRE_MESSAGE(reader, (reader ? "" : reader.error().message));
  const struct {
    std::string text, wanted;
  } rows[] = {
      {"The attackers dumped credentials from LSASS memory with a renamed tool.", "T1003.001"},
      {"It creates a scheduled task that runs the loader every hour.", "T1053.005"},
      {"The victims received spearphishing emails with a malicious Word attachment.", "T1566.001"},
      {"The implant captures keystrokes and saves them to a file.", "T1056.001"},
      {"The operators deleted files to cover their tracks.", "T1070.004"},
      {"The malware takes screenshots of the desktop.", "T1113"},
      {"The actor exploited a vulnerability in the public-facing VPN server.", "T1190"},
      {"The ransomware encrypts files on all drives.", "T1486"},
      {"The minister opened a new school on Monday.", ""},
      {"Both states have denied the accusations for years.", ""},
      {"Nobody has claimed responsibility.", ""},
      {"The company's shares fell by three per cent.", ""},
  };
  for (const auto& row : rows) {
    const Span whole{0, static_cast<std::uint32_t>(row.text.size())};
    const auto found = reader->read(row.text, std::span(&whole, 1));
    INFO(row.text);
    CHECK((found.empty() ? "" : found[0].id) == row.wanted);
    if (!found.empty()) CHECK((!found[0].explicit_id && found[0].span == whole && found[0].confidence <= 1.0));
  }
}
