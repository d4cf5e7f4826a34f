#include "store/near_runs.h"

#include <set>
#include <string>
#include <utility>

#include "base/address.h"

namespace whence {

// The entries of this hash, as long as `take` answers yes.
template <class Take>
void NearRuns::each(RunSide side, ObjectHash hash, const Take& take) {
  bool more = true;
  for (const std::int64_t run : runs_) {
    RunCursor cursor(database_, run, side);
    for (cursor.seek(hash); more && cursor.entry() && cursor.entry()->hash == hash; cursor.step())
      more = take(*cursor.entry());
    damaged_ = damaged_ || cursor.damaged();
  }
}

std::vector<NearRow> NearRuns::of_subject(ObjectHash object) {
  std::vector<NearRow> found;
  each(RunSide::subject, object, [&](const BlockEntry& entry) {
    auto row = row_of(entry.bytes);
    const NearTie how = row ? tie(row->relation) : NearTie::nothing;
    if (how == NearTie::nothing) return true;
    const ObjectHash other = object_hash(row->object);
    found.push_back({std::move(*row), other, how});
    return true;
  });
  return found;
}

std::vector<NearHolder> NearRuns::of_object(ObjectHash object, std::size_t most) {
  std::vector<NearHolder> found;
  each(RunSide::object, object, [&](const BlockEntry& entry) {
    const auto end = object_entry_of(entry.bytes);
    const NearTie how = end ? tie(end->relation) : NearTie::nothing;
    if (how != NearTie::nothing) found.push_back({end->subject, how});
    return found.size() < most;
  });
  return found;
}

NearTie NearRuns::tie(std::uint64_t relation) {
  const auto [place, fresh] = ties_.try_emplace(relation);
  if (fresh) place->second = tie_(relation);
  return place->second;
}

void NearRuns::add_ranges(const std::vector<unsigned>& lengths, std::vector<ObservedRow>& rows) {
  std::set<std::string> asked;
  for (std::size_t at = 0, all = rows.size(); at < all && !lengths.empty(); ++at) {
    for (const std::string& key : {rows[at].subject, rows[at].object}) {
      const auto address = asked.insert(key).second ? parse_address(key) : std::nullopt;
      if (!address) continue;
      for (const unsigned bits : lengths) {
        const std::string range = range_text({first_of(*address, bits), bits});
        if (!asked.insert(range).second) continue;
        for (NearRow& said : of_subject(object_hash(range))) rows.push_back(std::move(said.row));
      }
    }
  }
}

}  // namespace whence
