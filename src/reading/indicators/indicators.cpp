#include "reading/indicators/indicators.h"

#include "reading/indicators/characters.h"
#include "reading/indicators/indicator_word.h"
#include "reading/indicators/public_suffix.h"

namespace whence {
namespace {

// The registrable domain of "https://www.news.example/2026/…" or of a bare host.
std::string own_domain(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  url = url.substr(0, url.find(':'));
  return url.find('.') == std::string_view::npos ? std::string() : registrable_domain(lower_host(url));
}

}  // namespace

std::vector<IndicatorMention> indicators(std::string_view text, const IndicatorLexicon& lexicon,
                                         const IndicatorOptions& options, IndicatorWork& work) {
  WordReader reader(text, lexicon, own_domain(options.own_url));
  Triggers triggers(text, options.path);
  std::size_t position = 0;
  for (std::size_t at = triggers.next(0); at < text.size(); at = triggers.next(position)) {
    const IndicatorWord word = defanged_word(text, at, position, lexicon.forms);
    position = reader.read(word);
    ++work.words;
  }
  work.bytes += reader.work();
  return reader.take();
}

std::vector<IndicatorMention> indicators(std::string_view text, const IndicatorLexicon& lexicon,
                                         const IndicatorOptions& options) {
  IndicatorWork work;
  return indicators(text, lexicon, options, work);
}

}  // namespace whence
