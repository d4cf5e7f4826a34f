// What handlers work with: the tables, the workspace, and the jobs. Handlers run in several threads; all of this may be
// used from any of them.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/read.h"
#include "lexicon/data.h"
#include "serve/jobs.h"
#include "store/workspace.h"

namespace whence {

class Service {
 public:
  // `data` must outlive it. The workspace need not be there yet: the first document makes it.
  static Result<std::unique_ptr<Service>> open(const Data& data, std::string workspace);

  const Data& data() const { return data_; }
  const ReadingDesk& desk() const { return desk_; }
  const Versions& versions() const { return versions_; }
  const Limits& limits() const { return limits_; }
  Jobs& jobs() { return jobs_; }

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
  Result<Workspace> job_workspace() { return Workspace::open(workspace_, Access::write); }

 private:
  Service(const Data& data, ReadingDesk desk, std::string workspace);

  const Data& data_;
  ReadingDesk desk_;
  Versions versions_;
  Limits limits_;
  std::string workspace_;
  std::mutex idle_guard_, writer_;
  std::vector<std::unique_ptr<Workspace>> idle_;  // open for reading
  Jobs jobs_;                                     // last: its thread uses what stands above
};

}  // namespace whence
