#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "engine/engine.h"
#include "lexicon/data.h"

namespace whence {

// How much the tables in use know, from what, as of when.
struct KnowledgeSummary {
  Versions versions;
  std::string knowledge;                                       // "18.1-a"
  std::string attack_version, attack_modified, attack_sha256;  // of the bundle that the tables were built from
  std::string misp_version, misp_sha256;
  std::size_t groups = 0, techniques = 0, subtechniques = 0, malware = 0, tools = 0, campaigns = 0,
              attributed_campaigns = 0;
  std::size_t group_technique_uses = 0, group_software_uses = 0, campaign_uses = 0, software_uses = 0;
  std::size_t uses_without_reference = 0;  // in the tables, in no profile
  std::size_t references = 0;
  std::array<std::size_t, 5> datings{};  // of references, by Dating
  std::optional<Day> oldest, newest;     // dates of publication to the day or month
  std::size_t clusters = 0, labelled_clusters = 0, labelled_groups = 0;
  std::size_t names = 0, contested_names = 0, relations = 0;  // contested: borne by two entries of one catalogue
  std::size_t acts = 0;                                       // in the ledger
  std::optional<Date> first_act, last_act;
};

Result<KnowledgeSummary> knowledge_summary(const Data& data);

}  // namespace whence
