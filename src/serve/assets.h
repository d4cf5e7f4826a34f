// Files that the program carries: the first page, the schemas, and the web app once it is built. They are found by
// their whole name in a table; no request names a file of the disk.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "serve/http.h"

namespace whence {

struct Asset {
  std::string_view path;  // "/index.html"
  std::string_view bytes;
};
// Made by the build from src/serve/assets/ and the folder WHENCE_WEB_APP, sorted by path.
std::span<const Asset> assets();

// The one at an address; "/" is "/index.html". Null if there is none.
const Asset* asset(const Target& target);
std::string_view asset_bytes(std::string_view path);

std::string_view content_type_of(std::string_view path);
// Which scripts and styles of its own a page may run: those from here, and those in it, by their hashes.
std::string page_policy(std::string_view html);
// With type, tag, policy, and how long it may be kept: for good where its name holds a hash, as the web app's build
// writes them ("app-3f9c2b1a.js"), else to be asked for again.
HttpResponse asset_response(const Asset& asset, const HttpRequest& request);

}  // namespace whence
