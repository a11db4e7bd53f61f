#pragma once
/// What consumers of a group tell each other through their coordinator, which does not look into it.
/// Kafka: ConsumerProtocol, ConsumerPartitionAssignor.Subscription and Assignment.

#include <string>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// What a member wants, and what it has.
struct Subscription {
  std::vector<TopicId> topics{};          ///< ascending by name
  std::vector<TopicPartition> owned{};    ///< ownedPartitions (KIP-429), or the sticky assignor's user data
  Generation generation = kNoGeneration;  ///< in which it got them
  std::string rack{};                     ///< client.rack (KIP-881); "" = none

  friend bool operator==(const Subscription&, const Subscription&) = default;
};

/// What the leader gives a member.
struct Assignment {
  std::vector<TopicPartition> partitions{};

  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// One of the assignors that a member offers, by preference, with what it says under it.
struct JoinGroupProtocol {
  std::string name{};  ///< "range", "cooperative-sticky" ...
  Subscription subscription;

  friend bool operator==(const JoinGroupProtocol&, const JoinGroupProtocol&) = default;
};

/// Who a consumer is in its group at this moment, for sendOffsetsToTransaction(). Kafka: ConsumerGroupMetadata.
struct ConsumerGroupMetadata {
  GroupId group;
  Generation generation = kNoGeneration;
  std::string member_id{};
  std::string group_instance_id{};
};

}  // namespace kafka
