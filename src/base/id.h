#pragma once

#include <compare>
#include <functional>
#include <string>

namespace whence {

// A name that another part of the program can be asked for. Id<A> never converts to Id<B>.
template <class Tag>
struct Id {
  std::string text;

  auto operator<=>(const Id&) const = default;
  bool empty() const { return text.empty(); }
};

}  // namespace whence

template <class Tag>
struct std::hash<whence::Id<Tag>> {
  std::size_t operator()(const whence::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text); }
};
