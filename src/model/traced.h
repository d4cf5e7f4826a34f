// What a trace of the case's network objects found about catalogued clusters: how it enters the judgement.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"

namespace whence {

// "This object of the case and one that is on record as the cluster's are under common control."
struct TracedLink {
  std::string evidence;        // id of the item that holds the object
  std::string cluster;         // name or knowledge id, "G0065"; of a relayed one empty: no client is on record
  double control = 0.0;        // p: chance of common control
  double assignment = 0.8;     // r: chance that the record of the other object is right
  Role role = Role::operated;  // relayed: the object is a relay's, and says nothing of who operated
  std::string reason;          // for people: "same certificate as example.org, 20 days apart"
  std::string relay = {};      // of a relayed one, its class: a row of priors/shared-objects.tsv
  double nats = 0.0;           // of a relayed one, what it says for `cluster`, a client of the relay at that time
};

struct Traced {
  std::string source;  // for people: "whence trace office.yaml"
  std::vector<TracedLink> links;
};

}  // namespace whence
