#include "serve/service.h"

#include <filesystem>
#include <utility>

namespace whence {
namespace {

constexpr std::size_t most_idle = 8;
constexpr std::size_t most_statuses = 1000;

}  // namespace

Service::Service(const Data& data, ReadingDesk desk, ServiceOptions options)
    : data_(data), desk_(std::move(desk)), versions_(versions_of(data)), options_(std::move(options)) {}

Result<std::unique_ptr<Service>> Service::open(const Data& data, ServiceOptions options) {
  WHENCE_TRY(ReadingDesk desk, ReadingDesk::open(data));
  std::unique_ptr<Service> service(new Service(data, std::move(desk), std::move(options)));
  if (service->has_workspace()) {
    // Said now and not at the first request: what is no workspace, and one that a newer program made.
    WHENCE_TRY(const Workspace there, Workspace::open(service->options_.workspace, Access::read));
  }
  return service;
}

bool Service::has_workspace() const {
  std::error_code ignored;
  return std::filesystem::exists(options_.workspace, ignored);
}

Result<Service::Reading> Service::reading() {
  {
    const std::lock_guard lock(idle_guard_);
    if (!idle_.empty()) {
      auto workspace = std::move(idle_.back());
      idle_.pop_back();
      return Reading(*this, std::move(workspace));
    }
  }
  if (!has_workspace()) return Error{Code::not_found, "there is no workspace yet; add a document first"};
  WHENCE_TRY(Workspace opened, Workspace::open(options_.workspace, Access::read));
  return Reading(*this, std::make_unique<Workspace>(std::move(opened)));
}

Service::Reading::~Reading() {
  // One that has failed once fails for good.
  if (workspace_ == nullptr || !workspace_->problem()) return;
  const std::lock_guard lock(service_->idle_guard_);
  if (service_->idle_.size() < most_idle) service_->idle_.push_back(std::move(workspace_));
}

Result<Service::Writing> Service::writing() {
  std::unique_lock lock(writer_);
  WHENCE_TRY(Workspace opened, Workspace::open(options_.workspace, Access::write));
  return Writing(std::move(lock), std::move(opened));
}

Result<const Publication*> Service::publication() {
  const std::lock_guard lock(publication_guard_);
  if (!publication_) {
    WHENCE_TRY(Publication opened, Publication::open(data_));
    publication_.emplace(std::move(opened));
  }
  return &*publication_;
}

void Service::remember_status(std::string id, std::string text) {
  const std::lock_guard lock(statuses_guard_);
  statuses_.emplace_front(std::move(id), std::move(text));
  if (statuses_.size() > most_statuses) statuses_.pop_back();
}

std::optional<std::string> Service::status(const std::string& id) {
  const std::lock_guard lock(statuses_guard_);
  for (const auto& [known, text] : statuses_) {
    if (known == id) return text;
  }
  return std::nullopt;
}

}  // namespace whence
