#include "model/broker/broker.h"

namespace kafka {

namespace {

sim::Rng rng_of(const BrokerContext& context, const sim::Streams& streams, std::string_view part) {
  return streams.stream("broker/" + std::to_string(context.id.value()) + "/" + std::string(part));
}

}  // namespace

Broker::Broker(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers,
               const GroupTable& groups, MemberIds& member_ids, const sim::Streams& streams, IsrChannel& isr_channel)
    : context_(context),
      logs_(context),
      replicas_(context, metadata_, logs_, isr_channel),
      fetchers_(context, network, brokers, streams, replicas_),
      no_new_fetchers_(fetchers_),
      apis_(context, metadata_, groups, member_ids, replicas_),
      marker_sender_(context.scheduler, network, brokers, context.emitter, context.host, context.life,
                     kBrokerRequestTimeout, rng_of(context, streams, "txn-marker-sender")),
      transactions_(
          transaction_context(), apis_, [this](TopicPartition tp) { return leader_endpoint(tp); }, marker_sender_),
      verification_sender_(context.scheduler, network, brokers, context.emitter, context.host, context.life,
                           kBrokerRequestTimeout, rng_of(context, streams, "add-partitions-to-txn-sender")),
      add_partitions_([this](const std::string& id) { return transaction_coordinator(id); }, verification_sender_),
      verification_(context, replicas_, add_partitions_),
      server_(context, network, apis_) {
  replicas_.connect(fetchers_);
  replicas_.connect(apis_);
  apis_.connect(server_);
  apis_.connect(transactions_, verification_);
}

void Broker::begin() {
  server_.start();
  logs_.start();
  replicas_.start();
  fetchers_.start();
  coordinator().startup();
  transactions_.startup();
}

void Broker::stop_serving() {
  server_.stop_processing_requests();
  coordinator().shutdown();
  logs_.stop_tasks();
  replicas_.stop_tasks();
  replicas_.for_each([this](const Partition& p) { fetchers_.remove(p.tp()); });
  fetchers_.shutdown_idle();
  verification_sender_.shutdown();
  transactions_.shutdown();
}

TransactionContext Broker::transaction_context() const {
  return {.scheduler = context_.scheduler,
          .life = context_.life,
          .host = context_.host,
          .id = context_.id,
          .config = context_.config,
          .behaviour = context_.behaviour,
          .topics = context_.topics,
          .emitter = context_.emitter};
}

/// Source: ZkMetadataCache.getPartitionLeaderEndpoint.
std::optional<BrokerId> Broker::leader_endpoint(TopicPartition tp) const {
  const PartitionState* state = metadata_.find(tp);
  if (!state) return std::nullopt;
  return metadata_.is_alive(state->leader) ? state->leader : kNoBroker;
}

/// Source: AddPartitionsToTxnManager.getTransactionCoordinator.
BrokerId Broker::transaction_coordinator(const std::string& transactional_id) const {
  const TopicId topic = context_.topics.find(kTransactionStateTopicName);
  return leader_endpoint({topic, transactions_.partition_for(transactional_id)}).value_or(kNoBroker);
}

}  // namespace kafka
