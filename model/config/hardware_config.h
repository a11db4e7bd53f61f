#pragma once
/// What is ours and not Kafka's: machines, wires and how long work takes. Everything zero is an ideal machine:
/// infinitely fast, so that only the protocol's own round trips are left.

#include "model/config/compression_costs.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// Processing costs of a broker. Orders of magnitude of the reference cost model (2014-2020 x86).
struct BrokerCosts {
  sim::Duration network_thread_per_request{0};  ///< processor work to read or write one request or response
  sim::Duration network_thread_per_kib{0};
  sim::Duration io_thread_per_request{0};    ///< request handler: fixed part
  sim::Duration io_thread_per_partition{0};  ///< for each partition named in a Produce or Fetch
  sim::Duration io_thread_per_kib{0};        ///< validation and copy into the page cache (Produce only)
};

/// The same work on a machine that takes `factor` times as long for it.
inline BrokerCosts times(const BrokerCosts& costs, double factor) {
  const auto slow = [factor](sim::Duration d) {
    return sim::Duration(static_cast<sim::Duration::rep>(static_cast<double>(d.count()) * factor));
  };
  return {.network_thread_per_request = slow(costs.network_thread_per_request),
          .network_thread_per_kib = slow(costs.network_thread_per_kib),
          .io_thread_per_request = slow(costs.io_thread_per_request),
          .io_thread_per_partition = slow(costs.io_thread_per_partition),
          .io_thread_per_kib = slow(costs.io_thread_per_kib)};
}

/// A broker's disk; zero rates are infinitely fast.
struct DiskHardware {
  sim::BytesPerSecond read_rate;
  sim::BytesPerSecond write_rate;
  sim::Duration fsync{0};
  sim::Bytes page_cache{0};  ///< 0 = everything stays cached
};

/// Network cards of brokers and clients and the default one-way delay between any two machines.
struct NetworkHardware {
  sim::Duration latency{0};        ///< one way, any machine to any other (unless racks say otherwise)
  sim::Duration rack_latency{0};   ///< one way between machines of one rack; used when racks are given and > 0
  sim::BytesPerSecond broker_nic;  ///< each direction
  sim::BytesPerSecond client_nic;
};

struct HardwareConfig {
  BrokerCosts costs;
  CompressionCosts compression;
  DiskHardware disk;
  NetworkHardware network;
};

}  // namespace kafka
