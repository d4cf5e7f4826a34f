#include "engine/import_taxii.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "base/secret_file.h"
#include "base/text.h"
#include "engine/object_keeper.h"
#include "format/stix_objects.h"
#include "store/fetched.h"
#include "store/objects.h"

namespace whence {
namespace {

constexpr std::string_view scheme = "taxii+";
constexpr std::string_view media = "application/taxii+json";
constexpr std::size_t page_size = 1000, most_in_group = 4096, most_empty_pages = 100;
constexpr std::size_t group_bytes = 16U << 20U;
constexpr std::size_t small_answer = 4U << 20U;  // bytes of a list of collections

// A value in a query.
std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

Error refused(const FetchedHead& head, const std::string& url) {
  const std::string place = visible(url) + ": ";
  const std::string status = std::to_string(head.status);
  if (head.status >= 300 && head.status < 400)
    return {Code::unsupported, place + "leads to " + visible(head.field("location")) +
                                   ", which is not followed; name that address if it is meant"};
  if (head.status == 401 || head.status == 403)
    return {Code::conflict, place + "asks who you are (" + status + "); name a file with --credentials"};
  if (head.status == 404) return {Code::not_found, place + "there is nothing (404); check the address"};
  if (head.status == 406) return {Code::unsupported, place + "does not speak TAXII 2.1 (406)"};
  if (head.status == 429 || head.status == 503)
    return {Code::io, place + "is busy (" + status + "); run it again later, it goes on where it stopped"};
  return {Code::io, place + "answers " + status};
}

// "application/taxii+json;version=2.1"
Result<void> check_type(const FetchedHead& head, const std::string& url) {
  const std::string type = lower(head.field("content-type"));
  const bool ours = trim(std::string_view(type).substr(0, type.find(';'))) == media;
  const std::size_t version = type.find("version=");
  const bool other = version != std::string::npos && type.find("2.1", version) == std::string::npos;
  if (ours && !other) return {};
  return Error{Code::unsupported, visible(url) + ": answers with " + (type.empty() ? "no media type" : visible(type)) +
                                      ", wanted is " + std::string(media) + ";version=2.1; check the address"};
}

struct RemoteCollection {
  std::string address, title;  // address ends with "/"
};

// What the server shares, found from any of its addresses.
class TaxiiServer {
 public:
  TaxiiServer(HttpClient client, std::string origin) : client_(std::move(client)), origin_(std::move(origin)) {}

  Result<std::vector<RemoteCollection>> collections(const std::string& url) {
    WHENCE_TRY(const Json what, small(url));
    if (what["can_read"].boolean()) return std::vector<RemoteCollection>{{url, std::string(what["title"].text())}};
    std::vector<RemoteCollection> found;
    if (what["api_roots"].is_array()) {
      for (const Json& root : what["api_roots"].items()) {
        WHENCE_TRY(const std::string address, within(root.text(), url));
        if (auto added = add_root(address, found); !added) return added.error();
      }
    } else if (what["versions"].is_array()) {
      if (auto added = add_root(url, found); !added) return added.error();
    } else {
      return Error{Code::unsupported, visible(url) + ": is no discovery, API root or collection of TAXII 2.1"};
    }
    if (found.empty()) return Error{Code::not_found, visible(url) + ": shares no collection that may be read"};
    return found;
  }

  // A page into `reader`.
  Result<FetchedHead> page(const std::string& url, StixReader& reader) {
    return get(url, [&](std::string_view bytes) { return reader.feed(bytes); });
  }

 private:
  Result<FetchedHead> get(const std::string& url, const std::function<Result<void>(std::string_view)>& take) {
    static const std::vector<std::string> accept = {"Accept: application/taxii+json;version=2.1"};
    WHENCE_TRY(FetchedHead head,
               client_.get(url, accept, [&](const FetchedHead& so_far, std::string_view bytes) -> Result<void> {
                 if (auto right = check_type(so_far, url); !right) return right;
                 return take(bytes);
               }));
    if (head.status != 200) return refused(head, url);
    if (auto right = check_type(head, url); !right) return right.error();
    return head;
  }

  Result<Json> small(const std::string& url) {
    std::string body;
    const auto take = [&](std::string_view bytes) -> Result<void> {
      body += bytes;
      if (body.size() <= small_answer) return {};
      return Error{Code::limit, "the answer is larger than " + std::to_string(small_answer) + " bytes"};
    };
    WHENCE_TRY([[maybe_unused]] const FetchedHead head, get(url, take));
    return parse_json(body, visible(url), Limits{.bytes = small_answer + 1, .depth = 64});
  }

  // An address that the server names must be one of its own.
  Result<std::string> within(std::string_view named, const std::string& from) const {
    std::string address = named.starts_with("/") ? origin_ + std::string(named) : std::string(named);
    if (origin_of(address) != origin_)
      return Error{Code::unsupported, visible(from) + ": leads to " + visible(address) +
                                          ", another server; name that address if it is meant"};
    if (!address.ends_with('/')) address += '/';
    return address;
  }

  Result<void> add_root(const std::string& root, std::vector<RemoteCollection>& found) {
    const std::string url = root + "collections/";
    WHENCE_TRY(const Json list, small(url));
    for (const Json& one : list["collections"].items()) {
      const std::string id(one["id"].text());
      if (one["can_read"].boolean() == true && !id.empty())
        found.push_back({url + encoded(id) + "/", std::string(one["title"].text())});
    }
    return {};
  }

  HttpClient client_;
  std::string origin_;
};

// One collection, from where it was left to its end.
class Walk {
 public:
  Walk(TaxiiServer& server, Workspace& workspace, const TaxiiImport& request, const std::string& address,
       ObjectKeeper keeper, const Limits& limits)
      : server_(server),
        workspace_(workspace),
        request_(request),
        limits_(limits),
        keeper_(std::move(keeper)),
        state_(fetched(workspace, address)) {
    // Nothing of this address can lie before what is held by now.
    if (!state_.latest && state_.read_to == 0) state_.read_to = newest_object_number(workspace);
    // What was added in the same instant as the last of it may have come later: it is asked for again, and known.
    if (state_.latest && !request.from_the_start) added_after_ = *state_.latest - std::chrono::microseconds(1);
  }

  Result<ExchangeImport> run(const ProgressCall& progress) && {
    std::size_t empty_pages = 0;
    for (bool more = true; more;) {
      const std::size_t before = keeper_.result().objects;
      WHENCE_TRY(more, next_page());
      const std::size_t objects = keeper_.result().objects;
      if (progress) progress(objects, 0);
      empty_pages = objects == before ? empty_pages + 1 : 0;
      if (more && empty_pages == most_empty_pages)
        return wrong("says again and again that there is more, and sends nothing");
      if (more && objects > request_.most_objects)
        return Error{Code::limit, visible(state_.address) + ": sent more than " +
                                      std::to_string(request_.most_objects) +
                                      " objects; what came is kept, and the same command goes on there"};
    }
    if (auto read = read_ours(); !read) return read.error();
    if (state_.latest) keeper_.result().up_to = to_string(*state_.latest);
    return std::move(keeper_.result());
  }

 private:
  Error wrong(const std::string& what) const { return {Code::malformed, visible(state_.address) + ": " + what}; }

  std::string page_address() const {
    std::string url = state_.address + "objects/?limit=" + std::to_string(page_size);
    // Every version: who asks for the newest alone never learns what an earlier one said.
    url += "&match%5Bversion%5D=all";
    if (added_after_) url += "&added_after=" + encoded(to_string(*added_after_));
    if (!next_.empty()) url += "&next=" + encoded(next_);
    return url;
  }

  // The lock is held while a group is written, never while the server is waited for.
  Result<void> take(const ForeignObject& object) {
    group_.push_back(object);
    held_ += object.json.size();
    if (group_.size() < most_in_group && held_ < group_bytes) return {};
    return flush();
  }

  Result<void> flush() {
    held_ = 0;
    return keeper_.keep_all(std::exchange(group_, {}));
  }

  // Keeps a page and how far it goes. False: it was the last.
  Result<bool> next_page() {
    group_.clear();
    held_ = 0;
    std::size_t come = 0;
    std::string ids;
    StixReader reader(state_.address, limits_, [&](const ForeignObject& object) -> Result<void> {
      if (++come > request_.most_objects)
        return Error{Code::limit, "a page holds more than " + std::to_string(request_.most_objects) + " objects"};
      if (come <= page_size) ids += object.id + object.modified;
      return take(object);
    });
    WHENCE_TRY(const FetchedHead head, server_.page(page_address(), reader));
    WHENCE_TRY(const StixReading read, reader.finish());
    if (read.more && (read.next.empty() || (!ids.empty() && ids == page_before_)))
      return wrong("goes in circles: it says that there is more, and sends the same or does not say where");
    if (auto kept = flush(); !kept) return kept.error();
    keeper_.count(read);
    const auto last = parse_instant(head.field("x-taxii-date-added-last"));
    if (last && (!state_.latest || *last > *state_.latest)) state_.latest = last;
    next_ = read.next;
    page_before_ = std::move(ids);
    workspace_.begin();
    keep_fetched(workspace_, state_);
    if (auto kept = workspace_.commit(); !kept) return kept.error();
    return read.more;
  }

  // What of it whence exported becomes what it was. Parts of one document may have come on several pages, and in
  // several runs, so they are looked for in what is kept.
  Result<void> read_ours() {
    StixReader reader(state_.address, limits_, {}, [this](const ReceivedDocument& document) -> Result<void> {
      keeper_.restore(document);
      return {};
    });
    std::int64_t number = state_.read_to;
    bool first = true;
    workspace_.begin();
    if (auto fed = reader.feed(R"({"type":"bundle","objects":[)"); !fed) return undone(fed.error());
    for (std::size_t got = most_in_group; got == most_in_group;) {
      const std::vector<StoredObject> some = stored_objects(workspace_, number, most_in_group);
      got = some.size();
      for (const StoredObject& one : some) {
        number = one.number;
        if (one.source != state_.address || (one.type != "artifact" && !bears_our_extension(one.json))) continue;
        if (auto fed = reader.feed((first ? "" : ",") + one.json); !fed) return undone(fed.error());
        first = false;
      }
    }
    if (auto fed = reader.feed("]}"); !fed) return undone(fed.error());
    auto found = reader.finish();
    if (!found) return undone(found.error());
    state_.read_to = number;
    keep_fetched(workspace_, state_);
    return keeper_.finish(found->ours);
  }

  Error undone(Error error) {
    workspace_.roll_back();
    return error;
  }

  TaxiiServer& server_;
  Workspace& workspace_;
  const TaxiiImport& request_;
  const Limits& limits_;
  ObjectKeeper keeper_;
  Fetched state_;
  std::optional<Instant> added_after_;
  std::string next_, page_before_;  // how to ask for the next page; what was on the one before
  std::vector<ForeignObject> group_;
  std::size_t held_ = 0;  // bytes of group_
};

Result<FetchOptions> fetch_options(const TaxiiImport& request) {
  FetchOptions options;
  options.ca_file = request.ca_file;
  options.limits = request.limits;
  if (request.credentials.empty()) return options;
  WHENCE_TRY(const std::string text, read_secret_file(request.credentials));
  const std::string_view line = trim(text);
  const std::size_t space = line.find_first_of(" \t");
  options.secret = trim(line.substr(space == std::string_view::npos ? 0 : space));
  if (space != std::string_view::npos) options.user = line.substr(0, space);
  if (options.secret.empty() || options.secret.find('\n') != std::string::npos)
    return Error{Code::malformed, request.credentials + ": write NAME PASSWORD, or a TOKEN, in one line"};
  return options;
}

}  // namespace

bool is_taxii_address(std::string_view text) { return text.starts_with(scheme); }

Result<std::vector<ExchangeImport>> import_taxii(const Data& data, Workspace& workspace, const TaxiiImport& request,
                                                 const std::string& folder, Time now, const Limits& limits,
                                                 const ProgressCall& progress) {
  std::string url = request.address.substr(std::min(scheme.size(), request.address.size()));
  const std::string origin = origin_of(url);
  if (!is_taxii_address(request.address) || origin.empty() || url.find_first_of("?#") != std::string::npos)
    return Error{Code::malformed, visible(request.address) + ": write taxii+https://HOST/PATH/"};
  if (origin.starts_with("http:") && !is_this_machine(url))
    return Error{Code::unsupported,
                 visible(request.address) + ": only this machine is asked without TLS; write " + "taxii+https://..."};
  if (!url.ends_with('/')) url += '/';
  WHENCE_TRY(FetchOptions options, fetch_options(request));
  TaxiiServer server(HttpClient(std::move(options)), origin);
  WHENCE_TRY(const std::vector<RemoteCollection> shared, server.collections(url));
  std::vector<ExchangeImport> all;
  for (const RemoteCollection& one : shared) {
    ObjectKeeper keeper(data, workspace, one.address, folder, now, limits);
    WHENCE_TRY(ExchangeImport done,
               Walk(server, workspace, request, one.address, std::move(keeper), limits).run(progress));
    all.push_back(std::move(done));
  }
  return all;
}

}  // namespace whence
