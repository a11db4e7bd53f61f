// A transactional producer: what it asks, in which order, and what each error makes of it.

#include <gtest/gtest.h>

#include "tests/support/scripted_brokers.h"

namespace kafka::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Strings = std::vector<std::string>;

class TransactionalProducer : public ::testing::Test {
 protected:
  Producer& start(Profile profile = Profile::v3_9) {
    tp_ = brokers_.topic("t", 2);
    config_.transactional_id = "mover";
    config_.batch_size = sim::Bytes(0);
    if (profile == Profile::v2_3) config_.enable_idempotence = true;
    producer_ = &brokers_.producer(config_, profile);
    return *producer_;
  }
  /// In a transaction, with metadata.
  void begin(Profile profile = Profile::v3_9) {
    start(profile);
    ASSERT_EQ(init(), "");
    ASSERT_EQ(producer_->begin_transaction(), "");
  }
  std::optional<std::string> init() {
    return brokers_.wait_for([&](auto done) { producer_->init_transactions(done); });
  }
  std::optional<std::string> commit() {
    return brokers_.wait_for([&](auto done) { producer_->commit_transaction(done); });
  }
  std::optional<std::string> abort() {
    return brokers_.wait_for([&](auto done) { producer_->abort_transaction(done); });
  }
  std::optional<std::string> send_offsets() {
    const ConsumerGroupMetadata group{
        .group = GroupId(3), .generation = Generation(5), .member_id = "m", .group_instance_id = "i"};
    return brokers_.wait_for(
        [&](auto done) { producer_->send_offsets_to_transaction({{.tp = tp_, .offset = Offset(42)}}, group, done); });
  }
  void send(int partition = 0) {
    producer_->send({.topic = tp_.topic, .partition = PartitionId(partition), .value_size = 100});
    while (producer_->blocked()) brokers_.settle();  // on metadata
  }
  /// What was asked, without metadata.
  Strings asked() const {
    Strings names;
    for (const auto& t : brokers_.told) {
      if (std::holds_alternative<MetadataRequest>(t.body)) continue;
      names.push_back(name_of(t.body));
    }
    return names;
  }
  static std::string name_of(const RequestBody& body) {
    if (const auto* find = std::get_if<FindCoordinatorRequest>(&body))
      return find->type == CoordinatorType::GROUP ? "FindCoordinator(group)" : "FindCoordinator";
    if (std::holds_alternative<InitProducerIdRequest>(body)) return "InitProducerId";
    if (std::holds_alternative<AddPartitionsToTxnRequest>(body)) return "AddPartitionsToTxn";
    if (std::holds_alternative<AddOffsetsToTxnRequest>(body)) return "AddOffsetsToTxn";
    if (std::holds_alternative<TxnOffsetCommitRequest>(body)) return "TxnOffsetCommit";
    if (const auto* end = std::get_if<EndTxnRequest>(&body)) return end->commit ? "commit" : "abort";
    return std::holds_alternative<ProduceRequest>(body) ? "Produce" : "?";
  }
  template <class E>
  std::vector<E> seen() const {
    std::vector<E> all;
    for (const auto& [at, event] : brokers_.events.all<E>()) all.push_back(event);
    return all;
  }

  ScriptedBrokers brokers_{2};
  ProducerConfig config_;
  TopicPartition tp_;
  Producer* producer_ = nullptr;
};

TEST_F(TransactionalProducer, finds_its_coordinator_gets_an_id_and_commits) {
  begin();
  EXPECT_TRUE(producer_->in_transaction());
  send();
  brokers_.run_for(milliseconds(10));
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(asked(), (Strings{"FindCoordinator", "InitProducerId", "AddPartitionsToTxn", "Produce", "commit"}));
  const auto& stored = *brokers_.logs[tp_].at(0).batch;
  EXPECT_TRUE(stored.transactional);
  EXPECT_EQ(stored.producer_id, ProducerId(1000));
  EXPECT_EQ(stored.base_sequence, Sequence(0));
  EXPECT_EQ(brokers_.requests<ProduceRequest>()[0].second.transactional_id, "mover");
  EXPECT_EQ(seen<TransactionBegan>().size(), 1u);
  ASSERT_EQ(seen<TransactionEnded>().size(), 1u);
  EXPECT_TRUE(seen<TransactionEnded>()[0].committed);
  EXPECT_EQ(seen<CoordinatorFound>().size(), 1u);
  EXPECT_FALSE(producer_->in_transaction());
}

TEST_F(TransactionalProducer, does_nothing_by_itself) {
  start();
  brokers_.run_for(seconds(1));
  EXPECT_TRUE(brokers_.told.empty());
}

TEST_F(TransactionalProducer, says_who_it_was_only_to_raise_its_epoch) {
  start();
  ASSERT_EQ(init(), "");
  const auto asked = brokers_.requests<InitProducerIdRequest>().at(0).second;
  EXPECT_EQ(asked.transactional_id, "mover");
  EXPECT_EQ(asked.producer_id, kNoProducerId);
  EXPECT_EQ(asked.transaction_timeout, seconds(60));
}

TEST_F(TransactionalProducer, adds_a_partition_once_and_before_its_first_batch) {
  begin();
  send(0);
  brokers_.run_for(milliseconds(10));
  send(0);
  send(1);
  brokers_.run_for(milliseconds(10));
  ASSERT_EQ(commit(), "");
  const auto added = brokers_.requests<AddPartitionsToTxnRequest>();
  ASSERT_EQ(added.size(), 2u);
  EXPECT_EQ(added[0].second.partitions, (std::vector<TopicPartition>{{tp_.topic, PartitionId(0)}}));
  EXPECT_EQ(added[1].second.partitions, (std::vector<TopicPartition>{{tp_.topic, PartitionId(1)}}));
}

TEST_F(TransactionalProducer, sends_no_batch_while_it_waits_for_its_coordinator) {
  begin();
  send(0);
  brokers_.run_for(milliseconds(10));
  brokers_.will_answer<AddPartitionsToTxnRequest>({ErrorCode::COORDINATOR_LOAD_IN_PROGRESS});
  send(1);
  send(0);
  brokers_.run_for(milliseconds(90));
  EXPECT_EQ(brokers_.batches().size(), 1u) << "partition 0 is in the transaction, but the one thread is busy";
  brokers_.run_for(milliseconds(20));
  EXPECT_EQ(brokers_.batches().size(), 3u);
}

TEST_F(TransactionalProducer, asks_again_after_20_ms_while_its_last_transaction_is_still_ending) {
  begin();
  brokers_.will_answer<AddPartitionsToTxnRequest>(
      {ErrorCode::CONCURRENT_TRANSACTIONS, ErrorCode::CONCURRENT_TRANSACTIONS});
  send();
  ASSERT_EQ(commit(), "");
  const auto added = brokers_.requests<AddPartitionsToTxnRequest>();
  ASSERT_EQ(added.size(), 3u);
  EXPECT_EQ(added[1].first - added[0].first, milliseconds(20));
  EXPECT_EQ(added[2].first - added[1].first, milliseconds(20));
}

TEST_F(TransactionalProducer, asks_again_after_the_backoff_once_a_partition_was_added) {
  begin();
  send(0);
  brokers_.run_for(milliseconds(10));
  brokers_.will_answer<AddPartitionsToTxnRequest>({ErrorCode::CONCURRENT_TRANSACTIONS});
  send(1);
  ASSERT_EQ(commit(), "");
  const auto added = brokers_.requests<AddPartitionsToTxnRequest>();
  EXPECT_EQ(added[2].first - added[1].first, milliseconds(100));
}

TEST_F(TransactionalProducer, commits_when_all_its_batches_are_acknowledged) {
  config_.linger_ms = seconds(30);
  config_.batch_size = sim::Bytes(16384);
  begin();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}});
  send();
  brokers_.run_for(milliseconds(10));
  EXPECT_TRUE(brokers_.batches().empty());
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(asked(),
            (Strings{"FindCoordinator", "InitProducerId", "AddPartitionsToTxn", "Produce", "Produce", "commit"}))
      << "nothing lingers";
}

TEST_F(TransactionalProducer, without_records_ends_its_transaction_without_a_word) {
  begin();
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(asked(), (Strings{"FindCoordinator", "InitProducerId"}));
  EXPECT_EQ(seen<TransactionEnded>().size(), 1u);
}

TEST_F(TransactionalProducer, drops_what_it_has_not_sent_when_it_aborts) {
  config_.linger_ms = seconds(30);
  config_.batch_size = sim::Bytes(16384);
  begin();
  send();
  ASSERT_EQ(abort(), "");
  EXPECT_TRUE(brokers_.batches().empty());
  ASSERT_EQ(seen<RecordsFailed>().size(), 1u);
  EXPECT_EQ(seen<RecordsFailed>()[0].exception, "TransactionAbortedException");
  EXPECT_FALSE(seen<TransactionEnded>().at(0).committed);
}

TEST_F(TransactionalProducer, of_2_3_names_the_abort_KafkaException) {
  config_.linger_ms = seconds(30);
  config_.batch_size = sim::Bytes(16384);
  begin(Profile::v2_3);
  send();
  ASSERT_EQ(abort(), "");
  EXPECT_EQ(seen<RecordsFailed>().at(0).exception, "KafkaException");
}

TEST_F(TransactionalProducer, commits_offsets_through_both_coordinators) {
  begin();
  ASSERT_EQ(send_offsets(), "");
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(asked(), (Strings{"FindCoordinator", "InitProducerId", "AddOffsetsToTxn", "FindCoordinator(group)",
                              "TxnOffsetCommit", "commit"}));
  const auto offsets = brokers_.requests<TxnOffsetCommitRequest>().at(0).second;
  EXPECT_EQ(offsets.group, GroupId(3));
  EXPECT_EQ(offsets.generation, Generation(5));
  EXPECT_EQ(offsets.member_id, "m");
  ASSERT_EQ(offsets.offsets.size(), 1u);
  EXPECT_EQ(offsets.offsets[0].offset, Offset(42));
}

// KIP-447
TEST_F(TransactionalProducer, of_2_3_does_not_say_which_member_it_is) {
  begin(Profile::v2_3);
  ASSERT_EQ(send_offsets(), "");
  const auto offsets = brokers_.requests<TxnOffsetCommitRequest>().at(0).second;
  EXPECT_EQ(offsets.generation, kNoGeneration);
  EXPECT_EQ(offsets.member_id, "");
}

TEST_F(TransactionalProducer, looks_for_a_coordinator_that_is_another_one_now) {
  begin();
  brokers_.coordinator = BrokerId(2);
  brokers_.will_answer<EndTxnRequest>({ErrorCode::NOT_COORDINATOR});
  send();
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(brokers_.told.back().broker, BrokerId(2));
  EXPECT_EQ(seen<CoordinatorLost>().at(0).why, "NOT_COORDINATOR");
  EXPECT_EQ(seen<CoordinatorFound>().back().coordinator, BrokerId(2));
}

TEST_F(TransactionalProducer, looks_for_its_coordinator_when_the_connection_is_lost) {
  begin();
  brokers_.will_lose<EndTxnRequest>();
  send();
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(seen<CoordinatorLost>().at(0).why, "disconnected");
  EXPECT_EQ(brokers_.requests<EndTxnRequest>().size(), 2u);
}

TEST_F(TransactionalProducer, goes_on_when_a_dead_coordinator_has_a_successor) {
  begin();
  brokers_.coordinator = BrokerId(2);
  brokers_.topic("t", 2);
  send();
  brokers_.run_for(milliseconds(10));
  ASSERT_EQ(commit(), "");
  brokers_.kill(2);
  brokers_.coordinator = BrokerId(2);
  ASSERT_EQ(producer_->begin_transaction(), "");
  ASSERT_EQ(send_offsets(), std::nullopt) << "the group's coordinator is dead";
  brokers_.coordinator = BrokerId(1);
  brokers_.run_for(seconds(3));
  EXPECT_EQ(seen<CoordinatorFound>().back().coordinator, BrokerId(1));
  EXPECT_EQ(brokers_.requests<TxnOffsetCommitRequest>().size(), 1u);
}

TEST_F(TransactionalProducer, whose_call_timed_out_may_repeat_it) {
  config_.max_block_ms = milliseconds(250);
  start();
  brokers_.will_answer<InitProducerIdRequest>(
      {ErrorCode::CONCURRENT_TRANSACTIONS, ErrorCode::CONCURRENT_TRANSACTIONS, ErrorCode::CONCURRENT_TRANSACTIONS});
  EXPECT_EQ(init(), "TimeoutException");
  EXPECT_EQ(producer_->begin_transaction(), "IllegalStateException");
  EXPECT_EQ(init(), "");
  EXPECT_EQ(brokers_.requests<InitProducerIdRequest>().size(), 4u);
}

// ---- errors

struct ErrorCase {
  const char* name;
  ErrorCode error;
  const char* exception;  ///< of the call
  bool fatal;
};

class AddPartitionsErrors : public TransactionalProducer, public ::testing::WithParamInterface<ErrorCase> {};

TEST_P(AddPartitionsErrors, decide_whether_the_producer_may_go_on) {
  const ErrorCase& c = GetParam();
  begin();
  brokers_.will_answer<AddPartitionsToTxnRequest>({c.error});
  send();
  brokers_.run_for(milliseconds(10));
  EXPECT_EQ(producer_->failed(), c.fatal);
  EXPECT_EQ(producer_->must_abort(), !c.fatal);
  EXPECT_EQ(producer_->exception(), c.exception);
  EXPECT_EQ(seen<ProducerFailed>().size(), c.fatal ? 1u : 0u);
  EXPECT_TRUE(brokers_.batches().empty());
  EXPECT_EQ(seen<RecordsFailed>().size(), 1u);
  if (c.fatal) {
    EXPECT_NE(abort().value_or(""), "");
    return;
  }
  EXPECT_EQ(commit(), "KafkaException") << "it can only be aborted";
  EXPECT_EQ(abort(), "");
  EXPECT_EQ(producer_->begin_transaction(), "") << "and then goes on";
}

INSTANTIATE_TEST_SUITE_P(
    All, AddPartitionsErrors,
    ::testing::Values(ErrorCase{"fenced", ErrorCode::PRODUCER_FENCED, "ProducerFencedException", true},
                      ErrorCase{"old_epoch", ErrorCode::INVALID_PRODUCER_EPOCH, "ProducerFencedException", true},
                      ErrorCase{"wrong_state", ErrorCode::INVALID_TXN_STATE, "InvalidTxnStateException", true},
                      ErrorCase{"other_id", ErrorCode::INVALID_PRODUCER_ID_MAPPING, "InvalidPidMappingException",
                                false},
                      ErrorCase{"forgotten", ErrorCode::UNKNOWN_PRODUCER_ID, "UnknownProducerIdException", false},
                      ErrorCase{"abortable", ErrorCode::TRANSACTION_ABORTABLE, "TransactionAbortableException", false},
                      ErrorCase{"not_tried", ErrorCode::OPERATION_NOT_ATTEMPTED, "KafkaException", false}),
    [](const ::testing::TestParamInfo<ErrorCase>& p) { return std::string(p.param.name); });

class OffsetCommitErrors : public TransactionalProducer, public ::testing::WithParamInterface<ErrorCase> {};

TEST_P(OffsetCommitErrors, reach_the_caller) {
  const ErrorCase& c = GetParam();
  begin();
  brokers_.will_answer<TxnOffsetCommitRequest>({c.error});
  EXPECT_EQ(send_offsets(), c.exception);
  EXPECT_EQ(producer_->failed(), c.fatal);
  EXPECT_EQ(producer_->must_abort(), !c.fatal);
  if (!c.fatal) {
    EXPECT_EQ(abort(), "");
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, OffsetCommitErrors,
    ::testing::Values(ErrorCase{"old_generation", ErrorCode::ILLEGAL_GENERATION, "CommitFailedException", false},
                      ErrorCase{"unknown_member", ErrorCode::UNKNOWN_MEMBER_ID, "CommitFailedException", false},
                      ErrorCase{"fenced_instance", ErrorCode::FENCED_INSTANCE_ID, "FencedInstanceIdException", false},
                      ErrorCase{"fenced_producer", ErrorCode::PRODUCER_FENCED, "ProducerFencedException", true},
                      ErrorCase{"unexpected", ErrorCode::INVALID_GROUP_ID, "KafkaException", true}),
    [](const ::testing::TestParamInfo<ErrorCase>& p) { return std::string(p.param.name); });

TEST_F(TransactionalProducer, retries_an_offset_commit_while_the_group_is_loaded) {
  begin();
  brokers_.will_answer<TxnOffsetCommitRequest>({ErrorCode::COORDINATOR_LOAD_IN_PROGRESS});
  EXPECT_EQ(send_offsets(), "");
  EXPECT_EQ(brokers_.requests<TxnOffsetCommitRequest>().size(), 2u);
}

TEST_F(TransactionalProducer, fenced_by_its_successor_fails_for_good) {
  begin();
  brokers_.will_answer<EndTxnRequest>({ErrorCode::PRODUCER_FENCED});
  send();
  EXPECT_EQ(commit(), "ProducerFencedException");
  EXPECT_TRUE(producer_->failed());
  EXPECT_EQ(producer_->begin_transaction(), "ProducerFencedException");
  send();
  EXPECT_EQ(seen<SendFailed>().at(0).exception, "ProducerFencedException");
  EXPECT_FALSE(producer_->last_record().has_value());
}

TEST_F(TransactionalProducer, whose_batch_was_refused_can_only_abort_and_then_gets_a_new_epoch) {
  begin();
  send();
  brokers_.run_for(milliseconds(10));
  brokers_.will({{.error = ErrorCode::INVALID_TXN_STATE}});
  send();
  brokers_.run_for(milliseconds(10));
  EXPECT_TRUE(producer_->must_abort());
  EXPECT_EQ(producer_->exception(), "InvalidTxnStateException");
  send();
  EXPECT_EQ(seen<SendFailed>().at(0).exception, "KafkaException");
  ASSERT_EQ(abort(), "");
  EXPECT_EQ(asked(), (Strings{"FindCoordinator", "InitProducerId", "AddPartitionsToTxn", "Produce", "Produce", "abort",
                              "InitProducerId"}));
  const auto bump = brokers_.requests<InitProducerIdRequest>().at(1).second;
  EXPECT_EQ(bump.producer_id, ProducerId(1000));
  EXPECT_EQ(bump.producer_epoch, ProducerEpoch(0));
  EXPECT_EQ(producer_->producer_id().epoch, ProducerEpoch(1));
  ASSERT_EQ(producer_->begin_transaction(), "");
  send();
  ASSERT_EQ(commit(), "");
  EXPECT_EQ(brokers_.batches().back()->base_sequence, Sequence(0));
}

// Before KIP-360 a lost batch is the end of a transactional producer.
TEST_F(TransactionalProducer, of_2_3_cannot_go_on_after_a_batch_ran_out_of_time) {
  config_.request_timeout_ms = seconds(1);
  config_.delivery_timeout_ms = seconds(2);
  begin(Profile::v2_3);
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}, {.silent = true}, {.silent = true}});
  send();
  brokers_.run_for(seconds(5));
  EXPECT_TRUE(producer_->failed());
  EXPECT_EQ(producer_->exception(), "KafkaException");
}

TEST_F(TransactionalProducer, can_go_on_with_a_new_epoch_after_a_batch_ran_out_of_time) {
  config_.request_timeout_ms = seconds(1);
  config_.delivery_timeout_ms = seconds(2);
  begin();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}, {.silent = true}, {.silent = true}});
  send();
  brokers_.run_for(seconds(5));
  EXPECT_TRUE(producer_->must_abort());
  EXPECT_EQ(abort(), "");
  EXPECT_EQ(producer_->producer_id().epoch, ProducerEpoch(1));
}

TEST_F(TransactionalProducer, may_send_only_within_a_transaction) {
  start();
  send();
  brokers_.run_for(seconds(1));
  ASSERT_FALSE(seen<SendFailed>().empty());
  EXPECT_EQ(seen<SendFailed>()[0].exception, "IllegalStateException");
}

// ---- close

TEST_F(TransactionalProducer, aborts_its_open_transaction_when_it_is_closed) {
  begin();
  send();
  brokers_.run_for(milliseconds(10));
  bool closed = false;
  producer_->close([&] { closed = true; });
  brokers_.run_for(milliseconds(10));
  EXPECT_TRUE(closed);
  EXPECT_EQ(asked().back(), "abort");
}

TEST_F(TransactionalProducer, that_failed_closes_at_once) {
  begin();
  brokers_.will_answer<AddPartitionsToTxnRequest>({ErrorCode::PRODUCER_FENCED});
  send();
  brokers_.run_for(milliseconds(10));
  bool closed = false;
  producer_->close([&] { closed = true; });
  brokers_.run_for(milliseconds(10));
  EXPECT_TRUE(closed);
}

TEST_F(TransactionalProducer, finishes_a_commit_under_way_before_it_closes) {
  begin();
  send();
  std::string committed = "?";
  producer_->commit_transaction([&](std::string_view exception) { committed = std::string(exception); });
  bool closed = false;
  producer_->close([&] { closed = true; });
  brokers_.run_for(milliseconds(10));
  EXPECT_TRUE(closed);
  EXPECT_EQ(committed, "");
  EXPECT_EQ(asked().back(), "commit");
}

}  // namespace
}  // namespace kafka::testing
