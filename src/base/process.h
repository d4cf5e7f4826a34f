// Another program, run on bytes that may be hostile: no shell, an empty environment, bounds on time, memory and output.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace whence {

struct ProcessLimits {
  std::chrono::seconds wall{60};
  std::size_t cpu_seconds = 60;
  std::size_t memory_bytes = 2U << 30U;
  std::size_t output_bytes = 64U << 20U;
};

struct ProcessOutput {
  int status = 0;  // exit status
  std::string output;
  std::string complaints;  // the start of standard error
};

// Runs the program of that name, found in PATH, with `input` as its standard input (a file without a name, so that it
// can seek). It can write no file, gets no other descriptor of ours and dies with us. Errors name the program:
// not_found where it is not installed; limit where it ran too long, used too much or wrote too much; io otherwise.
Result<ProcessOutput> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                  std::string_view input, const ProcessLimits& limits);

}  // namespace whence
