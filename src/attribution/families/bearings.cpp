#include "attribution/families/bearings.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "attribution/families/code_likeness.h"
#include "attribution/families/fakeability.h"
#include "attribution/families/hours.h"
#include "attribution/families/infrastructure.h"
#include "attribution/families/language.h"
#include "attribution/families/victims.h"
#include "base/text.h"
#include "model/posterior.h"

namespace whence {
namespace {

class Collector {
 public:
  Collector(const Knowledge& known, const Background& background, const Priors& priors,
            const std::vector<Traced>& traced)
      : known_(known), background_(background), priors_(priors), traced_(traced) {}

  void add(const Evidence& evidence) {
    const std::size_t before = result_.items.size();
    std::string unused;
    switch (evidence.kind) {
      case EvidenceKind::hours:
        add_hours(evidence, unused);
        break;
      case EvidenceKind::language:
        add_language(evidence, unused);
        break;
      case EvidenceKind::victimology:
      case EvidenceKind::lure:
        add_victims(evidence, unused);
        break;
      case EvidenceKind::code_similarity:
        add_code(evidence, unused);
        break;
      case EvidenceKind::indicator:
        add_indicator(evidence, unused);
        break;
      default:
        return;
    }
    if (!unused.empty()) {
      result_.items.resize(before);
      result_.unused[evidence.id.text] = unused;
    }
    for (std::size_t at = before; at < result_.items.size(); ++at) finish(evidence, result_.items[at]);
    if (result_.items.size() > before && is_repeated(evidence)) {
      result_.items.resize(before);
      result_.repeated.push_back(evidence.id.text);
    }
  }

  Bearings take() { return std::move(result_); }

 private:
  const StatedSettings& settings() const { return background_.settings.stated; }

  void add_hours(const Evidence& evidence, std::string& unused) {
    std::vector<Bearing> found = hours_bearings(evidence, settings(), priors_.facts);
    if (found.empty()) unused = "neither an offset (UTC+8) nor by_hour nor days with and without activity";
    std::move(found.begin(), found.end(), std::back_inserter(result_.items));
  }

  void add_language(const Evidence& evidence, std::string& unused) {
    if (const Language* language = language_named(priors_.languages, evidence.value)) {
      result_.items.push_back(language_bearing(evidence, *language, settings(), priors_.facts));
    } else {
      unused = "no such language in data/priors/languages.tsv; write its name in English or its ISO 639-1 code";
    }
  }

  void add_victims(const Evidence& evidence, std::string& unused) {
    for (const std::string& sector : evidence.more.sectors) {
      if (!sector_named(priors_.sector_words, sector).empty()) continue;
      unused = fmt::format("no such sector as '{}'; data/gazetteer/sectors.tsv lists them", sector);
      return;
    }
    if (background_.dated_only) {
      unused = "victims are on record without dates: nothing is known of them as of a past day";
      return;
    }
    if (!victims_) victims_ = victims_on_record(known_, background_.counts, priors_.sector_words);
    std::vector<Bearing> found =
        victim_bearings(evidence, *victims_, background_.published.sponsor, background_.settings, priors_.sector_words,
                        known_, background_.counts);
    if (found.empty()) unused = "names no country and no sector; write countries: or sectors:";
    std::move(found.begin(), found.end(), std::back_inserter(result_.items));
  }

  void add_code(const Evidence& evidence, std::string& unused) {
    const auto software = known_.software_named(trim(evidence.value));
    const auto nats = likeness_named(evidence.more.likeness, settings());
    if (!software) {
      unused = fmt::format("not one piece of software by that name in {}", known_.version());
    } else if (!nats) {
      unused = "how like it is was not told; write likeness: weak, moderate or strong";
    } else {
      const Item& item = known_.items()[*software];
      const std::size_t holders = background_.counts.postings[*software].size();
      const double leak = fakeability_named(priors_, software_class(priors_, item, holders)).leak;
      result_.items.push_back(code_bearing(evidence, *nats, leak, *software, known_, background_.counts));
    }
  }

  void add_indicator(const Evidence& evidence, std::string& unused) {
    const OnNetwork network{traced_, priors_.shared_objects, settings(), known_, background_.counts};
    result_.items.push_back(infrastructure_bearing(evidence, network, unused));
  }

  // Grade and fakeability.
  void finish(const Evidence& evidence, Bearing& bearing) const {
    bearing.quality = quality_of(evidence, priors_, background_.settings);
    bearing.cap = cap_of(evidence, bearing);
    const Fakeability& row = fakeability_named(priors_, class_of(evidence, bearing));
    bearing.fake = row.fake;
    bearing.cost = row.cost;
  }

  double cap_of(const Evidence& evidence, const Bearing& bearing) const {
    if (bearing.family == "hours") return settings().cap_hours;
    if (bearing.family == "days-off") return settings().cap_days_off;
    if (bearing.family != "language") return 0.0;
    return evidence.more.medium == "text" ? settings().cap_language_text : settings().cap_language;
  }

  std::string class_of(const Evidence& evidence, const Bearing& bearing) const {
    if (bearing.family == "code") return "code-fragment";
    if (bearing.family == "victims" || bearing.family == "lure") return bearing.family;
    if (bearing.family == "language") return evidence.more.medium == "text" ? "long-text" : "locale";
    if (bearing.family != "infrastructure") return "hours";
    if (bearing.role == Role::relayed && evidence.via.empty()) return "relay";
    const std::string& what = evidence.via.empty() ? evidence.more.shared : evidence.via;
    const SharedObject* object = shared_object_named(priors_.shared_objects, what);
    return object == nullptr ? "infrastructure" : object->fake_class;
  }

  // The same statement again, or another exit of the same relay: not independent, so only the first counts.
  bool is_repeated(const Evidence& evidence) {
    std::string key(name_of(evidence.kind));
    const Particulars& more = evidence.more;
    const auto put = [&](const std::vector<std::string>& parts) {
      std::vector<std::string> sorted = parts;
      std::sort(sorted.begin(), sorted.end());
      for (const std::string& part : sorted) key += "|" + lower(part);
      key += ";";
    };
    put(more.clients);
    const bool relayed = !evidence.via.empty();
    if (!relayed || more.clients.empty()) put({evidence.value});
    put({evidence.via, more.cluster, more.shared, more.medium, more.likeness});
    put(more.countries);
    put(more.sectors);
    for (const double n : more.by_hour) key += fmt::format("{} ", n);
    for (const Day day : more.active) key += fmt::format("{} ", day.time_since_epoch().count());
    return !said_.insert(key).second;
  }

  const Knowledge& known_;
  const Background& background_;
  const Priors& priors_;
  const std::vector<Traced>& traced_;
  std::optional<VictimsOnRecord> victims_;
  std::set<std::string> said_;
  Bearings result_;
};

}  // namespace

double quality_of(const Evidence& evidence, const Priors& priors, const Settings& settings) {
  if (!settings.grades) return 1.0;
  double quality = 1.0;
  for (const GradeFactor& row : priors.grades) {
    if (row.mark == evidence.grade.reliability || row.mark == evidence.grade.credibility) quality *= row.factor;
  }
  return quality;
}

Bearings bearings(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors,
                  const std::vector<Traced>& traced) {
  Collector collector(known, background, priors, traced);
  for (const Evidence& evidence : incident.evidence) {
    if (evidence.not_used.empty()) collector.add(evidence);
  }
  return collector.take();
}

}  // namespace whence
