// The runs of observations, as the walk of a trace asks for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "store/near_walk.h"
#include "store/observation_runs.h"

namespace whence {

// Beyond what is gone through only the order of magnitude matters: counting a hub of millions would take seconds.
inline constexpr std::size_t enough_holders = 100'000;

class NearRuns final : public NearSource {
 public:
  // `tie`: of a relation's number. The database outlives this.
  NearRuns(Database& database, std::function<NearTie(std::uint64_t relation)> tie)
      : database_(database), tie_(std::move(tie)), runs_(ObservationRuns(database).numbers()) {}

  std::vector<NearRow> of_subject(ObjectHash object) override;
  std::vector<NearHolder> of_object(ObjectHash object, std::size_t most) override;
  std::size_t held(ObjectHash object) override { return of_object(object, enough_holders).size(); }
  // What is said of the ranges, of these lengths, that hold an address among the rows.
  void add_ranges(const std::vector<unsigned>& lengths, std::vector<ObservedRow>& rows);
  bool damaged() const { return damaged_; }

 private:
  template <class Take>
  void each(RunSide side, ObjectHash hash, const Take& take);
  NearTie tie(std::uint64_t relation);

  Database& database_;
  std::function<NearTie(std::uint64_t)> tie_;
  std::vector<std::int64_t> runs_;
  std::unordered_map<std::uint64_t, NearTie> ties_;
  bool damaged_ = false;
};

}  // namespace whence
