// What an analyst keeps for years, in one SQLite file: documents as they arrived, every reading of them, the claims,
// and what the analyst says of these. Documents, readings and claims are never changed; a later reading stands beside
// the earlier one. Nothing is lost that commit() has acknowledged. ARCHITECTURE.md says how.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/reading.h"
#include "store/database.h"

namespace whence {

inline constexpr std::int64_t no_day = -9'999'999;  // of a claim whose document has no date

// A document as lists show it, with its newest reading.
struct DocumentRow {
  std::int64_t id = 0, reading = 0;
  std::string key, name, title, language, program, data, added;
  std::optional<std::string> source, published, url;
  Understood understood = Understood::fully;
  bool exercise = false;
  std::size_t claims = 0;
};

// Documents that the reader could not read, or in part only.
struct UnreadLanguage {
  std::string language;
  Understood understood = Understood::no;
  std::size_t documents = 0;
};

struct WorkspaceCounts {
  std::size_t documents = 0, readings = 0, claims = 0, verdicts = 0, cases = 0;
};

class Workspace {
 public:
  // For reading: an Error where there is none. For writing: makes one where there is none, and brings an older one to
  // today's tables. `patience_ms`: how long to wait for another writer. `":memory:"` is not offered: a test uses a
  // file.
  static Result<Workspace> open(const std::string& path, Access access, int patience_ms = 5000);

  // A group of writes, all kept or none. The first failure of any of them is what commit() answers.
  void begin() {
    terms_.clear();  // those of a group that was not kept are not there
    database_.begin();
  }
  Result<void> commit() { return database_.commit(); }
  void roll_back() { database_.roll_back(); }

  // Whether bytes of this hash have arrived before.
  bool holds(std::string_view sha256);
  // Keeps a document and its reading. `program` is the reader's version, `now` when. Requires: open for writing, begun,
  // and not held yet. Answers the number of claims.
  void keep(const Reading& reading, std::string_view program, Time now);
  // The same bytes from another place, if name, source, date or address differ from what is known. True if they do.
  bool note_arrival(std::string_view sha256, const Document& document, Time now);
  // Dates a document that had no date, and its claims. True if it had none. Requires: begun.
  bool date(std::string_view sha256, const Date& published);
  // Another reading of a document that is held; one by the same program with the same data is not kept twice. It
  // becomes the newest. Its claims are found after index_claims() (store/verdicts.h) only.
  void keep_again(std::int64_t document, const Reading& reading, std::string_view program, Time now);

  // Documents in the order in which they came, after `after` (an id), at most `most`.
  std::vector<DocumentRow> documents(std::int64_t after, std::size_t most);
  // By its key, the start of its key, or its file's name; not_found or conflict (several) name what there is.
  Result<DocumentRow> document(std::string_view name);
  // The newest reading, whole, but for Reading::ledger. An Error where the file does not hold what it must.
  Result<Reading> reading(const DocumentRow& row);
  // The document alone, to be read again.
  Result<Document> stored_document(std::int64_t id);

  // Makes the claim of that row found under the word. Requires: begun.
  void index(std::string_view kind, std::string_view value, std::int64_t day, std::int64_t claim);
  // The number of a word under which claims are found; 0 if none is.
  std::int64_t term(std::string_view kind, std::string_view value);

  WorkspaceCounts counts();
  std::vector<UnreadLanguage> unread();  // of all documents; counted beside every total
  Database& database() { return database_; }
  const std::string& path() const { return database_.path(); }
  Result<void> problem() const { return database_.problem(); }

 private:
  explicit Workspace(Database database) : database_(std::move(database)) {}
  enum class Indexed { now, later };
  std::int64_t keep_reading(std::int64_t document, const Reading& reading, std::string_view program, Time now,
                            Indexed indexed);
  void keep_claims(std::int64_t reading, const Reading& read, Indexed indexed);
  void make_newest(std::int64_t document, std::int64_t reading);

  Database database_;
  std::unordered_map<std::string, std::int64_t> terms_;  // of the group of writes that is under way
};

// "2026-11-02T15:20:00Z".
std::string time_text(Time time);
// Days since 1970 of a document's date, or no_day.
std::int64_t day_number(const std::optional<Date>& date);

}  // namespace whence
