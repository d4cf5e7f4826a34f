#include "cli/commands.h"

namespace whence {
namespace {

constexpr Command table[] = {
    {"read", "what a document says: who says what about whom, how firmly, who denies", read_command},
    {"weigh", "rank who may be behind a case, and why", weigh_command},
    {"report", "one page to brief from, of a case or a document", report_command},
    {"actor", "what the catalogues and the ledger say of a group's name", actor_command},
    {"evaluate attribution", "measure this build on later public reports, beside simple methods",
     evaluate_attribution_command},
    {"kb show", "what this program knows, from what and as of when", kb_show_command},
    {"evaluate reading", "measure how well this build reads, on hand-coded sets", evaluate_reading_command},
    {"kb train-techniques", "make the weights that tell techniques from prose", kb_train_techniques_command},
    {"kb build", "make the tables of data/kb/ from ATT&CK and misp-galaxy", kb_build_command},
    {"data check", "find what is wrong in a folder of tables, line by line", data_check_command},
};

}  // namespace

std::span<const Command> commands() { return table; }

}  // namespace whence
