#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <exception>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "engine/engine.h"

namespace whence {
namespace {

constexpr int failed = 1, misused = 2;

int finish(const Result<int>& result) {
  if (result) return *result;
  complain(result.error().message);
  return failed;
}

std::string help(std::string_view group) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Command& command : commands()) {
    if (group.empty() || command.name.starts_with(group)) rows.emplace_back(command.name, command.summary);
  }
  return fmt::format(
      "whence: who says who was behind a cyber attack, who denies it, and how sure one can be\n\n"
      "usage: whence COMMAND [options]      whence COMMAND --help      whence --version\n\n{}\n"
      "Every command: --json, --data DIR, --no-color, --help. '-' is standard input.\n"
      "Exit status: 0 done, 1 failed, 2 misuse.\n",
      two_columns(rows));
}

Result<int> print_version(const Globals& globals) {
  WHENCE_TRY(const Data data, open_data(globals.data));
  const Versions versions = versions_of(data);
  std::string text = fmt::format("whence {}\ndata {} ({}, {} bytes)\n", versions.program, versions.data_hash,
                                 versions.data_origin, versions.pack_bytes);
  if (versions.attack) text += fmt::format("knowledge {}\n", *versions.attack);
  return print(text);
}

int unknown_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  const auto meant = nearest(word, names);
  complain(meant.empty() ? fmt::format("no command '{}'; see whence --help", word)
                         : fmt::format("no command '{}'; did you mean 'whence {}'? See whence --help", word, meant));
  return misused;
}

// "data check" takes two words, "weigh" one. `words` keeps what follows.
const Command* take_command(std::vector<std::string>& words) {
  for (const Command& command : commands()) {
    const auto size = 1 + std::count(command.name.begin(), command.name.end(), ' ');
    if (static_cast<std::size_t>(size) > words.size()) continue;
    const std::string typed = size == 1 ? words[0] : words[0] + " " + words[1];
    if (typed != command.name) continue;
    words.erase(words.begin(), words.begin() + size);
    return &command;
  }
  return nullptr;
}

int no_command(const std::vector<std::string>& words, const Globals& globals) {
  const std::string group = words.empty() ? "" : words[0] + " ";
  const auto in_group = [&](const Command& command) { return command.name.starts_with(group); };
  const bool known = words.empty() || std::any_of(commands().begin(), commands().end(), in_group);
  const bool asks = globals.help || (words.size() > 1 && (words[1] == "--help" || words[1] == "-h"));
  if (known && asks) return finish(print(help(group)));
  if (words.empty()) {
    complain("name a command; see whence --help");
    return misused;
  }
  if (known && words.size() == 1) {
    complain(fmt::format("'whence {}' needs one more word; see whence {} --help", words[0], words[0]));
    return misused;
  }
  return unknown_command(known ? words[0] + " " + words[1] : words[0]);
}

int run(std::vector<std::string> arguments) {
  Globals globals;
  auto words = take_globals(std::move(arguments), globals);
  if (!words) return misused;
  if (globals.version) return finish(print_version(globals));
  const Command* command = take_command(*words);
  if (command == nullptr) return no_command(*words, globals);
  Options options(std::string(command->name), command->summary, globals, std::move(*words));
  return finish(command->run(options));
}

}  // namespace
}  // namespace whence

int main(int count, char** arguments) {
  whence::prepare_standard_streams();
  try {
    return whence::run({arguments + 1, arguments + std::max(count, 1)});
  } catch (const std::exception& problem) {
    whence::complain(fmt::format("stopped by an unexpected problem ({}); please report it", problem.what()));
  } catch (...) {
    whence::complain("stopped by an unexpected problem; please report it");
  }
  return whence::failed;
}
