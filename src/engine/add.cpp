#include "engine/add.h"

#include <chrono>
#include <optional>
#include <set>
#include <thread>
#include <unordered_set>
#include <utility>

#include "base/hash.h"
#include "engine/inputs.h"
#include "engine/parallel.h"

namespace whence {
namespace {

constexpr std::size_t most_in_group = 256;
constexpr std::size_t most_bytes_in_group = 16U << 20U;
constexpr std::size_t most_failures_listed = 100;

struct Item {
  Input input;
  std::string sha256;
  bool known = false;
  std::optional<Reading> reading;
  std::string problem;
};

Result<Document> document_of(const ReadingDesk& desk, Input& input, const Provenance& stated, const Limits& limits) {
  if (input.line) {
    WHENCE_TRY(Document document, desk.document_of_line(input.bytes, input.name, limits));
    if (stated.source) document.source = stated.source;
    if (stated.url) document.url = stated.url;
    if (stated.published) document.published = stated.published;
    return document;
  }
  Provenance told = input.stated;
  if (stated.source) told.source = stated.source;
  if (stated.url) told.url = stated.url;
  if (stated.published) told.published = stated.published;
  WHENCE_TRY(Document document, desk.document(input.content ? *input.content : input.bytes, input.name, told, limits));
  if (input.content) {
    const std::string hash = sha256(input.bytes);
    document.id = {"sha256:" + hash.substr(0, 16)};
    document.sha256 = hash;
    document.bytes = input.bytes.size();
    if (document.title.empty()) document.title = input.title;
  }
  return document;
}

class Adding {
 public:
  Adding(const ReadingDesk& desk, Workspace& workspace, const AddRequest& request, const Versions& versions, Time now,
         const Limits& limits)
      : desk_(desk),
        workspace_(workspace),
        request_(request),
        versions_(versions),
        now_(now),
        limits_(limits),
        inputs_(request.files, request.lines, limits) {
    for (const Upload& upload : request.uploads) inputs_.put(upload.name, upload.bytes);
  }

  Result<AddSummary> run(const AddedCall& told, const ProgressCall& progress) {
    std::size_t done = 0;
    std::vector<Item> group = next_group();
    read_group(group);
    while (!group.empty()) {
      // The next group is read while this one goes to the disk.
      std::vector<Item> following = next_group();
      std::thread reader([&] { read_group(following); });
      const auto kept = keep_group(group);
      reader.join();
      if (!kept) return kept.error();
      for (const Added& added : *kept) {
        count(added);
        if (told) told(added);
      }
      done += group.size();
      if (progress) progress(done, 0);
      group = std::move(following);
    }
    if (auto sound = workspace_.problem(); !sound) return sound.error();
    return std::move(summary_);
  }

 private:
  // The next inputs, up to a bound in number and bytes; asks the workspace which of them it has.
  std::vector<Item> next_group() {
    std::vector<Item> group;
    std::size_t bytes = 0;
    std::unordered_set<std::string> in_group;
    Input input;
    while (group.size() < most_in_group && bytes < most_bytes_in_group && inputs_.next(input)) {
      Item item;
      item.input = std::move(input);
      bytes += item.input.bytes.size();
      if (item.input.problem) {
        item.problem = item.input.problem->message;
      } else {
        item.sha256 = sha256(item.input.bytes);
        item.known = workspace_.holds(item.sha256) || !in_group.insert(item.sha256).second;
      }
      group.push_back(std::move(item));
    }
    return group;
  }

  void read_group(std::vector<Item>& group) const {
    for_each_number(group.size(), request_.jobs, [&](std::size_t i) {
      Item& item = group[i];
      if (item.known || !item.problem.empty()) return;
      auto document = document_of(desk_, item.input, request_.stated, limits_);
      if (!document) {
        item.problem = document.error().message;
        return;
      }
      item.reading = desk_.read(std::move(document).value());
    });
  }

  Result<std::vector<Added>> keep_group(std::vector<Item>& group) {
    std::vector<Added> told;
    workspace_.begin();
    for (Item& item : group) {
      Added added;
      added.name = item.input.name;
      if (!item.problem.empty()) {
        added.arrival = Arrival::failed;
        added.problem = item.problem;
      } else if (workspace_.holds(item.sha256)) {
        // Asked again: another program may have added it since, or an earlier document of this group.
        added.arrival = Arrival::known;
        added.key = "sha256:" + item.sha256.substr(0, 16);
        Document place;
        place.name = item.input.name;
        place.source = request_.stated.source;
        place.url = request_.stated.url;
        place.published = request_.stated.published;
        if (place.published && workspace_.date(item.sha256, *place.published)) ++summary_.dated;
        if (!item.input.line && workspace_.note_arrival(item.sha256, place, now_)) ++summary_.elsewhere;
      } else if (!item.reading) {
        added.arrival = Arrival::failed;
        added.problem = item.input.name + ": the same bytes as one that could not be read";
      } else {
        workspace_.keep(*item.reading, versions_.program, now_);
        added.key = item.reading->document.id.text;
        added.claims = item.reading->claims.size();
        std::set<std::size_t> on_record;
        for (const LedgerNote& note : item.reading->against_ledger) on_record.insert(note.here);
        added.on_record = on_record.size();
        ++languages_[item.reading->language];
        if (item.reading->understood == Understood::cues) ++in_part_[item.reading->language];
        if (item.reading->understood == Understood::no) ++unread_[item.reading->language];
      }
      item.reading.reset();
      told.push_back(std::move(added));
    }
    if (auto done = workspace_.commit(); !done) return done.error();
    summary_.languages = languages_;
    summary_.in_part = in_part_;
    summary_.unread = unread_;
    return told;
  }

  void count(const Added& added) {
    switch (added.arrival) {
      case Arrival::fresh:
        ++summary_.fresh;
        break;
      case Arrival::known:
        ++summary_.known;
        break;
      case Arrival::failed:
        ++summary_.failed;
        if (summary_.failures.size() < most_failures_listed) summary_.failures.push_back({added.name, added.problem});
        break;
    }
    summary_.claims += added.claims;
    summary_.on_record += added.on_record;
  }

  const ReadingDesk& desk_;
  Workspace& workspace_;
  const AddRequest& request_;
  const Versions& versions_;
  Time now_;
  Limits limits_;
  Inputs inputs_;
  std::map<std::string, std::size_t> languages_, in_part_, unread_;
  AddSummary summary_;
};

}  // namespace

Result<AddSummary> add_documents(const ReadingDesk& desk, Workspace& workspace, const AddRequest& request,
                                 const Versions& versions, Time now, const Limits& limits, const AddedCall& told,
                                 const ProgressCall& progress) {
  return Adding(desk, workspace, request, versions, now, limits).run(told, progress);
}

}  // namespace whence
