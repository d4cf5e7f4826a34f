// One reading and one answer, built by hand from an invented incident, that every page is tried on. Nobody in them
// exists.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "format/page_texts.h"
#include "model/posterior.h"
#include "model/reading.h"

namespace whence::test {

// Three accusers and the accused, as the text calls them.
using Names = std::array<std::string, 4>;
Reading reading_fixture(const Names& names = {"S1", "S2", "S3", "S4"});
Answer answer_fixture();

const PageTexts& page_texts_fixture();  // from data/pages of the source tree

// Compares with tests/golden/pages/NAME; WHENCE_BLESS=1 rewrites it instead.
bool is_golden(const std::string& name, const std::string& actual);

std::string replaced(std::string text, std::string_view from, std::string_view to);
std::string swapped(std::string text, const std::string& a, const std::string& b);

}  // namespace whence::test
