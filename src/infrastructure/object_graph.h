// Observations as a graph: objects, what they carry, and what is said of them. Objects are numbered in the order in
// which the observations first name them.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "infrastructure/settings.h"
#include "model/observation.h"
#include "model/trace.h"

namespace whence {

inline constexpr std::size_t no_object = std::numeric_limits<std::size_t>::max();

// Both ends or neither.
struct Window {
  std::optional<Day> from, to;
  bool known() const { return from.has_value(); }
};
Window window_of(const Observation& observation);
int days_between(const Window& a, const Window& b);            // 0 where they overlap or one is unknown
Window hull(const Window& a, const Window& b);                 // unknown where one is
std::optional<Window> both(const Window& a, const Window& b);  // nothing where they do not meet

// One form for what is written in several ways. `kind` is empty where the form must say; never empty in the answer.
struct ObjectName {
  std::string text, kind;
  std::string seen_as;  // what was folded into the text, if it is another name
  bool stated = false;  // the kind was asked for; else its form says
  bool apart = false;   // an object of another kind may have this text: a domain's name servers, the domain
};
std::string object_key(const ObjectName& name);  // the same for the same object
using NameObject = std::function<ObjectName(std::string_view text, std::string_view kind)>;

struct NetworkObject {
  std::string text, kind;
  std::vector<std::string> seen_as;
  std::vector<std::size_t> facts, facts_of_it;  // as subject, as object
  bool carried = false;                         // by something: it is no node unless it is a seed
  bool stated = false;                          // the kind is a relation's, not the form's
  std::size_t told = 0;                         // observations about it that are said to exist, not all of them here
  std::size_t holders() const { return facts_of_it.size() > told ? facts_of_it.size() : told; }
};

struct Fact {
  std::size_t subject = 0, object = 0, relation = 0, observation = 0;
};

// Statements about one text, whatever its kind.
struct Said {
  struct By {
    std::size_t observation = 0;
    std::string text;  // whose name it states, in the one form
  };
  std::optional<double> share;
  const SharedObject* sharing = nullptr;
  std::vector<By> providers;
  std::vector<std::size_t> clients, records;  // observations
  bool relay() const { return sharing != nullptr && sharing->relay; }
};

struct ObjectGraph {
  const TraceSettings* settings = nullptr;
  std::vector<Observation> observations;
  std::vector<NetworkObject> objects;
  std::vector<Fact> facts;
  std::unordered_map<std::string, Said> said;
  std::set<unsigned, std::greater<>> range_bits;  // lengths of the ranges among these
  TraceCounts counts;
  std::vector<Oddity> oddities;  // the first few

  std::size_t find(const ObjectName& name) const;  // no_object: none
  std::size_t add(const ObjectName& name);
  // What is said of the object, or of the narrowest range that holds it if it is an address. Null: nothing.
  const Said* said_of(std::size_t object) const { return said_of(objects[object].text); }
  const Said* said_of(const std::string& text) const;
  // How many observations are about objects, by key, where they are not all here.
  void tell(const std::map<std::string, std::size_t>& holders);

 private:
  std::unordered_map<std::string, std::size_t> by_name_;
};

// What was seen wholly outside of `window` is left out. `settings` must outlive the graph.
ObjectGraph object_graph(std::vector<Observation> observations, const Window& window, const TraceSettings& settings,
                         const NameObject& name);

}  // namespace whence
