// Replicas that go, and come back when they should not, or not at all.

#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cluster_plays.h"
#include "tests/conformance/runner/cluster_stage.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using namespace kafka;

/// Broker 0 is controller and hosts nothing.
class Play : public ClusterStage {
 public:
  Play(const Behaviour& rules, const std::vector<int>& replicas) : ClusterStage({0, 1, 2, 3}, 1) {
    spec().behaviour = rules;
    spec().config.auto_leader_rebalance_enable = false;
    topic({replicas});
  }
};

/// Of what one machine sends to another, the first message of which `is_it` says so; then nothing more.
class HoldOne final : public sim::Rule {
 public:
  HoldOne(sim::HostId from, sim::HostId to, std::function<bool()> is_it)
      : from_(from), to_(to), is_it_(std::move(is_it)) {}
  sim::Verdict judge(sim::HostId from, sim::HostId to, sim::SimTime, sim::Bytes) override {
    if (held_ || from != from_ || to != to_ || !is_it_()) return sim::Verdict::pass();
    held_ = true;
    return sim::Verdict::hold();
  }

 private:
  sim::HostId from_;
  sim::HostId to_;
  std::function<bool()> is_it_;
  bool held_ = false;
};

/// Is the request that goes out now the second StopReplica to broker 1? The first one stops it, this one deletes it.
bool deletes_on_broker_1(const ClusterStage& stage) {
  const auto is_it = [](const ControlRequestSent& e) { return e.to == BrokerId(1) && e.api == "StopReplica"; };
  const auto* last = std::get_if<ControlRequestSent>(&stage.events().seen.back().event);
  return last && is_it(*last) && stage.count<ControlRequestSent>(sim::kTimeZero, is_it) == 2;
}

void reassign(ClusterStage& stage, const std::vector<int>& replicas) {
  stage.cluster().reassign("t", {{0, ClusterStage::ids(replicas)}},
                           [](const std::string& exception) { EXPECT_EQ(exception, ""); });
}

}  // namespace

/// The controller waits 30 s for an answer, sends it again on another connection and goes on; the first one is late.
void stale_stop_replica(const Behaviour& rules, bool is_refused) {
  Play stage(rules, {2, 1});
  stage.open();
  stage.send(10);
  stage.run(5s);
  const sim::RuleGuard catching_up = stage.cut(stage.hosts({1}), stage.hosts({2}));
  sim::RuleGuard late = stage.add_rule(
      std::make_unique<HoldOne>(stage.host(0), stage.host(1), [&] { return deletes_on_broker_1(stage); }));
  reassign(stage, {2, 3});
  stage.expect<ReassignmentCompleted>("broker 1 is not needed any more", 20s, [](const auto&) { return true; });
  const LeaderEpoch decided = stage.stored().leader_epoch;
  const auto deletions = [&](sim::SimTime since) {
    return stage.count<ReplicaStopped>(since, [](const auto& e) { return e.broker == BrokerId(1) && e.deleted; });
  };
  reassign(stage, {2, 1});
  stage.expect<BecameFollower>("broker 1 is added again", 60s,
                               [&](const auto& e) { return e.broker == BrokerId(1) && e.leader_epoch > decided; });
  ASSERT_EQ(deletions(sim::kTimeZero), 1) << "by the second copy of the request";
  stage.run(1s);

  const sim::SimTime release = stage.now();
  late.remove();
  stage.run(1s);
  const std::int64_t fenced = stage.count<RequestCompleted>(release, [](const auto& e) {
    return e.broker == BrokerId(1) && e.api == ApiKey::STOP_REPLICA && e.error == ErrorCode::FENCED_LEADER_EPOCH;
  });
  EXPECT_EQ(deletions(release), is_refused ? 0 : 1);
  EXPECT_EQ(fenced, is_refused ? 1 : 0);
  EXPECT_EQ(stage.replica(1) != nullptr, is_refused);
}

namespace {

/// Broker 3 has asked for its controlled shutdown: the ISR is [1,2], but what the controller sends to broker 3 is held,
/// and it goes on fetching.
class Leaving : public Play {
 public:
  explicit Leaving(const Behaviour& rules) : Play(rules, {1, 2, 3}) {
    open();
    send_every(100ms);
    run(5s);
  }
  void leave() {
    cluster().shutdown(host(3), [] {});
    const KafkaController& controller = view().server(BrokerId(0))->controller();
    until("the controller takes its time", 5s, [&] { return controller.events().current() == "ControlledShutdown"; });
    held_ = cut(hosts({0}), hosts({3}), sim::Direction::one_way);
  }
  void expect_isr(const char* what, const std::vector<int>& isr, sim::Duration within) {
    expect<PartitionStateChanged>(what, within, [&](const auto& e) { return e.isr == ids(isr); });
  }
  /// The leader's high watermark waits for broker 3 all the same, while that is caught up and known to be alive
  /// (Partition.shouldWaitForReplicaToJoinIsr).
  void expect_that_it_stays_out() {
    EXPECT_EQ(stored().isr, ids({1, 2}));
    stop(3, sim::StopKind::kill);
    run(30s);
    EXPECT_EQ(stored().isr, ids({1, 2}));
    const std::int64_t before = acknowledged();
    run(31s);  // its requests in flight are sent again when request.timeout.ms is over
    EXPECT_GT(acknowledged(), before);
  }
  void expect_that_all_wait_for_it() {
    run(1s);
    stop(3, sim::StopKind::kill);
    run(10ms);  // what was answered before
    const std::int64_t before = acknowledged();
    expect<SessionExpired>("its session ends", 30s, [owner = host(3)](const auto& e) { return e.owner == owner; });
    EXPECT_EQ(acknowledged(), before);
    run(1s);
    EXPECT_EQ(stored().isr, ids({1, 2}));
    EXPECT_GT(acknowledged(), before);
  }

 private:
  sim::RuleGuard held_;
};

}  // namespace

/// The leader's new epoch refuses the fetch already (KIP-320), if fetches say theirs.
void shutdown_rejoin(const Behaviour& rules, bool is_refused) {
  Leaving stage(rules);
  stage.leave();
  stage.expect_isr("3 is removed", {1, 2}, 5s);
  if (!is_refused) {
    stage.expect_isr("3 is accepted", {1, 2, 3}, 5s);
    return stage.expect_that_all_wait_for_it();
  }
  const sim::SimTime removed = stage.now();
  stage.run(5s);
  const std::int64_t refused = stage.count<IsrChangeFailed>(removed, [](const auto& e) {
    return e.error == ErrorCode::INELIGIBLE_REPLICA || e.error == ErrorCode::OPERATION_NOT_ATTEMPTED;
  });
  const std::int64_t fenced = stage.count<RequestCompleted>(removed, [](const auto& e) {
    return e.broker == BrokerId(1) && e.api == ApiKey::FETCH && e.error == ErrorCode::FENCED_LEADER_EPOCH;
  });
  EXPECT_EQ(fenced > 0, rules.fences_epochs());
  EXPECT_EQ(refused > 0, !rules.fences_epochs());
  stage.expect_that_it_stays_out();
}

/// It lagged, and catches up while it leaves: the leader's epoch is the one it knows.
void lagging_shutdown_rejoin(const Behaviour& rules, bool is_refused) {
  Leaving stage(rules);
  sim::RuleGuard lagging = stage.cut(stage.hosts({1}), stage.hosts({3}));
  stage.expect_isr("3 lags", {1, 2}, 60s);
  stage.leave();
  const sim::SimTime leaves = stage.now();
  lagging.remove();
  if (!is_refused) {
    stage.expect_isr("3 is accepted", {1, 2, 3}, 5s);
    return stage.expect_that_all_wait_for_it();
  }
  stage.run(5s);
  EXPECT_GT(
      stage.count<IsrChangeFailed>(leaves, [](const auto& e) { return e.error == ErrorCode::INELIGIBLE_REPLICA; }), 0);
  stage.expect_that_it_stays_out();
}

namespace {

/// Broker 1 leads, and reaches clients and ZooKeeper but no other broker.
class IsolatedLeader : public Play {
 public:
  explicit IsolatedLeader(const Behaviour& rules, int min_insync_replicas = 1) : Play(rules, {1, 2, 3}) {
    spec().topics.back().config.min_insync_replicas = min_insync_replicas;
    open();
    send_every(100ms);
    run(5s);
    cut_ = cut(hosts({1}), hosts({0, 2, 3}));
    since = now();
    run(10ms);  // what was answered before
    before_ = acknowledged();
  }
  [[nodiscard]] std::int64_t acknowledged_since() const { return acknowledged() - before_; }
  [[nodiscard]] std::int64_t answered(ErrorCode error) const {
    return count<AcksAllAnswered>(since, [&](const auto& e) { return e.broker == BrokerId(1) && e.error == error; });
  }
  /// Within 30 s to 45 s, as for any follower that does not fetch.
  void expect_isr_of_one() {
    const sim::SimTime at =
        expect<PartitionStateChanged>("the ISR shrinks", 60s, [](const auto& e) { return e.isr == brokers({1}); });
    EXPECT_GE(at - since, 29500ms);
    EXPECT_LE(at - since, 45500ms);
  }

  sim::SimTime since;

 private:
  sim::RuleGuard cut_;
  std::int64_t before_ = 0;
};

}  // namespace

void isolated_leader_writes_isr(const Behaviour& rules) {
  IsolatedLeader stage(rules);
  stage.expect_isr_of_one();
  EXPECT_EQ(stage.acknowledged_since(), 0);
  stage.run(5s);
  EXPECT_GT(stage.acknowledged_since(), 0) << "alone";
  stage.stop(1, sim::StopKind::power_loss);
  stage.expect<PartitionStateChanged>("P is offline", 30s, [](const auto& e) { return e.leader == kNoBroker; });
  stage.run(60s);
  EXPECT_EQ(stage.stored().leader, kNoBroker);
  EXPECT_EQ(stage.stored().isr, brokers({1})) << "the only clean candidate";
}

void isolated_leader_asks_controller(const Behaviour& rules) {
  IsolatedLeader stage(rules);
  stage.run(150s);
  EXPECT_EQ(stage.count<PartitionStateChanged>(stage.since), 0);
  EXPECT_EQ(stage.stored().isr, brokers({1, 2, 3}));
  EXPECT_EQ(stage.acknowledged_since(), 0);
  EXPECT_GT(stage.answered(ErrorCode::REQUEST_TIMED_OUT), 0);
  EXPECT_GT(stage.count<RecordsFailed>(stage.since, [](const auto& e) { return e.exception == "TimeoutException"; }),
            0);
}

void isolated_leader_below_min_isr(const Behaviour& rules) {
  IsolatedLeader stage(rules, 2);
  if (!rules.alter_partition) stage.expect_isr_of_one();
  stage.run(100s);
  EXPECT_EQ(stage.acknowledged_since(), 0);
  if (rules.alter_partition) return;
  EXPECT_EQ(stage.stored().isr, brokers({1}));
  EXPECT_GT(stage.answered(ErrorCode::NOT_ENOUGH_REPLICAS), 0);
}

void deletion_with_dead_broker(const Behaviour& rules) {
  Play stage(rules, {1, 2, 3});
  stage.open();
  stage.send(10);
  stage.run(5s);
  stage.stop(3, sim::StopKind::kill);
  stage.expect<PartitionStateChanged>("3 is dead", 60s, [](const auto& e) { return e.isr == brokers({1, 2}); });
  const TopicSpec again = stage.spec().topics.back();
  std::string answer = "none";
  const auto note = [&](const std::string& exception) { answer = exception; };
  stage.cluster().delete_topic("t", note);
  stage.run(60s);
  EXPECT_EQ(answer, "");
  const auto knows = [&](int broker) {
    return stage.view().server(BrokerId(broker))->broker().metadata().find(stage.tp()) != nullptr;
  };
  const TopicId topic = stage.tp().topic;
  EXPECT_EQ(stage.count<TopicDeleted>(sim::kTimeZero), 0);
  EXPECT_EQ(stage.cluster().partition_count(topic), 1) << "it is listed in ZooKeeper";
  const bool started = stage.count<TopicDeletionStarted>(sim::kTimeZero) > 0;
  for (const int broker : {0, 1, 2}) EXPECT_EQ(knows(broker), !started) << "broker " << broker << " tells clients";
  for (const int broker : {1, 2}) EXPECT_EQ(stage.replica(broker) != nullptr, !started) << "broker " << broker;
  stage.cluster().create_topic(again, note);
  stage.run(5s);
  EXPECT_EQ(normalised_error(answer), normalised_error("TOPIC_ALREADY_EXISTS"));

  const sim::SimTime back = stage.now();
  stage.cluster().start(stage.host(3));
  stage.expect<ReplicaStopped>("3 confirms", 30s, [](const auto& e) { return e.broker == BrokerId(3) && e.deleted; });
  EXPECT_EQ(stage.count<TopicDeleted>(back), 0) << "before it is confirmed";
  stage.expect<TopicDeleted>("T is gone", 5s, [](const auto&) { return true; });
  stage.run(5s);
  EXPECT_EQ(stage.cluster().partition_count(topic), 0);
  stage.cluster().create_topic(again, note);
  stage.run(5s);
  EXPECT_EQ(answer, "");
  EXPECT_EQ(stage.cluster().partition_count(topic), 1);
}

}  // namespace conformance
