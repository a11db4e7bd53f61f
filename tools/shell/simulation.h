#pragma once
/// The cluster behind the terminals, and its time.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/config/profile.h"
#include "model/invariant/invariants.h"
#include "scenarios/engine/faults/fault_schedule.h"
#include "scenarios/engine/metrics/metrics.h"
#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/outage_budget.h"
#include "tools/kafka/world.h"
#include "tools/shell/chronicle.h"

namespace tools {

/// Tells the invariants of clients that come during the run: what their acks promise.
class LateClients final : public kafka::EventSink {
 public:
  LateClients(const kafka::Cluster& cluster, kafka::Invariants& invariants)
      : cluster_(cluster), invariants_(invariants) {}
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

 private:
  const kafka::Cluster& cluster_;
  kafka::Invariants& invariants_;
};

class Simulation {
 public:
  /// A machine as the tutorial has one: ZooKeeper and broker 0 on localhost, nothing started, Kafka's shipped
  /// server.properties. Whatever is started at a terminal stays down when it fails.
  static std::unique_ptr<Simulation> empty(kafka::Profile release, std::uint64_t seed);
  /// A scenario's cluster at its time zero, with its clients at work; its own faults happen when it says so, and it
  /// goes on after its end. nullptr: `problem` says why it did not come up.
  static std::unique_ptr<Simulation> of(const scenario::ScenarioSpec& spec, std::string& problem);

  [[nodiscard]] World& world() { return *world_; }
  [[nodiscard]] kafka::Invariants& invariants() { return *invariants_; }
  /// Times without service, those that still last included; see outage_text.h.
  [[nodiscard]] std::vector<std::string> outages() const;
  [[nodiscard]] Chronicle& chronicle() { return chronicle_; }
  [[nodiscard]] sim::SimTime now() const { return experiment_.now(); }

  /// Runs what is due within `span`, or less of it: up to the event that calls scheduler().stop().
  void run_for(sim::Duration span) { experiment_.advance(now() + span); }
  /// What Kafka's tools would say at this instant: topics, groups, zookeeper, log-dirs; or its metrics. Nothing: there
  /// is nothing of that name.
  [[nodiscard]] std::optional<std::string> description(std::string_view what);
  /// A fault that begins now. "", or what is wrong with it.
  std::string inject(std::string_view text);

 private:
  explicit Simulation(const scenario::ScenarioSpec& spec);

  scenario::Experiment experiment_;
  Chronicle chronicle_;
  std::unique_ptr<kafka::Invariants> invariants_;
  std::unique_ptr<LateClients> late_clients_;
  scenario::OutageBudget outages_;
  scenario::Metrics metrics_;
  std::unique_ptr<World> world_;
  std::unique_ptr<scenario::FaultSchedule> injected_;
};

}  // namespace tools
