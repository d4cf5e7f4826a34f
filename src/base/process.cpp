#include "base/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

namespace whence {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_complaints = 4096;

// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

Error failed(const std::string& program, std::string_view what) {
  return {Code::io, program + ": " + std::string(what) + ": " + std::strerror(errno)};
}

// The program's file, empty if PATH has none.
std::string path_of(const std::string& program) {
  const char* path = std::getenv("PATH");
  for (const std::string_view folder : split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    std::string candidate = std::string(folder) + "/" + program;
    if (!folder.empty() && ::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

Result<Descriptor> file_of(const std::string& program, std::string_view bytes) {
  Descriptor file(::memfd_create("whence-input", MFD_CLOEXEC));
  if (!file.open()) return failed(program, "no file in memory");
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.number(), bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return failed(program, "cannot be given its input");
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  ::lseek(file.number(), 0, SEEK_SET);
  return file;
}

void bound(int resource, std::size_t most) {
  const rlimit limit{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// In the child, after fork: only calls that are safe there.
[[noreturn]] void become(const char* path, char* const* arguments, int input, int output, int complaints,
                         const ProcessLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(complaints, 2) < 0) ::_exit(127);
  ::close_range(3, ~0U, 0);
  bound(RLIMIT_AS, limits.memory_bytes);
  bound(RLIMIT_CPU, limits.cpu_seconds);
  bound(RLIMIT_FSIZE, 0);
  bound(RLIMIT_CORE, 0);
  bound(RLIMIT_NOFILE, 32);
  char locale[] = "LC_ALL=C.UTF-8";
  char* const environment[] = {locale, nullptr};
  ::execve(path, arguments, environment);
  ::_exit(127);
}

enum class Ended { closed, late, too_much };

// Reads what can be read; closes the descriptor at its end. False where `most` is exceeded.
bool take(Descriptor& from, std::string& into, std::size_t most) {
  std::array<char, 65536> buffer;
  const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (count <= 0) {
    from.close();
    return true;
  }
  into.append(buffer.data(), std::min(static_cast<std::size_t>(count), most - std::min(most, into.size()) + 1));
  return into.size() <= most;
}

Ended collect(Descriptor& output, Descriptor& complaints, ProcessOutput& result, const ProcessLimits& limits) {
  const auto end = Clock::now() + limits.wall;
  while (output.open() || complaints.open()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return Ended::late;
    std::array<pollfd, 2> watched = {{{output.number(), POLLIN, 0}, {complaints.number(), POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), static_cast<int>(std::min<long long>(left, 60'000))) < 0) continue;
    if (watched[0].revents != 0 && !take(output, result.output, limits.output_bytes)) return Ended::too_much;
    if (watched[1].revents != 0) {
      take(complaints, result.complaints, most_complaints);
      result.complaints.resize(std::min(result.complaints.size(), most_complaints));
    }
  }
  return Ended::closed;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

Result<std::array<Descriptor, 2>> pipe_of(const std::string& program) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return failed(program, "no pipe");
  return std::array<Descriptor, 2>{Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace

Result<ProcessOutput> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                  std::string_view input, const ProcessLimits& limits) {
  const std::string path = path_of(program);
  if (path.empty()) return Error{Code::not_found, program + ": not installed"};
  WHENCE_TRY(const Descriptor file, file_of(program, input));
  WHENCE_TRY(auto output, pipe_of(program));
  WHENCE_TRY(auto complaints, pipe_of(program));
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  const pid_t child = ::fork();
  if (child < 0) return failed(program, "cannot be started");
  if (child == 0) {
    become(path.c_str(), pointers.data(), file.number(), output[1].number(), complaints[1].number(), limits);
  }
  output[1].close();
  complaints[1].close();
  ProcessOutput result;
  const Ended ended = collect(output[0], complaints[0], result, limits);
  if (ended != Ended::closed) ::kill(child, SIGKILL);
  const int status = wait_for(child);
  if (ended == Ended::late) {
    return Error{Code::limit, program + ": ran longer than " + std::to_string(limits.wall.count()) + " s"};
  }
  if (ended == Ended::too_much) {
    return Error{Code::limit, program + ": wrote more than " + std::to_string(limits.output_bytes) + " bytes"};
  }
  if (WIFSIGNALED(status)) {
    return Error{Code::limit,
                 program + ": stopped by signal " + std::to_string(WTERMSIG(status)) + ", beyond its limits or broken"};
  }
  result.status = WEXITSTATUS(status);
  return result;
}

}  // namespace whence
