// The JSON of answers whose values belong to the engine or the store, for commands and requests alike. That of values
// of the model stands in format/json_*.h.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "engine/add.h"
#include "engine/case_pack.h"
#include "engine/import_exchange.h"
#include "engine/kb_show.h"
#include "engine/mark.h"
#include "engine/match.h"
#include "engine/reread.h"
#include "model/case.h"
#include "store/cases.h"
#include "store/find.h"
#include "store/merges.h"
#include "store/verdicts.h"

namespace whence {

Json json_row(const DocumentRow& row);
Json json_added(const AddSummary& s, const std::string& workspace, const WorkspaceCounts& counts);
Json json_marked(const Marked& marked);
// {"claims": [{"id", "accepted", "rejected", "amended", "verdicts"}], "unplaced": [...]}
Json json_placement(const Placement& placement);
Json json_merge(const Merge& merge);
Json json_found(const std::vector<FoundDocument>& found);
Json json_import(const ExchangeImport& done);
Json json_match(const MatchSummary& summary);
Json json_packed(const Packed& packed);
Json json_unpacked(const Unpacked& opened);
Json json_reread(const RereadSummary& s);
Json json_knowledge(const KnowledgeSummary& s);
Json json_faults(const std::vector<std::string>& faults, const WorkspaceCounts& counts);
Json json_case_history(const Case& incident, const std::vector<CaseDeed>& deeds,
                       const std::vector<CaseVersion>& versions);

}  // namespace whence
