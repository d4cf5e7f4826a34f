// Which cluster of misp-galaxy stands for which group of ATT&CK, and on what grounds. Every relation says its grounds;
// none is passed on: that A resembles B and B resembles C says nothing of A and C.
#pragma once

#include <string>
#include <vector>

#include "format/attack.h"
#include "format/galaxy.h"

namespace whence {

// Grounds, strongest first: `id`: the galaxy lists the group's ATT&CK id among the cluster's names; `link`: it links to
// the group's object or page; `main-name`: the main name of one is a name of the other; `name`: some other name is
// shared.
struct KbRelation {
  std::string a, b;
  std::string relation;            // equal (grounds id), similar, overlaps, part-of, formerly
  std::string source;              // who says so: attack, misp, or names (nobody: we compared the names)
  std::vector<std::string> basis;  // grounds
  std::vector<std::string> names;  // what is shared, as the galaxy writes it
  std::string likelihood;          // the galaxy's word: likely, very-likely, almost-certain
};

std::string galaxy_id(const std::string& uuid);  // "misp:UUID"
// Sorted by a, then b.
std::vector<KbRelation> kb_relations(const AttackCatalogue& attack, const Galaxy& galaxy);

}  // namespace whence
