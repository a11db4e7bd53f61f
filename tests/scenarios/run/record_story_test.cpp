// One record's way, told from fabricated events.

#include "scenarios/engine/run/record_story.h"

#include <gtest/gtest.h>

#include "scenarios/engine/run/explainer.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using kafka::BrokerId;
using kafka::ClientId;
using kafka::GroupId;

/// Record 3 of client-0 in orders-0.
struct RecordStoryTest : testing::Test {
  PlainNames names;
  Explainer explainer{ClientId(0), 3, std::nullopt, names, [](kafka::TopicId) { return std::vector{GroupId(0)}; }};
  Feed feed{explainer};

  void at(std::int64_t ms) { feed.now = at_ms(ms); }
  void high_watermark(std::int32_t broker, std::int64_t offset) {
    feed.emit(kafka::HighWatermarkAdvanced{BrokerId(broker), orders(0), kafka::Offset(offset), true});
  }
  [[nodiscard]] std::vector<std::string> told(kafka::TopicPartition tp = orders(0)) const {
    std::vector<std::string> lines;
    for (const RecordStory::Step& step : explainer.stories().at(tp).steps())
      lines.push_back(std::to_string((step.time - sim::kTimeZero) / std::chrono::milliseconds(1)) + " " + step.what);
    return lines;
  }
};

TEST_F(RecordStoryTest, APlainWay) {
  at(10);
  feed.emit(kafka::BatchSent{ClientId(0), orders(0), kafka::RecordId(2), 3, sim::Bytes(300), BrokerId(101), 1, at_ms(2),
                             at_ms(6)});
  at(11);
  feed.appended(2, 3, 20);
  feed.leader = 102;
  feed.appended(2, 3, 20, false);
  at(12);
  high_watermark(101, 22);
  high_watermark(101, 23);  // nothing new
  feed.acknowledged(2, 3, 20);
  at(13);
  feed.polled(2, 3, 20);
  at(15);
  feed.processed(2, 3, 20);
  feed.committed(23);
  feed.sent(5, 2);  // others' business
  feed.appended(5, 2, 23);
  EXPECT_EQ(told(), (std::vector<std::string>{
                        "4 client-0 creates it",  // the second of three between 2 and 6 ms
                        "10 sent to 101 with records 2 to 4, 300 B",
                        "11 written by 101 as leader in epoch 0: offset 21",
                        "11 copied by 102",
                        "12 below the high watermark of 101 (22): consumers may read it",
                        "12 acknowledged at offset 21",
                        "13 polled by client-50 of group-0",
                        "15 processed by client-50 of group-0",
                        "15 client-50 of group-0 commits offset 23: the group is past it",
                    }));
}

TEST_F(RecordStoryTest, LostWithItsLeader) {
  at(1);
  feed.produced(3, 1, 3);
  at(2);
  feed.emit(kafka::FaultBegan{0, "partition", "broker-101"});
  at(18);
  feed.emit(kafka::PartitionStateChanged{orders(0),
                                         BrokerId(102),
                                         kafka::LeaderEpoch(1),
                                         kafka::PartitionEpoch(1),
                                         {BrokerId(101), BrokerId(102), BrokerId(103)},
                                         {BrokerId(103), BrokerId(102)}});
  feed.leads(102, 1, 3);
  at(30);
  feed.emit(kafka::LogTruncated{BrokerId(101), orders(0), kafka::Offset(4), kafka::Offset(3), kafka::Offset(3),
                                kafka::TruncationReason::diverging_epoch});
  EXPECT_EQ(told(), (std::vector<std::string>{"1 client-0 creates it", "1 sent to 101 alone, 100 B",
                                              "1 written by 101 as leader in epoch 0: offset 3",
                                              "1 acknowledged at offset 3", "2 broker-101 cut off", "18 ISR {102, 103}",
                                              "18 102 leads in epoch 1, without it (its log ends at 3)",
                                              "30 truncated at 101: from 4 to 3 (diverging_epoch) in epoch 1"}));
}

TEST_F(RecordStoryTest, SentTwiceAndWrittenOnceByAnIdempotentProducer) {
  feed.sent(3, 1);
  feed.appended(3, 1, 3);
  at(5);
  feed.emit(kafka::ConnectionLost{ClientId(0), BrokerId(101), "closed by peer"});
  feed.emit(kafka::ConnectionLost{ClientId(0), BrokerId(101), "refused"});  // the same loss
  feed.emit(kafka::BatchRetried{ClientId(0), orders(0), kafka::RecordId(3), 1, kafka::ErrorCode::NETWORK_EXCEPTION});
  at(6);
  feed.sent(3, 1, 2);
  feed.emit(kafka::DuplicateAnswered{BrokerId(101), orders(0), kafka::Offset(3), 1, kafka::ProducerId(7),
                                     kafka::Sequence(3), ClientId(0), kafka::RecordId(3)});
  feed.acknowledged(3, 1, 3);
  EXPECT_EQ(told(), (std::vector<std::string>{
                        "0 client-0 creates it", "0 sent to 101 alone, 100 B",
                        "0 written by 101 as leader in epoch 0: offset 3",
                        "5 the connection to 101 is lost before the answer: closed by peer",
                        "5 NETWORK_EXCEPTION: it will be sent again", "6 sent to 101 alone, 100 B, attempt 2",
                        "6 101 has it already (sequence 3): answered with offset 3", "6 acknowledged at offset 3"}));
}

TEST_F(RecordStoryTest, WrittenInATransaction) {
  feed.sent(3, 1);
  feed.appended_in_transaction(3, 1, 3);
  feed.acknowledged(3, 1, 3);
  at(7);
  feed.marker(kafka::ControlRecordType::ABORT, 4);
  EXPECT_EQ(told().back(), "7 its transaction is aborted: marker at offset 4");
  EXPECT_EQ(told()[2], "0 written by 101 as leader in epoch 0: offset 3, in a transaction");
}

TEST_F(RecordStoryTest, CommittedBeforeItWasProcessed) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.polled(0, 10, 0);
  at(12);
  feed.committed(10);
  at(13);
  feed.stopped(50);
  at(20);
  feed.member = 51;
  feed.position(10, kafka::PositionSource::committed_offset);
  const std::vector<std::string> all = told();
  EXPECT_EQ((std::vector<std::string>{all.end() - 3, all.end()}),
            (std::vector<std::string>{
                "12 client-50 of group-0 commits offset 10: the group is past it, before it was processed",
                "13 client-50 of group-0 killed with it in hand",
                "20 client-51 of group-0 starts behind it, at offset 10 (committed_offset): nobody will process it"}));
}

TEST_F(RecordStoryTest, ProcessedTwice) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 10, 0);
  feed.stopped(50);
  feed.member = 51;
  feed.position(2, kafka::PositionSource::committed_offset);
  feed.delivered(2, 8, 2);
  const std::vector<std::string> all = told();
  EXPECT_EQ((std::vector<std::string>{all.end() - 3, all.end()}),
            (std::vector<std::string>{
                "0 client-51 of group-0 goes back to offset 2 (committed_offset): it will come again",
                "0 polled by client-51 of group-0, again", "0 processed by client-51 of group-0, again"}));
  EXPECT_EQ(explainer.stories().at(orders(0)).times_processed(GroupId(0)), 2);
}

TEST_F(RecordStoryTest, EndedWithItsProducer) {
  feed.sent(0, 2);
  at(4);
  feed.emit(kafka::RecordsAbandoned{ClientId(0), orders(0), kafka::RecordId(5)});
  feed.stopped(0);
  EXPECT_EQ(told(), (std::vector<std::string>{"4 its producer's process ends before it was sent"}));
}

TEST_F(RecordStoryTest, MadeIntoAnother) {
  feed.produced(0, 10, 0);
  feed.polled(0, 10, 0);
  feed.emit(kafka::RecordsTransformed{GroupId(0), ClientId(50), orders(0), kafka::Offset(0), 10, ClientId(0),
                                      kafka::RecordId(0), ClientId(9), orders(1), kafka::RecordId(100)});
  EXPECT_EQ(told().back(), "0 client-50 of group-0 makes record 103 of client-9 in orders-1 of it");
}

TEST_F(RecordStoryTest, EveryPartitionHasARecordOfThatNumber) {
  feed.produced(0, 10, 0);
  feed.tp = orders(1);
  feed.produced(0, 2, 0);  // not as far as record 3
  EXPECT_EQ(told(orders(0)).size(), 4u);
  EXPECT_TRUE(told(orders(1)).empty());
}

TEST(OffsetFinder, KnowsAllThatLayAtAnOffset) {
  OffsetFinder finder(orders(0), 4);
  Feed feed(finder);
  feed.appended(0, 10, 0);
  feed.appended(0, 10, 0, false);
  feed.leader = 102;
  feed.epoch = 1;
  feed.producer = 1;
  feed.appended(7, 2, 3);  // the new leader's log was shorter
  ASSERT_EQ(finder.records().size(), 2u);
  EXPECT_EQ(finder.records()[0].id, 4);
  EXPECT_EQ(finder.records()[1].producer, ClientId(1));
  EXPECT_EQ(finder.records()[1].id, 8);
  EXPECT_EQ(finder.end(), 10);
  EXPECT_EQ(finder.marker(), kafka::ControlRecordType::none);
}

}  // namespace
}  // namespace scenario
