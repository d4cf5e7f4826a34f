#include "store/observations.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "store/near_walk.h"

namespace whence {
namespace {

std::int64_t day_in(const std::optional<Day>& day) { return day ? day->time_since_epoch().count() : no_day; }
std::optional<Day> day_from(std::int64_t stored) {
  if (stored == no_day) return std::nullopt;
  return Day(std::chrono::days(stored));
}

// Numbers of texts in a table of them. What was asked for lately is remembered.
class Numbers {
 public:
  Numbers(Database& database, const std::string& table, const std::string& column)
      : database_(database),
        find_("SELECT id FROM " + table + " WHERE " + column + " = ?"),
        add_("INSERT INTO " + table + " (" + column + ") VALUES (?)") {}

  std::int64_t of(const std::string& text) {
    constexpr std::size_t most_remembered = 500'000;
    if (const auto known = known_.find(text); known != known_.end()) return known->second;
    std::int64_t id = database_.number(find_, {sql(text)});
    if (id == 0) {
      database_.run(add_, {sql(text)});
      id = database_.last_row();
    }
    if (known_.size() >= most_remembered) known_.clear();
    known_.emplace(text, id);
    return id;
  }
  std::int64_t find(const std::string& text) { return database_.number(find_, {sql(text)}); }  // 0: none
  void forget() { known_.clear(); }

 private:
  Database& database_;
  std::string find_, add_;
  std::unordered_map<std::string, std::int64_t> known_;
};

struct Row {
  std::int64_t subject = 0, relation = 0, object = 0, first = 0, last = 0, source = 0;
  std::string subject_text, object_text;
  std::int64_t file = 0, line = 0;
  auto key() const { return std::tie(subject, relation, object, first, last, source, subject_text, object_text); }
};

constexpr std::string_view insertion =
    "INSERT INTO observations (subject, relation, object, first, last, source, subject_text, object_text, file, line) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view selection =
    "SELECT subject, object, relation, first, last, source, subject_text, object_text, file, line FROM observations ";

class SqliteObservations final : public ObservationStore {
 public:
  explicit SqliteObservations(Workspace& workspace)
      : workspace_(workspace),
        database_(workspace.database()),
        objects_(database_, "observed_objects", "key"),
        words_(database_, "observed_words", "word") {}

  Result<std::size_t> keep(const std::vector<KeyedObservation>& observations) override {
    // Insertions go all over the two trees: 64 MiB of their pages stay in memory.
    if (!std::exchange(spacious_, true)) database_.script("PRAGMA cache_size = -65536");
    workspace_.begin();
    std::vector<Row> rows;
    rows.reserve(observations.size());
    for (const KeyedObservation& one : observations) rows.push_back(row_of(one));
    // In the order of the table: neighbours lie on one page.
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key() < b.key(); });
    const std::int64_t before = database_.number("SELECT total_changes()");
    for (const Row& row : rows) {
      database_.run(insertion, {SqlValue(row.subject), SqlValue(row.relation), SqlValue(row.object),
                                SqlValue(row.first), SqlValue(row.last), SqlValue(row.source), sql(row.subject_text),
                                sql(row.object_text), SqlValue(row.file), SqlValue(row.line)});
    }
    const std::int64_t after = database_.number("SELECT total_changes()");
    if (auto done = workspace_.commit(); !done) {
      objects_.forget();
      words_.forget();
      return done.error();
    }
    return static_cast<std::size_t>(after - before);
  }

  Result<std::uint64_t> count() override {
    const std::int64_t number = database_.number("SELECT count(*) FROM observations");
    if (auto done = database_.problem(); !done) return done.error();
    return static_cast<std::uint64_t>(number);
  }

  Result<ObservedAround> around(const std::vector<std::string>& keys, const AroundLimits& limits) override;
  Result<ObservedAround> near(const std::vector<std::string>& keys, const NearLimits& limits) override;

 private:
  Row row_of(const KeyedObservation& one) {
    const Observation& seen = one.seen;
    Row row;
    row.subject = objects_.of(one.subject);
    row.relation = words_.of(seen.relation);
    row.object = objects_.of(one.object);
    row.first = day_in(seen.from);
    row.last = day_in(seen.to);
    row.source = words_.of(seen.source);
    if (seen.subject != one.subject) row.subject_text = seen.subject;
    if (seen.object != one.object) row.object_text = seen.object;
    row.file = words_.of(seen.file);
    row.line = static_cast<std::int64_t>(seen.line);
    return row;
  }

  Workspace& workspace_;
  Database& database_;
  Numbers objects_, words_;
  bool spacious_ = false;
};

// Texts of what the tables have as numbers.
class Texts {
 public:
  explicit Texts(Database& database) : database_(database) {}

  // Each once, in the order of their texts.
  std::vector<Observation> observations(std::vector<Row> rows) {
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key() < b.key(); });
    rows.erase(std::unique(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key() == b.key(); }),
               rows.end());
    std::vector<Observation> all;
    all.reserve(rows.size());
    for (const Row& row : rows) {
      Observation seen;
      seen.subject = row.subject_text.empty() ? key(row.subject) : row.subject_text;
      seen.object = row.object_text.empty() ? key(row.object) : row.object_text;
      seen.relation = word(row.relation);
      seen.source = word(row.source);
      seen.file = word(row.file);
      seen.line = static_cast<std::uint64_t>(row.line);
      seen.from = day_from(row.first);
      seen.to = day_from(row.last);
      all.push_back(std::move(seen));
    }
    std::sort(all.begin(), all.end(), [](const Observation& a, const Observation& b) {
      return std::tie(a.subject, a.relation, a.object, a.from, a.to, a.source) <
             std::tie(b.subject, b.relation, b.object, b.from, b.to, b.source);
    });
    return all;
  }
  const std::string& key(std::int64_t id) {
    return text_of(keys_, "SELECT key FROM observed_objects WHERE id = ?", id);
  }
  const std::string& word(std::int64_t id) {
    return text_of(words_, "SELECT word FROM observed_words WHERE id = ?", id);
  }

 private:
  const std::string& text_of(std::unordered_map<std::int64_t, std::string>& known, std::string_view query,
                             std::int64_t id) {
    const auto [at, fresh] = known.try_emplace(id);
    if (fresh) {
      auto found = database_.rows(query, {SqlValue(id)});
      if (found.next()) at->second = found.text(0);
    }
    return at->second;
  }

  Database& database_;
  std::unordered_map<std::int64_t, std::string> keys_, words_;
};

Row row_in(const Rows& found) {
  return {found.integer(0), found.integer(2), found.integer(1), found.integer(3), found.integer(4),
          found.integer(5), found.text(6),    found.text(7),    found.integer(8), found.integer(9)};
}

std::size_t held_by(Database& database, std::int64_t object) {
  // Beyond what is gone through only the order of magnitude matters: counting a hub of millions would take seconds.
  constexpr std::size_t enough = 100'000;
  return static_cast<std::size_t>(database.number(
      "SELECT count(*) FROM (SELECT 1 FROM observations WHERE object = ? LIMIT ?)", {SqlValue(object), sql(enough)}));
}

struct TiedRow : Row {
  NearTie tie = NearTie::says;
};

// The tables, as the walk of a trace asks for them.
class NearRows {
 public:
  using Key = std::int64_t;
  using Row = TiedRow;

  NearRows(Database& database, const NearLimits& limits) : database_(database), texts_(database), limits_(limits) {}

  std::vector<Row> of_subject(Key key) {
    std::vector<Row> all;
    auto found = database_.rows(std::string(selection) + "WHERE subject = ?", {SqlValue(key)});
    while (found.next()) {
      TiedRow row{row_in(found), NearTie::says};
      row.tie = tie(row.relation);
      all.push_back(std::move(row));
    }
    return all;
  }
  std::vector<NearHolder<Key>> of_object(Key key, std::size_t most) {
    std::vector<NearHolder<Key>> all;
    // All of it stands in the index.
    auto found = database_.rows("SELECT subject, relation FROM observations WHERE object = ? LIMIT ?",
                                {SqlValue(key), sql(most)});
    while (found.next()) all.push_back({found.integer(0), tie(found.integer(1))});
    return all;
  }
  std::size_t held(Key key) { return held_by(database_, key); }

 private:
  NearTie tie(std::int64_t relation) {
    const auto [place, fresh] = ties_.try_emplace(relation);
    if (fresh) place->second = limits_.tie(texts_.word(relation));
    return place->second;
  }

  Database& database_;
  Texts texts_;
  const NearLimits& limits_;
  std::unordered_map<std::int64_t, NearTie> ties_;
};

// Breadth first, a step at a time.
class Walk {
 public:
  Walk(Database& database, const AroundLimits& limits) : database_(database), limits_(limits) {}

  void from(const std::set<std::int64_t>& seeds) {
    seeds_ = seeds;
    std::vector<std::int64_t> frontier(seeds.begin(), seeds.end());
    seen_.insert(seeds.begin(), seeds.end());
    for (std::size_t step = 0; step < limits_.steps && !frontier.empty() && !full_; ++step) {
      next_.clear();
      for (const std::int64_t object : frontier) go_through(object);
      std::sort(next_.begin(), next_.end());
      frontier = next_;
    }
    // What was reached and not gone through may still be held by more than are here.
    for (const std::int64_t object : next_) holders_.try_emplace(object, held_by(database_, object));
  }

  ObservedAround taken() {
    ObservedAround around;
    around.full = full_;
    Texts texts(database_);
    around.observations = texts.observations(rows_);
    for (const auto& [object, number] : holders_) around.holders.emplace(texts.key(object), number);
    return around;
  }

 private:
  void go_through(std::int64_t object) {
    take("WHERE subject = ? LIMIT ?", object);
    if (!seeds_.contains(object)) {
      const std::int64_t held =
          database_.number("SELECT count(*) FROM (SELECT 1 FROM observations WHERE object = ? LIMIT ?)",
                           {SqlValue(object), sql(limits_.carriers + 1)});
      if (static_cast<std::size_t>(held) > limits_.carriers) {
        holders_.emplace(object, held_by(database_, object));
        return;
      }
    }
    take("WHERE object = ? LIMIT ?", object);
  }

  void take(std::string_view where, std::int64_t object) {
    Rows found = database_.rows(std::string(selection) + std::string(where),
                                {SqlValue(object), sql(limits_.rows + 1 - std::min(limits_.rows, rows_.size()))});
    while (found.next()) {
      if (rows_.size() >= limits_.rows) {
        full_ = true;
        return;
      }
      rows_.push_back(row_in(found));
      for (const std::int64_t end : {rows_.back().subject, rows_.back().object}) {
        if (seen_.insert(end).second) next_.push_back(end);
      }
    }
  }

  Database& database_;
  AroundLimits limits_;
  std::set<std::int64_t> seeds_;
  std::unordered_set<std::int64_t> seen_;
  std::vector<std::int64_t> next_;
  std::vector<Row> rows_;
  std::map<std::int64_t, std::size_t> holders_;
  bool full_ = false;
};

std::set<std::int64_t> numbers_of(const std::vector<std::string>& keys, Numbers& objects) {
  std::set<std::int64_t> numbers;
  for (const std::string& key : keys) {
    if (const std::int64_t id = objects.find(key); id != 0) numbers.insert(id);
  }
  return numbers;
}

Result<ObservedAround> SqliteObservations::near(const std::vector<std::string>& keys, const NearLimits& limits) {
  // One transaction for all questions, and room for the pages that come up again and again.
  if (!std::exchange(spacious_, true)) database_.script("PRAGMA cache_size = -65536");
  database_.script("BEGIN");
  const std::set<std::int64_t> seeds = numbers_of(keys, objects_);
  NearRows access(database_, limits);
  NearWalk<NearRows> walk(access, limits);
  walk.from({seeds.begin(), seeds.end()});
  ObservedAround around;
  around.full = walk.full;
  Texts texts(database_);
  around.observations = texts.observations({walk.rows.begin(), walk.rows.end()});
  for (const auto& [object, number] : walk.holders) around.holders.emplace(texts.key(object), number);
  database_.script("COMMIT");
  if (auto done = database_.problem(); !done) return done.error();
  return around;
}

Result<ObservedAround> SqliteObservations::around(const std::vector<std::string>& keys, const AroundLimits& limits) {
  const std::set<std::int64_t> seeds = numbers_of(keys, objects_);
  Walk walk(database_, limits);
  walk.from(seeds);
  ObservedAround around = walk.taken();
  if (auto done = database_.problem(); !done) return done.error();
  return around;
}

}  // namespace

std::unique_ptr<ObservationStore> observations_in(Workspace& workspace) {
  return std::make_unique<SqliteObservations>(workspace);
}

}  // namespace whence
