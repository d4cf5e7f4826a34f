// A plain driver for LLVMFuzzerTestOneInput where libFuzzer is not at hand: every file of the corpus, then random
// changes of them for WHENCE_FUZZ_SECONDS (1 unless set). Prints its seed; WHENCE_FUZZ_SEED repeats a run.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using Random = std::mt19937_64;

void feed(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::size_t below(Random& random, std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

// One change of the kind that breaks readers: a flipped byte, a cut, a run doubled, another file's part, a marker.
std::string changed(std::string bytes, const std::vector<std::string>& corpus, Random& random) {
  static const std::string markers[] = {
      "\"", "\\", "<", ">", "&", "\n", "\t", "{", "[", "\xff", std::string(1, '\0'), "\xe2\x80\xae"};
  const std::size_t at = below(random, bytes.size() + 1);
  switch (below(random, 6)) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(below(random, 256));
      break;
    case 1:
      bytes.resize(at);
      break;
    case 2:
      bytes.insert(at, bytes.substr(at, 1 + below(random, 64)));
      break;
    case 3:
      bytes.erase(at, 1 + below(random, 16));
      break;
    case 4:
      bytes.insert(at, markers[below(random, std::size(markers))]);
      break;
    default: {
      const std::string& other = corpus[below(random, corpus.size())];
      bytes.insert(at, other.substr(below(random, other.size() + 1), 256));
    }
  }
  return bytes;
}

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> corpus;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
      if (!entry.is_regular_file()) continue;
      if (auto bytes = whence::read_file(entry.path().string(), {})) corpus.push_back(std::move(bytes).value());
    }
  }
  if (corpus.empty()) {
    std::fputs("no corpus: name a folder with files to start from\n", stderr);
    return 2;
  }
  for (const std::string& bytes : corpus) feed(bytes);
  const std::uint64_t seed = setting("WHENCE_FUZZ_SEED", std::random_device()());
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  Random random(seed);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(setting("WHENCE_FUZZ_SECONDS", 1));
  std::size_t runs = 0;
  while (std::chrono::steady_clock::now() < end) {
    std::string bytes = corpus[below(random, corpus.size())];
    for (std::size_t changes = 1 + below(random, 8); changes > 0; --changes)
      bytes = changed(std::move(bytes), corpus, random);
    feed(bytes);
    ++runs;
  }
  std::printf("%zu inputs\n", runs + corpus.size());
}
