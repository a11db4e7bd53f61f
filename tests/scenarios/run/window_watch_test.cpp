#include "scenarios/engine/run/window_watch.h"

#include <gtest/gtest.h>

#include "scenarios/engine/run/run_result.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;

/// A record a second from an application of one producer, of which the one at 3 s fails and the one at 4 s needs a
/// second attempt; all in the window from 2 s until 5 s.
class Window : public ::testing::Test {
 protected:
  Window() {
    RunResult& r = result_;
    r.end = at_ms(10'000);
    r.produced = 10;
    r.totals.acknowledged = 9;
    r.totals.failed = 1;
    ApplicationResult app;
    app.name = "app";
    app.produced = 10;
    app.totals = r.totals;
    r.applications.push_back(app);
    TopicResult topic;
    topic.name = "orders";
    topic.produced = 10;
    topic.totals = r.totals;
    r.topics.push_back(topic);
    GroupResult group;
    group.name = "readers";
    group.totals.acknowledged = 9;
    group.totals.delivered = 9;
    r.groups.push_back(group);
    feed();
    r.windows.push_back(watch_.result(1));
    r.errors = errors_;
  }

  void feed() {
    kafka::Emitter emitter;
    emitter.attach(watch_);
    emitter.attach(errors_);
    for (std::int64_t i = 0; i < 10; ++i) {
      const auto emit = [&](std::int64_t ms, auto event) {
        emitter.emit(at_ms(ms), kafka::kNoHost, [&] { return event; });
      };
      if (i == 3) {
        emit(3000, kafka::RecordsFailed{kafka::ClientId(0), orders(0), kafka::RecordId(3), 1,
                                        kafka::ErrorCode::REQUEST_TIMED_OUT, "TimeoutException"});
        continue;
      }
      if (i == 4) {
        emit(4000, kafka::BatchRetried{kafka::ClientId(0), orders(0), kafka::RecordId(4), 1,
                                       kafka::ErrorCode::NOT_ENOUGH_REPLICAS});
      }
      const sim::SimTime created = at_ms(i * 1000 - (i >= 2 && i < 5 ? 50 : 5));
      emit(i * 1000, kafka::RecordsAcknowledged{kafka::ClientId(0), orders(0), kafka::RecordId(i), 1, kafka::Offset(i),
                                                sim::Bytes(100), created, created});
      emit(i * 1000,
           kafka::RecordsDelivered{kafka::GroupId(0), kafka::ClientId(1), orders(0), kafka::Offset(i), 1,
                                   sim::Bytes(100), kafka::ClientId(0), kafka::RecordId(i), created, created});
      emit(i * 1000 + 1, kafka::RecordsProcessed{kafka::GroupId(0), kafka::ClientId(1), orders(0), kafka::Offset(i), 1,
                                                 kafka::ClientId(0), kafka::RecordId(i)});
    }
  }

  std::string seen(const std::string& measure, SubjectKind about, const std::string& subject,
                   const std::string& statistic = "total", const std::string& error = "", bool window = true) {
    ExpectSpec e;
    e.measure = measure;
    e.about = about;
    e.subject = subject;
    e.statistic = statistic;
    e.error = error;
    if (window) {
      e.from = 2s;
      e.until = 5s;
    }
    return judge(e, result_).seen;
  }

  Roles roles_{{"app"}, {0, -1}, {"readers"}};
  WindowWatch watch_{roles_, 2s, 5s};
  ErrorCounts errors_{roles_};
  RunResult result_;
};

TEST_F(Window, OnlyWhatIsCompletedInItCounts) {
  EXPECT_EQ(seen("acknowledged-records", SubjectKind::run, ""), "2");
  EXPECT_EQ(seen("acknowledged-records", SubjectKind::producer, "app"), "2");
  EXPECT_EQ(seen("acknowledged-records", SubjectKind::topic, "orders"), "2");
  EXPECT_EQ(seen("delivered-records", SubjectKind::group, "readers"), "2");
  EXPECT_EQ(seen("acknowledged-records", SubjectKind::run, "", "total", "", false), "9");
}

TEST_F(Window, ItsLatenciesAndRates) {
  EXPECT_EQ(seen("produce-latency", SubjectKind::run, "", "min"), "50 ms");
  EXPECT_EQ(seen("end-to-end-latency", SubjectKind::group, "readers", "min"), "50 ms");
  EXPECT_EQ(seen("end-to-end-latency", SubjectKind::run, "", "max"), "50 ms");
  EXPECT_EQ(seen("throughput", SubjectKind::producer, "app", "mean"), "0.5/s");
}

TEST_F(Window, ErrorsByNameAndException) {
  EXPECT_EQ(seen("failed-records", SubjectKind::run, ""), "1");
  EXPECT_EQ(seen("failed-records", SubjectKind::run, "", "total", "TimeoutException"), "1");
  EXPECT_EQ(seen("failed-records", SubjectKind::run, "", "total", "NOT_ENOUGH_REPLICAS"), "0");
  EXPECT_EQ(seen("produce-errors", SubjectKind::producer, "app"), "2");
  EXPECT_EQ(seen("produce-errors", SubjectKind::topic, "orders", "total", "NOT_ENOUGH_REPLICAS"), "1");
  EXPECT_EQ(seen("failed-records", SubjectKind::run, "", "total", "REQUEST_TIMED_OUT", false), "1");
}

}  // namespace
}  // namespace scenario
