// What the catalogues say: groups, techniques, software, who used what according to which report. Read from the tables
// of data/kb/ where they lie; nothing is copied but numbers. Facts only: a relation is always somebody's statement.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

using GroupIndex = std::uint32_t;      // into Knowledge::groups()
using ItemIndex = std::uint32_t;       // into Knowledge::items()
using ReferenceIndex = std::uint32_t;  // into Knowledge::references()

// How a reference's date was found (docs/evaluation.md): written to the day or month, by year only, by its "Retrieved"
// date, or not at all.
enum class Dating : std::uint8_t { day, month, year, retrieved, none };

// A published report, identified by its canonical URL or else by its citation name.
struct Reference {
  std::string_view key, name, url;
  std::optional<Day> date;  // as EVALUATION's rule places it: month only is its 28th, year only 28 December
  Dating dating = Dating::none;
};

enum class ItemKind : std::uint8_t { technique, software };

// A technique or a piece of software: what a group can be seen to use.
struct Item {
  ItemKind kind = ItemKind::technique;
  std::string_view id, name;             // "T1566.002", "S0020"
  std::optional<ItemIndex> parent;       // of a sub-technique
  std::string_view software_kind;        // malware or tool; empty for techniques
  std::vector<std::string_view> tactics; // techniques only
};

struct Group {
  std::string_view id, name;  // "G0065", "Leviathan"
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

// A name that somebody gives to a group. `vendor` is empty where the catalogue does not say whose name it is.
struct ActorName {
  std::string_view name, actor;   // actor: a group's id, or "misp:UUID"
  std::string_view vendor, source;
};

// A cluster of misp-galaxy's threat-actor catalogue; a namespace of its own, never merged with ATT&CK's groups.
struct GalaxyCluster {
  std::string_view id, name;  // "misp:UUID"
};

// "a stands in `relation` to b, according to source": equal, contains, part-of, overlaps, formerly, distinct-from, similar.
struct ActorRelation {
  std::string_view a, b, relation, source;
};

// "actor is tied to this state, according to source", with the catalogue's own word for it.
struct SponsorLabel {
  std::string_view actor, state, kind, source;  // kind: sponsor, country
};

class Knowledge {
 public:
  static Result<Knowledge> load(const Data& data);

  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Item>& items() const { return items_; }  // techniques first, each kind sorted by id
  const std::vector<Reference>& references() const { return references_; }
  const std::vector<GroupUse>& group_uses() const { return group_uses_; }          // sorted by group, item, campaign
  const std::vector<SoftwareUse>& software_uses() const { return software_uses_; }  // sorted by software, technique
  const std::vector<ActorName>& names() const { return names_; }
  const std::vector<GalaxyCluster>& clusters() const { return clusters_; }
  const std::vector<ActorRelation>& relations() const { return relations_; }
  const std::vector<SponsorLabel>& labels() const { return labels_; }
  std::string_view version() const { return version_; }  // "18.1-a"

  std::optional<GroupIndex> group(std::string_view id) const;
  std::optional<ItemIndex> item(std::string_view id) const;
  // By id, name or alias, letters' case ignored; absent if unknown or if two pieces of software bear the name.
  std::optional<ItemIndex> software_named(std::string_view name) const;

 private:
  Data data_;  // keeps the bytes that every string_view here points into
  std::vector<Group> groups_;
  std::vector<Item> items_;
  std::vector<Reference> references_;
  std::vector<ReferenceIndex> reference_lists_;
  std::vector<GroupUse> group_uses_;
  std::vector<SoftwareUse> software_uses_;
  std::vector<ActorName> names_;
  std::vector<GalaxyCluster> clusters_;
  std::vector<ActorRelation> relations_;
  std::vector<SponsorLabel> labels_;
  std::string_view version_;
};

}  // namespace whence
