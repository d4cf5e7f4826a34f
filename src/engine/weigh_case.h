#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attribution/weigh.h"
#include "base/limits.h"
#include "base/result.h"
#include "engine/read.h"
#include "format/page_weigh_detail.h"
#include "lexicon/data.h"
#include "model/posterior.h"

namespace whence {

struct WeighRequest {
  std::string file;  // a case, a list of technique ids, a bundle, event or layer, or a document; "-" is standard input
  std::string set = "default";  // a set of data/priors/parameters.tsv
  WeighOptions options;
};

// Reads what the request names and weighs it. A document is read first: what is found in it becomes evidence of one
// origin, the document, and counts as unchecked.
Result<Answer> weigh_file(const Data& data, const WeighRequest& request, const Limits& limits);

// What one parameter, halved or doubled, does to the closest match's share; every parameter of the set, by id. Switches
// and what halving or doubling would make impossible are marked as not movable.
Result<std::vector<Sensitivity>> sensitivities(const Data& data, const Case& incident, const std::string& parameters,
                                               const WeighOptions& options);

// A case, a list, or what another system sends of an incident (a STIX bundle, a MISP event, a Navigator layer); else a
// document.
bool is_case(std::string_view bytes, std::string_view name);

// The two halves, for callers that hold the bytes already. `name` is for messages.
Result<Case> case_from(const Data& data, std::string bytes, const std::string& name, const Limits& limits);
// A line of a feed: a case as one JSON object, with the keys of docs/formats/case.md, or an article as `read --jsonl`
// has it.
Result<Case> case_of_line(const Data& data, const ReadingDesk& desk, std::string_view line, const std::string& place,
                          const Limits& limits);
// One case; who has several opens a WeighDesk.
Result<Answer> weigh_case(const Data& data, const Case& incident, const std::string& parameters,
                          const WeighOptions& options);

}  // namespace whence
