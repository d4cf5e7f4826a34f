#include "serve/assets.h"

#include <algorithm>
#include <utility>

#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"

namespace whence {
namespace {

std::string hash_source(std::string_view bytes) {
  const Digest digest = sha256_digest_of(bytes);
  return " 'sha256-" + to_base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

// The hashes of what stands between <tag ...> and </tag>; without words none.
std::string inline_hashes(std::string_view html, const std::string& tag) {
  std::string hashes;
  std::size_t at = 0;
  while ((at = html.find("<" + tag, at)) != std::string_view::npos) {
    const std::size_t begin = html.find('>', at);
    const std::size_t end = begin == std::string_view::npos ? begin : html.find("</" + tag, begin);
    if (end == std::string_view::npos) break;
    const std::string_view words = html.substr(begin + 1, end - begin - 1);
    if (!words.empty()) hashes += hash_source(words);
    at = end;
  }
  return hashes;
}

// "app-3f9c2b1a.js": eight or more letters and digits between the last "-" or "." and the ending.
bool name_holds_hash(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t dash = path.find_last_of("-.", dot == 0 ? 0 : dot - 1);
  if (dot == std::string_view::npos || dash == std::string_view::npos || dot - dash < 9) return false;
  const std::string_view middle = path.substr(dash + 1, dot - dash - 1);
  return std::all_of(middle.begin(), middle.end(), [](char c) { return is_alpha(c) || is_digit(c) || c == '_'; }) &&
         std::any_of(middle.begin(), middle.end(), is_digit);
}

const Asset* found(std::string_view path) {
  const auto all = assets();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Asset& one) { return one.path == path; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

const Asset* asset(const Target& target) {
  std::string path;
  for (const std::string& segment : target.segments) path += "/" + segment;
  return found(path.empty() ? "/index.html" : path);
}

std::string_view asset_bytes(std::string_view path) {
  const Asset* one = found(path);
  return one == nullptr ? std::string_view() : one->bytes;
}

std::string_view content_type_of(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> types[] = {{".html", "text/html; charset=utf-8"},
                                                                     {".js", "text/javascript; charset=utf-8"},
                                                                     {".mjs", "text/javascript; charset=utf-8"},
                                                                     {".css", "text/css; charset=utf-8"},
                                                                     {".json", "application/json"},
                                                                     {".svg", "image/svg+xml"},
                                                                     {".png", "image/png"},
                                                                     {".ico", "image/x-icon"},
                                                                     {".woff2", "font/woff2"},
                                                                     {".wasm", "application/wasm"},
                                                                     {".webmanifest", "application/manifest+json"},
                                                                     {".txt", "text/plain; charset=utf-8"}};
  for (const auto& [ending, type] : types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string page_policy(std::string_view html) {
  return "default-src 'none'; script-src 'self'" + inline_hashes(html, "script") + "; style-src 'self'" +
         inline_hashes(html, "style") +
         "; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; "
         "base-uri 'none'; form-action 'none'";
}

HttpResponse asset_response(const Asset& asset, const HttpRequest& request) {
  HttpResponse response;
  response.type = content_type_of(asset.path);
  const std::string tag = "\"" + sha256(asset.bytes).substr(0, 32) + "\"";
  response.fields.emplace_back("ETag", tag);
  response.fields.emplace_back(
      "Cache-Control", name_holds_hash(asset.path) ? "private, max-age=31536000, immutable" : "private, no-cache");
  if (asset.path.ends_with(".html")) response.fields.emplace_back("Content-Security-Policy", page_policy(asset.bytes));
  if (lists_tag(request.head.field("if-none-match"), tag)) {
    response.status = 304;
  } else {
    response.body = asset.bytes;
  }
  return response;
}

}  // namespace whence
