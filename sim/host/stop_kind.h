#pragma once
/// How a process or its machine stops. Kafka's durability leans on the page cache, so the difference matters.

namespace sim {

enum class StopKind {
  clean,       ///< the process has finished its own shutdown; nothing is lost
  kill,        ///< the process dies (kill -9); the machine, its page cache and its kernel live on and close its sockets
  power_loss,  ///< the machine dies: the page cache is gone, nobody is told
};

constexpr const char* name_of(StopKind kind) {
  switch (kind) {
    case StopKind::clean:
      return "clean";
    case StopKind::kill:
      return "kill";
    case StopKind::power_loss:
      return "power_loss";
  }
  return "?";
}

}  // namespace sim
