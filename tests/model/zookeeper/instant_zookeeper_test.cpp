// The stand-in that other tests use keeps ZooKeeper's promises.

#include "tests/support/instant_zookeeper.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Writes down what it is told, in order.
class Diary final : public zk::Watcher {
 public:
  void on_state(zk::KeeperState state) override { lines.emplace_back(zk::name_of(state)); }
  void on_event(const zk::WatchedEvent& event) override {
    lines.push_back(std::string(zk::name_of(event.type)) + " " + event.path);
  }
  zk::Answer note(const std::string& what) {
    return [this, what](const zk::Response& response) {
      lines.push_back(what + " " + std::string(zk::name_of(response.error)) +
                      (response.data.empty() ? "" : " " + response.data));
    };
  }
  std::vector<std::string> take() { return std::exchange(lines, {}); }

  std::vector<std::string> lines;
};

using Lines = std::vector<std::string>;

class InstantZooKeeperTest : public ::testing::Test {
 protected:
  void run(sim::Duration time = 10ms) { scheduler.run_until(scheduler.from_now(time)); }

  sim::Scheduler scheduler;
  InstantZooKeeper zookeeper{scheduler};
  std::unique_ptr<zk::ZooKeeperFactory> factory = zookeeper.factory(scheduler.begin_life());
  Diary diary;
};

TEST_F(InstantZooKeeperTest, ConnectsAndAnswersAfterItsDelay) {
  const auto handle = factory->open(6s, diary);
  EXPECT_EQ(handle->session_id(), kNoSession);
  scheduler.run_until(sim::SimTime(1ms));
  EXPECT_EQ(handle->session_id(), SessionId(1));
  handle->submit(zk::Create{.path = "/a", .data = "x"}, diary.note("create"));
  handle->submit(zk::GetData{.path = "/a"}, diary.note("get"));
  scheduler.run_until(sim::SimTime(2ms) - sim::Duration(1));
  EXPECT_EQ(diary.take(), Lines{"SyncConnected"});
  scheduler.run_until(sim::SimTime(2ms));
  EXPECT_EQ(diary.take(), (Lines{"create Ok", "get Ok x"}));
}

TEST_F(InstantZooKeeperTest, AWatchFiresOnceBeforeTheChangeIsRead) {
  const auto handle = factory->open(6s, diary);
  zookeeper.write(zk::Create{.path = "/a", .data = "0"});
  run();
  handle->submit(zk::GetData{.path = "/a", .watch = true}, diary.note("get"));
  run();
  diary.take();
  handle->submit(zk::GetData{.path = "/a"}, diary.note("get"));
  zookeeper.write(zk::SetData{.path = "/a", .data = "1"});
  zookeeper.write(zk::SetData{.path = "/a", .data = "2"});
  run();
  EXPECT_EQ(diary.take(), (Lines{"NodeDataChanged /a", "get Ok 2"}));
}

TEST_F(InstantZooKeeperTest, WhatHappensWhileAwayIsToldAfterwards) {
  const auto handle = factory->open(6s, diary);
  run();
  handle->submit(zk::GetChildren{.path = "/", .watch = true}, diary.note("children"));
  run();
  handle->submit(zk::Create{.path = "/lost", .data = ""}, diary.note("lost"));
  zookeeper.disconnect(handle->session_id());
  zookeeper.write(zk::Create{.path = "/a", .data = ""});
  handle->submit(zk::GetData{.path = "/a"}, diary.note("get"));
  run();
  EXPECT_EQ(diary.take(),
            (Lines{"SyncConnected", "children Ok", "lost ConnectionLoss", "Disconnected", "get ConnectionLoss"}));
  EXPECT_FALSE(zookeeper.tree().exists("/lost"));
  zookeeper.reconnect(handle->session_id());
  run();
  EXPECT_EQ(diary.take(), (Lines{"SyncConnected", "NodeChildrenChanged /"}));
}

TEST_F(InstantZooKeeperTest, ALostAnswerMayHideADoneDeed) {
  const auto handle = factory->open(6s, diary);
  run();
  handle->submit(zk::Create{.path = "/a", .data = ""}, diary.note("create"));
  zookeeper.disconnect(handle->session_id(), true);
  run();
  EXPECT_EQ(diary.take(), (Lines{"SyncConnected", "create ConnectionLoss", "Disconnected"}));
  EXPECT_TRUE(zookeeper.tree().exists("/a"));
}

TEST_F(InstantZooKeeperTest, ExpiryTakesTheEphemeralNodesAtOnceAndIsToldWhenConnected) {
  const auto handle = factory->open(6s, diary);
  run();
  handle->submit(zk::Create{.path = "/e", .data = "", .mode = zk::CreateMode::ephemeral}, diary.note("create"));
  run();
  zookeeper.disconnect(handle->session_id());
  zookeeper.expire(handle->session_id());
  EXPECT_FALSE(zookeeper.tree().exists("/e"));
  run();
  EXPECT_EQ(diary.take(), (Lines{"SyncConnected", "create Ok", "Disconnected"}));
  zookeeper.reconnect(handle->session_id());
  run();
  EXPECT_EQ(diary.take(), Lines{"Expired"});
  handle->submit(zk::GetData{.path = "/e"}, diary.note("get"));
  run();
  EXPECT_EQ(diary.take(), Lines{"get SessionExpired"});
}

TEST_F(InstantZooKeeperTest, ASessionRenewedUnnoticedGoesOnWithoutItsEphemeralNodesAndWatches) {
  const auto handle = factory->open(6s, diary);
  run();
  handle->submit(zk::Create{.path = "/a", .data = "", .mode = zk::CreateMode::ephemeral}, diary.note("create"));
  handle->submit(zk::Exists{.path = "/a", .watch = true}, diary.note("exists"));
  run();
  diary.take();
  handle->submit(zk::Create{.path = "/b", .data = ""}, diary.note("create"));
  zookeeper.renew_unnoticed(handle->session_id());
  run();
  EXPECT_EQ(diary.take(), Lines{"create Ok"});
  EXPECT_EQ(handle->session_id(), SessionId(2));
  EXPECT_FALSE(zookeeper.tree().exists("/a"));
  EXPECT_FALSE(zookeeper.tree().has_session(SessionId(1)));
  EXPECT_TRUE(zookeeper.tree().has_session(SessionId(2)));
}

TEST_F(InstantZooKeeperTest, ClosingEndsTheSession) {
  auto handle = factory->open(6s, diary);
  run();
  handle->submit(zk::Create{.path = "/e", .data = "", .mode = zk::CreateMode::ephemeral}, diary.note("create"));
  bool closed = false;
  handle->close([&] { closed = true; });
  run();
  EXPECT_TRUE(closed);
  EXPECT_EQ(diary.take(), (Lines{"SyncConnected", "create Ok"}));
  EXPECT_FALSE(zookeeper.tree().exists("/e"));
  handle.reset();
  run();
}

TEST_F(InstantZooKeeperTest, NobodyConnectsWhileItIsAway) {
  zookeeper.set_available(false);
  const auto handle = factory->open(6s, diary);
  run(1s);
  EXPECT_EQ(handle->state(), zk::KeeperState::Disconnected);
  zookeeper.set_available(true);
  run();
  EXPECT_EQ(diary.take(), Lines{"SyncConnected"});
}

}  // namespace
}  // namespace kafka::testing
