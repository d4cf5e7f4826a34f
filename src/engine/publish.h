// What the workspace shares over TAXII: its documents' claims, cases, the public record and others' objects as STIX
// objects, made as they are asked for and kept in the order in which they were made. docs/taxii.md.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/exchange.h"
#include "lexicon/data.h"
#include "store/published.h"
#include "store/workspace.h"

namespace whence {

struct Collection {
  std::string_view id;    // a UUID
  std::string_view name;  // by which the store knows it, and an alias in addresses
  std::string_view title, description;
  bool takes = false;  // what others post
};
std::span<const Collection> collections();

// Makes STIX objects of what has changed in the workspace.
class Publication {
 public:
  // `data` must outlive it.
  static Result<Publication> open(const Data& data);

  // Whether anything waits for this collection. Does not write.
  bool waits(Workspace& workspace, const Collection& collection) const;
  // The next group of what waits, kept whole or not at all; the lock is held for writing alone. A document or case that
  // cannot be read is passed over: whence check names it. Error: the workspace cannot be written to.
  Result<void> publish_some(Workspace& workspace, const Collection& collection, const Limits& limits) const;

 private:
  Publication(const Data& data, ExchangeNames names, std::string tables)
      : data_(&data), names_(std::move(names)), tables_(std::move(tables)) {}
  Result<void> publish_sources(Workspace& workspace, const Collection& collection, const Limits& limits) const;
  Result<std::vector<PublishedObject>> objects_of(Workspace& workspace, const Collection& collection,
                                                  const std::string& source, const Limits& limits) const;
  const Data* data_;
  ExchangeNames names_;
  std::string tables_;
};

// What came of objects that somebody sent.
struct TakenObjects {
  std::vector<std::pair<std::string, std::string>> kept;     // id, version; held already: kept too
  std::vector<std::pair<std::string, std::string>> refused;  // which, why
};
// Keeps the objects of an envelope as they came and adds them to the collection. Error: no envelope; the workspace
// cannot be written to.
Result<TakenObjects> take_objects(Workspace& workspace, const Collection& collection, std::string_view envelope,
                                  const std::string& from, Time now, const Limits& limits);

}  // namespace whence
