#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "engine/hypothesis_names.h"
#include "engine/page_data.h"
#include "engine/trace.h"
#include "engine/weigh_case.h"
#include "engine/weigh_desk.h"
#include "format/json_oddity.h"
#include "format/json_weigh.h"
#include "format/page_weigh.h"
#include "format/page_weigh_detail.h"

namespace whence {
namespace {

// What the user wants to see of the answer.
struct Wanted {
  bool all = false, matrix = false, parameters = false, lines = false;
  std::optional<std::string> explain;
};

Result<int> print_wanted(const Data& data, const WeighDesk& weighing, const Case& incident, const WeighRequest& request,
                         const Wanted& wanted, const Answer& answer, const Screen& screen) {
  const PageOptions options{.all = wanted.all, .colour = screen.color, .columns = screen.width};
  if (wanted.matrix) return print(matrix_page(answer, options));
  if (wanted.parameters) {
    WHENCE_TRY(const std::vector<Sensitivity> rows, sensitivities(data, incident, request.set, request.options));
    return print(parameters_page(answer, rows, options));
  }
  if (wanted.explain) {
    WeighOptions less = request.options;
    less.without.push_back({*wanted.explain});
    const auto without = weighing.weigh(incident, less);  // fails where it names a hypothesis
    const auto page = explain_page(answer, without ? &without.value() : nullptr, *wanted.explain, options);
    if (page) return print(*page);
    if (page.error().code != Code::not_found) return page.error();
    WHENCE_TRY(const HypothesisNamed named, hypothesis_named(data, answer, *wanted.explain));
    if (named.id.empty() && named.near.empty()) return page.error();
    if (named.id.empty()) return Error{Code::not_found, page.error().message + "; near it: " + join(named.near, ", ")};
    WHENCE_TRY(const std::string known, explain_page(answer, nullptr, named.id, options));
    return print(known);
  }
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  return print(page_weigh(answer, texts, options));
}

// One answer a line. A bad line is an oddity with its place, and the feed goes on.
Result<int> weigh_feed(const Data& data, const WeighRequest& request, const Limits& limits) {
  WHENCE_TRY(const std::string bytes, read_file(request.file, limits));
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  WHENCE_TRY(const WeighDesk weighing, WeighDesk::open(data, request.set));
  const auto records = lines(bytes);
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (trim(records[i]).empty()) continue;
    const std::string place = request.file + ":" + std::to_string(i + 1);
    const auto weighed = [&]() -> Result<Answer> {
      WHENCE_TRY(const Case incident, case_of_line(data, desk, records[i], place, limits));
      return weighing.weigh(incident, request.options);
    }();
    const Json answer = weighed ? json_weigh(*weighed).set("oddities", json_oddities(weighed->incident.oddities))
                                : Json::object()
                                      .set("headline", nullptr)
                                      .set("oddities", json_oddities({{place, weighed.error().message}}));
    WHENCE_TRY(const int printed, print(to_text(answer) + "\n"));
    if (printed != 0) return printed;
  }
  return 0;
}

}  // namespace

Result<int> weigh_command(Options& options) {
  WeighRequest request;
  Wanted wanted;
  TraceRequest trace;
  std::vector<std::string> without;
  bool no_testimony = false;
  options.required("FILE", "a case (YAML), a list of technique ids, one a line, or a document; - is standard input",
                   request.file);
  options.values("--without", "ID", "leave this item out, as if it had not been found", without);
  options.value("--prior", "NAME", "compute under this prior: catalogue, uniform, visibility-0.3",
                request.options.prior);
  options.flag("--no-testimony", "believe no link that only governments assert", no_testimony);
  options.values("-i,--observations", "FILE", "trace the case's indicators through these observations first",
                 trace.observations);
  options.flag("--matrix", "items against hypotheses, in nats", wanted.matrix);
  options.value("--explain", "WHAT", "one item (e8) or one hypothesis of any level (a name or G0065)", wanted.explain);
  options.flag("--parameters", "every parameter with mark, source and what halving or doubling it does here",
               wanted.parameters);
  options.value("--scale", "NAME", "scale of words, ICD203 or PHIA", request.options.scale);
  options.value("--set", "NAME", "set of parameters, see data/priors/parameters.tsv", request.set);
  options.flag("--jsonl",
               "each line of FILE is a case as JSON, or an article as in whence read --jsonl; one answer a line",
               wanted.lines);
  options.flag("--all", "every row, however long the page becomes", wanted.all);
  options.size_limit();
  options.example("whence weigh examples/drafting-office.yaml");
  options.example("whence weigh case.yaml --without e8");
  options.example("whence weigh case.yaml --explain e8");
  options.example("whence weigh case.yaml -i passive-dns.jsonl");
  options.note("Prints and keeps nothing. It never says that somebody did it.");
  if (const auto status = options.parse()) return *status;
  for (const std::string& id : without) request.options.without.push_back({id});
  request.options.testimony = !no_testimony;
  WHENCE_TRY(const Data data, open_data(options.data()));
  if (wanted.lines) return weigh_feed(data, request, options.limits());
  WHENCE_TRY(std::string bytes, read_file(request.file, options.limits()));
  WHENCE_TRY(const Case incident, case_from(data, std::move(bytes), request.file, options.limits()));
  if (!trace.observations.empty()) {
    trace.limits = options.limits();
    WHENCE_TRY(const Trace found, trace_case(data, incident, trace));
    WHENCE_TRY(Traced links, traced_of(data, found, incident));
    request.options.traced.push_back(std::move(links));
  }
  WHENCE_TRY(const WeighDesk weighing, WeighDesk::open(data, request.set));
  WHENCE_TRY(const Answer answer, weighing.weigh(incident, request.options));
  if (options.json()) return print(to_text(json_weigh(answer)) + "\n");
  return print_wanted(data, weighing, incident, request, wanted, answer, standard_screen(options.globals().no_color));
}

}  // namespace whence
