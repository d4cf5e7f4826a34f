// Who accuses whom, how often, and what is answered: series of public statements between two states. A count is of this
// ledger and of statements; it is never a count of operations.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace whence {

struct DyadReply {
  std::string row, by, text, kind;  // kind: reject, counter-accuse, ... of data/relations/words.tsv; "other"
  double weight = 0.0;
  std::optional<Date> date;  // absent: that of what it answers
  bool verified = true;
};

// One act: a row of the public record, or claims of documents about one.
struct DyadAct {
  std::string id, key;  // key: acts with one key go back to one decision and count once
  Date date;
  bool on_record = true, joint = false, names_group = false;
  int rung = 0;           // 1 to 5
  double weight = 0.0;    // of the rung, or of a heavier step in the same act
  std::string weight_of;  // "rung 3", "break-relations"
  std::vector<std::string> accusers, accused, victim_states, sectors;
  std::string speaker, victims, form, groups;  // in words
  std::vector<DyadReply> replies;
};

// What counts as one: acts of one origin.
struct DyadEvent {
  std::vector<std::size_t> acts;  // into Dyad::acts, by date
  Date date;                      // of the earliest
  int rung = 0;
  double weight = 0.0;
  std::string weight_of;
  double chance = 1.0, bits = 0.0;  // of at least one in twelve months, by what was there before
  bool pooled = false;              // nothing was there before: the rate of accusers of the same region
};

struct DyadChange {
  double factor = 1.0, before = 0.0, after = 0.0;  // Bayes factor; rates in events a year
  Date date, expected;                             // months
  std::size_t n_before = 0, n_after = 0;
};

// X(t) = Σ w 2^(-(t - t_e) / half-life), in its parts.
struct Tension {
  double accusations = 0.0;  // of the accuser against the accused
  double answers = 0.0;      // of the accuser to what the accused accuses it of
  double total() const { return accusations + answers; }
};

// "For the first time", as far as it is true. A scope is a list of bounds; more bounds make it narrower.
struct DyadFirst {
  std::size_t act = 0, event = 0;
  std::vector<std::string> limits;               // earlier rows of the pair, which make the widest scope false
  std::vector<std::vector<std::string>> widest;  // the widest scopes that hold; {{}}: without any bound
  std::vector<std::string> narrowest;            // every bound that the act has
  std::vector<std::string> against;              // earlier rows within even that; empty: the narrowest scope holds
};

struct Dyad {
  std::string accuser, accused;  // codes
  std::vector<DyadAct> acts;     // by date
  std::vector<DyadEvent> events;
  Date to;                           // last month of the pair's window: that of the view, or of its latest act
  std::vector<std::size_t> months;   // events by month of the window
  double rate = 0.0;                 // events a year over the window, posterior mean
  std::optional<DyadChange> change;  // the likeliest single one, however weak
  std::vector<DyadChange> changes;   // those that pass the bar, in order of time
  Tension tension;
  std::size_t recent = 0;                                         // events of the last twelve months of the window
  double expected = 0.0, recent_chance = 1.0, recent_bits = 0.0;  // of as many, by the time before
  std::size_t replies_hidden = 0;                                 // unverified ones, left out
  std::vector<DyadFirst> firsts;                                  // of every act
};

struct DyadView {
  std::vector<Dyad> dyads;  // by falling number of events; for a pair: both directions, that one first which was asked
  bool pair = false;
  std::string a, b;                // of a pair: codes
  Date from, to;                   // the window: first month, last month
  double half_life = 1.0;          // years
  double sure = 10.0, weak = 3.0;  // Bayes factors from which a change is shown, is shown as weak
  bool extended = false;           // some pair's window ends later, with its latest act
  std::size_t rows = 0, record_size = 0, claims = 0, unverified = 0;
  std::size_t undated_claims = 0, undated_documents = 0;  // accusations that no date places in a series: left out
  bool claims_more = false, exercise = false;
  std::string data;  // hash
};

}  // namespace whence
