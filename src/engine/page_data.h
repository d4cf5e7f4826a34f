#pragma once

#include "base/result.h"
#include "format/page_texts.h"
#include "lexicon/data.h"

namespace whence {

// The sentences of the pages, from data/pages/.
Result<PageTexts> page_texts_of(const Data& data);

}  // namespace whence
