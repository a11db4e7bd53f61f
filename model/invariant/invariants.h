#pragma once
/// Watches a run and says which of Kafka's promises were broken, and which losses were allowed. Attach it to the
/// Emitter before the cluster starts: it must see every event.
///
/// Not visible in events, so not checked here: Z2 and the order of Z6 (reads), Z7 (what a multi was asked to do), C8
/// (transitions), P21.
/// Cost: some tens of nanoseconds per batch appended, high watermark moved or batch acknowledged (bench/invariants).

#include <memory>
#include <vector>

#include "model/invariant/invariant.h"
#include "model/invariant/liveness.h"

namespace kafka {

class Invariants final : public EventSink {
 public:
  explicit Invariants(InvariantSettings settings);
  Invariants(const Invariants&) = delete;
  Invariants& operator=(const Invariants&) = delete;

  void on_event(sim::SimTime now, sim::HostId host, const Event& event) override;

  /// The run is over: the costly comparisons, once.
  void finish(sim::SimTime now);
  /// L1 to L4; what does not hold joins violations().
  void check_at_rest(const ClusterNow& cluster, sim::SimTime now);

  /// Clients and topics that came during the run.
  [[nodiscard]] InvariantSettings& settings() { return report_.settings(); }

  /// Must be empty.
  [[nodiscard]] const std::vector<Violation>& violations() const { return report_.violations(); }
  /// Rules that did not hold, as was to be expected from these settings and faults.
  [[nodiscard]] const std::vector<Violation>& excused() const { return report_.excused(); }
  [[nodiscard]] const std::vector<AllowedLoss>& allowed_losses() const { return report_.losses(); }
  [[nodiscard]] std::int64_t events() const { return events_; }

 private:
  Shadow shadow_;
  Report report_;
  CheckContext context_;
  std::vector<std::unique_ptr<Invariant>> all_;
  Listeners listeners_;
  std::int64_t events_ = 0;
};

/// A finding in lines for people: what, where, settings, and its chain of causes.
std::vector<std::string> lines_of(const Violation& violation);
std::vector<std::string> lines_of(const AllowedLoss& loss, const InvariantSettings& settings);

}  // namespace kafka
