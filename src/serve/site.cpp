#include "serve/site.h"

#include <utility>

#include "base/text.h"
#include "model/tlp.h"
#include "serve/dispatch.h"

namespace whence {
namespace {

// What stands between the network and the workspace. Nothing here can be switched off.
Result<void> check_exposure(const SiteOptions& options) {
  if (is_loopback(options.server.address) && !options.behind_proxy) return {};
  const std::string where = options.behind_proxy ? "--behind-proxy" : options.server.address;
  if (options.token_file.empty())
    return Error{Code::conflict, where + ": others reach this address; name a file of tokens with --token-file"};
  if (options.server.certificate.empty() && !options.behind_proxy)
    return Error{Code::conflict, where +
                                     ": others reach this address; name --tls-cert and --tls-key, or say "
                                     "--behind-proxy where one does TLS"};
  if (options.hosts.empty())
    return Error{Code::conflict, where + ": say with --host under which name browsers and clients address it"};
  return {};
}

}  // namespace

Result<Site> Site::open(const Data& data, const SiteOptions& options) {
  if (auto safe = check_exposure(options); !safe) return safe.error();
  GuardOptions guard;
  if (!options.token_file.empty()) {
    WHENCE_TRY(guard.tokens, read_tokens(options.token_file));
  }
  for (const std::string& host : options.hosts) guard.hosts.push_back(lower(host));
  guard.loopback = is_loopback(options.server.address);
  guard.behind_proxy = options.behind_proxy;
  guard.read_only = options.read_only;
  if (options.rate) {
    guard.rate = *options.rate;
    guard.burst = *options.rate * 20;
  }
  WHENCE_TRY(AuditLog audit, AuditLog::open(options.audit));
  WHENCE_TRY(std::unique_ptr<Service> service,
             Service::open(data, {options.workspace, options.read_only, tlp_rank(options.most_tlp)}));
  auto dispatcher = std::make_unique<Dispatcher>(std::move(service), Guard(std::move(guard)), std::move(audit));
  Dispatcher* const one = dispatcher.get();
  WHENCE_TRY(HttpServer server,
             HttpServer::open(options.server, {[one](const HttpRequest& request) { return one->admit(request); },
                                               [one](HttpRequest& request) { return one->answer(request); }}));
  const std::string host = options.server.address.find(':') == std::string::npos ? options.server.address
                                                                                 : "[" + options.server.address + "]";
  return Site(std::move(dispatcher), std::move(server),
              (options.server.certificate.empty() ? "http://" : "https://") + host);
}

Site::Site(std::unique_ptr<Dispatcher> dispatcher, HttpServer server, std::string start)
    : dispatcher_(std::move(dispatcher)), server_(std::move(server)), start_(std::move(start)) {}
Site::Site(Site&& other) noexcept = default;
Site::~Site() = default;

bool Site::busy() const { return dispatcher_->busy(); }

std::string Site::address() const { return start_ + ":" + std::to_string(port()) + "/"; }

}  // namespace whence
