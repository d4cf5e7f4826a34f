#include "engine/page_data.h"

namespace whence {

Result<PageTexts> page_texts_of(const Data& data) {
  WHENCE_TRY(const Table acts, data.table("pages/acts"));
  WHENCE_TRY(const Table lines, data.table("pages/lines"));
  WHENCE_TRY(const Table names, data.table("pages/names"));
  return page_texts(acts, lines, names);
}

}  // namespace whence
