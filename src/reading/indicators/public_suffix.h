// The public suffix list, as compiled into libpsl. Names are lower case, UTF-8 or "xn--".
#pragma once

#include <string>
#include <string_view>

namespace whence {

// Is this label the last one of some domain anybody can register under? "com", "uk", "xn--p1ai".
bool is_top_level(std::string_view label);
// Is the whole name one under which the public registers ("co.uk", "com")? Private sections of the list do not count.
bool is_public_suffix(std::string_view name);
// "example.co.uk" of "www.example.co.uk"; the name itself where the list knows no rule.
std::string registrable_domain(std::string_view name);
// Lower case for any script; the text itself if it is no host name.
std::string lower_host(std::string_view name);

}  // namespace whence
