// `whence export`: what is known, for other systems.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/ledger.h"
#include "format/exchange.h"
#include "format/stix_objects.h"
#include "lexicon/data.h"
#include "store/workspace.h"

namespace whence {

struct ExportRequest {
  std::vector<std::string> named;      // cases and documents: files, or keys of documents of the workspace
  std::vector<std::string> documents;  // of the workspace, by key; never a file
  std::vector<std::string> cases;      // that the workspace keeps, by name
  bool every_document = false;         // of the workspace
  std::optional<LedgerFilter> ledger;  // the ledger too
  bool objects = false;                // objects of other systems that the workspace holds, each in its newest version
  std::string to;                      // stix, misp, navigator, csv
  std::string tlp;                     // the label of what bears none; empty: leave it so
  std::string most;                    // nothing above this label leaves; empty: no bound
  std::string as_of;                   // "2026-11-02"; empty: the latest day that anything in it states
  TlpVersion tlp_version = TlpVersion::two;
};

// What the things of the catalogues and states are called, and the day of the catalogues: the same for every export.
struct ExchangeNames {
  KnownNames names;
  std::string as_of;
};
Result<ExchangeNames> exchange_names(const Data& data);

// Everything that the request names. Errors: nothing named; objects for a form that has no place for them; above
// `most`, or without a mark while there is a `most`; a file that cannot be read. Requires `workspace` where documents
// of it are named.
Result<Exchange> gather(const Data& data, Workspace* workspace, const ExportRequest& request, const Limits& limits);
// The same for many exports one after the other.
Result<Exchange> gather(const Data& data, const ExchangeNames& names, Workspace* workspace,
                        const ExportRequest& request, const Limits& limits);

// In the form that the request names.
Result<Exported> export_as(const Exchange& exchange, const ExportRequest& request, const Data& data);

}  // namespace whence
