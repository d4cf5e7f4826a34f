// What one command accepts. A command declares its arguments, then parses; the library that does the parsing is seen by
// options.cpp only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"

namespace whence {

// Options of every command; they may stand before or after its name.
struct Globals {
  bool json = false;
  bool no_color = false;
  bool help = false;
  bool version = false;
  std::optional<std::string> data;  // --data DIR
};

class Options {
 public:
  // `command` is its name as typed, "data check"; `arguments` is what follows it.
  Options(std::string command, std::string_view summary, Globals globals, std::vector<std::string> arguments);
  ~Options();
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  // Declarations. The variables must live until parse() has returned; those that the user does not name keep their
  // value.
  void required(std::string_view name, std::string about, std::string& value);
  void optional(std::string_view name, std::string about, std::optional<std::string>& value);
  void one_or_more(std::string_view name, std::string about, std::vector<std::string>& values);
  void zero_or_more(std::string_view name, std::string about, std::vector<std::string>& values);
  void flag(std::string_view name, std::string about, bool& value);  // "--explain" or "-o,--output"
  void value(std::string_view name, std::string_view kind, std::string about, std::optional<std::string>& value);
  void value(std::string_view name, std::string_view kind, std::string about, std::optional<double>& value);
  void value(std::string_view name, std::string_view kind, std::string about, std::optional<int>& value);
  void value(std::string_view name, std::string_view kind, std::string about, std::string& value);
  void values(std::string_view name, std::string_view kind, std::string about,
              std::vector<std::string>& values);  // may be repeated
  void choice(std::string_view name, std::string about, std::vector<std::string> choices, std::string& value);
  void size_limit();                 // --max-bytes N; see limits()
  void example(std::string line);    // "whence weigh case.yaml"
  void note(std::string paragraph);  // shown in the help, below the options

  // Nothing: go on. Otherwise the command's exit status: help was printed, or one line said what is wrong.
  std::optional<int> parse();

  Limits limits() const;  // of one input: the default, or what --max-bytes says
  const Globals& globals() const { return globals_; }
  bool json() const { return globals_.json; }
  const std::optional<std::string>& data() const { return globals_.data; }

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  Globals globals_;
  std::optional<double> most_bytes_;
};

// The words before the command's name: reads global options up to the first word that is none, and answers the rest.
// Nothing if they make no sense; one line has said why.
std::optional<std::vector<std::string>> take_globals(std::vector<std::string> arguments, Globals& globals);

// "  name          about", wrapped to 100 columns, for each pair.
std::string two_columns(const std::vector<std::pair<std::string, std::string>>& rows);
// The candidate that `word` most likely means; empty if none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace whence
