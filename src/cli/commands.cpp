#include "cli/commands.h"

namespace whence {
namespace {

constexpr Command table[] = {
    {"read", "what a document says: who says what about whom, how firmly, who denies", read_command},
    {"add", "the same, kept in the workspace beside what is there", add_command},
    {"ledger", "claims and the answers to them, out of the workspace and the public record", ledger_command},
    {"relations", "who accuses whom, how often, how that changed, and what is answered", relations_command},
    {"weigh", "rank who may be behind a case, and why", weigh_command},
    {"report", "one page to brief from, of a case or a document", report_command},
    {"actor", "what the catalogues and the ledger say of a group's name", actor_command},
    {"case new", "a case from documents: every item with its place, unchecked", case_new_command},
    {"case check", "accept, reject or amend what a machine read", case_check_command},
    {"case diff", "what moved between two states of a case, why, and what did not", case_diff_command},
    {"case log", "who did what to a case", case_log_command},
    {"case sign", "the second person's signature; it lifts the draft mark", case_sign_command},
    {"case pack", "a case as one file for somebody else", case_pack_command},
    {"case open", "open such a file", case_open_command},
    {"trace", "what may be run by the same hands as a case's objects, and through whom", trace_command},
    {"export", "cases, documents and the ledger for other systems: STIX, MISP, Navigator, CSV", export_command},
    {"import", "what other systems send: STIX bundles, MISP events, Navigator layers", import_command},
    {"match", "look for millions of indicators in logs of any size", match_command},
    {"search", "documents of the workspace by their words", search_command},
    {"mark", "accept, reject or amend a claim; note, tag or mark it or its document", mark_command},
    {"incident", "which matters of the documents may be one incident; keep or undo", incident_command},
    {"reread", "read the workspace's documents again after a change of data, and say what changed", reread_command},
    {"serve", "the workbench in a browser, and a JSON API, for this machine alone", serve_command},
    {"backup", "a sound copy of the workspace", backup_command},
    {"check", "find what is wrong in a workspace", check_command},
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
