#include "reading/indicators/host_names.h"

#include <algorithm>

#include "base/address.h"
#include "reading/indicators/characters.h"
#include "reading/indicators/public_suffix.h"
#include "reading/indicators/wallets.h"

namespace whence {
namespace {

constexpr std::size_t longest_name = 253, longest_label = 63;
constexpr std::size_t most_kept = 16;  // answers of the public suffix list; a document has few endings

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }
bool any_lower(std::string_view text) { return std::any_of(text.begin(), text.end(), is_lower); }

// Starts with a capital, as a sentence does. A Greek or Cyrillic letter counts by its lead and trail bytes.
bool capitalised(std::string_view label) {
  if (label.empty()) return false;
  if (is_upper(label[0]))
    return label.size() == 1 || any_lower(label) || static_cast<unsigned char>(label.back()) >= 0x80U;
  const auto lead = static_cast<unsigned char>(label[0]);
  return lead == 0xD0U && label.size() > 1 && static_cast<unsigned char>(label[1]) < 0xB0U;
}

bool well_formed(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-';
}

// "example.com" of "example.com-based": the run without the words that a hyphen ties to its end.
std::string_view without_tied_words(std::string_view run) {
  const std::size_t dot = run.rfind('.');
  const std::size_t hyphen = run.find('-', dot == std::string_view::npos ? 0 : dot);
  return hyphen == std::string_view::npos || run.substr(dot + 1).starts_with("xn--") ? run : run.substr(0, hyphen);
}

}  // namespace

struct HostJudge::Labels {
  std::string_view run, first, last, before_last;
  std::size_t count = 0;
};

Host HostJudge::judge(std::string_view run, const HostEvidence& evidence) {
  Host host;
  if (run.size() > longest_name) return host;
  if (is_digit(run[0]) && dotted_quad(run) == run.size()) {
    const auto bytes = parse_ipv4(run);
    if (bytes) host = {Host::Kind::ipv4, run.size(), std::string(run), address_note(*bytes, lexicon_.addresses)};
    return host;
  }
  // At most twice: as written, and without what a missing space or a hyphen has tied to the end.
  for (int attempt = 0; attempt < 2; ++attempt) {
    Labels labels{run, {}, {}, {}, 0};
    bool sound = true;
    for (std::string_view rest = run; sound; ++labels.count) {
      const std::size_t dot = rest.find('.');
      labels.before_last = labels.last;
      labels.last = rest.substr(0, dot);
      if (labels.count == 0) labels.first = labels.last;
      sound = well_formed(labels.last);
      if (dot == std::string_view::npos) {
        ++labels.count;
        break;
      }
      rest.remove_prefix(dot + 1);
    }
    if (sound && labels.count >= 2 && accept(labels, evidence, host)) return host;
    std::string_view shorter = without_tied_words(run);
    if (shorter.size() == run.size() && labels.count > 2 && capitalised(labels.last) &&
        !capitalised(labels.before_last)) {
      shorter = run.substr(0, run.size() - labels.last.size() - 1);
    }
    if (shorter.size() == run.size() || shorter.empty()) return host;
    run = shorter;
  }
  return host;
}

bool HostJudge::known_ending(std::string_view label) {
  if (label.size() < 2 || !(is_alpha(label[0]) || static_cast<unsigned char>(label[0]) >= 0x80U)) return false;
  const auto known =
      std::find_if(top_level_.begin(), top_level_.end(), [&](const auto& entry) { return entry.first == label; });
  if (known != top_level_.end()) {
    const bool answer = known->second;
    if (known != top_level_.begin()) std::swap(*known, *(known - 1));
    return answer;
  }
  if (top_level_.size() == most_kept) top_level_.pop_back();
  const bool answer = is_top_level(label);
  top_level_.emplace_back(label, answer);
  return answer;
}

bool HostJudge::accept(const Labels& labels, const HostEvidence& evidence, Host& host) {
  const bool ascii =
      std::all_of(labels.run.begin(), labels.run.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  std::string name = ascii ? lower(labels.run) : lower_host(labels.run);
  const std::string_view ending = std::string_view(name).substr(name.rfind('.') + 1);
  if (ending == "onion") {
    const std::string_view label = std::string_view(name).substr(0, name.size() - 6);
    if (!is_onion_label(label.substr(label.rfind('.') + 1))) return false;
    host = {Host::Kind::onion, labels.run.size(), std::move(name), {}};
    return true;
  }
  const auto entry = lexicon_.endings.find(ending);
  const bool special = entry != lexicon_.endings.end() && entry->second.leaning == EndingLeaning::special;
  if (!special && !known_ending(ending)) return false;
  const Ending* known = entry == lexicon_.endings.end() ? nullptr : &entry->second;
  if (!evidence.certain && looks_alike(labels, name, known, evidence)) return false;
  // Among generic endings only those marked deep have public suffixes below them; asking for the others is dear.
  const bool deep = ending.size() == 2 || !ascii || ending.starts_with("xn--") ||
                    (entry != lexicon_.endings.end() && entry->second.leaning == EndingLeaning::deep);
  if (!special && deep && is_public_suffix(name)) return false;
  const std::string_view note = special ? entry->second.note : note_of(name);
  host = {Host::Kind::domain, labels.run.size(), std::move(name), note};
  return true;
}

bool HostJudge::looks_alike(const Labels& labels, std::string_view name, const Ending* known_ending,
                            const HostEvidence& evidence) const {
  const std::string_view known = look_up(lexicon_.lookalikes, name);
  if (known == "domain") return false;
  if (known == "name") return true;
  // No registry takes underscores; names that security products give to malware are full of them.
  if (labels.before_last.find('_') != std::string_view::npos) return true;
  // "ended.It began": a capital after a small letter opens a sentence, unless every label has one (Example.Com).
  if (capitalised(labels.last) && !(capitalised(labels.first) && labels.last.size() == 3)) return true;
  const std::string_view first = look_up(lexicon_.lookalikes, name.substr(0, labels.first.size()));
  if (first == "namespace" && capitalised(labels.first) && is_upper(labels.last[0])) return true;
  const std::string_view ending = name.substr(name.rfind('.') + 1);
  if ((first == "package" || first == "suffix") && look_up(lexicon_.lookalikes, ending) != "suffix") return true;
  if (first == "object" && labels.count == 2 && is_lower(labels.first[0])) return true;
  if (labels.count == 2 && labels.first.size() == 1 && labels.last.size() == 2 && is_upper(labels.first[0]) &&
      is_upper(labels.last[0]))
    return true;
  if (known_ending == nullptr || known_ending->leaning == EndingLeaning::special) return false;
  if (known_ending->leaning == EndingLeaning::deep) return false;
  if (known_ending->leaning == EndingLeaning::number) return all_digits(labels.first);
  if (known_ending->leaning == EndingLeaning::capital) return labels.count == 2 && is_upper(labels.first[0]);
  if (name.starts_with("www.")) return false;
  if (evidence.called) return true;
  return !evidence.domain_word;
}

std::string_view HostJudge::note_of(std::string_view name) const {
  while (true) {
    const std::string_view note = look_up(lexicon_.domains, name);
    if (!note.empty()) return note;
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return {};
    name.remove_prefix(dot + 1);
  }
}

}  // namespace whence
