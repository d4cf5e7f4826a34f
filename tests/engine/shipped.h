// The tables as they stand in data/, for tests of the engine.
#pragma once

#include <utility>

#include <doctest/doctest.h>

#include "lexicon/data.h"

inline const whence::Data& shipped() {
  static const whence::Data data = [] {
    auto opened = whence::Data::open_directory(WHENCE_SOURCE "/data");
    REQUIRE_MESSAGE(opened, opened.error().message);
    return std::move(opened).value();
  }();
  return data;
}
