// An invented internet for the benchmark of traces: names on addresses, certificates, registrants, name servers, AS, as
// unevenly spread as the real one, with cases planted in it whose answer is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/observation.h"

namespace whence::bench {

enum class Thing : std::uint8_t { name, address, certificate, registrant, server, system };

struct WorldEdge {
  std::uint32_t subject = 0, object = 0;  // numbers of objects
};

// Numbers of objects, kind after kind.
struct World {
  std::uint32_t first[7] = {};  // of each kind; the last is the end
  std::uint32_t cases = 0;      // case c is the name c; the name cases + c has its certificate and its registrant

  Thing kind(std::uint32_t object) const;
  std::string text(std::uint32_t object) const;
  Observation observation(const WorldEdge& edge, std::size_t number) const;
};

struct WorldAndEdges {
  World world;
  std::vector<WorldEdge> edges;  // each once
};
// About `count` observations, at least 10,000; the same each time.
WorldAndEdges invented_world(std::size_t count);

}  // namespace whence::bench
