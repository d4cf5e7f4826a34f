#include "base/process.h"

#include <doctest/doctest.h>

using namespace whence;

TEST_CASE("a program gets its input and gives its output, status and complaints") {
  const auto copied = run_program("cat", {}, "some words", {});
  REQUIRE(copied);
  CHECK(copied->output == "some words");
  CHECK(copied->status == 0);
  const auto failed = run_program("ls", {"/no such folder"}, "", {});
  REQUIRE(failed);
  CHECK(failed->status != 0);
  CHECK(failed->complaints.find("no such folder") != std::string::npos);
}

TEST_CASE("a program that is not there, runs too long or writes too much is an error that says so") {
  CHECK(run_program("no-such-program", {}, "", {}).error().code == Code::not_found);
  ProcessLimits limits;
  limits.wall = std::chrono::seconds(1);
  limits.output_bytes = 1000;
  CHECK(run_program("sleep", {"30"}, "", limits).error().message == "sleep: ran longer than 1 s");
  CHECK(run_program("cat", {"/dev/zero"}, "", limits).error().message == "cat: wrote more than 1000 bytes");
  limits.output_bytes = 1'000'000'000;
  limits.wall = std::chrono::seconds(30);
  limits.cpu_seconds = 1;
  CHECK(run_program("sha256sum", {"/dev/zero"}, "", limits).error().code == Code::limit);
}

TEST_CASE("a program sees no variable of ours and writes no file") {
  const auto environment = run_program("env", {}, "", {});
  REQUIRE(environment);
  CHECK(environment->output == "LC_ALL=C.UTF-8\n");
  const auto written = run_program("dd", {"if=/dev/zero", "of=/tmp/whence-process-test", "bs=1", "count=1"}, "", {});
  CHECK((!written || written->status != 0));
  CHECK(run_program("rm", {"-f", "/tmp/whence-process-test"}, "", {}));
}
