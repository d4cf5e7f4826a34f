#include "engine/kb_show.h"

#include <string>

#include <fmt/format.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/answers_json.h"
#include "format/layout.h"

namespace whence {
namespace {

std::string day_text(const std::optional<Day>& day) { return day ? to_string(Date{*day, Precision::day}) : "none"; }
std::string date_text(const std::optional<Date>& date) { return date ? to_string(*date) : "none"; }

std::string page(const KnowledgeSummary& s) {
  const auto n = [](std::size_t number) { return with_thousands(number); };
  std::string text = fmt::format("knowledge {}\n\n", s.knowledge);
  text += fmt::format("ATT&CK {}, last changed {}\n", s.attack_version, s.attack_modified);
  text += fmt::format("  {} groups, {} campaigns ({} attributed to a group)\n", n(s.groups), n(s.campaigns),
                      n(s.attributed_campaigns));
  text += fmt::format("  {} techniques ({} of them sub-techniques), {} malware, {} tools\n", n(s.techniques),
                      n(s.subtechniques), n(s.malware), n(s.tools));
  text += fmt::format("  uses: {} group-technique, {} group-software, {} of campaigns, {} software-technique\n",
                      n(s.group_technique_uses), n(s.group_software_uses), n(s.campaign_uses), n(s.software_uses));
  text += fmt::format("        {} cite no report and count for nothing\n", n(s.uses_without_reference));
  text += fmt::format("  {} reports, {} to {}; dated to the day {}, month {}, year {},\n", n(s.references),
                      day_text(s.oldest), day_text(s.newest), n(s.datings[0]), n(s.datings[1]), n(s.datings[2]));
  text += fmt::format("        by the day somebody retrieved it {}, not at all {}\n", n(s.datings[3]), n(s.datings[4]));
  text += fmt::format("misp-galaxy threat actors, version {}\n", s.misp_version);
  text += fmt::format("  {} clusters, {} with a state, according to the catalogue\n", n(s.clusters),
                      n(s.labelled_clusters));
  text += "both, never merged\n";
  text += fmt::format("  {} names, {} of them borne by several entries of one catalogue; {} relations\n", n(s.names),
                      n(s.contested_names), n(s.relations));
  text += fmt::format("  {} of {} ATT&CK groups get a state through a related cluster\n", n(s.labelled_groups),
                      n(s.groups));
  text += fmt::format("ledger\n  {} public acts, {} to {}; a sample of what was published, not of what was done\n\n",
                      n(s.acts), date_text(s.first_act), date_text(s.last_act));
  text += fmt::format("sources  attack {}\n         misp   {}\n", s.attack_sha256, s.misp_sha256);
  text += fmt::format("data     {}\n         {}, {} bytes\n", s.versions.data_hash, s.versions.data_origin,
                      n(s.versions.pack_bytes));
  return text;
}

}  // namespace

Result<int> kb_show_command(Options& options) {
  options.example("whence kb show --json");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const KnowledgeSummary summary, knowledge_summary(data));
  return print(options.json() ? to_text(json_knowledge(summary)) + "\n" : page(summary));
}

}  // namespace whence
