#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "engine/exchange_record.h"
#include "engine/import_exchange.h"
#include "format/misp.h"
#include "format/stix.h"
#include "format/tables.h"

namespace {

void check(const whence::Error& error) {
  WHENCE_CHECK(!error.message.empty() && error.message.find('\n') == std::string::npos);
}

// What comes back as ours goes out again without a broken promise.
void check(const whence::Received& received) {
  for (const whence::ReceivedDocument& document : received.documents) {
    const auto kept = whence::kept_document(document, "a.json");
    if (!kept) {
      check(kept.error());
      continue;
    }
    whence::Exchange exchange;
    exchange.as_of = "2026-11-02";
    exchange.documents.push_back(whence::shared_document(*kept));
    whence::write_stix(exchange, whence::TlpVersion::two);
    whence::write_misp(exchange);
  }
  if (received.ledger) {
    whence::Exchange exchange;
    exchange.as_of = "2026-11-02";
    exchange.ledger = received.ledger;
    whence::write_stix(exchange, whence::TlpVersion::one);
    whence::write_misp(exchange);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace whence;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  exchange_form(bytes);
  const auto bundle = read_stix(bytes, "a.json", {});
  if (bundle) check(bundle->ours);
  if (!bundle) check(bundle.error());
  // The same bytes in two pieces are the same bundle.
  StixReader pieces("a.json", {}, {}, {});
  const auto half = std::string_view(bytes).substr(0, size / 2);
  auto fed = pieces.feed(half);
  if (fed) fed = pieces.feed(std::string_view(bytes).substr(size / 2));
  const bool read = fed && static_cast<bool>(pieces.finish());
  WHENCE_CHECK(read == static_cast<bool>(bundle));
  const auto event = read_misp(bytes, "a.json", {});
  if (event) check(event->ours);
  if (!event) check(event.error());
  for (const auto& incident : {case_from_stix(bytes, "a.json", {}), case_from_misp(bytes, "a.json", {}),
                               read_navigator(bytes, "a.json", {})}) {
    if (incident) {
      WHENCE_CHECK(!incident->evidence.empty());
    } else {
      check(incident.error());
    }
  }
  return 0;
}
