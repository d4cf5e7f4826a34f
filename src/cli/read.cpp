#include <fmt/format.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/screen.h"
#include "engine/engine.h"
#include "engine/page_data.h"
#include "engine/read_document.h"
#include "format/json_reading.h"
#include "format/page_reading.h"

namespace whence {
namespace {

// A bad line is an oddity with its place; the feed goes on.
Json unread(const std::string& place, const Error& error) {
  Json oddities = Json::array();
  oddities.push(Json::object().set("where", place).set("what", error.message));
  return Json::object().set("document", nullptr).set("oddities", std::move(oddities));
}

Result<int> read_feed(const DocumentReader& reader, const std::string& file, const Limits& limits) {
  WHENCE_TRY(const std::string bytes, read_file(file, limits));
  const auto records = lines(bytes);
  Progress progress("reading");
  for (std::size_t i = 0; i < records.size(); ++i) {
    progress(i, records.size());
    if (trim(records[i]).empty()) continue;
    const std::string place = fmt::format("{}:{}", file, i + 1);
    const auto reading = reader.read_line(records[i], place, limits);
    WHENCE_TRY(const int printed,
               print(to_text(reading ? json_reading(*reading) : unread(place, reading.error())) + "\n"));
    if (printed != 0) return printed;
  }
  return 0;
}

Result<int> show(const std::vector<Reading>& readings, const Data& data, const Options& options,
                 const std::optional<std::string>& explain, bool all) {
  if (options.json()) return print(to_text(json_readings(readings, {})) + "\n");
  WHENCE_TRY(const PageTexts texts, page_texts_of(data));
  const Screen screen = standard_screen(options.globals().no_color);
  const PageOptions page{.all = all, .colour = screen.color, .columns = screen.width};
  std::string text;
  for (const Reading& reading : readings) {
    if (!text.empty()) text += "\n";
    if (explain) {
      WHENCE_TRY(const std::string explained, explain_reading(reading, texts, *explain, page));
      text += explained;
    } else {
      text += page_reading(reading, texts, page);
    }
  }
  return print(text);
}

}  // namespace

Result<int> read_command(Options& options) {
  std::vector<std::string> files;
  StatedOrigin stated;
  std::optional<std::string> explain;
  std::optional<int> most_bytes;
  bool all = false, feed = false;
  options.one_or_more("FILE", "text, HTML or Markdown; - is standard input", files);
  options.value("--source", "NAME", "outlet or author, if the document does not say", stated.source);
  options.value("--published", "DATE", "YYYY, YYYY-MM or YYYY-MM-DD", stated.published);
  options.value("--url", "URL", "where the document was published; never fetched", stated.url);
  options.value("--explain", "WHICH", "why a claim was read so: a matter's letter, a claim's id or number", explain);
  options.flag("--all", "every row, however long the page becomes", all);
  options.flag("--jsonl",
               "each line of FILE is {\"id\", \"title\", \"text\", \"published\", \"source\"}; one answer a line",
               feed);
  options.value("--max-bytes", "N", "refuse larger inputs (default: 64 MiB)", most_bytes);
  options.example("whence read examples/parliament-mail.txt");
  options.example("whence read examples/river-works.html --explain A");
  options.note("Prints and keeps nothing. The page says what the text says, not who did it.");
  if (const auto status = options.parse()) return *status;
  Limits limits;
  if (most_bytes && *most_bytes > 0) limits.bytes = static_cast<std::size_t>(*most_bytes);
  WHENCE_TRY(const Data data, open_data(options.data()));
  WHENCE_TRY(const DocumentReader reader, DocumentReader::load(data));
  std::vector<Reading> readings;
  Progress progress("reading");
  for (const std::string& file : files) {
    if (feed) {
      WHENCE_TRY(const int status, read_feed(reader, file, limits));
      if (status != 0) return status;
      continue;
    }
    progress(readings.size(), files.size());
    WHENCE_TRY(Reading reading, reader.read_file(file, stated, limits));
    readings.push_back(std::move(reading));
  }
  return feed ? Result<int>(0) : show(readings, data, options, explain, all);
}

}  // namespace whence
