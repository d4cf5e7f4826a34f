#include "base/secret_file.h"

#include <sys/stat.h>

#include "base/file.h"

namespace whence {

Result<std::string> read_secret_file(const std::string& file) {
  struct stat about{};
  if (::stat(file.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return Error{Code::conflict, file + ": others than its owner may read or change it; chmod 600 " + file};
  return read_file(file, Limits{.bytes = 1U << 20U});
}

}  // namespace whence
