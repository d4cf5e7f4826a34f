#include "infrastructure/settings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/text.h"

namespace whence {
namespace {

// A table's columns by name, so that each reader below is one loop.
struct Rows {
  Table table;
  std::vector<std::size_t> columns;

  std::string text(std::size_t row, std::size_t at) const { return std::string(table.text(row, columns[at])); }
  double real(std::size_t row, std::size_t at) const { return table.real(row, columns[at]).value_or(0.0); }
  std::vector<std::string> list(std::size_t row, std::size_t at) const {
    const auto parts = table.list(row, columns[at]);
    return {parts.begin(), parts.end()};
  }
  Error wrong(std::size_t row, const std::string& what) const {
    return {Code::malformed,
            "data/" + std::string(table.name()) + ".tsv: row '" + std::string(table.text(row, 0)) + "': " + what};
  }
};

Result<Rows> rows_of(const Table& table, std::initializer_list<std::string_view> names) {
  Rows rows{table, {}};
  for (const std::string_view name : names) {
    WHENCE_TRY(const std::size_t at, table.column(name));
    rows.columns.push_back(at);
  }
  return rows;
}

Result<void> read_numbers(const Table& table, TraceSettings& settings) {
  WHENCE_TRY(const Rows rows, rows_of(table, {"id", "value"}));
  std::map<std::string, double*> reals = {{"prior", &settings.prior},
                                          {"kappa", &settings.kappa},
                                          {"damping", &settings.damping},
                                          {"tolerance", &settings.tolerance},
                                          {"restart", &settings.restart},
                                          {"right", &settings.right},
                                          {"client_unlisted", &settings.client_unlisted},
                                          {"tracked", &settings.tracked}};
  std::map<std::string, std::size_t*> counts = {{"width", &settings.width},
                                                {"sweeps", &settings.sweeps},
                                                {"hops", &settings.hops},
                                                {"carriers", &settings.carriers},
                                                {"nodes", &settings.nodes}};
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const std::string id = rows.text(row, 0);
    const double value = rows.real(row, 1);
    if (const auto real = reals.find(id); real != reals.end()) {
      if (value <= 0.0 || (id != "tracked" && value >= 1.0)) return rows.wrong(row, "must lie between 0 and 1");
      *real->second = value;
      reals.erase(real);
    } else if (const auto count = counts.find(id); count != counts.end()) {
      if (value < 1.0 || value > 1e6 || (id == "width" && (value < 2.0 || value > 20.0))) {
        return rows.wrong(row, "out of range");
      }
      *count->second = static_cast<std::size_t>(value);
      counts.erase(count);
    } else {
      return rows.wrong(row, "is no number of the trace, or there twice");
    }
  }
  for (const auto& [id, place] : reals) return Error{Code::malformed, "data/priors/trace.tsv: no row '" + id + "'"};
  for (const auto& [id, place] : counts) return Error{Code::malformed, "data/priors/trace.tsv: no row '" + id + "'"};
  return {};
}

Result<void> read_relays(const TraceTables& tables, TraceSettings& settings) {
  settings.objects = tables.objects;
  WHENCE_TRY(const Rows rows, rows_of(tables.intermediaries, {"id", "hides", "says", "reveals", "clients"}));
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const std::string id = rows.text(row, 0);
    if (shared_object_named(settings.objects, id) == nullptr)
      return rows.wrong(row, "is no row of priors/shared-objects.tsv");
    settings.relays[id] = {rows.text(row, 1), rows.text(row, 2), rows.text(row, 3), rows.text(row, 4) == "tasker"};
  }
  return {};
}

std::optional<Does> does_of(std::string_view text) {
  static const std::map<std::string_view, Does> words = {
      {"carries", Does::carries}, {"touches", Does::touches},   {"notes", Does::notes},   {"share", Does::share},
      {"class", Does::kind},      {"provider", Does::provider}, {"client", Does::client}, {"record", Does::record}};
  const auto found = words.find(text);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

Result<void> read_relations(const Table& table, TraceSettings& settings) {
  WHENCE_TRY(const Rows rows, rows_of(table, {"id", "names", "does", "kind", "sharing", "nest", "inherits", "reference",
                                              "least", "words"}));
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const auto does = does_of(rows.text(row, 2));
    if (!does) return rows.wrong(row, "does '" + rows.text(row, 2) + "' is unknown");
    Relation relation{rows.text(row, 0),
                      rows.list(row, 1),
                      *does,
                      rows.text(row, 3),
                      0,
                      rows.text(row, 5),
                      rows.text(row, 6) == "yes",
                      rows.real(row, 7),
                      rows.real(row, 8),
                      rows.text(row, 9)};
    if (*does == Does::carries || *does == Does::touches) {
      const auto found = shared_object_named(settings.objects, rows.text(row, 4));
      if (found == nullptr) return rows.wrong(row, "sharing is no row of priors/shared-objects.tsv");
      relation.sharing = static_cast<std::size_t>(found - settings.objects.data());
      if (relation.reference < 2.0 || relation.least <= 0.0 || relation.least >= 1.0 || relation.nest.empty()) {
        return rows.wrong(row, "needs a nest, a reference of 2 or more and a least share between 0 and 1");
      }
    }
    settings.relations.push_back(std::move(relation));
  }
  return {};
}

}  // namespace

const Relation* TraceSettings::relation(std::string_view name) const {
  const std::string wanted = lower(trim(name));
  for (const Relation& each : relations) {
    const bool named = each.id == wanted || std::any_of(each.names.begin(), each.names.end(),
                                                        [&](const auto& other) { return lower(other) == wanted; });
    if (named) return &each;
  }
  return nullptr;
}

Result<TraceSettings> trace_settings(const TraceTables& tables) {
  TraceSettings settings;
  settings.control_ratio = tables.control_ratio;
  if (const Result<void> done = read_numbers(tables.numbers, settings); !done) return done.error();
  if (const Result<void> done = read_relays(tables, settings); !done) return done.error();
  if (const Result<void> done = read_relations(tables.relations, settings); !done) return done.error();
  return settings;
}

}  // namespace whence
