// Whole brokers with ZooKeeper behind them: how they start, stop, fail and come back.

#include "model/broker/kafka_server.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/server_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

constexpr sim::Duration kSessionTimeout = 18s;
/// Sessions expire at whole ticks of 3 s, and the last word of a session may be as young as its ping interval allows.
constexpr sim::Duration kLatestExpiry = kSessionTimeout + 3s + 1s;

/// A connection to one broker; waits until it is there.
class Asker final : public NetworkClientListener {
 public:
  Asker(ServerFixture& fixture, ClientId client, int broker)
      : to_(broker),
        client_(fixture.scheduler, fixture.network, fixture.directory, nobody_, fixture.admin_host(),
                fixture.admin_life(), client, config(), sim::Rng(1), *this) {
    client_.ready(to_);
    fixture.run_for(10ms);
  }
  void send(RequestBody body) { client_.send(to_, std::move(body)); }

  void on_response(const Request& request) override { answers.push_back(*request.answer); }
  void on_request_failed(const Request&, RequestFailure) override {}
  void on_node_ready(BrokerId) override {}
  void on_connect_failed(BrokerId) override {}

  std::vector<ResponseBody> answers;

 private:
  static NetworkClientConfig config() {
    NetworkClientConfig config;
    config.max_in_flight = 5;
    config.request_timeout = 1h;
    config.connection_setup_timeout = 10s;
    config.api_versions = false;
    return config;
  }

  Emitter nobody_;
  BrokerId to_;
  NetworkClient client_;
};

class KafkaServerTest : public ::testing::Test, protected ServerFixture {
 protected:
  using Ids = std::set<int>;

  std::vector<BrokerEpoch> epochs_of(int broker) {
    std::vector<BrokerEpoch> epochs;
    for (const auto& [time, e] : events.all<BrokerRegistered>())
      if (e.broker == BrokerId(broker)) epochs.push_back(e.broker_epoch);
    return epochs;
  }
  std::vector<std::string> failures() {
    std::vector<std::string> why;
    for (const auto& [time, e] : events.all<BrokerFailed>()) why.push_back(e.why);
    return why;
  }
  std::string last_stop() {
    const auto stops = events.all<BrokerStopped>();
    return stops.empty() ? "" : std::string(stops.back().second.how);
  }
  /// One that is not the controller, so that only one thing changes at a time.
  int bystander() { return controller() == 2 ? 3 : 2; }
  void make_topic_led_by(int broker) {
    const int next = broker % kBrokers + 1;
    tp = create_topic("orders", {{broker, next, next % kBrokers + 1}}).front();
    ASSERT_EQ(leader(tp), broker);
  }

  TopicPartition tp;
};

// ---- start

TEST_F(KafkaServerTest, BrokersRegisterAndOneOfThemBecomesController) {
  start();
  EXPECT_EQ(registered(), (std::vector<std::string>{"1", "2", "3"}));
  for (int id = 1; id <= kBrokers; ++id) {
    EXPECT_EQ(machine(id).state(), MachineState::running);
    EXPECT_TRUE(server(id).running());
    const std::string path = zk_data::broker_path(BrokerId(id));
    EXPECT_EQ(server(id).broker_epoch(), BrokerEpoch(tree().stat(path).czxid.value()));
    EXPECT_EQ(zk_data::decode_broker(BrokerId(id), *tree().data(path))->rack, "rack-" + std::to_string(id));
  }
  ASSERT_EQ(events.count<ControllerElected>(), 1U);
  EXPECT_EQ(controller(), events.all<ControllerElected>().front().second.broker.value());
  for (int id = 1; id <= kBrokers; ++id) EXPECT_EQ(server(id).controller().is_active(), id == controller());
}

TEST_F(KafkaServerTest, EveryBrokerHearsWhoIsAlive) {
  start();
  for (int id = 1; id <= kBrokers; ++id) {
    EXPECT_EQ(server(id).broker().metadata().alive().size(), 3U);
    EXPECT_EQ(server(id).broker().metadata().controller(), BrokerId(controller()));
    EXPECT_EQ(server(id).broker().metadata().rack(BrokerId(2)), "rack-2");
  }
}

TEST_F(KafkaServerTest, WhoeverStartsABrokerIsToldWhenItServes) {
  ensemble.start();
  make_machines();
  std::vector<std::string> told;
  machine(1).start([&](const std::string& exception) { told.push_back(exception); });
  EXPECT_TRUE(told.empty());
  run_for(5s);
  EXPECT_EQ(told, std::vector<std::string>{""});
  EXPECT_TRUE(server(1).running());
}

TEST_F(KafkaServerTest, WithoutZooKeeperAStartFailsAfterTheConnectionTimeout) {
  make_machines();
  std::vector<std::string> told;
  machine(1).start([&](const std::string& exception) { told.push_back(exception); });
  run_for(kSessionTimeout - 1ms);
  EXPECT_EQ(machine(1).state(), MachineState::running);
  run_for(2ms);
  EXPECT_EQ(machine(1).state(), MachineState::stopped);
  EXPECT_EQ(told, std::vector<std::string>{"ZooKeeperClientTimeoutException"});
  EXPECT_EQ(failures(), told);
}

TEST_F(KafkaServerTest, AProcessThatIsToldToStopWhileItStartsJustEnds) {
  make_machines();
  machine(1).start();
  run_for(1s);
  bool stopped = false;
  machine(1).shutdown([&] { stopped = true; });
  run_for(1ms);
  EXPECT_TRUE(stopped);
  EXPECT_EQ(machine(1).state(), MachineState::stopped);
  EXPECT_EQ(last_stop(), "kill");
}

// A service manager starts it again and again, until the old session has expired.
TEST_F(KafkaServerTest, AStartFailsWhileTheSessionOfTheKilledProcessLives) {
  start();
  const int broker = bystander();
  machine(broker).stop(sim::StopKind::kill);
  run_for(1s);
  machine(broker).start();
  run_for(2s);
  EXPECT_EQ(machine(broker).state(), MachineState::stopped);
  EXPECT_EQ(failures(), std::vector<std::string>{"NodeExistsException"});
  run_for(kLatestExpiry + 5s);
  EXPECT_EQ(machine(broker).state(), MachineState::running);
  EXPECT_GE(failures().size(), 2u);
  for (const std::string& why : failures()) EXPECT_EQ(why, "NodeExistsException");
}

// ---- running

TEST_F(KafkaServerTest, ATopicMadeInZooKeeperGetsLeadersAndItsReplicasFetch) {
  start();
  const auto partitions = create_topic("orders", {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}});
  for (std::size_t p = 0; p < partitions.size(); ++p) {
    EXPECT_EQ(leader(partitions[p]), static_cast<int>(p) + 1);
    EXPECT_EQ(isr(partitions[p]), (Ids{1, 2, 3}));
    produce(partitions[p], 10);
  }
  run_for(1s);
  EXPECT_EQ(acknowledged, 3);
  for (const TopicPartition partition : partitions)
    for (int id = 1; id <= kBrokers; ++id) EXPECT_EQ(log_end(id, partition), 10);
}

TEST_F(KafkaServerTest, OnlyTheActiveControllerTakesAlterPartition) {
  start();
  const int other = controller() == 1 ? 2 : 1;
  Asker asker(*this, kNoClient, other);
  asker.send(AlterPartitionRequest{.broker = BrokerId(1), .broker_epoch = {}, .partitions = {}});
  run_for(10ms);
  ASSERT_EQ(asker.answers.size(), 1U);
  EXPECT_EQ(std::get<AlterPartitionResponse>(asker.answers[0]).error, ErrorCode::NOT_CONTROLLER);
}

TEST_F(KafkaServerTest, AClientBeyondItsQuotaIsThrottled) {
  quotas.push_back({.client_id = "greedy", .producer_byte_rate = 100});
  start();
  make_topic_led_by(1);
  Asker greedy(*this, ClientId(0), 1);
  const auto send = [&] {
    greedy.send(ProduceRequest{.acks = 1, .timeout = 30s, .partitions = {{.tp = tp, .batch = batch_of(100)}}});
  };
  send();
  send();
  run_for(10s);
  EXPECT_EQ(greedy.answers.size(), 1U) << "10000 bytes at 100 bytes/s: the connection is muted";
  EXPECT_LT(time_until([&] { return greedy.answers.size() == 2; }, 5min), 2min);
}

TEST_F(KafkaServerTest, ASlowMachineTakesLongerForEachRequest) {
  spec.hardware.costs.io_thread_per_request = 1ms;
  start();
  const auto slowest = [&](int broker) {
    sim::Duration most{0};
    for (const auto& [time, e] : events.all<RequestCompleted>())
      if (e.broker == BrokerId(broker)) most = std::max(most, e.local_time);
    return most;
  };
  make_topic_led_by(1);
  produce(tp);
  run_for(1s);
  EXPECT_EQ(slowest(1), 1ms);
  machine(1).set_slowdown(5);
  produce(tp);
  run_for(1s);
  EXPECT_EQ(slowest(1), 5ms);
  EXPECT_EQ(acknowledged, 2);
}

TEST_F(KafkaServerTest, AFullDiskHaltsTheProcess) {
  start();
  const int broker = bystander();
  make_topic_led_by(broker);
  machine(broker).set_disk_full(true);
  produce(tp);
  EXPECT_EQ(refused, 1);
  run_for(1ms);
  EXPECT_EQ(machine(broker).state(), MachineState::stopped);
  EXPECT_EQ(failures(), std::vector<std::string>{"KafkaStorageException"});
  EXPECT_EQ(last_stop(), "kill");
  EXPECT_LE(time_until([&] { return leader(tp) != broker; }, 1min), kLatestExpiry);
  machine(broker).set_disk_full(false);
  EXPECT_LT(time_until([&] { return isr(tp) == Ids{1, 2, 3}; }, 1min), kLatestExpiry + 10s);
}

// ---- clean shutdown

TEST_F(KafkaServerTest, ACleanShutdownMovesLeadersAndDeregistersAtOnce) {
  start();
  const int broker = bystander();
  make_topic_led_by(broker);
  bool stopped = false;
  machine(broker).shutdown([&] { stopped = true; });
  EXPECT_EQ(machine(broker).state(), MachineState::stopping);
  EXPECT_LT(time_until([&] { return stopped; }, 1min), 1s);
  EXPECT_EQ(machine(broker).state(), MachineState::stopped);
  EXPECT_EQ(last_stop(), "clean");
  EXPECT_FALSE(tree().exists(zk_data::broker_path(BrokerId(broker))));
  EXPECT_NE(leader(tp), broker);
  EXPECT_EQ(isr(tp).count(broker), 0U);
  EXPECT_EQ(events.count<SessionExpired>(), 0U);
}

TEST_F(KafkaServerTest, AfterACleanShutdownABrokerStartsAtOnceWithoutRecovery) {
  start();
  const int broker = bystander();
  make_topic_led_by(broker);
  produce(tp, 5);
  run_for(1s);
  machine(broker).shutdown([] {});
  run_for(1s);
  events.clear();
  machine(broker).start();
  EXPECT_LT(time_until([&] { return isr(tp) == Ids{1, 2, 3}; }, 1min), 10s);
  ASSERT_EQ(events.count<LogLoaded>(), 1U);
  EXPECT_FALSE(events.all<LogLoaded>().front().second.recovered);
  EXPECT_EQ(log_end(broker, tp), 5);
}

TEST_F(KafkaServerTest, TheActiveControllerHandsOverWhenItShutsDown) {
  start();
  const int before = controller();
  make_topic_led_by(before);
  bool stopped = false;
  machine(before).shutdown([&] { stopped = true; });
  EXPECT_LT(time_until([&] { return stopped; }, 1min), 1s);
  run_for(1s);
  EXPECT_NE(controller(), 0);
  EXPECT_NE(controller(), before);
  EXPECT_NE(leader(tp), before);
  EXPECT_EQ(events.count<SessionExpired>(), 0U);
}

TEST_F(KafkaServerTest, WithoutControlledShutdownLeadersMoveOnlyWhenTheSessionIsClosed) {
  spec.config.controlled_shutdown_enable = false;
  start();
  const int broker = bystander();
  make_topic_led_by(broker);
  machine(broker).shutdown([] {});
  run_for(1s);
  EXPECT_EQ(machine(broker).state(), MachineState::stopped);
  EXPECT_NE(leader(tp), broker);
  EXPECT_EQ(events.count<ControlledShutdownAnswered>(), 0U);
  ASSERT_FALSE(events.all<LeaderElected>().empty());
  EXPECT_EQ(events.all<LeaderElected>().back().second.strategy, "offline");
}

TEST_F(KafkaServerTest, AKillEndsAShutdownAndWhoeverAskedForItIsTold) {
  start();
  int told = 0;
  machine(1).shutdown([&] { ++told; });
  machine(1).stop(sim::StopKind::kill);
  run_for(1s);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(last_stop(), "kill");
}

// ---- failures

TEST_F(KafkaServerTest, AKilledBrokersLeadersMoveWhenItsSessionExpires) {
  start();
  const int broker = bystander();
  make_topic_led_by(broker);
  machine(broker).stop(sim::StopKind::kill);
  const sim::Duration waited = time_until([&] { return leader(tp) != broker; }, 1min);
  EXPECT_GT(waited, kSessionTimeout * 2 / 3);
  EXPECT_LE(waited, kLatestExpiry);
  EXPECT_EQ(events.count<SessionExpired>(), 1U);
  EXPECT_EQ(isr(tp).count(broker), 0U);
}

TEST_F(KafkaServerTest, AKilledControllerIsReplacedWhenItsSessionExpires) {
  start();
  const int before = controller();
  make_topic_led_by(before);
  machine(before).stop(sim::StopKind::kill);
  EXPECT_LE(time_until([&] { return controller() != 0 && controller() != before; }, 1min), kLatestExpiry);
  EXPECT_LT(time_until([&] { return leader(tp) != before; }, 1min), 5s);
}

TEST_F(KafkaServerTest, AnExpiredSessionIsReplacedAndTheLivingBrokerRegisteredAnew) {
  start();
  const int broker = bystander();
  make_topic_led_by(broker);
  const BrokerEpoch before = server(broker).broker_epoch();
  {
    const auto cut =
        network.add_rule(std::make_unique<sim::Partition>(std::vector{broker_host(broker)}, zookeeper_hosts()));
    run_for(10s);
    produce(tp);
    run_for(1s);
    EXPECT_EQ(acknowledged, 1) << "the data plane does not need ZooKeeper";
    EXPECT_LE(time_until([&] { return leader(tp) != broker; }, 1min), kLatestExpiry - 11s);
    EXPECT_TRUE(server(broker).running());
  }
  EXPECT_LT(time_until([&] { return server(broker).broker_epoch() > before; }, 1min), 30s);
  EXPECT_EQ(machine(broker).host().starts(), 1);
  EXPECT_EQ(epochs_of(broker), (std::vector{before, server(broker).broker_epoch()}));
  EXPECT_TRUE(tree().exists(zk_data::broker_path(BrokerId(broker))));
  EXPECT_LT(time_until([&] { return isr(tp) == Ids{1, 2, 3}; }, 1min), 30s);
}

TEST_F(KafkaServerTest, AControllerThatIsPausedBeyondItsSessionIsDeposedAndComesBackAsABroker) {
  start();
  const int before = controller();
  machine(before).pause();
  EXPECT_EQ(machine(before).state(), MachineState::paused);
  EXPECT_EQ(last_stop(), "pause");
  EXPECT_LE(time_until([&] { return controller() != 0 && controller() != before; }, 1min), kLatestExpiry);
  machine(before).resume();
  run_for(10s);
  EXPECT_FALSE(server(before).controller().is_active());
  EXPECT_EQ(epochs_of(before).size(), 2U);
  EXPECT_NE(controller(), before);
}

// ---- with either way to change an ISR

class IsrWayTest : public KafkaServerTest, public ::testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    spec.behaviour.alter_partition = GetParam();
    spec.config.replica_lag_time_max_ms = 4s;
    start();
    broker = bystander();
    make_topic_led_by(broker == 1 ? 2 : broker);
  }

  int broker = 0;
};

TEST_P(IsrWayTest, ABrokerThatComesBackAfterAKillRecoversItsLogsAndRejoinsTheIsr) {
  produce(tp, 7);
  run_for(1s);
  machine(broker).stop(sim::StopKind::kill);
  EXPECT_LE(time_until([&] { return isr(tp).count(broker) == 0; }, 1min), kLatestExpiry);
  produce(tp, 3);
  run_for(1s);
  events.clear();
  machine(broker).start();
  EXPECT_LT(time_until([&] { return isr(tp) == Ids{1, 2, 3}; }, 1min), 10s);
  ASSERT_EQ(events.count<LogLoaded>(), 1U);
  EXPECT_TRUE(events.all<LogLoaded>().front().second.recovered);
  EXPECT_EQ(events.all<LogLoaded>().front().second.log_end_offset, Offset(7));
  EXPECT_EQ(log_end(broker, tp), 10);
  const auto proposals = events.all<IsrChangeProposed>();
  ASSERT_FALSE(proposals.empty());
  EXPECT_EQ(proposals.back().second.leader, BrokerId(leader(tp)));
  run_for(100ms);  // ZooKeeper's answer
  EXPECT_EQ(events.count<IsrExpanded>(), 1U);
}

TEST_P(IsrWayTest, AFollowerThatStandsStillLeavesTheIsrAndComesBack) {
  const int follower = leader(tp) % kBrokers + 1;
  ASSERT_EQ(isr(tp), (Ids{1, 2, 3}));
  produce(tp);
  run_for(1s);
  const auto versions = stored(tp)->partition_epoch;
  machine(follower).pause();
  produce(tp);
  run_for(1s);
  EXPECT_EQ(acknowledged, 1);
  EXPECT_LE(time_until([&] { return isr(tp).count(follower) == 0; }, 1min), 6s);
  run_for(1s);
  EXPECT_EQ(acknowledged, 2);
  EXPECT_EQ(stored(tp)->partition_epoch, versions + 1);
  machine(follower).resume();
  EXPECT_LT(time_until([&] { return isr(tp) == Ids{1, 2, 3}; }, 1min), 5s);
  EXPECT_EQ(log_end(follower, tp), 2);
}

INSTANTIATE_TEST_SUITE_P(AlterPartition, IsrWayTest, ::testing::Bool(),
                         [](const auto& way) { return way.param ? "ThroughTheController" : "ThroughZooKeeper"; });

}  // namespace
}  // namespace kafka::testing
