#include "sim/host/server_queue.h"

#include <cmath>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/distribution.h"
#include "sim/random/streams.h"

namespace sim {
namespace {

class ServerQueueTest : public testing::Test {
 protected:
  void submit(ServerQueue& queue, int job, Duration service) {
    queue.submit(service, [this, job] { ended_.emplace_back(job, scheduler_.now() - kTimeZero); });
  }
  void run_until(Duration t) { scheduler_.run_until(kTimeZero + t); }

  using Ended = std::vector<std::pair<int, Duration>>;
  Scheduler scheduler_;
  LifeId life_ = scheduler_.begin_life();
  Ended ended_;
};

TEST_F(ServerQueueTest, TwoServersTakeTurnsInOrderOfArrival) {
  ServerQueue queue(scheduler_, life_, 2);
  submit(queue, 1, 10ms);  // server A: 0 .. 10
  submit(queue, 2, 4ms);   // server B: 0 .. 4
  submit(queue, 3, 1ms);   // B: 4 .. 5
  submit(queue, 4, 8ms);   // B: 5 .. 13
  submit(queue, 5, 1ms);   // A: 10 .. 11
  EXPECT_EQ(queue.busy(), 2);
  EXPECT_EQ(queue.waiting(), 3u);
  EXPECT_EQ(scheduler_.pending_count(), 2u) << "one event for each job in service, none for those that wait";
  run_until(1s);
  EXPECT_EQ(ended_, (Ended{{2, 4ms}, {3, 5ms}, {1, 10ms}, {5, 11ms}, {4, 13ms}}));
  EXPECT_EQ(queue.busy(), 0);
  EXPECT_EQ(queue.completed(), 5u);
  EXPECT_EQ(scheduler_.executed(), 5u);
}

TEST_F(ServerQueueTest, BusyTimeIsExactAtAnyInstant) {
  ServerQueue queue(scheduler_, life_, 2);
  run_until(100ms);
  EXPECT_EQ(queue.busy_time(), 0ms);
  submit(queue, 1, 10ms);
  submit(queue, 2, 4ms);
  run_until(103ms);
  EXPECT_EQ(queue.busy_time(), 6ms);  // 2 servers x 3 ms
  run_until(107ms);
  EXPECT_EQ(queue.busy_time(), 11ms);  // 7 + 4
  run_until(150ms);
  EXPECT_EQ(queue.busy_time(), 14ms);  // 10 + 4
}

TEST_F(ServerQueueTest, NoServiceEndsAtThisInstantAfterWhatIsDueNow) {
  ServerQueue queue(scheduler_, life_, 1);
  std::vector<int> order;
  scheduler_.after(5ms, life_, [&] {
    scheduler_.after(0ms, life_, [&] { order.push_back(1); });
    queue.submit(0ms, [&] { order.push_back(2); });
    order.push_back(0);
  });
  run_until(5ms);
  EXPECT_EQ(order, (std::vector{0, 1, 2}));
}

TEST_F(ServerQueueTest, WhatACallbackSubmitsStandsBehindWhatWaited) {
  ServerQueue queue(scheduler_, life_, 1);
  queue.submit(1ms, [&] { submit(queue, 3, 1ms); });
  submit(queue, 2, 1ms);
  run_until(1s);
  EXPECT_EQ(ended_, (Ended{{2, 2ms}, {3, 3ms}}));
}

TEST_F(ServerQueueTest, SpeedHoldsForServicesThatBeginLater) {
  ServerQueue queue(scheduler_, life_, 1);
  submit(queue, 1, 10ms);
  submit(queue, 2, 10ms);
  scheduler_.after(5ms, life_, [&] { queue.set_speed(0.5); });
  run_until(1s);
  EXPECT_EQ(ended_, (Ended{{1, 10ms}, {2, 30ms}}));  // the second takes 10 / 0.5
}

TEST_F(ServerQueueTest, ALifeThatEndsTakesItsJobsAlong) {
  std::optional<ServerQueue> queue(std::in_place, scheduler_, life_, 1);
  submit(*queue, 1, 10ms);
  submit(*queue, 2, 10ms);
  run_until(5ms);
  queue.reset();
  EXPECT_EQ(scheduler_.pending_count(), 0u);
  run_until(1s);
  EXPECT_TRUE(ended_.empty());
}

TEST_F(ServerQueueTest, APausedQueueNeitherEndsNorBegins) {
  ServerQueue queue(scheduler_, life_, 1);
  submit(queue, 1, 10ms);
  submit(queue, 2, 10ms);
  run_until(5ms);
  scheduler_.pause_life(life_);
  run_until(100ms);
  EXPECT_TRUE(ended_.empty());
  EXPECT_EQ(queue.waiting(), 1u);
  scheduler_.resume_life(life_);
  run_until(1s);
  EXPECT_EQ(ended_, (Ended{{1, 100ms}, {2, 110ms}}));
}

/// M/M/k against Erlang's formula. With a = lambda/mu offered Erlangs and rho = a/k,
///   C = P(wait) = (a^k/k! / (1-rho)) / (sum_{n<k} a^n/n! + a^k/k! / (1-rho)),   E[wait] = C / (k mu - lambda).
/// k = 3, lambda = 2400/s, mu = 1000/s: a = 2.4, rho = 0.8; a^3/3! = 2.304, / 0.2 = 11.52;
/// 1 + 2.4 + 2.88 = 6.28; C = 11.52 / 17.8 = 0.64719; E[wait] = 0.64719 / 600 s = 1.07865 ms.
TEST_F(ServerQueueTest, WaitingTimesFollowErlang) {
  constexpr double kWait = 11.52 / 17.8 / 600;
  constexpr int kBatches = 40;
  constexpr int kJobs = 10'000;  // a batch
  ServerQueue queue(scheduler_, life_, 3);
  const Streams streams(1);
  Rng arrivals = streams.stream("arrivals");
  Rng services = streams.stream("services");
  const Exponential gap{1.0 / 2400};
  const Exponential service{1.0 / 1000};

  std::vector<double> means;
  SimTime when{};
  for (int batch = 0; batch < kBatches; ++batch) {
    double sum = 0;
    for (int job = 0; job < kJobs; ++job) {
      when += non_negative_seconds(gap.sample(arrivals));
      scheduler_.run_until(when);
      const Duration needed = non_negative_seconds(service.sample(services));
      const SimTime unhindered = when + needed;
      queue.submit(needed, [this, &sum, unhindered] { sum += to_seconds(scheduler_.now() - unhindered); });
    }
    scheduler_.run_until(when += 100ms);  // empties the queue: each batch begins afresh
    means.push_back(sum / kJobs);
  }
  double mean = 0;
  for (const double m : means) mean += m / kBatches;
  double variance = 0;
  for (const double m : means) variance += (m - mean) * (m - mean) / (kBatches - 1);
  const double error = std::sqrt(variance / kBatches);
  // Beginning empty lowers a batch's mean by about one relaxation time, 1/mu / (1-sqrt(rho))^2 / k ~ 30 ms of 4.2 s.
  EXPECT_NEAR(mean, kWait, 3.5 * error + 0.01 * kWait);
  EXPECT_LT(error, 0.02 * kWait) << "the comparison must be able to fail";
  // Utilisation: the servers' work is lambda/mu Erlangs over 400,000 jobs: 400 s, within 4 / sqrt(400000).
  EXPECT_NEAR(to_seconds(queue.busy_time()), 400, 400 * 4 / std::sqrt(400'000.0));
}

}  // namespace
}  // namespace sim
