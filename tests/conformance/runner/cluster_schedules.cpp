/// cluster_schedules: incidents of whole clusters, each played under the releases or settings whose outcomes differ.
#include <algorithm>
#include <array>
#include <functional>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/cluster_plays.h"

namespace conformance {

namespace {

using kafka::Behaviour;
using kafka::ReplicationProtocol;

Behaviour before_2_7() { return kafka::behaviour_of(kafka::Profile::v2_3); }
Behaviour before_2_2() {
  Behaviour rules = before_2_7();
  rules.broker_epochs = false;
  return rules;
}
Behaviour before_2_1() {
  Behaviour rules = before_2_2();
  rules.guarded_controller_writes = false;
  rules.protocol = ReplicationProtocol::v201;
  return rules;
}
Behaviour before_3_3() {
  Behaviour rules;
  rules.isr_needs_alive_broker = false;
  rules.min_isr_bounded_by_replicas = false;
  rules.protocol = ReplicationProtocol::v28;
  return rules;
}
Behaviour latest() { return {}; }
/// Without KIP-320: fetches do not say the epoch of the leader they are for.
Behaviour unfenced(Behaviour rules) {
  rules.protocol = ReplicationProtocol::v201;
  return rules;
}

/// What is expected in one case under this heading.
struct Outcome {
  std::string_view id;
  std::string_view heading;
  void (*play)();
};

const std::array kOutcomes = std::to_array<Outcome>({
    {"CS-ZOMBIE-CONTROLLER", "before 2.1", [] { zombie_controller_writes(before_2_1(), true); }},
    {"CS-ZOMBIE-CONTROLLER", "2.1 and later", [] { zombie_controller_writes(latest(), false); }},
    {"CS-BOUNCED-BROKER", "before 2.2", [] { bounced_broker(before_2_2(), false); }},
    {"CS-BOUNCED-BROKER", "2.2 and later", [] { bounced_broker(latest(), true); }},
    {"CS-STALE-STOP-REPLICA", "before 2.6", [] { stale_stop_replica(before_2_7(), false); }},
    {"CS-STALE-STOP-REPLICA", "2.6 and later", [] { stale_stop_replica(latest(), true); }},
    {"CS-SHUTDOWN-REJOIN", "before 3.3",
     [] {
       shutdown_rejoin(unfenced(before_3_3()), false);
       lagging_shutdown_rejoin(before_3_3(), false);
     }},
    {"CS-SHUTDOWN-REJOIN", "3.3 and later",
     [] {
       shutdown_rejoin(unfenced(latest()), true);
       shutdown_rejoin(latest(), true);
       lagging_shutdown_rejoin(latest(), true);
     }},
    {"CS-ISOLATED-LEADER-ZK-ISR", "ISR written by the leader (before 2.7)",
     [] { isolated_leader_writes_isr(before_2_7()); }},
    {"CS-ISOLATED-LEADER-ZK-ISR", "AlterPartition (2.7 and later), controller on another broker",
     [] { isolated_leader_asks_controller(latest()); }},
    {"CS-ISOLATED-LEADER-ZK-ISR", "min.insync.replicas 2",
     [] {
       isolated_leader_below_min_isr(before_2_7());
       isolated_leader_below_min_isr(latest());
     }},
    {"CS-CONTROLLER-PARTIAL-SEND", "expected",
     [] {
       partial_send(before_2_1());
       partial_send(latest());
     }},
    {"CS-DELETE-WITH-DEAD-BROKER", "expected",
     [] {
       deletion_with_dead_broker(before_2_1());
       deletion_with_dead_broker(latest());
     }},
});

bool is_known(std::string_view id) {
  return std::any_of(kOutcomes.begin(), kOutcomes.end(), [&](const Outcome& o) { return o.id == id; });
}

const Outcome& find_outcome(const Fields& expected, std::string_view id, std::string_view heading) {
  for (const Outcome& outcome : kOutcomes)
    if (outcome.id == id && outcome.heading == heading) return outcome;
  unknown(expected, "release or setting", heading);
}

}  // namespace

void run_cluster_schedules(Fields& fields) {
  const std::string id = fields.text("id");
  if (!is_known(id)) GTEST_SKIP() << "no play is known to the runner";
  read_origin(fields);
  std::string story = fields.text("title");
  for (const std::string& step : fields.texts("steps")) story += "\n- " + step;
  SCOPED_TRACE(story);
  Fields& expected = fields.map("expected");
  for (const std::string& heading : expected.keys()) {
    SCOPED_TRACE(heading + ": " + expected.text(heading));
    find_outcome(expected, id, heading).play();
  }
}

}  // namespace conformance
