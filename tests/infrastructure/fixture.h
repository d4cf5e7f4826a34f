// Observations written as rows, the tables of the program, and names that are what they are.
#pragma once

#include <string>
#include <vector>

#include "infrastructure/trace.h"

namespace whence::fixture {

const TraceSettings& settings();
// "from/to" or one day; empty: not stated.
Observation seen(const std::string& subject, const std::string& relation, const std::string& object,
                 const std::string& when = {});
Trace traced(const std::vector<std::string>& seeds, std::vector<Observation> observations,
             const TraceSettings& with = settings());
double p_of(const Trace& trace, const std::string& id);  // -1: not there
// The worked example of docs/trace.md.
std::vector<Observation> worked_example();

}  // namespace whence::fixture
