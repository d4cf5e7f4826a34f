#include "engine/read.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "cli/workspace.h"
#include "engine/engine.h"
#include "engine/page_data.h"
#include "engine/shelf.h"
#include "format/json_reading.h"
#include "format/json_repetition.h"
#include "format/page_reading.h"
#include "format/page_repetition.h"

namespace whence {
namespace {

struct ReadOptions {
  std::vector<std::string> files;
  StatedOptions stated;
  std::optional<std::string> explain;
  bool all = false, feed = false;
};

std::optional<int> declare(Options& options, ReadOptions& asked) {
  options.one_or_more(
      "FILE",
      "text, HTML, Markdown, PDF, mail, articles one a line (.jsonl); a folder or a pattern of names; - is "
      "standard input",
      asked.files);
  stated_options(options, asked.stated);
  options.value("--explain", "CLAIM", "why a matter (A) or claim (number or id) was read so", asked.explain);
  options.flag("--jsonl",
               "each line of FILE is {\"id\", \"title\", \"text\", \"published\", \"source\"}; one answer a line",
               asked.feed);
  options.size_limit();
  options.flag("--all", "every row, however long the page becomes", asked.all);
  options.example("whence read article.html");
  options.example("whence read article.txt --explain B");
  options.example("whence read statement.txt outlets/ feed.jsonl");
  options.note("Prints what the text says, never who did it. Keeps nothing; whence add does.");
  options.note(
      "Several documents give one page: the matters over all of them, which statements they go back to, who "
      "repeats them, and what changed on the way. --all adds the page of each.");
  return options.parse();
}

// One answer a line. A bad line is an oddity with its place, and the feed goes on.
Result<int> read_feed(const ReadingDesk& desk, const std::string& file, const Limits& limits) {
  WHENCE_TRY(const std::string bytes, read_file(file, limits));
  const auto records = lines(bytes);
  Progress progress("reading");
  for (std::size_t i = 0; i < records.size(); ++i) {
    progress(i, records.size());
    if (trim(records[i]).empty()) continue;
    const std::string place = fmt::format("{}:{}", file, i + 1);
    const auto reading = desk.read_line(records[i], place, limits);
    Json answer;
    if (reading) {
      answer = json_reading(*reading);
    } else {
      Json oddity = Json::object().set("where", place).set("what", reading.error().message);
      answer.set("document", nullptr).set("oddities", Json::array().push(std::move(oddity)));
    }
    WHENCE_TRY(const int printed, print(to_text(answer) + "\n"));
    if (printed != 0) return printed;
  }
  return 0;
}

// Pages of the documents as asked for: why, each alone, or what they say together.
Result<std::string> pages_of(const std::vector<Reading>& readings, const Repetition& repetition, const Data& data,
                             const ReadOptions& asked, const PageOptions& page) {
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  std::string out;
  const bool together = readings.size() > 1 && !asked.explain;
  if (together) out = page_repetition(readings, repetition, texts, page);
  if (together && !asked.all) return out;
  for (const Reading& reading : readings) {
    if (!out.empty()) out += "\n";
    if (asked.explain) {
      WHENCE_TRY(const std::string explained, explain_reading(reading, texts, *asked.explain, page));
      out += explained;
    } else {
      out += page_reading(reading, texts, page);
    }
  }
  return out;
}

}  // namespace

Result<int> read_command(Options& options) {
  ReadOptions asked;
  if (const auto status = declare(options, asked)) return *status;
  WHENCE_TRY(const Provenance stated, provenance_of(asked.stated));
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  if (asked.feed) {
    int status = 0;
    for (const std::string& file : asked.files) {
      WHENCE_TRY(const int of_file, read_feed(desk, file, options.limits()));
      status = std::max(status, of_file);
    }
    return status;
  }
  const PageOptions page = page_options(options, asked.all);
  Progress progress("reading");
  Shelf shelf = read_shelf(desk, asked.files, stated, options.limits(), std::ref(progress));
  // The other files are still read; what failed is said and counts.
  for (const std::string& complaint : shelf.complaints) complain(complaint);
  const int status = shelf.complaints.empty() ? 0 : 1;
  if (shelf.readings.empty()) return status;
  Repetition repetition;
  if (shelf.readings.size() > 1) {
    WHENCE_TRY(repetition, repetition_among(shelf.readings, data));
  }
  std::string out;
  if (options.json()) {
    out = to_text(json_readings(shelf.readings, repetition), 2) + "\n";
  } else {
    WHENCE_TRY(out, pages_of(shelf.readings, repetition, data, asked, page));
  }
  WHENCE_TRY(const int printed, print(out));
  return std::max(status, printed);
}

}  // namespace whence
