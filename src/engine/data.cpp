#include <fmt/format.h>

#include "engine/engine.h"
#include "engine/evaluate_reading.h"

namespace whence {
namespace {

Result<void> add_examples(const std::string& folder, DataCheck& check) {
  WHENCE_TRY(const Data data, Data::open_directory(folder));
  WHENCE_TRY(const ExampleCheck examples, check_frame_examples(data));
  check.examples = examples.examples;
  for (const ExampleProblem& problem : examples.problems)
    check.unread.push_back({folder + "/" + problem.where, problem.what});
  return {};
}

}  // namespace

Result<Data> open_data(const std::optional<std::string>& directory) { return Data::open(directory); }

Versions versions_of(const Data& data) {
  Versions versions;
  versions.program = WHENCE_VERSION;
  versions.data_hash = data.hash();
  versions.data_origin = data.origin();
  versions.pack_bytes = data.size();
  if (const auto facts = data.table("kb/version")) {
    for (std::size_t row = 0; row < facts->rows(); ++row) {
      if (facts->text(row, 0) == "knowledge") versions.attack = facts->text(row, 1);
    }
  }
  return versions;
}

Result<DataCheck> check_data(const std::optional<std::string>& directory) {
  const auto folder = data_folder(directory);
  if (!folder) {
    return Error{Code::not_found, "embedded data: checked when the program was built; name a folder with --data DIR"};
  }
  WHENCE_TRY(const std::vector<PackFile> files, pack_files(*folder));
  if (files.empty()) return Error{Code::not_found, fmt::format("{}: holds no .tsv or .txt data files", *folder)};
  DataCheck check = check_tables(files, *folder);
  if (auto done = add_examples(*folder, check); !done) {
    check.problems.push_back({*folder, "the frames' examples cannot be read: " + done.error().message});
  }
  return check;
}

}  // namespace whence
