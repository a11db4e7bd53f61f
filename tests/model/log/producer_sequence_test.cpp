#include <gtest/gtest.h>

#include "tests/model/log/producer_batches.h"

namespace kafka::test {
namespace {

// Kafka's cases of 3.9 run in tests/conformance (idempotence.yaml); here, what they leave open, and release 2.3.

constexpr ProducerStateManagerConfig kBefore25{.producer_id_expiration = std::chrono::hours(168), .kip360 = false};

TEST(ProducerSequence, AnyOfTheLastFiveBatchesIsKnownAgainASixthIsNot) {
  ProducerLog t;
  for (std::int32_t sequence = 0; sequence < 6; ++sequence) t.append(Produced{.sequence = sequence});
  EXPECT_EQ(t.says({.sequence = 0}), "OUT_OF_ORDER_SEQUENCE_NUMBER") << "batches 1 to 5 are kept";
  for (std::int32_t sequence = 1; sequence < 6; ++sequence)
    EXPECT_EQ(t.says({.sequence = sequence}), "duplicate " + std::to_string(sequence));
  EXPECT_EQ(t.end(), 6);
}

TEST(ProducerSequence, ADuplicateNeedsBothEndsOfTheBatchAndItsEpoch) {
  ProducerLog t;
  t.append(Produced{.epoch = 3, .sequence = 0, .count = 4});
  EXPECT_EQ(t.says({.epoch = 3, .sequence = 0, .count = 3}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.says({.epoch = 3, .sequence = 1, .count = 3}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.says({.epoch = 2, .sequence = 0, .count = 4}), "INVALID_PRODUCER_EPOCH");
  EXPECT_EQ(t.says({.epoch = 4, .sequence = 0, .count = 4}), "appended 4");
  EXPECT_EQ(t.says({.epoch = 3, .sequence = 0, .count = 4}), "INVALID_PRODUCER_EPOCH");
}

TEST(ProducerSequence, ABatchAcrossTheEndOfTheNumbersIsKnownAgain) {
  ProducerLog t;
  t.append(Produced{.sequence = 2147483646, .count = 4});  // 2147483646, 2147483647, 0, 1
  EXPECT_EQ(t.says({.sequence = 2147483646, .count = 4}), "duplicate 0");
  EXPECT_EQ(t.says({.sequence = 2, .count = 1}), "appended 4");
}

TEST(ProducerSequence, TheSizeIsJudgedBeforeTheSequence) {
  ProducerLog t;
  t.append(Produced{});
  t.config.max_message_bytes = sim::Bytes(50);
  EXPECT_EQ(t.says({.sequence = 7, .bytes = 51}), "MESSAGE_TOO_LARGE");
  EXPECT_EQ(t.says({.sequence = 7, .bytes = 50}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
}

TEST(ProducerSequence, CoordinatorsHaveNoSequenceButAnEpoch) {
  ProducerLog t;
  const auto commit = [&](int epoch) {
    return t.log
        .append_as_leader(data({.epoch = epoch, .sequence = -1, .count = 2, .transactional = true}), LeaderEpoch(0),
                          t.now, ++t.mark, AppendOrigin::COORDINATOR)
        .error;
  };
  EXPECT_EQ(commit(1), ErrorCode::NONE);
  EXPECT_EQ(commit(1), ErrorCode::NONE) << "nothing of it is a duplicate";
  EXPECT_EQ(commit(0), ErrorCode::INVALID_PRODUCER_EPOCH);
  EXPECT_EQ(t.end(), 4);
}

TEST(ProducerSequence, FollowersTakeWhatTheyAreGivenAndRememberIt) {
  ProducerLog leader;
  ProducerLog follower;
  leader.append(Produced{.sequence = 0, .count = 2});
  leader.append(Produced{.sequence = 2});
  // An unclean election could have left this follower with records that its leader knows nothing of.
  follower.append(Produced{.epoch = 9, .sequence = 0});
  follower.append_plain();
  for (LogEntries::Index i = 0; i < leader.log.entries().end_index(); ++i) {
    LogEntry copy = leader.log.entries()[i];
    copy.base_offset = Offset(follower.end());
    EXPECT_EQ(follower.log.append_as_follower(copy, follower.now, 0).error, ErrorCode::NONE);
  }
  EXPECT_EQ(follower.says({.sequence = 0, .count = 2}), "duplicate 2");
  EXPECT_EQ(follower.says({.sequence = 3}), "appended 5");
}

// ---- 2.3: Kafka 2.3.1, ProducerAppendInfo.checkSequence

TEST(ProducerSequence23, AnUnknownProducerMustBeginAtZero) {
  ProducerLog t(kBefore25);
  EXPECT_EQ(t.says({.sequence = 5}), "UNKNOWN_PRODUCER_ID");
  EXPECT_EQ(t.says({.sequence = 0}), "appended 0");
  EXPECT_EQ(t.says({.sequence = 5}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.says({.epoch = 1, .sequence = 5}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
}

TEST(ProducerSequence23, AfterAMarkerOfANewEpochTheNextNumberIsNotKnown) {
  ProducerLog t(kBefore25);
  t.append(Produced{});
  t.append(Marker{.epoch = 1});
  EXPECT_EQ(t.says({.epoch = 1, .sequence = 1}), "UNKNOWN_PRODUCER_ID");
  EXPECT_EQ(t.says({.epoch = 0, .sequence = 1}), "INVALID_PRODUCER_EPOCH") << "the marker fences";
  EXPECT_EQ(t.says({.epoch = 1, .sequence = 0}), "appended 2");
}

TEST(ProducerSequence23, CoordinatorsRecordsAreNotChecked) {
  ProducerLog t(kBefore25);
  t.append(Produced{.epoch = 1});
  EXPECT_EQ(t.log.check_append(*data({.epoch = 0, .sequence = -1}), AppendOrigin::COORDINATOR), ErrorCode::NONE);
}

}  // namespace
}  // namespace kafka::test
