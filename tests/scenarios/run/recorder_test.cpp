#include "scenarios/engine/run/recorder.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/engine/run/series_csv.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

struct RecorderTest : testing::Test {
  // Clients 0 and 1 are instances of `app`, client 2 of `other`.
  Recorder recorder{Roles{{"app", "other"}, {0, 0, 1}, {"readers"}}};
  Feed feed{recorder};

  void acknowledged(std::int32_t producer, std::int64_t first_ms, std::int64_t last_ms, std::int64_t now_ms,
                    std::int32_t count) {
    feed.now = at_ms(now_ms);
    feed.emit(kafka::RecordsAcknowledged{kafka::ClientId(producer), orders(0), kafka::RecordId(0), count,
                                         kafka::Offset(0), sim::Bytes(1000), at_ms(first_ms), at_ms(last_ms)});
  }
};

TEST_F(RecorderTest, SpreadsABatchsLatencyOverItsRecords) {
  // Created at 0, 1, ... 10 ms, acknowledged at 20 ms: 20, 19, ... 10 ms; mean 15 ms.
  acknowledged(0, 0, 10, 20, 11);
  const sim::Histogram& latency = recorder.of_application(0).latency;
  EXPECT_EQ(latency.count(), 11);
  EXPECT_EQ(latency.min(), 10'000'000);
  EXPECT_EQ(latency.max(), 20'000'000);
  EXPECT_DOUBLE_EQ(latency.mean(), 15e6);
  EXPECT_NEAR(static_cast<double>(latency.value_at_quantile(0.5)), 15e6, 15e6 / 128);
}

TEST_F(RecorderTest, KeepsApplicationsApartAndAddsThemUp) {
  acknowledged(0, 0, 0, 2, 1);
  acknowledged(1, 0, 0, 4, 1);
  acknowledged(2, 0, 0, 100, 1);
  EXPECT_EQ(recorder.of_application(0).latency.count(), 2);
  EXPECT_EQ(recorder.of_application(0).latency.max(), 4'000'000);
  EXPECT_EQ(recorder.of_application(1).latency.count(), 1);
  EXPECT_EQ(recorder.of_everyone().latency.max(), 100'000'000);
  EXPECT_EQ(recorder.of_topic(kafka::TopicId(0)).acknowledged.records(), 3);
  EXPECT_EQ(recorder.of_topic(kafka::TopicId(1)).acknowledged.records(), 0);
}

TEST_F(RecorderTest, ThroughputRunsFromTheFirstRecordToTheLast) {
  // 5 at 1 s, 10 at 2 s, 10 at 3 s: 20 records in the 2 s after the first arrival.
  for (const std::int64_t s : {1, 2, 3}) acknowledged(0, s * 1000, s * 1000, s * 1000, s == 1 ? 5 : 10);
  EXPECT_DOUBLE_EQ(recorder.of_application(0).acknowledged.per_second(), 10.0);
  acknowledged(2, 0, 0, 3000, 7);
  EXPECT_FALSE(recorder.of_application(1).acknowledged.has_rate());
  EXPECT_DOUBLE_EQ(recorder.of_everyone().acknowledged.per_second(), 13.5);
}

TEST_F(RecorderTest, SamplesWhatHappenedSinceTheLastSample) {
  feed.now = at_ms(500);
  feed.appended(0, 100, 0);
  feed.appended(0, 100, 0, false);  // a follower's copy is not another record
  acknowledged(0, 480, 480, 500, 100);
  feed.delivered(0, 50, 0);
  const std::vector<std::string> columns = recorder.columns();
  const auto cell = [&](const std::vector<double>& row, const std::string& name) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i] == name) return row.at(i);
    ADD_FAILURE() << "no column " << name;
    return 0.0;
  };
  const auto first = recorder.sample(at_ms(2000), Gauges{3, 4, {50}});
  ASSERT_EQ(first.size(), columns.size());
  EXPECT_DOUBLE_EQ(cell(first, "time_s"), 2);
  EXPECT_DOUBLE_EQ(cell(first, "appended_records_per_s"), 50);
  EXPECT_DOUBLE_EQ(cell(first, "delivered_records_per_s.readers"), 25);
  EXPECT_NEAR(cell(first, "produce_p99_ms"), 20, 0.2);
  EXPECT_DOUBLE_EQ(cell(first, "under_replicated_partitions"), 3);
  EXPECT_DOUBLE_EQ(cell(first, "queued_requests"), 4);
  EXPECT_DOUBLE_EQ(cell(first, "lag.readers"), 50);
  const auto second = recorder.sample(at_ms(3000), Gauges{0, 0, {0}});
  EXPECT_DOUBLE_EQ(cell(second, "appended_records_per_s"), 0);
  EXPECT_TRUE(std::isnan(cell(second, "produce_p99_ms")));
}

TEST_F(RecorderTest, SplitsTheTimeOfRequests) {
  const auto ms = [](int n) { return sim::Duration(std::chrono::milliseconds(n)); };
  feed.emit(kafka::RequestCompleted{kafka::BrokerId(101), kafka::ApiKey::FETCH, true, kafka::ErrorCode::NONE, ms(1),
                                    ms(2), ms(3), ms(4), ms(5)});
  feed.emit(kafka::RequestCompleted{kafka::BrokerId(101), kafka::ApiKey::FETCH, false,
                                    kafka::ErrorCode::OFFSET_OUT_OF_RANGE, ms(1), ms(0), ms(0), ms(0), ms(0)});
  ASSERT_EQ(recorder.requests().size(), 2u);
  const RequestStatistics& follower = recorder.requests().at("FetchFollower");
  EXPECT_EQ(follower.total.max(), 15'000'000);
  EXPECT_EQ(follower.remote, ms(3));
  EXPECT_EQ(follower.errors, 0);
  EXPECT_EQ(recorder.requests().at("FetchConsumer").errors, 1);
}

TEST(SeriesCsv, WritesShortestNumbersAndLeavesGapsEmpty) {
  const std::vector<double> row{1, 0.1, std::nan(""), 1e6 / 3};
  EXPECT_EQ(csv_row(row), "1,0.1,,333333.3333333333\n");
  const std::vector<std::string> header{"a", "lag.x,y"};
  EXPECT_EQ(csv_header(header), "a,\"lag.x,y\"\n");
}

}  // namespace
}  // namespace scenario
