#include "format/languages.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "format/layout.h"

namespace whence {
namespace {

constexpr std::pair<std::string_view, std::string_view> names[] = {
    {"ar", "Arabic"},     {"be", "Belarusian"}, {"bg", "Bulgarian"}, {"bn", "Bengali"},    {"cs", "Czech"},
    {"da", "Danish"},     {"de", "German"},     {"el", "Greek"},     {"en", "English"},    {"es", "Spanish"},
    {"et", "Estonian"},   {"fa", "Persian"},    {"fi", "Finnish"},   {"fr", "French"},     {"he", "Hebrew"},
    {"hi", "Hindi"},      {"hr", "Croatian"},   {"hu", "Hungarian"}, {"hy", "Armenian"},   {"id", "Indonesian"},
    {"it", "Italian"},    {"ja", "Japanese"},   {"ka", "Georgian"},  {"km", "Khmer"},      {"ko", "Korean"},
    {"lt", "Lithuanian"}, {"lv", "Latvian"},    {"my", "Burmese"},   {"nl", "Dutch"},      {"no", "Norwegian"},
    {"pl", "Polish"},     {"pt", "Portuguese"}, {"ro", "Romanian"},  {"ru", "Russian"},    {"sk", "Slovak"},
    {"sl", "Slovene"},    {"sr", "Serbian"},    {"sv", "Swedish"},   {"ta", "Tamil"},      {"th", "Thai"},
    {"tr", "Turkish"},    {"uk", "Ukrainian"},  {"ur", "Urdu"},      {"vi", "Vietnamese"}, {"zh", "Chinese"}};

}  // namespace

std::string language_name(std::string_view code) {
  const auto* const known =
      std::find_if(std::begin(names), std::end(names), [&](const auto& name) { return name.first == code; });
  if (known != std::end(names)) return std::string(known->second);
  return code.empty() ? "language not told" : "language " + clean(code);
}

std::string unread_note(const Reading& reading) {
  switch (reading.understood) {
    case Understood::fully:
      return "";
    case Understood::cues:
      return "READ BY CUE WORDS ONLY: " + language_name(reading.language) +
             ". Who accuses or answers, in words quoted and not translated; much is missed.";
    case Understood::no:
      return "NOT READ: the text is in " + language_name(reading.language) +
             ". Names and indicators were looked for, claims were not; no total here counts it.";
  }
  return "";
}

}  // namespace whence
