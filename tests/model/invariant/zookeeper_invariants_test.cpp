#include <gtest/gtest.h>

#include "tests/model/invariant/story.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

Zxid zxid(std::int64_t epoch, std::int64_t counter) { return Zxid((epoch << 32) | counter); }

class ZooKeeperStory : public Story {
 public:
  void serving(int server, int epoch, Zxid last) { emit(ZooKeeperLeaderServing{ServerId(server), epoch, last, 2}); }
  void commit(int server, Zxid at, const char* type, const char* path, int version, int session = 101) {
    emit(ZooKeeperCommitted{ServerId(server), at, SessionId(session), type, path, version});
  }
};

TEST(ZooKeeperOrderTest, OneLeaderAfterTheOther) {
  ZooKeeperStory s;
  s.serving(1, 1, zxid(0, 0));
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.commit(1, zxid(1, 2), "setData", "/a", 1);
  s.commit(1, zxid(1, 3), "error", "/a", -1);
  // A new leader finds a transaction that a quorum had logged: it commits it, then serves.
  s.commit(2, zxid(1, 4), "setData", "/a", 2);
  s.serving(2, 2, zxid(1, 4));
  s.commit(2, zxid(2, 1), "delete", "/a", -1);
  s.commit(2, zxid(2, 2), "create", "/a", 0);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
}

TEST(ZooKeeperOrderTest, Z1ZxidComesTwice) {
  ZooKeeperStory s;
  s.serving(1, 1, zxid(0, 0));
  s.commit(1, zxid(1, 2), "create", "/a", 0);
  s.commit(1, zxid(1, 2), "create", "/b", 0);
  EXPECT_EQ(s.broken(), "Z1");
}

TEST(ZooKeeperOrderTest, Z1VersionStandsStill) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "setData", "/a", 4);
  s.commit(1, zxid(1, 2), "setData", "/a", 4);
  EXPECT_EQ(s.broken(), "Z1");
}

TEST(ZooKeeperOrderTest, Z3CommittedTransactionIsGone) {
  ZooKeeperStory s;
  s.serving(1, 1, zxid(0, 0));
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.serving(2, 2, zxid(0, 0));
  EXPECT_EQ(s.broken(), "Z3");
}

TEST(ZooKeeperOrderTest, Z4TwoServeInOneEpoch) {
  ZooKeeperStory s;
  s.serving(1, 1, zxid(0, 0));
  s.serving(2, 1, zxid(0, 0));
  EXPECT_EQ(s.broken(), "Z4");
}

TEST(ZooKeeperOrderTest, Z4DeposedLeaderCommits) {
  ZooKeeperStory s;
  s.serving(1, 1, zxid(0, 0));
  s.serving(2, 2, zxid(0, 0));
  s.commit(2, zxid(2, 1), "create", "/b", 0);
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "Z1 Z4");  // its zxid is also an old one
}

TEST(ZooKeeperSessionsTest, EphemeralNodesGoWithTheirSession) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "multi", "/brokers/ids/101", 0, 101);
  s.commit(1, zxid(1, 2), "multi", "/controller", 0, 101);
  s.emit(SessionExpired{SessionId(101), sim::HostId(101), 18s});
  s.commit(1, zxid(1, 3), "closeSession", "", -1, 101);
  s.emit(SessionClosed{SessionId(101), 2});
  s.emit(WatchFired{SessionId(102), "NodeDeleted", "/controller", zxid(1, 3)});
  s.commit(1, zxid(1, 4), "multi", "/controller", 0, 102);
  s.emit(WatchFired{SessionId(103), "NodeCreated", "/controller", zxid(1, 4)});
  EXPECT_EQ(s.broken(), "");
}

TEST(ZooKeeperSessionsTest, Z5NodeOutlivesItsSession) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "multi", "/brokers/ids/101", 0, 101);
  s.emit(SessionClosed{SessionId(101), 0});
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5NodeIsTakenFromAnOpenSession) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/controller", 0, 101);
  s.commit(1, zxid(1, 2), "multi", "/controller", 0, 102);
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5SessionExpiresEarly) {
  ZooKeeperStory s;
  s.emit(SessionExpired{SessionId(101), sim::HostId(101), 17999ms});
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5ClosedSessionWrites) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "closeSession", "", -1, 101);
  s.emit(SessionClosed{SessionId(101), 0});
  s.commit(1, zxid(1, 2), "create", "/a", 0, 101);
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z6WatchFiresTwiceForOneChange) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.emit(WatchFired{SessionId(101), "NodeCreated", "/a", zxid(1, 1)});
  s.emit(ZooKeeperClientStateChanged{"SyncConnected", SessionId(101)});
  s.emit(WatchFired{SessionId(101), "NodeCreated", "/a", zxid(1, 1)});  // it may not have heard
  EXPECT_EQ(s.broken(), "");
  s.emit(WatchFired{SessionId(101), "NodeCreated", "/a", zxid(1, 1)});
  EXPECT_EQ(s.broken(), "Z6");
}

TEST(ZooKeeperSessionsTest, Z6WatchFiresForNothing) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.emit(WatchFired{SessionId(101), "NodeDataChanged", "/a", zxid(1, 2)});
  EXPECT_EQ(s.broken(), "Z6");
}

}  // namespace
}  // namespace kafka::testing
