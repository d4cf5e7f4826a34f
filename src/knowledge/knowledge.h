// What the catalogues say: groups, techniques, software, who used what according to which report. Read from the tables
// of data/kb/ where they lie; nothing is copied but numbers. Facts only: a relation is always somebody's statement.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "knowledge/actors.h"
#include "knowledge/reference.h"
#include "lexicon/data.h"

namespace whence {

using GroupIndex = std::uint32_t;  // into Knowledge::groups()
using ItemIndex = std::uint32_t;   // into Knowledge::items()

// A published report, identified by its canonical URL or else by its citation name.
struct Reference {
  std::string_view key, name, url;  // key: short and stable, from the identity
  std::optional<Day> date;          // as publication_date() places it: month only is its 28th, year only 28 December
  Dating dating = Dating::none;
};

enum class ItemKind : std::uint8_t { technique, software };

// A technique or a piece of software: what a group can be seen to use.
struct Item {
  ItemKind kind = ItemKind::technique;
  std::string_view id, name;              // "T1566.002", "S0020"
  std::optional<ItemIndex> parent;        // of a sub-technique
  std::string_view software_kind;         // malware or tool; empty for techniques
  std::vector<std::string_view> tactics;  // techniques only: "initial-access"
  std::vector<std::string_view> names;    // software only: other names
  std::string_view uuid;                  // of the STIX object, without its type
};

struct Group {
  std::string_view id, name;  // "G0065", "Leviathan"
  std::string_view uuid;      // of the STIX object, without its type
};

struct Campaign {
  std::string_view id, name;
  std::vector<std::string_view> names;
  std::optional<Date> first, last;
  std::vector<GroupIndex> groups;  // to which the catalogue attributes it; often none
};

// "x used item, according to these references". Edges without a reference are not here.
struct GroupUse {
  GroupIndex group = 0;
  ItemIndex item = 0;
  std::span<const ReferenceIndex> references;
  bool campaign = false;  // recorded of a campaign attributed to the group, not of the group itself
};
struct SoftwareUse {
  ItemIndex software = 0;
  ItemIndex technique = 0;
  std::span<const ReferenceIndex> references;
};

class Knowledge {
 public:
  static Result<Knowledge> load(const Data& data);
  Knowledge(Knowledge&&) = default;
  Knowledge& operator=(Knowledge&&) = default;
  Knowledge(const Knowledge&) = delete;  // spans point into it
  Knowledge& operator=(const Knowledge&) = delete;

  const std::vector<Group>& groups() const { return groups_; }  // sorted by id
  const std::vector<Item>& items() const { return items_; }     // techniques first, each kind sorted by id
  const std::vector<Reference>& references() const { return references_; }
  const std::vector<GroupUse>& group_uses() const { return group_uses_; }           // sorted by group, item, campaign
  const std::vector<SoftwareUse>& software_uses() const { return software_uses_; }  // sorted by software, technique
  const std::vector<Campaign>& campaigns() const { return campaigns_; }             // sorted by id
  const std::vector<ActorName>& names() const { return names_; }                    // sorted by actor, name
  const std::vector<GalaxyCluster>& clusters() const { return clusters_; }          // sorted by id
  const std::vector<ActorRelation>& relations() const { return relations_; }        // sorted by a, b
  const std::vector<SponsorLabel>& labels() const { return labels_; }               // sorted by actor
  const std::vector<VictimLabel>& victims() const { return victims_; }              // sorted by actor
  const std::vector<SectorLabel>& sectors() const { return sectors_; }              // sorted by actor
  std::string_view version() const { return fact("knowledge"); }                    // "18.1-a"
  // A row of kb/version.tsv: "attack.version", "misp.sha256"; empty if there is none.
  std::string_view fact(std::string_view key) const;

  std::optional<GroupIndex> group(std::string_view id) const;
  std::optional<ItemIndex> item(std::string_view id) const;
  std::optional<std::size_t> cluster(std::string_view id) const;
  // By id, name or alias, letters' case ignored; absent if unknown or if two pieces of software bear the name.
  std::optional<ItemIndex> software_named(std::string_view name) const;
  // A group's one label where one is needed: of the clusters related to it, the one with the strongest grounds, then
  // the most shared names, then the first; absent if no related cluster has a label. Says nothing that labels() does
  // not.
  std::optional<SponsorLabel> label(GroupIndex group) const;

 private:
  Knowledge() = default;
  friend class KnowledgeLoader;

  Data data_;  // keeps the bytes that every string_view here points into
  std::vector<Group> groups_;
  std::vector<Item> items_;
  std::size_t techniques_ = 0;  // how many of the items are techniques
  std::vector<Reference> references_;
  std::vector<ReferenceIndex> reference_lists_;  // what the spans point into; never grows after loading
  std::vector<GroupUse> group_uses_;
  std::vector<SoftwareUse> software_uses_;
  std::vector<Campaign> campaigns_;
  std::vector<ActorName> names_;
  std::vector<GalaxyCluster> clusters_;
  std::vector<ActorRelation> relations_;
  std::vector<SponsorLabel> labels_;
  std::vector<VictimLabel> victims_;
  std::vector<SectorLabel> sectors_;
  std::vector<std::pair<std::string_view, std::string_view>> facts_;
};

}  // namespace whence
