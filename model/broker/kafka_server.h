#pragma once
/// A whole broker process: the data plane (Broker) and what ties it to ZooKeeper, to the controller and to the
/// controller it may become itself. Kafka: KafkaServer.
///
///   durable    /brokers/ids/<id> (ephemeral); the rest: see the parts
///   volatile   all parts, the broker epoch; a session of ZooKeeper that expires takes only the registration with it
///   sends, receives, timers: see the parts

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/broker/admin_elections.h"
#include "model/broker/alter_partition_manager.h"
#include "model/broker/broker.h"
#include "model/broker/config_admin_manager.h"
#include "model/broker/control_requests.h"
#include "model/broker/controlled_shutdown.h"
#include "model/broker/zk_admin_manager.h"
#include "model/broker/zk_isr_writer.h"
#include "model/controller/kafka_controller.h"
#include "model/transaction/zk_producer_id_manager.h"
#include "model/zk/zk_data.h"

namespace kafka {

/// The machine, which alone may end the process: do it in a later event of the world.
class ServerListener {
 public:
  virtual ~ServerListener() = default;
  /// Registered, and requests are read.
  virtual void on_server_started() {}
  /// The process exits by itself; `why` is Kafka's exception, such as "NodeExistsException".
  virtual void on_server_failed(std::string_view why) = 0;
  /// A shutdown is carried out: logs are flushed, the session is closed, nothing is left to do.
  virtual void on_server_ready_to_stop() = 0;
};

/// What a broker's process is given by its machine and its cluster, besides the BrokerContext. All of it outlives the
/// process.
struct ServerEnvironment {
  sim::Network& network;
  const BrokerDirectory& brokers;
  const GroupTable& groups;
  MemberIds& member_ids;  ///< the machine's: no life repeats those of another
  const sim::Streams& streams;
  TopicTable& topics;
  zk::ZooKeeperFactory& zookeeper;
  BrokerConfig& config;         ///< the machine's, and the context's: as the properties say, until it is changed
  TopicConfigs& topic_configs;  ///< the machine's: logs on its disk point into it
  ServerListener& listener;
  std::string rack;                        ///< "" = none
  std::string advertised_host;             ///< "" = broker-<id>
  const std::vector<ClientQuota>& quotas;  ///< empty: nobody is limited
  RequestQuotas::ClientName client_name;   ///< client.id of a client
};

class KafkaServer final : private ControlPlane, private IsrChangeListener {
 public:
  KafkaServer(const BrokerContext& context, const ServerEnvironment& environment);
  ~KafkaServer() override;

  /// ZooKeeper, logs, registration, controller; then requests are read.
  void startup();
  /// SIGTERM: controlled shutdown, then everything is put away; the listener is told. A server that has not started yet
  /// cannot shut down: its process just exits.
  void shutdown();

  [[nodiscard]] bool running() const { return state_ == State::running; }
  [[nodiscard]] bool shutting_down() const { return state_ == State::shutting_down; }
  /// kNoBrokerEpoch before the registration.
  [[nodiscard]] BrokerEpoch broker_epoch() const { return control_.broker_epoch(); }
  [[nodiscard]] Broker& broker() { return broker_; }
  [[nodiscard]] const Broker& broker() const { return broker_; }
  [[nodiscard]] KafkaController& controller() { return controller_; }
  [[nodiscard]] const KafkaController& controller() const { return controller_; }
  [[nodiscard]] KafkaZkClient& zk() { return zk_; }
  [[nodiscard]] const ControlRequests& control_requests() const { return control_; }

 private:
  enum class State { stopped, starting, running, shutting_down };
  /// The data plane is built before the channel that needs its metadata.
  struct IsrSwitch final : IsrChannel {
    IsrChannel* channel = nullptr;
    void submit(BrokerId leader, const IsrChange& change) override { channel->submit(leader, change); }
  };

  void find_cluster_id();
  void create_cluster_id();
  void open_logs();
  void register_first();
  void prepare_to_serve();
  void serve();
  void register_again(std::function<void(bool ok)> done);
  void on_registered(BrokerEpoch epoch);
  void fail(std::string_view why);
  void put_away();
  [[nodiscard]] sim::Rng rng(std::string_view part) const;
  [[nodiscard]] ControllerServices controller_services();
  [[nodiscard]] zk_data::BrokerInfo broker_info() const;

  // ControlPlane
  void on_control_request(const RequestBody& request, std::function<void(ResponseBody)> done) override;
  void on_admin_request(const AdminQuestion& question, std::function<void(ResponseBody)> done);
  void on_topic_request(const AdminQuestion& question, const ZkAdminManager::Done& done);
  [[nodiscard]] bool on_config_request(const AdminQuestion& question, const ConfigAdminManager::Done& done);
  // IsrChangeListener
  void on_isr_answer(const IsrChange& asked, const AlterPartitionResponse::Partition& answer) override;

  BrokerContext context_;
  ServerEnvironment environment_;
  State state_ = State::stopped;
  KafkaZkClient zk_;
  IsrSwitch isr_switch_;
  Broker broker_;
  AutoTopicCreationManager topic_creation_;
  ControllerChannel controller_channel_;
  AlterPartitionManager alter_partition_;
  ZkIsrWriter zk_isr_writer_;
  KafkaController controller_;
  AdminElections elections_;
  ZkAdminManager admin_manager_;
  ZkProducerIdManager producer_ids_;
  DynamicBrokerConfig broker_config_;
  ConfigAdminManager config_admin_;
  DynamicConfig dynamic_config_;
  ControlRequests control_;
  ControlledShutdown controlled_shutdown_;
  std::optional<RequestQuotas> quotas_;
};

}  // namespace kafka
