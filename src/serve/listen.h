// Sockets that wait for peers.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace whence {

// A descriptor that listens without blocking, and its port. Errors name the address.
struct Listener {
  int descriptor = -1;
  std::uint16_t port = 0;
};
Result<Listener> listen_on(const std::string& address, std::uint16_t port);

// A peer that came, without blocking: descriptor -1 if none is waiting.
struct Arrived {
  int descriptor = -1;
  std::string peer;  // numeric address
};
Arrived accept_one(int listener);

// As many descriptors as the system lets this process have.
void raise_descriptor_limit();

}  // namespace whence
