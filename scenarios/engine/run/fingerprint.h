#pragma once
/// Three hashes of a run, from strict to tolerant. Two runs that agree in one did the same in that respect.
///
/// trajectory: every event in order: its instant, host, kind and all its fields.
/// protocol:   what the cluster decided and stored, without times: for each partition leaders, epochs and ISR; for each
///             replica what was appended where, high watermarks, segments; for each group and partition assignments,
///             positions, deliveries and commits. Hosts that work in another order relative to each other agree.
/// outcome:    what came out: the ledger's totals by partition and group and the final offsets (see outcome_hash).
/// Hash64 says how values are mixed: integers as 64 bits, text by its characters, lists with their length first.

#include <cstdint>
#include <map>
#include <tuple>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/hash64.h"

namespace scenario {

struct Fingerprints {
  std::uint64_t trajectory = 0;
  std::uint64_t protocol = 0;
  std::uint64_t outcome = 0;

  friend bool operator==(const Fingerprints&, const Fingerprints&) = default;
};

/// Computes the trajectory and the protocol hash. Some 50 ns an event.
class FingerprintSink final : public kafka::EventSink {
 public:
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] std::uint64_t trajectory() const { return trajectory_.digest(); }
  [[nodiscard]] std::uint64_t protocol() const;
  [[nodiscard]] std::uint64_t events() const { return events_; }

 private:
  /// Whose history: a partition's (owner -1), a replica's (its broker), a group's in a partition (-2 - its id).
  struct Chain {
    kafka::TopicPartition tp;
    std::int64_t owner;
    friend auto operator<=>(const Chain&, const Chain&) = default;
  };

  template <class E>
  void on_protocol(const E& event);

  Hash64 trajectory_;
  std::map<Chain, Hash64> chains_;
  std::uint64_t events_ = 0;
};

}  // namespace scenario
