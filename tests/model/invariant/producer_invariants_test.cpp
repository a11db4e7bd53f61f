#include <gtest/gtest.h>

#include "tests/model/invariant/story.h"

namespace kafka::testing {
namespace {

/// Producer id 7; its records are numbered as its sequence is.
struct Batch {
  int leader = 101;
  int epoch = 0;
  std::int64_t offset = 0;
  int count = 5;
  int sequence = 0;
  int producer_epoch = 0;
  bool transactional = false;
};

RecordsAppended appended(const Story& s, const Batch& b, bool as_leader = true) {
  return {.broker = BrokerId(b.leader),
          .tp = s.tp,
          .base_offset = Offset(b.offset),
          .count = b.count,
          .size = sim::Bytes(100),
          .leader_epoch = LeaderEpoch(b.epoch),
          .as_leader = as_leader,
          .producer = ClientId(0),
          .first_id = RecordId(b.sequence),
          .producer_id = ProducerId(7),
          .producer_epoch = ProducerEpoch(static_cast<std::int16_t>(b.producer_epoch)),
          .base_sequence = Sequence(b.sequence),
          .transactional = b.transactional};
}

void writes(Story& s, const Batch& b) { s.emit(appended(s, b), b.leader); }
void copies(Story& s, int broker, Batch b) {
  b.leader = broker;
  s.emit(appended(s, b, false), broker);
}
void marks(Story& s, std::int64_t offset, ControlRecordType type, int leader = 101, int epoch = 0) {
  RecordsAppended marker = appended(s, {.leader = leader, .epoch = epoch, .offset = offset, .count = 1});
  marker.producer = kNoClient;
  marker.base_sequence = kNoSequence;
  marker.transactional = true;
  marker.control = type;
  s.emit(marker, leader);
}

TEST(ProducerSequencesTest, FollowEachOtherAndBeginAnewInAnotherEpoch) {
  Story s;
  s.healthy();
  writes(s, {.offset = 0, .sequence = 0});
  writes(s, {.offset = 5, .sequence = 5});
  writes(s, {.offset = 10, .sequence = 0, .producer_epoch = 1});
  EXPECT_EQ(s.broken(), "");
}

TEST(ProducerSequencesTest, BeginAtZeroAfterTheLargest) {
  Story s;
  s.healthy();
  writes(s, {.offset = 0, .count = 4, .sequence = 2147483644});
  writes(s, {.offset = 4, .sequence = 0});
  EXPECT_EQ(s.broken(), "");
}

TEST(ProducerSequencesTest, P22BatchIsThereTwice) {
  Story s;
  s.healthy();
  writes(s, {.offset = 0, .sequence = 0});
  writes(s, {.offset = 5, .sequence = 0});
  EXPECT_EQ(s.broken(), "P22");
}

TEST(ProducerSequencesTest, P22BatchIsLeftOut) {
  Story s;
  s.healthy();
  writes(s, {.offset = 0, .sequence = 0});
  writes(s, {.offset = 5, .sequence = 10});
  EXPECT_EQ(s.broken(), "P22");
}

TEST(ProducerSequencesTest, P22OlderEpochWrites) {
  Story s;
  s.healthy();
  writes(s, {.offset = 0, .sequence = 0, .producer_epoch = 1});
  writes(s, {.offset = 5, .sequence = 5, .producer_epoch = 0});
  EXPECT_EQ(s.broken(), "P22");
}

TEST(ProducerSequencesTest, ComeAgainWhereTheNewLeaderNeverHadThem) {
  Story s;
  s.healthy();
  writes(s, {.offset = 0, .sequence = 0});
  for (const int b : {102, 103}) copies(s, b, {.offset = 0, .sequence = 0});
  writes(s, {.offset = 5, .sequence = 5});  // nobody copied it
  s.stopped(101, "kill");
  s.state(102, 1, 1, {102, 103});
  s.elected(101, 102, 1, false, 103);
  s.leads(102, 1, 5, 0, {102, 103});
  writes(s, {.leader = 102, .epoch = 1, .offset = 5, .sequence = 5});
  EXPECT_EQ(s.broken(), "");
  writes(s, {.leader = 102, .epoch = 1, .offset = 10, .sequence = 5});
  EXPECT_EQ(s.broken(), "P22");
}

TEST(ProducerSequencesTest, AreForgottenWithTheProducerId) {
  Story s(ReplicationProtocol::v39,
          [](InvariantSettings& settings) { settings.producer_id_expiration = std::chrono::hours(1); });
  s.healthy();
  writes(s, {.offset = 0, .sequence = 0});
  s.at(3600);
  writes(s, {.offset = 5, .sequence = 42});
  EXPECT_EQ(s.broken(), "");
}

void read_committed(InvariantSettings& settings) { settings.read_committed = {true}; }

/// Five records of a transaction at offset 0, on all replicas.
void in_transaction(Story& s) {
  s.healthy();
  const Batch batch{.offset = 0, .sequence = 0, .transactional = true};
  writes(s, batch);
  for (const int b : {102, 103}) copies(s, b, batch);
}

TEST(CommittedReadsTest, CommittedAndPlainRecordsMayBeRead) {
  Story s(ReplicationProtocol::v39, read_committed);
  in_transaction(s);
  marks(s, 5, ControlRecordType::COMMIT);
  s.writes(101, 0, 6, 5, 100, 1);
  s.delivered(0, 5, 0);
  s.delivered(6, 5, 100, 1);
  EXPECT_EQ(s.broken(), "");
}

TEST(CommittedReadsTest, P23OpenTransactionIsRead) {
  Story s(ReplicationProtocol::v39, read_committed);
  in_transaction(s);
  s.delivered(0, 5, 0);
  EXPECT_EQ(s.broken(), "P23");
}

TEST(CommittedReadsTest, P23AbortedTransactionIsRead) {
  Story s(ReplicationProtocol::v39, read_committed);
  in_transaction(s);
  marks(s, 5, ControlRecordType::ABORT);
  writes(s, {.offset = 6, .sequence = 5, .transactional = true});
  marks(s, 11, ControlRecordType::COMMIT);  // the next one
  s.delivered(6, 5, 5);
  EXPECT_EQ(s.broken(), "");
  s.delivered(3, 2, 3);
  EXPECT_EQ(s.broken(), "P23");
}

TEST(CommittedReadsTest, OthersReadEverything) {
  Story s;
  in_transaction(s);
  s.delivered(0, 5, 0);
  EXPECT_EQ(s.broken(), "");
}

TEST(CommittedReadsTest, AMarkerThatWasLostIsWrittenAgain) {
  Story s(ReplicationProtocol::v39, read_committed);
  in_transaction(s);
  marks(s, 5, ControlRecordType::COMMIT);  // nobody copied it
  s.stopped(101, "kill");
  s.state(102, 1, 1, {102, 103});
  s.elected(101, 102, 1, false, 103);
  s.leads(102, 1, 5, 0, {102, 103});
  marks(s, 5, ControlRecordType::COMMIT, 102, 1);
  s.delivered(0, 5, 0);
  EXPECT_EQ(s.broken(), "");
}

}  // namespace
}  // namespace kafka::testing
