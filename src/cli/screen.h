// Where the program writes. Only this module prints.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/options.h"
#include "format/layout.h"

namespace whence {

struct Screen {
  std::size_t width = 100;  // columns; of the terminal, between 60 and 100; 100 in a pipe
  bool terminal = false;
  bool color = false;  // a terminal, and neither NO_COLOR nor --no-color nor TERM=dumb
};
Screen standard_screen(bool no_color);
// A page for that screen; `all`: every row, however long it becomes.
PageOptions page_options(const Options& options, bool all);

// Gives descriptors 0 to 2 a place if the caller closed them, so that no file we open takes theirs; makes a reader that
// went away an error of write() instead of a signal. Called first in main.
void prepare_standard_streams();

// All of `text` to standard output; the exit status 0. Where the reader went away (`| head`), the program ends here,
// with status 0.
Result<int> print(std::string_view text);
// The question, and the line that is typed to it, without blanks at its ends; nothing at the end of standard input.
Result<std::optional<std::string>> ask(std::string_view question);
// "whence: " and one line to standard error; control characters are shown, not sent.
void complain(std::string_view line);

// One line on standard error that counts a long task: nothing in its first second, nothing unless that is a terminal.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void operator()(std::size_t done, std::size_t total);

 private:
  std::string what_;
  std::chrono::steady_clock::time_point begun_, drawn_;
  bool terminal_ = false;
  bool visible_ = false;
};

}  // namespace whence
