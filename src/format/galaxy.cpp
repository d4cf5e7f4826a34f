#include "format/galaxy.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace whence {
namespace {

// The galaxy writes one value as a text and several as a list.
std::vector<std::string> texts(const Json& value) {
  std::vector<std::string> result;
  const auto add = [&](std::string_view text) {
    std::string clean = squeeze(text);
    if (!clean.empty() && std::find(result.begin(), result.end(), clean) == result.end())
      result.push_back(std::move(clean));
  };
  if (value.is_string()) add(value.text());
  for (const Json& item : value.items()) add(item.text());
  return result;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  for (const std::string& text : more) {
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(text);
  }
}

// "name-attribution" holds "NAME:PRODUCER-UUID"; "origin:NAME" holds the vendor in words.
std::vector<GalaxyName> names_of(const Json& value) {
  const Json& meta = value["meta"];
  std::map<std::string, std::string> producers, vendors;
  for (const std::string& entry : texts(meta["name-attribution"])) {
    const auto colon = entry.rfind(':');
    if (colon != std::string::npos) producers[entry.substr(0, colon)] = entry.substr(colon + 1);
  }
  for (const auto& [key, vendor] : meta.members()) {
    if (key.starts_with("origin:")) vendors[squeeze(key.substr(7))] = squeeze(vendor.text());
  }
  std::vector<std::string> all = {squeeze(value["value"].text())};
  append(all, texts(meta["synonyms"]));
  std::vector<GalaxyName> names;
  for (const std::string& name : all) {
    GalaxyName fresh{name, "", ""};
    if (const auto vendor = vendors.find(name); vendor != vendors.end()) {
      fresh.vendor = vendor->second;
    } else if (const auto producer = producers.find(name); producer != producers.end()) {
      fresh.producer = producer->second;
    }
    names.push_back(std::move(fresh));
  }
  return names;
}

std::string likelihood_in(const Json& tags) {
  for (const Json& tag : tags.items()) {
    const std::string_view text = tag.text();
    const auto open = text.find('"');
    if (!text.starts_with("estimative-language:likelihood-probability=") || open == std::string_view::npos) continue;
    return std::string(text.substr(open + 1, text.rfind('"') - open - 1));
  }
  return {};
}

GalaxyActor cluster_of(const Json& value) {
  const Json& meta = value["meta"];
  GalaxyActor cluster;
  cluster.uuid = lower(trim(value["uuid"].text()));
  cluster.name = squeeze(value["value"].text());
  cluster.names = names_of(value);
  cluster.country = squeeze(meta["country"].text());
  cluster.sponsor = squeeze(meta["cfr-suspected-state-sponsor"].text());
  cluster.victims = texts(meta["cfr-suspected-victims"]);
  append(cluster.victims, texts(meta["suspected-victims"]));
  cluster.sectors = texts(meta["cfr-target-category"]);
  append(cluster.sectors, texts(meta["targeted-sector"]));
  cluster.incident = squeeze(meta["cfr-type-of-incident"].text());
  cluster.references = texts(meta["refs"]);
  for (const Json& relation : value["related"].items()) {
    cluster.relations.push_back({lower(trim(relation["dest-uuid"].text())), std::string(relation["type"].text()),
                                 likelihood_in(relation["tags"])});
  }
  return cluster;
}

}  // namespace

Result<Galaxy> read_galaxy(std::string_view json, std::string_view name, const Limits& limits) {
  WHENCE_TRY(const Json document, parse_json(json, name, limits));
  if (document["type"].text() != "threat-actor") {
    return Error{Code::unsupported,
                 fmt::format("{}: not misp-galaxy's threat-actor cluster; fetch threat-actor.json", name)};
  }
  Galaxy galaxy;
  galaxy.version = static_cast<std::int64_t>(document["version"].number().value_or(0));
  for (const Json& value : document["values"].items()) {
    if (galaxy.clusters.size() == limits.entries) {
      return Error{Code::limit, fmt::format("{}: more than {} clusters", name, limits.entries)};
    }
    GalaxyActor cluster = cluster_of(value);
    if (cluster.uuid.empty() || cluster.name.empty()) {
      galaxy.oddities.push_back(
          {fmt::format("{}: cluster '{}'", name, visible(cluster.name)), "no identifier or no name"});
      continue;
    }
    galaxy.clusters.push_back(std::move(cluster));
  }
  if (galaxy.clusters.empty()) return Error{Code::malformed, fmt::format("{}: holds no clusters", name)};
  std::sort(galaxy.clusters.begin(), galaxy.clusters.end(),
            [](const GalaxyActor& a, const GalaxyActor& b) { return a.uuid < b.uuid; });
  return galaxy;
}

}  // namespace whence
