// `whence import taxii+https://...`: the collections of another TAXII 2.1 server, each from where it was left.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/import_exchange.h"
#include "lexicon/data.h"
#include "net/http_client.h"
#include "store/workspace.h"

namespace whence {

struct TaxiiImport {
  std::string address;      // "taxii+https://host/taxii2/": discovery, an API root, or one collection
  std::string credentials;  // file: "NAME PASSWORD" or "TOKEN"; empty: none
  std::string ca_file;      // PEM; empty: the system's authorities
  bool from_the_start = false;
  std::size_t most_objects = 10'000'000;  // of one collection in one run
  FetchLimits limits;                     // of one answer
};

bool is_taxii_address(std::string_view text);

// Keeps every object of what the address names, page by page, as import_exchange() does of a file: a page that was kept
// is not asked for again, and the next run asks only for what was added since. Nothing is asked of any other host than
// the address's. Errors: http elsewhere than on this machine; not reachable; no TAXII 2.1; a server that leads
// elsewhere, goes in circles, or sends more than the limits. What was kept by then stays, and the same command goes on
// there.
Result<std::vector<ExchangeImport>> import_taxii(const Data& data, Workspace& workspace, const TaxiiImport& request,
                                                 const std::string& folder, Time now, const Limits& limits,
                                                 const ProgressCall& progress);

}  // namespace whence
