#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "cli/options.h"

namespace whence {

// One use of the program: declares its options, calls one function of the engine, prints. Answers the exit status; an
// Error becomes one line and status 1.
struct Command {
  std::string_view name;  // "data check"
  std::string_view summary;
  Result<int> (*run)(Options& options);
};

// In the order in which help shows them.
std::span<const Command> commands();

Result<int> read_command(Options& options);
Result<int> weigh_command(Options& options);
Result<int> report_command(Options& options);
Result<int> data_check_command(Options& options);
Result<int> evaluate_attribution_command(Options& options);
Result<int> evaluate_reading_command(Options& options);
Result<int> kb_build_command(Options& options);
Result<int> kb_train_techniques_command(Options& options);
Result<int> kb_show_command(Options& options);
Result<int> actor_command(Options& options);
Result<int> add_command(Options& options);
Result<int> ledger_command(Options& options);
Result<int> relations_command(Options& options);
Result<int> case_new_command(Options& options);
Result<int> case_check_command(Options& options);
Result<int> case_diff_command(Options& options);
Result<int> case_log_command(Options& options);
Result<int> case_sign_command(Options& options);
Result<int> case_pack_command(Options& options);
Result<int> case_open_command(Options& options);
Result<int> mark_command(Options& options);
Result<int> incident_command(Options& options);
Result<int> search_command(Options& options);
Result<int> reread_command(Options& options);
Result<int> backup_command(Options& options);
Result<int> serve_command(Options& options);
Result<int> import_command(Options& options);
Result<int> export_command(Options& options);
Result<int> check_command(Options& options);
Result<int> match_command(Options& options);
Result<int> trace_command(Options& options);

}  // namespace whence
