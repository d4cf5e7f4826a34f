#include "engine/kb_relations.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "knowledge/reference.h"

namespace whence {
namespace {

struct Found {
  std::set<std::string> basis, names, likelihood;
  bool equal = false;
};
using Pairs = std::map<std::pair<std::string, std::string>, Found>;  // group id, cluster id

class Comparison {
 public:
  Comparison(const AttackCatalogue& attack, const Galaxy& galaxy) : galaxy_(galaxy) {
    for (const AttackFormer& former : attack.former) current_[former.id] = former.successor;
    for (const AttackObject& object : attack.objects) {
      if (object.kind != AttackKind::group) continue;
      current_[object.id] = object.id;
      by_uuid_[object.uuid] = object.id;
      main_[object.id] = name_key(object.name);
      for (const AttackName& name : object.names) by_name_[name_key(name.text)].insert(object.id);
    }
    for (const GalaxyActor& cluster : galaxy.clusters) clusters_.insert(cluster.uuid);
  }

  Pairs pairs() {
    for (const GalaxyActor& cluster : galaxy_.clusters) {
      compare_names(cluster);
      follow_links(cluster);
    }
    return std::move(pairs_);
  }

  bool has_cluster(const std::string& uuid) const { return clusters_.contains(uuid); }

 private:
  Found& pair(const std::string& group, const GalaxyActor& cluster) { return pairs_[{group, galaxy_id(cluster.uuid)}]; }

  void compare_names(const GalaxyActor& cluster) {
    for (const GalaxyName& name : cluster.names) {
      if (const auto id = current_.find(name.text); id != current_.end()) {
        Found& found = pair(id->second, cluster);
        found.basis.insert("id");
        found.equal = true;
      }
      const std::string key = name_key(name.text);
      const auto groups = by_name_.find(key);
      if (groups == by_name_.end() || key.empty()) continue;
      for (const std::string& group : groups->second) {
        Found& found = pair(group, cluster);
        found.basis.insert(key == main_[group] || key == name_key(cluster.name) ? "main-name" : "name");
        found.names.insert(name.text);
      }
    }
  }

  void follow_links(const GalaxyActor& cluster) {
    for (const std::string& reference : cluster.references) {
      const std::string address = reference_identity(reference, "");
      if (!address.starts_with("attack.mitre.org/")) continue;
      std::string last = address.substr(address.rfind('/') + 1);
      if (!last.empty()) last.front() = 'G';
      if (const auto id = current_.find(last); id != current_.end()) pair(id->second, cluster).basis.insert("link");
    }
    for (const GalaxyRelation& relation : cluster.relations) {
      const auto group = by_uuid_.find(relation.target);
      if (group == by_uuid_.end()) continue;
      Found& found = pair(group->second, cluster);
      found.basis.insert("link");
      if (!relation.likelihood.empty()) found.likelihood.insert(relation.likelihood);
    }
  }

  const Galaxy& galaxy_;
  std::map<std::string, std::string> current_, by_uuid_, main_;
  std::map<std::string, std::set<std::string>> by_name_;
  std::set<std::string> clusters_;
  Pairs pairs_;
};

KbRelation relation_of(const std::string& group, const std::string& cluster, const Found& found) {
  KbRelation relation{group, cluster, found.equal ? "equal" : "similar", "names", {}, {}, ""};
  for (const char* basis : {"id", "link", "main-name", "name"}) {
    if (found.basis.contains(basis)) relation.basis.emplace_back(basis);
  }
  if (found.basis.contains("id") || found.basis.contains("link")) relation.source = "misp";
  relation.names.assign(found.names.begin(), found.names.end());
  if (!found.likelihood.empty()) relation.likelihood = *found.likelihood.rbegin();
  return relation;
}

}  // namespace

std::string galaxy_id(const std::string& uuid) { return "misp:" + uuid; }

std::vector<KbRelation> kb_relations(const AttackCatalogue& attack, const Galaxy& galaxy) {
  std::vector<KbRelation> result;
  Comparison comparison(attack, galaxy);
  for (const auto& [pair, found] : comparison.pairs()) result.push_back(relation_of(pair.first, pair.second, found));
  for (const AttackFormer& former : attack.former) {
    result.push_back({former.successor, former.id, "formerly", "attack", {}, {former.name}, ""});
  }
  for (const GalaxyActor& cluster : galaxy.clusters) {
    for (const GalaxyRelation& relation : cluster.relations) {
      const bool between_clusters = comparison.has_cluster(relation.target) && relation.target != cluster.uuid;
      const bool ours = relation.type == "similar" || relation.type == "overlaps" || relation.type == "part-of";
      if (!between_clusters || !ours) continue;
      result.push_back({galaxy_id(cluster.uuid),
                        galaxy_id(relation.target),
                        relation.type,
                        "misp",
                        {"link"},
                        {},
                        relation.likelihood});
    }
  }
  std::sort(result.begin(), result.end(), [](const KbRelation& a, const KbRelation& b) {
    return std::tie(a.a, a.b, a.relation) < std::tie(b.a, b.b, b.relation);
  });
  return result;
}

}  // namespace whence
