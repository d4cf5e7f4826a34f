#include "base/byte_stream.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <lzma.h>
#include <unistd.h>
#include <zstd.h>

#include "base/gzip.h"
#include "base/line_reader.h"
#include "base/text.h"

using namespace whence;

namespace {

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

std::string xz(const std::string& text) {
  std::string packed(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  REQUIRE(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC32, nullptr, reinterpret_cast<const std::uint8_t*>(text.data()),
                                  text.size(), reinterpret_cast<std::uint8_t*>(packed.data()), &size,
                                  packed.size()) == LZMA_OK);
  packed.resize(size);
  return packed;
}

class Scratch {
 public:
  explicit Scratch(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() / ("whence-stream-" + std::to_string(getpid()))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Scratch() { std::filesystem::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Read {
  std::string text, packing, problem;
};

Read read_all(const std::string& bytes, const StreamLimits& limits = {}, std::size_t piece = 1000) {
  const Scratch file(bytes);
  auto stream = ByteStream::open(file.path(), limits);
  REQUIRE(stream);
  Read read;
  std::string room(piece, '\0');
  while (const std::size_t size = stream.value().read(room.data(), room.size())) read.text.append(room, 0, size);
  read.packing = stream->packing();
  if (stream->problem()) read.problem = stream->problem()->message;
  return read;
}

std::string sample(std::size_t lines) {
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) text += "line " + std::to_string(i * 7919 % 1000003) + "\n";
  return text;
}

}  // namespace

TEST_CASE("a stream gives what was packed, whatever packed it and however it is asked for") {
  const std::string text = sample(30'000);
  struct Row {
    const char* packing;
    std::string bytes;
  };
  for (const Row& row : {Row{"", text}, Row{"gzip", gzip(text)}, Row{"zstd", zstd(text)}, Row{"xz", xz(text)}}) {
    CAPTURE(row.packing);
    for (const std::size_t piece : {7U, 1000U, 1'000'000U}) {
      const Read read = read_all(row.bytes, {}, piece);
      CHECK(read.text == text);
      CHECK(read.packing == row.packing);
      CHECK(read.problem.empty());
    }
    // Several members, one behind the other, are one stream.
    CHECK(read_all(row.bytes + row.bytes).text == text + text);
  }
  CHECK(read_all("").text.empty());
}

TEST_CASE("of a stream that is cut off or damaged, what came before is given, and the place is told") {
  const std::string text = sample(30'000);
  for (const std::string& bytes : {gzip(text), zstd(text), xz(text)}) {
    const Read cut = read_all(bytes.substr(0, bytes.size() / 2));
    CHECK(cut.problem.find("ends in its middle") != std::string::npos);
    CHECK(text.starts_with(cut.text));
    std::string damaged = bytes;
    damaged.replace(damaged.size() / 2, 64, std::string(64, '\x55'));
    const Read read = read_all(damaged);
    CHECK_FALSE(read.problem.empty());
    CHECK(read.text.size() < 3 * text.size());
  }
  CHECK(text.starts_with(read_all(gzip(text).substr(0, 5000)).text));
  CHECK(read_all(gzip(text).substr(0, 5000)).text.size() > 1000);
}

TEST_CASE("a file that unpacks to far more than it is, is left there") {
  const std::string text(20'000'000, 'a');
  StreamLimits limits;
  limits.free_bytes = 1'000'000;
  for (const std::string& bytes : {gzip(text), zstd(text), xz(text)}) {
    const Read read = read_all(bytes, limits);
    CHECK(read.problem.find("taken for a bomb") != std::string::npos);
    CHECK(read.text.size() < text.size());
  }
  CHECK(read_all(gzip(text)).text == text);  // small enough to be borne
  limits = {};
  limits.bytes = 1000;
  CHECK(read_all(sample(1000), limits).problem.find("larger than the limit") != std::string::npos);
}

TEST_CASE("UTF-16 with its mark comes out as UTF-8, halves of characters as replacements") {
  const std::string little(
      "\xFF\xFE"
      "a\0\xE4\0\x3D\xD8\x00\xDE\x00\xDC"
      "b\0",
      14);
  CHECK(read_all(little).text ==
        "a\xC3\xA4\xF0\x9F\x98\x80\xEF\xBF\xBD"
        "b");
  const std::string big("\xFE\xFF\0a\0\n\0b", 8);
  CHECK(read_all(big, {}, 5).text == "a\nb");
  CHECK(read_all("\xEF\xBB\xBFplain").text == "plain");
  CHECK(read_all(std::string("\xFF\xFE"
                             "a",
                             3))
            .text.empty());
}

TEST_CASE("what is not there says so") {
  const auto missing = ByteStream::open("/no/such/file", {});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Code::not_found);
  CHECK_FALSE(ByteStream::open("/", {}));
}

TEST_CASE("lines come one by one, of any length, with their places") {
  const std::string text = "one\r\n\n" + std::string(200'000, 'x') + "\nlast";
  std::size_t at = 0;
  const ReadBytes read = [&](char* into, std::size_t size) {
    const std::size_t part = std::min({size, std::size_t{4999}, text.size() - at});
    std::copy_n(text.data() + at, part, into);
    at += part;
    return part;
  };
  LineReader reader(read, 1000);
  std::string_view line;
  CHECK(reader.next(line) == LineReader::Kind::line);
  CHECK(line == "one");
  CHECK(reader.next(line) == LineReader::Kind::line);
  CHECK(line.empty());
  CHECK(reader.offset() == 5);
  CHECK(reader.next(line) == LineReader::Kind::too_long);
  CHECK(line.size() == 1000);
  CHECK(reader.next(line) == LineReader::Kind::line);
  CHECK(line == "last");
  CHECK(reader.number() == 4);
  CHECK(reader.offset() == text.size() - 4);
  CHECK(reader.cut());
  CHECK(reader.next(line) == LineReader::Kind::end);
}
