// Every way of looking at a log says the same, and what it says lies in the log.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sightings/indicator_key.h"
#include "sightings/log_scan.h"

using namespace whence;

namespace {

const IndicatorSet& known() {
  static const IndicatorSet set = [] {
    IndicatorSet made;
    for (const char* value :
         {"evil.example", "a.example", "192.0.2.7", "198.51.100.0/24", "2001:db8::/32", "2001:db8::7",
          "http://evil.example/gate.php?id=1", "one@mail.example", "a.bb/c", "d41d8cd98f00b204e9800998ecf8427e"})
      WHENCE_CHECK(made.add(indicator_key(value).value(), 0, 1));
    made.build();
    return made;
  }();
  return set;
}

std::string told(const std::string& padded, std::size_t size, VectorPath path) {
  LogScan scan(known(), {true, path});
  std::vector<ScanHit> hits;
  const std::string_view block = std::string_view(padded).substr(LogScan::padding, size);
  std::string text = std::to_string(scan.scan(block, hits));
  for (const ScanHit& hit : hits) {
    WHENCE_CHECK(hit.begin < hit.end && hit.end <= size);
    WHENCE_CHECK(block.substr(hit.begin, hit.end - hit.begin).find('\n') == std::string_view::npos);
    WHENCE_CHECK(std::count(block.begin(), block.begin() + hit.begin, '\n') == hit.line);
    text += " " + std::to_string(hit.indicator) + ":" + std::to_string(hit.begin) + "-" + std::to_string(hit.end);
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string padded(LogScan::padding, '\n');
  padded.append(reinterpret_cast<const char*>(bytes), size);
  padded.append(LogScan::padding, '\n');
  const std::string wanted = told(padded, size, VectorPath::portable);
  WHENCE_CHECK(told(padded, size, VectorPath::automatic) == wanted);
  WHENCE_CHECK(told(padded, size, VectorPath::avx2) == wanted);
  return 0;
}
