#pragma once
/// How a group divides partitions among its members (Kafka: ConsumerPartitionAssignor).

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/profile.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// How a member that uses an assignor behaves in a rebalance (Kafka: ConsumerPartitionAssignor.RebalanceProtocol).
enum class RebalanceProtocol : std::uint8_t {
  EAGER,       ///< gives up all its partitions before it joins
  COOPERATIVE  ///< keeps them, and gives up only those the new assignment takes away (KIP-429)
};

/// What an assignor of a member writes into its subscription besides the topics
/// (Kafka: ConsumerPartitionAssignor.subscriptionUserData).
enum class SubscriptionUserData : std::uint8_t {
  none,
  generation,  ///< int32
  assignment   ///< partitions by topic and int32 generation; nothing before the first assignment
};

/// A member as its JoinGroup describes it (Kafka: Subscription).
struct AssignorMember {
  std::string member_id;
  std::string group_instance_id;  ///< "" = dynamic member (KIP-345)
  std::string rack;               ///< client.rack; "" = none
  std::vector<TopicId> topics;
  /// What it says it had, and since which generation (-1 = none). Only sticky assignors ask: sticky_assignor.h and
  /// cooperative_sticky_assignor.h say how the member's coordinator finds them. Others ignore both.
  std::vector<TopicPartition> owned = {};
  std::int32_t generation = -1;
};

/// A topic as the leader's metadata knows it. Topics without metadata are left out: they are not assigned. They may
/// be given with 0 partitions for their names' sake: the sticky assignor of 2.3 hashes what a member had of them.
struct AssignorTopic {
  TopicId topic;
  std::int32_t partitions = 0;
  /// Racks of the replicas by partition; empty = no racks known.
  std::vector<std::vector<std::string>> partition_racks;
  /// Range never asks. The others take topics by name and Java's maps hash it; all "" = in the given order.
  std::string name = {};
};

/// By member, in the order the members were given in; each list by topic in the given order, then by partition.
using GroupAssignment = std::vector<std::vector<TopicPartition>>;

/// What has changed over the releases; the defaults are 3.9's.
struct AssignorRules {
  bool static_members_first = true;  ///< 2.4 (KAFKA-8432); before: everybody by member id
  bool rack_aware = true;            ///< 3.5 (KIP-881)
  bool constrained_sticky = true;    ///< 2.6 (KAFKA-9987); before: the sticky assignor as 2.3.1 has it
  bool cooperative = true;           ///< 2.4 (KIP-429); before there is no cooperative-sticky
};
AssignorRules assignor_rules(Profile profile);

class Assignor {
 public:
  virtual ~Assignor() = default;
  /// The name on the wire, such as "range".
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Best first. A consumer of several assignors uses the best one that all of them support.
  [[nodiscard]] virtual std::vector<RebalanceProtocol> supported_protocols() const {
    return {RebalanceProtocol::EAGER};
  }
  [[nodiscard]] virtual SubscriptionUserData user_data() const { return SubscriptionUserData::none; }
  /// Member ids are unique, topics too. Depends on nothing but its arguments. In what order members came matters only
  /// to the sticky assignors, and there only where the ids of two fall into one bucket of a Java hash map: it should
  /// be that of the JoinGroup response.
  [[nodiscard]] virtual GroupAssignment assign(std::span<const AssignorTopic> topics,
                                               std::span<const AssignorMember> members) const = 0;
};

/// By wire name or by class name as in `partition.assignment.strategy`; null if the release has none by that name.
std::unique_ptr<Assignor> make_assignor(std::string_view name, AssignorRules rules = {});
/// The wire names make_assignor knows by today's rules.
std::vector<std::string_view> assignor_names();

/// Member indices in the order range and round robin use: static members by instance id, then the others by member
/// id, in Java's order of strings (Kafka: AbstractPartitionAssignor.MemberInfo).
std::vector<std::size_t> member_order(std::span<const AssignorMember> members, bool static_members_first);
/// In Java's order of their names; those without a name first, in the given order.
std::vector<const AssignorTopic*> topics_by_name(std::span<const AssignorTopic> topics);
/// Brings the lists into the order GroupAssignment promises.
void sort_lists(std::span<const AssignorTopic> topics, GroupAssignment& assignment);

}  // namespace kafka
