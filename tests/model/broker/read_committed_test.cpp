// What consumers with isolation.level=read_committed are given, and when.

#include <gtest/gtest.h>

#include "tests/support/controlled_broker.h"
#include "tests/support/one_broker.h"
#include "tests/support/produced_batches.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class ReadCommitted : public ::testing::Test {
 protected:
  ReadCommitted() {
    world.behaviour.transaction_verification = false;
    world.start();
    partition = &world.lead("orders", {}, {1, 2}, {1, 2});
  }
  void append(const BatchPtr& batch) {
    ErrorCode error = ErrorCode::UNKNOWN_SERVER_ERROR;
    world.replicas().append_records(1, 30s, {{.tp = world.tp(), .batch = batch}}, batch->is_control(),
                                    [&](auto&& answers) { error = answers.front().error; });
    ASSERT_EQ(error, ErrorCode::NONE);
  }
  void replicate() { world.follower_fetch(2, partition->log().log_end_offset()); }
  struct Fetched {
    std::optional<FetchResponse> response;
    sim::SimTime at;
    [[nodiscard]] std::vector<std::int64_t> offsets() const {
      std::vector<std::int64_t> bases;
      for (const FetchedBatch& b : response->partitions.at(0).records) bases.push_back(b.base_offset.value());
      return bases;
    }
    [[nodiscard]] std::vector<std::int64_t> aborted() const {
      std::vector<std::int64_t> firsts;
      for (const AbortedTransaction& t : response->partitions.at(0).aborted) firsts.push_back(t.first_offset.value());
      return firsts;
    }
  };
  /// A consumer's fetch. The request must stay while it waits.
  std::shared_ptr<Fetched> fetch(std::int64_t offset, std::int64_t min_bytes = 1,
                                 IsolationLevel isolation = IsolationLevel::READ_COMMITTED) {
    auto request = std::make_shared<FetchRequest>(world.fetch_at(Offset(offset)));
    request->isolation = isolation;
    request->min_bytes = sim::Bytes(min_bytes);
    request->max_wait = 500ms;
    auto fetched = std::make_shared<Fetched>();
    world.replicas().fetch(*request, [this, request, fetched](FetchResponse&& response) {
      fetched->response = std::move(response);
      fetched->at = world.scheduler.now();
    });
    return fetched;
  }
  std::int64_t latest(IsolationLevel isolation) {
    return world.replicas()
        .list_offsets({.partitions = {{world.tp(), OffsetSpec::latest}}, .isolation = isolation})
        .partitions.at(0)
        .offset.value();
  }

  OneBroker world;
  Partition* partition = nullptr;
  IdempotentBatches producer{7};
  IdempotentBatches other{8};
};

TEST_F(ReadCommitted, AnOpenTransactionWithholdsAllBehindIt) {
  append(OneBroker::batch(100));
  append(producer.next_of_transaction(3));
  append(OneBroker::batch(100));
  replicate();
  const auto fetched = fetch(0);
  ASSERT_TRUE(fetched->response);
  EXPECT_EQ(fetched->offsets(), (std::vector<std::int64_t>{0}));
  EXPECT_EQ(fetched->response->partitions[0].last_stable_offset, Offset(1));
  EXPECT_EQ(fetched->response->partitions[0].high_watermark, Offset(5));
  EXPECT_EQ(latest(IsolationLevel::READ_COMMITTED), 1);
  EXPECT_EQ(latest(IsolationLevel::READ_UNCOMMITTED), 5);
  EXPECT_EQ(fetch(0, 1, IsolationLevel::READ_UNCOMMITTED)->offsets(), (std::vector<std::int64_t>{0, 1, 4}));
}

TEST_F(ReadCommitted, AWaitingFetchWakesWhenTheMarkerIsReplicated) {
  append(producer.next_of_transaction());
  replicate();
  const auto fetched = fetch(0);
  world.run_for(100ms);
  append(producer.commit());
  EXPECT_FALSE(fetched->response) << "the marker is not replicated";
  world.run_for(100ms);
  replicate();
  ASSERT_TRUE(fetched->response);
  EXPECT_EQ(fetched->at, sim::kTimeZero + 200ms);
  EXPECT_EQ(fetched->offsets(), (std::vector<std::int64_t>{0, 1}));
  EXPECT_EQ(fetched->aborted(), (std::vector<std::int64_t>{}));
}

TEST_F(ReadCommitted, BytesBehindTheLastStableOffsetDoNotFillAFetch) {
  append(OneBroker::batch(100));
  append(producer.next_of_transaction(1, 900));
  replicate();
  const auto fetched = fetch(0, 500);
  const auto uncommitted = fetch(0, 500, IsolationLevel::READ_UNCOMMITTED);
  EXPECT_TRUE(uncommitted->response);
  EXPECT_FALSE(fetched->response);
  world.run_for(499ms);
  EXPECT_FALSE(fetched->response);
  world.run_for(1ms);
  ASSERT_TRUE(fetched->response) << "fetch.max.wait.ms is over";
  EXPECT_EQ(fetched->offsets(), (std::vector<std::int64_t>{0}));
}

TEST_F(ReadCommitted, AbortedTransactionsAreNamedWithWhatTheyReachInto) {
  append(producer.next_of_transaction());  // 0
  append(other.next_of_transaction());     // 1
  append(producer.abort());                // 2
  append(other.commit());                  // 3
  append(other.next_of_transaction());     // 4
  append(other.abort());                   // 5
  replicate();
  EXPECT_EQ(fetch(0)->aborted(), (std::vector<std::int64_t>{0, 4}));
  EXPECT_EQ(fetch(3)->aborted(), (std::vector<std::int64_t>{4}));
  EXPECT_EQ(fetch(0, 1, IsolationLevel::READ_UNCOMMITTED)->aborted(), (std::vector<std::int64_t>{}));
  FetchResponse to_follower = world.follower_fetch(2, Offset(0));
  EXPECT_TRUE(to_follower.partitions.at(0).aborted.empty()) << "followers find out by themselves";
}

TEST_F(ReadCommitted, LeadersTellHowFarItIsStable) {
  append(OneBroker::batch(100));
  replicate();
  EXPECT_EQ(world.events.count<LastStableOffsetAdvanced>(), 0U) << "there has been no transaction";
  append(producer.next_of_transaction(2));  // 1-2
  replicate();
  append(OneBroker::batch(100));  // 3
  append(producer.commit());      // 4
  replicate();
  append(OneBroker::batch(100));  // 5
  replicate();
  std::vector<std::int64_t> told;
  for (const auto& [at, e] : world.events.all<LastStableOffsetAdvanced>()) told.push_back(e.last_stable_offset.value());
  EXPECT_EQ(told, (std::vector<std::int64_t>{5, 6}));
}

TEST_F(ReadCommitted, ANewLeaderHoldsBackWhatItCannotShowYet) {
  append(OneBroker::batch(100));
  append(OneBroker::batch(100));
  PartitionState again = world.state();
  again.leader_epoch = again.leader_epoch + 1;
  world.tell(again);
  const auto answer =
      world.replicas()
          .list_offsets({.partitions = {{world.tp(), OffsetSpec::latest}}, .isolation = IsolationLevel::READ_COMMITTED})
          .partitions.at(0);
  EXPECT_EQ(answer.error, ErrorCode::OFFSET_NOT_AVAILABLE) << "KIP-207 goes by the high watermark";
}

// ---- followers (KIP-392: they serve consumers)

TEST(ReadCommittedFollower, KnowsFromItsCopyWhatIsStable) {
  BrokerConfig config;
  ControlledBroker broker(BrokerId(1), config);
  const TopicPartition tp = broker.tp("t");
  const std::vector<BrokerId> both{BrokerId(1), BrokerId(2)};
  broker.tell_alive({.controller = BrokerId(2)}, both);
  const PartitionState state{.leader = BrokerId(2), .replicas = both, .isr = both};
  broker.ask<LeaderAndIsrResponse>(
      LeaderAndIsrRequest{.header = {.controller = BrokerId(2)}, .partitions = {{.tp = tp, .state = state}}});
  FetchedPartition fetched(*broker.replicas.find(tp), broker.replicas);
  fetched.truncate_without_question();
  const auto copy = [&](std::vector<FetchedBatch> records, std::int64_t leader_hw) {
    const FetchResponse::Partition answer{
        .tp = tp, .high_watermark = Offset(leader_hw), .log_start_offset = Offset(0), .records = std::move(records)};
    fetched.on_fetched(fetched.fetch(sim::Bytes(1000)), answer);
  };
  const auto committed = [&] {
    FetchRequest request;
    request.isolation = IsolationLevel::READ_COMMITTED;
    request.min_bytes = sim::Bytes(1);
    request.max_bytes = sim::MiB(1);
    request.partitions = {
        {.tp = tp, .fetch_offset = Offset(0), .log_start_offset = kUnknownOffset, .max_bytes = sim::MiB(1)}};
    FetchResponse answer;
    broker.replicas.fetch(request, [&](FetchResponse&& response) { answer = std::move(response); });
    return answer.partitions.at(0);
  };

  IdempotentBatches producer(7);
  copy({{Offset(0), LeaderEpoch(0), producer.next_of_transaction(2)}}, 0);
  copy({{Offset(2), LeaderEpoch(0), producer.abort()}}, 2);
  EXPECT_EQ(committed().last_stable_offset, Offset(0)) << "the marker at 2 is not known to be replicated";
  EXPECT_TRUE(committed().records.empty());
  copy({}, 3);
  EXPECT_EQ(committed().last_stable_offset, Offset(3));
  EXPECT_EQ(committed().records.size(), 2U);
  ASSERT_EQ(committed().aborted.size(), 1U);
  EXPECT_EQ(committed().aborted[0].producer_id, ProducerId(7));
  EXPECT_EQ(broker.events.count<LastStableOffsetAdvanced>(), 0U) << "leaders tell";
}

}  // namespace
}  // namespace kafka::testing
