#include "knowledge/ledger.h"

#include <array>
#include <string>

#include <fmt/format.h>

namespace whence {
namespace {

constexpr std::array<std::string_view, 20> column_names = {
    "id",         "date",   "accusers",     "accused_state", "named_groups",   "named_organisation", "victims",
    "instrument", "rung",   "joint_action", "denial_date",   "denial_speaker", "denial_form",        "source_publisher",
    "source_url", "status", "note",         "denial_status", "accuser_states", "accused_states"};

std::vector<std::string> strings(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

Result<LedgerEntry> entry(const Table& table, std::size_t row, const std::array<std::size_t, column_names.size()>& at) {
  const auto text = [&](std::size_t column) { return std::string(table.text(row, at[column])); };
  LedgerEntry entry;
  entry.id = text(0);
  entry.date = table.date(row, at[1]);
  entry.accusers = text(2);
  entry.accused_state = text(3);
  entry.named_groups = text(4);
  entry.named_organisation = text(5);
  entry.victims = text(6);
  entry.instrument = text(7);
  const auto rung = table.integer(row, at[8]);
  if (entry.id.empty() || !rung || *rung < 0 || *rung > 5) {
    return Error{Code::malformed, fmt::format("data/{}.tsv: row {} ('{}'): needs an id and a rung from 0 to 5",
                                              table.name(), row + 1, entry.id)};
  }
  entry.rung = static_cast<int>(*rung);
  entry.joint_action = text(9);
  entry.denial_date = text(10);
  entry.denial_speaker = text(11);
  entry.denial_form = text(12);
  entry.source_publisher = text(13);
  entry.source_url = text(14);
  entry.verified = table.text(row, at[15]) == "verified";
  entry.note = text(16);
  entry.denial_status = text(17);
  entry.accuser_states = strings(table.list(row, at[18]));
  entry.accused_states = strings(table.list(row, at[19]));
  return entry;
}

}  // namespace

Result<std::vector<LedgerEntry>> load_ledger(const Data& data) {
  std::vector<LedgerEntry> entries;
  for (const std::string_view name : data.names()) {
    if (!name.starts_with("ledger/")) continue;
    WHENCE_TRY(const Table table, data.table(name));
    std::array<std::size_t, column_names.size()> at{};
    for (std::size_t i = 0; i < at.size(); ++i) {
      WHENCE_TRY(at[i], table.column(column_names[i]));
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      WHENCE_TRY(LedgerEntry fresh, entry(table, row, at));
      entries.push_back(std::move(fresh));
    }
  }
  return entries;
}

}  // namespace whence
