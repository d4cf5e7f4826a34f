#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "format/case_list.h"
#include "format/json_objects.h"
#include "format/stix.h"
#include "format/stix_indicators.h"
#include "format/stix_pattern.h"

namespace whence {
namespace {

// Of techniques and software: beyond it a bundle is a catalogue, not an incident.
constexpr std::size_t most_behaviour = 500;
constexpr std::size_t most_indicators = 5000;  // the rest is counted, not weighed

std::string attack_id(const Json& object) {
  for (const Json& reference : object["external_references"].items()) {
    if (reference["source_name"].text().starts_with("mitre-")) return std::string(reference["external_id"].text());
  }
  return "";
}

class BundleCase {
 public:
  explicit BundleCase(std::string_view name) { incident_.file = std::string(name); }

  void take(const Json& object) {
    const std::string_view type = object["type"].text();
    if (object["revoked"].boolean().value_or(false) || object["x_mitre_deprecated"].boolean().value_or(false)) return;
    if (type == "attack-pattern") {
      const std::string id = attack_id(object);
      if (is_technique_id(id)) add(EvidenceKind::technique, id, object);
    } else if (type == "malware" || type == "tool") {
      const std::string id = attack_id(object);
      add(EvidenceKind::software, id.starts_with('S') ? id : std::string(object["name"].text()), object);
    } else if (type == "campaign" || type == "incident" || type == "report" || type == "grouping") {
      if (incident_.name.empty()) incident_.name = std::string(object["name"].text());
    } else if (type == "observed-data") {
      // STIX 2.0 keeps observables inside.
      for (const auto& [key, observable] : object["objects"].members()) observe(observable);
    } else {
      observe(object);
    }
    for (const Json& label : object["labels"].items()) {
      if (label.text() == "exercise") incident_.exercise = true;
    }
  }

  Result<Case> result(const std::string& tlp) && {
    incident_.tlp = tlp;
    if (incident_.evidence.empty())
      return Error{Code::unsupported, incident_.file + ": no technique, software or indicator in it to weigh"};
    if (behaviour_ > most_behaviour)
      return Error{Code::limit, incident_.file + ": a catalogue, not an incident: more than " +
                                    std::to_string(most_behaviour) + " techniques and pieces of software"};
    if (left_out_ > 0)
      incident_.oddities.push_back({incident_.file, std::to_string(left_out_) + " more indicators were left out"});
    return std::move(incident_);
  }

 private:
  void observe(const Json& object) {
    if (object["type"].text() == "indicator") {
      for (const PatternValue& each : simple_pattern(object["pattern"].text()).value_or(std::vector<PatternValue>()))
        add(EvidenceKind::indicator, each.value, object);
      return;
    }
    if (const auto indicator = indicator_of(object)) add(EvidenceKind::indicator, indicator->second, object);
  }

  void add(EvidenceKind kind, const std::string& value, const Json& object) {
    if (value.empty() || behaviour_ > most_behaviour || !seen_.insert(value).second) return;
    std::size_t& count = kind == EvidenceKind::indicator ? indicators_ : behaviour_;
    if (kind == EvidenceKind::indicator && count >= most_indicators) {
      ++left_out_;
      return;
    }
    ++count;
    Evidence item;
    item.id = {"e" + std::to_string(incident_.evidence.size() + 1)};
    item.kind = kind;
    item.value = value;
    item.origin = object["created_by_ref"].text().empty() ? "bundle" : std::string(object["created_by_ref"].text());
    incident_.evidence.push_back(std::move(item));
  }

  Case incident_;
  std::set<std::string> seen_;
  std::size_t behaviour_ = 0, indicators_ = 0, left_out_ = 0;
};

}  // namespace

Result<Case> case_from_stix(std::string_view bytes, std::string_view name, const Limits& limits) {
  BundleCase found(name);
  std::string tlp;
  JsonObjects objects("objects", std::string(name), limits, [&](std::string_view text) -> Result<void> {
    const auto object = parse_json(text, name, limits);
    if (object) found.take(*object);
    for (const Json& mark : object ? (*object)["object_marking_refs"].items() : Json::Array()) {
      const std::string label = tlp_of_marking(mark.text());
      if (tlp_rank(label) > tlp_rank(tlp)) tlp = label;
    }
    return {};
  });
  if (auto fed = objects.feed(bytes); !fed) return fed.error();
  WHENCE_TRY(const std::string rest, objects.finish());
  WHENCE_TRY(const Json outside, parse_json(rest, name, limits));
  return std::move(found).result(tlp);
}

}  // namespace whence
