#pragma once
/// A group as the sticky assignors see it: consumers, topics and partitions as numbers in Java's order of their names.

#include <limits>
#include <map>
#include <span>
#include <vector>

#include "model/consumer/assignor.h"

namespace kafka {

/// Lists of partitions by consumer, both as StickyGroup's numbers.
using StickyLists = std::vector<std::vector<std::size_t>>;

/// "No consumer", "no partition".
inline constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

/// Consumers are numbered in the order of their member ids, topics by name, partitions by topic and number: what Java
/// compares by name, we compare by number. Topics nobody subscribes to and topics without partitions have no number.
class StickyGroup {
 public:
  /// Both must outlive the group.
  StickyGroup(std::span<const AssignorTopic> topics, std::span<const AssignorMember> members);

  [[nodiscard]] std::size_t consumers() const { return member_of_.size(); }
  [[nodiscard]] std::size_t topics() const { return topics_.size(); }
  [[nodiscard]] std::size_t partitions() const { return topic_of_.size(); }

  [[nodiscard]] const AssignorMember& member(std::size_t consumer) const { return members_[member_of_[consumer]]; }
  /// The consumers as a HashMap of member ids iterates: what Kafka does for each subscription, it does in this order.
  [[nodiscard]] const std::vector<std::size_t>& hash_order() const { return hash_order_; }

  [[nodiscard]] const AssignorTopic& topic(std::size_t topic) const { return *topics_[topic]; }
  [[nodiscard]] std::size_t topic_of(std::size_t partition) const { return topic_of_[partition]; }
  [[nodiscard]] std::size_t first_partition(std::size_t topic) const { return first_[topic]; }
  [[nodiscard]] std::size_t partition_count(std::size_t topic) const {
    return static_cast<std::size_t>(topics_[topic]->partitions);
  }

  [[nodiscard]] bool subscribes(std::size_t consumer, std::size_t topic) const { return subscribed_[consumer][topic]; }
  [[nodiscard]] std::size_t subscribers(std::size_t topic) const { return subscribers_[topic]; }

  [[nodiscard]] TopicPartition name(std::size_t partition) const;
  /// kNobody if the metadata does not have it, or nobody subscribes to it.
  [[nodiscard]] std::size_t number(TopicPartition tp) const;
  /// Also of topics without a number; "" if not given.
  [[nodiscard]] std::string_view topic_name(TopicId topic) const;

  /// By topics with the fewest subscribers, then by name, then by number (Kafka: TopicComparator).
  [[nodiscard]] std::vector<std::size_t> partitions_by_subscribers() const;

  /// By member, as Assignor::assign answers.
  [[nodiscard]] GroupAssignment assignment(const StickyLists& lists) const;

 private:
  std::span<const AssignorTopic> given_topics_;
  std::span<const AssignorMember> members_;
  std::vector<std::size_t> member_of_;   // by consumer: index into members_
  std::vector<std::size_t> hash_order_;  // of consumers
  std::vector<const AssignorTopic*> topics_;
  std::map<TopicId, std::size_t> topic_number_;
  std::vector<std::size_t> first_;             // by topic: number of its partition 0
  std::vector<std::size_t> topic_of_;          // by partition
  std::vector<std::vector<bool>> subscribed_;  // by consumer and topic
  std::vector<std::size_t> subscribers_;       // by topic: how many
};

}  // namespace kafka
