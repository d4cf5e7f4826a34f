#include "cli/options.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/screen.h"

namespace whence {
namespace {

constexpr int done = 0, misused = 2;

using Rows = std::vector<std::pair<std::string, std::string>>;

void add_globals(CLI::App& parser, Globals& globals) {
  parser.set_help_flag();
  parser.add_flag("--json", globals.json);
  parser.add_flag("--no-color", globals.no_color);
  parser.add_flag("-h,--help", globals.help);
  parser.add_flag("--version", globals.version);
  parser.add_option("--data", globals.data)->allow_extra_args(false);
}

const Rows& global_rows() {
  static const Rows rows = {{"--json", "print one JSON object instead of a page"},
                            {"--data DIR", "use the tables in this folder, not the embedded ones"},
                            {"--no-color", "no colours (NO_COLOR does the same)"},
                            {"-h, --help", "this page"}};
  return rows;
}

// "-o,--output" as a page shows it: "-o, --output".
std::string shown(std::string_view name) {
  std::string text;
  for (const char c : name) text += c == ',' ? std::string(", ") : std::string(1, c);
  return text;
}

std::string unknown_option(const CLI::App& parser, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::Option* option : parser.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const std::string typed = word.substr(0, word.find('='));
  const std::string_view meant = nearest(typed, {names.begin(), names.end()});
  if (!word.starts_with('-') || word == "-") return fmt::format("'{}' is one argument too many", word);
  return meant.empty() ? fmt::format("no option '{}'", typed)
                       : fmt::format("no option '{}'; did you mean '{}'?", typed, meant);
}

std::string until_colon(std::string_view text) { return std::string(text.substr(0, text.find(':'))); }

// "no option '--hlp'; did you mean '--help'?" and where to read more, as one line.
std::string with_hint(std::string wrong, std::string_view command) {
  if (!wrong.ends_with('?')) wrong += '.';
  return fmt::format("{} See: whence {}--help", wrong, command);
}

// What is wrong with `words`, or nothing.
std::string mistake(CLI::App& parser, std::vector<std::string> words) {
  try {
    std::reverse(words.begin(), words.end());
    parser.parse(words);
  } catch (const CLI::ExtrasError&) {
    const auto rest = parser.remaining();
    return rest.empty() ? "one argument too many" : unknown_option(parser, rest.front());
  } catch (const CLI::ArgumentMismatch& problem) {
    return fmt::format("{} needs a value", until_colon(problem.what()));
  } catch (const CLI::ConversionError& problem) {
    return fmt::format("{} (a number is wanted)", squeeze(problem.what()));
  } catch (const CLI::ParseError& problem) {
    return squeeze(problem.what());
  }
  return {};
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

struct Options::Parser {
  CLI::App parser;
  std::string command, summary, usage;
  std::vector<std::string> arguments, notes, examples;
  Rows positionals, options;
  std::vector<std::pair<CLI::Option*, std::string>> needed;  // checked here, so that --help needs nothing else

  std::string help() const;
  std::string missing() const;
};

std::string Options::Parser::help() const {
  std::string text = fmt::format("whence {}: {}\n\nusage: whence {}{} [options]\n\n", command, summary, command, usage);
  Rows rows = positionals;
  rows.insert(rows.end(), options.begin(), options.end());
  if (!rows.empty()) text += two_columns(rows) + "\n";
  text += "every command\n" + two_columns(global_rows());
  for (const std::string& note : notes) text += "\n" + note + "\n";
  if (!examples.empty()) text += "\nexamples\n";
  for (const std::string& example : examples) text += "  $ " + example + "\n";
  return text;
}

std::string Options::Parser::missing() const {
  for (const auto& [option, name] : needed) {
    if (option->count() == 0) return fmt::format("{} is missing; name it", name);
  }
  return {};
}

Options::Options(std::string command, std::string_view summary, Globals globals, std::vector<std::string> arguments)
    : parser_(std::make_unique<Parser>()), globals_(std::move(globals)) {
  parser_->command = std::move(command);
  parser_->summary = summary;
  parser_->arguments = std::move(arguments);
  add_globals(parser_->parser, globals_);
}

Options::~Options() = default;

void Options::required(std::string_view name, std::string about, std::string& value) {
  parser_->usage += fmt::format(" {}", name);
  parser_->needed.emplace_back(parser_->parser.add_option(std::string(name), value), name);
  parser_->positionals.emplace_back(name, std::move(about));
}

void Options::optional(std::string_view name, std::string about, std::optional<std::string>& value) {
  parser_->usage += fmt::format(" [{}]", name);
  parser_->parser.add_option(std::string(name), value);
  parser_->positionals.emplace_back(name, std::move(about));
}

void Options::one_or_more(std::string_view name, std::string about, std::vector<std::string>& values) {
  parser_->usage += fmt::format(" {}...", name);
  parser_->needed.emplace_back(parser_->parser.add_option(std::string(name), values), name);
  parser_->positionals.emplace_back(name, std::move(about));
}

void Options::zero_or_more(std::string_view name, std::string about, std::vector<std::string>& values) {
  parser_->usage += fmt::format(" [{}...]", name);
  parser_->parser.add_option(std::string(name), values);
  parser_->positionals.emplace_back(name, std::move(about));
}

void Options::flag(std::string_view name, std::string about, bool& value) {
  parser_->parser.add_flag(std::string(name), value);
  parser_->options.emplace_back(shown(name), std::move(about));
}

void Options::value(std::string_view name, std::string_view kind, std::string about,
                    std::optional<std::string>& value) {
  parser_->parser.add_option(std::string(name), value)->allow_extra_args(false);
  parser_->options.emplace_back(fmt::format("{} {}", shown(name), kind), std::move(about));
}

void Options::value(std::string_view name, std::string_view kind, std::string about, std::optional<double>& value) {
  parser_->parser.add_option(std::string(name), value)->allow_extra_args(false);
  parser_->options.emplace_back(fmt::format("{} {}", shown(name), kind), std::move(about));
}

void Options::value(std::string_view name, std::string_view kind, std::string about, std::optional<int>& value) {
  parser_->parser.add_option(std::string(name), value)->allow_extra_args(false);
  parser_->options.emplace_back(fmt::format("{} {}", shown(name), kind), std::move(about));
}

void Options::value(std::string_view name, std::string_view kind, std::string about, std::string& value) {
  parser_->parser.add_option(std::string(name), value)->allow_extra_args(false);
  parser_->options.emplace_back(fmt::format("{} {}", shown(name), kind), std::move(about));
}

void Options::values(std::string_view name, std::string_view kind, std::string about,
                     std::vector<std::string>& values) {
  parser_->parser.add_option(std::string(name), values)->allow_extra_args(false);
  parser_->options.emplace_back(fmt::format("{} {}", shown(name), kind), std::move(about) + " (may be repeated)");
}

void Options::choice(std::string_view name, std::string about, std::vector<std::string> choices, std::string& value) {
  parser_->options.emplace_back(shown(name) + " " + join(choices, "|"), std::move(about));
  parser_->parser.add_option(std::string(name), value)
      ->allow_extra_args(false)
      ->check(CLI::IsMember(std::move(choices)));
}

void Options::size_limit() { value("--max-bytes", "N", "refuse larger inputs (default: 64 MiB)", most_bytes_); }

Limits Options::limits() const {
  Limits limits;
  if (most_bytes_ && *most_bytes_ >= 1 && *most_bytes_ <= 4e9) limits.bytes = static_cast<std::size_t>(*most_bytes_);
  return limits;
}

void Options::example(std::string line) { parser_->examples.push_back(std::move(line)); }

void Options::note(std::string paragraph) { parser_->notes.push_back(std::move(paragraph)); }

std::optional<int> Options::parse() {
  std::string wrong = mistake(parser_->parser, parser_->arguments);
  if (globals_.help) {
    const auto printed = print(parser_->help());
    return printed ? *printed : 1;
  }
  if (wrong.empty()) wrong = parser_->missing();
  if (wrong.empty()) return std::nullopt;
  complain(with_hint(fmt::format("{}: {}", parser_->command, wrong), parser_->command + " "));
  return misused;
}

std::optional<std::vector<std::string>> take_globals(std::vector<std::string> arguments, Globals& globals) {
  CLI::App parser;
  add_globals(parser, globals);
  parser.prefix_command();
  const std::string wrong = mistake(parser, std::move(arguments));
  auto rest = parser.remaining();
  if (wrong.empty() && (rest.empty() || !rest.front().starts_with('-') || rest.front() == "-")) return rest;
  complain(with_hint(wrong.empty() ? unknown_option(parser, rest.front()) : wrong, ""));
  return std::nullopt;
}

std::string two_columns(const std::vector<std::pair<std::string, std::string>>& rows) {
  constexpr std::size_t width = 100, widest_name = 26;
  std::size_t column = 0;
  for (const auto& [name, about] : rows) column = std::max(column, std::min(display_width(name), widest_name));
  column += 4;
  std::string text;
  for (const auto& [name, about] : rows) {
    std::string line = "  " + name;
    if (display_width(line) + 2 > column) {
      text += line + "\n";
      line.clear();
    }
    line.resize(line.size() + column - display_width(line), ' ');
    for (const std::string_view word : split(about, ' ')) {
      if (display_width(line) + word.size() > width) {
        text += std::string(line.substr(0, line.find_last_not_of(' ') + 1)) + "\n";
        line.assign(column, ' ');
      }
      line += word;
      line += ' ';
    }
    text += std::string(line.substr(0, line.find_last_not_of(' ') + 1)) + "\n";
  }
  return text;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t least = word.size() < 4 ? 2 : 1 + std::max<std::size_t>(2, word.size() / 3);
  for (const std::string_view candidate : candidates) {
    const std::size_t far = candidate.starts_with(word) && word.size() > 1 ? 0 : distance(word, candidate);
    if (far >= least) continue;
    least = far;
    best = candidate;
  }
  return best;
}

}  // namespace whence
