// Nodes, versions, sequential names, ephemeral owners, and multi's all or nothing.

#include "model/zookeeper/data_tree.h"

#include <gtest/gtest.h>

namespace kafka::zk {
namespace {

class DataTreeTest : public ::testing::Test {
 protected:
  Response write(const Request& request, SessionId session = kNoSession) {
    changes.clear();
    return tree.apply(request, session, ++zxid, changes);
  }
  Error error(const Request& request, SessionId session = kNoSession) { return write(request, session).error; }
  std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const NodeChange& c : changes) lines.push_back(std::string(name_of(c.type)) + " " + c.path);
    return lines;
  }

  DataTree tree;
  Zxid zxid{100};
  std::vector<NodeChange> changes;
};

using Lines = std::vector<std::string>;

TEST_F(DataTreeTest, ANodeHasVersionsAndTheZxidsOfItsChanges) {
  EXPECT_EQ(error(Create{.path = "/a", .data = "x"}), Error::Ok);  // 101
  EXPECT_EQ(told(), (Lines{"NodeCreated /a", "NodeChildrenChanged /"}));
  EXPECT_EQ(error(SetData{.path = "/a", .data = "y", .version = 0}), Error::Ok);  // 102
  EXPECT_EQ(told(), Lines{"NodeDataChanged /a"});
  EXPECT_EQ(error(Create{.path = "/a/b", .data = ""}), Error::Ok);  // 103
  EXPECT_EQ(error(Delete{.path = "/a/b"}), Error::Ok);              // 104
  EXPECT_EQ(error(SetData{.path = "/a", .data = "z"}), Error::Ok);  // 105
  EXPECT_EQ(tree.stat("/a"), (Stat{.czxid = Zxid(101),
                                   .mzxid = Zxid(105),
                                   .pzxid = Zxid(104),
                                   .version = 2,
                                   .cversion = 2,
                                   .ephemeral_owner = kNoSession,
                                   .num_children = 0,
                                   .data_length = 1}));
  EXPECT_EQ(*tree.data("/a"), "z");
}

TEST_F(DataTreeTest, ConditionsAreJudgedByTheVersion) {
  write(Create{.path = "/a", .data = ""});
  EXPECT_EQ(error(SetData{.path = "/a", .data = "", .version = 1}), Error::BadVersion);
  EXPECT_TRUE(changes.empty());
  EXPECT_EQ(error(Delete{.path = "/a", .version = 1}), Error::BadVersion);
  EXPECT_EQ(error(Delete{.path = "/a", .version = 0}), Error::Ok);
  EXPECT_EQ(error(Delete{.path = "/a", .version = 0}), Error::NoNode);
  EXPECT_EQ(error(SetData{.path = "/a", .data = ""}), Error::NoNode);
}

TEST_F(DataTreeTest, ParentsMustExistAndLast) {
  EXPECT_EQ(error(Create{.path = "/a/b", .data = ""}), Error::NoNode);
  write(Create{.path = "/a", .data = ""});
  EXPECT_EQ(error(Create{.path = "/a", .data = ""}), Error::NodeExists);
  write(Create{.path = "/a/b", .data = ""});
  EXPECT_EQ(error(Delete{.path = "/a"}), Error::NotEmpty);
  EXPECT_EQ(error(Delete{.path = "/"}), Error::BadArguments);
  EXPECT_EQ(error(Create{.path = "a", .data = ""}), Error::BadArguments);
  EXPECT_EQ(error(Create{.path = "/a/", .data = ""}), Error::BadArguments);
  EXPECT_EQ(error(GetData{.path = "/a"}), Error::BadArguments);
}

// The number counts the children ever created; deletions leave no gap and cause no second use.
TEST_F(DataTreeTest, SequentialNamesCountUpwards) {
  write(Create{.path = "/q", .data = ""});
  const Create next{.path = "/q/n_", .data = "", .mode = CreateMode::persistent_sequential};
  EXPECT_EQ(write(next).path, "/q/n_0000000000");
  EXPECT_EQ(write(next).path, "/q/n_0000000001");
  write(Delete{.path = "/q/n_0000000001"});
  EXPECT_EQ(write(next).path, "/q/n_0000000002");
  EXPECT_EQ(tree.children("/q"), (Lines{"n_0000000000", "n_0000000002"}));
  EXPECT_EQ(tree.stat("/q").cversion, 4);
}

TEST_F(DataTreeTest, EphemeralNodesGoWithTheirSession) {
  EXPECT_EQ(error(Create{.path = "/e", .data = "", .mode = CreateMode::ephemeral}, SessionId(7)),
            Error::SessionExpired);
  tree.open_session(SessionId(7), {.timeout = std::chrono::seconds(6), .owner = sim::HostId(1)});
  tree.open_session(SessionId(8), {.timeout = std::chrono::seconds(6), .owner = sim::HostId(2)});
  write(Create{.path = "/e1", .data = "", .mode = CreateMode::ephemeral}, SessionId(7));
  write(Create{.path = "/e2", .data = "", .mode = CreateMode::ephemeral}, SessionId(7));
  write(Create{.path = "/f", .data = "", .mode = CreateMode::ephemeral}, SessionId(8));
  EXPECT_EQ(tree.stat("/e1").ephemeral_owner, SessionId(7));
  EXPECT_EQ(error(Create{.path = "/e1/x", .data = ""}), Error::NoChildrenForEphemerals);
  EXPECT_EQ(tree.ephemerals(SessionId(7)), (Lines{"/e1", "/e2"}));
  write(Delete{.path = "/e2"});
  changes.clear();
  EXPECT_EQ(tree.close_session(SessionId(7), ++zxid, changes), 1);
  EXPECT_EQ(told(), (Lines{"NodeDeleted /e1", "NodeChildrenChanged /"}));
  EXPECT_FALSE(tree.has_session(SessionId(7)));
  EXPECT_EQ(tree.children("/"), (Lines{"f", "zookeeper"}));
}

TEST_F(DataTreeTest, AMultiIsOneTransaction) {
  write(Create{.path = "/a", .data = "old"});
  const Response response = write(Multi{{Check{.path = "/a", .version = 0}, SetData{.path = "/a", .data = "new"},
                                         Create{.path = "/b", .data = ""}, Create{.path = "/b/c", .data = ""}}});
  EXPECT_EQ(response.error, Error::Ok);
  ASSERT_EQ(response.results.size(), 4u);
  EXPECT_EQ(response.results[1].stat.version, 1);
  EXPECT_EQ(response.results[3].path, "/b/c");
  EXPECT_EQ(tree.stat("/b").czxid, zxid);
  EXPECT_EQ(tree.stat("/a").mzxid, zxid);
}

TEST_F(DataTreeTest, AMultiThatFailsLeavesNoTrace) {
  tree.open_session(SessionId(7), {.timeout = std::chrono::seconds(6), .owner = sim::HostId(1)});
  write(Create{.path = "/a", .data = "old"});
  write(Create{.path = "/e", .data = "e", .mode = CreateMode::ephemeral}, SessionId(7));
  write(Create{.path = "/q", .data = ""});
  const Stat root = tree.stat("/");
  const Stat a = tree.stat("/a");
  const Stat e = tree.stat("/e");
  const Stat q = tree.stat("/q");
  const Response response = write(Multi{{SetData{.path = "/a", .data = "new"}, Delete{.path = "/e"},
                                         Create{.path = "/f", .data = "", .mode = CreateMode::ephemeral},
                                         Create{.path = "/q/n", .data = "", .mode = CreateMode::persistent_sequential},
                                         SetData{.path = "/a", .data = "newer"}, Check{.path = "/a", .version = 9},
                                         Create{.path = "/never", .data = ""}}},
                                  SessionId(7));
  EXPECT_EQ(response.error, Error::BadVersion);
  ASSERT_EQ(response.results.size(), 7u);
  EXPECT_EQ(response.results[0].error, Error::Ok);
  EXPECT_EQ(response.results[5].error, Error::BadVersion);
  EXPECT_EQ(response.results[6].error, Error::RuntimeInconsistency);
  EXPECT_TRUE(changes.empty());
  EXPECT_EQ(tree.stat("/"), root);
  EXPECT_EQ(tree.stat("/a"), a);
  EXPECT_EQ(tree.stat("/e"), e);
  EXPECT_EQ(tree.stat("/q"), q);
  EXPECT_EQ(*tree.data("/a"), "old");
  EXPECT_EQ(*tree.data("/e"), "e");
  EXPECT_EQ(tree.children("/"), (Lines{"a", "e", "q", "zookeeper"}));
  EXPECT_TRUE(tree.children("/q").empty());
  EXPECT_EQ(tree.ephemerals(SessionId(7)), Lines{"/e"});
}

}  // namespace
}  // namespace kafka::zk
