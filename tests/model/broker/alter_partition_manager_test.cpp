// A leader's ISR changes on their way through the controller. One way takes 1 ms: what is sent at 0 is answered at 4
// ms, for the connection takes 2 ms; later requests are answered after 2 ms.

#include "model/broker/alter_partition_manager.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/played_controllers.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class AlterPartitionManagerTest : public ::testing::Test, private IsrChangeListener {
 protected:
  struct Told {
    sim::Duration at;
    TopicPartition tp;
    ErrorCode error;
    friend bool operator==(const Told&, const Told&) = default;
  };

  AlterPartitionManagerTest() { world.hear_of(2); }

  TopicPartition tp(int partition) { return {world.topics.intern("orders"), PartitionId(partition)}; }
  IsrChange wish(int partition, int leader_epoch = 5) {
    return {.tp = tp(partition),
            .leader_epoch = LeaderEpoch(leader_epoch),
            .partition_epoch = PartitionEpoch(7),
            .isr = {BrokerId(1), BrokerId(3)}};
  }
  void submit(const IsrChange& change) { manager.submit(BrokerId(1), change); }
  /// The controller's next answer: these partitions, all with this error.
  void will_answer(const std::vector<int>& partitions, ErrorCode error = ErrorCode::NONE) {
    AlterPartitionResponse response;
    for (const int p : partitions) {
      AlterPartitionResponse::Partition answer;
      answer.tp = tp(p);
      answer.error = error;
      response.partitions.push_back(answer);
    }
    controller.will_answer(std::move(response));
  }
  void will_refuse(ErrorCode error) {
    controller.will_answer(AlterPartitionResponse{.error = error, .partitions = {}});
  }
  /// The partitions of each request so far.
  [[nodiscard]] std::vector<std::vector<int>> asked() const {
    std::vector<std::vector<int>> out;
    for (std::size_t i = 0; i < controller.asked.size(); ++i) {
      out.emplace_back();
      for (const auto& p : controller.request<AlterPartitionRequest>(i).partitions)
        out.back().push_back(p.tp.partition.value());
    }
    return out;
  }

  using Asked = std::vector<std::vector<int>>;

  PlayedControllers world;
  PlayedController& controller = world.broker(2);
  BrokerEpoch broker_epoch{100};
  ControllerChannel channel{world.context(), world.network, world.brokers, world.rng(), world.metadata};
  AlterPartitionManager manager{world.context(), channel, *this, [this] { return broker_epoch; }};
  std::vector<Told> told;
  std::function<void()> when_told;

 private:
  void on_isr_answer(const IsrChange& asked, const AlterPartitionResponse::Partition& answer) override {
    EXPECT_EQ(asked.tp, answer.tp);
    told.push_back({world.scheduler.now().time_since_epoch(), answer.tp, answer.error});
    if (when_told) std::exchange(when_told, nullptr)();
  }
};

TEST_F(AlterPartitionManagerTest, ARequestSaysWhoAsksAndWhatHeKnows) {
  IsrChange change = wish(0);
  change.recovery = LeaderRecoveryState::RECOVERING;
  submit(change);
  EXPECT_EQ(manager.unsent(), 1U);
  EXPECT_EQ(world.events.count<IsrChangeProposed>(), 1U);
  will_answer({0});
  world.run_to(10ms);
  const auto& request = controller.request<AlterPartitionRequest>(0);
  EXPECT_EQ(request.broker, BrokerId(1));
  EXPECT_EQ(request.broker_epoch, BrokerEpoch(100));
  ASSERT_EQ(request.partitions.size(), 1U);
  EXPECT_EQ(request.partitions[0].leader_epoch, LeaderEpoch(5));
  EXPECT_EQ(request.partitions[0].partition_epoch, PartitionEpoch(7));
  EXPECT_EQ(request.partitions[0].new_isr, change.isr);
  EXPECT_EQ(request.partitions[0].recovery, LeaderRecoveryState::RECOVERING);
  EXPECT_EQ(told, (std::vector<Told>{{4ms, tp(0), ErrorCode::NONE}}));
  EXPECT_EQ(manager.unsent(), 0U);
  EXPECT_EQ(world.events.count<IsrChangeFailed>(), 0U);
}

TEST_F(AlterPartitionManagerTest, WhatComesWhileOneRequestIsUnderWayGoesTogetherInTheNext) {
  will_answer({3});
  will_answer({0, 1, 2});
  submit(wish(3));
  for (const int p : {2, 0, 1}) submit(wish(p));
  world.run_to(20ms);
  EXPECT_EQ(asked(), (Asked{{3}, {0, 1, 2}}));
  EXPECT_EQ(told.size(), 4U);
}

TEST_F(AlterPartitionManagerTest, ASecondChangeOfAPartitionIsNotAttempted) {
  submit(wish(0));
  submit(wish(0, 6));  // a LeaderAndIsr came in between
  EXPECT_TRUE(told.empty()) << "not within submit()";
  world.run_to(1ms);
  EXPECT_EQ(told, (std::vector<Told>{{0ms, tp(0), ErrorCode::OPERATION_NOT_ATTEMPTED}}));
  EXPECT_EQ(manager.unsent(), 1U);
  will_answer({0});
  world.run_to(10ms);
  EXPECT_EQ(asked(), Asked{{0}});
  EXPECT_EQ(controller.request<AlterPartitionRequest>(0).partitions[0].leader_epoch, LeaderEpoch(5));
  will_answer({0});
  submit(wish(0, 6));
  world.run_to(20ms);
  EXPECT_EQ(told.size(), 3U) << "the way is free again";
}

TEST_F(AlterPartitionManagerTest, ARequestThatIsRefusedAsAWholeIsMadeAgain50MsLaterWithTheEpochOfThen) {
  will_refuse(ErrorCode::STALE_BROKER_EPOCH);
  will_answer({0, 1});
  submit(wish(0));
  world.run_to(10ms);
  EXPECT_TRUE(told.empty());
  EXPECT_EQ(manager.unsent(), 1U);
  broker_epoch = BrokerEpoch(200);
  world.run_to(53ms);
  EXPECT_EQ(controller.asked.size(), 1U);
  world.run_to(100ms);  // answered at 4 ms, so made again at 54 ms
  ASSERT_EQ(controller.asked.size(), 2U);
  EXPECT_EQ(controller.asked[1].at.time_since_epoch(), 55ms);
  EXPECT_EQ(controller.request<AlterPartitionRequest>(1).broker_epoch, BrokerEpoch(200));
  EXPECT_EQ(told, (std::vector<Told>{{56ms, tp(0), ErrorCode::NONE}}));
}

TEST_F(AlterPartitionManagerTest, AnotherChangeDoesNotWaitForThePauseAfterARefusal) {
  will_refuse(ErrorCode::UNKNOWN_SERVER_ERROR);
  will_answer({0, 1});
  submit(wish(0));
  world.run_to(20ms);
  submit(wish(1));
  world.run_to(100ms);
  EXPECT_EQ(asked(), (Asked{{0}, {0, 1}})) << "and the pause's end finds nothing left to do";
  EXPECT_EQ(told.size(), 2U);
}

TEST_F(AlterPartitionManagerTest, AnErrorOfAPartitionGoesToWhoAskedAndIsNotTriedAgain) {
  will_answer({0}, ErrorCode::INVALID_UPDATE_VERSION);
  submit(wish(0));
  world.run_to(200ms);
  EXPECT_EQ(told, (std::vector<Told>{{4ms, tp(0), ErrorCode::INVALID_UPDATE_VERSION}}));
  EXPECT_EQ(asked().size(), 1U);
  ASSERT_EQ(world.events.count<IsrChangeFailed>(), 1U);
  EXPECT_EQ(world.events.all<IsrChangeFailed>()[0].second.error, ErrorCode::INVALID_UPDATE_VERSION);
}

TEST_F(AlterPartitionManagerTest, WhatTheAnswerForgetsIsAskedAgainAtOnce) {
  will_answer({3});
  will_answer({0});
  will_answer({9, 1});  // 9 was not asked for
  for (const int p : {3, 0, 1}) submit(wish(p));
  world.run_to(20ms);
  EXPECT_EQ(asked(), (Asked{{3}, {0, 1}, {1}}));
  EXPECT_EQ(told, (std::vector<Told>{
                      {4ms, tp(3), ErrorCode::NONE}, {6ms, tp(0), ErrorCode::NONE}, {8ms, tp(1), ErrorCode::NONE}}));
  EXPECT_EQ(manager.unsent(), 0U);
}

TEST_F(AlterPartitionManagerTest, WhoIsToldMayAskForTheNextChangeOfTheSamePartition) {
  will_answer({0});
  will_answer({0});
  when_told = [this] { submit(wish(0, 6)); };
  submit(wish(0));
  world.run_to(20ms);
  ASSERT_EQ(controller.asked.size(), 2U);
  EXPECT_EQ(controller.request<AlterPartitionRequest>(1).partitions[0].leader_epoch, LeaderEpoch(6));
  EXPECT_EQ(told, (std::vector<Told>{{4ms, tp(0), ErrorCode::NONE}, {6ms, tp(0), ErrorCode::NONE}}));
}

}  // namespace
}  // namespace kafka::testing
