// What an accusation is worth: one table for all speakers, and conditions that anybody can observe. docs/model.md 3.2.
#pragma once

#include <cstddef>
#include <string>

#include "attribution/settings.h"

namespace whence {

enum class Knows { bystander, shared, own };  // hearsay; an ally of whoever found out; hit itself or own findings
enum class Shows { nothing, technical, checkable };  // what the statement lays open
struct Standing {
  int rung = 0;  // 1-5; below 1 it accuses nobody
  Knows knows = Knows::shared;
  Shows shows = Shows::technical;
  bool at_war = false;         // speaker and accused in open armed conflict on that day
  bool answers = false;        // the speaker was itself accused in the days before
  std::size_t taken_back = 0;  // of the speaker's accusations on record
  std::size_t not_taken_back = 0;
};

// b = P(accuses | it is false) / P(speaks | knows, it is true), below 1: the rung's, times a factor for each condition,
// times mean[Beta(a + taken back, c + not taken back)] / mean[Beta(a, c)].
double false_rate(const Standing& standing, const Settings& settings);

// ln [ (κ + (1-κ) b) / b ], nats, at least 0; 0 below rung 1.
double testimony_nats(const Standing& standing, const Settings& settings);

// The conditions in words: "own findings, technical detail shown, 1 of 12 earlier claims taken back".
std::string told_of(const Standing& standing);

}  // namespace whence
