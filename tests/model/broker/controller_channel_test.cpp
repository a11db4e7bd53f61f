// A broker's requests find the controller, wherever it is. One way takes 1 ms: a connection is there after 2 ms.

#include "model/broker/controller_channel.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/played_controllers.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class ControllerChannelTest : public ::testing::Test {
 protected:
  /// A request that can be told from others by its epoch.
  static AlterPartitionRequest numbered(int number) {
    AlterPartitionRequest request;
    request.broker = BrokerId(1);
    request.broker_epoch = BrokerEpoch(number);
    return request;
  }
  static AlterPartitionResponse answer(ErrorCode error = ErrorCode::NONE) { return {.error = error, .partitions = {}}; }
  void send(int number) {
    channel.send(numbered(number), [this, number](const ResponseBody&) {
      answered.push_back(number);
      answered_at.push_back(world.scheduler.now().time_since_epoch());
    });
  }
  static std::vector<std::int64_t> numbers(const PlayedController& controller) {
    std::vector<std::int64_t> out;
    for (const auto& asked : controller.asked)
      out.push_back(std::get<AlterPartitionRequest>(asked.body).broker_epoch.value());
    return out;
  }
  static sim::Duration asked_at(const PlayedController& controller, std::size_t index) {
    return controller.asked.at(index).at.time_since_epoch();
  }

  using Numbers = std::vector<std::int64_t>;

  PlayedControllers world;
  ControllerChannel channel{world.context(), world.network, world.brokers, world.rng(), world.metadata};
  Numbers answered;
  std::vector<sim::Duration> answered_at;
};

TEST_F(ControllerChannelTest, LooksEvery100MsUntilAControllerIsKnownAndAlive) {
  send(1);
  world.run_to(150ms);
  world.hear_of(2, {3});
  world.run_to(250ms);
  world.hear_of(2);
  world.broker(2).will_answer(answer());
  world.run_to(299ms);
  EXPECT_TRUE(world.broker(2).asked.empty());
  world.run_to(1s);
  EXPECT_EQ(numbers(world.broker(2)), Numbers{1});
  EXPECT_EQ(asked_at(world.broker(2), 0), 303ms);
  EXPECT_EQ(answered_at, std::vector<sim::Duration>{304ms});
}

TEST_F(ControllerChannelTest, OneRequestAtATimeInOrderOnOneConnection) {
  world.hear_of(2);
  for (int i = 1; i <= 3; ++i) world.broker(2).will_answer(answer());
  for (int i = 1; i <= 3; ++i) send(i);
  world.run_to(1s);
  EXPECT_EQ(answered, (Numbers{1, 2, 3}));
  EXPECT_EQ(answered_at, (std::vector<sim::Duration>{4ms, 6ms, 8ms}));
  EXPECT_EQ(world.network.connections_open(), 1U);
}

TEST_F(ControllerChannelTest, AnErrorOfTheRequestIsAnAnswer) {
  world.hear_of(2);
  world.broker(2).will_answer(answer(ErrorCode::STALE_BROKER_EPOCH));
  send(1);
  world.run_to(1s);
  EXPECT_EQ(answered, Numbers{1});
  EXPECT_EQ(world.broker(2).asked.size(), 1U);
}

TEST_F(ControllerChannelTest, WhoIsNotControllerIsAskedAgainUntilAnotherIsKnown) {
  world.hear_of(2);
  for (int i = 0; i < 2; ++i) world.broker(2).will_answer(answer(ErrorCode::NOT_CONTROLLER));
  AlterPartitionResponse in_a_partition = answer();
  in_a_partition.partitions.emplace_back().error = ErrorCode::NOT_CONTROLLER;
  for (int i = 0; i < 2; ++i) world.broker(2).will_answer(in_a_partition);
  world.broker(3).will_answer(answer());
  world.broker(3).will_answer(answer());
  send(1);
  send(2);
  // Asked at 3 ms; each next time 1 ms, the reconnect backoff of 50 ms +- 20 % and 3 ms later.
  world.run_to(46ms);
  EXPECT_EQ(numbers(world.broker(2)), Numbers{1});
  world.run_to(132ms);
  EXPECT_EQ(numbers(world.broker(2)), (Numbers{1, 1, 1}));
  world.hear_of(3);
  world.run_to(400ms);
  EXPECT_EQ(numbers(world.broker(2)).size(), 4U) << "it was chosen when its third answer came";
  EXPECT_EQ(numbers(world.broker(3)), (Numbers{1, 2}));
  EXPECT_EQ(answered, (Numbers{1, 2}));
}

TEST_F(ControllerChannelTest, ARequestThatDiesWithItsControllerIsAskedOfTheNext) {
  world.hear_of(2);
  send(1);
  world.run_to(10ms);
  ASSERT_EQ(numbers(world.broker(2)), Numbers{1});
  world.broker(3).will_answer(answer());
  world.stop(2, sim::StopKind::kill);
  world.run_to(100ms);
  EXPECT_TRUE(answered.empty()) << "the metadata still names broker 2, which refuses connections";
  world.hear_of(3, {3});
  world.run_to(400ms);
  EXPECT_EQ(answered, Numbers{1});
}

TEST_F(ControllerChannelTest, WithoutPowerAControllerIsGivenUpAfterTheRequestTimeout) {
  world.hear_of(2);
  send(1);
  world.run_to(10ms);
  world.stop(2, sim::StopKind::power_loss);
  world.hear_of(3, {3});
  world.broker(3).will_answer(answer());
  world.run_to(30001ms);  // sent at 2 ms, controller.socket.timeout.ms 30 s
  EXPECT_TRUE(world.broker(3).asked.empty());
  world.run_to(30100ms);
  EXPECT_EQ(answered, Numbers{1});
}

TEST_F(ControllerChannelTest, WhoWasFoundIsAskedUntilItFailsWhateverTheMetadataSayMeanwhile) {
  world.hear_of(2);
  world.broker(2).will_answer(answer());
  send(1);
  world.run_to(10ms);
  world.hear_of(3, {3});  // the session of broker 2 expired, which does not know it yet
  world.broker(2).will_answer(answer(ErrorCode::NOT_CONTROLLER));
  world.broker(3).will_answer(answer());
  send(2);
  world.run_to(100ms);
  EXPECT_EQ(numbers(world.broker(2)), (Numbers{1, 2}));
  EXPECT_EQ(numbers(world.broker(3)), Numbers{2});
  EXPECT_EQ(answered, (Numbers{1, 2}));
}

TEST_F(ControllerChannelTest, AControllerThatLostItsPowerUnnoticedCostsTheRequestTimeout) {
  world.hear_of(2);
  world.broker(2).will_answer(answer());
  send(1);
  world.run_to(10ms);
  world.stop(2, sim::StopKind::power_loss);
  world.hear_of(3, {3});
  world.broker(3).will_answer(answer());
  world.run_to(1s);
  send(2);
  world.run_to(31s);
  EXPECT_TRUE(world.broker(3).asked.empty()) << "nobody told the connection to broker 2";
  world.run_to(31100ms);
  EXPECT_EQ(answered, (Numbers{1, 2}));
}

TEST_F(ControllerChannelTest, AfterShutdownNothingIsSentAndNothingIsHeard) {
  world.hear_of(2);
  world.broker(2).will_answer(answer());
  send(1);
  send(2);
  world.run_to(3500us);  // the first answer is on its way
  channel.shutdown();
  send(3);
  world.run_to(1s);
  EXPECT_TRUE(answered.empty());
  EXPECT_EQ(numbers(world.broker(2)), Numbers{1});
}

}  // namespace
}  // namespace kafka::testing
