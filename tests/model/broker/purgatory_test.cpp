#include "model/broker/purgatory.h"

#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace kafka {
namespace {

using namespace std::chrono_literals;

/// Completes when told that it may; keeps how it ended.
class Operation final : public DelayedOperation {
 public:
  bool can_complete() override {
    ++asked;
    return may;
  }
  void on_complete(bool expired) override {
    ++ended;
    by_timeout = expired;
    if (then) then();
  }

  bool may = false;
  int asked = 0;
  int ended = 0;
  bool by_timeout = false;
  std::function<void()> then;
};

class PurgatoryTest : public ::testing::Test {
 protected:
  boost::intrusive_ptr<Operation> watch(const std::vector<std::size_t>& keys, sim::Duration timeout) {
    boost::intrusive_ptr<Operation> operation(new Operation);
    purgatory.try_complete_else_watch(operation, keys, timeout);
    return operation;
  }

  sim::Scheduler scheduler;
  Purgatory purgatory{scheduler, sim::kWorld};
};

TEST_F(PurgatoryTest, WhatCanCompleteNeverWaits) {
  boost::intrusive_ptr<Operation> operation(new Operation);
  operation->may = true;
  purgatory.try_complete_else_watch(operation, {0}, 1s);
  EXPECT_EQ(operation->ended, 1);
  EXPECT_FALSE(operation->by_timeout);
  EXPECT_EQ(purgatory.waiting(), 0u);
  EXPECT_EQ(scheduler.pending_count(), 0u);
}

TEST_F(PurgatoryTest, AnyOfItsKeysCompletesItOnce) {
  const auto operation = watch({0, 3}, 1s);
  EXPECT_EQ(purgatory.waiting(), 1u);
  operation->may = true;
  purgatory.check_and_complete(1);
  EXPECT_EQ(operation->ended, 0) << "not its key";
  purgatory.check_and_complete(3);
  purgatory.check_and_complete(0);
  scheduler.run_until(sim::SimTime(2s));
  EXPECT_EQ(operation->ended, 1);
  EXPECT_FALSE(operation->by_timeout);
  EXPECT_EQ(purgatory.waiting(), 0u);
}

TEST_F(PurgatoryTest, TimeRunsOut) {
  const auto operation = watch({0}, 1s);
  scheduler.run_until(sim::SimTime(999ms));
  EXPECT_EQ(operation->ended, 0);
  scheduler.run_until(sim::SimTime(1s));
  EXPECT_EQ(operation->ended, 1);
  EXPECT_TRUE(operation->by_timeout);
  purgatory.check_and_complete(0);
  EXPECT_EQ(operation->asked, 1) << "what is over is not asked again";
}

TEST_F(PurgatoryTest, ACompletionMayBringTheNextOperation) {
  const auto first = watch({0}, 1s);
  boost::intrusive_ptr<Operation> second;
  first->then = [&] { second = watch({0}, 1s); };
  first->may = true;
  purgatory.check_and_complete(0);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->ended, 0);
  EXPECT_EQ(purgatory.waiting(), 1u);
  second->may = true;
  purgatory.check_and_complete(0);
  EXPECT_EQ(second->ended, 1);
}

TEST_F(PurgatoryTest, FirstComeFirstServed) {
  std::vector<int> order;
  std::vector<boost::intrusive_ptr<Operation>> operations;
  for (int i = 0; i < 40; ++i) {  // more than a list keeps before it is swept
    operations.push_back(watch({0}, 1s));
    operations.back()->may = true;
    operations.back()->then = [&order, i] { order.push_back(i); };
  }
  purgatory.check_and_complete(0);
  ASSERT_EQ(order.size(), 40u);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

}  // namespace
}  // namespace kafka
