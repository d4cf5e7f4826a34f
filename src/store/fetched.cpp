#include "store/fetched.h"

namespace whence {

Fetched fetched(Workspace& workspace, const std::string& address) {
  Fetched state{address, std::nullopt, 0};
  Rows rows = workspace.database().rows("SELECT latest, read_to FROM fetched WHERE address = ?", {sql(address)});
  if (!rows.next()) return state;
  if (rows.integer(0) != 0) state.latest = Instant(std::chrono::microseconds(rows.integer(0)));
  state.read_to = rows.integer(1);
  return state;
}

void keep_fetched(Workspace& workspace, const Fetched& state) {
  const std::int64_t latest = state.latest ? state.latest->time_since_epoch().count() : 0;
  workspace.database().run(
      "INSERT INTO fetched (address, latest, read_to) VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET latest = "
      "excluded.latest, read_to = excluded.read_to",
      {sql(state.address), SqlValue(latest), SqlValue(state.read_to)});
}

}  // namespace whence
