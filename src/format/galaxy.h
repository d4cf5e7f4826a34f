// The threat-actor cluster of misp-galaxy (CC0): names, states, victims, relations; no descriptions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/oddity.h"

namespace whence {

// A name of a cluster. At most one of producer and vendor is set: whose name the galaxy says it is.
struct GalaxyName {
  std::string text;
  std::string producer;  // identifier of misp-galaxy's list of producers
  std::string vendor;    // in words
};

struct GalaxyRelation {
  std::string target;      // UUID; of this galaxy, of an ATT&CK object or of anything else
  std::string type;        // "similar", "overlaps", "part-of", "uses", ...
  std::string likelihood;  // "likely", "very-likely", "almost-certain", or empty
};

struct GalaxyActor {
  std::string uuid, name;
  std::vector<GalaxyName> names;        // the main one first
  std::string country;                  // ISO 3166-1 alpha-2, or empty
  std::string sponsor;                  // in words, or empty
  std::vector<std::string> victims;     // in words
  std::vector<std::string> sectors;     // in words
  std::string incident;                 // the type of incident, in words
  std::vector<std::string> references;  // addresses
  std::vector<GalaxyRelation> relations;
};

struct Galaxy {
  std::int64_t version = 0;
  std::vector<GalaxyActor> clusters;  // sorted by uuid
  std::vector<Oddity> oddities;
};

// `name` is for messages. Plain JSON, not gzip. A cluster without identifier or name is an oddity; none at all is an
// error.
Result<Galaxy> read_galaxy(std::string_view json, std::string_view name, const Limits& limits);

}  // namespace whence
