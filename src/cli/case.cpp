#include <fmt/format.h>

#include "base/file.h"
#include "base/json_lists.h"
#include "base/text.h"
#include "cli/case_desk.h"
#include "cli/commands.h"
#include "engine/answers_json.h"
#include "engine/case_diff.h"
#include "engine/case_file.h"
#include "engine/case_pack.h"
#include "engine/case_verdicts.h"
#include "engine/engine.h"
#include "format/json_oddity.h"
#include "format/page_case.h"

namespace whence {
Result<int> case_new_command(Options& options) {
  NewCase request;
  StatedOptions stated;
  std::optional<std::string> file, name, by, tlp;
  options.required("FILE", "the case to write, as in office.yaml", request.file);
  options.values("--from", "DOCUMENT", "what it is made from; kept in the workspace too", request.from);
  options.value("--name", "NAME", "of the case (default: the file's)", name);
  options.value("--as", "NAME", "who prepares it", by);
  options.value("--tlp", "MARK", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED", tlp);
  workspace_option(options, file);
  stated_options(options, stated);
  options.size_limit();
  options.example("whence case new office.yaml --from report.pdf --as \"A. Analyst\"");
  options.note("Every item comes with its document, page and sentence, and is unchecked until whence case check.");
  if (const auto status = options.parse()) return *status;
  if (request.from.empty()) return Error{Code::malformed, "--from is missing; name the document to make the case from"};
  request.name = name.value_or("");
  request.by = by.value_or("");
  request.tlp = tlp.value_or("");
  WHENCE_TRY(request.stated, provenance_of(stated));
  WHENCE_TRY(CaseDesk desk, case_desk(options, file));
  WHENCE_TRY(const NewCaseMade made, new_case(desk.data, desk.workspace, request, time_now(), options.limits()));
  if (options.json())
    return print(to_text(json_case_check(made.incident).set("not_taken", json_oddities(made.not_taken)), 2) + "\n");
  return print(request.file + "\n" + page_case_check(made.incident, page_options(options, false), made.not_taken));
}

Result<int> case_diff_command(Options& options) {
  std::string before;
  std::optional<std::string> after, file;
  std::string parameters = "default";
  options.required("BEFORE", "a case, or FILE@12:00 as the workspace saw it last before that time (UTC)", before);
  options.optional("AFTER", "another (default: the same file now)", after);
  options.value("--parameters", "NAME", "a set of parameters (default: default)", parameters);
  workspace_option(options, file);
  options.size_limit();
  options.example("whence case diff office.yaml@12:00");
  options.note(
      "Both are weighed with the same data: what moved is the case's doing. What moved nothing is said, and why.");
  if (const auto status = options.parse()) return *status;
  if (!after && before.rfind('@') == std::string::npos)
    return Error{Code::malformed, before + ": compared with what? Write FILE@12:00, or two files"};
  const std::string second = after.value_or(before.substr(0, before.rfind('@')));
  WHENCE_TRY(CaseDesk desk, case_desk(options, file));
  WHENCE_TRY(const Case then, case_then(desk.data, desk.workspace, before, time_now(), options.limits()));
  WHENCE_TRY(const Case now, case_then(desk.data, desk.workspace, second, time_now(), options.limits()));
  WHENCE_TRY(CaseDiff diff, case_diff(desk.data, then, now, parameters));
  diff.before = before;
  diff.after = second;
  if (options.json()) return print(to_text(json_case_diff(diff), 2) + "\n");
  return print(page_case_diff(diff, page_options(options, false)));
}

Result<int> case_log_command(Options& options) {
  std::string target;
  std::optional<std::string> file;
  options.required("FILE", "a case", target);
  workspace_option(options, file);
  options.size_limit();
  options.example("whence case log office.yaml");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(CaseDesk desk, case_desk(options, file));
  WHENCE_TRY(const OpenCase open, open_case(desk.data, desk.workspace, target, time_now(), options.limits()));
  const std::vector<CaseDeed> deeds = case_deeds(desk.workspace, open.incident.name);
  const std::vector<CaseVersion> versions = case_versions(desk.workspace, open.incident.name);
  if (auto sound = desk.workspace.problem(); !sound) return sound.error();
  if (options.json()) return print(to_text(json_case_history(open.incident, deeds, versions), 2) + "\n");
  std::string text = fmt::format("{} · {}\n", clean(open.incident.name), draft_words(open.incident));
  for (const CaseDeed& deed : deeds)
    text += fmt::format("{}  {:16}  {}\n", deed.made, deed.who.empty() ? "-" : clean(deed.who), clean(deed.what));
  text += fmt::format("{} kept, the last at {}\n", counted(versions.size(), "version", "versions"),
                      versions.empty() ? "no time" : versions.back().made);
  return print(text);
}

Result<int> case_sign_command(Options& options) {
  std::string target;
  std::optional<std::string> file, by;
  options.required("FILE", "a case", target);
  options.value("--as", "NAME", "who has read it; somebody else than who prepared it", by);
  workspace_option(options, file);
  options.size_limit();
  options.example("whence case sign office.yaml --as \"B. Reader\"");
  options.note(
      "Lifts the draft mark if every item is checked. Any change of the file afterwards brings it back. A signature "
      "is a name and a hash, no proof of who typed it.");
  if (const auto status = options.parse()) return *status;
  if (!by || trim(*by).empty()) return nobody_named("case sign");
  WHENCE_TRY(CaseDesk desk, case_desk(options, file));
  WHENCE_TRY(const OpenCase open, open_case(desk.data, desk.workspace, target, time_now(), options.limits()));
  WHENCE_TRY(const CaseEvent event, signature(open.incident, *by));
  WHENCE_TRY(const Case after, add_events(desk.data, desk.workspace, target, {event}, time_now(), options.limits()));
  if (options.json()) return print(to_text(json_case_check(after), 2) + "\n");
  return print(clean(after.name) + " · " + draft_words(after) + "\n");
}

Result<int> case_pack_command(Options& options) {
  std::string target;
  std::optional<std::string> file, most, output;
  options.required("FILE", "a case", target);
  options.value("--max-tlp", "MARK", "nothing above it goes along: clear, green, amber, amber+strict, red", most);
  options.value("-o,--output", "FILE", "the pack, as in office.whence", output);
  workspace_option(options, file);
  options.size_limit();
  options.example("whence case pack office.yaml --max-tlp amber -o office.whence");
  options.note(
      "The case, its versions and log, and the documents it cites; whence case open opens it elsewhere to the same "
      "page.");
  if (const auto status = options.parse()) return *status;
  if (!most || !output)
    return Error{Code::malformed, "--max-tlp and -o are needed; say who may have it and where it goes"};
  WHENCE_TRY(CaseDesk desk, case_desk(options, file));
  WHENCE_TRY(const Packed packed, pack_case(desk.data, desk.workspace, target, *most, time_now(), options.limits()));
  if (auto written = write_file(*output, packed.bytes); !written) return written.error();
  std::string text = fmt::format("{}: {}\n", *output, counted(packed.documents.size(), "document", "documents"));
  for (const std::string& name : packed.left_out) text += "  left out: " + clean(name) + "\n";
  if (!options.json()) return print(text);
  Json told = Json::object().set("pack", *output);
  for (const auto& [key, value] : json_packed(packed).members()) told.set(key, value);
  return print(to_text(told, 2) + "\n");
}

Result<int> case_open_command(Options& options) {
  std::string target;
  std::optional<std::string> file, folder;
  options.required("FILE", "a pack of a case", target);
  options.value("-o,--output", "DIR", "where the case is written (default: the working folder)", folder);
  workspace_option(options, file);
  options.size_limit();
  options.example("whence case open office.whence -o received/");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(CaseDesk desk, case_desk(options, file));
  WHENCE_TRY(const Unpacked opened,
             unpack_case(desk.data, desk.workspace, target, folder.value_or("."), time_now(), options.limits()));
  if (options.json()) return print(to_text(json_unpacked(opened), 2) + "\n");
  std::string text =
      fmt::format("{}: {}, {}, {} of log\n", opened.file, counted(opened.documents, "document", "documents"),
                  counted(opened.versions, "version", "versions"), counted(opened.deeds, "entry", "entries"));
  if (!opened.same_data)
    text += fmt::format("  weighed there by whence {} with data {}; here with others: figures may differ\n",
                        clean(opened.program), clean(opened.data.substr(0, 12)));
  return print(text);
}

}  // namespace whence
