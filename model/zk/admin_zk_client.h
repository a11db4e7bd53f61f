#pragma once
/// What Kafka's admin path writes to ZooKeeper; the controller sees it and acts. Kafka: kafka.zk.AdminZkClient,
/// ReassignPartitionsCommand and PreferredReplicaLeaderElectionCommand with --zookeeper.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/config/cluster_spec.h"
#include "model/types/topic_name.h"
#include "model/zk/kafka_zk_client.h"
#include "model/zk/replica_assignment.h"
#include "model/zk/zk_data.h"

namespace kafka {

/// How a command ended: "" = done, else Kafka's exception, such as "TopicExistsException".
struct AdminResult {
  std::string exception{};
  std::string message{};

  [[nodiscard]] bool ok() const { return exception.empty(); }
};

/// Replicas by partition, preferred leader first.
using Replicas = std::vector<std::vector<BrokerId>>;
/// A rule's answer to where partitions go.
struct Placement {
  AdminResult result{};
  Replicas replicas{};
};

///   durable    /config/topics, /config/brokers, /brokers/topics, /admin/..., /config/changes
///   volatile   none
class AdminZkClient {
 public:
  using Done = std::function<void(AdminResult)>;

  explicit AdminZkClient(KafkaZkClient& zk, TopicNameWording wording = TopicNameWording::v3_4)
      : zk_(zk), wording_(wording) {}

  /// createTopicWithAssignment: settings first, then the assignment; not one transaction.
  void create_topic(const std::string& topic, const Replicas& replicas, const zk_data::Overrides& config, Done done);
  void delete_topic(const std::string& topic, Done done);
  /// `place` is given the replicas that exist and answers with those of the partitions added.
  void add_partitions(const std::string& topic, std::int32_t total, std::function<Placement(const Replicas&)> place,
                      Done done);
  /// Merges into what is set; the value "" removes an override. Noted in /config/changes.
  void change_topic_config(const std::string& topic, const zk_data::Overrides& changes, Done done);
  /// "topics/orders", "brokers/1", "brokers/<default>": all it has from now on. Noted in /config/changes.
  void change_entity_config(const std::string& entity, const zk_data::Overrides& config, Done done);
  /// What is stored of it; nothing stored: nothing.
  void entity_config(const std::string& entity, std::function<void(zk_data::Overrides)> done);
  /// /admin/reassign_partitions; one batch at a time.
  void reassign(const zk_data::Reassignments& reassignments, Done done);
  /// /admin/preferred_replica_election; one batch at a time.
  void elect_preferred_leaders(const std::vector<zk_data::PartitionName>& partitions, Done done);
  /// Names of all topics, ascending.
  void all_topics(std::function<void(std::vector<std::string>)> done);
  /// Those that are registered, by id. Kafka: getAllBrokersInCluster.
  void brokers(std::function<void(const std::vector<BrokerSpec>&)> done);
  /// nullopt: no such topic.
  void assignment(const std::string& topic, std::function<void(std::optional<zk_data::Assignment>)> done);

 private:
  void write_config(const std::string& entity, const zk_data::Overrides& config, std::function<void(zk::Error)> done);
  void write_topic(const std::string& topic, const Replicas& replicas, Done done);

  KafkaZkClient& zk_;
  TopicNameWording wording_;
};

/// A placement with the exception that Kafka throws where there is none.
Placement placement_of(const ReplicaPlacement& placement);

/// AdminZkClient.validateTopicCreate, the part about replicas; empty exception = valid.
AdminResult validate_assignment(const Replicas& replicas);

}  // namespace kafka
