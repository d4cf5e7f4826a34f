#include "cli/screen.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t narrowest = 60, widest = 100;

bool set_and_not_empty(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Nothing left over, or errno.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

}  // namespace

Screen standard_screen(bool no_color) {
  Screen screen;
  screen.terminal = ::isatty(STDOUT_FILENO) == 1;
  const char* kind = std::getenv("TERM");
  const bool dumb = kind == nullptr || std::string_view(kind) == "dumb";
  screen.color = screen.terminal && !no_color && !set_and_not_empty("NO_COLOR") && !dumb;
  winsize size{};
  if (screen.terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    screen.width = std::clamp<std::size_t>(size.ws_col, narrowest, widest);
  }
  return screen;
}

PageOptions page_options(const Options& options, bool all) {
  const Screen screen = standard_screen(options.globals().no_color);
  PageOptions page;
  page.all = all;
  page.colour = screen.color;
  page.columns = screen.width;
  return page;
}

void prepare_standard_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file as large as the system lets it become is an error of write(), too
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // The lowest free descriptor is the one that is missing. Opened the wrong way round, so that using it fails.
    if (::fcntl(descriptor, F_GETFD) == -1) ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

Result<int> print(std::string_view text) {
  const int problem = write_all(STDOUT_FILENO, text);
  if (problem == 0) return 0;
  if (problem == EPIPE) std::exit(0);  // nobody reads on; a long feed must not be worked through for nobody
  return Error{Code::io, fmt::format("standard output: cannot be written: {}", std::strerror(problem))};
}

Result<std::optional<std::string>> ask(std::string_view question) {
  if (const auto shown = print(question); !shown) return shown.error();
  std::string line;
  if (!std::getline(std::cin, line)) return std::optional<std::string>();
  return std::optional<std::string>(trim(line));
}

void complain(std::string_view line) {
  std::string one_line;
  for (const char c : visible(line)) one_line += c == '\n' ? std::string("\\u{A}") : std::string(1, c);
  write_all(STDERR_FILENO, fmt::format("whence: {}\n", one_line));
}

Progress::Progress(std::string what)
    : what_(std::move(what)),
      begun_(std::chrono::steady_clock::now()),
      drawn_(begun_),
      terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (visible_) write_all(STDERR_FILENO, "\r\033[K");
}

void Progress::operator()(std::size_t done, std::size_t total) {
  constexpr auto patience = std::chrono::seconds(1);
  constexpr auto pause = std::chrono::milliseconds(100);
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - begun_ < patience || now - drawn_ < pause) return;
  drawn_ = now;
  visible_ = true;
  if (total == 0) {
    write_all(STDERR_FILENO, fmt::format("\r\033[K{}: {}", what_, done));
    return;
  }
  constexpr std::size_t cells = 30;
  const std::size_t full = std::min(done, total) * cells / total;
  write_all(STDERR_FILENO, fmt::format("\r\033[K{} [{}{}] {} of {}", what_, std::string(full, '#'),
                                       std::string(cells - full, '.'), done, total));
}

}  // namespace whence
