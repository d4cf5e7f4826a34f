#include "engine/kb_show.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "knowledge/knowledge.h"
#include "knowledge/ledger.h"

namespace whence {
namespace {

void count_items(const Knowledge& knowledge, KnowledgeSummary& summary) {
  summary.groups = knowledge.groups().size();
  for (const Item& item : knowledge.items()) {
    if (item.kind == ItemKind::technique) {
      ++summary.techniques;
      if (item.parent) ++summary.subtechniques;
    } else {
      ++(item.software_kind == "malware" ? summary.malware : summary.tools);
    }
  }
  summary.campaigns = knowledge.campaigns().size();
  summary.attributed_campaigns =
      static_cast<std::size_t>(std::count_if(knowledge.campaigns().begin(), knowledge.campaigns().end(),
                                             [](const Campaign& one) { return !one.groups.empty(); }));
}

// Counts rows, since a profile leaves out uses without a reference.
Result<void> count_uses(const Data& data, const Knowledge& knowledge, KnowledgeSummary& summary) {
  for (const std::string_view name : {"kb/group_uses", "kb/campaign_uses", "kb/software_uses"}) {
    WHENCE_TRY(const Table table, data.table(name));
    WHENCE_TRY(const std::size_t target, table.column("target"));
    WHENCE_TRY(const std::size_t references, table.column("references"));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto item = knowledge.item(table.text(row, target));
      const bool technique = item && knowledge.items()[*item].kind == ItemKind::technique;
      if (name == "kb/campaign_uses")
        ++summary.campaign_uses;
      else if (name == "kb/software_uses")
        ++summary.software_uses;
      else
        ++(technique ? summary.group_technique_uses : summary.group_software_uses);
      if (table.text(row, references).empty()) ++summary.uses_without_reference;
    }
  }
  return {};
}

void count_references(const Knowledge& knowledge, KnowledgeSummary& summary) {
  summary.references = knowledge.references().size();
  for (const Reference& reference : knowledge.references()) {
    ++summary.datings[static_cast<std::size_t>(reference.dating)];
    const bool published = reference.dating == Dating::day || reference.dating == Dating::month;
    if (!published || !reference.date) continue;
    if (!summary.oldest || *reference.date < *summary.oldest) summary.oldest = reference.date;
    if (!summary.newest || *reference.date > *summary.newest) summary.newest = reference.date;
  }
}

void count_actors(const Knowledge& knowledge, KnowledgeSummary& summary) {
  summary.clusters = knowledge.clusters().size();
  summary.relations = knowledge.relations().size();
  std::set<std::string_view> labelled;
  for (const SponsorLabel& label : knowledge.labels()) labelled.insert(label.actor);
  for (const std::string_view actor : labelled)
    ++(actor.starts_with("misp:") ? summary.labelled_clusters : summary.labelled_groups);
  std::set<std::pair<std::string_view, std::string_view>> names;
  std::set<std::pair<std::string_view, std::string>> contested;
  for (const ActorName& name : knowledge.names()) {
    names.emplace(name.actor, name.name);
    if (!name.rivals.empty()) contested.emplace(name.source, name_key(name.name));
  }
  summary.names = names.size();
  summary.contested_names = contested.size();
}

}  // namespace

Result<KnowledgeSummary> knowledge_summary(const Data& data) {
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  WHENCE_TRY(const std::vector<LedgerEntry> ledger, load_ledger(data));
  KnowledgeSummary summary;
  summary.versions = versions_of(data);
  summary.knowledge = knowledge.version();
  summary.attack_version = knowledge.fact("attack.version");
  summary.attack_modified = knowledge.fact("attack.modified");
  summary.attack_sha256 = knowledge.fact("attack.sha256");
  summary.misp_version = knowledge.fact("misp.version");
  summary.misp_sha256 = knowledge.fact("misp.sha256");
  count_items(knowledge, summary);
  if (const auto counted = count_uses(data, knowledge, summary); !counted) return counted.error();
  count_references(knowledge, summary);
  count_actors(knowledge, summary);
  summary.acts = ledger.size();
  for (const LedgerEntry& act : ledger) {
    if (!act.date) continue;
    if (!summary.first_act || *act.date < *summary.first_act) summary.first_act = act.date;
    if (!summary.last_act || *act.date > *summary.last_act) summary.last_act = act.date;
  }
  return summary;
}

}  // namespace whence
