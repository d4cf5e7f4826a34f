#include "cli/commands.h"

namespace whence {
namespace {

constexpr Command table[] = {
    {"data check", "find what is wrong in a folder of tables, line by line", data_check_command},
};

}  // namespace

std::span<const Command> commands() { return table; }

}  // namespace whence
