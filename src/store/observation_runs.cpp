#include "store/observation_runs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <map>
#include <utility>

namespace whence {
namespace {

constexpr unsigned side_bit = object_hash_bits + 1, run_bit = side_bit + 1;  // places in the number of a block
constexpr std::int64_t most_runs = (std::int64_t{1} << (63 - run_bit)) - 1;
constexpr std::size_t merged_at_once = 4;

// The number of the first block there can be.
std::int64_t block_base(std::int64_t run, RunSide side) {
  return (run << run_bit) | (static_cast<std::int64_t>(side) << side_bit);
}
std::int64_t block_end(std::int64_t run, RunSide side) {
  return block_base(run, side) + (std::int64_t{1} << side_bit) - 1;
}

// Runs of one tier differ by less than four times.
int tier_of(std::uint64_t rows) {
  constexpr std::uint64_t smallest = 16'384;
  return static_cast<int>(std::bit_width(rows / smallest)) / 2;
}

// Blocks of one side of a new run.
class RunWriter {
 public:
  RunWriter(Database& database, std::int64_t run, RunSide side)
      : database_(database), base_(block_base(run, side)), last_(base_ - 1) {}

  void add(const BlockEntry& entry) {
    if (writer_.add(entry)) return;
    finish();
    writer_.add(entry);
  }
  void finish() {
    if (writer_.empty()) return;
    // Several blocks may begin with one hash.
    last_ = std::max(last_ + 1, base_ + static_cast<std::int64_t>(writer_.first()));
    database_.run("INSERT INTO observation_blocks (id, data) VALUES (?, CAST(? AS BLOB))",
                  {SqlValue(last_), SqlValue(writer_.take())});
  }

 private:
  Database& database_;
  BlockWriter writer_;
  std::int64_t base_, last_;
};

}  // namespace

bool RunCursor::next_block() {
  if (!rows_ || !rows_->next()) return false;
  block_ = rows_->text(0);
  damaged_ = damaged_ || !reader_.open(block_);
  return !damaged_;
}

// Opens the last block that begins before `hash`, or the first there is.
bool RunCursor::block_before(std::uint64_t hash) {
  rows_.reset();
  const std::int64_t base = block_base(run_, side_);
  rows_.emplace(
      database_->rows("SELECT data FROM observation_blocks WHERE id BETWEEN ifnull((SELECT max(id) FROM "
                      "observation_blocks WHERE id >= ? AND id < ?), ?) AND ? ORDER BY id",
                      {SqlValue(base), SqlValue(base + static_cast<std::int64_t>(hash)), SqlValue(base),
                       SqlValue(block_end(run_, side_))}));
  return next_block();
}

const std::optional<BlockEntry>& RunCursor::step() {
  entry_ = reader_.next();
  while (!entry_ && !reader_.damaged() && next_block()) entry_ = reader_.next();
  damaged_ = damaged_ || reader_.damaged();
  return entry_;
}

const std::optional<BlockEntry>& RunCursor::seek(std::uint64_t hash) {
  if (begun_ && (!entry_ || entry_->hash >= hash)) return entry_;
  if (!begun_ || reader_.last() < hash) {
    // The next block may do; else the tree is asked.
    const bool near = begun_ && next_block() && reader_.last() >= hash;
    if (!near && !damaged_) block_before(hash);
    begun_ = true;
  }
  do {
    step();
  } while (entry_ && entry_->hash < hash);
  return entry_;
}

std::vector<std::int64_t> ObservationRuns::numbers() {
  std::vector<std::int64_t> runs;
  Rows found = database_.rows("SELECT id FROM observation_runs ORDER BY rows DESC, id");
  while (found.next()) runs.push_back(found.integer(0));
  return runs;
}

std::uint64_t ObservationRuns::rows() {
  return static_cast<std::uint64_t>(database_.number("SELECT total(rows) FROM observation_runs"));
}

std::size_t ObservationRuns::keep(std::vector<RunRow>& rows) {
  std::sort(rows.begin(), rows.end(), [](const RunRow& a, const RunRow& b) {
    return BlockEntry{a.subject, a.bytes} < BlockEntry{b.subject, b.bytes};
  });
  const auto same = [](const RunRow& a, const RunRow& b) {
    return a.subject == b.subject && fact_of(a.bytes) == fact_of(b.bytes);
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  drop_held(rows);
  append(rows);
  merge_where_due();
  return rows.size();
}

void ObservationRuns::drop_held(std::vector<RunRow>& rows) {
  for (const std::int64_t run : numbers()) {
    RunCursor cursor(database_, run, RunSide::subject);
    const auto held = [&](const RunRow& row) {
      const std::string_view fact = fact_of(row.bytes);
      const std::optional<BlockEntry>* at = &cursor.seek(row.subject);
      while (*at && (*at)->hash == row.subject && fact_of((*at)->bytes) < fact) at = &cursor.step();
      return *at && (*at)->hash == row.subject && fact_of((*at)->bytes) == fact;
    };
    // In order, so that the cursor goes through the run once.
    std::size_t kept = 0;
    for (const RunRow& row : rows) {
      if (!held(row)) rows[kept++] = row;
    }
    rows.resize(kept);
  }
}

void ObservationRuns::append(const std::vector<RunRow>& rows) {
  if (rows.empty()) return;
  const std::int64_t run = free_number();
  database_.run("INSERT INTO observation_runs (id, rows) VALUES (?, ?)", {SqlValue(run), sql(rows.size())});
  RunWriter subjects(database_, run, RunSide::subject);
  for (const RunRow& row : rows) subjects.add({row.subject, row.bytes});
  subjects.finish();

  std::string arena;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // hash of the object, number of the row
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) order.emplace_back(rows[i].object, static_cast<std::uint32_t>(i));
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return std::pair(rows[a.second].subject, a.second) < std::pair(rows[b.second].subject, b.second);
  });
  RunWriter objects(database_, run, RunSide::object);
  for (const auto& [hash, number] : order) {
    arena.clear();
    append_object_entry(arena, {rows[number].subject, relation_of(rows[number].bytes)});
    objects.add({hash, arena});
  }
  objects.finish();
}

std::int64_t ObservationRuns::free_number() {
  std::vector<std::int64_t> taken = numbers();
  std::sort(taken.begin(), taken.end());
  std::int64_t number = 1;
  for (const std::int64_t each : taken) number += each == number ? 1 : 0;
  WHENCE_CHECK(number < most_runs);
  return number;
}

void ObservationRuns::merge_where_due() {
  while (true) {
    std::map<int, std::pair<std::vector<std::int64_t>, std::uint64_t>> tiers;
    Rows found = database_.rows("SELECT id, rows FROM observation_runs ORDER BY id");
    while (found.next()) {
      const auto rows = static_cast<std::uint64_t>(found.integer(1));
      auto& [runs, sum] = tiers[tier_of(rows)];
      runs.push_back(found.integer(0));
      sum += rows;
    }
    const auto due = std::find_if(tiers.begin(), tiers.end(),
                                  [](const auto& tier) { return tier.second.first.size() >= merged_at_once; });
    if (due == tiers.end() || !database_.problem()) return;
    merge(due->second.first, due->second.second);
  }
}

void ObservationRuns::merge(const std::vector<std::int64_t>& runs, std::uint64_t rows) {
  const std::int64_t made = free_number();
  database_.run("INSERT INTO observation_runs (id, rows) VALUES (?, ?)", {SqlValue(made), sql(std::size_t{rows})});
  for (const RunSide side : {RunSide::subject, RunSide::object}) {
    RunWriter writer(database_, made, side);
    std::vector<RunCursor> cursors;
    cursors.reserve(runs.size());  // an entry lies within its cursor
    for (const std::int64_t run : runs) cursors.emplace_back(database_, run, side).seek(0);
    while (true) {
      RunCursor* least = nullptr;
      for (RunCursor& each : cursors) {
        if (each.entry() && (least == nullptr || *each.entry() < *least->entry())) least = &each;
      }
      if (least == nullptr) break;
      writer.add(*least->entry());
      least->step();
    }
    writer.finish();
  }
  for (const std::int64_t run : runs) {
    database_.run("DELETE FROM observation_blocks WHERE id BETWEEN ? AND ?",
                  {SqlValue(block_base(run, RunSide::subject)), SqlValue(block_end(run, RunSide::object))});
    database_.run("DELETE FROM observation_runs WHERE id = ?", {SqlValue(run)});
  }
}

std::vector<std::string> ObservationRuns::faults() {
  std::vector<std::string> found;
  Rows runs = database_.rows("SELECT id, rows FROM observation_runs ORDER BY id");
  while (runs.next()) {
    const std::string name = "observations, run " + std::to_string(runs.integer(0)) + ": ";
    std::uint64_t sums[2] = {0, 0};  // of what both sides must say
    for (const RunSide side : {RunSide::subject, RunSide::object}) {
      std::int64_t count = 0;
      bool good = true;
      RunCursor cursor(database_, runs.integer(0), side);
      std::uint64_t before = 0;
      for (cursor.seek(0); cursor.entry() && good; cursor.step(), ++count) {
        const BlockEntry& entry = *cursor.entry();
        good = entry.hash >= before;
        before = entry.hash;
        if (side == RunSide::subject) {
          const auto row = row_of(entry.bytes);
          good = good && row && object_hash(row->subject) == entry.hash;
          if (row) sums[0] += (entry.hash ^ row->relation << 48U) * (object_hash(row->object) | 1U);
        } else {
          const auto one = object_entry_of(entry.bytes);
          good = good && one;
          if (one) sums[1] += (one->subject ^ one->relation << 48U) * (entry.hash | 1U);
        }
      }
      const char* const which = side == RunSide::subject ? "subjects" : "objects";
      if (!good || cursor.damaged()) found.push_back(name + "the side of the " + which + " is damaged");
      if (count != runs.integer(1))
        found.push_back(name + std::to_string(count) + " entries by " + which + ", wanted " +
                        std::to_string(runs.integer(1)));
    }
    if (sums[0] != sums[1]) found.push_back(name + "its two sides do not say the same");
  }
  return found;
}

void move_to_runs(Database& database) {
  ObservationRuns runs(database);
  constexpr std::size_t at_once = 100'000;
  std::string arena;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  std::vector<RunRow> rows;
  const auto keep = [&] {
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i].bytes = std::string_view(arena).substr(places[i].first, places[i].second);
    runs.keep(rows);
    arena.clear();
    places.clear();
    rows.clear();
  };
  {
    Rows old = database.rows(
        "SELECT s.key, o.key, subject_text, object_text, relation, source, file, line, first, last FROM observations "
        "JOIN observed_objects s ON s.id = subject JOIN observed_objects o ON o.id = object");
    while (old.next()) {
      const auto number = [&](int column) { return static_cast<std::uint64_t>(old.integer(column)); };
      const ObservedRow row{old.text(0), old.text(1), old.text(2), old.text(3),    number(4),
                            number(5),   number(6),   number(7),   old.integer(8), old.integer(9)};
      const std::size_t begin = arena.size();
      append_row(arena, row);
      places.emplace_back(begin, arena.size() - begin);
      rows.push_back({object_hash(row.subject), object_hash(row.object), {}});
      if (rows.size() == at_once) keep();
    }
  }
  keep();
  database.script("DROP TABLE observations; DROP TABLE observed_objects");
}

}  // namespace whence
