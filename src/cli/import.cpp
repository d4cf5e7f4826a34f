#include <algorithm>
#include <chrono>
#include <map>

#include "base/json_lists.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "engine/engine.h"
#include "engine/import_exchange.h"
#include "engine/import_taxii.h"
#include "engine/observation_files.h"
#include "format/json_oddity.h"

namespace whence {
namespace {

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
  if (!done.up_to.empty()) text += "the next import asks for what is added after " + visible(done.up_to) + "\n";
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
  TaxiiImport taxii;
  std::optional<int> most_objects, stall;
};

void declare(Options& options, ImportWishes& wishes) {
  options.one_or_more(
      "FILE",
      "STIX 2.0 or 2.1 bundles, MISP events, Navigator layers; logs and exports that say who or what was "
      "seen with what; also packed; - is standard input; or taxii+https://HOST/PATH/",
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
  options.value("--credentials", "FILE", "for TAXII: NAME PASSWORD, or a TOKEN; readable by you alone",
                wishes.taxii.credentials);
  options.value("--ca", "FILE", "for TAXII: whom to trust with certificates, PEM (default: whom the system trusts)",
                wishes.taxii.ca_file);
  options.flag("--from-the-start", "for TAXII: ask for everything again, not only for what was added",
               wishes.taxii.from_the_start);
  options.value("--most-objects", "N", "for TAXII: of one collection in one run (default: 10000000)",
                wishes.most_objects);
  options.value("--stall", "SECONDS", "for TAXII: wait so long for the next byte (default: 30)", wishes.stall);
  workspace_option(options, wishes.workspace);
  options.value("--max-ratio", "N", "a packed file that unpacks to more times its size is left there (default 500)",
                wishes.ratio);
  options.size_limit();
  options.example("whence import bundle.json");
  options.example("whence import dns.log.gz conn.log.zst eve.json passive-dns.jsonl.xz");
  options.example(
      "whence import proxy.csv --map subject=client --map object=host --map from=time --set relation=connects-to");
  options.example("whence import taxii+https://taxii.example/taxii2/ --credentials feed.secret");
  options.example("whence import exits.txt --class 'Tor exit' --set from=2026-11-20 --set source='own list'");
  options.note(
      "Every object is kept as it came, each version of it once; every observation once. Documents, claims and cases "
      "that whence exported become what they were. A run that was interrupted is gone on with by the same command. "
      "docs/formats/observations.md says which logs are read and what of them. --max-bytes bounds one object, not the "
      "file. Of a TAXII server every collection that may be read is fetched, or the one whose address is named; what "
      "was fetched is not asked for again.");
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

// False: misuse, and one line has said why.
bool take_taxii_limits(ImportWishes& wishes) {
  if (wishes.most_objects.value_or(1) < 1 || wishes.stall.value_or(1) < 1) {
    complain("import: --most-objects, --stall: write a number from 1");
    return false;
  }
  if (wishes.most_objects) wishes.taxii.most_objects = static_cast<std::size_t>(*wishes.most_objects);
  if (wishes.stall) wishes.taxii.limits.stall = std::chrono::seconds(*wishes.stall);
  return true;
}

// Takes in one file or collection after the other.
class Intake {
 public:
  Intake(const Data& data, Workspace& workspace, const ImportWishes& wishes, const ObservationWishes& observed,
         const Options& options)
      : data_(data), workspace_(workspace), wishes_(wishes), observed_(observed), options_(options) {
    observations_ = wishes.observations || !observed.form.empty() || !observed.map.empty() || !observed.fixed.empty();
    stream_.ratio = static_cast<std::uint64_t>(std::max(1.0, wishes.ratio.value_or(500.0)));
  }

  Result<void> take(const std::string& path) {
    if (is_taxii_address(path)) return fetch(path);
    WHENCE_TRY(PeekedFile file, PeekedFile::open(path, stream_));
    return !observations_ && exchange_form(file.start()) ? objects(std::move(file)) : observations(std::move(file));
  }

  bool failed() const { return failed_; }  // a file was read in part
  Json told() { return Json::object().set("files", std::move(all_)); }

 private:
  Result<void> tell(Json json, const std::string& page) {
    if (options_.json()) {
      all_.push(std::move(json));
    } else if (const auto printed = print(page); !printed) {
      return printed.error();
    }
    return {};
  }

  Result<void> fetch(const std::string& address) {
    TaxiiImport taxii = wishes_.taxii;
    taxii.address = address;
    WHENCE_TRY(
        const std::vector<ExchangeImport> found,
        import_taxii(data_, workspace_, taxii, wishes_.folder, time_now(), options_.limits(), std::ref(progress_)));
    for (const ExchangeImport& done : found) {
      if (auto told = tell(json_import(done), page_import(done)); !told) return told;
    }
    return {};
  }

  Result<void> objects(PeekedFile file) {
    WHENCE_TRY(const ExchangeImport done, import_exchange(data_, workspace_, std::move(file), wishes_.folder,
                                                          time_now(), options_.limits(), std::ref(progress_)));
    return tell(json_import(done), page_import(done));
  }

  Result<void> observations(PeekedFile file) {
    WHENCE_TRY(const ObservationImport done, import_observations(data_, workspace_, std::move(file), observed_, stream_,
                                                                 options_.limits(), std::ref(progress_)));
    if (done.file.problem) complain(*done.file.problem);
    failed_ = failed_ || done.file.problem;
    return tell(json_observations(done), page_observations(done));
  }

  const Data& data_;
  Workspace& workspace_;
  const ImportWishes& wishes_;
  const ObservationWishes& observed_;
  const Options& options_;
  StreamLimits stream_;
  bool observations_ = false, failed_ = false;
  Json all_ = Json::array();
  Progress progress_{"importing, bytes:"};
};

}  // namespace

Result<int> import_command(Options& options) {
  ImportWishes wishes;
  declare(options, wishes);
  if (const auto status = options.parse()) return *status;
  const std::optional<ObservationWishes> observed = observation_wishes(wishes);
  if (!observed || !take_taxii_limits(wishes)) return 2;
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(wishes.workspace), Access::write));
  Intake intake(data, workspace, wishes, *observed, options);
  bool failed = false;
  for (const std::string& path : wishes.files) {
    const Result<void> done = intake.take(path);
    if (done) continue;
    // The next file may do, unless it is the workspace that fails.
    if (!workspace.problem() || wishes.files.size() == 1) return done.error();
    complain(done.error().message);
    failed = true;
  }
  if (options.json()) {
    WHENCE_TRY([[maybe_unused]] const int printed, print(to_text(intake.told(), 2) + "\n"));
  }
  return failed || intake.failed() ? 1 : 0;
}

}  // namespace whence
