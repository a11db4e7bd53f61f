#include <gtest/gtest.h>

#include "tests/model/invariant/story.h"

namespace kafka::testing {
namespace {

class ControllerStory : public Story {
 public:
  using Story::Story;
  void controller(int broker, int epoch) { emit(ControllerElected{BrokerId(broker), ControllerEpoch(epoch)}); }
  void sends(int broker, int epoch) {
    emit(ControlRequestSent{BrokerId(broker), ControllerEpoch(epoch), BrokerId(102), "LeaderAndIsr", 1});
  }
  void handles(int epoch, int known, ErrorCode error, std::int64_t for_life = 5, std::int64_t life = 5) {
    emit(ControlRequestHandled{BrokerId(102), "LeaderAndIsr", BrokerId(101), ControllerEpoch(epoch),
                               ControllerEpoch(known), BrokerEpoch(for_life), BrokerEpoch(life), error});
  }
  void write(std::int64_t at, const char* path, int session, const char* type = "multi", int version = 0) {
    emit(ZooKeeperCommitted{ServerId(1), Zxid(at), SessionId(session), type, path, version});
  }
};

constexpr const char* kState = "/brokers/topics/t/partitions/0/state";

TEST(ControllerEpochsTest, ControllersFollowEachOther) {
  ControllerStory s;
  s.write(1, "/controller", 101);
  s.controller(101, 1), s.sends(101, 1), s.handles(1, 0, ErrorCode::NONE);
  s.write(2, kState, 101);
  s.emit(SessionClosed{SessionId(101), 1});
  s.write(3, "/controller", 102);
  s.controller(102, 2), s.sends(102, 2), s.handles(2, 1, ErrorCode::NONE);
  s.sends(101, 1), s.handles(1, 2, ErrorCode::STALE_CONTROLLER_EPOCH);
  s.handles(2, 2, ErrorCode::STALE_BROKER_EPOCH, 4, 5);
  s.write(4, kState, 101, "error", -1);
  s.write(5, kState, 102, "multi", 1);
  EXPECT_EQ(s.broken(), "");
}

TEST(ControllerEpochsTest, C1EpochIsUsedTwice) {
  ControllerStory s;
  s.controller(101, 1), s.controller(102, 1);
  EXPECT_EQ(s.broken(), "C1");
}

TEST(ControllerEpochsTest, C1SomebodyActsInTheEpochOfAnother) {
  ControllerStory s;
  s.controller(101, 1), s.sends(103, 1);
  EXPECT_EQ(s.broken(), "C1");
}

TEST(ControllerEpochsTest, C2DeposedControllerWrites) {
  ControllerStory s;
  s.write(1, "/controller", 101), s.write(2, "/controller", 102), s.write(3, kState, 101);
  EXPECT_EQ(s.broken(), "C2");  // these commits list no writes: nothing for Z5 to see
}

TEST(ControllerEpochsTest, C2IsExcusedBeforeTheGuard) {
  ControllerStory s(ReplicationProtocol::v201,
                    [](InvariantSettings& set) { set.behaviour.guarded_controller_writes = false; });
  s.write(1, "/controller", 101);
  s.emit(SessionClosed{SessionId(101), 1});
  s.write(2, "/controller", 102), s.emit(SessionOpened{SessionId(9), sim::HostId(101), {}}), s.write(3, kState, 9);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "C2");
}

TEST(ControllerEpochsTest, C2LeaderWritesItsIsrItselfBeforeAlterPartition) {
  ControllerStory s(ReplicationProtocol::kip320, [](InvariantSettings& set) { set.behaviour.alter_partition = false; });
  s.healthy();
  s.write(1, "/controller", 103);
  s.write(2, kState, 101, "setData", 1);
  EXPECT_EQ(s.broken(), "");
  s.write(3, kState, 102, "setData", 2);  // a follower
  EXPECT_EQ(s.broken(), "C2");
}

TEST(ControllerEpochsTest, C3OldControllerIsObeyed) {
  ControllerStory s;
  s.handles(1, 2, ErrorCode::NONE);
  EXPECT_EQ(s.broken(), "C3");
}

TEST(ControllerEpochsTest, C3RequestForAnEarlierLifeIsObeyed) {
  ControllerStory s;
  s.handles(2, 2, ErrorCode::NONE, 4, 5);
  EXPECT_EQ(s.broken(), "C3");
}

TEST(StoredStatesTest, ElectionsAndIsrChanges) {
  Story s;
  s.healthy();
  s.state(102, 1, 1, {102, 103});
  s.elected(101, 102, 1);
  s.leads(102, 1, 0, 0, {102, 103});
  s.state(-1, 2, 2, {103});
  s.elected(102, 103, 3);
  s.state(103, 3, 3, {103});
  s.leads(103, 3, 0, 0, {103});
  EXPECT_EQ(s.broken(), "");
}

TEST(StoredStatesTest, C4LeaderChangesWithoutAnEpoch) {
  Story s;
  s.healthy();
  s.state(102, 0, 1, {101, 102, 103});
  EXPECT_EQ(s.broken(), "C4");
}

TEST(StoredStatesTest, C4SameLeaderIsElectedAgainInTheSameEpoch) {
  Story s;
  s.healthy();
  s.elected(101, 102, 1);
  s.elected(102, 102, 1);
  EXPECT_EQ(s.broken(), "C4");
}

TEST(StoredStatesTest, C5LeaderIsNotInTheIsr) {
  Story s;
  s.state(101, 0, 0, {102, 103});
  EXPECT_EQ(s.broken(), "C5");
}

TEST(StoredStatesTest, C5IsrIsEmpty) {
  Story s;
  s.state(-1, 0, 0, {});
  EXPECT_EQ(s.broken(), "C5");
}

TEST(StoredStatesTest, C5IsrHasSomebodyElse) {
  Story s;
  s.state(101, 0, 0, {101, 104});
  EXPECT_EQ(s.broken(), "C5");
}

TEST(StoredStatesTest, C6VersionIsSkipped) {
  Story s;
  s.healthy();
  s.state(102, 1, 2, {102, 103});
  EXPECT_EQ(s.broken(), "C6");
}

TEST(StoredStatesTest, C7LeaderWasNotInSync) {
  Story s;
  s.state(101, 0, 0, {101, 102});
  s.state(103, 1, 1, {103});
  s.elected(101, 103, 1);
  s.leads(103, 1, 0, 0, {103});
  EXPECT_EQ(s.broken(), "C7");
}

TEST(StoredStatesTest, C7DoesNotBindUncleanElections) {
  Story s;
  s.state(101, 0, 0, {101, 102});
  s.state(103, 1, 1, {103});
  s.elected(101, 103, 1, true);
  s.leads(103, 1, 0, 0, {103});
  EXPECT_EQ(s.broken(), "");
}

TEST(TopicDeletionTest, NothingIsLeft) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  for (const int b : {101, 102, 103}) s.emit(ReplicaStopped{BrokerId(b), s.tp, true}, b);
  s.emit(TopicDeleted{TopicId(0)});
  s.emit(TopicCreated{TopicId(0), 1, 3});
  s.healthy();
  s.replicated(0, 10);
  EXPECT_EQ(s.broken(), "");
}

TEST(TopicDeletionTest, C9ReplicaIsStillThere) {
  Story s;
  s.healthy();
  for (const int b : {101, 102}) s.emit(ReplicaStopped{BrokerId(b), s.tp, true}, b);
  s.emit(TopicDeleted{TopicId(0)});
  EXPECT_EQ(s.broken(), "C9");
}

TEST(TopicDeletionTest, C9SomebodyGoesOnWriting) {
  Story s;
  s.healthy();
  for (const int b : {101, 102, 103}) s.emit(ReplicaStopped{BrokerId(b), s.tp, true}, b);
  s.emit(TopicDeleted{TopicId(0)});
  s.writes(101, 0, 0, 5, 0);
  EXPECT_EQ(s.broken(), "C9");
}

TEST(TopicDeletionTest, C9NewTopicServesTheOldLog) {
  Story s;
  s.state(101, 0, 0, {101, 102, 103});
  s.leads(101, 0, 10, 10, {101, 102, 103});
  EXPECT_EQ(s.broken(), "C9");
}

}  // namespace
}  // namespace kafka::testing
