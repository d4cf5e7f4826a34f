#include "reading/shipped.h"

#include <cstdlib>

#include <doctest/doctest.h>

#include "knowledge/knowledge.h"

namespace whence {
namespace {

template <class T>
T usable(Result<T> loaded) {
  if (!loaded) FAIL(loaded.error().message);
  return std::move(loaded).value();
}

}  // namespace

const Data& shipped_data() {
  static const Data loaded = [] {
    const char* folder = std::getenv("WHENCE_DATA");
    return usable(folder == nullptr || *folder == '\0' ? Data::open_embedded() : Data::open_directory(folder));
  }();
  return loaded;
}

const Reader& shipped_reader() {
  static const Knowledge knowledge = usable(Knowledge::load(shipped_data()));
  static const Reader loaded = usable(Reader::load(shipped_data(), knowledge));
  return loaded;
}

}  // namespace whence
