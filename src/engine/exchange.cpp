#include "engine/exchange.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "engine/engine.h"
#include "engine/exchange_record.h"
#include "engine/kept_case.h"
#include "engine/ledger_names.h"
#include "engine/read.h"
#include "engine/weigh_case.h"
#include "format/misp.h"
#include "format/stix.h"
#include "format/tables.h"
#include "format/weigh_view.h"
#include "knowledge/knowledge.h"
#include "store/objects.h"

namespace whence {
namespace {

class Gathering {
 public:
  Gathering(const Data& data, const ExchangeNames& names, Workspace* workspace, const ExportRequest& request,
            const Limits& limits)
      : data_(data), names_(names), workspace_(workspace), request_(request), limits_(limits) {}

  Result<Exchange> all() && {
    const Versions versions = versions_of(data_);
    exchange_.program = versions.program;
    exchange_.data = versions.data_hash;
    for (const std::string& name : request_.named) {
      if (auto added = add_named(name); !added) return added.error();
    }
    for (const std::string& key : request_.documents) {
      if (auto added = add_kept(key); !added) return added.error();
    }
    for (const std::string& name : request_.cases) {
      if (auto added = add_kept_case(name); !added) return added.error();
    }
    if (request_.every_document) {
      if (auto added = add_workspace(); !added) return added.error();
    }
    if (request_.objects) {
      if (auto added = add_objects(); !added) return added.error();
    }
    if (request_.ledger) {
      WHENCE_TRY(exchange_.ledger, ledger(data_, workspace_, *request_.ledger));
      for (const LedgerLine& line : exchange_.ledger->lines) {
        if (auto marked = mark(line.on_record ? "CLEAR" : line.tlp, line.id); !marked) return marked.error();
        date(line.date);
      }
      exchange_.exercise = exchange_.exercise || exchange_.ledger->exercise;
    }
    if (exchange_.cases.empty() && exchange_.documents.empty() && exchange_.objects.empty() &&
        exchange_.other_objects == 0 && !exchange_.ledger)
      return Error{Code::malformed,
                   "nothing to export; name cases or documents, or say --ledger, --documents or --objects"};
    exchange_.names = names_.names;
    // What states no day of its own is as old as what it was made with.
    if (exchange_.as_of.empty()) exchange_.as_of = names_.as_of;
    if (!request_.as_of.empty()) exchange_.as_of = request_.as_of;
    return std::move(exchange_);
  }

 private:
  // Of what bears no mark: the one that the user gives.
  Result<std::string> mark(const std::string& own, const std::string& name) {
    std::string label = tlp_label(own.empty() ? request_.tlp : own);
    const auto rank = tlp_rank(label);
    if (const auto most = tlp_rank(request_.most)) {
      if (!rank)
        return Error{Code::conflict, name + ": has no TLP mark, so it cannot be told who may have it; say --tlp MARK"};
      if (*rank > *most)
        return Error{Code::conflict, name + ": is TLP:" + label + ", above " + request_.most + "; it stays here"};
    }
    if (rank && rank > tlp_rank(exchange_.tlp)) exchange_.tlp = label;
    return label;
  }

  void date(const std::string& text) {
    const std::string day = text.substr(0, 10);
    if (day.size() == 10 && parse_date(day) && day > exchange_.as_of) exchange_.as_of = day;
  }

  Result<void> add_named(const std::string& name) {
    std::error_code ignored;
    if (workspace_ != nullptr && name != "-" && !std::filesystem::exists(name, ignored)) return add_kept(name);
    WHENCE_TRY(std::string bytes, read_file(name, limits_));
    if (is_case(bytes, name)) return add_case(std::move(bytes), name);
    if (!desk_) {
      WHENCE_TRY(ReadingDesk desk, ReadingDesk::open(data_));
      desk_.emplace(std::move(desk));
    }
    KeptDocument kept;
    WHENCE_TRY(kept.reading, desk_->read(std::move(bytes), name, {}, limits_));
    kept.program = exchange_.program;
    return add_document(kept);
  }

  Error no_workspace(const char* what) const {
    return {Code::not_found, std::string("no workspace to take ") + what + " from; --workspace names one"};
  }

  Result<void> add_kept(const std::string& key) {
    if (workspace_ == nullptr) return no_workspace("documents");
    WHENCE_TRY(const DocumentRow row, workspace_->document(key));
    WHENCE_TRY(const KeptDocument kept, kept_document(*workspace_, row));
    return add_document(kept);
  }

  Result<void> add_kept_case(const std::string& name) {
    if (workspace_ == nullptr) return no_workspace("cases");
    WHENCE_TRY(OpenCase open, kept_case(data_, *workspace_, name, limits_));
    return add_case(std::move(open.bytes), name);
  }

  Result<void> add_case(std::string bytes, const std::string& name) {
    SharedCase shared;
    shared.yaml = bytes;
    WHENCE_TRY(const Case incident, case_from(data_, std::move(bytes), name, limits_));
    WHENCE_TRY(shared.answer, weigh_case(data_, incident, "default", {}));
    WHENCE_TRY(shared.answer.incident.tlp, mark(incident.tlp, name));
    for (const Statement& one : incident.statements) date(one.date);
    for (const CaseEvent& one : incident.log) date(one.at);
    for (const Evidence& one : incident.evidence) {
      if (one.seen && one.seen->to) date(to_string(*one.seen->to));
    }
    exchange_.exercise = exchange_.exercise || incident.exercise;
    exchange_.cases.push_back(std::move(shared));
    return {};
  }

  Result<void> add_document(const KeptDocument& kept) {
    SharedDocument shared = shared_document(kept);
    const Document& document = kept.reading.document;
    WHENCE_TRY(shared.tlp, mark(shared.tlp, document.name));
    if (document.published) date(to_string(Date{document.published->first}));
    exchange_.exercise = exchange_.exercise || kept.reading.exercise;
    exchange_.documents.push_back(std::move(shared));
    return {};
  }

  Result<void> add_workspace() {
    if (workspace_ == nullptr) return no_workspace("documents");
    constexpr std::size_t step = 500;
    std::int64_t after = 0;
    while (true) {
      const std::vector<DocumentRow> rows = workspace_->documents(after, step);
      for (const DocumentRow& row : rows) {
        WHENCE_TRY(const KeptDocument kept, kept_document(*workspace_, row));
        if (auto added = add_document(kept); !added) return added.error();
      }
      if (rows.size() < step) return workspace_->problem();
      after = rows.back().id;
    }
  }

  // As they came: --tlp says how far unmarked ones may go, but changes no byte of them. Definitions need no mark.
  Result<void> add_objects() {
    if (workspace_ == nullptr) return no_workspace("objects");
    constexpr std::size_t step = 500;
    std::int64_t after = 0;
    for (std::size_t got = step; got == step;) {
      std::vector<StoredObject> some = newest_objects(*workspace_, after, step);
      got = some.size();
      for (StoredObject& held : some) {
        after = held.number;
        if (held.spec != "2.1") {
          ++exchange_.other_objects;
          continue;
        }
        const bool definition = held.type == "marking-definition" || held.type == "extension-definition";
        WHENCE_TRY([[maybe_unused]] const std::string label,
                   mark(definition ? "CLEAR" : strictest_mark(held.json), held.id));
        date(held.modified);
        exchange_.objects.push_back({std::move(held.id), std::move(held.type), std::move(held.modified),
                                     std::move(held.spec), held.revoked, std::move(held.json)});
      }
    }
    return workspace_->problem();
  }

  const Data& data_;
  const ExchangeNames& names_;
  Workspace* workspace_;
  const ExportRequest& request_;
  const Limits& limits_;
  std::optional<ReadingDesk> desk_;
  Exchange exchange_;
};

}  // namespace

Result<ExchangeNames> exchange_names(const Data& data) {
  ExchangeNames found;
  WHENCE_TRY(const Knowledge known, Knowledge::load(data));
  for (const Item& item : known.items()) {
    const bool technique = item.kind == ItemKind::technique;
    found.names[std::string(item.id)] = {std::string(item.name),
                                         technique ? "technique" : std::string(item.software_kind)};
  }
  for (const Group& group : known.groups()) found.names[std::string(group.id)] = {std::string(group.name), "group"};
  WHENCE_TRY(const StateNames names, StateNames::load(data));
  for (const auto& [code, name] : names.all()) found.names[code] = {name, "state"};
  found.as_of = std::string(known.fact("attack.modified").substr(0, 10));
  if (!parse_date(found.as_of)) found.as_of = "2026-01-01";
  return found;
}

Result<Exchange> gather(const Data& data, const ExchangeNames& names, Workspace* workspace,
                        const ExportRequest& request, const Limits& limits) {
  if (request.objects && request.to != "stix")
    return Error{Code::unsupported, "--objects: " + request.to + " has no place for them; write --to stix"};
  return Gathering(data, names, workspace, request, limits).all();
}

Result<Exchange> gather(const Data& data, Workspace* workspace, const ExportRequest& request, const Limits& limits) {
  WHENCE_TRY(const ExchangeNames names, exchange_names(data));
  return gather(data, names, workspace, request, limits);
}

Result<Exported> export_as(const Exchange& exchange, const ExportRequest& request, const Data& data) {
  if (request.to == "stix") return write_stix(exchange, request.tlp_version);
  if (request.to == "misp") return write_misp(exchange);
  if (request.to == "navigator") return write_navigator(exchange, versions_of(data).attack.value_or(""));
  return write_csv(exchange);
}

}  // namespace whence
