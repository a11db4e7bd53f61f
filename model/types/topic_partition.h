#pragma once
/// A partition's full name, and the table that gives topics their names.

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "model/types/ids.h"
#include "sim/core/check.h"

namespace kafka {

struct TopicPartition {
  TopicId topic;
  PartitionId partition;

  friend constexpr auto operator<=>(const TopicPartition&, const TopicPartition&) = default;
};

/// Names of all topics of a cluster, in order of creation. Lookup by name is linear: for start-up and messages.
class TopicTable {
 public:
  /// The id of `name`, new or known.
  TopicId intern(std::string_view name) {
    const TopicId known = find(name);
    if (known.value() >= 0) return known;
    names_.emplace_back(name);
    return TopicId(static_cast<std::int32_t>(names_.size()) - 1);
  }
  /// TopicId(-1) if there is none.
  [[nodiscard]] TopicId find(std::string_view name) const {
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i] == name) return TopicId(static_cast<std::int32_t>(i));
    return TopicId(-1);
  }
  [[nodiscard]] const std::string& name(TopicId id) const {
    SIM_CHECK(id.value() >= 0 && static_cast<std::size_t>(id.value()) < names_.size());
    return names_[static_cast<std::size_t>(id.value())];
  }
  /// "orders-0", as Kafka prints it.
  [[nodiscard]] std::string name(TopicPartition tp) const {
    return name(tp.topic) + "-" + std::to_string(tp.partition.value());
  }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
};

/// Kafka: Topic.GROUP_METADATA_TOPIC_NAME.
inline constexpr std::string_view kGroupMetadataTopicName = "__consumer_offsets";
/// Kafka: Topic.TRANSACTION_STATE_TOPIC_NAME.
inline constexpr std::string_view kTransactionStateTopicName = "__transaction_state";

}  // namespace kafka
