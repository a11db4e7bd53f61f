#pragma once
/// Topics appear, grow and are to be deleted. Kafka: KafkaController.processTopicChange, processPartitionModifications,
/// processTopicDeletion, onNewPartitionCreation.

#include <set>
#include <vector>

#include "model/controller/controller_parts.h"
#include "model/controller/controller_reads.h"

namespace kafka {

///   durable    .../partitions/<p>/state of new partitions; removes wishes under /admin/delete_topics
///   volatile   topics and assignments (ControllerContext)
///   receives   changes of the children of /brokers/topics and /admin/delete_topics, and of /brokers/topics/<t>
class TopicChanges {
 public:
  TopicChanges(const ControllerParts& parts, ControllerReads& reads) : parts_(parts), reads_(reads) {}

  /// The event TopicChange.
  void process(Next done);
  /// The event TopicDeletion.
  void process_deletions(Next done);

  /// From the next read of its node on, changes of the topic's assignment are followed (PartitionModifications).
  void watch(const std::set<TopicId>& topics);
  void unwatch(TopicId topic);
  void unwatch_all();

 private:
  void process_partitions(TopicId topic, Next done);
  void create(const std::vector<TopicPartition>& partitions, Next done);
  void restore_assignment(TopicId topic, const ControllerReads::Assignments& written, Next done);
  void remove_wishes(const std::set<TopicId>& topics, Next done);
  [[nodiscard]] std::string path(TopicId topic) const {
    return zk_data::topic_path(parts_.services.topics.name(topic));
  }

  ControllerParts parts_;
  ControllerReads& reads_;
  std::set<TopicId> watched_;
};

}  // namespace kafka
