#include "engine/ledger_around.h"

#include <algorithm>
#include <set>

#include "store/facets.h"

namespace whence {
namespace {

constexpr std::size_t most_around = 60;
constexpr std::int64_t days_around = 92;

using States = std::set<std::string>;

void add_states(const std::vector<Party>& parties, States& states) {
  for (const Party& party : parties) {
    if (party.state) states.insert(*party.state);
  }
}

// Of one state alone: its claims stand in order, those of several would have to be sorted together.
ClaimQuery query_of(const char* facet, const std::string& state, std::vector<Act> acts, std::size_t most) {
  ClaimQuery query;
  query.facets = {{facet, {state}}};
  query.acts = std::move(acts);
  query.most = most;
  return query;
}

class Around {
 public:
  Around(Workspace& workspace, const std::vector<FoundClaim>& found) : workspace_(workspace) {
    for (const FoundClaim& one : found) {
      listed_.insert(one.document);
      if (is_accusation(one.claim.act) || one.claim.act == Act::counter_accuse) {
        add_states(one.claim.accused, accused_);
        add_states(one.claim.sponsor, accused_);
      } else if (is_denial(one.claim.act)) {
        add_states(one.claim.source, answering_);
      }
      if (one.day <= no_day) continue;
      first_ = std::min(first_.value_or(one.day), one.day);
      last_ = std::max(last_.value_or(one.day), one.day);
    }
  }

  Result<std::vector<std::int64_t>> run() {
    const std::size_t states = accused_.size() + answering_.size();
    const std::size_t each = states == 0 ? 0 : (most_around + states - 1) / states;
    for (const std::string& state : accused_) {
      if (auto done = add(query_of("accuser", state, {Act::deny, Act::reject, Act::dismiss}, each)); !done)
        return done.error();
    }
    for (const std::string& state : answering_) {
      ClaimQuery query =
          query_of("accused", state, {Act::accuse, Act::attribute, Act::link_sponsor, Act::charge}, each);
      query.undone = false;
      if (auto done = add(query); !done) return done.error();
    }
    return std::move(around_);
  }

 private:
  Result<void> add(ClaimQuery query) {
    if (!first_) return take(query);
    query.from = *first_ - days_around;
    query.to = *last_ + days_around;
    if (auto done = take(query); !done) return done;
    query.from = query.to = no_day;  // undated
    return take(query);
  }

  Result<void> take(const ClaimQuery& query) {
    WHENCE_TRY(const std::vector<std::int64_t> documents, documents_of_claims(workspace_, query));
    for (const std::int64_t document : documents) {
      if (around_.size() < most_around && listed_.insert(document).second) around_.push_back(document);
    }
    return {};
  }

  Workspace& workspace_;
  std::set<std::int64_t> listed_;
  States accused_, answering_;
  std::optional<std::int64_t> first_, last_;
  std::vector<std::int64_t> around_;
};

}  // namespace

Result<std::vector<std::int64_t>> documents_around(Workspace& workspace, const std::vector<FoundClaim>& found) {
  return Around(workspace, found).run();
}

}  // namespace whence
