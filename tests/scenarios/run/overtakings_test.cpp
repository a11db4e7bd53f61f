#include "scenarios/engine/run/overtakings.h"

#include <gtest/gtest.h>

namespace scenario {
namespace {

constexpr kafka::GroupId kReaders{0};
constexpr kafka::ClientId kShop{1};
constexpr kafka::ClientId kMill{2};

kafka::TopicPartition partition(std::int32_t index) { return {kafka::TopicId(0), kafka::PartitionId(index)}; }

/// poll() returns records made from `first` ms to `last` ms.
kafka::RecordsDelivered polled(std::int32_t of, std::int64_t first_id, std::int32_t count, int first, int last,
                               kafka::ClientId producer = kShop) {
  kafka::RecordsDelivered e{};
  e.group = kReaders;
  e.tp = partition(of);
  e.count = count;
  e.producer = producer;
  e.first_id = kafka::RecordId(first_id);
  e.first_timestamp = sim::kTimeZero + std::chrono::milliseconds(first);
  e.last_timestamp = sim::kTimeZero + std::chrono::milliseconds(last);
  return e;
}

TEST(Overtakings, NothingOvertakesWithinAPartitionInOrder) {
  Overtakings seen;
  EXPECT_EQ(seen.in(polled(0, 0, 10, 0, 90)), 0);
  EXPECT_EQ(seen.in(polled(0, 10, 10, 100, 190)), 0);
}

TEST(Overtakings, OlderRecordsOfAnotherPartitionAreOvertaken) {
  Overtakings seen;
  EXPECT_EQ(seen.in(polled(0, 0, 10, 0, 90)), 0);
  EXPECT_EQ(seen.in(polled(1, 0, 10, 5, 95)), 9);   // 5, 15 ... 85; the one of 95 ms was made last
  EXPECT_EQ(seen.in(polled(2, 0, 3, 95, 120)), 0);  // made at the same instant is not later
  EXPECT_EQ(seen.in(polled(3, 0, 2, 0, 119)), 2);
}

TEST(Overtakings, OneRecordAloneIsOvertakenOrNot) {
  Overtakings seen;
  seen.in(polled(0, 0, 1, 50, 50));
  EXPECT_EQ(seen.in(polled(1, 0, 1, 49, 49)), 1);
  EXPECT_EQ(seen.in(polled(1, 1, 1, 50, 50)), 0);
}

TEST(Overtakings, RecordsThatComeAgainDoNotCountAgain) {
  Overtakings seen;
  seen.in(polled(0, 0, 10, 0, 90));
  EXPECT_EQ(seen.in(polled(0, 0, 10, 0, 90)), 0);  // reading went back
  seen.in(polled(1, 0, 4, 10, 40));
  EXPECT_EQ(seen.in(polled(1, 2, 4, 30, 60)), 2);  // two of them for the first time
}

TEST(Overtakings, ProducersAndGroupsDoNotOvertakeEachOther) {
  Overtakings seen;
  seen.in(polled(0, 0, 10, 0, 90));
  EXPECT_EQ(seen.in(polled(1, 0, 10, 0, 80, kMill)), 0);
  kafka::RecordsDelivered other = polled(1, 0, 10, 0, 80);
  other.group = kafka::GroupId(1);
  EXPECT_EQ(seen.in(other), 0);
}

}  // namespace
}  // namespace scenario
