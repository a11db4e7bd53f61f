// Producer ids from /latest_producer_id_block. Cases of Kafka's ProducerIdManagerTest. InstantZooKeeper answers after
// 1 ms: a block takes 2 ms.

#include "model/transaction/zk_producer_id_manager.h"

#include <memory>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/instant_zookeeper.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class ProducerIdsTest : public ::testing::Test {
 protected:
  struct OneBroker {
    OneBroker(sim::Scheduler& scheduler, InstantZooKeeper& zookeeper, BrokerId id, const Behaviour& behaviour)
        : factory(zookeeper.factory(scheduler.begin_life())),
          zk(scheduler, scheduler.begin_life(), *factory, config),
          ids(scheduler, id, behaviour, zk) {
      zk.start([](bool) {});
    }
    BrokerConfig config;
    std::unique_ptr<zk::ZooKeeperFactory> factory;
    KafkaZkClient zk;
    ZkProducerIdManager ids;
  };
  struct Answer {
    ErrorCode error;
    ProducerId id;
  };

  ProducerIdsTest() {
    zookeeper.write(zk::Create{"/latest_producer_id_block", ""});
    old_rules.producer_ids_ahead = false;
  }
  OneBroker& add(int id, const Behaviour& behaviour) {
    brokers.push_back(std::make_unique<OneBroker>(scheduler, zookeeper, BrokerId(id), behaviour));
    run_for(5ms);
    return *brokers.back();
  }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }
  std::vector<Answer> ask(OneBroker& broker, int times = 1) {
    std::vector<Answer> answers;
    for (int i = 0; i < times; ++i)
      broker.ids.generate([&](ErrorCode error, ProducerId id) { answers.push_back({error, id}); });
    return answers;
  }
  /// What is told now; the answer of a broker that waits for a block is nothing.
  std::optional<ProducerId> id_of(OneBroker& broker) {
    const auto answers = ask(broker);
    return answers.empty() || answers[0].error != ErrorCode::NONE ? std::nullopt : std::optional(answers[0].id);
  }
  std::optional<zk_data::ProducerIdBlock> stored() {
    const zk::Response read = zookeeper.tree().read(zk::GetData{"/latest_producer_id_block"});
    return zk_data::decode_producer_id_block(read.data);
  }
  void store(std::int64_t first, std::int64_t last) {
    zookeeper.write(zk::SetData{"/latest_producer_id_block",
                                zk_data::encode_producer_id_block({BrokerId(9), ProducerId(first), ProducerId(last)})});
  }

  sim::Scheduler scheduler;
  InstantZooKeeper zookeeper{scheduler};
  Behaviour old_rules;  ///< of 2.3, for ids
  std::vector<std::unique_ptr<OneBroker>> brokers;
};

// ---- up to 2.8. testGetProducerIdZk

TEST_F(ProducerIdsTest, EveryBrokerStartsWithABlockOfItsOwn) {
  for (const int id : {0, 1, 2}) {
    OneBroker& broker = add(id, old_rules);
    std::optional<bool> started;
    broker.ids.start([&](bool ok) { started = ok; });
    run_for(2ms);
    EXPECT_EQ(started, true);
  }
  for (int i = 0; i < 3; ++i)
    for (const int id : {0, 1, 2}) EXPECT_EQ(id_of(*brokers[static_cast<std::size_t>(id)]), ProducerId(1000 * id + i));
  EXPECT_EQ(stored()->broker, BrokerId(2));
  EXPECT_EQ(stored()->first, ProducerId(2000));
  EXPECT_EQ(stored()->last, ProducerId(2999));
}

TEST_F(ProducerIdsTest, WhoFindsItsBlockUsedUpWaitsForTheNext) {
  OneBroker& a = add(0, old_rules);
  OneBroker& b = add(1, old_rules);
  a.ids.start([](bool) {});
  run_for(2ms);
  b.ids.start([](bool) {});
  run_for(2ms);
  EXPECT_EQ(ask(a, 1000).back().id, ProducerId(999));
  std::vector<ProducerId> ids;
  for (int i = 0; i < 2; ++i) a.ids.generate([&](ErrorCode, ProducerId id) { ids.push_back(id); });
  EXPECT_TRUE(ids.empty());
  run_for(2ms);
  EXPECT_EQ(ids, (std::vector{ProducerId(2000), ProducerId(2001)}));
}

TEST_F(ProducerIdsTest, OfTwoThatWriteAtOnceOneReadsAgain) {
  OneBroker& a = add(0, old_rules);
  OneBroker& b = add(1, old_rules);
  a.ids.start([](bool) {});
  b.ids.start([](bool) {});
  run_for(10ms);
  EXPECT_EQ(id_of(a), ProducerId(0));
  EXPECT_EQ(id_of(b), ProducerId(1000));
}

/// The write was carried out and its answer lost: the same write comes again and meets itself.
TEST_F(ProducerIdsTest, AWriteThatMeetsItselfIsRecognisedUntil28) {
  for (const bool ahead : {false, true}) {
    SCOPED_TRACE(ahead);
    store(0, 999);
    Behaviour rules;
    rules.producer_ids_ahead = ahead;
    OneBroker& broker = add(ahead ? 1 : 0, rules);
    ask(broker);
    run_for(1500us);  // read, and the write is on its way
    zookeeper.disconnect(broker.zk.session_id(), true);
    run_for(1ms);
    zookeeper.reconnect(broker.zk.session_id());
    run_for(20ms);
    // Since 3.0 nobody looks whose block it is: 1000 to 1999 are given to nobody.
    EXPECT_EQ(stored()->first, ProducerId(ahead ? 2000 : 1000));
  }
}

TEST_F(ProducerIdsTest, WithoutASessionNobodyGetsAnIdUntil28) {
  OneBroker& broker = add(0, old_rules);
  std::optional<ErrorCode> answer;
  broker.ids.generate([&](ErrorCode error, ProducerId) { answer = error; });
  zookeeper.expire(broker.zk.session_id());
  run_for(10ms);
  EXPECT_EQ(answer, ErrorCode::UNKNOWN_SERVER_ERROR);
}

// testExceedProducerIdLimitZk
TEST_F(ProducerIdsTest, WhenAllIdsAreUsedUpThereAreNone) {
  store(INT64_MAX - 999, INT64_MAX);
  OneBroker& broker = add(0, old_rules);
  std::optional<bool> started;
  broker.ids.start([&](bool ok) { started = ok; });
  run_for(5ms);
  EXPECT_EQ(started, false);
  EXPECT_EQ(stored()->last, ProducerId(INT64_MAX));
}

// ---- since 3.0 (KIP-730). testConcurrentGeneratePidRequests, testRetryBackoff

TEST_F(ProducerIdsTest, SinceThirtyTheFirstOneToAskComesAgain) {
  OneBroker& broker = add(0, Behaviour{});
  std::optional<bool> started;
  broker.ids.start([&](bool ok) { started = ok; });
  EXPECT_EQ(started, true) << "a broker that starts needs no ids";
  EXPECT_FALSE(stored());
  const auto first = ask(broker, 2);
  for (const Answer& answer : first) EXPECT_EQ(answer.error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  run_for(2ms);
  EXPECT_EQ(id_of(broker), ProducerId(0));
  EXPECT_EQ(stored()->last, ProducerId(999)) << "one block for both questions";
}

TEST_F(ProducerIdsTest, TheNextBlockIsClaimedWhenNineTenthsAreGone) {
  OneBroker& broker = add(0, Behaviour{});
  ask(broker);
  run_for(2ms);
  ask(broker, 900);  // ids 0 to 899
  run_for(2ms);
  EXPECT_EQ(stored()->last, ProducerId(999));
  EXPECT_EQ(id_of(broker), ProducerId(900));
  run_for(2ms);
  EXPECT_EQ(stored()->last, ProducerId(1999));
  ask(broker, 99);
  EXPECT_EQ(id_of(broker), ProducerId(1000)) << "without a wait";
}

TEST_F(ProducerIdsTest, WhoIsFasterThanZooKeeperIsToldToComeAgain) {
  OneBroker& broker = add(0, Behaviour{});
  ask(broker);
  run_for(2ms);
  const auto answers = ask(broker, 1001);
  EXPECT_EQ(answers[999].id, ProducerId(999));
  EXPECT_EQ(answers[1000].error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  run_for(2ms);
  EXPECT_EQ(id_of(broker), ProducerId(1000));
}

TEST_F(ProducerIdsTest, AfterAFailureABlockIsAskedForAgainAfter50Ms) {
  OneBroker& broker = add(0, Behaviour{});
  ask(broker);
  zookeeper.expire(broker.zk.session_id());
  run_for(10ms);  // a new session
  EXPECT_EQ(id_of(broker), std::nullopt);
  run_for(30ms);
  EXPECT_EQ(id_of(broker), std::nullopt);
  EXPECT_FALSE(stored()) << "not asked again yet";
  run_for(20ms);
  EXPECT_EQ(id_of(broker), std::nullopt);
  run_for(5ms);
  EXPECT_EQ(id_of(broker), ProducerId(0));
}

TEST(ProducerIdBlock, IsWrittenAsKafkaDoes) {
  const zk_data::ProducerIdBlock block{BrokerId(101), ProducerId(1000), ProducerId(1999)};
  const std::string json = zk_data::encode_producer_id_block(block);
  EXPECT_EQ(json, R"({"block_end":"1999","block_start":"1000","broker":101,"version":1})");
  EXPECT_EQ(zk_data::decode_producer_id_block(json), block);
  EXPECT_EQ(zk_data::decode_producer_id_block(""), std::nullopt);
  EXPECT_EQ(zk_data::decode_producer_id_block(R"({"broker":1,"block_start":"x","block_end":"1"})"), std::nullopt);
}

}  // namespace
}  // namespace kafka::testing
