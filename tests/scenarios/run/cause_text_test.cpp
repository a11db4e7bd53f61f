// Why records were lost, repeated or reordered: each story told in one sentence.

#include "scenarios/engine/run/cause_text.h"

#include "tests/scenarios/run/ledger_fixture.h"

namespace scenario {
namespace {

using kafka::BrokerId;
using kafka::LeaderEpoch;
using kafka::PositionSource;

struct CauseTextTest : LedgerTest {
  PlainNames names;

  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (const Irregularity& i : ledger.irregularities(kFirst)) all.push_back(line_of(i, ledger, names));
    return all;
  }
  /// Of the one thing that is irregular.
  [[nodiscard]] std::string line() const {
    const std::vector<std::string> all = lines();
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? "" : all.front();
  }
  void state(std::int32_t broker, std::int32_t epoch, std::vector<BrokerId> isr) {
    feed.emit(kafka::PartitionStateChanged{orders(0),
                                           BrokerId(broker),
                                           LeaderEpoch(epoch),
                                           kafka::PartitionEpoch(1),
                                           {BrokerId(101), BrokerId(102), BrokerId(103)},
                                           std::move(isr)});
  }
};

TEST_F(CauseTextTest, ALeaderThatWasCutOffLosesWhatItAcknowledged) {
  feed.epoch = 6;
  at(29);
  feed.produced(0, 6, 0);
  at(30.1);
  feed.emit(kafka::FaultBegan{0, "partition", "broker-101"});
  at(30.2);
  feed.produced(6, 2, 6);
  at(31);
  feed.produced(8, 2, 8);
  at(36);
  state(102, 7, {BrokerId(103), BrokerId(102)});
  feed.leads(102, 7, 6);
  at(41.7);
  feed.emit(kafka::LogTruncated{BrokerId(101), orders(0), kafka::Offset(10), kafka::Offset(6), kafka::Offset(6),
                                kafka::TruncationReason::diverging_epoch});
  EXPECT_EQ(line(),
            "client-0, orders-0: records 6 to 9 lost: acked by 101 from 30.2 s to 31 s under acks=1; "
            "broker-101 cut off at 30.1 s; ISR {102, 103} at 36 s; 102 leads in epoch 7 with a log up to 6 at 36 s; "
            "101 truncated from 10 to 6 in epoch 7 at 41.7 s");
}

TEST_F(CauseTextTest, ADeposedLeaderAcknowledgesWhatIsLostAlready) {
  feed.produced(0, 6, 0);
  at(12);
  feed.leads(102, 1, 6);
  at(13.5);
  feed.produced(6, 1, 6);  // by 101, in epoch 0
  EXPECT_EQ(line(),
            "client-0, orders-0: record 6 lost: acked by 101 at 13.5 s under acks=1; "
            "102 leads in epoch 1 with a log up to 6 at 12 s");
}

TEST_F(CauseTextTest, TheTurnsOfOtherPartitionsAndBrokersAreNotToldHere) {
  feed.produced(0, 6, 0);
  at(5);
  feed.tp = orders(1);
  feed.leads(103, 1, 0);
  feed.tp = orders(0);
  feed.emit(kafka::FaultBegan{0, "partition", "broker-1012"});
  feed.emit(kafka::BrokerStopped{BrokerId(103), "kill"});
  feed.emit(kafka::BrokerStopped{BrokerId(101), "kill"});
  at(6);
  feed.leads(102, 1, 5);
  EXPECT_EQ(line(),
            "client-0, orders-0: record 5 lost: acked by 101 at 0 s under acks=1; 101 killed at 5 s; "
            "102 leads in epoch 1 with a log up to 5 at 6 s");
}

TEST_F(CauseTextTest, CommittedBeforeItWasProcessed) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.polled(0, 10, 0);
  at(12);
  feed.committed(10);
  feed.processed(0, 4, 0);
  at(12.4);
  feed.stopped(50);
  EXPECT_EQ(line(),
            "client-0, orders-0: records 4 to 9 lost: polled by client-50; committed at 12 s before it was processed "
            "(offset 10); client-50 killed at 12.4 s");
  at(22);
  feed.member = 51;
  feed.position(10, PositionSource::committed_offset);
  EXPECT_EQ(line(),
            "client-0, orders-0: records 4 to 9 lost: polled by client-50; committed at 12 s before it was processed "
            "(offset 10); client-50 killed at 12.4 s; client-51 started at the committed offset 10 at 22 s");
}

TEST_F(CauseTextTest, ProcessedAndNeverCommitted) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 6, 0);
  at(10);
  feed.committed(6);
  at(12);
  feed.delivered(6, 4, 6);
  at(12.4);
  feed.stopped(50);
  at(22);
  feed.member = 51;
  feed.position(6, PositionSource::committed_offset);
  feed.delivered(6, 4, 6);
  EXPECT_EQ(line(),
            "client-0, orders-0: records 6 to 9 duplicated: client-50 killed at 12.4 s; last commit: offset 6 at 10 s; "
            "client-51 started at the committed offset 6 at 22 s, and poll() had returned up to 10");
}

TEST_F(CauseTextTest, RevokedBeforeAnythingWasCommitted) {
  feed.produced(0, 4, 0);
  feed.position(0);
  feed.delivered(0, 4, 0);
  at(3);
  feed.emit(kafka::PartitionsLost{kFirst, kafka::ClientId(50), kafka::Generation(1), {orders(0)}});
  at(4);
  feed.position(0);
  feed.delivered(0, 4, 0);
  EXPECT_EQ(
      line(),
      "client-0, orders-0: records 0 to 3 duplicated: client-50 lost the partition at 3 s; nothing was committed; "
      "client-50 started again at offset 0 at 4 s");
}

TEST_F(CauseTextTest, AnAcknowledgementThatWasLost) {
  feed.position(0);
  at(1);
  feed.sent(0, 2);
  feed.appended(0, 2, 0);
  at(1.5);
  feed.emit(kafka::ConnectionLost{kafka::ClientId(0), BrokerId(101), "closed by peer"});
  feed.emit(
      kafka::BatchRetried{kafka::ClientId(0), orders(0), kafka::RecordId(0), 2, kafka::ErrorCode::NETWORK_EXCEPTION});
  at(1.6);
  feed.sent(0, 2, 2);
  feed.appended(0, 2, 2);
  feed.acknowledged(0, 2, 2);
  feed.delivered(0, 2, 0);
  feed.delivered(0, 2, 2);
  EXPECT_EQ(line(),
            "client-0, orders-0: records 0 to 1 duplicated: acknowledgement lost: connection to 101 broke at 1.5 s "
            "(closed by peer); sent again, and written at offset 2 at 1.6 s as well as at 0");
}

TEST_F(CauseTextTest, SentAgainBehindLaterRecords) {
  feed.sent(0, 5);
  feed.sent(5, 5);
  feed.appended(5, 5, 0);
  feed.acknowledged(5, 5, 0);
  at(0.25);
  feed.emit(
      kafka::BatchRetried{kafka::ClientId(0), orders(0), kafka::RecordId(0), 5, kafka::ErrorCode::NOT_ENOUGH_REPLICAS});
  at(0.5);
  feed.sent(0, 5, 2);
  feed.appended(0, 5, 5);
  feed.acknowledged(0, 5, 5);
  feed.delivered(5, 5, 0);
  feed.delivered(0, 5, 5);
  EXPECT_EQ(line(),
            "client-0, orders-0: records 0 to 4 reordered: 101 answered NOT_ENOUGH_REPLICAS at 0.25 s; "
            "sent again, and written behind later records at offset 5 at 0.5 s");
}

TEST_F(CauseTextTest, RetentionAndAReset) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 2, 0);
  at(60);
  feed.emit(kafka::SegmentsDeleted{BrokerId(101), orders(0), kafka::Offset(6), 1, sim::Bytes(600),
                                   kafka::DeletionReason::retention_time});
  at(70);
  feed.emit(kafka::FetchFailed{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(2),
                               kafka::ErrorCode::OFFSET_OUT_OF_RANGE});
  feed.position(10, PositionSource::reset_latest);
  EXPECT_EQ(lines(), (std::vector<std::string>{
                         "client-0, orders-0: records 2 to 5 lost: deleted by retention at 60 s: the log begins at 6, "
                         "and the group stood at 2",
                         "client-0, orders-0: records 6 to 9 lost: offset 2 was out of range, and client-50 was reset "
                         "to latest at 70 s: offset 10"}));
}

TEST_F(CauseTextTest, WithAcks0NobodyAcknowledges) {
  Ledger careless(topics, {{{"orders"}}}, {kafka::Acks::none});
  Feed story(careless);
  story.now = at_ms(1000);
  story.produced(0, 5, 0);
  story.now = at_ms(2000);
  story.leads(102, 1, 3);
  const auto all = careless.irregularities(kFirst);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(line_of(all[0], careless, names),
            "client-0, orders-0: records 3 to 4 lost: sent to 101 at 1 s under acks=0; "
            "102 leads in epoch 1 with a log up to 3 at 2 s");
}

TEST_F(CauseTextTest, AProducerThatTriesToConnectAgainAndAgainIsToldOnce) {
  feed.position(0);
  feed.sent(0, 1);
  for (const std::int64_t ms : {100, 200, 300}) {
    feed.now = at_ms(ms);
    feed.emit(kafka::ConnectionLost{kafka::ClientId(0), BrokerId(101), ms == 100 ? "closed by peer" : "refused"});
  }
  feed.sent(1, 1, 1, 102);
  feed.produced(1, 1, 0);
  feed.sent(0, 1, 2, 102);
  feed.appended(0, 1, 1);
  feed.acknowledged(0, 1, 1);
  feed.delivered(1, 1, 0);
  feed.delivered(0, 1, 1);
  EXPECT_EQ(line(),
            "client-0, orders-0: record 0 reordered: connection to 101 broke at 0.1 s (closed by peer); "
            "sent again, and written behind later records at offset 1 at 0.3 s");
}

TEST_F(CauseTextTest, FireAndForget) {
  Ledger careless(topics, {{{"orders"}}}, {kafka::Acks::none});
  Feed story(careless);
  story.now = at_ms(1000);
  story.sent(0, 5);
  story.acknowledged(0, 5);
  story.appended(0, 3, 0);
  story.now = at_ms(1200);
  story.emit(kafka::ConnectionLost{kafka::ClientId(0), BrokerId(101), "closed by peer"});
  const auto all = careless.irregularities(kFirst);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(line_of(all[0], careless, names),
            "client-0, orders-0: records 3 to 4 lost: acks=0: handed to the connection to 101, which broke at 1.2 s "
            "(closed by peer)");
}

TEST_F(CauseTextTest, FireAndForgetToAMachineWithoutPowerIsLostAlthoughNoConnectionBreaks) {
  Ledger careless(topics, {{{"orders"}}}, {kafka::Acks::none});
  Feed story(careless);
  story.now = at_ms(1000);
  story.sent(0, 5);
  story.acknowledged(0, 5);
  story.appended(0, 3, 0);
  story.now = at_ms(1200);
  story.emit(kafka::BrokerStopped{BrokerId(101), "power_loss"});
  story.now = at_ms(1500);
  story.sent(5, 2);
  story.acknowledged(5, 2);
  EXPECT_EQ(careless.of_group(kFirst).lost(), 4);
  const auto all = careless.irregularities(kFirst);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(line_of(all[0], careless, names),
            "client-0, orders-0: records 3 to 6 lost: acks=0: handed to the connection to 101, which has had no power "
            "since 1.2 s");
}

TEST_F(CauseTextTest, FireAndForgetToABrokerThatWasLeftLongBeforeItsConnectionBroke) {
  Ledger careless(topics, {{{"orders"}}}, {kafka::Acks::none});
  Feed story(careless);
  story.now = at_ms(1000);
  story.sent(0, 5);  // to 101
  story.acknowledged(0, 5);
  story.appended(0, 3, 0);
  story.now = at_ms(2000);
  story.leads(102, 1, 3);
  story.sent(5, 2, 1, 102);
  story.acknowledged(5, 2);
  story.leader = 102;
  story.epoch = 1;
  story.appended(5, 2, 3);
  story.now = at_ms(9000);
  story.emit(kafka::ConnectionLost{kafka::ClientId(0), BrokerId(101), "closed by peer"});
  const auto all = careless.irregularities(kFirst);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(line_of(all[0], careless, names),
            "client-0, orders-0: records 3 to 4 lost: acks=0: handed to the connection to 101, which broke at 9 s "
            "(closed by peer)");
}

TEST_F(CauseTextTest, ADatabaseThatHasTheOffsetsOfRecordsThatWereCutStoresNoOthersThere) {
  Ledger with_database(topics, {{.topics = {"orders"}, .sink = kafka::SinkKind::transactional}}, {kafka::Acks::leader});
  Feed story(with_database);
  story.produced(0, 6, 0);
  story.position(0);
  story.delivered(0, 6, 0);
  story.now = at_ms(2000);
  story.leads(102, 1, 4);  // records 4 and 5 are gone
  story.leader = 102;
  story.epoch = 1;
  story.produced(6, 3, 4);
  story.now = at_ms(3000);
  story.position(4, PositionSource::truncation);
  story.polled(6, 3, 4);
  story.processed(8, 1, 6);
  story.emit(kafka::PollProcessed{kFirst, kafka::ClientId(50), 1});
  const auto all = with_database.irregularities(kFirst);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(line_of(all[0], with_database, names),
            "client-0, orders-0: records 6 to 7 lost: polled by client-50 at offsets 4 to 5, where other records had "
            "been before the log was cut: its database had their effects and stored nothing at 3 s");
}

TEST_F(CauseTextTest, WhereTheGroupBeganAndWhatItPutAside) {
  feed.produced(0, 5, 0);
  at(2);
  feed.position(3, PositionSource::reset_latest);
  feed.polled(3, 2, 3);
  at(3);
  feed.emit(kafka::PoisonRecordMet{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(3), "dead-letter"});
  feed.processed(4, 1, 4);
  EXPECT_EQ(lines(),
            (std::vector<std::string>{
                "client-0, orders-0: records 0 to 2 skipped: the group began at 2 s with auto.offset.reset=latest: "
                "offset 3",
                "client-0, orders-0: record 3 skipped: client-50 met a record at offset 3 that it cannot process, at "
                "3 s: put into the dead-letter topic"}));
}

TEST_F(CauseTextTest, WhatCannotBeTold) {
  feed.sent(0, 2);
  feed.appended_in_transaction(0, 2, 0);
  feed.acknowledged(0, 2, 0);
  feed.producer = 1;
  feed.sent(0, 1);
  feed.appended(0, 1, 2);
  feed.failed(0, 1);
  EXPECT_EQ(lines(), (std::vector<std::string>{
                         "client-0, orders-0: records 0 to 1 undecided: its transaction is still open",
                         "client-1, orders-0: record 0 given up: its producer has given it up, but it is in the log"}));
}

}  // namespace
}  // namespace scenario
