// Series of accusations and answers between two states, out of the public record and the claims of documents.
//
//   event         acts of one origin: one joint action of the record, or one row; rung ≥ 1; rows taken back are left
//   out w             weight of the rung, or of a heavier step of the same act; the greatest over an event's acts
//   X_ab(t)       Σ w_e 2^(-(t - t_e) / half-life), over a's accusations of b and a's answers to b's accusations of a
//   rate, change  prob/rate.h, on events by month of the window
//   surprise      -log2 P(K ≥ k) within twelve months, by the months before; without an event before, by those of the
//                 accusers of the same region against the same state, taken together
//
// Every number and word comes from data/relations/ (docs/relations.md says where each is from).
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/dyads.h"
#include "model/ledger.h"
#include "model/ledger_view.h"
#include "prob/rate.h"

namespace whence {

struct WordRule {
  bool reply = false;  // else of the form of an accusation
  std::string phrase, kind;
  double weight = 0.0;
};

struct DyadRules {
  RatePrior prior;
  double half_life = 1.0;  // years
  double factor_sure = 10.0, factor_weak = 3.0;
  std::size_t margin = 6, recent = 12;  // months
  int cluster_days = 7;
  std::array<double, 6> rung_weight{};  // by rung
  int begin = 0, end = 0;               // months since year 0: the first of the window, the first after it
  std::vector<WordRule> words;
  std::map<std::string, std::string, std::less<>> speaks_for;  // "company:Qihoo 360" → "CN"
  std::map<std::string, std::string, std::less<>> region;      // of a state
  std::vector<std::pair<std::string, std::string>> owners;     // name of a victim or place as written → state
  std::vector<std::pair<std::string, std::string>> sectors;    // word in lower case → sector
};

// A day in the middle of what a date can mean: the day itself, the 15th, or 1 July. Months since year 0.
Day middle(const Date& date);
int month_of(const Date& date);
Date month_date(int month);

// The acts of the record that count; undated ones do not. Unverified accusations and replies only if asked for.
std::vector<DyadAct> acts_of(const std::vector<LedgerEntry>& record, const DyadRules& rules, bool unverified);
// Adds accusations of documents as `whence ledger` lists them. One that is about an act of the record, or near in time
// to another statement of the same pair, is taken to be about that and adds no event.
// Answers how many were taken.
std::size_t add_claims(std::vector<DyadAct>& acts, const std::vector<LedgerLine>& lines, const DyadRules& rules);

// One for each pair of accuser and accused and its opposite, by falling number of events, then by code. Acts later than
// the window make the window of their pair end with the latest of them.
std::vector<Dyad> dyads_of(const std::vector<DyadAct>& acts, const DyadRules& rules);

// Fills dyad.firsts (relations/first_scopes.cpp).
void find_firsts(Dyad& dyad);

}  // namespace whence
