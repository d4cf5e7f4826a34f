// Runs of observations in the database: what is kept at once is one run, written from its first block to its last;
// runs of one size become one, so that there are few to look through and every row is rewritten a few times only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "store/observation_block.h"

namespace whence {

enum class RunSide : std::uint8_t { subject, object };

// The entries of one side of one run in their order, from a hash on. Sees what the database holds; a failure, or a
// damaged block, is the database's problem() or damaged().
class RunCursor {
 public:
  RunCursor(Database& database, std::int64_t run, RunSide side) : database_(&database), run_(run), side_(side) {}

  // The first entry of this hash or a greater one, at or behind where this stands. Valid until the next call.
  const std::optional<BlockEntry>& seek(std::uint64_t hash);
  const std::optional<BlockEntry>& step();
  const std::optional<BlockEntry>& entry() const { return entry_; }
  bool damaged() const { return damaged_; }

 private:
  bool next_block();
  bool block_before(std::uint64_t hash);

  Database* database_;
  std::int64_t run_;
  RunSide side_;
  std::optional<Rows> rows_;
  std::string block_;
  BlockReader reader_;
  std::optional<BlockEntry> entry_;
  bool begun_ = false, damaged_ = false;
};

// A row with its two hashes, as a run takes it.
struct RunRow {
  std::uint64_t subject = 0, object = 0;
  std::string_view bytes;  // of append_row()
};

class ObservationRuns {
 public:
  explicit ObservationRuns(Database& database) : database_(database) {}

  std::vector<std::int64_t> numbers();
  std::uint64_t rows();
  // Sorts the rows, drops those that are held already or here twice, and writes the others as a run. Answers how many
  // those are. Requires: a group of writes is under way.
  std::size_t keep(std::vector<RunRow>& rows);
  // Of every run whether its two sides say the same, in order; one line for each that does not.
  std::vector<std::string> faults();

 private:
  void drop_held(std::vector<RunRow>& rows);
  void append(const std::vector<RunRow>& rows);
  void merge_where_due();
  void merge(const std::vector<std::int64_t>& runs, std::uint64_t rows);
  std::int64_t free_number();

  Database& database_;
};

// The rows of version 8's tables, as runs; those tables are gone then. Requires: a transaction is open.
void move_to_runs(Database& database);

}  // namespace whence
