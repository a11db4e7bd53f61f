// Which batches may begin a transaction in a log (KIP-890). Cases of Kafka's UnifiedLogTest and
// ProducerStateManagerTest.

#include "model/log/verification_states.h"

#include <gtest/gtest.h>

#include "model/log/producer_state_manager.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

constexpr sim::SimTime kNow{1s};
constexpr ProducerId kProducer{23};

BatchPtr batch(int sequence, int epoch = 0, bool transactional = true) {
  auto* made = new RecordBatch;
  made->count = 1;
  made->size = sim::Bytes(100);
  made->producer_id = kProducer;
  made->producer_epoch = ProducerEpoch(static_cast<std::int16_t>(epoch));
  made->base_sequence = Sequence(sequence);
  made->transactional = transactional;
  made->first_timestamp = made->max_timestamp = kNow;
  return BatchPtr(made);
}
BatchPtr marker() {
  auto* made = new RecordBatch;
  made->count = 1;
  made->size = sim::Bytes(78);
  made->producer_id = kProducer;
  made->producer_epoch = ProducerEpoch(0);
  made->transactional = true;
  made->control = ControlRecordType::ABORT;
  made->coordinator_epoch = 0;
  made->first_timestamp = made->max_timestamp = kNow;
  return BatchPtr(made);
}

class VerifyingLog : public ::testing::Test {
 protected:
  ErrorCode append(const BatchPtr& b, VerificationGuard guard = kNotVerified,
                   AppendOrigin origin = AppendOrigin::CLIENT) {
    const ErrorCode error = producers.check(*b, origin, guard);
    if (error != ErrorCode::NONE) return error;
    const auto completed = producers.update({.base_offset = end, .batch = b});
    if (completed) producers.complete_txn(*completed);
    end += 1;
    return error;
  }
  VerificationGuard start(const BatchPtr& b) { return producers.maybe_start_verification(*b, kNow); }

  ProducerStateManager producers{{.verifies_transactions = true}};
  Offset end{0};
};

// testTransactionIsOngoingAndVerificationGuardTransactionalEntry, testEnabledVerificationClassicRequiresVerification
TEST_F(VerifyingLog, ATransactionBeginsOnlyWithTheGuardOfItsVerification) {
  EXPECT_EQ(append(batch(0)), ErrorCode::INVALID_TXN_STATE);
  const VerificationGuard guard = start(batch(0));
  EXPECT_NE(guard, kNotVerified);
  EXPECT_EQ(start(batch(0)), guard) << "asked again while nothing was written";
  EXPECT_EQ(append(batch(0)), ErrorCode::INVALID_TXN_STATE);
  EXPECT_EQ(append(batch(0), VerificationGuard(99)), ErrorCode::INVALID_TXN_STATE);
  EXPECT_EQ(append(batch(0), guard), ErrorCode::NONE);
  EXPECT_EQ(producers.verifications().size(), 0U);
  EXPECT_EQ(start(batch(1)), kNotVerified) << "the transaction is open here";
  EXPECT_EQ(append(batch(1)), ErrorCode::NONE);
}

/// A late answer must not open the next transaction: the marker between takes the guard away.
TEST_F(VerifyingLog, AGuardDoesNotOutliveAMarker) {
  const VerificationGuard old = start(batch(0));
  EXPECT_EQ(append(marker(), kNotVerified, AppendOrigin::COORDINATOR), ErrorCode::NONE);
  EXPECT_EQ(append(batch(0), old), ErrorCode::INVALID_TXN_STATE);
  const VerificationGuard next = start(batch(0));
  EXPECT_NE(next, old);
  EXPECT_EQ(append(batch(0), old), ErrorCode::INVALID_TXN_STATE);
  EXPECT_EQ(append(batch(0), next), ErrorCode::NONE);
}

TEST_F(VerifyingLog, AfterAnAbortTheTransactionMustBeVerifiedAnew) {
  EXPECT_EQ(append(batch(0), start(batch(0))), ErrorCode::NONE);
  EXPECT_EQ(append(marker(), kNotVerified, AppendOrigin::COORDINATOR), ErrorCode::NONE);
  EXPECT_EQ(append(batch(1)), ErrorCode::INVALID_TXN_STATE);
  EXPECT_EQ(append(batch(1), start(batch(1))), ErrorCode::NONE);
}

// testVerificationStateEntry...: maybeUpdateLowestSequenceAndEpoch
TEST_F(VerifyingLog, WhatWasSentBehindABatchThatFailedDoesNotComeFirst) {
  const VerificationGuard guard = start(batch(0));  // the coordinator did not answer: it will come again
  EXPECT_EQ(start(batch(5)), guard);
  EXPECT_EQ(append(batch(5), guard), ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
  EXPECT_EQ(append(batch(0), guard), ErrorCode::NONE);
}

TEST_F(VerifyingLog, ANewEpochBeginsWithItsOwnLowestSequence) {
  const VerificationGuard guard = start(batch(3, 0));
  start(batch(7, 1));
  EXPECT_EQ(append(batch(7, 1), guard), ErrorCode::NONE);
}

TEST_F(VerifyingLog, CoordinatorsBatchesAreVerifiedTooAndFollowersCopyAll) {
  EXPECT_EQ(producers.check(*batch(-1), AppendOrigin::COORDINATOR), ErrorCode::INVALID_TXN_STATE);
  EXPECT_EQ(producers.check(*batch(0), AppendOrigin::REPLICATION), ErrorCode::NONE);
}

TEST_F(VerifyingLog, WithoutATransactionNothingIsVerified) {
  EXPECT_EQ(append(batch(0, 0, false)), ErrorCode::NONE);
  ProducerStateManager trusting;
  EXPECT_EQ(trusting.check(*batch(0), AppendOrigin::CLIENT), ErrorCode::NONE);
}

TEST_F(VerifyingLog, AVerificationThatNothingCameOfIsForgotten) {
  const VerificationGuard guard = start(batch(0));
  producers.remove_expired_producers(kNow + 24h - 1ms);  // producer.id.expiration.ms
  EXPECT_EQ(producers.verifications().size(), 1U);
  producers.remove_expired_producers(kNow + 24h);
  EXPECT_EQ(append(batch(0), guard), ErrorCode::INVALID_TXN_STATE);
}

}  // namespace
}  // namespace kafka::testing
