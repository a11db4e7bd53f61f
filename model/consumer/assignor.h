#pragma once
/// How a group divides partitions among its members (Kafka: ConsumerPartitionAssignor).

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// A member as its JoinGroup describes it (Kafka: Subscription).
struct AssignorMember {
  std::string member_id;
  std::string group_instance_id;  ///< "" = dynamic member (KIP-345)
  std::string rack;               ///< client.rack; "" = none
  std::vector<TopicId> topics;
};

/// A topic as the leader's metadata knows it. Topics without metadata are left out: they are not assigned.
struct AssignorTopic {
  TopicId topic;
  std::int32_t partitions = 0;
  /// Racks of the replicas by partition; empty = no racks known.
  std::vector<std::vector<std::string>> partition_racks;
};

/// By member, in the order the members were given in; each list by topic in the given order, then by partition.
using GroupAssignment = std::vector<std::vector<TopicPartition>>;

/// What has changed over the releases; the defaults are 3.9's.
struct AssignorRules {
  bool static_members_first = true;  ///< 2.4 (KAFKA-8432); before: everybody by member id
  bool rack_aware = true;            ///< 3.5 (KIP-881)
};

class Assignor {
 public:
  virtual ~Assignor() = default;
  /// The name on the wire, such as "range".
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Member ids are unique, topics too. Depends on nothing but its arguments; never asks in what order members came.
  [[nodiscard]] virtual GroupAssignment assign(std::span<const AssignorTopic> topics,
                                               std::span<const AssignorMember> members) const = 0;
};

/// By wire name or by class name as in `partition.assignment.strategy`; null if this simulator knows none by that name.
std::unique_ptr<Assignor> make_assignor(std::string_view name, AssignorRules rules = {});
/// The wire names make_assignor knows.
std::vector<std::string_view> assignor_names();

/// Member indices in the order range and round robin use: static members by instance id, then the others by member
/// id, in Java's order of strings (Kafka: AbstractPartitionAssignor.MemberInfo).
std::vector<std::size_t> member_order(std::span<const AssignorMember> members, bool static_members_first);

}  // namespace kafka
