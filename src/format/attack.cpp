#include "format/attack.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace whence {
namespace {

// Citations stand in alias entries as "(Citation: NAME)(Citation: NAME)".
std::vector<std::string> cited_in(std::string_view text) {
  constexpr std::string_view mark = "(Citation: ";
  std::vector<std::string> result;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at)) {
    at += mark.size();
    const auto end = text.find(')', at);
    if (end == std::string_view::npos) break;
    result.emplace_back(trim(text.substr(at, end - at)));
  }
  return result;
}

bool active(const Json& object) {
  return object["revoked"].boolean() != true && object["x_mitre_deprecated"].boolean() != true;
}

bool is_catalogue_itself(std::string_view source) { return source.starts_with("mitre-"); }

std::string catalogue_id(const Json& object) {
  for (const Json& reference : object["external_references"].items()) {
    if (reference["source_name"].text() == "mitre-attack") return std::string(reference["external_id"].text());
  }
  return {};
}

std::vector<AttackReference> references_of(const Json& object) {
  std::vector<AttackReference> result;
  for (const Json& reference : object["external_references"].items()) {
    const std::string_view source = reference["source_name"].text();
    if (source.empty() || is_catalogue_itself(source)) continue;
    result.push_back(
        {squeeze(source), squeeze(reference["description"].text()), std::string(trim(reference["url"].text()))});
  }
  return result;
}

std::optional<AttackKind> kind_of(std::string_view type) {
  if (type == "intrusion-set") return AttackKind::group;
  if (type == "campaign") return AttackKind::campaign;
  if (type == "attack-pattern") return AttackKind::technique;
  if (type == "malware") return AttackKind::malware;
  if (type == "tool") return AttackKind::tool;
  return std::nullopt;
}

std::string first_ten(std::string_view time) { return std::string(time.substr(0, 10)); }

std::vector<AttackName> names_of(const Json& object) {
  std::map<std::string, std::vector<std::string>> cited;
  for (const Json& reference : object["external_references"].items()) {
    cited[squeeze(reference["source_name"].text())] = cited_in(reference["description"].text());
  }
  std::vector<AttackName> names;
  const auto add = [&](std::string_view text) {
    const std::string clean = squeeze(text);
    const auto same = [&](const AttackName& name) { return name.text == clean; };
    if (clean.empty() || std::any_of(names.begin(), names.end(), same)) return;
    names.push_back({clean, cited.contains(clean) ? cited[clean] : std::vector<std::string>{}});
  };
  add(object["name"].text());
  for (const Json& alias : object["aliases"].items()) add(alias.text());
  for (const Json& alias : object["x_mitre_aliases"].items()) add(alias.text());
  return names;
}

AttackObject object_of(const Json& object, AttackKind kind) {
  AttackObject result;
  result.kind = kind;
  result.id = catalogue_id(object);
  const std::string_view id = object["id"].text();
  result.uuid = std::string(id.substr(std::min(id.size(), id.find("--") + 2)));
  result.name = squeeze(object["name"].text());
  result.names = names_of(object);
  for (const Json& phase : object["kill_chain_phases"].items()) {
    if (phase["kill_chain_name"].text() == "mitre-attack") result.tactics.emplace_back(phase["phase_name"].text());
  }
  std::sort(result.tactics.begin(), result.tactics.end());
  result.first_seen = first_ten(object["first_seen"].text());
  result.last_seen = first_ten(object["last_seen"].text());
  return result;
}

// Places of objects by STIX id, so that relations can be resolved.
using Places = std::unordered_map<std::string_view, std::size_t>;

class Bundle {
 public:
  Bundle(const Json& document, std::string_view name) : items_(document["objects"].items()), name_(name) {}

  AttackCatalogue catalogue() {
    read_objects();
    read_relations();
    finish();
    return std::move(result_);
  }

 private:
  void read_objects() {
    for (const Json& item : items_) {
      const std::string_view id = item["id"].text();
      const auto kind = kind_of(item["type"].text());
      if (item["type"].text() == "intrusion-set") groups_ever_[id] = &item;
      if (!active(item)) continue;
      note_references(item);
      result_.modified = std::max(result_.modified, first_ten(item["modified"].text()));
      if (!kind) continue;
      AttackObject object = object_of(item, *kind);
      if (object.id.empty() || object.name.empty() || places_.contains(id)) {
        result_.oddities.push_back({fmt::format("{}: object {}", name_, id), "no ATT&CK id, no name, or twice there"});
        continue;
      }
      places_[id] = result_.objects.size();
      result_.objects.push_back(std::move(object));
    }
  }

  void read_relations() {
    for (const Json& item : items_) {
      if (item["type"].text() != "relationship" || !active(item)) continue;
      const std::string_view kind = item["relationship_type"].text();
      if (kind == "revoked-by") note_former(item);
      const auto source = places_.find(item["source_ref"].text());
      const auto target = places_.find(item["target_ref"].text());
      if (source == places_.end() || target == places_.end()) continue;
      AttackObject& from = result_.objects[source->second];
      const AttackObject& to = result_.objects[target->second];
      if (kind == "uses") result_.uses.push_back({from.id, to.id, references_of(item)});
      if (kind == "subtechnique-of") from.parent = to.id;
      if (kind == "attributed-to") from.groups.push_back(to.id);
    }
  }

  void note_references(const Json& item) {
    for (AttackReference& reference : references_of(item)) references_.insert(std::move(reference));
  }

  void note_former(const Json& item) {
    const auto old = groups_ever_.find(item["source_ref"].text());
    const auto fresh = places_.find(item["target_ref"].text());
    if (old == groups_ever_.end() || fresh == places_.end()) return;
    result_.former.push_back(
        {catalogue_id(*old->second), squeeze((*old->second)["name"].text()), result_.objects[fresh->second].id});
  }

  void finish() {
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(result_.objects.begin(), result_.objects.end(), by_id);
    std::sort(result_.former.begin(), result_.former.end(), by_id);
    for (AttackObject& object : result_.objects) std::sort(object.groups.begin(), object.groups.end());
    std::sort(result_.uses.begin(), result_.uses.end(), [](const AttackUse& a, const AttackUse& b) {
      return std::tie(a.source, a.target, a.references) < std::tie(b.source, b.target, b.references);
    });
    result_.references.assign(references_.begin(), references_.end());
  }

  const Json::Array& items_;
  std::string_view name_;
  Places places_;
  std::unordered_map<std::string_view, const Json*> groups_ever_;
  std::set<AttackReference> references_;
  AttackCatalogue result_;
};

}  // namespace

Result<AttackCatalogue> read_attack(std::string_view json, std::string_view name, const Limits& limits) {
  WHENCE_TRY(const Json document, parse_json(json, name, limits));
  if (document["type"].text() != "bundle") {
    return Error{Code::unsupported, fmt::format("{}: not a STIX bundle; fetch enterprise-attack-VERSION.json", name)};
  }
  if (document["objects"].items().size() > limits.entries) {
    return Error{Code::limit, fmt::format("{}: more than {} objects", name, limits.entries)};
  }
  AttackCatalogue catalogue = Bundle(document, name).catalogue();
  if (catalogue.objects.empty())
    return Error{Code::malformed, fmt::format("{}: a bundle without ATT&CK objects", name)};
  return catalogue;
}

}  // namespace whence
