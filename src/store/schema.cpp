#include "store/schema.h"

#include <array>
#include <string>

#include "store/observation_runs.h"

namespace whence {
namespace {

constexpr std::int64_t application_id = 0x57484e43;  // "WHNC", by which file(1) and we know a workspace

constexpr std::array<std::string_view, 11> steps = {
#include "store/schema/001_documents.sql"
    ,
#include "store/schema/002_analyst.sql"
    ,
#include "store/schema/003_search.sql"
    ,
#include "store/schema/004_cases.sql"
    ,
#include "store/schema/005_incidents.sql"
    ,
#include "store/schema/006_objects.sql"
    ,
#include "store/schema/007_attributions.sql"
    ,
#include "store/schema/008_observations.sql"
    ,
#include "store/schema/009_observation_runs.sql"
    ,
#include "store/schema/010_published.sql"
    ,
#include "store/schema/011_looked_up.sql"
};

constexpr std::size_t runs_since = 9;  // the version that keeps observations in runs

}  // namespace

std::span<const std::string_view> schema_steps() { return steps; }

Result<std::size_t> schema_version(Database& database) {
  const std::int64_t application = database.number("PRAGMA application_id");
  const std::int64_t version = database.number("PRAGMA user_version");
  const std::int64_t tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (auto done = database.problem(); !done) return done.error();
  if (application == 0 && version == 0 && tables == 0) return std::size_t{0};
  if (application != application_id)
    return Error{Code::unsupported,
                 database.path() + ": is another program's database; name another file with --workspace"};
  if (version < 1 || static_cast<std::size_t>(version) > steps.size())
    return Error{Code::unsupported, database.path() + ": made by a newer whence (tables of version " +
                                        std::to_string(version) + ", this one knows up to " +
                                        std::to_string(steps.size()) + "); use that one"};
  return static_cast<std::size_t>(version);
}

Result<void> migrate(Database& database, std::size_t version) {
  const std::size_t wanted = version == 0 ? steps.size() : version;
  WHENCE_CHECK(wanted <= steps.size());
  while (true) {
    WHENCE_TRY(const std::size_t have, schema_version(database));
    if (have >= wanted) return {};
    database.begin();
    // Asked again inside: another program may have made the step while we waited for our turn.
    const auto now = schema_version(database);
    if (now && *now == have) {
      database.script(steps[have]);
      if (have + 1 == runs_since) move_to_runs(database);
      if (have == 0) database.script("PRAGMA application_id = " + std::to_string(application_id));
      database.script("PRAGMA user_version = " + std::to_string(have + 1));
    }
    if (auto done = database.commit(); !done) return done.error();
  }
}

}  // namespace whence
