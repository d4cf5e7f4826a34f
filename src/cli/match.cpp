#include "engine/match.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/match_page.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/answers_json.h"
#include "engine/engine.h"
#include "engine/kept_sightings.h"
#include "engine/trace.h"
#include "format/json_sighting.h"

namespace whence {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Where sightings go as JSON Lines: nowhere, a file or standard output.
class Sink {
 public:
  Result<void> open(const std::optional<std::string>& path) {
    if (!path) return {};
    wanted_ = true;
    if (*path == "-") return {};
    path_ = *path;
    file_.reset(std::fopen(path_.c_str(), "wb"));
    if (file_ == nullptr) return problem();
    return {};
  }
  Result<void> take(const Sighting& sighting, const std::string& log, const std::string& list) {
    if (!wanted_) return {};
    append_sighting(lines_, sighting, log, list);
    return lines_.size() < (std::size_t{1} << 16U) ? Result<void>() : flush();
  }
  Result<void> flush() {
    const std::string lines = std::exchange(lines_, {});
    if (file_ == nullptr) {
      if (const auto printed = print(lines); !printed) return printed.error();
      return {};
    }
    if (std::fwrite(lines.data(), 1, lines.size(), file_.get()) != lines.size() || std::fflush(file_.get()) != 0)
      return problem();
    return {};
  }

 private:
  Error problem() const { return {Code::io, fmt::format("{}: cannot be written: {}", path_, std::strerror(errno))}; }

  bool wanted_ = false;
  std::string path_, lines_;
  std::unique_ptr<std::FILE, Close> file_;
};

struct Wishes {
  std::optional<std::string> sightings;
  std::optional<int> jobs, top;
  std::optional<double> ratio;
  std::optional<std::string> workspace;
  bool no_benign = false, exact = false, lines = false, keep = false;
};

void declare(Options& options, MatchRequest& request, Wishes& wishes) {
  options.zero_or_more("LOG", "a log of any text format, also gzip, zstd or xz; - is standard input", request.logs);
  options.values("-i,--indicators", "FILE", "indicators: CSV, STIX, MISP, one a line", request.lists);
  options.value("-o,--sightings", "FILE", "write each sighting there as a line of JSON; - is standard output",
                wishes.sightings);
  options.flag("--jsonl", "the same as --sightings -", wishes.lines);
  options.flag("--keep", "keep in the workspace which indicator was seen in which log, first and last", wishes.keep);
  workspace_option(options, wishes.workspace);
  options.values("--benign", "FILE", "a list in the same forms: what is on it is no finding", request.benign_lists);
  options.flag("--no-benign", "hold nothing back; a sighting says why it would have been", wishes.no_benign);
  options.flag("--exact", "evil.example does not stand for www.evil.example", wishes.exact);
  options.value("--column", "NAME", "of CSV: where the indicator stands", request.list.column);
  options.value("--type-column", "NAME", "of CSV: and its type", request.list.type_column);
  options.flag("--undetectable", "take MISP attributes that are not meant for detection, too",
               request.list.undetectable);
  options.value("--top", "N", "indicators shown (default 20)", wishes.top);
  options.value("--jobs", "N", "threads (default: one for each processor)", wishes.jobs);
  options.value("--max-ratio", "N", "a packed file that unpacks to more times its size is left there (default 500)",
                wishes.ratio);
  options.example("whence match -i feed.csv -i bundle.json proxy.log.gz dns.log.zst -o sightings.jsonl");
  options.example("whence match -i feed.csv --keep --workspace whence.db dns.log.gz");
  options.example("zcat conn.*.gz | whence match -i addresses.txt - -o -");
  options.note(
      "One pass, whatever the log's format: every host name with its parents, address, hash, URL and mail address in "
      "it is looked up. docs/match.md says what matches what.");
}

// False: misuse, and one line has said why.
bool settle(Wishes& wishes, MatchRequest& request) {
  if (wishes.lines && wishes.sightings) {
    complain("match: --jsonl and --sightings: one of them");
    return false;
  }
  if (wishes.lines) wishes.sightings = "-";
  if (request.lists.empty()) {
    complain("match: no list of indicators; name one with -i FILE");
    return false;
  }
  if (request.logs.empty()) request.logs.emplace_back("-");
  const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
  request.match.jobs = static_cast<std::size_t>(std::clamp(wishes.jobs.value_or(static_cast<int>(processors)), 1, 256));
  request.match.scan.subdomains = !wishes.exact;
  request.stream.ratio = static_cast<std::uint64_t>(std::max(1.0, wishes.ratio.value_or(500.0)));
  return true;
}

// Whether nothing at all could be read of some log; each trouble is told.
bool tell_problems(const MatchSummary& summary) {
  bool failed = false;
  for (const LogSummary& log : summary.logs) {
    if (!log.problem) continue;
    complain(*log.problem);
    failed = failed || log.counts.bytes == 0;
  }
  return failed;
}

}  // namespace

Result<int> match_command(Options& options) {
  MatchRequest request;
  Wishes wishes;
  declare(options, request, wishes);
  if (const auto status = options.parse()) return *status;
  if (!settle(wishes, request)) return 2;
  WHENCE_TRY(const Data data, open_data(options.data()));
  std::optional<Workspace> workspace;
  std::optional<KeptSightings> kept;
  if (wishes.keep) {
    WHENCE_TRY(Workspace opened, Workspace::open(workspace_file(wishes.workspace), Access::write));
    WHENCE_TRY(const NameObject name, object_names(data));
    kept.emplace(workspace.emplace(std::move(opened)), name);
  }
  Sink sink;
  if (const Result<void> opened = sink.open(wishes.sightings); !opened) return opened.error();
  Progress progress("matching");
  const auto summary = match_logs(
      data, request,
      [&](const std::string& log, const std::string& list, const Sighting& sighting) -> Result<void> {
        if (!sighting.benign.empty() && !wishes.no_benign) return {};
        if (kept) {
          if (auto done = kept->take(sighting, log, list); !done) return done;
        }
        return sink.take(sighting, log, list);
      },
      [&](std::size_t, std::uint64_t bytes) { progress(bytes, 0); });
  if (!summary) return summary.error();
  if (const Result<void> written = sink.flush(); !written) return written.error();
  if (kept) {
    WHENCE_TRY(const std::size_t fresh, kept->finish());
    if (!options.json() && wishes.sightings != "-") {
      WHENCE_TRY([[maybe_unused]] const int printed,
                 print(counted(fresh, "sighting", "sightings") + " new in " + visible(workspace->path()) + "\n"));
    }
  }
  const bool failed = tell_problems(*summary);
  if (wishes.sightings != "-") {
    const auto most = static_cast<std::size_t>(std::clamp(wishes.top.value_or(20), 1, 1'000'000'000));
    WHENCE_TRY([[maybe_unused]] const int printed,
               print(options.json() ? to_text(json_match(*summary), 2) + "\n" : match_page(*summary, most)));
  }
  return failed ? 1 : 0;
}

}  // namespace whence
