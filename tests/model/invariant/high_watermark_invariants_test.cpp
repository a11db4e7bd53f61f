#include <gtest/gtest.h>

#include "tests/model/invariant/story.h"

namespace kafka::testing {
namespace {

/// Ten records everywhere; only 101 knows how far the others are.
void copied(Story& s) {
  s.healthy();
  s.writes(101, 0, 0, 10, 0);
  for (const int b : {102, 103}) s.copies(b, 0, 0, 10, 0), s.fetched(101, b, 10);
}

TEST(HighWatermarksTest, LeaderThenFollowers) {
  Story s;
  copied(s);
  s.hw(101, 10), s.hw(102, 10, false), s.hw(103, 10, false);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "");
}

TEST(HighWatermarksTest, FollowerMaySetItBackToItsNewLeaders) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.hw(102, 10, false), s.hw(103, 0, false);
  s.stopped(101, "kill");
  s.state(103, 1, 1, {102, 103}), s.leads(103, 1, 10, 0, {102, 103});
  s.follows(102, 103, 1, 10, 10);
  s.hw(102, 0, false);  // the new leader's own is not further yet
  EXPECT_EQ(s.broken(), "");
}

TEST(HighWatermarksTest, P7LeaderSetsItBack) {
  Story s;
  copied(s);
  s.hw(101, 10), s.hw(101, 8);
  EXPECT_EQ(s.broken(), "P7");
}

TEST(HighWatermarksTest, P7FollowerSetsItBackBelowItsLeaders) {
  Story s;
  copied(s);
  s.hw(101, 5), s.state(101, 1, 1, {101, 102, 103}), s.leads(101, 1, 10, 5, {101, 102, 103});
  s.follows(102, 101, 1, 10, 0);
  s.hw(102, 5, false), s.hw(102, 3, false);  // its leader's was at least 5 in all of this term
  EXPECT_EQ(s.broken(), "P7");
}

TEST(HighWatermarksTest, P8FollowerGoesBeyondItsLog) {
  Story s;
  copied(s);
  s.writes(101, 0, 10, 5, 10);
  s.copies(103, 0, 10, 5, 10);
  s.hw(101, 10);
  s.hw(102, 15, false);
  EXPECT_EQ(s.broken(), "P8");
}

TEST(HighWatermarksTest, P8FollowerGoesBeyondAllLeaders) {
  Story s;
  copied(s);
  s.hw(101, 5), s.hw(102, 7, false);
  EXPECT_EQ(s.broken(), "P8");
}

/// KAFKA-14704: the high watermark is applied before the log is truncated.
void expose_uncommitted(Story& s) {
  s.state(102, 0, 0, {101, 102}), s.leads(102, 0, 0, 0, {101, 102});
  s.writes(102, 0, 0, 1, 500);
  s.state(101, 1, 1, {101}), s.leads(101, 1, 0, 0, {101});
  s.writes(101, 1, 0, 1, 0), s.hw(101, 1);
  s.follows(102, 101, 1, 1, 0), s.hw(102, 1, false);
}

TEST(HighWatermarksTest, P8FollowerExposesWhatItsLeaderDoesNotHave) {
  Story s(ReplicationProtocol::v39, [](InvariantSettings& set) { set.default_min_isr = 1; });
  expose_uncommitted(s);
  EXPECT_EQ(s.broken(), "P8");
}

TEST(HighWatermarksTest, P8IsExcusedInV28) {
  Story s(ReplicationProtocol::v28, [](InvariantSettings& set) { set.default_min_isr = 1; });
  expose_uncommitted(s);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P8");
}

TEST(HighWatermarksTest, P8LeaderGoesBeyondItsLog) {
  Story s;
  copied(s);
  s.fetched(101, 102, 12), s.fetched(101, 103, 12);
  s.hw(101, 12);
  EXPECT_EQ(s.broken(), "P12 P3 P4 P8");  // and beyond those of its followers
}

TEST(HighWatermarkCauseTest, P9MemberHasNotFetched) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 10, 0);
  for (const int b : {102, 103}) s.copies(b, 0, 0, 10, 0);
  s.fetched(101, 102, 10), s.fetched(101, 103, 4);
  s.hw(101, 4);
  EXPECT_EQ(s.broken(), "");
  s.hw(101, 10);  // it is there, but the leader cannot know
  EXPECT_EQ(s.broken(), "P9");
}

TEST(HighWatermarkCauseTest, P9MemberDoesNotEvenHaveIt) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 10, 0);
  s.copies(102, 0, 0, 10, 0), s.fetched(101, 102, 10);
  s.hw(101, 10);
  EXPECT_EQ(s.broken(), "P12 P3 P4 P9");
}

TEST(HighWatermarkCauseTest, P9WhoJoinsCountsAlready) {
  Story s;
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102});
  s.writes(101, 0, 0, 10, 0), s.copies(102, 0, 0, 10, 0), s.fetched(101, 102, 10);
  s.fetched(101, 103, 0);
  s.proposed(101, 0, 0, {101, 102, 103});
  s.hw(101, 10);  // the maximal ISR has 103
  EXPECT_EQ(s.broken(), "P9");
}

TEST(HighWatermarkCauseTest, P9ProgressOfAnEarlierEpochThatIsStillTrueDoesNoHarm) {
  Story s;
  copied(s);
  s.state(101, 1, 1, {101, 102, 103}), s.leads(101, 1, 10, 0, {101, 102, 103});
  s.hw(101, 10);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "");
}

TEST(HighWatermarkCauseTest, P9ProgressOfAnEarlierEpochCountsOnlyWhereItIsKept) {
  Story s(ReplicationProtocol::v39, [](InvariantSettings& set) { set.behaviour.retain_remote_offsets = false; });
  copied(s);
  s.state(101, 1, 1, {101, 102, 103}), s.leads(101, 1, 10, 0, {101, 102, 103});
  s.hw(101, 10);
  EXPECT_EQ(s.broken(), "P9");
}

/// MODEL-RETAINED-LEO: 101 counts what 103 had before another leader's epoch took it away.
void retained(Story& s) {
  s.healthy();
  s.writes(101, 0, 0, 1, 0);
  s.copies(103, 0, 0, 1, 0), s.fetched(101, 103, 1);
  s.state(102, 1, 1, {101, 102, 103}), s.leads(102, 1, 0, 0, {101, 102, 103});  // 101 does not hear of it
  s.follows(103, 102, 1, 1, 0), s.truncated(103, 1, 0, 0);
  s.stopped(102, "kill");
  s.state(101, 2, 2, {101, 103}), s.leads(101, 2, 1, 0, {101, 103});
  s.hw(101, 1);
}

TEST(HighWatermarkCauseTest, P9RetainedProgressIsExcusedByItsSwitch) {
  Story s;
  retained(s);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P12 P4 P9");
}

TEST(HighWatermarkCauseTest, P9RetainedProgressWithoutTheSwitch) {
  Story s(ReplicationProtocol::v39, [](InvariantSettings& set) { set.behaviour.retain_remote_offsets = false; });
  retained(s);
  EXPECT_EQ(s.broken(), "P12 P4 P9");
}

TEST(HighWatermarkCauseTest, P19TooFewInSync) {
  Story s;
  s.state(101, 0, 0, {101}), s.leads(101, 0, 0, 0, {101});
  s.writes(101, 0, 0, 10, 0);
  s.hw(101, 10);
  EXPECT_EQ(s.broken(), "P19");
}

TEST(HighWatermarkCauseTest, P19DoesNotHoldBefore37) {
  Story s(ReplicationProtocol::v28);
  s.state(101, 0, 0, {101}), s.leads(101, 0, 0, 0, {101});
  s.writes(101, 0, 0, 10, 0);
  s.hw(101, 10);
  EXPECT_EQ(s.broken(), "");
}

TEST(ReplicaAgreementTest, P4MemberOfTheStoredIsrIsBehind) {
  Story s;
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102}), s.follows(102, 101, 0, 0, 0);
  s.follows(103, 101, 0, 0, 0);
  s.writes(101, 0, 0, 10, 0), s.copies(102, 0, 0, 10, 0), s.fetched(101, 102, 10), s.hw(101, 10);
  EXPECT_EQ(s.broken(), "");
  s.copies(103, 0, 0, 6, 0), s.fetched(101, 103, 6);
  s.state(101, 1, 1, {101, 102, 103});  // the controller puts it there
  EXPECT_EQ(s.broken(), "P12 P4");
}

/// 103 is not in sync, and everybody else is cut off; the controller elects it.
void elect_from_outside(Story& s, bool unclean) {
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102}), s.follows(102, 101, 0, 0, 0);
  s.follows(103, 101, 0, 0, 0);
  s.writes(101, 0, 0, 10, 0), s.copies(102, 0, 0, 10, 0), s.fetched(101, 102, 10), s.hw(101, 10);
  s.state(103, 1, 1, {103});
  s.hw(101, 10);
  EXPECT_EQ(s.broken(), "");
  s.elected(101, 103, 1, unclean, 102);
}

TEST(ReplicaAgreementTest, WhetherAnElectionWasUncleanIsToldAfterItsStateIsStored) {
  Story s;
  elect_from_outside(s, true);
  EXPECT_EQ(s.broken(), "");
}

TEST(ReplicaAgreementTest, P4LeaderFromOutsideTheIsr) {
  Story s;
  elect_from_outside(s, false);
  EXPECT_EQ(s.broken(), "P4");
}

TEST(ReplicaAgreementTest, LostPageCacheIsAnExcuse) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.stopped(102, "power_loss");
  s.truncated(102, 10, 3, 3, TruncationReason::power_loss);
  s.state(101, 1, 1, {101, 102, 103});
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P12 P4");
}

TEST(IsrChangesTest, ExpandAndShrink) {
  Story s;
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102});
  s.fetched(101, 103, 0);
  s.proposed(101, 0, 0, {101, 102, 103});
  s.state(101, 0, 1, {101, 102, 103});
  s.emit(IsrExpanded{s.tp, Story::ids({101, 102, 103}), BrokerId(103)}, 101);
  s.proposed(101, 0, 1, {101, 103});
  s.state(101, 0, 2, {101, 103});
  s.emit(IsrShrunk{s.tp, Story::ids({101, 103}), Story::ids({102})}, 101);
  EXPECT_EQ(s.broken(), "");
}

TEST(IsrChangesTest, P10JoinsBelowTheHighWatermark) {
  Story s;
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102});
  s.writes(101, 0, 0, 10, 0), s.copies(102, 0, 0, 10, 0), s.fetched(101, 102, 10), s.hw(101, 10);
  s.fetched(101, 103, 9);
  s.proposed(101, 0, 0, {101, 102, 103});
  EXPECT_EQ(s.broken(), "P10");
}

/// The leader keeps what it knew in its last epoch: no new fetch has to say it.
TEST(IsrChangesTest, ProgressOfAnEarlierEpochIsEnoughWhereItIsStillTrue) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.state(101, 1, 1, {101, 102}), s.leads(101, 1, 10, 10, {101, 102});
  s.proposed(101, 1, 1, {101, 102, 103});
  EXPECT_EQ(s.broken(), "");
}

TEST(IsrChangesTest, P10ProgressOfAnEarlierEpochThatIsNotTrueAnyMore) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.state(101, 1, 1, {101, 102}), s.leads(101, 1, 10, 10, {101, 102});
  s.truncated(103, 10, 4, 0, TruncationReason::power_loss);
  s.proposed(101, 1, 1, {101, 102, 103});
  EXPECT_EQ(s.broken(), "P10");
}

/// KAFKA-7128: at the high watermark, but below where the leader's epoch begins.
void join_below_epoch(Story& s) {
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102});
  s.writes(101, 0, 0, 2, 0), s.copies(102, 0, 0, 2, 0);
  s.stopped(101, "kill");
  s.state(102, 1, 1, {102}), s.leads(102, 1, 2, 1, {102});
  s.fetched(102, 103, 1, 1);
  s.proposed(102, 1, 1, {102, 103});
}

TEST(IsrChangesTest, P10JoinsBelowTheEpochsStart) {
  Story s;
  join_below_epoch(s);
  EXPECT_EQ(s.broken(), "P10");
}

TEST(IsrChangesTest, P10IsExcusedBefore201) {
  Story s(ReplicationProtocol::kip279);
  join_below_epoch(s);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P10");
}

TEST(IsrChangesTest, P11StoredOnAnotherVersion) {
  Story s;
  s.healthy();
  s.proposed(101, 0, 0, {101, 102});
  s.state(101, 0, 1, {101, 102});
  s.proposed(101, 0, 0, {101});  // on a version that is gone
  s.state(101, 0, 2, {101});
  EXPECT_EQ(s.broken(), "P11");
}

TEST(IsrChangesTest, P11StoredOverAnElection) {
  Story s;
  s.healthy();
  s.state(102, 1, 1, {101, 102, 103});
  s.proposed(101, 0, 0, {101});
  s.state(101, 0, 2, {101});
  EXPECT_EQ(s.broken(), "C4 P11");
}

TEST(IsrChangesTest, P11LeaderTakesARefusedIsrForStored) {
  Story s;
  s.healthy();
  s.proposed(101, 0, 0, {101, 102});
  s.state(101, 1, 1, {101, 103});  // the controller was first
  s.emit(IsrShrunk{s.tp, Story::ids({101, 102}), Story::ids({103})}, 101);
  EXPECT_EQ(s.broken(), "P11");
}

TEST(AcksAllTest, RightAnswers) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.answered(101, -1, -1, 10, 1, 2, 0, ErrorCode::NOT_ENOUGH_REPLICAS);
  s.writes(101, 0, 10, 1, 10), s.writes(101, 0, 11, 1, 11);
  s.answered(101, 10, 11, 10, 1, 2, 0, ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND);
  s.answered(101, 11, 12, 10, 3, 2, 0, ErrorCode::REQUEST_TIMED_OUT);
  EXPECT_EQ(s.broken(), "");
}

TEST(AcksAllTest, P18BeforeTheHighWatermark) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 10, 0);
  s.answered(101, 0, 10, 0);
  EXPECT_EQ(s.broken(), "P18");
}

TEST(AcksAllTest, P18BelievesTheHighWatermarkThatWasSeenNotTheOneThatIsTold) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 10, 0);
  s.answered(101, 0, 10, 10);
  EXPECT_EQ(s.broken(), "P18");
}

TEST(AcksAllTest, P18TooFewInSync) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.answered(101, 0, 10, 10, 1, 2);
  EXPECT_EQ(s.broken(), "P18");
}

TEST(AcksAllTest, P18NotEnoughReplicasButAppended) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.answered(101, 0, 10, 10, 1, 2, 0, ErrorCode::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(s.broken(), "P18");
}

}  // namespace
}  // namespace kafka::testing
