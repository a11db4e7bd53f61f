#include <algorithm>

#include <gtest/gtest.h>

#include "tests/gui/opened_session.h"

namespace {

using view::MemberBand;

double seconds(sim::SimTime t) { return sim::to_seconds(t - sim::kTimeZero); }

std::vector<view::MemberSpan> bands(const bridge::Session& session, const std::string& member) {
  std::vector<view::MemberSpan> found;
  for (const view::MemberSpan& s : session.record().groups()->members)
    if (session.names().client(s.member) == member) found.push_back(s);
  return found;
}

const view::MemberSpan* last_of(const std::vector<view::MemberSpan>& all, MemberBand band) {
  const auto it = std::find_if(all.rbegin(), all.rend(), [&](const view::MemberSpan& s) { return s.band == band; });
  return it == all.rend() ? nullptr : &*it;
}

std::vector<view::ReaderSpan> gaps(const bridge::Session& session, int group) {
  std::vector<view::ReaderSpan> found;
  for (const view::ReaderSpan& s : session.record().groups()->readers)
    if (s.group.value() == group && s.reader == kafka::kNoClient) found.push_back(s);
  return found;
}

TEST(GroupsWatch, TellsWhoOwnsHowMuchInWhichGeneration) {
  const auto session = gui_testing::opened("a_consumer_crashes_or_leaves.yaml", 40);
  const auto all = bands(*session, "crashes-2");
  const view::MemberSpan* const owns = last_of(all, MemberBand::owns);
  ASSERT_NE(owns, nullptr);
  EXPECT_EQ(owns->partitions.size(), 1u);
  EXPECT_FALSE(owns->end);
  EXPECT_GE(owns->generation, 1);
  const view::MemberSpan* const joins = last_of(all, MemberBand::joining);
  const view::MemberSpan* const syncs = last_of(all, MemberBand::syncing);
  ASSERT_NE(joins, nullptr);
  ASSERT_NE(syncs, nullptr);
  EXPECT_EQ(joins->end, syncs->begin);
  EXPECT_EQ(syncs->end, owns->begin);
}

TEST(GroupsWatch, AMemberThatIsKilledIsDeadUntilTheSessionTimeoutOfTheScenario) {
  const auto session = gui_testing::opened("a_consumer_crashes_or_leaves.yaml", 80);
  const auto all = bands(*session, "crashes-1");
  const view::MemberSpan* const dead = last_of(all, MemberBand::dead);
  ASSERT_NE(dead, nullptr);
  EXPECT_NEAR(seconds(dead->begin), 43, 0.001);
  EXPECT_NE(dead->why.find("session.timeout.ms = 10 s"), std::string::npos) << dead->why;
  const view::MemberSpan* const gone = last_of(bands(*session, "leaves-1"), MemberBand::dead);
  ASSERT_NE(gone, nullptr);
  EXPECT_NE(gone->why.find("LeaveGroup"), std::string::npos) << gone->why;
}

TEST(GroupsWatch, NobodyReadsBecauseTheOwnerIsDeadAndThenBecauseTheWorldStops) {
  const auto session = gui_testing::opened("a_consumer_crashes_or_leaves.yaml", 80);
  const auto all = gaps(*session, 0);
  const auto dead = std::find_if(all.begin(), all.end(), [](const auto& s) { return s.why == "owner is dead"; });
  ASSERT_NE(dead, all.end());
  EXPECT_NEAR(seconds(dead->begin), 43, 0.001);
  EXPECT_EQ(session->names().client(dead->before), "crashes-1");
  ASSERT_TRUE(dead->end);
  EXPECT_NEAR(seconds(*dead->end - (dead->begin - sim::kTimeZero)), 10, 3.5);  // at most a heartbeat less
  const auto stop =
      std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.tp == dead->tp && s.begin == *dead->end; });
  ASSERT_NE(stop, all.end());
  EXPECT_EQ(stop->why, "stop the world");
}

TEST(GroupsWatch, ARebalanceSaysWhoCausedItWhatItStoppedAndForHowLong) {
  const auto session = gui_testing::opened("a_consumer_crashes_or_leaves.yaml", 80);
  const auto& all = session->record().groups()->rebalances;
  const auto last = std::find_if(all.rbegin(), all.rend(), [](const auto& r) { return r.group.value() == 0; });
  ASSERT_NE(last, all.rend());
  EXPECT_EQ(session->names().client(last->caused_by), "crashes-1");
  EXPECT_FALSE(last->cooperative);
  EXPECT_EQ(last->stopped_partitions, 3);
  EXPECT_GT(last->stopped, sim::Duration{0});
  EXPECT_GT(last->reread, 0);
  EXPECT_EQ(last->generation, last->before + 1);
}

TEST(GroupsWatch, ACooperativeRebalanceShowsOnlyWhatMoves) {
  const auto session = gui_testing::opened("a_rolling_deploy.yaml", 75);
  std::size_t eager = 0;
  std::size_t cooperative = 0;
  for (const view::RebalanceSpan& r : session->record().groups()->rebalances) {
    if (seconds(r.begin) < 60 || r.stopped_partitions == 0) continue;
    if (r.group.value() == 0) eager = std::max(eager, static_cast<std::size_t>(r.stopped_partitions));
    if (r.group.value() != 1) continue;
    EXPECT_TRUE(r.cooperative);
    cooperative = std::max(cooperative, static_cast<std::size_t>(r.stopped_partitions));
  }
  EXPECT_EQ(eager, 60u);
  EXPECT_GT(cooperative, 0u);
  EXPECT_LE(cooperative, 20u);
  for (const view::ReaderSpan& s : gaps(*session, 1))
    if (seconds(s.begin) > 60) {
      EXPECT_NE(s.why, "stop the world");
    }
}

TEST(GroupsWatch, MoreMembersThanPartitionsLeaveOneIdleAndSaySo) {
  const auto session = gui_testing::opened_text("idle.yaml", R"(
title: Three members share two partitions
duration: 30s
cluster: { brokers: 3, config: { group.initial.rebalance.delay.ms: 0 } }
topics: [{ name: orders, partitions: 2 }]
producers: [{ name: shop, workload: { topic: orders, rate: 10/s } }]
groups: [{ name: readers, topics: [orders], members: 3 }]
)",
                                                25);
  std::vector<std::string> why;
  for (const view::MemberSpan& s : session->record().groups()->members)
    if (s.band == MemberBand::idle && !s.end) why.push_back(s.why);
  ASSERT_EQ(why.size(), 1u);
  EXPECT_EQ(why[0], "more members (3) than partitions (2)");
}

TEST(GroupsWatch, ABranchForgetsWhatTheOtherFutureHeld) {
  const auto session = gui_testing::opened("a_consumer_crashes_or_leaves.yaml", 80);
  session->seek(30);
  session->inject("pause broker-101 for 1s");
  for (const view::MemberSpan& s : session->record().groups()->members) {
    EXPECT_LE(seconds(s.begin), 30.01);
    if (s.end) {
      EXPECT_LE(seconds(*s.end), 30.01);
    }
  }
}

}  // namespace
