// What was ours in a bundle, put together again while the bundle passes by.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "base/result.h"
#include "format/exchange.h"
#include "model/oddity.h"

namespace whence {

// Gets each document as soon as everything of it has come.
using RestoreDocument = std::function<Result<void>(const ReceivedDocument& document)>;

class StixOwn {
 public:
  // `name` is for messages. Holds at most limits.bytes of what waits for its other parts.
  StixOwn(std::string name, const Limits& limits, RestoreDocument restore);

  // An artifact, or an object that bears our extension. An Error is the receiver's.
  Result<void> take(std::string_view type, const Json& object);
  // What waited in vain becomes oddities. Cases and the ledger, as far as they came.
  Result<void> finish(Received& received, std::vector<Oddity>& oddities);

 private:
  struct Waiting {
    std::vector<std::pair<double, Json>> claims;  // index, claim
    std::size_t bytes = 0;
  };
  bool hold(std::size_t bytes);
  void take_payload(const Json& artifact);
  std::optional<std::string> payload(const Json& reference);
  Result<bool> restore(Json& record, bool last);
  void odd(std::string what);

  std::string name_;
  Limits limits_;
  RestoreDocument restore_;
  std::map<std::string, std::string, std::less<>> payloads_;  // of artifacts by id, in base64
  std::deque<std::string> used_;                              // of these, the first used first; they go first
  std::map<std::string, Waiting, std::less<>> waiting_;       // by document
  std::vector<Json> records_;                                 // of documents whose parts have not all come
  std::vector<Json> cases_;
  std::vector<LedgerLine> lines_;
  Json frame_;
  std::size_t held_ = 0;  // bytes of the above
  bool full_ = false;
  std::vector<Oddity> oddities_;
};

}  // namespace whence
