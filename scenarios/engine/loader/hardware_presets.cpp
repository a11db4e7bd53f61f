#include "scenarios/engine/loader/hardware_presets.h"

#include <array>

namespace scenario {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 3> kNames{"ideal", "lan", "zones"};

constexpr sim::BytesPerSecond bits(std::int64_t per_second) { return sim::BytesPerSecond{per_second / 8}; }

// Orders of magnitude of x86 servers of the 2010s: 5-20 us and 0.3 us/KiB of a network thread per request, 20-50 us of
// a request handler with 5-10 us for each partition and 1 ns for each byte. Not fitted to any one machine.
constexpr kafka::BrokerCosts kServerCosts{10us, 300ns, 30us, 5us, 1us};

/// One switch: a round trip of 0.2 ms and 10 Gbit/s, SSDs.
kafka::HardwareConfig lan() {
  kafka::HardwareConfig hardware;
  hardware.costs = kServerCosts;
  hardware.disk = {sim::BytesPerSecond{500'000'000}, sim::BytesPerSecond{500'000'000}, 2ms, sim::GiB(16)};
  hardware.network = {100us, sim::Duration{0}, bits(10'000'000'000), bits(10'000'000'000)};
  return hardware;
}

/// Three buildings of one cloud region: a round trip of 1 ms between them, 0.2 ms inside (give the brokers racks),
/// virtual machines with 5 Gbit/s and network disks.
kafka::HardwareConfig zones() {
  kafka::HardwareConfig hardware;
  hardware.costs = kServerCosts;
  hardware.disk = {sim::BytesPerSecond{250'000'000}, sim::BytesPerSecond{250'000'000}, 5ms, sim::GiB(16)};
  hardware.network = {500us, 100us, bits(5'000'000'000), bits(5'000'000'000)};
  return hardware;
}

/// Nothing takes time; codecs save what they save elsewhere.
kafka::HardwareConfig ideal() {
  kafka::HardwareConfig hardware;
  for (kafka::CodecCosts& codec : hardware.compression.codecs) codec.compress = codec.decompress = sim::Duration{0};
  return hardware;
}

}  // namespace

std::span<const std::string_view> hardware_preset_names() { return kNames; }

std::optional<kafka::HardwareConfig> hardware_preset(std::string_view name) {
  if (name == "ideal") return ideal();
  if (name == "lan") return lan();
  if (name == "zones") return zones();
  return std::nullopt;
}

}  // namespace scenario
