// STIX bundles in and out; see README.md.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <simdjson.h>
#include <unistd.h>

#include "engine/engine.h"
#include "engine/exchange_record.h"
#include "engine/read.h"
#include "format/gzip.h"
#include "format/stix.h"
#include "harness.h"

namespace whence::bench {
namespace {

std::string generated_bundle() {
  std::string text = R"({"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[)";
  for (int i = 0; i < 40'000; ++i) {
    text += fmt::format(
        "{}{{\"type\":\"identity\",\"spec_version\":\"2.1\",\"id\":\"identity--00000000-0000-4000-8000-{:012x}\","
        "\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\",\"name\":\"{}\"}}",
        i == 0 ? "" : ",", i, std::string(800, 'n'));
  }
  return text + "]}";
}

std::string bundle() {
  const char* upstream = std::getenv("WHENCE_UPSTREAM");
  if (upstream == nullptr) return generated_bundle();
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(upstream) / "attack")) {
    if (!entry.path().filename().string().ends_with(".json.gz")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string packed{std::istreambuf_iterator<char>(file), {}};
    const auto plain = gunzip(packed, entry.path().string(), Limits{.bytes = std::size_t{1} << 30U});
    if (plain) return *plain;
  }
  return generated_bundle();
}

std::size_t own_objects(const std::string& text) {
  std::size_t kept = 0;
  StixReader reader("bench", {},
                    [&](const ForeignObject& object) -> Result<void> {
                      kept += object.json.empty() ? 0U : 1U;
                      return {};
                    },
                    {});
  constexpr std::size_t piece = std::size_t{1} << 20U;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    if (!reader.feed(std::string_view(text).substr(at, piece))) return 0;
  }
  const auto found = reader.finish();
  return found && found->objects == kept ? kept : 0;
}

std::size_t walked_objects(const simdjson::padded_string& text) {
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  if (parser.iterate(text).get(document) != simdjson::SUCCESS) return 0;
  std::size_t count = 0;
  simdjson::ondemand::array objects;
  if (document["objects"].get_array().get(objects) != simdjson::SUCCESS) return 0;
  for (auto object : objects) {
    std::string_view id;
    if (object["id"].get_string().get(id) == simdjson::SUCCESS) ++count;
  }
  return count;
}

constexpr const char* script = R"(
import json, sys, time
start = time.process_time()
bundle = json.load(open(sys.argv[1]))
read = time.process_time()
text = json.dumps(bundle)
print(len(bundle['objects']), read - start, time.process_time() - read)
)";

struct Python {
  std::size_t objects = 0;
  double read = 0, write = 0;
};
std::optional<Python> python(const std::string& file) {
  const ChildRun child = run_child({"python3", "-c", script, file});
  if (!child.ran) return std::nullopt;
  Python result;
  char* end = nullptr;
  result.objects = std::strtoull(child.output.c_str(), &end, 10);
  result.read = std::strtod(end, &end);
  result.write = std::strtod(end, nullptr);
  return result;
}

Contest reading(int rounds, const std::string& file) {
  const std::string text = bundle();
  std::ofstream(file) << text;
  const simdjson::padded_string padded(text);
  const double megabytes = static_cast<double>(text.size()) / 1e6;
  Contest result{fmt::format("a bundle of {:.0f} MB in", megabytes),
                 "MB",
                 {"own", {}, megabytes},
                 {"Python json.load", {}, megabytes},
                 {"simdjson's walk", {}, megabytes},
                 ""};
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    std::size_t own = 0, walked = 0;
    result.own.seconds.push_back(measured([&] { own = own_objects(text); }));
    result.limit.seconds.push_back(measured([&] { walked = walked_objects(padded); }));
    const auto peer = python(file);
    if (peer) result.peer.seconds.push_back(peer->read);
    if (own == 0 || own != walked || (peer && peer->objects != own))
      result.problem = fmt::format("own {} objects, simdjson {}, Python {}", own, walked, peer ? peer->objects : 0);
  }
  return result;
}

Exchange generated_exchange() {
  const Data data = Data::open_embedded().value();
  const ReadingDesk desk = ReadingDesk::open(data).value();
  Exchange exchange;
  exchange.as_of = "2026-11-02";
  exchange.program = "bench";
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    for (int k = 0; k < 10; ++k) {
      text += fmt::format(
          "Xalia accused Xebros of breaching its parliament's mail in wave {} of year {}. Xebros denied that it was "
          "behind the intrusion {}. The relay stood at 203.0.113.{}.\n\n",
          i, k, i + k, (i + k) % 250);
    }
    KeptDocument kept;
    kept.reading = desk.read(std::move(text), fmt::format("bench-{}.txt", i), {}, Limits{}).value();
    kept.program = "bench";
    exchange.documents.push_back(shared_document(kept));
  }
  return exchange;
}

Contest writing(int rounds, const std::string& file) {
  const Exchange exchange = generated_exchange();
  const Exported once = write_stix(exchange, TlpVersion::two);
  std::ofstream(file) << once.bytes;
  const double megabytes = static_cast<double>(once.bytes.size()) / 1e6;
  Contest result{fmt::format("2,000 documents out, {:.0f} MB", megabytes),
                 "MB",
                 {"own", {}, megabytes},
                 {"Python json.dumps", {}, megabytes},
                 {"a copy", {}, megabytes},
                 ""};
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    Exported exported;
    result.own.seconds.push_back(measured([&] { exported = write_stix(exchange, TlpVersion::two); }));
    std::string copy;
    result.limit.seconds.push_back(measured([&] { copy = exported.bytes; }));
    const auto peer = python(file);
    if (peer) result.peer.seconds.push_back(peer->write);
    if (copy != once.bytes || (peer && peer->objects != exported.objects)) result.problem = "not the same objects";
  }
  return result;
}

}  // namespace

std::vector<Contest> exchange_contests(int rounds) {
  const std::string file = fmt::format("/tmp/whence-bench-{}.json", getpid());
  std::vector<Contest> contests = {reading(rounds, file), writing(rounds, file)};
  std::remove(file.c_str());
  return contests;
}

}  // namespace whence::bench
