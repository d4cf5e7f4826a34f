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
  return Json::object()
      .set("file", done.file.name)
      .set("lines", done.file.lines)
      .set("kept", done.kept)
      .set("known", done.known)
      .set("unusable", done.file.unusable)
      .set("oddities", json_oddities(done.file.oddities));
}

std::string page_observations(const ObservationImport& done) {
  std::string text = visible(done.file.name) + ": " + counted(done.kept, "observation", "observations") + " new, " +
                     with_thousands(done.known) + " known, " + with_thousands(done.file.unusable) + " unusable\n";
  for (const Oddity& one : done.file.oddities) text += "odd: " + visible(one.where) + ": " + visible(one.what) + "\n";
  return text;
}

}  // namespace

Result<int> import_command(Options& options) {
  std::vector<std::string> files;
  std::optional<std::string> workspace_named;
  std::string folder = ".";
  TaxiiImport taxii;
  std::optional<int> most, stall;
  bool observations = false;
  options.one_or_more(
      "FILE", "STIX 2.0 or 2.1 bundles, MISP events, Navigator layers; observations; or taxii+https://HOST/PATH/",
      files);
  options.flag("--observations", "the files say who or what was seen with what: CSV or JSON Lines, also packed",
               observations);
  options.value("--folder", "DIR", "where cases in them are written (default: here)", folder);
  options.value("--credentials", "FILE", "for TAXII: NAME PASSWORD, or a TOKEN; readable by you alone",
                taxii.credentials);
  options.value("--ca", "FILE", "for TAXII: whom to trust with certificates, PEM (default: whom the system trusts)",
                taxii.ca_file);
  options.flag("--from-the-start", "for TAXII: ask for everything again, not only for what was added",
               taxii.from_the_start);
  options.value("--most-objects", "N", "for TAXII: of one collection in one run (default: 10000000)", most);
  options.value("--stall", "SECONDS", "for TAXII: wait so long for the next byte (default: 30)", stall);
  workspace_option(options, workspace_named);
  options.size_limit();
  options.example("whence import bundle.json");
  options.example("whence import --observations passive-dns.jsonl.gz");
  options.example("whence import taxii+https://taxii.example/taxii2/ --credentials feed.secret");
  options.note(
      "Every object is kept as it came, each version of it once. Documents, claims and cases that whence exported "
      "become what they were. --max-bytes bounds one object, not the file. Of a TAXII server every collection that may "
      "be read is "
      "fetched, or the one whose address is named; what was fetched is not asked for again, also after an "
      "interruption.");
  if (const auto status = options.parse()) return *status;
  if ((most && *most < 1) || (stall && *stall < 1))
    return Error{Code::malformed, "--most-objects, --stall: write a number from 1"};
  if (most) taxii.most_objects = static_cast<std::size_t>(*most);
  if (stall) taxii.limits.stall = std::chrono::seconds(*stall);
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(Workspace workspace, Workspace::open(workspace_file(workspace_named), Access::write));
  Json all = Json::array();
  Progress progress("importing");
  for (const std::string& file : files) {
    if (observations) {
      WHENCE_TRY(const ObservationImport done,
                 import_observations(data, workspace, file, {}, options.limits(), std::ref(progress)));
      if (options.json()) {
        all.push(json_observations(done));
        continue;
      }
      WHENCE_TRY(const int status, print(page_observations(done)));
      if (status != 0) return status;
      continue;
    }
    std::vector<ExchangeImport> found;
    if (is_taxii_address(file)) {
      taxii.address = file;
      WHENCE_TRY(found, import_taxii(data, workspace, taxii, folder, time_now(), options.limits(), std::ref(progress)));
    } else {
      WHENCE_TRY(ExchangeImport done, import_exchange(data, workspace, file, folder, time_now(), options.limits(), {}));
      found.push_back(std::move(done));
    }
    for (const ExchangeImport& done : found) {
      if (options.json()) {
        all.push(json_import(done));
        continue;
      }
      WHENCE_TRY(const int status, print(page_import(done)));
      if (status != 0) return status;
    }
  }
  return options.json() ? print(to_text(Json::object().set("files", std::move(all)), 2) + "\n") : 0;
}

}  // namespace whence
