#include "format/mail.h"

#include <chrono>

#include <doctest/doctest.h>

#include "format/document.h"
#include "format/mail_parts.h"
#include "format/offsets.h"

using namespace whence;

namespace {

Document read(std::string message) {
  auto document = read_document(std::move(message), "a.eml", {});
  REQUIRE_MESSAGE(document, (document ? "" : document.error().message));
  return std::move(document).value();
}

const std::string headers =
    "From: =?utf-8?Q?Ren=C3=A9_Oldan?= <r@example.org>\r\nSubject: =?utf-8?B?T2YgcG9ydHM=?=\r\n "
    "=?utf-8?q?_and_mail?=\r\n"
    "Date: Tue, 3 Mar 2026 10:00:00 +0000\r\n";

}  // namespace

TEST_CASE("a message says of itself who wrote it, when and on what") {
  const Document document = read(headers + "\r\nHello.\r\n");
  CHECK(document.title == "Of ports and mail");
  CHECK(document.source == "Ren\xC3\xA9 Oldan <r@example.org>");
  REQUIRE(document.published);
  CHECK(to_string(*document.published) == "2026-03-03");
  CHECK(document.text == "Hello.\r\n");
}

TEST_CASE("transfer encodings and character sets are undone") {
  const std::pair<std::string, std::string> rows[] = {
      {"Content-Transfer-Encoding: base64\n\nSGVsbG8s\nIHdvcmxk\nLg==\n", "Hello, world."},
      {"Content-Transfer-Encoding: quoted-printable\n\nA =3D b, so=\nft caf=C3=A9 =zz", "A = b, soft caf\xC3\xA9 =zz"},
      {"Content-Type: text/plain; charset=\"windows-1251\"\nContent-Transfer-Encoding: quoted-printable\n\n=CC=C8=C4",
       "\xD0\x9C\xD0\x98\xD0\x94"},
      {"Content-Type: text/html\n\n<p>one<p>two &amp; three", "one\n\ntwo & three"},
      {"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>A\n--x\nContent-Type: "
       "text/plain\n\nB\n--x--\n",
       "B"},
      {"Content-Type: multipart/mixed; boundary=\"x y\"\n\npreamble\n--x y\n\nOne\n--x y\nContent-Type: "
       "text/html\n\n<b>Two</b>\n--x y--\nepilogue\n",
       "One\n\nTwo"},
      {"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nOne\n--x\nContent-Type: message/rfc822\n\nSubject: "
       "inner\n\nInner words\n--x--\n",
       "One\n\nInner words"},
      {"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nnot closed", "not closed"},
  };
  for (const auto& [message, wanted] : rows) CHECK(read(message).text == wanted);
}

TEST_CASE("attachments are counted, not read") {
  const Document document = read(
      "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nWords\n--x\nContent-Type: application/pdf; name=\"r.pdf\"\n"
      "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n");
  CHECK(document.text == "Words");
  REQUIRE(document.oddities.size() == 1);
  CHECK(document.oddities[0].what == "attachment \"r.pdf\" (application/pdf), not read");
  const auto none = read_document("Content-Type: image/png\n\nxx", "a.eml", {});
  REQUIRE_FALSE(none);
  CHECK(none.error().message.starts_with("a.eml: a message without text"));
}

TEST_CASE("places in a message lead to the letters that carried them") {
  const std::string message = headers + "Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8s\r\nIHdvcmxk\r\nLg==\r\n";
  const Document document = read(message);
  REQUIRE(document.text == "Hello, world.");
  CHECK(message.substr(original_place(document.offsets, 0).byte, 4) == "SGVs");
  CHECK(message.substr(original_place(document.offsets, 7).byte, 4) == "IHdv");  // " wo" holds byte 7
  CHECK(message.substr(original_place(document.offsets, 12).byte, 4) == "Lg==");
  const std::string quoted =
      "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html\n\n<p>caf=C3=A9 &amp=\n; tea";
  const Document page = read(quoted);
  REQUIRE(page.text == "caf\xC3\xA9 & tea");
  CHECK(quoted.substr(original_place(page.offsets, 3).byte, 6) == "=C3=A9");
  CHECK(quoted.substr(original_place(page.offsets, 6).byte, 4) == "&amp");
  CHECK(quoted.substr(original_place(page.offsets, 8).byte) == "tea");
}

TEST_CASE("hostile messages take linear time and nest no further than a bound") {
  std::string nested;
  for (int i = 0; i < 20'000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    nested += (i == 0 ? "" : "--b" + std::to_string(i - 1) + "\n") +
              "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n";
  }
  std::string forwarded;
  for (int i = 0; i < 100'000; ++i) forwarded += "Content-Type: message/rfc822\n\n";
  std::string dashes = "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nwords\n";
  std::string words = "Subject: ";
  for (int i = 0; i < 500'000; ++i) {
    dashes += "--\n";
    words += "=?u?q?";
  }
  std::string folded = "Subject: x\n";
  for (int i = 0; i < 500'000; ++i) folded += " =?\n";
  for (const std::string& message :
       {nested + "\nwords", forwarded + "\nwords", dashes, words + "\n\nwords", folded + "\nwords",
        "Content-Transfer-Encoding: base64\n\n" + std::string(4'000'000, '*') + "d29yZHM=",
        "Content-Transfer-Encoding: quoted-printable\n\nwords" + std::string(4'000'000, '=')}) {
    const auto start = std::chrono::steady_clock::now();
    const auto document = read_document(message, "a.eml", {});
    if (document) CHECK(document->text.find("words") != std::string::npos);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK_MESSAGE(taken.count() < 10.0, message.substr(0, 40));
  }
}
