#include "model/broker/kafka_server.h"

#include <utility>

#include "model/types/uuid_base64.h"
#include "model/zk/broker_registration.h"
#include "model/zk/create_recursive.h"

namespace kafka {

namespace {

/// Kafka: KeeperException.
std::string exception_of(zk::Error error) { return std::string(zk::name_of(error)) + "Exception"; }

constexpr std::string_view kSessionExpired = "SessionExpiredException";

}  // namespace

KafkaServer::KafkaServer(const BrokerContext& context, const ServerEnvironment& environment)
    : context_(context),
      environment_(environment),
      zk_(context.scheduler, context.life, environment.zookeeper, context.config),
      broker_(context, environment.network, environment.brokers, environment.groups, environment.member_ids,
              environment.streams, isr_switch_),
      topic_creation_(context, broker_.metadata(), zk_, environment.streams),
      controller_channel_(context, environment.network, environment.brokers, rng("controller-channel"),
                          broker_.metadata()),
      alter_partition_(context, controller_channel_, *this, [this] { return broker_epoch(); }),
      zk_isr_writer_(context, zk_, *this),
      controller_(controller_services()),
      elections_(context_, broker_.metadata(), controller_),
      admin_manager_(context_, broker_.metadata(), zk_, environment.streams),
      producer_ids_(context.scheduler, context.id, context.behaviour, zk_),
      broker_config_(environment.config, environment.topic_configs,
                     [this] { controller_.enable_default_unclean_leader_election(); }),
      config_admin_(context_, broker_.metadata(), zk_, broker_config_),
      dynamic_config_(context.id, zk_, environment.topics, environment.topic_configs, broker_config_,
                      [this](TopicId topic) { controller_.enable_topic_unclean_leader_election(topic); }),
      control_(context, broker_.metadata(), broker_.replicas(), environment.topic_configs, dynamic_config_,
               broker_.coordinator()),
      controlled_shutdown_(context, environment.network, environment.brokers, rng("controlled-shutdown"),
                           broker_.metadata()) {
  if (context_.behaviour.alter_partition) {
    isr_switch_.channel = &alter_partition_;
  } else {
    isr_switch_.channel = &zk_isr_writer_;
  }
  broker_.connect(static_cast<ControlPlane&>(*this));
  broker_.connect(topic_creation_);
  broker_.connect(producer_ids_);
  if (environment_.quotas.empty()) return;
  quotas_.emplace(context_.config, context_.costs, environment_.quotas, environment_.client_name);
  broker_.connect(*quotas_);
}

KafkaServer::~KafkaServer() = default;

sim::Rng KafkaServer::rng(std::string_view part) const {
  return environment_.streams.stream("broker/" + std::to_string(context_.id.value()) + "/" + std::string(part));
}

ControllerServices KafkaServer::controller_services() {
  return {.scheduler = context_.scheduler,
          .network = environment_.network,
          .brokers = environment_.brokers,
          .emitter = context_.emitter,
          .host = context_.host,
          .life = context_.life,
          .id = context_.id,
          .config = context_.config,
          .behaviour = context_.behaviour,
          .topics = environment_.topics,
          .zk = zk_,
          .rng = rng("controller"),
          .register_broker = [this](std::function<void(bool)> done) { register_again(std::move(done)); }};
}

zk_data::BrokerInfo KafkaServer::broker_info() const {
  const std::string& host = environment_.advertised_host;
  return {.id = context_.id,
          .host = host.empty() ? "broker-" + std::to_string(context_.id.value()) : host,
          .rack = environment_.rack,
          .tells_features = context_.behaviour.registered_features};
}

// ---- start. Source: KafkaServer.startup

void KafkaServer::startup() {
  SIM_CHECK(state_ == State::stopped);
  state_ = State::starting;
  zk_.start([this](bool connected) {
    if (!connected) return fail("ZooKeeperClientTimeoutException");
    create_top_level_paths(zk_, [this](bool created) { created ? find_cluster_id() : fail(kSessionExpired); });
  });
}

/// Source: KafkaServer.getOrGenerateClusterId.
void KafkaServer::find_cluster_id() {
  zk_.send(zk::GetData{zk_data::kClusterIdPath}, [this](const zk::Response& response) {
    if (response.error == zk::Error::Ok) return open_logs();
    response.error == zk::Error::NoNode ? create_cluster_id() : fail(exception_of(response.error));
  });
}

void KafkaServer::create_cluster_id() {
  sim::Rng luck = rng("cluster-id");
  const std::string id = kafka::uuid_base64(luck.next(), luck.next());
  create_recursive(zk_, zk::Create{zk_data::kClusterIdPath, zk_data::encode_cluster_id(id)},
                   [this](const zk::Response& response) {
                     const bool there = response.error == zk::Error::Ok || response.error == zk::Error::NodeExists;
                     there ? open_logs() : fail(exception_of(response.error));
                   });
}

/// With their topics' settings, without which retention and cleaning would go by the broker's defaults.
void KafkaServer::open_logs() {
  dynamic_config_.fetch_all([this](bool ok) {
    if (!ok) return fail(kSessionExpired);
    broker_.load([this] { register_first(); });
  });
}

/// Connections are accepted from here on, and wait.
void KafkaServer::register_first() {
  broker_.begin();
  if (!context_.behaviour.alter_partition) zk_isr_writer_.start();
  register_broker(zk_, broker_info(), context_.scheduler.now(), [this](const RegistrationResult& result) {
    if (result.error != zk::Error::Ok) return fail(exception_of(result.error));
    on_registered(result.broker_epoch);
    prepare_to_serve();
  });
}

void KafkaServer::prepare_to_serve() {
  controller_.startup();
  producer_ids_.start([this](bool ok) { ok ? serve() : fail(kSessionExpired); });
}

void KafkaServer::serve() {
  dynamic_config_.start();
  broker_.serve();
  state_ = State::running;
  environment_.listener.on_server_started();
}

/// Under a new session. What another session owns is not fought for: the broker goes on without a registration.
void KafkaServer::register_again(std::function<void(bool ok)> done) {
  register_broker(zk_, broker_info(), context_.scheduler.now(),
                  [this, done = std::move(done)](const RegistrationResult& result) {
                    const bool ok = result.error == zk::Error::Ok;
                    if (ok) on_registered(result.broker_epoch);
                    done(ok);
                  });
}

void KafkaServer::on_registered(BrokerEpoch epoch) {
  control_.set_broker_epoch(epoch);
  context_.emit([&] { return BrokerRegistered{.broker = context_.id, .broker_epoch = epoch}; });
}

void KafkaServer::fail(std::string_view why) {
  state_ = State::stopped;
  environment_.listener.on_server_failed(why);
}

// ---- requests

void KafkaServer::on_control_request(const RequestBody& request, std::function<void(ResponseBody)> done) {
  if (const auto* shutdown = std::get_if<ControlledShutdownRequest>(&request)) {
    controller_.controlled_shutdown(*shutdown, std::move(done));
  } else if (const auto* alter = std::get_if<AlterPartitionRequest>(&request)) {
    if (!controller_.is_active()) return done(AlterPartitionResponse{ErrorCode::NOT_CONTROLLER, {}});
    controller_.alter_partition(*alter, std::move(done));
  } else if (std::holds_alternative<UpdateMetadataRequest>(request)) {
    control_.handle(request, [this, done = std::move(done)](ResponseBody response) {
      broker_.on_metadata_updated();
      elections_.on_metadata_updated();
      admin_manager_.on_metadata_updated();
      done(std::move(response));
    });
  } else if (const auto* admin = std::get_if<AdminRequest>(&request)) {
    on_admin_request(*admin->question, std::move(done));
  } else {
    control_.handle(request, std::move(done));
  }
}

/// Source: KafkaApis.handleElectLeaders, handleAlterPartitionReassignmentsRequest,
/// handleListPartitionReassignmentsRequest.
void KafkaServer::on_admin_request(const AdminQuestion& question, std::function<void(ResponseBody)> done) {
  const auto answer_as_is = [done = std::move(done)](AdminReply reply) { done(admin_response(std::move(reply))); };
  const auto answer = [answer_as_is](auto response) { answer_as_is({std::move(response)}); };
  if (const auto* elect = std::get_if<ElectLeadersRequest>(&question.body)) {
    elections_.elect(*elect, answer);
  } else if (const auto* alter = std::get_if<AlterPartitionReassignmentsRequest>(&question.body)) {
    controller_.alter_partition_reassignments(*alter, answer);
  } else if (const auto* list = std::get_if<ListPartitionReassignmentsRequest>(&question.body)) {
    controller_.list_partition_reassignments(*list, answer);
  } else if (!on_config_request(question, answer_as_is)) {
    on_topic_request(question, answer_as_is);
  }
}

/// Whoever is asked answers, the controller or not.
bool KafkaServer::on_config_request(const AdminQuestion& question, const ConfigAdminManager::Done& done) {
  if (const auto* describe = std::get_if<DescribeConfigsRequest>(&question.body)) {
    config_admin_.describe_configs(*describe, done);
  } else if (const auto* alter = std::get_if<AlterConfigsRequest>(&question.body)) {
    config_admin_.alter_configs(*alter, done);
  } else if (const auto* increment = std::get_if<IncrementalAlterConfigsRequest>(&question.body)) {
    config_admin_.incremental_alter_configs(*increment, done);
  } else {
    return false;
  }
  return true;
}

/// Source: KafkaApis.handleCreateTopicsRequest, handleDeleteTopicsRequest, handleCreatePartitionsRequest.
void KafkaServer::on_topic_request(const AdminQuestion& question, const ZkAdminManager::Done& done) {
  const auto all = [](ErrorCode error, std::size_t topics) {
    return std::vector<AdminError>(topics, {.error = error});
  };
  const auto not_controller = [&](std::size_t topics) { return all(ErrorCode::NOT_CONTROLLER, topics); };
  if (const auto* create = std::get_if<CreateTopicsRequest>(&question.body)) {
    if (controller_.is_active()) return admin_manager_.create_topics(*create, done);
    done({CreateTopicsResponse{.errors = not_controller(create->topics.size())}});
  } else if (const auto* remove = std::get_if<DeleteTopicsRequest>(&question.body)) {
    if (controller_.is_active() && !context_.config.delete_topic_enable)
      return done({DeleteTopicsResponse{.errors = all(ErrorCode::TOPIC_DELETION_DISABLED, remove->topics.size())}});
    if (controller_.is_active()) return admin_manager_.delete_topics(*remove, done);
    done({DeleteTopicsResponse{.errors = not_controller(remove->topics.size())}});
  } else {
    const auto& add = std::get<CreatePartitionsRequest>(question.body);
    if (controller_.is_active()) return admin_manager_.create_partitions(add, done);
    done({CreatePartitionsResponse{.errors = not_controller(add.topics.size())}});
  }
}

/// A change that a LeaderAndIsr has overtaken is of no interest any more. Source: Partition.handleAlterPartitionUpdate.
void KafkaServer::on_isr_answer(const IsrChange& asked, const AlterPartitionResponse::Partition& answer) {
  const Partition* partition = broker_.replicas().find(asked.tp);
  if (!partition || !partition->awaits(asked)) return;
  if (answer.error == ErrorCode::NONE) return broker_.replicas().on_isr_accepted(asked.tp, answer.partition_epoch);
  broker_.replicas().on_isr_refused(asked.tp, answer.error);
}

// ---- end. Source: KafkaServer.shutdown

void KafkaServer::shutdown() {
  if (state_ == State::starting) return fail("IllegalStateException");
  if (state_ != State::running) return;
  state_ = State::shutting_down;
  broker_.begin_shutdown();
  if (!context_.config.controlled_shutdown_enable) return put_away();
  controlled_shutdown_.start(broker_epoch(), [this](bool) { put_away(); });  // what could not be moved is left behind
}

/// The network first: nobody hears of this broker while its logs are closed. The session last: until then no other
/// broker is elected for what it still leads, nor another controller.
void KafkaServer::put_away() {
  broker_.stop_serving();
  zk_isr_writer_.shutdown();
  controller_channel_.shutdown();
  broker_.flush_and_mark_clean([this] {
    controller_.shutdown();
    zk_.close([this] {
      state_ = State::stopped;
      environment_.listener.on_server_ready_to_stop();
    });
  });
}

}  // namespace kafka
