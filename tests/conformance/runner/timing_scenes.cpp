#include "tests/conformance/runner/timing_scenes.h"

#include <algorithm>
#include <array>
#include <set>

namespace conformance {

namespace {

using namespace std::chrono_literals;
using namespace kafka;
using Time = std::optional<sim::Duration>;

// Three brokers; 101 is the controller, and the partition that matters is led by 102.
constexpr int kController101 = 101;
constexpr int kLeader102 = 102;
constexpr int kFollower103 = 103;

bool has(const std::vector<BrokerId>& brokers, int id) {
  return std::find(brokers.begin(), brokers.end(), BrokerId(id)) != brokers.end();
}

Time between(sim::SimTime begin, std::optional<sim::SimTime> end) { return end ? Time(*end - begin) : std::nullopt; }

void open_with_one_partition(ClusterStage& stage) {
  stage.topic({{kLeader102, kFollower103, kController101}});
  stage.open();
}

/// At a random moment within several pings of sessions.
sim::SimTime lose_machine(ClusterStage& stage, int broker) {
  stage.run_between(10s, 40s);
  stage.stop(broker, sim::StopKind::power_loss);
  return stage.now();
}

// ---- what takes as long as a session

Time crash_to_close_session(ClusterStage& stage) {
  open_with_one_partition(stage);
  const sim::SimTime begin = lose_machine(stage, kLeader102);
  const sim::HostId owner = stage.host(kLeader102);
  return between(begin, stage.await<SessionExpired>(60s, [=](const auto& e) { return e.owner == owner; }));
}

Time crash_to_new_leader(ClusterStage& stage) {
  open_with_one_partition(stage);
  const sim::SimTime begin = lose_machine(stage, kLeader102);
  const auto end = stage.await<BecameLeader>(60s, [&](const auto& e) { return e.tp == stage.tp(); });
  if (end) stage.send(1);
  stage.expect<RecordsAppended>("the new leader takes records", 90s, [](const auto& e) { return e.as_leader; });
  return between(begin, end);
}

Time death_to_isr_without_it(ClusterStage& stage) {
  open_with_one_partition(stage);
  stage.send_every(50ms);
  const sim::SimTime begin = lose_machine(stage, kFollower103);
  return between(begin, stage.await<PartitionStateChanged>(
                            60s, [&](const auto& e) { return e.tp == stage.tp() && !has(e.isr, kFollower103); }));
}

Time death_to_new_controller(ClusterStage& stage) {
  open_with_one_partition(stage);
  const sim::SimTime begin = lose_machine(stage, kController101);
  return between(begin, stage.await<ControllerReady>(60s, [](const auto&) { return true; }));
}

// ---- leaders that move

Time shutdown_to_last_leader(ClusterStage& stage) {
  const int leaves = stage.rng().chance(0.5) ? kController101 : kLeader102;
  const int stays = leaves == kController101 ? kLeader102 : kController101;
  stage.topic(std::vector<std::vector<int>>(10, {leaves, kFollower103, stays}));
  stage.open();
  stage.run_between(10s, 40s);
  const sim::SimTime begin = stage.now();
  stage.cluster().shutdown(stage.host(leaves), [] {});
  std::set<TopicPartition> moved;
  return between(begin, stage.await<BecameLeader>(60s, [&](const auto& e) {
    moved.insert(e.tp);
    return moved.size() == 10;
  }));
}

/// Partitions of the topic whose stored state is so.
template <class P>
bool all_of(ClusterStage& stage, int partitions, P is_so) {
  for (int p = 0; p < partitions; ++p)
    if (!is_so(stage.stored(p))) return false;
  return true;
}

Time back_in_isr_to_preferred_leadership(ClusterStage& stage) {
  constexpr int kPartitions = 6;  // two of each broker's
  std::vector<std::vector<int>> replicas;
  for (int p = 0; p < kPartitions; ++p) replicas.push_back({101 + p % 3, 101 + (p + 1) % 3, 101 + (p + 2) % 3});
  stage.topic(replicas);
  stage.open();
  stage.run_between(10s, 310s);
  stage.stop(kLeader102, sim::StopKind::kill);
  stage.run_between(30s, 60s);
  stage.cluster().start(stage.host(kLeader102));
  const auto state_changes = [&](auto is_so) {
    return [&stage, is_so](const PartitionStateChanged&) { return all_of(stage, kPartitions, is_so); };
  };
  const sim::SimTime begin = stage.expect<PartitionStateChanged>(
      "the broker is back in all ISRs", 60s, state_changes([](const PartitionState& s) { return s.isr.size() == 3; }));
  return between(begin, stage.await<PartitionStateChanged>(400s, state_changes([](const PartitionState& s) {
                                                             return s.leader == s.replicas.front();
                                                           })));
}

Time looking_to_leading(ClusterStage& stage) {
  open_with_one_partition(stage);
  stage.run_between(10s, 40s);
  const ServerId before = stage.cluster().zookeeper_leader().value();
  const auto how = stage.rng().chance(0.5) ? sim::StopKind::kill : sim::StopKind::power_loss;
  stage.cluster().stop(stage.zookeeper(before.value()), how);
  const auto becomes = [](std::string_view state) {
    return [=](const ZooKeeperServerStateChanged& e) { return e.state == state; };
  };
  const sim::SimTime begin = stage.expect<ZooKeeperServerStateChanged>("a server notices", 30s, becomes("LOOKING"));
  return between(begin, stage.await<ZooKeeperServerStateChanged>(30s, becomes("LEADING")));
}

// ---- replication

/// The follower keeps its session: only its way to the leader is cut.
sim::RuleGuard stop_fetching(ClusterStage& stage) {
  open_with_one_partition(stage);
  stage.send(10);
  stage.run_between(10s, 40s);
  return stage.cut(stage.hosts({kLeader102}), stage.hosts({kFollower103}));
}

Time caught_up_to_isr_change(ClusterStage& stage) {
  const sim::RuleGuard cut = stop_fetching(stage);
  stage.send(1);
  const auto end = stage.await<IsrChangeProposed>(
      90s, [&](const auto& e) { return e.leader == BrokerId(kLeader102) && !has(e.isr, kFollower103); });
  return between(stage.replica(kLeader102)->remote(BrokerId(kFollower103))->last_caught_up_time, end);
}

Time idle_to_isr_change(ClusterStage& stage) {
  const sim::RuleGuard cut = stop_fetching(stage);
  const sim::SimTime begin = stage.now();
  return between(begin, stage.await<IsrChangeProposed>(600s, [](const auto&) { return true; }));
}

Time end_reached_to_isr_committed(ClusterStage& stage) {
  open_with_one_partition(stage);
  stage.stop(kFollower103, sim::StopKind::kill);
  stage.expect<PartitionStateChanged>("the ISR shrinks", 60s, [](const auto& e) { return !has(e.isr, kFollower103); });
  stage.send(1000);
  stage.run_between(10s, 40s);
  stage.cluster().start(stage.host(kFollower103));
  const Offset end_offset = stage.view().log_end_offset(stage.tp());
  const sim::SimTime begin = stage.expect<FollowerProgressed>("the follower fetches all", 60s, [&](const auto& e) {
    return e.follower == BrokerId(kFollower103) && e.log_end_offset == end_offset;
  });
  return between(begin,
                 stage.await<PartitionStateChanged>(60s, [](const auto& e) { return has(e.isr, kFollower103); }));
}

/// The later one of the two followers.
Time leader_to_followers_high_watermark(ClusterStage& stage) {
  open_with_one_partition(stage);
  stage.run_between(10s, 20s);
  stage.send(1);
  const sim::SimTime begin =
      stage.expect<HighWatermarkAdvanced>("the record is committed", 5s, [](const auto& e) { return e.as_leader; });
  std::set<BrokerId> know;
  return between(begin, stage.await<HighWatermarkAdvanced>(30s, [&](const auto& e) {
    know.insert(e.broker);
    return know.size() == 2;
  }));
}

// ---- what is done every so often

/// What the newest checkpoint says is found when the broker starts again; it is as old as that high watermark.
Time age_of_checkpoint(ClusterStage& stage) {
  open_with_one_partition(stage);
  stage.send_every(10ms);
  stage.run_between(10s, 40s);
  const sim::SimTime crash = stage.now();
  stage.stop(kLeader102, sim::StopKind::kill);
  stage.run(30s);
  stage.cluster().start(stage.host(kLeader102));
  Offset found = kUnknownOffset;
  stage.expect<LogLoaded>("the log is opened", 30s, [&](const auto& e) {
    if (e.broker == BrokerId(kLeader102)) found = e.high_watermark;
    return found != kUnknownOffset;
  });
  sim::SimTime written = sim::kTimeZero;
  for (const auto& [time, e] : stage.events().all<HighWatermarkAdvanced>())
    if (e.broker == BrokerId(kLeader102) && time < crash && e.high_watermark <= found) written = time;
  return crash - written;
}

Time deletable_to_deleted(ClusterStage& stage) {
  constexpr sim::Duration kRetention = 60s;
  stage.topic({{kLeader102, kFollower103, kController101}}).config.retention_ms = kRetention;
  stage.open();
  stage.run_between(10s, 310s);
  const sim::SimTime deletable = stage.now() + kRetention;
  stage.send(10);
  return between(deletable,
                 stage.await<SegmentsDeleted>(600s, [](const auto& e) { return e.broker == BrokerId(kLeader102); }));
}

struct Scene {
  std::string_view id;
  Measure measure;
};

constexpr std::array kScenes = std::to_array<Scene>({
    {"crash-detect-18s", crash_to_close_session},
    {"crash-detect-tick-3000", crash_to_close_session},
    {"crash-new-leader", crash_to_new_leader},
    {"clean-shutdown-leader-move", shutdown_to_last_leader},
    {"isr-shrink-stuck-follower", caught_up_to_isr_change},
    {"isr-shrink-no-new-data", idle_to_isr_change},
    {"isr-shrink-dead-follower", death_to_isr_without_it},
    {"isr-expand-after-catch-up", end_reached_to_isr_committed},
    {"follower-hw-lag-idle", leader_to_followers_high_watermark},
    {"preferred-leader-return", back_in_isr_to_preferred_leadership},
    {"zk-leader-election", looking_to_leading},
    {"hw-checkpoint-age", age_of_checkpoint},
    {"controller-failover-crash", death_to_new_controller},
    {"retention-check-delay", deletable_to_deleted},
});

}  // namespace

Measure find_scene(std::string_view id) {
  const auto* found = std::find_if(kScenes.begin(), kScenes.end(), [&](const Scene& s) { return s.id == id; });
  return found == kScenes.end() ? nullptr : found->measure;
}

}  // namespace conformance
