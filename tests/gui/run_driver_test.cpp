#include "gui/view/run_driver.h"

#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "gui/view/live_run.h"
#include "gui/view/run_record.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "tests/support/checkout.h"

namespace view {
namespace {

RunSource shipped(const std::string& name) {
  RunSource source;
  source.path = kafka::testing::in_checkout("scenarios/" + name + ".yaml");
  std::ifstream in(source.path);
  source.text = {std::istreambuf_iterator<char>(in), {}};
  return source;
}

sim::SimTime at(double seconds) { return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9)); }

void put(std::vector<Told> told, RunRecord& record) {
  for (Told& t : told) {
    if (t.branch) record.cut_after(t.branch->time, t.branch->event);
    if (t.begins) record.begin_run();
    record.add(std::move(t.chunk));
  }
}

/// The trajectory of a scenario's text when nobody watches on a screen.
std::uint64_t headless(const std::string& text, double seconds) {
  scenario::Diagnostics diagnostics;
  auto spec = scenario::load_text("saved", text, {}, diagnostics);
  EXPECT_TRUE(spec) << diagnostics.render();
  scenario::Experiment experiment(*spec);
  experiment.start();
  experiment.advance(at(seconds));
  return experiment.fingerprint().trajectory();
}

TEST(RunDriver, AWatchedRunIsTheRunThatNobodyWatches) {
  RunDriver driver;
  const RunSource source = shipped("trucks_gps");
  ASSERT_EQ("", driver.open(source));
  driver.seek(at(31.234));
  EXPECT_EQ(headless(source.text, 31.234), driver.run().digest());
}

TEST(RunDriver, GoingBackIsTheSameRunAgain) {
  RunDriver driver;
  RunRecord record;
  ASSERT_EQ("", driver.open(shipped("trucks_gps")));
  driver.seek(at(10));
  const std::uint64_t at_10 = driver.run().digest();
  driver.seek(at(20));
  driver.seek(at(10));
  EXPECT_EQ(at_10, driver.run().digest());
  put(driver.take(), record);
  EXPECT_GE(record.verified_steps(), 20);  // each half second, of a run of an hour
  EXPECT_FALSE(record.diverged_at());
  EXPECT_EQ(at(20), record.until());
  EXPECT_EQ(41U, record.find("cluster/records")->samples.size());
}

TEST(RunDriver, AFaultByHandIsTheSameAsThatFaultInTheFile) {
  for (const std::string words :
       {"kill broker-102 for 20s", "pause controller for 3s", "slow-link broker-101 latency 50ms for 5s",
        "flaky-link broker-101 probability 0.2"}) {
    RunDriver driver;
    ASSERT_EQ("", driver.open(shipped("trucks_gps")));
    driver.seek(at(12.3));
    ASSERT_EQ("", driver.inject(words));
    driver.seek(at(17));
    ASSERT_EQ("", driver.inject("kill consumer location-dashboard for 5s"));
    driver.seek(at(40));
    std::string problem;
    const std::string text = driver.as_scenario(problem);
    ASSERT_EQ("", problem);
    EXPECT_EQ(headless(text, 40), driver.run().digest()) << words;
  }
}

TEST(RunDriver, AFaultInThePastBeginsAnotherFuture) {
  RunDriver driver;
  RunRecord record;
  ASSERT_EQ("", driver.open(shipped("trucks_gps")));
  driver.seek(at(15));
  driver.seek(at(8));
  put(driver.take(), record);
  ASSERT_EQ("", driver.inject("kill broker-101"));
  put(driver.take(), record);
  EXPECT_EQ(driver.run().now(), record.until());
  EXPECT_LT(record.until(), at(8.1));
  driver.seek(at(15));
  put(driver.take(), record);
  ASSERT_EQ(1U, record.faults().size());
  EXPECT_EQ("A", record.faults().front().letter);
  EXPECT_TRUE(record.faults().front().by_hand);
  EXPECT_FALSE(record.diverged_at());
  std::string problem;
  EXPECT_EQ(headless(driver.as_scenario(problem), 15), driver.run().digest());
}

TEST(RunDriver, AnUndoneFaultHasNeverBeen) {
  RunDriver driver;
  const RunSource source = shipped("trucks_gps");
  ASSERT_EQ("", driver.open(source));
  driver.seek(at(5));
  ASSERT_EQ("", driver.inject("kill broker-101"));
  driver.seek(at(9));
  ASSERT_EQ("", driver.undo_fault());
  EXPECT_TRUE(driver.journal().entries().empty());
  driver.seek(at(12));
  EXPECT_EQ(headless(source.text, 12), driver.run().digest());
}

TEST(RunDriver, SeriesOfHealthSayAtEachStepWhatASnapshotSays) {
  RunDriver driver;
  RunRecord record;
  ASSERT_EQ("", driver.open(shipped("trucks_gps")));
  driver.seek(at(2));
  ASSERT_EQ("", driver.inject("kill broker-102 for 15s"));
  driver.seek(at(5));
  ASSERT_EQ("", driver.inject("pause broker-101 for 12s"));
  put(driver.take(), record);
  int offline = 0;
  int told = 0;
  for (double s = 5.5; s < 60; s += 0.5) {
    driver.seek(at(s));
    put(driver.take(), record);
    const SnapshotPtr now = driver.run().snapshot();
    const auto series = [&](const char* path) { return static_cast<int>(record.find(path)->samples.at(s)); };
    ASSERT_EQ(now->truth.under_replicated, series("replication/under-replicated")) << s;
    ASSERT_EQ(now->truth.under_min_isr, series("replication/under-min-isr")) << s;
    ASSERT_EQ(now->truth.offline, series("replication/offline")) << s;
    ASSERT_EQ(now->operators.under_replicated, series("operator/under-replicated")) << s;
    ASSERT_EQ(now->operators.offline, series("operator/offline")) << s;
    ASSERT_EQ(now->operators.controllers, series("operator/controllers")) << s;
    offline += now->truth.offline > 0 ? 1 : 0;
    told += now->operators.under_replicated > 0 ? 1 : 0;
  }
  EXPECT_GT(offline, 0);
  EXPECT_GT(told, 0);
}

TEST(RunDriver, RunsThatStandOnTheWayAreTheRun) {
  RunDriver driver;
  RunRecord record;
  ASSERT_EQ("", driver.open(shipped("a_rolling_deploy")));
  std::map<int, std::uint64_t> digests;
  for (int s = 0; s <= 100; s += 10) {
    driver.seek(at(s));
    digests[s] = driver.run().digest();
  }
  ASSERT_GT(driver.known().event, ParkedRuns::kWorthIt);
  const auto prepare = [&] {
    int slices = 0;
    while (driver.prepare()) ++slices;
    return slices;
  };
  EXPECT_GT(prepare(), ParkedRuns::kPlaces);
  put(driver.take(), record);
  for (const int s : {90, 20, 60, 50, 100, 30, 80, 10}) {
    driver.seek(at(s));
    EXPECT_EQ(digests[s], driver.run().digest()) << s;
    put(driver.take(), record);
  }
  EXPECT_GT(record.verified_steps(), 1000);
  EXPECT_FALSE(record.diverged_at());
  // Another journal: what stood on the way is another run now.
  driver.seek(at(70));
  EXPECT_GT(prepare(), 0);
  ASSERT_EQ("", driver.inject("kill broker-101 for 5s"));
  EXPECT_GT(prepare(), 0);
  driver.seek(at(80));
  const std::uint64_t at_80 = driver.run().digest();
  driver.seek(at(40));
  EXPECT_EQ(digests[40], driver.run().digest());
  driver.seek(at(80));
  EXPECT_EQ(at_80, driver.run().digest());
  EXPECT_NE(digests[80], at_80);
}

TEST(RunDriver, TheRunThatWasLeftIsGoneOnWith) {
  RunDriver driver;
  ASSERT_EQ("", driver.open(shipped("a_rolling_deploy")));
  driver.seek(at(100));
  const std::uint64_t digest = driver.run().digest();
  int asked = 0;
  const auto count = [&] { return ++asked > 0; };
  driver.seek(at(40), count);
  EXPECT_GT(asked, 10);
  asked = 0;
  driver.seek(at(100), count);
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(driver.run().digest(), digest);
  // A fault that was taken back: the run that had it is no way to anywhere.
  ASSERT_EQ("", driver.inject("kill broker-101 for 5s"));
  driver.seek(at(110));
  ASSERT_EQ("", driver.undo_fault());
  driver.seek(at(40));
  driver.seek(at(100));
  EXPECT_EQ(driver.run().digest(), digest);
}

TEST(RunDriver, AWayThatIsBrokenOffIsWatchedFromThere) {
  RunDriver straight;
  RunDriver back;
  ASSERT_EQ("", straight.open(shipped("a_rolling_deploy")));
  ASSERT_EQ("", back.open(shipped("a_rolling_deploy")));
  back.seek(at(100));
  int slices = 0;
  back.seek(at(90), [&] { return ++slices < 40; });
  const sim::SimTime here = back.run().now();
  ASSERT_LT(here, at(60));
  straight.seek(here + std::chrono::seconds(12));
  back.seek(here + std::chrono::seconds(12));
  const Snapshot& a = *straight.run().snapshot();
  const Snapshot& b = *back.run().snapshot();
  ASSERT_EQ(a.flows.size(), b.flows.size());
  EXPECT_GT(b.flows.size(), 0U);
  EXPECT_EQ(a.truth.produce_p99_ms, b.truth.produce_p99_ms);
  EXPECT_GT(b.truth.bytes_in, 0);
  EXPECT_EQ(a.truth.bytes_in, b.truth.bytes_in);
}

/// What a snapshot says of the seconds before it does not depend on how the run came there.
TEST(RunDriver, AWayThroughSilenceShowsTheSame) {
  RunDriver straight;
  RunDriver back;
  ASSERT_EQ("", straight.open(shipped("a_rolling_deploy")));
  ASSERT_EQ("", back.open(shipped("a_rolling_deploy")));
  straight.seek(at(60.7));
  back.seek(at(100));
  back.seek(at(60.7));
  const SnapshotPtr a = straight.run().snapshot();
  const SnapshotPtr b = back.run().snapshot();
  ASSERT_EQ(a->brokers.size(), b->brokers.size());
  for (std::size_t i = 0; i < a->brokers.size(); ++i) {
    EXPECT_EQ(a->brokers[i].bytes_in, b->brokers[i].bytes_in);
    EXPECT_EQ(a->brokers[i].bytes_out, b->brokers[i].bytes_out);
    EXPECT_EQ(a->brokers[i].handlers, b->brokers[i].handlers);
  }
  ASSERT_EQ(a->producers.size(), b->producers.size());
  for (std::size_t i = 0; i < a->producers.size(); ++i) {
    EXPECT_GT(a->producers[i].acknowledged, 0);
    EXPECT_EQ(a->producers[i].acknowledged, b->producers[i].acknowledged);
    EXPECT_EQ(a->producers[i].p99_ms, b->producers[i].p99_ms);
  }
  EXPECT_EQ(a->flows.size(), b->flows.size());
  EXPECT_EQ(a->truth.produce_p99_ms, b->truth.produce_p99_ms);
  EXPECT_EQ(a->latency.records, b->latency.records);
}

TEST(Grain, LongRunsAreRecordedInCoarserSteps) {
  using std::chrono::seconds;
  for (const std::int64_t s : {1, 300, 1000, 1001, 3660, 86'400, 600'000}) {
    const Grain grain = Grain::of(seconds(s));
    EXPECT_LE(seconds(s) / grain.step, Grain::kMostSteps) << s;
    EXPECT_LE(seconds(s) / (grain.step * grain.frame_every), Grain::kMostFrames) << s;
    if (s > 1000) {
      EXPECT_GT(seconds(s) / grain.step, Grain::kMostSteps / 3) << s;
    }
  }
  EXPECT_EQ(sim::Duration(std::chrono::milliseconds(100)), Grain::of(seconds(1000)).step);
  EXPECT_EQ(sim::Duration(std::chrono::milliseconds(200)), Grain::of(seconds(1001)).step);
  EXPECT_EQ(sim::Duration(std::chrono::milliseconds(500)), Grain::of(seconds(3660)).step);
  EXPECT_EQ(Kept{}.batches, Grain::of(Grain::kLong).kept.batches);
  EXPECT_EQ(Kept{}.batches / 8, Grain::of(Grain::kLong + seconds(1)).kept.batches);
}

TEST(RunRecord, ForgetsTheOldestOfWhatIsTooMuch) {
  Kept kept;
  kept.batches = 3;
  RunRecord record(kept);
  record.begin_run();
  for (std::int64_t second = 1; second <= 3; ++second) {
    Chunk chunk;
    chunk.until = at(static_cast<double>(second));
    for (std::int64_t i = 0; i < 2; ++i) {
      LogBatch batch;
      batch.base_offset = 10 * second + i;
      batch.appended = chunk.until;
      chunk.batches.push_back(batch);
    }
    record.add(std::move(chunk));
  }
  ASSERT_EQ(3U, record.batches().size());
  EXPECT_EQ(21, record.batches().front().base_offset);
  EXPECT_EQ(31, record.batches().back().base_offset);
}

TEST(RunDriver, OneStepShowsTheNextEventAndNoOther) {
  RunDriver driver;
  ASSERT_EQ("", driver.open(shipped("trucks_gps")));
  driver.seek(at(3));
  const std::uint64_t before = driver.run().event();
  driver.step();
  EXPECT_GT(driver.run().event(), before);
  const std::uint64_t digest = driver.run().digest();
  const std::uint64_t event = driver.run().event();
  driver.step();
  driver.seek_event(event);
  EXPECT_EQ(digest, driver.run().digest());
}

TEST(RunDriver, ABadFaultIsToldInWordsAndChangesNothing) {
  RunDriver driver;
  ASSERT_EQ("", driver.open(shipped("trucks_gps")));
  driver.seek(at(2));
  const std::uint64_t digest = driver.run().digest();
  const std::string problem = driver.inject("kill broker-109");
  EXPECT_NE(std::string::npos, problem.find("109")) << problem;
  EXPECT_EQ(digest, driver.run().digest());
}

TEST(RunDriver, SeeksToAnywhereAreVerified) {
  RunDriver driver;
  RunRecord record;
  ASSERT_EQ("", driver.open(shipped("trucks_gps")));
  driver.seek(at(300));
  put(driver.take(), record);
  std::mt19937 random(7);
  for (int i = 0; i < 8; ++i) {
    driver.seek(at(static_cast<double>(random() % 3000) / 10));
    put(driver.take(), record);
  }
  EXPECT_GT(record.verified_steps(), 0);
  EXPECT_FALSE(record.diverged_at());
}

}  // namespace
}  // namespace view
