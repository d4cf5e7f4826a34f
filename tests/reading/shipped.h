// The shipped data and the reader that they make, loaded once for all tests of one executable.
#pragma once

#include "lexicon/data.h"
#include "reading/reader.h"

namespace whence {

// The folder that the environment variable WHENCE_DATA names, else the data in the program. A fault in it fails the
// test that asks first.
const Data& shipped_data();
const Reader& shipped_reader();

}  // namespace whence
