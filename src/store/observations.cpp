#include "store/observations.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/address.h"
#include "store/near_runs.h"
#include "store/observation_runs.h"

namespace whence {
namespace {

std::int64_t day_in(const std::optional<Day>& day) { return day ? day->time_since_epoch().count() : no_day; }
std::optional<Day> day_from(std::int64_t stored) {
  if (stored == no_day) return std::nullopt;
  return Day(std::chrono::days(stored));
}

// Relations, sources and files by number: few, so all that were asked for are remembered.
class Words {
 public:
  explicit Words(Database& database) : database_(database) {}

  std::uint64_t number(const std::string& word) {
    const auto [known, fresh] = numbers_.try_emplace(word, 0);
    if (!fresh) return known->second;
    database_.run("INSERT INTO observed_words (word) VALUES (?) ON CONFLICT DO NOTHING", {sql(word)});
    return known->second = find(word);
  }
  std::uint64_t find(const std::string& word) {  // 0: none
    return static_cast<std::uint64_t>(database_.number("SELECT id FROM observed_words WHERE word = ?", {sql(word)}));
  }
  const std::string& word(std::uint64_t number) {
    const auto [known, fresh] = words_.try_emplace(number);
    if (fresh) {
      Rows found =
          database_.rows("SELECT word FROM observed_words WHERE id = ?", {SqlValue(static_cast<std::int64_t>(number))});
      if (found.next()) known->second = found.text(0);
    }
    return known->second;
  }
  void forget() { numbers_.clear(); }

 private:
  Database& database_;
  std::unordered_map<std::string, std::uint64_t> numbers_;
  std::unordered_map<std::uint64_t, std::string> words_;
};

class SqliteObservations final : public ObservationStore {
 public:
  explicit SqliteObservations(Workspace& workspace)
      : workspace_(workspace), database_(workspace.database()), words_(database_) {}
  ~SqliteObservations() override {
    if (cache_ != 0) database_.script("PRAGMA cache_size = " + std::to_string(cache_));
  }
  SqliteObservations(const SqliteObservations&) = delete;
  SqliteObservations& operator=(const SqliteObservations&) = delete;

  Result<std::size_t> keep(const std::vector<KeyedObservation>& observations,
                           const std::optional<ReadPlace>& reached) override {
    // Runs are read and written from end to end: pages once seen are not asked for again.
    if (cache_ == 0) {
      cache_ = database_.number("PRAGMA cache_size");
      database_.script("PRAGMA cache_size = -2048");
    }
    workspace_.begin();
    std::string bytes;
    std::vector<std::size_t> ends;
    std::vector<RunRow> rows;
    for (const KeyedObservation& one : observations) {
      append_row(bytes, row_from(one));
      ends.push_back(bytes.size());
      rows.push_back({object_hash(one.subject), object_hash(one.object), {}});
      note_range(one.subject);
    }
    for (std::size_t i = 0, begin = 0; i < rows.size(); begin = ends[i++])
      rows[i].bytes = std::string_view(bytes).substr(begin, ends[i] - begin);
    const std::size_t fresh = ObservationRuns(database_).keep(rows);
    if (reached)
      database_.run(
          "INSERT INTO observed_files (file, how, line, digest) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
          "how = excluded.how, line = excluded.line, digest = excluded.digest",
          {sql(reached->file), sql(reached->how), SqlValue(static_cast<std::int64_t>(reached->line)),
           SqlValue(static_cast<std::int64_t>(reached->digest))});
    if (auto done = workspace_.commit(); !done) {
      words_.forget();
      lengths_.clear();
      return done.error();
    }
    return fresh;
  }

  Result<std::optional<ReadPlace>> place(const std::string& file) override {
    std::optional<ReadPlace> place;
    {
      Rows found = database_.rows("SELECT how, line, digest FROM observed_files WHERE file = ?", {sql(file)});
      if (found.next())
        place = {file, found.text(0), static_cast<std::uint64_t>(found.integer(1)),
                 static_cast<std::uint64_t>(found.integer(2))};
    }
    if (auto done = database_.problem(); !done) return done.error();
    return place;
  }

  Result<std::uint64_t> count() override {
    const std::uint64_t number = ObservationRuns(database_).rows();
    if (auto done = database_.problem(); !done) return done.error();
    return number;
  }

  Result<ObservedAround> around(const std::vector<std::string>& keys, const AroundLimits& limits) override;
  Result<ObservedAround> near(const std::vector<std::string>& keys, const NearLimits& limits) override;

 private:
  ObservedRow row_from(const KeyedObservation& one) {
    const Observation& seen = one.seen;
    ObservedRow row;
    row.subject = one.subject;
    row.object = one.object;
    if (seen.subject != one.subject) row.subject_text = seen.subject;
    if (seen.object != one.object) row.object_text = seen.object;
    row.relation = words_.number(seen.relation);
    row.source = words_.number(seen.source);
    row.file = words_.number(seen.file);
    row.line = seen.line;
    row.first = day_in(seen.from);
    row.last = day_in(seen.to);
    return row;
  }

  void note_range(const std::string& key) {
    const auto range = key.find('/') == std::string::npos ? std::nullopt : parse_range(key);
    if (range && lengths_.insert(range->bits).second)
      database_.run("INSERT INTO observed_ranges (bits) VALUES (?) ON CONFLICT DO NOTHING",
                    {sql(std::size_t{range->bits})});
  }

  Workspace& workspace_;
  Database& database_;
  Words words_;
  std::set<unsigned> lengths_;  // known to be in observed_ranges
  std::int64_t cache_ = 0;      // what it was; 0: not changed
};

Error damaged_block() {
  return {Code::malformed, "observations: a block is damaged; whence check says which, a backup has it whole"};
}

Observation observation_of(const ObservedRow& row, Words& words) {
  Observation seen;
  seen.subject = row.subject_text.empty() ? row.subject : row.subject_text;
  seen.object = row.object_text.empty() ? row.object : row.object_text;
  seen.relation = words.word(row.relation);
  seen.source = words.word(row.source);
  seen.file = words.word(row.file);
  seen.line = row.line;
  seen.from = day_from(row.first);
  seen.to = day_from(row.last);
  return seen;
}

void sort(std::vector<Observation>& observations) {
  std::sort(observations.begin(), observations.end(), [](const Observation& a, const Observation& b) {
    return std::tie(a.subject, a.relation, a.object, a.from, a.to, a.source) <
           std::tie(b.subject, b.relation, b.object, b.from, b.to, b.source);
  });
}

// Lengths of the ranges that something is said of.
std::vector<unsigned> range_lengths(Database& database) {
  std::vector<unsigned> bits;
  Rows lengths = database.rows("SELECT bits FROM observed_ranges ORDER BY bits");
  while (lengths.next()) bits.push_back(static_cast<unsigned>(lengths.integer(0)));
  return bits;
}

// Breadth first, a step at a time.
class Walk {
 public:
  Walk(Database& database, Words& words, const AroundLimits& limits)
      : database_(database), words_(words), limits_(limits), runs_(ObservationRuns(database).numbers()) {
    for (const std::string& relation : limits.without) without_.insert(words.find(relation));
    lengths_ = range_lengths(database);
  }

  void from(const std::vector<std::string>& keys) {
    seeds_.insert(keys.begin(), keys.end());
    reached_.insert(keys.begin(), keys.end());
    std::vector<std::string> frontier(seeds_.begin(), seeds_.end());
    for (std::size_t step = 0; step < limits_.steps && !frontier.empty() && !full_; ++step) {
      next_.clear();
      for (const std::string& key : frontier) go_through(key);
      std::sort(next_.begin(), next_.end());
      frontier = next_;
    }
    // What was reached and not gone through may still be held by more than are here.
    for (const std::string& key : next_) holders_.try_emplace(key, held_by(key, enough_holders));
  }

  Result<ObservedAround> taken() {
    if (damaged_) return damaged_block();
    ObservedAround around;
    around.full = full_;
    around.holders = std::move(holders_);
    for (const std::string& bytes : rows_) {
      if (const auto row = row_of(bytes)) around.observations.push_back(observation_of(*row, words_));
    }
    sort(around.observations);
    return around;
  }

 private:
  enum class Follow : std::uint8_t { no, yes };

  // How many observations are about the object, and in which run and under which subject they stand, up to `most`.
  std::size_t held_by(const std::string& key, std::size_t most,
                      std::vector<std::pair<std::int64_t, std::uint64_t>>* places = nullptr) {
    const std::uint64_t hash = object_hash(key);
    std::size_t count = 0;
    for (const std::int64_t run : runs_) {
      RunCursor cursor(database_, run, RunSide::object);
      for (cursor.seek(hash); cursor.entry() && cursor.entry()->hash == hash && count < most; cursor.step()) {
        const auto entry = object_entry_of(cursor.entry()->bytes);
        if (!entry || without_.contains(entry->relation)) continue;
        ++count;
        if (places != nullptr) places->emplace_back(run, entry->subject);
      }
      damaged_ = damaged_ || cursor.damaged();
    }
    return count;
  }

  void go_through(const std::string& key) {
    take_said_of(key, Follow::yes);
    if (const auto address = lengths_.empty() ? std::nullopt : parse_address(key)) {
      for (const unsigned bits : lengths_) {
        const std::string range = range_text({first_of(*address, bits), bits});
        if (ranges_.insert(range).second) take_said_of(range, Follow::no);
      }
    }
    std::vector<std::pair<std::int64_t, std::uint64_t>> places;
    const bool seed = seeds_.contains(key);
    const std::size_t held = held_by(key, seed ? limits_.rows + 1 : limits_.carriers + 1, &places);
    if (!seed && held > limits_.carriers) {
      holders_.emplace(key, held_by(key, enough_holders));
      return;
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (const auto& [run, subject] : places)
      take(run, subject, Follow::yes, [&](const ObservedRow& row) { return row.object == key; });
  }

  void take_said_of(const std::string& key, Follow follow) {
    for (const std::int64_t run : runs_)
      take(run, object_hash(key), follow, [&](const ObservedRow& row) { return row.subject == key; });
  }

  template <class Wanted>
  void take(std::int64_t run, std::uint64_t subject, Follow follow, const Wanted& wanted) {
    RunCursor cursor(database_, run, RunSide::subject);
    for (cursor.seek(subject); cursor.entry() && cursor.entry()->hash == subject && !full_; cursor.step()) {
      const auto row = row_of(cursor.entry()->bytes);
      if (!row || without_.contains(row->relation) || !wanted(*row)) continue;
      if (rows_.contains(std::string(cursor.entry()->bytes))) continue;
      full_ = rows_.size() >= limits_.rows;
      if (full_) break;
      rows_.emplace(cursor.entry()->bytes);
      if (follow == Follow::no) continue;
      for (const std::string& end : {row->subject, row->object}) {
        if (reached_.insert(end).second) next_.push_back(end);
      }
    }
    damaged_ = damaged_ || cursor.damaged();
  }

  Database& database_;
  Words& words_;
  AroundLimits limits_;
  std::vector<std::int64_t> runs_;
  std::set<std::uint64_t> without_;
  std::vector<unsigned> lengths_;  // of ranges that something is said of
  std::set<std::string> ranges_;   // asked for
  std::set<std::string> seeds_;
  std::unordered_set<std::string> reached_, rows_;
  std::vector<std::string> next_;
  std::map<std::string, std::size_t> holders_;
  bool full_ = false, damaged_ = false;
};

Result<ObservedAround> SqliteObservations::near(const std::vector<std::string>& keys, const NearLimits& limits) {
  database_.script("BEGIN");  // one reading transaction for all questions
  NearRuns runs(database_, [&](std::uint64_t relation) { return limits.tie(words_.word(relation)); });
  NearWalk walk(runs, limits);
  std::vector<ObjectHash> seeds;
  for (const std::string& key : keys) seeds.push_back(object_hash(key));
  walk.from(seeds);
  runs.add_ranges(range_lengths(database_), walk.rows);
  ObservedAround around;
  around.full = walk.full;
  std::set<std::string> known;
  for (const ObservedRow& row : walk.rows) {
    around.observations.push_back(observation_of(row, words_));
    const auto held = known.insert(row.object).second ? walk.holders.find(object_hash(row.object)) : walk.holders.end();
    if (held != walk.holders.end()) around.holders.emplace(row.object, held->second);
  }
  sort(around.observations);
  const auto same = std::unique(around.observations.begin(), around.observations.end());
  around.observations.erase(same, around.observations.end());
  database_.script("COMMIT");
  if (runs.damaged()) return damaged_block();
  if (auto done = database_.problem(); !done) return done.error();
  return around;
}

Result<ObservedAround> SqliteObservations::around(const std::vector<std::string>& keys, const AroundLimits& limits) {
  Walk walk(database_, words_, limits);
  walk.from(keys);
  auto around = walk.taken();
  if (auto done = database_.problem(); !done) return done.error();
  return around;
}

}  // namespace

std::unique_ptr<ObservationStore> observations_in(Workspace& workspace) {
  return std::make_unique<SqliteObservations>(workspace);
}

}  // namespace whence
