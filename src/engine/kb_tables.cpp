#include "engine/kb_tables.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "engine/kb_relations.h"
#include "knowledge/reference.h"

namespace whence {
namespace {

constexpr std::string_view revision = "a";  // of these tables for one release of ATT&CK

using Row = std::vector<std::string>;
struct Report {
  std::string key, name, url;
  Dated dated;
};
using Reports = std::map<std::string, Report>;  // by identity

std::string list(const std::vector<std::string>& parts) {
  std::string text = join(parts, "|");
  return text;
}

// A table as text: sorted rows without repeats.
PackFile table(std::string name, std::string_view comment, std::string_view fields, std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::string text = fmt::format("# {}\n#fields", comment);
  for (const std::string_view field : split(fields, ' ')) text += fmt::format("\t{}", field);
  text += '\n';
  for (const Row& row : rows) text += join(row, "\t") + '\n';
  return {std::move(name), std::move(text)};
}

Reports reports_of(const AttackCatalogue& attack) {
  Reports reports;
  for (const AttackReference& reference : attack.references) {
    const std::string identity = reference_identity(reference.url, reference.name);
    Report& report = reports[identity];
    if (report.key.empty()) report = {sha256(identity).substr(0, 8), reference.name, reference.url, {}};
    report.dated = earlier(report.dated, publication_date(reference.citation));
  }
  return reports;
}

class Builder {
 public:
  Builder(const KbInput& input, const KbRules& rules)
      : input_(input),
        rules_(rules),
        reports_(reports_of(input.attack)),
        relations_(kb_relations(input.attack, input.galaxy)) {
    for (const AttackReference& reference : input.attack.references) {
      identities_.emplace(reference.name, reference_identity(reference.url, reference.name));
    }
    for (const AttackObject& object : input.attack.objects) kinds_[object.id] = object.kind;
  }

  KbTables tables() {
    add_objects();
    add_uses();
    add_names();
    add_clusters();
    add_labels();
    add_relations();
    add_references();  // last: only those that the other tables name
    add_version();
    std::sort(result_.files.begin(), result_.files.end(),
              [](const PackFile& a, const PackFile& b) { return a.name < b.name; });
    return std::move(result_);
  }

 private:
  std::string key_of(const std::string& identity) {
    named_.insert(identity);
    return reports_.at(identity).key;
  }

  std::string keys(const std::vector<AttackReference>& references) {
    std::set<std::string> found;
    for (const AttackReference& reference : references)
      found.insert(key_of(reference_identity(reference.url, reference.name)));
    return list({found.begin(), found.end()});
  }

  void add_objects() {
    std::vector<Row> groups, techniques, software, campaigns;
    for (const AttackObject& object : input_.attack.objects) {
      std::vector<std::string> others;
      for (std::size_t i = 1; i < object.names.size(); ++i) others.push_back(object.names[i].text);
      switch (object.kind) {
        case AttackKind::group:
          groups.push_back({object.id, object.name, object.uuid});
          break;
        case AttackKind::technique:
          techniques.push_back({object.id, object.name, object.parent, list(object.tactics), object.uuid});
          break;
        case AttackKind::malware:
          software.push_back({object.id, object.name, "malware", list(others), object.uuid});
          break;
        case AttackKind::tool:
          software.push_back({object.id, object.name, "tool", list(others), object.uuid});
          break;
        case AttackKind::campaign:
          campaigns.push_back({object.id, object.name, list(others), object.first_seen, object.last_seen,
                               list(object.groups), object.uuid});
          break;
      }
    }
    add("groups.tsv", "Groups of ATT&CK.", "id:text name:text uuid:text", std::move(groups));
    add("techniques.tsv", "Techniques of ATT&CK.", "id:text name:text parent:text tactics:list uuid:text",
        std::move(techniques));
    add("software.tsv", "Malware and tools of ATT&CK.", "id:text name:text kind:text names:list uuid:text",
        std::move(software));
    add("campaigns.tsv", "Campaigns of ATT&CK and the groups it attributes them to.",
        "id:text name:text names:list first:date last:date groups:list uuid:text", std::move(campaigns));
  }

  void add_uses() {
    std::vector<Row> of_groups, of_campaigns, of_software;
    for (const AttackUse& use : input_.attack.uses) {
      Row row = {use.source, use.target, keys(use.references)};
      const AttackKind kind = kinds_.at(use.source);
      if (kind == AttackKind::group)
        of_groups.push_back(std::move(row));
      else if (kind == AttackKind::campaign)
        of_campaigns.push_back(std::move(row));
      else
        of_software.push_back(std::move(row));
    }
    constexpr std::string_view fields = "source:text target:text references:list";
    add("group_uses.tsv", "What ATT&CK says a group used, and the reports it cites.", fields, std::move(of_groups));
    add("campaign_uses.tsv", "What ATT&CK says was used in a campaign, and the reports it cites.", fields,
        std::move(of_campaigns));
    add("software_uses.tsv", "The techniques that ATT&CK says software carries out, and the reports it cites.", fields,
        std::move(of_software));
  }

  // One row for every publisher of a report that the catalogue cites for the name; without one, a row without vendor.
  void add_attack_names(const AttackObject& group, std::vector<Row>& rows) {
    for (const AttackName& name : group.names) {
      std::map<std::string, std::set<std::string>> cited;  // publisher to report keys
      for (const std::string& citation : name.citations) {
        const auto identity = identities_.find(citation);
        if (identity == identities_.end()) continue;
        const std::string site = identity->second.substr(0, identity->second.find('/'));
        const auto publisher = rules_.publishers.find(site);
        cited[publisher == rules_.publishers.end() ? "" : publisher->second].insert(key_of(identity->second));
      }
      if (cited.empty()) cited[""];
      for (const auto& [publisher, reports] : cited) {
        rows.push_back({group.id, name.text, publisher, publisher.empty() ? "" : "cited", "attack",
                        list({reports.begin(), reports.end()})});
      }
    }
  }

  void add_galaxy_names(const GalaxyActor& cluster, std::vector<Row>& rows) {
    for (const GalaxyName& name : cluster.names) {
      std::string vendor = name.vendor;
      if (const auto known = rules_.producers.find(name.producer); vendor.empty() && known != rules_.producers.end()) {
        vendor = known->second;
      }
      if (vendor.empty() && !name.producer.empty()) unknown_producers_.insert(name.producer);
      rows.push_back({galaxy_id(cluster.uuid), name.text, vendor, vendor.empty() ? "" : "owner", "misp", ""});
    }
  }

  void add_names() {
    std::vector<Row> rows;
    for (const AttackObject& object : input_.attack.objects) {
      if (object.kind == AttackKind::group) add_attack_names(object, rows);
    }
    for (const GalaxyActor& cluster : input_.galaxy.clusters) add_galaxy_names(cluster, rows);
    std::map<std::pair<std::string, std::string>, std::set<std::string>> bearers;  // catalogue and name to actors
    for (const Row& row : rows) bearers[{row[4], name_key(row[1])}].insert(row[0]);
    for (Row& row : rows) {
      std::vector<std::string> rivals;
      for (const std::string& actor : bearers[{row[4], name_key(row[1])}]) {
        if (actor != row[0]) rivals.push_back(actor);
      }
      row.push_back(list(rivals));
    }
    add("actor_names.tsv", "Who is called what, by whom, according to which catalogue.",
        "actor:text name:text vendor:text how:text source:text references:list rivals:list", std::move(rows));
    for (const std::string& producer : unknown_producers_) {
      result_.oddities.push_back(
          {fmt::format("misp-galaxy: producer {}", producer), "not in data/build/producers.tsv"});
    }
  }

  std::string place(const std::string& words) const {
    const auto found = rules_.places.find(words);
    return found == rules_.places.end() ? "" : found->second;
  }

  void add_clusters() {
    std::vector<Row> clusters, victims, sectors;
    for (const GalaxyActor& cluster : input_.galaxy.clusters) {
      const std::string id = galaxy_id(cluster.uuid);
      clusters.push_back({id, cluster.name});
      for (const std::string& words : cluster.victims) {
        const std::string code = place(words);
        victims.push_back({id, code, code.empty() ? words : ""});
      }
      for (const std::string& words : cluster.sectors) sectors.push_back({id, lower(words)});
    }
    add("clusters.tsv", "Clusters of misp-galaxy's threat-actor catalogue: a namespace of its own.",
        "id:text name:text", std::move(clusters));
    add("victims.tsv",
        "Whom misp-galaxy says a cluster is suspected to have attacked: a code, or words where it is no state.",
        "actor:text state:text words:text", std::move(victims));
    add("sectors.tsv", "The kinds of target that misp-galaxy gives for a cluster, in its words.",
        "actor:text sector:text", std::move(sectors));
  }

  // The galaxy links to whatever has to do with a cluster, mostly as "likely" similar: too little to hand on a state.
  static bool by_name(const KbRelation& relation) {
    return std::any_of(relation.basis.begin(), relation.basis.end(),
                       [](const std::string& basis) { return basis != "link"; });
  }

  // A cluster's label for a group: the sponsor it names, else its country.
  static const Row* label_for_groups(const std::vector<Row>& labels) {
    for (const Row& row : labels) {
      if (row[2] == "sponsor") return &row;
    }
    return labels.empty() ? nullptr : &labels.front();
  }

  void add_labels() {
    std::vector<Row> rows;
    std::map<std::string, std::vector<Row>> of_cluster;
    for (const GalaxyActor& cluster : input_.galaxy.clusters) {
      const std::string id = galaxy_id(cluster.uuid);
      const std::string sponsor = place(cluster.sponsor);
      if (!sponsor.empty()) of_cluster[id].push_back({id, sponsor, "sponsor", "misp"});
      if (!cluster.country.empty()) of_cluster[id].push_back({id, cluster.country, "country", "misp"});
      if (sponsor.empty() && !cluster.sponsor.empty() && cluster.sponsor != "Unknown") {
        result_.oddities.push_back({fmt::format("misp-galaxy: cluster '{}'", cluster.name),
                                    fmt::format("sponsor '{}' is not in data/build/places.tsv", cluster.sponsor)});
      }
      rows.insert(rows.end(), of_cluster[id].begin(), of_cluster[id].end());
    }
    for (const KbRelation& relation : relations_) {
      if (!by_name(relation) || !kinds_.contains(relation.a)) continue;
      if (const Row* label = label_for_groups(of_cluster[relation.b])) {
        rows.push_back({relation.a, (*label)[1], (*label)[2], relation.b});
      }
    }
    add("labels.tsv",
        "The states that misp-galaxy ties clusters to, and through which cluster an ATT&CK group gets a label.",
        "actor:text state:text kind:text source:text", std::move(rows));
  }

  void add_relations() {
    std::vector<Row> rows;
    for (const KbRelation& relation : relations_) {
      rows.push_back({relation.a, relation.b, relation.relation, relation.source, list(relation.basis),
                      list(relation.names), relation.likelihood});
    }
    add("relations.tsv",
        "How actors of the two catalogues relate, on what grounds. Nothing follows from two rows together.",
        "a:text b:text relation:text source:text basis:list names:list likelihood:text", std::move(rows));
  }

  void add_references() {
    std::vector<Row> rows;
    std::map<std::string, std::string> seen;
    for (const std::string& identity : named_) {
      const Report& report = reports_.at(identity);
      const auto [other, fresh] = seen.emplace(report.key, identity);
      if (!fresh) result_.oddities.push_back({"references.tsv: " + report.key, identity + " and " + other->second});
      const std::string date = report.dated.date ? to_string(Date{*report.dated.date, Precision::day}) : "";
      rows.push_back({report.key, date, std::string(name_of(report.dated.dating)), report.name, report.url});
    }
    add("references.tsv", "Reports that ATT&CK cites: when they were published and how that is known.",
        "key:text date:date dating:text name:text url:text", std::move(rows));
  }

  void add_version() {
    const std::string attack = input_.attack_version;
    add("version.tsv", "What these tables were built from.", "key:text value:text",
        {{"knowledge", fmt::format("{}-{}", attack, revision)},
         {"attack.version", attack},
         {"attack.modified", input_.attack.modified},
         {"attack.sha256", input_.attack_sha256},
         {"attack.licence", "MITRE ATT&CK terms of use; see NOTICE"},
         {"misp.version", std::to_string(input_.galaxy.version)},
         {"misp.sha256", input_.galaxy_sha256},
         {"misp.licence", "CC0 1.0"}});
  }

  void add(std::string name, std::string_view comment, std::string_view fields, std::vector<Row> rows) {
    result_.files.push_back(table(std::move(name), comment, fields, std::move(rows)));
  }

  const KbInput& input_;
  const KbRules& rules_;
  Reports reports_;
  std::vector<KbRelation> relations_;
  std::map<std::string, std::string> identities_;  // citation name to identity
  std::map<std::string, AttackKind> kinds_;
  std::set<std::string> named_, unknown_producers_;
  KbTables result_;
};

Result<std::map<std::string, std::string>> pairs_in(const Data& data, std::string_view name) {
  WHENCE_TRY(const Table rows, data.table(name));
  std::map<std::string, std::string> result;
  for (std::size_t row = 0; row < rows.rows(); ++row) result.emplace(rows.text(row, 0), rows.text(row, 1));
  return result;
}

}  // namespace

Result<KbRules> kb_rules(const Data& data) {
  KbRules rules;
  WHENCE_TRY(rules.producers, pairs_in(data, "build/producers"));
  WHENCE_TRY(rules.publishers, pairs_in(data, "build/publishers"));
  WHENCE_TRY(rules.places, pairs_in(data, "build/places"));
  return rules;
}

KbTables kb_tables(const KbInput& input, const KbRules& rules) { return Builder(input, rules).tables(); }

}  // namespace whence
