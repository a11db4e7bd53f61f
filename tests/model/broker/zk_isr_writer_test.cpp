// Leaders that write their ISR to ZooKeeper themselves, as until 2.6.

#include "model/broker/zk_isr_writer.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "model/zk/zk_data.h"
#include "tests/support/controlled_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class ZkIsrWriterTest : public ::testing::Test, private IsrChangeListener {
 protected:
  struct Answer {
    sim::SimTime at;
    TopicPartition tp;
    ErrorCode error;
    PartitionEpoch partition_epoch;
    std::vector<BrokerId> isr;
  };

  ZkIsrWriterTest() {
    for (const std::string path :
         {"/brokers", "/brokers/topics", "/brokers/topics/orders", "/brokers/topics/orders/partitions",
          "/brokers/topics/orders/partitions/0", "/brokers/topics/orders/partitions/1", "/isr_change_notification"})
      broker.zookeeper.write(zk::Create{.path = path, .data = ""});
    for (const int partition : {0, 1})
      broker.zookeeper.write(
          zk::Create{.path = state_path(partition), .data = zk_data::encode_partition_state(led_by_1({1, 2, 3}))});
    writer.start();
    begin = broker.scheduler.now();
  }

  static std::string state_path(int partition) {
    return zk_data::partition_state_path("orders", PartitionId(partition));
  }
  static std::vector<BrokerId> ids(const std::vector<int>& numbers) {
    std::vector<BrokerId> out;
    for (const int n : numbers) out.push_back(BrokerId(n));
    return out;
  }
  static PartitionState led_by_1(const std::vector<int>& isr) {
    return {
        .leader = BrokerId(1), .leader_epoch = LeaderEpoch(4), .isr = ids(isr), .controller_epoch = ControllerEpoch(2)};
  }
  IsrChange wish(int partition, int version, const std::vector<int>& isr) {
    return {.tp = broker.tp("orders", partition),
            .leader_epoch = LeaderEpoch(4),
            .partition_epoch = PartitionEpoch(version),
            .isr = ids(isr),
            .controller_epoch = ControllerEpoch(2),
            .replicas = ids({1, 2, 3})};
  }
  void submit(const IsrChange& change) { writer.submit(broker.id, change); }
  /// What ZooKeeper holds now.
  PartitionState stored(int partition) {
    const zk::Response read = broker.zookeeper.tree().read(zk::GetData{.path = state_path(partition)});
    return zk_data::decode_partition_state(read.data, read.stat).value_or(PartitionState{});
  }
  /// Somebody else, such as the controller.
  void write_other(int partition, const PartitionState& state) {
    broker.zookeeper.write(zk::SetData{.path = state_path(partition), .data = zk_data::encode_partition_state(state)});
  }
  /// Notifications, each as the partitions it names.
  std::vector<std::vector<int>> notifications() {
    const std::string parent = zk_data::kIsrChangeNotificationPath;
    std::vector<std::vector<int>> out;
    for (const std::string& child : broker.zookeeper.tree().read(zk::GetChildren{.path = parent}).children) {
      out.emplace_back();
      const zk::Response read = broker.zookeeper.tree().read(zk::GetData{.path = parent + "/" + child});
      for (const auto& name : zk_data::decode_isr_change(read.data)) out.back().push_back(name.partition.value());
    }
    return out;
  }
  /// Since the writer was started.
  void run_to(sim::Duration time) { broker.scheduler.run_until(begin + time); }

  ControlledBroker broker;
  ZkIsrWriter writer{broker.context(), broker.zk, *this};
  sim::SimTime begin;
  std::vector<Answer> answers;

 private:
  void on_isr_answer(const IsrChange& asked, const AlterPartitionResponse::Partition& answer) override {
    EXPECT_EQ(asked.tp, answer.tp);
    answers.push_back({broker.scheduler.now(), answer.tp, answer.error, answer.partition_epoch, answer.isr});
  }
};

using Notifications = std::vector<std::vector<int>>;

// ---- the write

TEST_F(ZkIsrWriterTest, AChangeIsWrittenWithTheEpochsOfWhoMadeItLeader) {
  submit(wish(0, 0, {1, 2}));
  EXPECT_TRUE(answers.empty()) << "the answer comes later";
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error, ErrorCode::NONE);
  EXPECT_EQ(answers[0].partition_epoch, PartitionEpoch(1));
  EXPECT_EQ(answers[0].isr, ids({1, 2}));
  PartitionState expected = led_by_1({1, 2});
  expected.partition_epoch = PartitionEpoch(1);
  EXPECT_EQ(stored(0), expected);
  EXPECT_EQ(broker.events.count<IsrChangeProposed>(), 1U);
}

TEST_F(ZkIsrWriterTest, AStateThatWasWrittenMeanwhileStays) {
  write_other(0, led_by_1({1, 3}));
  submit(wish(0, 0, {1, 2}));
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error, ErrorCode::OPERATION_NOT_ATTEMPTED);
  EXPECT_EQ(stored(0).isr, ids({1, 3}));
  EXPECT_EQ(stored(0).partition_epoch, PartitionEpoch(1));
  ASSERT_EQ(broker.events.count<IsrChangeFailed>(), 1U);
  EXPECT_EQ(broker.events.all<IsrChangeFailed>()[0].second.error, ErrorCode::INVALID_UPDATE_VERSION);
  EXPECT_EQ(writer.unpropagated(), 0U);
}

TEST_F(ZkIsrWriterTest, APartitionThatIsGoneIsRefused) {
  broker.zookeeper.write(zk::Delete{.path = state_path(0)});
  submit(wish(0, 0, {1, 2}));
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error, ErrorCode::OPERATION_NOT_ATTEMPTED);
}

TEST_F(ZkIsrWriterTest, AWriteWhoseAnswerWasLostMeetsItself) {
  submit(wish(0, 0, {1, 2}));
  broker.zookeeper.disconnect(broker.zookeeper.last_session(), true);
  broker.run_for(10ms);
  EXPECT_TRUE(answers.empty());
  broker.zookeeper.reconnect(broker.zookeeper.last_session());
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error, ErrorCode::NONE);
  EXPECT_EQ(answers[0].partition_epoch, PartitionEpoch(1)) << "it was written once";
}

TEST_F(ZkIsrWriterTest, ALostAnswerDoesNotHideWhatTheControllerWroteOnTop) {
  submit(wish(0, 0, {1, 2}));
  broker.zookeeper.disconnect(broker.zookeeper.last_session(), true);
  PartitionState moved = led_by_1({1, 2});
  moved.leader_epoch = LeaderEpoch(5);
  write_other(0, moved);
  broker.zookeeper.reconnect(broker.zookeeper.last_session());
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error, ErrorCode::OPERATION_NOT_ATTEMPTED);
}

TEST_F(ZkIsrWriterTest, OneWriteAtATimeInTheOrderOfTheWishes) {
  submit(wish(1, 0, {1, 2}));
  submit(wish(0, 0, {1, 3}));
  submit(wish(1, 1, {1}));
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0].tp.partition, PartitionId(1));
  EXPECT_EQ(answers[1].tp.partition, PartitionId(0));
  EXPECT_EQ(answers[2].partition_epoch, PartitionEpoch(2));
  for (std::size_t i = 0; i < answers.size(); ++i)
    EXPECT_EQ(answers[i].at, begin + (i + 1) * 1ms) << "each takes ZooKeeper's 1 ms";
}

TEST_F(ZkIsrWriterTest, ASessionThatEndsRefusesWhatIsUnderWayAndTheNextWriteIsMadeInANewOne) {
  submit(wish(0, 0, {1, 2}));
  broker.zookeeper.expire(broker.zookeeper.last_session());
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error, ErrorCode::OPERATION_NOT_ATTEMPTED);
  submit(wish(0, 0, {1, 2}));
  broker.run_for(10ms);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[1].error, ErrorCode::NONE);
}

// ---- telling the controller, looked at every 2.5 s

TEST_F(ZkIsrWriterTest, TheControllerIsToldWhenNothingChangedForFiveSeconds) {
  submit(wish(0, 0, {1, 2}));
  run_to(4s);
  submit(wish(1, 0, {1, 2}));  // written at 4.001 s, so at 9.001 s it may go, which 10 s is the first look after
  run_to(9999ms);
  EXPECT_EQ(notifications(), Notifications{});
  EXPECT_EQ(writer.unpropagated(), 2U);
  run_to(10001ms);
  EXPECT_EQ(notifications(), (Notifications{{0, 1}}));
  EXPECT_EQ(writer.unpropagated(), 0U);
  run_to(60s);
  EXPECT_EQ(notifications().size(), 1U);
}

TEST_F(ZkIsrWriterTest, AtLatestEverySixtySeconds) {
  int version = 0;
  for (sim::Duration at = 0s; at < 62s; at += 4s) {  // never five seconds of quiet
    run_to(at);
    submit(wish(0, version, version % 2 == 0 ? std::vector<int>{1, 2} : std::vector<int>{1, 2, 3}));
    ++version;
  }
  run_to(62499ms);  // 60 s after the start is not yet past; the next look is at 62.5 s
  EXPECT_EQ(notifications(), Notifications{});
  run_to(62501ms);
  EXPECT_EQ(notifications(), (Notifications{{0}}));
}

TEST_F(ZkIsrWriterTest, ANotificationThatDiesWithItsSessionIsMadeAtTheNextLook) {
  submit(wish(0, 0, {1, 2}));
  run_to(7500ms);  // the first look five seconds after 1 ms: asked for now, carried out 1 ms later
  broker.zookeeper.expire(broker.zookeeper.last_session());
  run_to(9999ms);
  EXPECT_EQ(notifications(), Notifications{});
  EXPECT_EQ(writer.unpropagated(), 1U);
  run_to(10001ms);
  EXPECT_EQ(notifications(), (Notifications{{0}}));
}

}  // namespace
}  // namespace kafka::testing
