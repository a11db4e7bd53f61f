// A broker that wants to stop asks the controller to move its leaders. One way takes 1 ms: the connection is there
// after 2 ms, an answer 2 ms later. Three attempts, 5 s between them.

#include "model/broker/controlled_shutdown.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/net/rules.h"
#include "tests/support/played_controllers.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class ControlledShutdownTest : public ::testing::Test {
 protected:
  void start() {
    shutdown.emplace(world.context(), world.network, world.brokers, world.rng(), world.metadata);
    shutdown->start(BrokerEpoch(100), [this](bool succeeded) {
      results.push_back({world.scheduler.now().time_since_epoch(), succeeded});
    });
  }
  void will_answer(int broker, ErrorCode error, int remaining) {
    ControlledShutdownResponse response{.error = error, .remaining = {}};
    for (int i = 0; i < remaining; ++i) response.remaining.push_back({TopicId(0), PartitionId(i)});
    world.broker(broker).will_answer(std::move(response));
  }
  std::vector<sim::Duration> asked(int broker) {
    std::vector<sim::Duration> out;
    for (const auto& asked : world.broker(broker).asked) out.push_back(asked.at.time_since_epoch());
    return out;
  }

  using Times = std::vector<sim::Duration>;
  using Results = std::vector<std::pair<sim::Duration, bool>>;

  PlayedControllers world;
  std::optional<ControlledShutdown> shutdown;
  Results results;
};

TEST_F(ControlledShutdownTest, SucceedsWhenNothingIsLeft) {
  world.hear_of(2);
  will_answer(2, ErrorCode::NONE, 0);
  start();
  EXPECT_TRUE(results.empty());
  world.run_to(1min);
  EXPECT_EQ(results, (Results{{4ms, true}}));
  ASSERT_EQ(asked(2), Times{3ms});
  const auto& request = world.broker(2).request<ControlledShutdownRequest>(0);
  EXPECT_EQ(request.broker, BrokerId(1));
  EXPECT_EQ(request.broker_epoch, BrokerEpoch(100));
}

TEST_F(ControlledShutdownTest, LeadersThatAreLeftAreAskedForAgainOnTheSameConnection) {
  world.hear_of(2);
  will_answer(2, ErrorCode::NONE, 2);
  will_answer(2, ErrorCode::STALE_BROKER_EPOCH, 0);
  will_answer(2, ErrorCode::NONE, 0);
  start();
  world.run_to(1min);
  EXPECT_EQ(asked(2), (Times{3ms, 5005ms, 10007ms}));
  EXPECT_EQ(results, (Results{{10008ms, true}}));
}

TEST_F(ControlledShutdownTest, GivesUpAtOnceAfterTheLastAttempt) {
  world.hear_of(2);
  for (int i = 0; i < 5; ++i) will_answer(2, ErrorCode::NONE, 1);
  start();
  world.run_to(1min);
  EXPECT_EQ(asked(2).size(), 3U);
  EXPECT_EQ(results, (Results{{10008ms, false}}));
}

TEST_F(ControlledShutdownTest, WithoutAttemptsThereIsNothingToWaitFor) {
  world.config.controlled_shutdown_max_retries = 0;
  world.hear_of(2);
  start();
  EXPECT_TRUE(results.empty()) << "later than within start()";
  world.run_to(1ms);
  EXPECT_EQ(results, (Results{{0ms, false}}));
}

TEST_F(ControlledShutdownTest, ThePauseIsTheSetting) {
  world.config.controlled_shutdown_retry_backoff_ms = 200ms;
  world.hear_of(2);
  for (int i = 0; i < 3; ++i) will_answer(2, ErrorCode::NONE, 1);
  start();
  world.run_to(1min);
  EXPECT_EQ(asked(2), (Times{3ms, 205ms, 407ms}));
}

TEST_F(ControlledShutdownTest, AnAttemptWithoutAControllerCountsToo) {
  start();
  world.run_to(1min);
  EXPECT_EQ(results, (Results{{10s, false}}));
}

TEST_F(ControlledShutdownTest, AControllerThatAppearsMeanwhileIsFound) {
  start();
  world.run_to(4s);
  world.hear_of(2, {3});  // not alive
  world.run_to(6s);
  world.hear_of(2);
  will_answer(2, ErrorCode::NONE, 0);
  world.run_to(1min);
  EXPECT_EQ(results, (Results{{10004ms, true}}));
}

TEST_F(ControlledShutdownTest, EachAttemptGoesToWhoIsControllerThen) {
  world.hear_of(2);
  will_answer(2, ErrorCode::NOT_CONTROLLER, 0);
  will_answer(3, ErrorCode::NONE, 0);
  start();
  world.run_to(1s);
  world.hear_of(3);
  world.run_to(1min);
  EXPECT_EQ(asked(2), Times{3ms});
  EXPECT_EQ(asked(3), Times{5007ms});
  EXPECT_EQ(results, (Results{{5008ms, true}}));
}

TEST_F(ControlledShutdownTest, WhileNoOtherIsKnownTheOldOneIsAsked) {
  world.hear_of(2);
  will_answer(2, ErrorCode::NONE, 1);
  will_answer(2, ErrorCode::NONE, 0);
  start();
  world.run_to(1s);
  world.hear_of(2, {3});
  world.run_to(1min);
  EXPECT_EQ(results, (Results{{5006ms, true}}));
}

TEST_F(ControlledShutdownTest, AControllerThatDiesWithTheRequestCostsOneAttempt) {
  world.hear_of(2);
  start();
  world.run_to(3500us);
  world.stop(2, sim::StopKind::kill);
  world.hear_of(3, {3});
  will_answer(3, ErrorCode::NONE, 0);
  world.run_to(1min);
  ASSERT_EQ(results.size(), 1U);
  EXPECT_TRUE(results[0].second);
  EXPECT_EQ(asked(3), Times{5007500us});  // the end is heard at 4.5 ms; 5 s, the new connection, the way
}

TEST_F(ControlledShutdownTest, WhoRefusesConnectionsIsTriedThreeTimes) {
  world.stop(2, sim::StopKind::kill);
  world.hear_of(2);
  start();
  world.run_to(1min);
  EXPECT_EQ(results, (Results{{10006ms, false}}));  // refused after 2 ms each time
}

TEST_F(ControlledShutdownTest, WithoutPowerTheConnectionIsGivenUpAfterItsSetupTimeout) {
  world.stop(2, sim::StopKind::power_loss);
  world.hear_of(2);
  start();
  world.run_to(14s);
  EXPECT_TRUE(results.empty());
  world.hear_of(3, {3});
  will_answer(3, ErrorCode::NONE, 0);
  world.run_to(1min);
  EXPECT_EQ(asked(3), Times{15003ms});  // socket.connection.setup.timeout.ms 10 s, the pause, connection and way
}

TEST_F(ControlledShutdownTest, ASilentControllerIsGivenUpAfterTheRequestTimeout) {
  world.hear_of(2);
  start();
  world.run_to(31s);
  world.hear_of(3);
  will_answer(3, ErrorCode::NONE, 0);
  world.run_to(1min);
  EXPECT_EQ(asked(2).size(), 1U);
  EXPECT_EQ(asked(3), Times{35005ms});  // sent at 2 ms, 30 s, the pause, connection and way
}

TEST_F(ControlledShutdownTest, AConnectionThatComesTooLateIsReplacedAtOnce) {
  world.config.controller_socket_timeout_ms = 4s;
  world.hear_of(2);
  auto cut = world.network.add_rule(std::make_unique<sim::Partition>(std::vector<sim::HostId>{world.context().host},
                                                                     std::vector<sim::HostId>{world.broker(2).host}));
  start();
  world.run_to(8s);
  cut.remove();  // the first attempt was over at 4 s; its connection is there now, and the second begins at 9 s
  will_answer(2, ErrorCode::NONE, 0);
  world.run_to(1min);
  EXPECT_EQ(results, (Results{{9004ms, true}}));
}

}  // namespace
}  // namespace kafka::testing
