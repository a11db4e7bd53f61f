#pragma once
/// What administrators ask of the controller about topics: it makes, changes and removes them in ZooKeeper. Kafka:
/// ZkAdminManager, DelayedCreatePartitions, DelayedDeleteTopics; 2.3: AdminManager.

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/metadata_cache.h"
#include "model/protocol/admin_messages.h"
#include "model/zk/admin_zk_client.h"
#include "sim/core/timer.h"
#include "sim/random/streams.h"

namespace kafka {

/// Success is answered when this broker's own metadata shows it, or as REQUEST_TIMED_OUT.
///
///   durable    /config/topics of new ones, /brokers/topics, /admin/delete_topics
///   volatile   what waits
///   sends      ZooKeeper requests
///   timers     of each that waits: the request's timeout
class ZkAdminManager {
 public:
  using Done = std::function<void(AdminReply)>;

  ZkAdminManager(const BrokerContext& context, const MetadataCache& metadata, KafkaZkClient& zk,
                 const sim::Streams& streams);

  void create_topics(const CreateTopicsRequest& request, Done done);
  void delete_topics(const DeleteTopicsRequest& request, Done done);
  void create_partitions(const CreatePartitionsRequest& request, Done done);
  /// An UpdateMetadata was carried out.
  void on_metadata_updated() { check(); }

 private:
  using Errors = std::shared_ptr<std::vector<AdminError>>;
  struct Delayed {
    std::vector<std::string> topics;
    Errors errors;
    std::function<bool(const std::string& topic)> complete;
    std::function<void()> answer;
    sim::SimTime deadline{};
    std::unique_ptr<sim::Timer> timeout{};
  };

  void create_next(std::shared_ptr<const CreateTopicsRequest> request, const Errors& errors, const Done& done);
  void create(const CreateTopicsRequest::Topic& topic, std::function<void(AdminResult)> done);
  [[nodiscard]] Placement place(const CreateTopicsRequest::Topic& topic) const;
  void delete_next(std::shared_ptr<const DeleteTopicsRequest> request, const Errors& errors, const Done& done);
  void add_next(std::shared_ptr<const CreatePartitionsRequest> request, const Errors& errors, const Done& done);
  void add(const CreatePartitionsRequest::Topic& topic, std::function<void(AdminResult)> done);
  void wait(Delayed delayed, sim::Duration timeout);
  void check();
  [[nodiscard]] bool complete(const Delayed& delayed) const;
  [[nodiscard]] bool known(const std::string& topic) const;
  [[nodiscard]] bool led(const std::string& topic) const;

  BrokerContext context_;
  const MetadataCache& metadata_;
  KafkaZkClient& zk_;
  AdminZkClient admin_;
  const sim::Streams& streams_;
  std::list<Delayed> delayed_;
};

}  // namespace kafka
