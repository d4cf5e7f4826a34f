#include "engine/kb_build.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "format/json_oddity.h"

namespace whence {
namespace {

std::size_t rows_of(const PackFile& file) {
  return static_cast<std::size_t>(std::count(file.bytes.begin(), file.bytes.end(), '\n')) - 2;  // comment and header
}

Json to_json(const KbTables& built, const std::string& folder) {
  const auto table = [](const PackFile& file) {
    return Json::object().set("name", file.name).set("rows", rows_of(file)).set("bytes", file.bytes.size());
  };
  return Json::object()
      .set("folder", folder)
      .set("tables", json_list(built.files, table))
      .set("oddities", json_oddities(built.oddities));
}

std::string page(const KbTables& built, const std::string& folder) {
  std::string text;
  for (const PackFile& file : built.files) {
    text += fmt::format("{:<20} {:>7} rows {:>10} bytes\n", file.name, rows_of(file), file.bytes.size());
  }
  for (const Oddity& oddity : built.oddities)
    text += fmt::format("{}: {}\n", visible(oddity.where), visible(oddity.what));
  return text +
         fmt::format("{} tables written to {}; oddities: {}\n", built.files.size(), folder, built.oddities.size());
}

}  // namespace

Result<int> kb_build_command(Options& options) {
  std::optional<std::string> upstream, out;
  options.value("--upstream", "DIR", "the catalogues: DIR/attack and DIR/misp-galaxy (default: WHENCE_UPSTREAM)",
                upstream);
  options.value("--out", "DIR", "where the tables go (default: data/kb)", out);
  options.example("whence kb build --upstream catalogues --out data/kb");
  options.note("Reads enterprise-attack-VERSION.json and threat-actor.json, plain or .gz. Facts only; see NOTICE.");
  if (const auto status = options.parse()) return *status;
  if (const char* named = std::getenv("WHENCE_UPSTREAM"); !upstream && named != nullptr && *named != '\0')
    upstream = named;
  if (!upstream) return Error{Code::not_found, "name the folder of catalogues with --upstream DIR or WHENCE_UPSTREAM"};
  const std::string folder = out.value_or("data/kb");
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const KbTables built, build_knowledge(*upstream, data));
  if (const auto written = write_tables(built, folder); !written) return written.error();
  return print(options.json() ? to_text(to_json(built, folder)) + "\n" : page(built, folder));
}

}  // namespace whence
