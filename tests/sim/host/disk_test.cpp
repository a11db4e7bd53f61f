#include "sim/host/disk.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace sim {
namespace {

class DiskTest : public testing::Test {
 protected:
  void run_until(Duration t) { scheduler_.run_until(kTimeZero + t); }
  void read(Disk& disk, int name, DiskMark mark, Bytes size) {
    disk.read(life_, mark, size, [this, name] { done_.emplace_back(name, scheduler_.now() - kTimeZero); });
  }
  void flush(Disk& disk, int name) {
    disk.flush(life_, [this, name] { done_.emplace_back(name, scheduler_.now() - kTimeZero); });
  }
  /// 100 MB/s both ways, an fsync of 2 ms, a cache of 1 GB.
  static DiskConfig ordinary() {
    DiskConfig config;
    config.read_rate = config.write_rate = BytesPerSecond(100'000'000);
    config.fsync_time = 2ms;
    config.page_cache = Bytes(1'000'000'000);
    return config;
  }
  static constexpr Bytes kMB{1'000'000};

  using Done = std::vector<std::pair<int, Duration>>;
  Scheduler scheduler_;
  LifeId life_ = scheduler_.begin_life();
  Done done_;
};

TEST_F(DiskTest, AnIdealDiskCostsNoTimeAndNoEvents) {
  DiskConfig nothing;
  nothing.dirty_expiry = nothing.writeback_interval = 0s;
  Disk disk(scheduler_, nothing);
  for (int i = 0; i < 1000; ++i) disk.append(Bytes(1000));
  EXPECT_EQ(scheduler_.pending_count(), 0u);
  EXPECT_EQ(disk.durable(), DiskMark(1'000'000)) << "no expiry: durable as soon as it is written";
  EXPECT_EQ(disk.write_delay(), 0s);
  read(disk, 1, DiskMark(500'000), Bytes(1000));
  flush(disk, 2);
  run_until(0s);
  EXPECT_EQ(done_, (Done{{1, 0s}, {2, 0s}}));
  EXPECT_EQ(scheduler_.executed(), 2u) << "one for each answer";
}

TEST_F(DiskTest, WithoutAWriteRateDataTurnsDurableByAgeAlone) {
  Disk disk(scheduler_, DiskConfig{});  // 30 s expiry, looked at every 5 s
  disk.append(Bytes(100));              // t = 0: old at 30
  run_until(1s);
  disk.append(Bytes(10));  // old at 31: found by the look at 35
  EXPECT_EQ(scheduler_.pending_count(), 0u);
  run_until(30s - 1ns);
  EXPECT_EQ(disk.durable(), DiskMark(0));
  run_until(30s);
  EXPECT_EQ(disk.durable(), DiskMark(100));
  run_until(35s - 1ns);
  EXPECT_EQ(disk.durable(), DiskMark(100));
  run_until(35s);
  EXPECT_EQ(disk.durable(), DiskMark(110));
  EXPECT_EQ(disk.dirty(), Bytes(0));
  EXPECT_EQ(scheduler_.executed(), 0u);
}

TEST_F(DiskTest, ManyAppendsOverADayLeaveTheRightMark) {
  Disk disk(scheduler_, DiskConfig{});
  for (int i = 0; i < 86'400; ++i) {
    run_until(1s * i);
    disk.append(Bytes(1));
  }
  // now 86399 s, the last look was at 86395: it wrote what was appended up to 86365, that is 86366 bytes.
  EXPECT_EQ(disk.durable(), DiskMark(86'366));
}

TEST_F(DiskTest, WriteBackTakesTheDisksTimeAndThenStops) {
  Disk disk(scheduler_, ordinary());
  disk.append(kMB * 50);  // below the background ratio (100 MB)
  run_until(30s);
  EXPECT_EQ(disk.durable(), DiskMark(0));
  run_until(30s + 499ms);
  EXPECT_LT(disk.durable(), DiskMark(50'000'000));
  EXPECT_GT(disk.durable(), DiskMark(40'000'000));
  run_until(30s + 500ms);  // 50 MB at 100 MB/s
  EXPECT_EQ(disk.durable(), DiskMark(50'000'000));
  EXPECT_EQ(scheduler_.pending_count(), 0u) << "nothing dirty, nothing to look for";
  EXPECT_EQ(disk.busy_time(), 500ms);
}

TEST_F(DiskTest, AboveTheBackgroundRatioItDoesNotWait) {
  Disk disk(scheduler_, ordinary());
  disk.append(kMB * 130);  // 30 MB above 10 % of 1 GB
  run_until(1s);
  // It stops at the first piece (4 MiB) that brings it to 100 MB: 8 pieces of 4,194,304 would be 33.5 MB, but the last
  // one is cut to what is wanted.
  EXPECT_EQ(disk.durable(), DiskMark(30'000'000));
  EXPECT_EQ(disk.busy_time(), 300ms);
  run_until(31s);
  EXPECT_EQ(disk.durable(), DiskMark(130'000'000)) << "the rest by age: at 30 s, 100 MB, one second";
}

TEST_F(DiskTest, WritersAboveTheDirtyRatioWaitForTheDisk) {
  Disk disk(scheduler_, ordinary());
  disk.append(kMB * 200);
  EXPECT_EQ(disk.write_delay(), 0s);
  disk.append(kMB * 10);
  EXPECT_EQ(disk.write_delay(), 100ms);  // 10 MB above 20 % of 1 GB, at 100 MB/s
  run_until(200ms);
  EXPECT_EQ(disk.write_delay(), 0s) << "write-back above the background ratio has made room";
}

TEST_F(DiskTest, FlushWritesWhatIsDirtyAndSyncs) {
  Disk disk(scheduler_, ordinary());
  const DiskMark mark = disk.append(kMB);
  flush(disk, 1);  // 1 MB at 100 MB/s = 10 ms, + 2 ms
  run_until(5ms);
  disk.append(kMB);  // after the flush was asked for: not part of it
  run_until(1s);
  EXPECT_EQ(done_, (Done{{1, 12ms}}));
  EXPECT_EQ(disk.durable(), mark);
  flush(disk, 2);  // 10 + 2
  flush(disk, 3);  // nothing left: 2 more
  run_until(2s);
  EXPECT_EQ(done_, (Done{{1, 12ms}, {2, 1012ms}, {3, 1014ms}}));
}

TEST_F(DiskTest, ALargeFlushSyncsOnce) {
  Disk disk(scheduler_, ordinary());
  disk.append(kMB * 10);
  flush(disk, 1);  // three pieces, 100 ms, and 2 ms once
  run_until(1s);
  EXPECT_EQ(done_, (Done{{1, 102ms}}));
}

TEST_F(DiskTest, ColdReadsTakeTheArmInTurnAndCachedOnesDoNot) {
  DiskConfig config = ordinary();
  config.page_cache = kMB * 100;
  config.dirty_background_ratio = config.dirty_ratio = 1.0;
  Disk disk(scheduler_, config);
  const DiskMark old = disk.append(kMB * 30);
  const DiskMark recent = disk.append(kMB * 100);
  EXPECT_FALSE(disk.cached(old));
  EXPECT_TRUE(disk.cached(recent));
  EXPECT_TRUE(disk.cached(old + 1)) << "the last 100 MB begin here";
  run_until(1s);               // the 30 MB above the cache are written back: 300 ms
  read(disk, 1, old, kMB);     // 10 ms
  read(disk, 2, old, kMB);     // 10 ms more
  read(disk, 3, recent, kMB);  // at once
  run_until(2s);
  EXPECT_EQ(done_, (Done{{3, 1000ms}, {1, 1010ms}, {2, 1020ms}}));
}

TEST_F(DiskTest, ALargeWriteBackDoesNotStarveReads) {
  DiskConfig config = ordinary();
  config.page_cache = kMB * 100;
  Disk disk(scheduler_, config);
  const DiskMark old = disk.append(kMB);
  disk.append(kMB * 1000);  // 991 MB above the background ratio: about ten seconds of writing
  read(disk, 1, old, kMB);
  run_until(1s);
  // One piece of 4 MiB (41.94304 ms) is under way; then the read, 10 ms.
  EXPECT_EQ(done_, (Done{{1, 51'943'040ns}}));
}

TEST_F(DiskTest, PowerLossTakesWhatIsNotDurable) {
  Disk disk(scheduler_, ordinary());
  disk.append(kMB);
  flush(disk, 1);
  run_until(20ms);
  disk.append(kMB);
  flush(disk, 2);
  run_until(22ms);  // 2 of its 12 ms
  disk.power_loss();
  EXPECT_EQ(disk.end(), DiskMark(1'000'000));
  EXPECT_EQ(disk.dirty(), Bytes(0));
  EXPECT_FALSE(disk.cached(DiskMark(1'000'000))) << "memory is empty";
  EXPECT_EQ(disk.append(Bytes(5)), DiskMark(1'000'005));
  EXPECT_TRUE(disk.cached(DiskMark(1'000'005)));
  run_until(1s);
  EXPECT_EQ(done_, (Done{{1, 12ms}})) << "the second flush never ended";
  EXPECT_EQ(disk.operations(), 0u);
}

TEST_F(DiskTest, ADeadProcessHearsNothingButItsDataArrives) {
  Disk disk(scheduler_, ordinary());
  const DiskMark mark = disk.append(kMB);
  flush(disk, 1);
  run_until(1ms);
  scheduler_.end_life(life_);
  run_until(1s);
  EXPECT_TRUE(done_.empty());
  EXPECT_EQ(disk.durable(), mark);
}

TEST_F(DiskTest, SlownessHoldsForOperationsThatBeginLater) {
  DiskConfig config = ordinary();
  config.page_cache = kMB;
  config.dirty_background_ratio = config.dirty_ratio = 1.0;
  Disk disk(scheduler_, config);
  const DiskMark old = disk.append(kMB);
  disk.append(kMB);
  run_until(1s);
  read(disk, 1, old, kMB);  // 10 ms
  disk.set_slowdown(3);
  read(disk, 2, old, kMB);  // 30 ms
  run_until(2s);
  EXPECT_EQ(done_, (Done{{1, 1010ms}, {2, 1040ms}}));
}

}  // namespace
}  // namespace sim
