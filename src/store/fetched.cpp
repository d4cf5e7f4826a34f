#include "store/fetched.h"

namespace whence {

Fetched fetched(Workspace& workspace, const std::string& address) {
  Rows rows = workspace.database().rows(
      "SELECT address, added_after, next, latest, read_to FROM fetched WHERE address = ?", {sql(address)});
  if (!rows.next()) return {address, "", "", "", 0};
  return {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4)};
}

void keep_fetched(Workspace& workspace, const Fetched& state) {
  workspace.database().run(
      "INSERT INTO fetched (address, added_after, next, latest, read_to) VALUES (?, ?, ?, ?, ?) ON CONFLICT (address) "
      "DO UPDATE SET added_after = excluded.added_after, next = excluded.next, latest = excluded.latest, read_to = "
      "excluded.read_to",
      {sql(state.address), sql(state.added_after), sql(state.next), sql(state.latest), SqlValue(state.read_to)});
}

}  // namespace whence
