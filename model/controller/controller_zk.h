#pragma once
/// The controller's calls to ZooKeeper. Kafka's thread waits for each of them; here the work goes on in what the call
/// is given, and a call that ends the work never comes back. Kafka: the methods of KafkaZkClient that take an
/// expectedControllerEpochZkVersion, and the exceptions they throw.

#include <functional>
#include <map>
#include <vector>

#include "model/controller/controller_context.h"
#include "model/controller/controller_services.h"
#include "model/controller/steps.h"
#include "model/zk/kafka_zk_client.h"

namespace kafka {

/// Leadership states by partition; `replicas`, `adding` and `removing` stay empty.
using LeadershipStates = std::map<TopicPartition, PartitionState>;

/// What became of conditional writes. Kafka: UpdateLeaderAndIsrResult.
struct UpdatedStates {
  LeadershipStates written;            ///< with their new partition epochs
  std::vector<TopicPartition> again;   ///< somebody else wrote meanwhile: read and decide anew
  std::vector<TopicPartition> failed;  ///< there is no such node
};

///   durable    .../partitions/<p>/state
///   sends      reads, and writes in a multi with a check of /controller_epoch's version (KAFKA-6082, since 2.1); up to
///              1.0 one after the other, since then pipelined
class ControllerZk {
 public:
  /// Why the event that is processed ends here.
  enum class Lost {
    session,  ///< SessionExpiredException
    office,   ///< ControllerMovedException: /controller_epoch has another version
  };
  using Done = std::function<void(std::vector<zk::Response>)>;

  ControllerZk(const ControllerServices& services, const ControllerContext& context, std::function<void(Lost)> give_up)
      : services_(services), context_(context), give_up_(std::move(give_up)) {}

  void read(std::vector<zk::Request> requests, Done done);
  /// The answers are those of the writes, without the check's.
  void write(std::vector<zk::Op> writes, Done done);
  /// Each round when the one before is answered, whatever the answers; `done` gets those of the last one.
  void write_in_rounds(std::vector<std::vector<zk::Op>> rounds, Done done);

  /// Kafka: getTopicPartitionStates. Partitions without a state are left out.
  void read_states(const std::vector<TopicPartition>& partitions, std::function<void(LeadershipStates)> done);
  /// Kafka: createTopicPartitionStatesRaw; the nodes above are made too. Told what was created.
  void create_states(const LeadershipStates& states, std::function<void(LeadershipStates created)> done);
  /// Kafka: updateLeaderAndIsr; each on condition of its partition epoch.
  void update_states(const LeadershipStates& states, std::function<void(UpdatedStates)> done);

  [[nodiscard]] const std::string& topic_name(TopicPartition tp) const { return services_.topics.name(tp.topic); }

 private:
  void send(std::vector<zk::Request> requests, Done done);
  void send_one_by_one(std::vector<zk::Request> requests, Done done);
  [[nodiscard]] zk::Request guarded(zk::Op write) const;

  const ControllerServices& services_;
  const ControllerContext& context_;
  std::function<void(Lost)> give_up_;
};

}  // namespace kafka
