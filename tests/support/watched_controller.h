#pragma once
/// The controller's state machines before real brokers, with the invariant checkers watching: they hear what both say
/// and each state that ZooKeeper stores, which InstantZooKeeper does not tell itself.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/invariant/invariants.h"
#include "tests/support/controlled_broker.h"
#include "tests/support/state_machines.h"

namespace kafka::testing {

/// Names of what was broken, each once, in order: "C4 P11".
inline std::string names_of(const std::vector<Violation>& violations) {
  std::set<std::string> names;
  for (const Violation& v : violations) names.insert(std::string(v.name));
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

inline InvariantSettings settings_of(const Behaviour& rules) {
  InvariantSettings settings;
  settings.behaviour = rules;
  return settings;
}

/// Passes on what a bench has recorded since it was asked last.
class Eavesdropper {
 public:
  Eavesdropper(const RecordingSink& from, Invariants& to) : from_(from), to_(to) {}
  void pass_on(sim::HostId host) {
    for (; next_ < from_.seen.size(); ++next_) to_.on_event(from_.seen[next_].time, host, from_.seen[next_].event);
  }

 private:
  const RecordingSink& from_;
  Invariants& to_;
  std::size_t next_ = 0;
};

/// One topic "t" with one partition. Brokers are numbered from 1; broker N is on host N.
class WatchedController {
 public:
  WatchedController(const Behaviour& rules, int brokers)
      : machines(rules), invariants(settings_of(rules)), ears_(machines.events, invariants) {
    for (int id = 1; id <= brokers; ++id) {
      const BrokerId broker(id);
      brokers_.emplace(broker, std::make_unique<Obedient>(broker, rules, invariants));
    }
  }

  /// The partition as it is known and stored; `live` are the brokers that are registered.
  void begin(const std::vector<BrokerId>& live, const std::vector<BrokerId>& assigned, const PartitionState& state) {
    machines.set_live(live);
    tp = machines.add("t", assigned, state);
    machines.context.set_partition_state(tp, PartitionMachineState::Online);
    for (const BrokerId id : assigned) machines.context.set_replica_state({tp, id}, ReplicaMachineState::Online);
    tell_stored();
  }
  /// Until nothing is under way; brokers get what was sent to them, the checkers hear of it all.
  void run() {
    machines.run();
    ears_.pass_on(sim::HostId(0));
    tell_stored();
    for (SentRequest& sent : std::exchange(machines.sent, {}))
      if (machines.context.is_online(sent.to, tp)) brokers_.at(sent.to)->obey(sent.body);
  }
  [[nodiscard]] std::string broken() const { return names_of(invariants.violations()); }

  StateMachines machines;
  Invariants invariants;
  TopicPartition tp;

 private:
  struct Obedient {
    Obedient(BrokerId id, const Behaviour& rules, Invariants& invariants)
        : broker(id, {}, rules), ears(broker.events, invariants) {
      broker.control.set_broker_epoch(BrokerEpoch(id.value()));
      SIM_CHECK(broker.tp("t").topic == TopicId(0), "topics have the same numbers everywhere");
    }
    void obey(const RequestBody& request) {
      broker.control.handle(request, [](const ResponseBody&) {});
      broker.run_for(std::chrono::milliseconds(10));
      ears.pass_on(sim::HostId(broker.id.value()));
    }
    ControlledBroker broker;
    Eavesdropper ears;
  };

  void tell_stored() {
    std::optional<PartitionState> now = machines.stored(tp);
    if (!now || now == told_) return;
    told_ = now;
    invariants.on_event(machines.scheduler.now(), kNoHost,
                        PartitionStateChanged{.tp = tp,
                                              .leader = now->leader,
                                              .leader_epoch = now->leader_epoch,
                                              .partition_epoch = now->partition_epoch,
                                              .replicas = machines.context.replicas(tp),
                                              .isr = now->isr});
  }

  Eavesdropper ears_;
  std::map<BrokerId, std::unique_ptr<Obedient>> brokers_;
  std::optional<PartitionState> told_;
};

}  // namespace kafka::testing
