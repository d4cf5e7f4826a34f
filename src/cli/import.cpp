#include <algorithm>
#include <map>

#include "base/json_lists.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "engine/import_exchange.h"
#include "engine/observation_files.h"
#include "format/json_oddity.h"

namespace whence {
namespace {

Json json_import(const ExchangeImport& done) {
  Json types = Json::object();
  for (const auto& [type, count] : done.types) types.set(type, count);
  return Json::object()
      .set("file", done.file)
      .set("form", name_of(done.form))
      .set("spec_version", or_null(done.spec))
      .set("tlp", or_null(done.tlp))
      .set("objects", done.objects)
      .set("kept", done.kept)
      .set("revoked", done.revoked)
      .set("custom", done.custom)
      .set("types", std::move(types))
      .set("documents", done.documents)
      .set("documents_known", done.documents_known)
      .set("claims", done.claims)
      .set("acts", done.acts)
      .set("cases", json_texts(done.cases))
      .set("oddities", json_oddities(done.oddities));
}

std::string page_import(const ExchangeImport& done) {
  std::string text = visible(done.file) + ": " + std::string(name_of(done.form)) +
                     (done.spec.empty() ? "" : " " + visible(done.spec)) + ", " + std::to_string(done.objects) +
                     " objects, " + std::to_string(done.kept) + " of them new here";
  if (done.revoked > 0) text += ", " + std::to_string(done.revoked) + " revoked";
  if (done.custom > 0) text += ", " + std::to_string(done.custom) + " of types that the standard does not define";
  text += done.tlp.empty() ? "\n" : "; TLP:" + done.tlp + "\n";
  for (const auto& [type, count] : done.types) text += "  " + std::to_string(count) + "  " + visible(type) + "\n";
  if (done.documents + done.documents_known > 0)
    text += "documents: " + std::to_string(done.documents) + " kept with " + std::to_string(done.claims) + " claims, " +
            std::to_string(done.documents_known) + " held already\n";
  for (const std::string& file : done.cases) text += "case: " + visible(file) + "\n";
  for (const Oddity& one : done.oddities) text += "odd: " + visible(one.where) + ": " + visible(one.what) + "\n";
  return text;
}

Json json_observations(const ObservationImport& done) {
  const ObservationShape& shape = done.file.shape;
  Json forms = Json::object();
  for (const auto& [form, lines] : shape.forms) forms.set(form, lines);
  return Json::object()
      .set("file", done.file.name)
      .set("packing", or_null(done.file.packing))
      .set("forms", std::move(forms))
      .set("passed_over", done.passed_over)
      .set("lines", shape.lines)
      .set("kept", done.kept)
      .set("known", done.known)
      .set("silent", shape.silent)
      .set("unusable", shape.unusable)
      .set("problem", done.file.problem ? Json(*done.file.problem) : Json())
      .set("oddities", json_list(done.file.oddities, [](const LineOddity& one) {
             return Json::object().set("what", one.what).set("first_line", one.first_line).set("lines", one.lines);
           }));
}

std::string page_observations(const ObservationImport& done) {
  const ObservationShape& shape = done.file.shape;
  std::string text = visible(done.file.name) + ": " + counted(done.kept, "observation", "observations") + " new, " +
                     with_thousands(done.known) + " known; " + with_thousands(shape.lines) + " lines";
  if (shape.silent > 0) text += ", " + with_thousands(shape.silent) + " of them state nothing of two objects";
  if (shape.unusable > 0) text += ", " + with_thousands(shape.unusable) + " unusable";
  if (done.passed_over > 0) text += "; gone on behind line " + with_thousands(done.passed_over);
  text += "\n";
  for (const auto& [form, lines] : shape.forms) text += "  " + with_thousands(lines) + "  " + form + "\n";
  for (const LineOddity& one : done.file.oddities)
    text += "odd: line " + with_thousands(one.first_line) + ": " + visible(one.what) +
            (one.lines > 1 ? ", and " + with_thousands(one.lines - 1) + " more\n" : "\n");
  return text;
}

// "subject=src" into `pairs`.
bool take_pairs(const char* option, const std::vector<std::string>& typed, std::map<std::string, std::string>& pairs) {
  for (const std::string& each : typed) {
    const std::size_t equals = each.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == each.size()) {
      complain(std::string("import: ") + option + " '" + each + "': write FIELD=VALUE, as in subject=src_ip");
      return false;
    }
    pairs[each.substr(0, equals)] = each.substr(equals + 1);
  }
  return true;
}

struct ImportWishes {
  std::vector<std::string> files, map, fixed;
  std::optional<std::string> workspace, form, kind;
  std::string folder = ".";
  std::optional<double> ratio;
  bool observations = false;
};

void declare(Options& options, ImportWishes& wishes) {
  options.one_or_more(
      "FILE",
      "STIX 2.0 or 2.1 bundles, MISP events, Navigator layers; logs and exports that say who or what was "
      "seen with what; also packed; - is standard input",
      wishes.files);
  options.flag("--observations", "the files are such logs, whatever they begin with", wishes.observations);
  options.value("--form", "NAME", "they are of this form; without it their columns or keys tell", wishes.form);
  options.values(
      "--map", "FIELD=COLUMN",
      "which column is subject, relation, object, from, to or source; #2 is the second of a file without names",
      wishes.map);
  options.values("--set", "FIELD=TEXT", "what a field is in every line", wishes.fixed);
  options.value("--class", "CLASS",
                "the files list intermediaries of this class, one a line: 'Tor exit', 'commercial VPN', CDN, ...; "
                "--set from=DATE and --set source=TEXT say since when and by whom",
                wishes.kind);
  options.value("--folder", "DIR", "where cases in them are written (default: here)", wishes.folder);
  workspace_option(options, wishes.workspace);
  options.value("--max-ratio", "N", "a packed file that unpacks to more times its size is left there (default 500)",
                wishes.ratio);
  options.size_limit();
  options.example("whence import bundle.json");
  options.example("whence import dns.log.gz conn.log.zst eve.json passive-dns.jsonl.xz");
  options.example(
      "whence import proxy.csv --map subject=client --map object=host --map from=time --set relation=connects-to");
  options.example("whence import exits.txt --class 'Tor exit' --set from=2026-11-20 --set source='own list'");
  options.note(
      "Every object is kept as it came, each version of it once; every observation once. Documents, claims and cases "
      "that whence exported become what they were. A run that was interrupted is gone on with by the same command. "
      "docs/formats/observations.md says which logs are read and what of them. --max-bytes bounds one object, not the "
      "file.");
}

// Nothing: misuse, and one line has said why.
std::optional<ObservationWishes> observation_wishes(const ImportWishes& wishes) {
  ObservationWishes result;
  result.form = wishes.form.value_or("");
  if (!take_pairs("--map", wishes.map, result.map) || !take_pairs("--set", wishes.fixed, result.fixed))
    return std::nullopt;
  if (wishes.kind) {
    if (result.map.empty()) result.map["subject"] = "#1";
    result.fixed["relation"] = "is";
    result.fixed["object"] = *wishes.kind;
  }
  return result;
}

}  // namespace

Result<int> import_command(Options& options) {
  ImportWishes wishes;
  declare(options, wishes);
  if (const auto status = options.parse()) return *status;
  const std::optional<ObservationWishes> observed = observation_wishes(wishes);
  if (!observed) return 2;
  const bool observations =
      wishes.observations || !observed->form.empty() || !observed->map.empty() || !observed->fixed.empty();
  StreamLimits stream;
  stream.ratio = static_cast<std::uint64_t>(std::max(1.0, wishes.ratio.value_or(500.0)));
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(wishes.workspace), Access::write));
  Json all = Json::array();
  Progress progress("importing, bytes:");
  bool failed = false;
  const auto import_one = [&](const std::string& path) -> Result<void> {
    WHENCE_TRY(PeekedFile file, PeekedFile::open(path, stream));
    std::string page;
    if (!observations && exchange_form(file.start())) {
      WHENCE_TRY(const ExchangeImport done, import_exchange(data, workspace, std::move(file), wishes.folder, time_now(),
                                                            options.limits(), std::ref(progress)));
      if (options.json()) all.push(json_import(done));
      page = page_import(done);
    } else {
      WHENCE_TRY(const ObservationImport done, import_observations(data, workspace, std::move(file), *observed, stream,
                                                                   options.limits(), std::ref(progress)));
      if (options.json()) all.push(json_observations(done));
      page = page_observations(done);
      if (done.file.problem) complain(*done.file.problem);
      failed = failed || done.file.problem;
    }
    if (options.json()) return {};
    if (const auto printed = print(page); !printed) return printed.error();
    return {};
  };
  for (const std::string& path : wishes.files) {
    const Result<void> done = import_one(path);
    if (done) continue;
    // The next file may do, unless it is the workspace that fails.
    if (!workspace.problem() || wishes.files.size() == 1) return done.error();
    complain(done.error().message);
    failed = true;
  }
  if (options.json()) {
    WHENCE_TRY([[maybe_unused]] const int printed,
               print(to_text(Json::object().set("files", std::move(all)), 2) + "\n"));
  }
  return failed ? 1 : 0;
}

}  // namespace whence
