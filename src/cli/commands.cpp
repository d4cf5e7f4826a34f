#include "cli/commands.h"

namespace whence {
namespace {

constexpr Command table[] = {
    {"evaluate attribution", "measure this build on later public reports, beside simple methods",
     evaluate_attribution_command},
    {"kb build", "make the tables of data/kb/ from ATT&CK and misp-galaxy", kb_build_command},
    {"data check", "find what is wrong in a folder of tables, line by line", data_check_command},
};

}  // namespace

std::span<const Command> commands() { return table; }

}  // namespace whence
