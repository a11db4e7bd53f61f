#pragma once
/// What administrators ask of a broker about settings, and change of them. Kafka: ConfigAdminManager, ConfigHelper,
/// ZkAdminManager.alterConfigs and incrementalAlterConfigs.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/dynamic_broker_config.h"
#include "model/broker/metadata_cache.h"
#include "model/protocol/admin_messages.h"
#include "model/zk/admin_zk_client.h"

namespace kafka {

/// What is changed is stored and noted; brokers, this one too, obey once they have read it.
///
///   durable    /config/topics, /config/brokers, /config/changes
///   volatile   none
///   sends      ZooKeeper requests
class ConfigAdminManager {
 public:
  using Done = std::function<void(AdminReply)>;

  ConfigAdminManager(const BrokerContext& context, const MetadataCache& metadata, KafkaZkClient& zk,
                     const DynamicBrokerConfig& broker)
      : context_(context), metadata_(metadata), zk_(zk), admin_(zk), broker_(broker) {}

  void describe_configs(const DescribeConfigsRequest& request, Done done);
  void alter_configs(const AlterConfigsRequest& request, Done done);
  void incremental_alter_configs(const IncrementalAlterConfigsRequest& request, Done done);

 private:
  using Errors = std::vector<AdminError>;
  using Told = std::function<void(AdminError)>;
  /// One resource's settings as they would be, from what is stored; throws nothing, answers an error.
  using Change = std::function<AdminError(zk_data::Overrides& configs)>;
  struct Alteration {
    ConfigResource resource;
    Change change;
  };

  void alter_next(std::shared_ptr<const std::vector<Alteration>> all, std::shared_ptr<Errors> errors,
                  std::function<void(Errors)> done);
  void alter(const Alteration& alteration, Told told);
  void alter_topic(const std::string& topic, const zk_data::Overrides& configs, Told told);
  void alter_broker(const std::string& name, const zk_data::Overrides& configs, Told told);
  [[nodiscard]] DescribeConfigsResponse::Resource describe(const ConfigResource& resource,
                                                           const zk_data::Overrides& stored) const;
  /// INVALID_REQUEST if it is another broker's.
  [[nodiscard]] AdminError check_broker(const std::string& name, const std::string& or_empty) const;
  [[nodiscard]] bool is_2_3() const;

  BrokerContext context_;
  const MetadataCache& metadata_;
  KafkaZkClient& zk_;
  AdminZkClient admin_;
  const DynamicBrokerConfig& broker_;
};

}  // namespace kafka
