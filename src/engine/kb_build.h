#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/kb_tables.h"
#include "lexicon/data.h"

namespace whence {

// Reads UPSTREAM/attack/enterprise-attack-VERSION.json and UPSTREAM/misp-galaxy/threat-actor.json (either may be .gz;
// of several versions the newest is taken) and makes the tables of data/kb/ from them. Writes nothing.
Result<KbTables> build_knowledge(const std::string& upstream, const Data& data);
// Writes each table into the folder, which is made if it is not there.
Result<void> write_tables(const KbTables& tables, const std::string& folder);

}  // namespace whence
