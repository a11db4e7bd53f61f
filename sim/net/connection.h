#pragma once
/// What the users of a connection hold: its id, the outcome of opening it, and how they are told of its end.

#include <cstdint>

#include "sim/core/ids.h"

namespace sim {

/// One connection; both ends use the same id. Never reused; the default names none.
struct ConnectionId {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;

  [[nodiscard]] constexpr bool valid() const { return generation != 0; }
  friend constexpr auto operator<=>(ConnectionId, ConnectionId) = default;
};

/// The answer to a connection attempt. That nobody answers is not an answer: the caller has its own timeout.
struct ConnectResult {
  bool established = false;  ///< false: refused, the machine is up but nobody listens (or the attempt was reset)
  ConnectionId connection;   ///< the attempt's id, as connect() returned it; dead if refused
};

/// One end of a connection. Calls come as events of that end's life: a dead process hears nothing, a paused one later.
class ConnectionObserver {
 public:
  virtual ~ConnectionObserver() = default;
  /// For a listener: `from` has connected.
  virtual void on_connection_opened(ConnectionId /*connection*/, HostId /*from*/) {}
  /// The other end closed it, died, or the connection broke. What was under way has vanished; the id is dead.
  virtual void on_connection_closed(ConnectionId connection) = 0;
};

}  // namespace sim
