// What handlers share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/result.h"
#include "engine/read.h"
#include "engine/trace.h"
#include "engine/weigh_case.h"
#include "serve/dispatch.h"
#include "serve/route.h"
#include "serve/service.h"

namespace whence {

inline constexpr std::size_t page_default = 100, page_most = 1000;

// The parameters of a list that comes in pages.
QueryParameter limit_parameter();
QueryParameter next_parameter();
std::size_t page_size(const Call& call);
// next as a number from 0. Error: it is none.
Result<std::int64_t> number_cursor(const Call& call);
// {"NAME": [...], "next": ...}; by default a list with nothing in it, as where there is no workspace yet. next null: no
// page follows.
HttpResponse page_response(std::string name, Json list = Json::array(), Json next = {});

std::optional<Date> date_of(const Call& call, std::string_view name);
// source, published, url.
std::vector<QueryParameter> stated_parameters();
Provenance stated_of(const Call& call);
std::vector<std::string> texts_of(const Json& list);

// How a case is weighed.
std::vector<QueryParameter> weigh_parameters();
WeighOptions weigh_options(const Call& call);

// How a trace is made.
std::vector<QueryParameter> trace_parameters();
TraceRequest trace_request(const Call& call);
HttpResponse trace_response(const Trace& trace);

// 202 with the job and where to ask for it.
Result<HttpResponse> job_response(Service& service, std::string kind, JobWork work);
HttpResponse html_response(std::string page);
// 412 in place of a conflict: somebody was faster.
HttpResponse precondition_failed(const Error& error);

}  // namespace whence
