// `whence import` of what other systems send: STIX bundles, MISP events, Navigator layers.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/peeked_file.h"
#include "lexicon/data.h"
#include "model/oddity.h"
#include "store/workspace.h"

namespace whence {

enum class ExchangeForm { stix, misp, navigator };
std::string_view name_of(ExchangeForm form);
// By the first bytes of a file; absent for anything else.
std::optional<ExchangeForm> exchange_form(std::string_view start);

struct ExchangeImport {
  std::string file;
  ExchangeForm form = ExchangeForm::stix;
  std::string spec, tlp;
  std::size_t objects = 0, kept = 0, revoked = 0, custom = 0;  // kept: not held before
  std::map<std::string, std::size_t> types;
  std::size_t documents = 0, documents_known = 0, claims = 0, acts = 0;
  std::vector<std::string> cases;  // files written, or names of those that the workspace keeps now
  std::string up_to;               // of a collection: the date added up to which it has been fetched
  std::vector<Oddity> oddities;
};

// Keeps every object of the file (plain or packed; "-" is standard input) as it came, however large the file; documents
// with their claims and verdicts, and cases (written into `folder`), where it was whence that exported them. What is
// held already is left as it is. Kept in groups: what an interruption leaves out, the same command adds. Errors: not
// readable, not of these forms, damaged.
Result<ExchangeImport> import_exchange(const Data& data, Workspace& workspace, PeekedFile file,
                                       const std::string& folder, Time now, const Limits& limits,
                                       const ProgressCall& progress);

// The same of bytes that are here already; cases in them are kept in the workspace. conflict: it has another case of
// the same name.
Result<ExchangeImport> import_upload(const Data& data, Workspace& workspace, const std::string& name,
                                     std::string_view bytes, Time now, const Limits& limits,
                                     const ProgressCall& progress);

}  // namespace whence
