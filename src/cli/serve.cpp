#include <charconv>
#include <csignal>
#include <cstdlib>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "model/tlp.h"
#include "serve/site.h"

namespace whence {
namespace {

const Site* serving = nullptr;

void stop_serving(int) {
  if (serving != nullptr) serving->stop();
}

// "127.0.0.1:8470", "[::1]:8470", ":0"
Result<void> take_address(const std::string& typed, ServerOptions& server) {
  const std::size_t colon = typed.rfind(':');
  unsigned port = 0;
  const char* const end = typed.data() + typed.size();
  const char* const begin = colon == std::string::npos ? end : typed.data() + colon + 1;
  const auto [rest, problem] = std::from_chars(begin, end, port);
  if (begin == end || problem != std::errc() || rest != end || port > 65535)
    return Error{Code::malformed, "--listen " + typed + ": write ADDRESS:PORT, as in 127.0.0.1:8470"};
  server.port = static_cast<std::uint16_t>(port);
  std::string address = typed.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  if (!address.empty()) server.address = address;
  return {};
}

}  // namespace

Result<int> serve_command(Options& options) {
  SiteOptions site;
  std::string listen = "127.0.0.1:8470";
  std::optional<std::string> file, audit, most_tlp;
  options.value("--listen", "ADDRESS:PORT", "where to listen (default: 127.0.0.1:8470); port 0 is any free one",
                listen);
  workspace_option(options, file);
  options.value("--token-file", "FILE", "who may ask: one NAME TOKEN a line, readable by you alone", site.token_file);
  options.value("--tls-cert", "FILE", "certificate with its chain, PEM", site.server.certificate);
  options.value("--tls-key", "FILE", "its key, PEM", site.server.key);
  options.flag("--behind-proxy", "a proxy in front does TLS and says who asks in X-Forwarded-For", site.behind_proxy);
  options.values("--host", "NAME", "a name under which clients address this server, besides localhost", site.hosts);
  options.flag("--read-only", "nothing can be changed", site.read_only);
  options.value("--max-tlp", "MARK", "TAXII shares nothing above this mark, and nothing without one", most_tlp);
  options.value("--rate", "N", "requests a second from one address (default: 200)", site.rate);
  options.value("--audit", "FILE", "log of writes (default: beside the workspace, whence.db.audit.jsonl)", audit);
  options.example("whence serve");
  options.example(
      "whence serve --listen 192.0.2.10:8470 --host cert.example --token-file tokens --tls-cert c.pem "
      "--tls-key k.pem");
  options.note(
      "Answers only this machine unless told otherwise. From elsewhere a token and TLS are needed. Stops on "
      "Ctrl-C.");
  if (const auto status = options.parse()) return *status;
  if (auto taken = take_address(listen, site.server); !taken) return taken.error();
  if (most_tlp) {
    site.most_tlp = tlp_label(*most_tlp);
    if (site.most_tlp.empty())
      return Error{Code::malformed, "--max-tlp " + *most_tlp + ": write clear, green, amber, amber+strict or red"};
  }
  site.workspace = workspace_file(file);
  site.audit = audit.value_or(site.workspace + ".audit.jsonl");
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(Site opened, Site::open(data, site));
  serving = &opened;
  struct sigaction stopping{};
  stopping.sa_handler = stop_serving;
  ::sigaction(SIGINT, &stopping, nullptr);
  ::sigaction(SIGTERM, &stopping, nullptr);
  WHENCE_TRY(const int printed, print(options.json() ? to_text(Json::object().set("address", opened.address())) + "\n"
                                                     : opened.address() + "  (Ctrl-C stops it)\n"));
  opened.run();
  if (opened.busy()) {
    // What a job has kept is on the disk; the rest is added when it is asked for again. Nobody waits for that here.
    complain("stopped; a job was under way, and what it had not kept yet is left out");
    std::_Exit(0);
  }
  serving = nullptr;
  return printed;
}

}  // namespace whence
