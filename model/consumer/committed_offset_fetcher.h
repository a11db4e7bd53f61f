#pragma once
/// Asks the coordinator where the group had got to. Kafka: ConsumerCoordinator.fetchCommittedOffsets,
/// PendingCommittedOffsetRequest.

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/consumer/abstract_coordinator.h"

namespace kafka {

///   volatile   the request under way, its answer until somebody wants it
///   sends      OffsetFetch
///   receives   its answers
///   timers     retry_   after a failure
class CommittedOffsetFetcher {
 public:
  CommittedOffsetFetcher(const CoordinatorContext& context, AbstractCoordinator& member);

  /// The answer for these partitions, or nothing yet: ask again when the thread is woken. Offsets are kUnknownOffset
  /// where nothing is committed.
  std::optional<std::vector<PartitionOffset>> fetch(const std::vector<TopicPartition>& partitions);
  /// What poll() throws, once, or "".
  std::string_view take_exception() { return std::exchange(exception_, std::string_view{}); }

 private:
  struct Pending {
    std::vector<TopicPartition> partitions;
    MemberGeneration generation;
    std::uint64_t number;
    std::optional<std::vector<PartitionOffset>> offsets;
  };

  void send(const std::vector<TopicPartition>& partitions, const MemberGeneration& generation);
  void on_answer(const Request& answered, std::uint64_t number);
  void react(ErrorCode error);

  CoordinatorContext context_;
  AbstractCoordinator& member_;
  ExponentialBackoff backoff_;
  std::optional<Pending> pending_;
  std::uint64_t sent_ = 0;
  std::int32_t attempts_ = 0;
  std::string_view exception_;
  sim::Timer retry_;
};

}  // namespace kafka
