// How often an input was transformed, by the fate of its outputs. Producer 0 writes orders-0; the application of group
// 0 reads it and writes to orders-1 as producer 1.

#include "tests/scenarios/run/ledger_fixture.h"

namespace scenario {
namespace {

using kafka::ControlRecordType;

struct TransformsTest : LedgerTest {
  void SetUp() override {
    feed.produced(0, 10, 0);
    feed.position(0);
  }
  void transformed(std::int64_t id, std::int32_t count, std::int64_t output) {
    feed.emit(kafka::RecordsTransformed{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(id), count,
                                        kafka::ClientId(0), kafka::RecordId(id), kafka::ClientId(1), orders(1),
                                        kafka::RecordId(output)});
    to_output();
    feed.sent(output, count);
    to_input();
  }
  void written(std::int64_t output, std::int32_t count, std::int64_t offset) {
    to_output();
    feed.appended_in_transaction(output, count, offset);
    feed.acknowledged(output, count, offset);
    to_input();
  }
  void marker(ControlRecordType type, std::int64_t offset) {
    to_output();
    feed.marker(type, offset);
    to_input();
  }
  void to_output() {
    feed.tp = orders(1);
    feed.producer = 1;
  }
  void to_input() {
    feed.tp = orders(0);
    feed.producer = 0;
  }
  void expect_inputs(std::int64_t once, std::int64_t again, std::int64_t never) const {
    const GroupTotals t = ledger.by_partition(kFirst).at(orders(0));
    EXPECT_EQ(t.transformed_once, once);
    EXPECT_EQ(t.transformed_again, again);
    EXPECT_EQ(t.transformed_never, never);
  }
};

TEST_F(TransformsTest, AnOutputCountsWhenItsTransactionIsCommitted) {
  feed.delivered(0, 10, 0);
  transformed(0, 10, 0);
  written(0, 10, 0);
  expect_inputs(0, 0, 10);
  marker(ControlRecordType::COMMIT, 10);
  expect_inputs(10, 0, 0);
}

TEST_F(TransformsTest, WhatIsAbortedAndDoneAgainIsDoneOnce) {
  feed.delivered(0, 10, 0);
  transformed(0, 6, 0);
  written(0, 6, 0);
  marker(ControlRecordType::ABORT, 6);
  feed.position(0, kafka::PositionSource::committed_offset);
  feed.delivered(0, 10, 0);
  transformed(0, 10, 6);
  written(6, 10, 7);
  marker(ControlRecordType::COMMIT, 17);
  expect_inputs(10, 0, 0);
  EXPECT_EQ(ledger.by_partition(kFirst).at(orders(0)).duplicated, 10);  // the work was done twice
}

TEST_F(TransformsTest, WithoutTransactionsWhatIsDoneAgainIsThereTwice) {
  feed.delivered(0, 10, 0);
  transformed(0, 6, 0);
  to_output();
  feed.appended(0, 6, 0);
  feed.acknowledged(0, 6, 0);
  to_input();
  expect_inputs(6, 0, 4);
  feed.position(0, kafka::PositionSource::committed_offset);
  transformed(0, 10, 6);
  to_output();
  feed.appended(6, 10, 6);
  feed.acknowledged(6, 10, 6);
  to_input();
  expect_inputs(4, 6, 0);
}

TEST_F(TransformsTest, AProducerWithoutIdempotenceMayCopyAnOutput) {
  feed.delivered(0, 10, 0);
  transformed(0, 2, 0);
  to_output();
  feed.appended(0, 2, 0);
  feed.appended(0, 2, 2);
  feed.acknowledged(0, 2, 2);
  to_input();
  expect_inputs(0, 2, 8);
}

TEST(Transforms, KeepsOnlyWhatIsUndecided) {
  Transforms transforms;
  for (std::int64_t i = 0; i < 1000; ++i) {
    // Two producers by turns, so that no two outputs next to each other come from inputs next to each other.
    transforms.on(kafka::RecordsTransformed{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(i), 1,
                                            kafka::ClientId(static_cast<std::int32_t>(i % 2)), kafka::RecordId(i / 2),
                                            kafka::ClientId(9), orders(1), kafka::RecordId(i)});
    transforms.committed(orders(1), {i, 1, kafka::ClientId(9), i});
    transforms.settled(orders(1), kafka::ClientId(9), {i, i + 1});
  }
  EXPECT_EQ(transforms.of(kFirst, orders(0), kafka::ClientId(1))->once, IntervalSet::of(0, 500));
  EXPECT_EQ(transforms.kept(), 2u);
}

TEST_F(TransformsTest, AGroupThatTransformsNothingIsNotAsked) {
  feed.delivered(0, 10, 0);
  expect_inputs(0, 0, 0);
}

}  // namespace
}  // namespace scenario
