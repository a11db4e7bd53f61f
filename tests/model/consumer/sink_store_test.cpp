#include "model/consumer/sink_store.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

const TopicPartition kFirst{TopicId(0), PartitionId(0)};
const TopicPartition kSecond{TopicId(0), PartitionId(1)};

TEST(SinkStore, TellsWhereToGoOn) {
  SinkStore store;
  EXPECT_EQ(store.next(kFirst), kUnknownOffset);
  EXPECT_TRUE(store.store(kFirst, Offset(0), Offset(5)));
  EXPECT_EQ(store.next(kFirst), Offset(5));
  EXPECT_EQ(store.next(kSecond), kUnknownOffset);
}

TEST(SinkStore, RollsBackWhatSomebodyHasStoredAlready) {
  SinkStore store;
  EXPECT_TRUE(store.store(kFirst, Offset(0), Offset(5)));
  EXPECT_FALSE(store.store(kFirst, Offset(0), Offset(5)));
  EXPECT_FALSE(store.store(kFirst, Offset(3), Offset(9)));  // in part is as bad as in whole
  EXPECT_EQ(store.next(kFirst), Offset(5));
  EXPECT_TRUE(store.store(kFirst, Offset(5), Offset(9)));
  EXPECT_EQ(store.next(kFirst), Offset(9));
}

TEST(SinkStore, AGapIsNoReasonToRefuse) {
  SinkStore store;  // control records and what retention deleted leave gaps
  EXPECT_TRUE(store.store(kFirst, Offset(2), Offset(4)));
  EXPECT_TRUE(store.store(kFirst, Offset(7), Offset(8)));
  EXPECT_EQ(store.next(kFirst), Offset(8));
}

}  // namespace
}  // namespace kafka
