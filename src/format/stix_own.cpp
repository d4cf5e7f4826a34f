#include "format/stix_own.h"

#include <algorithm>

#include "base/base64.h"
#include "base/text.h"
#include "format/ledger_json.h"
#include "format/stix_objects.h"

namespace whence {

StixOwn::StixOwn(std::string name, const Limits& limits, RestoreDocument restore)
    : name_(std::move(name)), limits_(limits), restore_(std::move(restore)) {}

void StixOwn::odd(std::string what) {
  constexpr std::size_t most = 100;
  if (oddities_.size() < most) oddities_.push_back({name_, std::move(what)});
}

// Makes room by what has served before; false where there is none.
bool StixOwn::hold(std::size_t bytes) {
  while (held_ + bytes > limits_.bytes && !used_.empty()) {
    if (const auto old = payloads_.find(used_.front()); old != payloads_.end()) {
      held_ -= old->second.size();
      payloads_.erase(old);
    }
    used_.pop_front();
  }
  if (held_ + bytes > limits_.bytes) {
    if (!full_)
      odd("more than " + std::to_string(limits_.bytes) +
          " bytes of documents and claims whose parts lie apart: some are kept as objects only; see --max-bytes");
    full_ = true;
    return false;
  }
  held_ += bytes;
  return true;
}

void StixOwn::take_payload(const Json& artifact) {
  const std::string_view bytes = artifact["payload_bin"].text();
  const std::string id(artifact["id"].text());
  if (!payloads_.contains(id) && hold(bytes.size())) payloads_.emplace(id, bytes);
}

std::optional<std::string> StixOwn::payload(const Json& reference) {
  const auto there = payloads_.find(reference.text());
  if (there == payloads_.end()) return std::nullopt;
  used_.push_back(there->first);
  return from_base64(there->second);
}

Result<void> StixOwn::take(std::string_view type, const Json& object) {
  if (type == "artifact") {
    take_payload(object);
    return {};
  }
  const Json& ours = object["extensions"][stix_extension_id()];
  const std::string key(ours["of_document"].text());
  if (ours["claim"].is_object()) {
    const std::size_t bytes = to_text(ours["claim"]).size();
    if (hold(bytes)) {
      Waiting& waiting = waiting_[key];
      waiting.claims.emplace_back(ours["claim_index"].number().value_or(0), ours["claim"]);
      waiting.bytes += bytes;
    }
  }
  if (ours["document"].is_object()) {
    Json record = ours["document"];
    WHENCE_TRY(const bool restored, restore(record, false));
    if (!restored && hold(to_text(record).size())) records_.push_back(std::move(record));
  }
  if (ours["case"].is_object() && hold(to_text(ours["case"]).size())) cases_.push_back(ours["case"]);
  if (ours["act"].is_object() && hold(to_text(ours["act"]).size())) lines_.push_back(ledger_line_from(ours["act"]));
  if (ours["ledger"].is_object()) frame_ = ours["ledger"];
  return {};
}

// Before the last object only if all of its parts have come: its text, and as many claims as it says.
Result<bool> StixOwn::restore(Json& record, bool last) {
  const auto of = waiting_.find(record["key"].text());
  const std::size_t there = of == waiting_.end() ? 0 : of->second.claims.size();
  if (!last && record["claims"].number() != static_cast<double>(there)) return false;
  const Json reference = record["text_ref"];
  const auto text = reference.is_null() ? std::optional<std::string>("") : payload(reference);
  if (!text) {
    if (last) odd("the text of a document is missing: " + visible(record["key"].text()));
    return false;
  }
  ReceivedDocument document;
  if (of != waiting_.end()) {
    auto& claims = of->second.claims;
    std::stable_sort(claims.begin(), claims.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [index, claim] : claims) document.claims.push_back(std::move(claim));
    held_ -= of->second.bytes;
    waiting_.erase(of);
  }
  document.record = std::move(record);
  document.record.set("text", *text);
  if (auto taken = restore_(document); !taken) return taken.error();
  return true;
}

Result<void> StixOwn::finish(Received& received, std::vector<Oddity>& oddities) {
  for (Json& record : records_) {
    WHENCE_TRY([[maybe_unused]] const bool restored, restore(record, true));
  }
  for (const Json& record : cases_) {
    const auto yaml = payload(record["file_ref"]);
    if (yaml) received.cases.push_back({std::string(record["name"].text()), *yaml});
    if (!yaml) odd("the file of a case is missing: " + visible(record["name"].text()));
  }
  if (frame_.is_object()) {
    received.ledger = ledger_frame_from(frame_);
    received.ledger->lines = std::move(lines_);
  }
  oddities.insert(oddities.end(), oddities_.begin(), oddities_.end());
  return {};
}

}  // namespace whence
