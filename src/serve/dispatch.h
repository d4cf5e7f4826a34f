// From a request to its handler and back: who may, what fits, what is remembered, what every answer carries.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "serve/guard.h"
#include "serve/ledger_of_writes.h"
#include "serve/message.h"
#include "serve/route.h"
#include "serve/service.h"

namespace whence {

class Dispatcher {
 public:
  Dispatcher(std::unique_ptr<Service> service, Guard guard, AuditLog audit)
      : service_(std::move(service)), guard_(std::move(guard)), audit_(std::move(audit)) {}

  // From the head alone; from one thread.
  Admission admit(const HttpRequest& request);
  bool busy() const { return service_->jobs().busy(); }
  // From any thread.
  HttpResponse answer(HttpRequest& request);

 private:
  HttpResponse handled(const Route& route, const HttpRequest& request, Call& call);
  HttpResponse written(const Route& route, const HttpRequest& request, Call& call);
  std::string audit_line(const HttpRequest& request, const Call& call, const HttpResponse& answer) const;

  std::unique_ptr<Service> service_;
  Guard guard_;
  AuditLog audit_;
  KeyedAnswers keyed_;
};

// What every answer says to browsers; what the answer says of these itself stands.
void add_safety_fields(HttpResponse& response, bool secure);
// An engine's error as an answer.
HttpResponse error_response(const Error& error);
// 200 with JSON.
HttpResponse json_response(const Json& json);

}  // namespace whence
