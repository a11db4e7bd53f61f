#include "sim/host/host.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/core/timer.h"
#include "sim/host/service_manager.h"

namespace sim {
namespace {

/// A process with one timer that ticks every 10 ms.
class Ticker : public Process {
 public:
  Ticker(Scheduler& scheduler, std::vector<std::string>& log) : scheduler_(scheduler), log_(log) {}

  void on_start(LifeId life) override {
    log_.push_back("start");
    run_ = std::make_unique<Run>(*this, life);
  }
  void on_stop(StopKind kind) override {
    log_.push_back(std::string("stop ") + name_of(kind));
    run_.reset();
  }

  std::vector<Duration> ticks;

 private:
  struct Run {
    Run(Ticker& ticker, LifeId life) : owner(ticker), timer(ticker.scheduler_, life, [this] { tick(); }) {
      timer.arm(10ms);
    }
    void tick() {
      owner.ticks.push_back(owner.scheduler_.now() - kTimeZero);
      timer.arm(10ms);
    }
    Ticker& owner;
    Timer timer;
  };

  Scheduler& scheduler_;
  std::vector<std::string>& log_;
  std::unique_ptr<Run> run_;
};

class Watcher : public HostWatcher {
 public:
  explicit Watcher(std::vector<std::string>& log) : log_(log) {}
  void on_host_started(HostId host, LifeId life) override {
    log_.push_back("watcher: host " + std::to_string(host.value()) + " up, life " + std::to_string(life.value()));
  }
  void on_host_stopped(HostId host, LifeId life, StopKind kind) override {
    log_.push_back("watcher: host " + std::to_string(host.value()) + " down, life " + std::to_string(life.value()) +
                   ", " + name_of(kind));
  }

 private:
  std::vector<std::string>& log_;
};

class HostTest : public testing::Test {
 protected:
  HostTest() { host_.add_watcher(watcher_); }
  void run_until(Duration t) { scheduler_.run_until(kTimeZero + t); }

  Scheduler scheduler_;
  std::vector<std::string> log_;
  Ticker ticker_{scheduler_, log_};
  Watcher watcher_{log_};
  Host host_{scheduler_, HostId(4), "broker-4", ticker_};
};

TEST_F(HostTest, EveryStartIsANewLife) {
  EXPECT_EQ(host_.life(), kWorld);
  host_.start();
  host_.stop(StopKind::kill);
  EXPECT_EQ(host_.life(), kWorld);
  host_.start();
  host_.stop(StopKind::power_loss);
  EXPECT_EQ(log_, (std::vector<std::string>{"watcher: host 4 up, life 1", "start", "stop kill",
                                            "watcher: host 4 down, life 1, kill", "watcher: host 4 up, life 2", "start",
                                            "stop power_loss", "watcher: host 4 down, life 2, power_loss"}));
  EXPECT_EQ(host_.starts(), 2);
  EXPECT_EQ(scheduler_.pending_count(), 0u);
}

TEST_F(HostTest, AStoppedProcessTicksNoMore) {
  host_.start();
  run_until(25ms);
  host_.stop(StopKind::kill);
  run_until(100ms);
  EXPECT_EQ(ticker_.ticks, (std::vector<Duration>{10ms, 20ms}));
}

TEST_F(HostTest, APausedProcessMakesUpForItWhenResumed) {
  host_.start();
  run_until(15ms);
  host_.pause();
  EXPECT_EQ(host_.state(), Host::State::paused);
  run_until(47ms);
  EXPECT_EQ(ticker_.ticks.size(), 1u);
  host_.resume();
  run_until(60ms);
  EXPECT_EQ(ticker_.ticks, (std::vector<Duration>{10ms, 47ms, 57ms}));  // the tick of 20 ms is late, once
}

TEST_F(HostTest, APausedProcessCanBeKilled) {
  host_.start();
  host_.pause();
  run_until(50ms);
  host_.stop(StopKind::kill);
  EXPECT_EQ(scheduler_.pending_count(), 0u);
  host_.start();
  run_until(65ms);
  EXPECT_EQ(ticker_.ticks, (std::vector<Duration>{60ms}));
}

TEST_F(HostTest, StartingTwiceIsABug) {
  host_.start();
  EXPECT_DEATH(host_.start(), "stopped");
}

TEST(HostStopSoon, AProcessEndsItselfInALaterEventUnlessSomebodyWasFaster) {
  Scheduler scheduler;
  std::vector<std::string> log;
  Ticker ticker(scheduler, log);
  Host host(scheduler, HostId(0), "m", ticker);
  host.start();
  host.stop_soon(StopKind::clean);
  EXPECT_FALSE(host.stopped());
  scheduler.run_until(scheduler.from_now(1ms));
  EXPECT_TRUE(host.stopped());
  host.start();
  host.stop_soon(StopKind::clean);
  host.stop(StopKind::kill);
  host.start();  // another run: what was to end is over
  scheduler.run_until(scheduler.from_now(1ms));
  EXPECT_FALSE(host.stopped());
  EXPECT_EQ(log, (std::vector<std::string>{"start", "stop clean", "start", "stop kill", "start"}));
}

TEST(ServiceManagerTest, StartsAFailedProcessAgainUnlessItIsToldNotTo) {
  Scheduler scheduler;
  std::vector<std::string> log;
  Ticker ticker(scheduler, log);
  Host host(scheduler, HostId(0), "m", ticker);
  ServiceManager manager(scheduler, host);
  host.start();
  host.stop(StopKind::kill);
  manager.process_failed();
  scheduler.run_until(scheduler.from_now(4999ms));
  EXPECT_TRUE(host.stopped());
  scheduler.run_until(scheduler.from_now(1ms));
  EXPECT_FALSE(host.stopped());
  host.stop(StopKind::kill);
  manager.process_failed();
  manager.stand_down();
  scheduler.run_until(scheduler.from_now(60s));
  EXPECT_TRUE(host.stopped());
}

}  // namespace
}  // namespace sim
