#include "trace/world.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>

#include <fmt/format.h>

namespace whence::bench {
namespace {

// Places by a power law: a few have very many, most have one or two.
class Uneven {
 public:
  Uneven(std::uint32_t first, std::uint32_t end, double exponent) : first_(first), size_(end - first), e_(exponent) {}
  std::uint32_t operator()(std::mt19937& random) const {
    const double unit = static_cast<double>(random()) / 4294967296.0;
    return first_ + std::min(size_ - 1, static_cast<std::uint32_t>(size_ * std::pow(unit, e_)));
  }

 private:
  std::uint32_t first_, size_;
  double e_;
};

std::string address_text(std::uint32_t number) {
  return fmt::format("10.{}.{}.{}", number >> 16U & 255U, number >> 8U & 255U, number & 255U);
}

class Maker {
 public:
  explicit Maker(std::size_t count) : count_(count), random_(20261122) {
    // Of ten observations six are of an address, and one each of a certificate, registrant, name server and AS.
    const auto part = [&](double share) { return static_cast<std::uint32_t>(share * static_cast<double>(count)); };
    const std::uint32_t sizes[] = {part(0.3), part(0.15), part(0.08), part(0.05), part(0.001) + 10, part(0.0005) + 10};
    for (std::size_t i = 0; i < std::size(sizes); ++i) world_.first[i + 1] = world_.first[i] + sizes[i];
    world_.cases = 40;
  }

  WorldAndEdges made() {
    plant();
    const Uneven hosts = of(Thing::address, 2.0), registrants = of(Thing::registrant, 3.0);
    const Uneven servers = of(Thing::server, 3.0), systems = of(Thing::system, 3.0);
    while (edges_.size() < count_) {
      const std::uint32_t name = any(Thing::name), address = any(Thing::address);
      for (int i = 0; i < 6; ++i) edges_.push_back({any(Thing::name), hosts(random_)});
      edges_.push_back({address, any(Thing::certificate)});
      edges_.push_back({name, registrants(random_)});
      edges_.push_back({name, servers(random_)});
      edges_.push_back({address, systems(random_)});
    }
    std::sort(edges_.begin(), edges_.end(), [](const WorldEdge& a, const WorldEdge& b) {
      return std::tie(a.subject, a.object) < std::tie(b.subject, b.object);
    });
    edges_.erase(std::unique(edges_.begin(), edges_.end(),
                             [](const WorldEdge& a, const WorldEdge& b) {
                               return a.subject == b.subject && a.object == b.object;
                             }),
                 edges_.end());
    return {world_, std::move(edges_)};
  }

 private:
  std::uint32_t begin(Thing kind) const { return world_.first[static_cast<std::size_t>(kind)]; }
  std::uint32_t end(Thing kind) const { return world_.first[static_cast<std::size_t>(kind) + 1]; }
  std::uint32_t any(Thing kind) {
    return begin(kind) + static_cast<std::uint32_t>(random_() % (end(kind) - begin(kind)));
  }
  Uneven of(Thing kind, double exponent) const { return {begin(kind), end(kind), exponent}; }

  // The last addresses, certificates and registrants hold few others.
  void plant() {
    for (std::uint32_t c = 0; c < world_.cases; ++c) {
      const std::uint32_t partner = world_.cases + c;
      const std::uint32_t here = end(Thing::address) - 1 - 2 * c, there = here - 1;
      edges_.push_back({c, here});
      edges_.push_back({partner, there});
      for (const std::uint32_t host : {here, there}) edges_.push_back({host, end(Thing::certificate) - 1 - c});
      for (const std::uint32_t name : {c, partner}) edges_.push_back({name, end(Thing::registrant) - 1 - c});
    }
  }

  std::size_t count_;
  std::mt19937 random_;
  World world_;
  std::vector<WorldEdge> edges_;
};

}  // namespace

Thing World::kind(std::uint32_t object) const {
  std::size_t kind = 0;
  while (object >= first[kind + 1]) ++kind;
  return static_cast<Thing>(kind);
}

std::string World::text(std::uint32_t object) const {
  const Thing what = kind(object);
  const std::uint32_t number = object - first[static_cast<std::size_t>(what)];
  switch (what) {
    case Thing::name:
      return fmt::format("n{}.example", number);
    case Thing::address:
      return address_text(number);
    case Thing::certificate:
      return fmt::format("c{}", number);
    case Thing::registrant:
      return fmt::format("r{}@post.example", number);
    case Thing::server:
      return fmt::format("ns{}.example", number);
    case Thing::system:
      return fmt::format("AS{}", number + 1);
  }
  return {};
}

// Everything was there in the middle of the year, so that no time keeps two apart.
Observation World::observation(const WorldEdge& edge, std::size_t number) const {
  constexpr const char* relations[] = {"",      "resolves-to", "serves-certificate", "registered-by", "delegated-to",
                                       "in-asn"};
  constexpr Day spring{std::chrono::days(20544)};
  Observation seen;
  seen.subject = text(edge.subject);
  seen.relation = relations[static_cast<std::size_t>(kind(edge.object))];
  seen.object = text(edge.object);
  seen.from = spring + std::chrono::days(number % 90);
  seen.to = spring + std::chrono::days(100 + number % 80);
  seen.source = "invented";
  return seen;
}

WorldAndEdges invented_world(std::size_t count) { return Maker(count).made(); }

}  // namespace whence::bench
