// What handlers work with: the tables, the workspace, and the jobs. Handlers run in several threads; all of this may be
// used from any of them.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/publish.h"
#include "engine/read.h"
#include "lexicon/data.h"
#include "serve/jobs.h"
#include "store/workspace.h"

namespace whence {

// What requests may do, beyond what the guard asks.
struct ServiceOptions {
  std::string workspace;
  bool read_only = false;
  std::optional<int> most_tlp;  // rank of the strictest mark that TAXII shares; absent: everything is shared
};

class Service {
 public:
  // `data` must outlive it. The workspace need not be there yet: the first document makes it.
  static Result<std::unique_ptr<Service>> open(const Data& data, ServiceOptions options);

  const Data& data() const { return data_; }
  const ReadingDesk& desk() const { return desk_; }
  const Versions& versions() const { return versions_; }
  const Limits& limits() const { return limits_; }
  Jobs& jobs() { return jobs_; }
  bool writable() const { return !options_.read_only; }
  std::optional<int> most_tlp() const { return options_.most_tlp; }

  // The workspace as it stands, for one request.
  class Reading {
   public:
    Reading(Service& service, std::unique_ptr<Workspace> workspace)
        : service_(&service), workspace_(std::move(workspace)) {}
    Reading(Reading&&) = default;
    Reading& operator=(Reading&&) = delete;
    ~Reading();
    Workspace& operator*() const { return *workspace_; }

   private:
    Service* service_;
    std::unique_ptr<Workspace> workspace_;
  };
  Result<Reading> reading();
  bool has_workspace() const;

  // The one writer of this process; another program may hold the file for a while.
  class Writing {
   public:
    Writing(std::unique_lock<std::mutex> lock, Workspace workspace)
        : lock_(std::move(lock)), workspace_(std::move(workspace)) {}
    Workspace& operator*() { return workspace_; }

   private:
    std::unique_lock<std::mutex> lock_;
    Workspace workspace_;
  };
  Result<Writing> writing();
  // For a job, which writes now and then for as long as it takes and must not hold up requests.
  Result<Workspace> job_workspace() { return Workspace::open(options_.workspace, Access::write); }

  // Made at the first call.
  Result<const Publication*> publication();
  // What came of objects that were posted, by id; the newest thousand, as long as the server runs.
  void remember_status(std::string id, std::string text);
  std::optional<std::string> status(const std::string& id);

 private:
  Service(const Data& data, ReadingDesk desk, ServiceOptions options);

  const Data& data_;
  ReadingDesk desk_;
  Versions versions_;
  Limits limits_;
  ServiceOptions options_;
  std::mutex idle_guard_, writer_, publication_guard_, statuses_guard_;
  std::vector<std::unique_ptr<Workspace>> idle_;  // open for reading
  std::optional<Publication> publication_;
  std::deque<std::pair<std::string, std::string>> statuses_;  // the newest first
  Jobs jobs_;                                                 // last: its thread uses what stands above
};

}  // namespace whence
