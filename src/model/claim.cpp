#include "model/claim.h"

#include <array>
#include <utility>

namespace whence {
namespace {

template <class E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

constexpr Names<Act, 23> acts{{{Act::accuse, "accuse"},
                               {Act::attribute, "attribute"},
                               {Act::link_sponsor, "link-sponsor"},
                               {Act::charge, "charge"},
                               {Act::sanction, "sanction"},
                               {Act::advise, "advise"},
                               {Act::disclose_victimhood, "disclose-victimhood"},
                               {Act::assess_outcome, "assess-outcome"},
                               {Act::deny, "deny"},
                               {Act::reject, "reject"},
                               {Act::dismiss, "dismiss"},
                               {Act::counter_accuse, "counter-accuse"},
                               {Act::assert_victimhood, "assert-victimhood"},
                               {Act::decline_to_name, "decline-to-name"},
                               {Act::no_comment, "no-comment"},
                               {Act::call_for, "call-for"},
                               {Act::offer_evidence, "offer-evidence"},
                               {Act::offer_alternative, "offer-alternative"},
                               {Act::threaten, "threaten"},
                               {Act::expel, "expel"},
                               {Act::revise, "revise"},
                               {Act::describe, "describe"},
                               {Act::comment, "comment"}}};
constexpr Names<PartyKind, 8> party_kinds{{{PartyKind::state, "state"},
                                           {PartyKind::organ, "organ"},
                                           {PartyKind::person, "person"},
                                           {PartyKind::company, "company"},
                                           {PartyKind::group, "group"},
                                           {PartyKind::outlet, "outlet"},
                                           {PartyKind::institution, "institution"},
                                           {PartyKind::unnamed, "unnamed"}}};
constexpr Names<Hedge, 5> hedges{{{Hedge::flat, "flat"},
                                  {Hedge::likely, "likely"},
                                  {Hedge::alleged, "alleged"},
                                  {Hedge::reported, "reported"},
                                  {Hedge::possible, "possible"}}};
constexpr Names<Outcome, 5> outcomes{{{Outcome::unknown, "unknown"},
                                      {Outcome::attempted, "attempted"},
                                      {Outcome::succeeded, "succeeded"},
                                      {Outcome::thwarted, "thwarted"},
                                      {Outcome::no_effect, "no effect"}}};
constexpr Names<Status, 7> statuses{{{Status::none, "none"},
                                     {Status::charged, "charged"},
                                     {Status::convicted, "convicted"},
                                     {Status::acquitted, "acquitted"},
                                     {Status::withdrawn, "withdrawn"},
                                     {Status::listed, "listed"},
                                     {Status::delisted, "delisted"}}};
constexpr Names<RelationKind, 7> relation_kinds{{{RelationKind::denial_of, "denial-of"},
                                                 {RelationKind::repeats, "repeats"},
                                                 {RelationKind::supports, "supports"},
                                                 {RelationKind::elaborates, "elaborates"},
                                                 {RelationKind::qualifies, "qualifies"},
                                                 {RelationKind::responds_to, "responds-to"},
                                                 {RelationKind::counter_claim_to, "counter-claim-to"}}};

template <class E, std::size_t N>
constexpr bool in_order(const Names<E, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (static_cast<std::size_t>(names[i].first) != i) return false;
  }
  return true;
}
static_assert(in_order(acts) && in_order(party_kinds) && in_order(hedges) && in_order(outcomes) && in_order(statuses) &&
              in_order(relation_kinds));

template <class E, std::size_t N>
std::optional<E> named(const Names<E, N>& names, std::string_view wanted) {
  for (const auto& [value, name] : names) {
    if (name == wanted) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Act act) { return acts[static_cast<std::size_t>(act)].second; }
std::string_view name_of(PartyKind kind) { return party_kinds[static_cast<std::size_t>(kind)].second; }
std::string_view name_of(Hedge hedge) { return hedges[static_cast<std::size_t>(hedge)].second; }
std::string_view name_of(Outcome outcome) { return outcomes[static_cast<std::size_t>(outcome)].second; }
std::string_view name_of(Status status) { return statuses[static_cast<std::size_t>(status)].second; }
std::string_view name_of(RelationKind kind) { return relation_kinds[static_cast<std::size_t>(kind)].second; }

std::optional<Act> act_named(std::string_view name) { return named(acts, name); }
std::optional<PartyKind> party_kind_named(std::string_view name) { return named(party_kinds, name); }
std::optional<Hedge> hedge_named(std::string_view name) { return named(hedges, name); }
std::optional<Outcome> outcome_named(std::string_view name) { return named(outcomes, name); }
std::optional<Status> status_named(std::string_view name) { return named(statuses, name); }
std::optional<RelationKind> relation_kind_named(std::string_view name) { return named(relation_kinds, name); }

bool is_denial(Act act) { return act == Act::deny || act == Act::reject || act == Act::dismiss; }

bool is_accusation(Act act) {
  return act == Act::accuse || act == Act::attribute || act == Act::link_sponsor || act == Act::charge;
}

}  // namespace whence
