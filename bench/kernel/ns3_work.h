#pragma once
/// The works on ns-3's event core. ns-3 has one simulator a process, so a work owns it while it lives.

#include <cstdint>
#include <string>

namespace bench {

class Ns3World {
 public:
  /// scheduler: "Map" (ns-3's default), "PriorityQueue", "Heap".
  explicit Ns3World(const std::string& scheduler);
  ~Ns3World();
  Ns3World(const Ns3World&) = delete;
  Ns3World& operator=(const Ns3World&) = delete;
};

class Ns3Hold : Ns3World {
 public:
  Ns3Hold(const std::string& scheduler, std::uint32_t n);
  std::uint64_t run(std::uint64_t operations);
  [[nodiscard]] std::uint64_t checksum() const;
};

class Ns3Timers : Ns3World {
 public:
  Ns3Timers(const std::string& scheduler, std::uint32_t n);
  std::uint64_t run(std::uint64_t operations);
  [[nodiscard]] std::uint64_t checksum() const;
};

}  // namespace bench
