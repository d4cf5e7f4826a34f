// A server with a workspace of its own, gone with the test.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <unistd.h>

#include "lexicon/data.h"
#include "serve/site.h"

namespace whence::test {

inline const Data& shipped_data() {
  static const Data data = Data::open_embedded().value();
  return data;
}

class RunningSite {
 public:
  explicit RunningSite(SiteOptions options = {}) {
    std::filesystem::create_directories(folder_);
    options.server.port = 0;
    options.workspace = (folder_ / "w.db").string();
    options.audit = (folder_ / "audit.jsonl").string();
    auto opened = Site::open(shipped_data(), options);
    REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
    site_.emplace(std::move(opened).value());
    thread_ = std::thread([this] { site_->run(); });
  }
  ~RunningSite() {
    site_->stop();
    thread_.join();
    site_.reset();
    std::filesystem::remove_all(folder_);
  }
  RunningSite(const RunningSite&) = delete;
  RunningSite& operator=(const RunningSite&) = delete;
  int port() const { return site_->port(); }
  std::string file(const char* name) const { return (folder_ / name).string(); }

 private:
  static std::string next() {
    static int count = 0;
    return std::to_string(++count);
  }
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("whence-serve-" + std::to_string(::getpid()) + "-" + next());
  std::optional<Site> site_;
  std::thread thread_;
};

}  // namespace whence::test
