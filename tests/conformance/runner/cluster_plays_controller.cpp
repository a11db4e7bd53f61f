// Controllers that are deposed, busy, or dead too early.

#include <map>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cluster_plays.h"
#include "tests/conformance/runner/cluster_stage.h"
#include "tests/conformance/runner/replicas.h"
#include "tests/support/controlled_broker.h"
#include "tests/support/controller_bench.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using namespace kafka;
using kafka::testing::ControlledBroker;
using kafka::testing::ControllerBench;

ControllerBench::Setup zombie_setup(const Behaviour& rules) {
  ControllerBench::Setup setup;
  setup.controllers = {1, 3};
  setup.brokers = {2, 4};
  setup.behaviour = rules;
  return setup;
}

/// Two controllers on a bench, because what matters is one step within an event of one of them: it has read the state
/// of P and not yet written. The brokers that host P obey what the bench's brokers were told.
class ZombieController {
 public:
  explicit ZombieController(const Behaviour& rules)
      : bench(zombie_setup(rules)), tp(bench.create_topic("t", {{4, 2}})) {
    bench.zookeeper.write(
        zk::Create{zk_data::kControllerEpochPath, zk_data::encode_controller_epoch(ControllerEpoch(4))});
    PartitionState state;
    state.leader = BrokerId(2);
    state.isr = brokers({2, 4});
    state.leader_epoch = LeaderEpoch(7);
    state.partition_epoch = PartitionEpoch(20);
    state.controller_epoch = ControllerEpoch(4);
    bench.store(tp, state);
    bench.start(1);
    bench.start(3);
    for (const int id : {2, 4}) hosts_[id] = std::make_unique<Host>(bench, id, rules);
  }

  /// Broker 4 is the preferred leader: controller 1, 5 s in office, is on its way to let it lead.
  void pause_before_the_write() {
    const auto has_read = [&] {
      const auto* read = std::get_if<zk::GetData>(&bench.zookeeper.requests().back());
      return bench.controller(1).events().current() == "AutoPreferredReplicaLeaderElection" && read &&
             read->path == zk_data::partition_state_path("t", tp.partition);
    };
    while (!has_read()) ASSERT_TRUE(bench.scheduler.step());
    bench.scheduler.pause_life(bench.broker(1).life);
  }
  /// Its client has another session by the time it wakes, and goes on: in the old one ZooKeeper would refuse the write.
  void lose_session() {
    bench.zookeeper.renew_unnoticed(bench.broker(1).zk.session_id());
    bench.run();
    ASSERT_EQ(bench.controller_epoch(), ControllerEpoch(6));
    ASSERT_TRUE(bench.controller(3).is_active());
    obey();
  }
  void wake_up() {
    bench.scheduler.resume_life(bench.broker(1).life);
    bench.run();
  }
  /// Broker 2 and broker 4 take what they were told since the last time; what each of them answered LeaderAndIsr.
  std::map<int, std::vector<ErrorCode>> obey() {
    std::map<int, std::vector<ErrorCode>> answers;
    for (auto& [id, host] : hosts_) answers[id] = host->obey(bench.broker(id).told);
    return answers;
  }
  const Partition& replica(int broker) { return *hosts_.at(broker)->broker.replicas.find(tp); }

  ControllerBench bench;
  TopicPartition tp;

 private:
  struct Host {
    Host(ControllerBench& of, int id, const Behaviour& rules) : broker(BrokerId(id), {}, rules) {
      broker.control.set_broker_epoch(of.broker(id).epoch());
      SIM_CHECK(broker.tp("t") == of.tp("t"), "topics have the same numbers everywhere");
    }
    std::vector<ErrorCode> obey(const std::vector<kafka::testing::PlayedBroker::Told>& told) {
      std::vector<ErrorCode> answers;
      for (; next < told.size(); ++next) {
        broker.control.handle(told[next].body, [&](const ResponseBody& answer) {
          if (const auto* response = std::get_if<LeaderAndIsrResponse>(&answer)) answers.push_back(response->error);
        });
        broker.run_for(10ms);
      }
      return answers;
    }
    ControlledBroker broker;
    std::size_t next = 0;
  };

  std::map<int, std::unique_ptr<Host>> hosts_;
};

void expect_disagreement(ZombieController& play) {
  const PartitionState stored = play.bench.stored(play.tp).value();
  EXPECT_EQ(stored.leader, BrokerId(4));
  EXPECT_EQ(stored.leader_epoch, LeaderEpoch(8));
  EXPECT_EQ(stored.partition_epoch, PartitionEpoch(21));
  for (const auto& [broker, answers] : play.obey()) {
    ASSERT_FALSE(answers.empty()) << "broker " << broker << " is told by the zombie";
    for (const ErrorCode answer : answers) EXPECT_EQ(answer, ErrorCode::STALE_CONTROLLER_EPOCH) << "broker " << broker;
    EXPECT_EQ(play.replica(broker).leader(), BrokerId(2));
    EXPECT_EQ(play.replica(broker).leader_epoch(), LeaderEpoch(7));
  }
  EXPECT_EQ(play.bench.controller(3).context().leadership(play.tp)->leader, BrokerId(2));

  // The next change heals it: controller 3, too, wants 4 to lead after its first 5 s, and reads before it writes.
  play.bench.run(6s);
  play.obey();
  EXPECT_EQ(play.bench.leadership(play.tp), "4 [2 4] epoch 9");
  EXPECT_EQ(*play.bench.controller(3).context().leadership(play.tp), play.bench.stored(play.tp).value());
  for (const int broker : {2, 4}) EXPECT_EQ(play.replica(broker).leader_epoch(), LeaderEpoch(9)) << broker;
}

}  // namespace

void zombie_controller_writes(const Behaviour& rules, bool succeeds) {
  ZombieController play(rules);
  ASSERT_EQ(play.bench.controller_epoch(), ControllerEpoch(5));
  play.pause_before_the_write();
  play.lose_session();
  ASSERT_EQ(play.bench.stored(play.tp)->partition_epoch, PartitionEpoch(20)) << "controller 3 leaves P untouched";
  play.wake_up();
  if (succeeds) return expect_disagreement(play);
  const PartitionState stored = play.bench.stored(play.tp).value();
  EXPECT_EQ(stored.leader, BrokerId(2));
  EXPECT_EQ(stored.leader_epoch, LeaderEpoch(7));
  EXPECT_EQ(stored.partition_epoch, PartitionEpoch(20));
  EXPECT_EQ(play.bench.active(), brokers({3}));
  const auto resigned = play.bench.events.all<ControllerResigned>();
  ASSERT_EQ(resigned.size(), 1U);
  EXPECT_EQ(resigned[0].second.broker, BrokerId(1));
  for (const auto& [broker, answers] : play.obey())
    EXPECT_TRUE(answers.empty()) << "broker " << broker << " is not told";
}

void bounced_broker(const Behaviour& rules, bool is_seen) {
  ClusterStage stage({0, 1, 2}, 1);
  stage.spec().behaviour = rules;
  stage.spec().config.auto_leader_rebalance_enable = false;
  stage.spec().config.controlled_shutdown_enable = false;  // the controller has no time for it
  stage.topic({{1, 2}});
  stage.open();
  stage.send(10);
  stage.run(5s);
  const LeaderEpoch epoch = stage.stored().leader_epoch;

  const sim::SimTime busy = stage.now();
  stage.cluster().pause(stage.host(0));
  stage.cluster().shutdown(stage.host(1), [] {});
  stage.expect<BrokerStopped>("broker 1 stops", 5s, [](const auto& e) { return e.broker == BrokerId(1); });
  stage.run(1s);
  stage.cluster().start(stage.host(1));
  stage.expect<BrokerRegistered>("broker 1 is registered again", 5s,
                                 [](const auto& e) { return e.broker == BrokerId(1); });
  stage.run(busy + 10s - stage.now());
  const sim::SimTime again = stage.now();
  stage.cluster().resume(stage.host(0));
  stage.send(10);
  stage.run(60s);
  const auto told = [&](sim::SimTime since) {
    return stage.count<ControlRequestHandled>(
        since, [](const auto& e) { return e.broker == BrokerId(1) && e.api == "LeaderAndIsr"; });
  };
  const auto refused = [](const auto& e) {
    return e.broker == BrokerId(1) && e.api == ApiKey::PRODUCE && e.error != ErrorCode::NONE;
  };
  if (is_seen) {
    EXPECT_EQ(stage.count<ControllerSawBrokers>(again, [](const auto& e) { return e.bounced == brokers({1}); }), 1);
    EXPECT_GT(stage.stored().leader_epoch, epoch);
    EXPECT_GT(told(again), 0);
    EXPECT_NE(stage.replica(1), nullptr);
    EXPECT_NE(stage.view().server(BrokerId(1))->broker().metadata().find(stage.tp()), nullptr);
    EXPECT_EQ(stage.stored().isr.size(), 2U);
    EXPECT_EQ(stage.acknowledged(), 20);
    return;
  }
  EXPECT_EQ(stage.count<ControllerSawBrokers>(again), 0);
  EXPECT_EQ(stage.stored().leader, BrokerId(1));
  EXPECT_EQ(stage.stored().leader_epoch, epoch);
  EXPECT_EQ(told(busy), 0);
  EXPECT_EQ(stage.replica(1), nullptr);
  EXPECT_GT(stage.count<RequestCompleted>(again, refused), 0) << "broker 1 does not know P";
  EXPECT_EQ(stage.acknowledged(), 10);
  // Some other event: the follower dies, its leader is told of the smaller ISR.
  stage.stop(2, sim::StopKind::kill);
  stage.run(30s);
  EXPECT_GT(told(again), 0);
  ASSERT_NE(stage.replica(1), nullptr);
  EXPECT_TRUE(stage.replica(1)->is_leader());
  EXPECT_EQ(stage.acknowledged(), 20);
}

namespace {

/// 2 leads by preference; now 1 does, and all are in sync. The producer knows.
void let_broker_1_lead(ClusterStage& stage) {
  stage.cluster().shutdown(stage.host(2), [] {});
  stage.expect<BecameLeader>("1 leads", 5s, [](const auto& e) { return e.broker == BrokerId(1); });
  stage.run(5s);
  stage.cluster().start(stage.host(2));
  stage.expect<PartitionStateChanged>("all are in sync", 60s, [](const auto& e) { return e.isr.size() == 3; });
  stage.send(10);
  stage.run(5s);
  ASSERT_EQ(stage.acknowledged(), 10);
}

}  // namespace

void partial_send(const Behaviour& rules) {
  ClusterStage stage({0, 1, 2, 3, 4}, 1);
  stage.spec().behaviour = rules;
  stage.spec().config.auto_leader_rebalance_enable = false;
  stage.producer.request_timeout_ms = 5s;
  stage.topic({{2, 1, 3}});
  stage.open();
  let_broker_1_lead(stage);
  const sim::RuleGuard slow = stage.add_rule(std::make_unique<sim::SlowLink>(  // so that 4 is elected
      stage.hosts({1, 2, 3}), stage.zookeepers(), sim::SlowLinkConfig{.delay = 50ms, .rate = {}}, sim::Rng(1)));
  const sim::RuleGuard unheard = stage.cut(stage.hosts({0}), stage.hosts({1}), sim::Direction::one_way);

  stage.cluster().elect_preferred_leaders("t", {0}, [](const std::string&) {});
  stage.expect<BecameLeader>("2 leads", 5s, [](const auto& e) { return e.broker == BrokerId(2); });
  stage.expect<BecameFollower>("3 follows it", 5s, [](const auto& e) { return e.broker == BrokerId(3); });
  const sim::SimTime elected = stage.now();
  const LeaderEpoch epoch = stage.stored().leader_epoch;
  stage.stop(0, sim::StopKind::power_loss);
  stage.send(10);
  stage.run(6s);
  const auto answered = [&](auto is_it) {
    return stage.count<AcksAllAnswered>(elected,
                                        [&](const auto& e) { return e.broker == BrokerId(1) && is_it(e.error); });
  };
  ASSERT_NE(stage.replica(1), nullptr);
  EXPECT_TRUE(stage.replica(1)->is_leader()) << "a zombie";
  EXPECT_GT(answered([](ErrorCode error) { return error == ErrorCode::REQUEST_TIMED_OUT; }), 0);

  stage.expect<ControllerReady>("4 takes over", 60s, [](const auto& e) { return e.broker == BrokerId(4); });
  stage.expect<BecameFollower>("1 learns of it", 5s, [&](const auto& e) {
    return e.broker == BrokerId(1) && e.leader == BrokerId(2) && e.leader_epoch == epoch;
  });
  stage.run(20s);
  for (const int id : {1, 2, 3})
    EXPECT_GT(stage.count<ControlRequestHandled>(elected,
                                                 [&](const auto& e) {
                                                   return e.broker == BrokerId(id) && e.controller == BrokerId(4) &&
                                                          e.api == "LeaderAndIsr" && e.error == ErrorCode::NONE;
                                                 }),
              0)
        << "broker " << id;
  EXPECT_EQ(stage.stored().leader, BrokerId(2));
  EXPECT_EQ(stage.stored().leader_epoch, epoch);
  EXPECT_EQ(answered([](ErrorCode error) { return error == ErrorCode::NONE; }), 0) << "by the zombie";
  EXPECT_EQ(
      stage.count<HighWatermarkAdvanced>(elected, [](const auto& e) { return e.broker == BrokerId(1) && e.as_leader; }),
      0);
  EXPECT_EQ(stage.acknowledged(), 20) << "the others, by broker 2";
}

}  // namespace conformance
