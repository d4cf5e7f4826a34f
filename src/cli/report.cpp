#include "base/file.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "engine/report_file.h"

namespace whence {

Result<int> report_command(Options& options) {
  ReportRequest request;
  std::optional<std::string> output, annex;
  options.required("FILE", "a case or a document, as weigh and read take them", request.file);
  options.value("-o,--output", "FILE", "where the page goes (default: standard output)", output);
  options.flag("--brief", "one A4 page, without the annex", request.page.brief);
  options.value("--annex", "FILE", "what --brief leaves out, as a page of its own", annex);
  options.value("--tlp", "MARK", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED", request.page.tlp);
  options.value("--prepared-by", "NAME", "the person who answers for the page", request.page.prepared_by);
  options.value("--second-reader", "NAME",
                "of a document: who has checked it; until then it is a draft (a case is signed)",
                request.page.second_reader);
  options.value("--source", "NAME", "outlet or author of a document", request.stated.source);
  options.value("--as-of", "TEXT", "the time to print on it", request.page.as_of);
  options.size_limit();
  options.example("whence report examples/drafting-office.yaml -o case.html");
  options.example("whence report examples/drafting-office.yaml --brief -o brief.html --annex annex.html");
  options.note("One self-contained HTML file: it asks for nothing from anywhere and prints to A4.");
  if (const auto status = options.parse()) return *status;
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const std::string page, report_file(data, request, options.limits()));
  std::string said;
  if (annex) {
    ReportRequest apart = request;
    apart.page.brief = false;
    apart.page.annex = true;
    WHENCE_TRY(const std::string pages, report_file(data, apart, options.limits()));
    if (const auto written = write_file(*annex, pages); !written) return written.error();
    said = *annex + "\n";
  }
  if (!output) return print(page);
  if (const auto written = write_file(*output, page); !written) return written.error();
  return print(*output + "\n" + said);
}

}  // namespace whence
