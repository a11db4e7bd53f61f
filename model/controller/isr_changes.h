#pragma once
/// Leaders change their ISRs: they ask (AlterPartition, since 2.7), or they write and tell (before). Kafka:
/// KafkaController.tryProcessAlterPartition, processIsrChangeNotification.

#include <functional>
#include <map>
#include <vector>

#include "model/controller/controller_parts.h"
#include "model/controller/controller_reads.h"
#include "model/controller/partition_reassignment.h"

namespace kafka {

///   durable    .../partitions/<p>/state; removes the children of /isr_change_notification
///   sends      UpdateMetadata
///   receives   AlterPartition; changes of the children of /isr_change_notification
class IsrChanges {
 public:
  using Answer = std::function<void(AlterPartitionResponse)>;

  IsrChanges(const ControllerParts& parts, ControllerReads& reads, PartitionReassignment& reassignment)
      : parts_(parts), reads_(reads), reassignment_(reassignment) {}

  /// Each partition is answered with the state as stored or with an error; then reassignments that wait for this change
  /// are completed.
  void alter(const AlterPartitionRequest& request, const Answer& answer, Next done);
  /// The event IsrChangeNotification.
  void process_notifications(Next done);
  /// What a controller before this one left. Source: deleteIsrChangeNotifications.
  void delete_notifications(Next done);

 private:
  using Results = std::map<TopicPartition, AlterPartitionResponse::Partition>;

  /// NONE: to be written.
  [[nodiscard]] ErrorCode check(const AlterPartitionRequest& request, const AlterPartitionRequest::Partition& wanted,
                                const PartitionState& known) const;
  [[nodiscard]] ErrorCode unknown(const AlterPartitionRequest& request, TopicPartition tp) const;
  void write(const AlterPartitionRequest& request, const LeadershipStates& accepted, const Results& results,
             const Answer& answer, Next done);
  void complete_reassignments(const std::vector<TopicPartition>& partitions, Next done);
  void remove(const std::vector<std::string>& notifications, Next done);

  ControllerParts parts_;
  ControllerReads& reads_;
  PartitionReassignment& reassignment_;
};

}  // namespace kafka
