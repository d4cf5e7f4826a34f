#include "store/upkeep.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "store/observation_runs.h"
#include "store/verdicts.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_faults = 100;

class Check {
 public:
  explicit Check(Workspace& workspace) : workspace_(workspace), database_(workspace.database()) {}

  Result<std::vector<std::string>> all() {
    structure();
    // The rest would read what the above calls damaged.
    if (faults_.empty()) {
      words();
      documents();
      counts();
      for (std::string& fault : ObservationRuns(database_).faults()) found(std::move(fault));
    }
    if (auto done = workspace_.problem(); !done) {
      if (done.error().code != Code::malformed) return done.error();
      found(done.error().message);
    }
    return std::move(faults_);
  }

 private:
  void found(std::string what) {
    if (faults_.size() < most_faults) faults_.push_back(std::move(what));
  }

  void structure() {
    Rows integrity = database_.rows("PRAGMA integrity_check(100)");
    while (integrity.next()) {
      if (integrity.text(0) != "ok") found("structure: " + integrity.text(0));
    }
    Rows keys = database_.rows("PRAGMA foreign_key_check");
    while (keys.next()) {
      found("table " + keys.text(0) + ", row " + std::to_string(keys.integer(1)) + ": points to nothing in " +
            keys.text(2));
    }
  }

  // FTS5 keeps what it needs to find words; its own check compares that with the documents.
  void words() {
    const std::int64_t indexed = database_.number("SELECT count(*) FROM document_words_docsize");
    const std::int64_t kept = database_.number("SELECT count(*) FROM documents");
    if (indexed != kept)
      found("full text: " + std::to_string(indexed) + " documents can be searched of " + std::to_string(kept));
  }

  void documents() {
    constexpr std::size_t at_once = 100;
    std::int64_t after = 0;
    while (true) {
      const std::vector<DocumentRow> rows = workspace_.documents(after, at_once);
      for (const DocumentRow& row : rows) one(row);
      if (rows.size() < at_once) return;
      after = rows.back().id;
    }
  }

  void one(const DocumentRow& row) {
    const auto reading = workspace_.reading(row);
    if (!reading) return found(reading.error().message);
    const std::string place = row.name + " (" + row.key + ")";
    const std::size_t size = reading->document.text.size();
    std::size_t facets = 0;
    for (const JudgedClaim& judged : placed(reading->claims, verdicts_on(workspace_, row.id)).claims)
      facets += judged_facets(judged, reading->document).size();
    for (const Claim& claim : reading->claims) {
      if (claim.span.end > size || claim.cue.end > size || claim.span.begin > claim.span.end)
        found(place + ": claim " + claim.id.text + " does not lie within the text");
      for (const ClaimRelation& relation : claim.relations) {
        if (relation.claim >= reading->claims.size())
          found(place + ": claim " + claim.id.text + " is related to a claim that is not there");
      }
    }
    const auto indexed = static_cast<std::size_t>(
        database_.number("SELECT count(*) FROM facets WHERE claim IN (SELECT id FROM claims WHERE reading = ?)",
                         {SqlValue(row.reading)}));
    if (indexed != facets)
      found(place + ": " + std::to_string(indexed) + " index entries, wanted " + std::to_string(facets));
  }

  void counts() {
    const std::int64_t unread =
        database_.number("SELECT count(*) FROM documents WHERE id NOT IN (SELECT document FROM newest)");
    if (unread != 0) found(std::to_string(unread) + " documents have no reading");
    const std::int64_t stray = database_.number(
        "SELECT count(*) FROM facets f JOIN claims c ON c.id = f.claim WHERE c.reading NOT IN (SELECT reading FROM "
        "newest)");
    if (stray != 0) found(std::to_string(stray) + " index entries lead to earlier readings");
  }

  Workspace& workspace_;
  Database& database_;
  std::vector<std::string> faults_;
};

// So that a machine that stops now keeps what was reported as done.
bool reached_disk(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = ::fsync(file) == 0;
  ::close(file);
  return done;
}

}  // namespace

Result<std::vector<std::string>> faults(Workspace& workspace) { return Check(workspace).all(); }

Result<void> back_up(Workspace& workspace, const std::string& file) {
  std::error_code problem;
  if (fs::equivalent(file, workspace.path(), problem))
    return Error{Code::conflict, file + ": is the workspace itself; name another file"};
  if (fs::is_directory(file, problem)) return Error{Code::unsupported, file + ": is a folder; name a file in it"};
  const std::string fresh = file + ".new" + std::to_string(::getpid());
  workspace.database().run("VACUUM INTO ?", {sql(fresh)});
  if (auto done = workspace.problem(); !done) {
    std::remove(fresh.c_str());
    return Error{done.error().code, file + ": no backup made: " + done.error().message};
  }
  if (!reached_disk(fresh) || std::rename(fresh.c_str(), file.c_str()) != 0) {
    std::remove(fresh.c_str());
    return Error{Code::io, file + ": cannot be written; check the rights and the room of its folder"};
  }
  const fs::path folder = fs::path(file).parent_path();
  reached_disk(folder.empty() ? "." : folder.string());
  return {};
}

}  // namespace whence
