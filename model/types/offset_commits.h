#pragma once
/// What a record of __consumer_offsets says. Kafka: OffsetCommitKey, OffsetCommitValue.

#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

struct PartitionOffset {
  TopicPartition tp;
  Offset offset;
};

/// One commit of a group.
struct OffsetCommits {
  GroupId group;
  std::vector<PartitionOffset> offsets;
};

}  // namespace kafka
