#include "model/consumer/record_work.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recording_sink.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class RecordWorkTest : public ::testing::Test {
 protected:
  RecordWorkTest() {
    emitter_.attach(events);
    topics.intern("orders");
    life = scheduler.begin_life();
  }
  void make(bool atomic = false) {
    work.emplace(ApplicationContext{.scheduler = scheduler,
                                    .topics = topics,
                                    .emitter = emitter_,
                                    .host = sim::HostId(0),
                                    .id = ClientId(3),
                                    .group = GroupId(1),
                                    .subscribed = {},
                                    .exit = [](Exit) {}},
                 life, config, atomic, sim::Rng(7), [this](WorkOutcome how) { outcomes.push_back(how); });
  }
  static FetchedRecords run(int partition, std::int64_t base, std::int32_t count, std::int64_t id) {
    return {.tp = {TopicId(0), PartitionId(partition)},
            .base_offset = Offset(base),
            .count = count,
            .size = sim::Bytes(100 * count),
            .producer = ClientId(0),
            .first_id = RecordId(id),
            .first_timestamp = {},
            .last_timestamp = {}};
  }
  void run_until(sim::Duration time) { scheduler.run_until(sim::kTimeZero + time); }
  /// "0:5+3 id 8": partition, offset, count and the first record, of each RecordsProcessed.
  [[nodiscard]] std::vector<std::string> processed() const {
    std::vector<std::string> all;
    for (const auto& [at, e] : events.all<RecordsProcessed>())
      all.push_back(std::to_string(e.tp.partition.value()) + ":" + std::to_string(e.base_offset.value()) + "+" +
                    std::to_string(e.count) + " id " + std::to_string(e.first_id.value()));
    return all;
  }
  using Seen = std::vector<std::string>;
  using Outcomes = std::vector<WorkOutcome>;

  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  ApplicationConfig config;
  std::optional<RecordWork> work;
  Outcomes outcomes;
  sim::LifeId life;

 private:
  Emitter emitter_;
};

TEST_F(RecordWorkTest, TakesItsTimeForEachRecordAndTellsWhenAllIsDone) {
  config.processing = sim::Constant{0.010};
  make();
  work->begin({run(0, 5, 3, 8), run(1, 0, 2, 20)});
  EXPECT_TRUE(work->busy());
  run_until(49ms);
  EXPECT_EQ(processed(), Seen{});
  run_until(50ms);
  EXPECT_EQ(processed(), (Seen{"0:5+3 id 8", "1:0+2 id 20"}));
  EXPECT_EQ(outcomes, Outcomes{WorkOutcome::done});
  EXPECT_FALSE(work->busy());
}

TEST_F(RecordWorkTest, AnInterruptionLeavesWhatWasDone) {
  config.processing = sim::Constant{0.010};
  make();
  work->begin({run(0, 5, 3, 8), run(1, 0, 2, 20)});
  run_until(45ms);  // the fifth is in work
  work->interrupt();
  EXPECT_EQ(processed(), (Seen{"0:5+3 id 8", "1:0+1 id 20"}));
  run_until(1s);
  EXPECT_EQ(outcomes, Outcomes{});
}

TEST_F(RecordWorkTest, WithAnAtomicEffectNothingCountsBeforeItsOwnerSaysSo) {
  config.processing = sim::Constant{0.010};
  make(true);
  work->begin({run(0, 5, 3, 8)});
  run_until(20ms);
  work->interrupt();
  work->begin({run(0, 5, 3, 8)});
  run_until(1s);
  EXPECT_EQ(processed(), Seen{});
  EXPECT_EQ(outcomes, Outcomes{WorkOutcome::done});
  work->emit_processed(work->records());
  EXPECT_EQ(processed(), Seen{"0:5+3 id 8"});
}

TEST_F(RecordWorkTest, ASlowdownCountsForWhatIsLeftOfTheWorkUnderWay) {
  config.processing = sim::Constant{0.010};
  make();
  work->begin({run(0, 0, 2, 0)});
  run_until(5ms);
  work->set_slowdown(3);  // 15 ms are left: 45
  run_until(49ms);
  EXPECT_EQ(outcomes.size(), 0u);
  run_until(50ms);
  EXPECT_EQ(outcomes.size(), 1u);
  work->begin({run(0, 2, 2, 2)});  // 60 ms
  run_until(80ms);
  work->set_slowdown(1);  // 30 are left: 10
  run_until(89ms);
  EXPECT_EQ(outcomes.size(), 1u);
  run_until(90ms);
  EXPECT_EQ(outcomes.size(), 2u);
}

TEST_F(RecordWorkTest, AnInterruptionKnowsHowLongEachRecordTookByChance) {
  config.processing = sim::Uniform{.low = 0.001, .high = 0.100};
  make();
  work->begin({run(0, 0, 100, 0)});
  run_until(2500ms);  // some fifty of them
  work->interrupt();
  ASSERT_EQ(events.count<RecordsProcessed>(), 1u);
  const std::int32_t done = events.all<RecordsProcessed>()[0].second.count;
  EXPECT_GT(done, 35);
  EXPECT_LT(done, 65);
}

TEST_F(RecordWorkTest, ARecordThatIsSkippedIsLeftOutAndNothingElse) {
  config.poison.push_back({.topic = "orders", .partition = 0, .offset = 6, .action = PoisonAction::skip});
  make();
  work->begin({run(0, 5, 4, 8), run(1, 5, 4, 40)});  // offset 6 of the other partition is a good one
  run_until(0s);
  EXPECT_EQ(processed(), (Seen{"0:5+1 id 8", "0:7+2 id 10", "1:5+4 id 40"}));
  ASSERT_EQ(events.count<PoisonRecordMet>(), 1u);
  EXPECT_EQ(events.all<PoisonRecordMet>()[0].second.offset, Offset(6));
  EXPECT_EQ(events.all<PoisonRecordMet>()[0].second.action, "skip");
  EXPECT_EQ(outcomes, Outcomes{WorkOutcome::done});
}

TEST_F(RecordWorkTest, ARecordThatCrashesEndsTheWorkAfterThoseBeforeIt) {
  config.processing = sim::Constant{0.010};
  config.poison.push_back({.topic = "orders", .partition = 0, .offset = 6, .action = PoisonAction::crash});
  make();
  work->begin({run(1, 0, 1, 40), run(0, 5, 4, 8), run(1, 1, 9, 41)});
  run_until(19ms);
  EXPECT_EQ(events.count<PoisonRecordMet>(), 0u);
  run_until(20ms);
  EXPECT_EQ(processed(), (Seen{"1:0+1 id 40", "0:5+1 id 8"}));
  ASSERT_EQ(events.count<PoisonRecordMet>(), 1u);
  EXPECT_EQ(events.all<PoisonRecordMet>()[0].second.action, "crash");
  EXPECT_EQ(outcomes, Outcomes{WorkOutcome::crashed});
}

TEST_F(RecordWorkTest, ItEndsWithItsProcess) {
  config.processing = sim::Constant{0.010};
  make();
  work->begin({run(0, 0, 5, 0)});
  scheduler.end_life(life);
  run_until(1s);
  EXPECT_EQ(outcomes, Outcomes{});
}

}  // namespace
}  // namespace kafka::testing
