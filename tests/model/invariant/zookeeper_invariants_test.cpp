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
    const std::string_view kind = type;
    const bool creates = kind == "multi" && version == 0;
    std::vector<ZooKeeperWrite> writes;
    if (kind != "error") writes.push_back({creates ? "create" : kind, path, version, false});
    emit(ZooKeeperCommitted{ServerId(server), at, SessionId(session), kind, path, version, writes});
  }
  void creates_ephemeral(Zxid at, const char* path, int session) {
    emit(ZooKeeperCommitted{ServerId(1), at, SessionId(session), "multi", path, 0, {{"create", path, 0, true}}});
  }
  void closes(Zxid at, int session, const std::vector<std::string>& paths) {
    std::vector<ZooKeeperWrite> writes;
    for (const std::string& path : paths) writes.push_back({"delete", path, -1, false});
    emit(ZooKeeperCommitted{ServerId(1), at, SessionId(session), "closeSession", "", -1, writes});
    emit(SessionClosed{SessionId(session), static_cast<std::int32_t>(paths.size())});
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

TEST(ZooKeeperOrderTest, ANodeGoesWithItsSessionAndBeginsAnew) {
  ZooKeeperStory s;
  s.creates_ephemeral(zxid(1, 1), "/controller", 101);
  s.commit(1, zxid(1, 2), "setData", "/controller", 1);
  s.closes(zxid(1, 3), 101, {"/controller"});
  s.creates_ephemeral(zxid(1, 4), "/controller", 102);
  EXPECT_EQ(s.broken(), "");
}

TEST(ZooKeeperOrderTest, Z1SecondWriteOfAMultiIsCheckedToo) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.emit(ZooKeeperCommitted{ServerId(1),
                            zxid(1, 2),
                            SessionId(101),
                            "multi",
                            "/b",
                            0,
                            {{"create", "/b", 0, false}, {"setData", "/a", 2, false}}});
  EXPECT_EQ(s.broken(), "Z1");
}

TEST(ZooKeeperOrderTest, Z1DeletedNodeIsWritten) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.commit(1, zxid(1, 2), "delete", "/a", -1);
  s.commit(1, zxid(1, 3), "setData", "/a", 1);
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
  s.creates_ephemeral(zxid(1, 1), "/brokers/ids/101", 101);
  s.creates_ephemeral(zxid(1, 2), "/controller", 101);
  s.emit(SessionExpired{SessionId(101), sim::HostId(101), 18s});
  s.closes(zxid(1, 3), 101, {"/brokers/ids/101", "/controller"});
  s.emit(WatchFired{SessionId(102), "NodeDeleted", "/controller", zxid(1, 3)});
  s.creates_ephemeral(zxid(1, 4), "/controller", 102);
  s.emit(WatchFired{SessionId(103), "NodeCreated", "/controller", zxid(1, 4)});
  EXPECT_EQ(s.broken(), "");
}

TEST(ZooKeeperSessionsTest, Z5NodeOutlivesItsSession) {
  ZooKeeperStory s;
  s.creates_ephemeral(zxid(1, 1), "/brokers/ids/101", 101);
  s.closes(zxid(1, 2), 101, {});
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5NodeIsTakenFromAnOpenSession) {
  ZooKeeperStory s;
  s.creates_ephemeral(zxid(1, 1), "/controller", 101);
  s.creates_ephemeral(zxid(1, 2), "/controller", 102);
  EXPECT_EQ(s.broken(), "Z1 Z5");  // it is also created twice
}

TEST(ZooKeeperSessionsTest, Z5NodeGoesWithAnothersSession) {
  ZooKeeperStory s;
  s.creates_ephemeral(zxid(1, 1), "/controller", 101);
  s.closes(zxid(1, 2), 102, {"/controller"});
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5SessionExpiresEarly) {
  ZooKeeperStory s;
  s.emit(SessionExpired{SessionId(101), sim::HostId(101), 17999ms});
  EXPECT_EQ(s.broken(), "Z5");
}

// A leader that waits for a quorum, or is deposed and does not know.
TEST(ZooKeeperSessionsTest, SessionsExpireInTheEyesOfALeader) {
  ZooKeeperStory s;
  s.emit(SessionExpired{SessionId(7), sim::HostId(104), 6s}, 1);
  s.emit(SessionOpened{SessionId(7), sim::HostId(104), 6s}, 1);
  s.closes(zxid(1, 1), 7, {});
  s.emit(ZooKeeperLeaderServing{ServerId(2), 2, zxid(1, 1), 1}, 2);
  s.emit(SessionExpired{SessionId(7), sim::HostId(104), 20s}, 1);
  EXPECT_EQ(s.broken(), "");
  s.emit(SessionExpired{SessionId(7), sim::HostId(104), 20s}, 2);
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5SessionExpiresEarlyBeforeItIsOpen) {
  ZooKeeperStory s;
  s.emit(SessionExpired{SessionId(7), sim::HostId(104), 5999ms}, 1);
  EXPECT_EQ(s.broken(), "");
  s.emit(SessionOpened{SessionId(7), sim::HostId(104), 6s}, 1);
  EXPECT_EQ(s.broken(), "Z5");
}

TEST(ZooKeeperSessionsTest, Z5ClosedSessionWrites) {
  ZooKeeperStory s;
  s.closes(zxid(1, 1), 101, {});
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

TEST(ZooKeeperSessionsTest, TwoServersFireForASessionThatMoved) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.emit(WatchFired{SessionId(101), "NodeCreated", "/a", zxid(1, 1)}, 2);
  s.emit(WatchFired{SessionId(101), "NodeCreated", "/a", zxid(1, 1)}, 1);  // nobody reads there any more
  EXPECT_EQ(s.broken(), "");
}

TEST(ZooKeeperSessionsTest, Z6WatchFiresForNothing) {
  ZooKeeperStory s;
  s.commit(1, zxid(1, 1), "create", "/a", 0);
  s.emit(WatchFired{SessionId(101), "NodeDataChanged", "/a", zxid(1, 2)});
  EXPECT_EQ(s.broken(), "Z6");
}

}  // namespace
}  // namespace kafka::testing
