// Build step: compiles data/ into the pack that the program embeds.
#include <cstdio>

#include "base/file.h"
#include "base/pack.h"

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: whence_pack DATA-FOLDER OUTPUT\n", stderr);
    return 2;
  }
  const auto files = whence::pack_files(arguments[1]);
  const auto pack = files ? whence::compile_pack(files.value()) : whence::Result<std::string>(files.error());
  if (!pack) {
    std::fprintf(stderr, "%s\n", pack.error().message.c_str());
    return 1;
  }
  const auto written = whence::write_file(arguments[2], pack.value());
  if (!written) std::fprintf(stderr, "%s\n", written.error().message.c_str());
  return written ? 0 : 1;
}
