#include "model/repetition.h"

namespace whence {

std::string_view name_of(Telling telling) {
  switch (telling) {
    case Telling::first:
      return "first";
    case Telling::same_words:
      return "same words";
    case Telling::same_statement:
      return "same statement";
    case Telling::cites:
      return "cites";
    case Telling::unattributed:
      return "unattributed";
  }
  return "";
}

}  // namespace whence
