// `whence serve`: everything put together, with what may not be left out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "serve/server.h"

namespace whence {

struct SiteOptions {
  ServerOptions server;
  std::string workspace;
  std::string audit;       // file of the log of writes
  std::string token_file;  // empty: nobody is asked for a token
  std::vector<std::string> hosts;
  bool behind_proxy = false;
  bool read_only = false;
  std::string most_tlp;        // label: TAXII shares nothing above it, and nothing without a mark; empty: everything
  std::optional<double> rate;  // requests a second and address
};

class Dispatcher;

class Site {
 public:
  // Listens. `data` must outlive it. Errors: an address that others reach without a token, or without TLS or a proxy
  // that does it; and those of its parts.
  static Result<Site> open(const Data& data, const SiteOptions& options);
  Site(Site&& other) noexcept;
  Site& operator=(Site&&) = delete;
  Site(const Site&) = delete;
  ~Site();

  std::string address() const;  // "http://127.0.0.1:8470/"
  std::uint16_t port() const { return server_.port(); }
  bool busy() const;  // a job is under way, and ~Site would wait for it
  void run() { server_.run(); }
  void stop() const { server_.stop(); }  // from any thread or signal handler

 private:
  Site(std::unique_ptr<Dispatcher> dispatcher, HttpServer server, std::string start);
  std::unique_ptr<Dispatcher> dispatcher_;
  HttpServer server_;  // before dispatcher_ in going: its workers use it
  std::string start_;
};

}  // namespace whence
