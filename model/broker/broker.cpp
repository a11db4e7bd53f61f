#include "model/broker/broker.h"

#include <string>

#include "model/types/java_hash.h"

namespace kafka {

Broker::Broker(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers,
               const GroupTable& groups, const sim::Streams& streams, IsrChannel& isr_channel)
    : context_(context),
      network_(network),
      brokers_(brokers),
      streams_(streams),
      replicas_(context, metadata_, isr_channel),
      apis_(context, metadata_, groups, replicas_),
      server_(context, network, apis_) {
  apis_.connect(server_);
}

void Broker::start() {
  started_ = true;
  server_.start();
  replicas_.start();
  for (const Fetcher& f : fetchers_) f.thread->run();
}

void Broker::become_leader_or_follower(TopicPartition tp, const PartitionState& state) {
  replicas_.become_leader_or_follower(tp, state);
  if (state.leader == context_.id || state.leader == kNoBroker) return;
  ReplicaFetcher& fetcher = fetcher_for(tp, state.leader);
  fetcher.add(tp);
  if (started_) fetcher.run();
}

/// Source: AbstractFetcherManager.getFetcherId.
ReplicaFetcher& Broker::fetcher_for(TopicPartition tp, BrokerId leader) {
  const auto hash = static_cast<std::uint32_t>(java_string_hash(context_.topics.name(tp.topic)));
  const auto mixed = static_cast<std::int32_t>(31u * hash + static_cast<std::uint32_t>(tp.partition.value()));
  const std::int32_t number = java_abs(mixed) % context_.config.num_replica_fetchers;
  for (const Fetcher& f : fetchers_)
    if (f.leader == leader && f.number == number) return *f.thread;
  const std::string stream = "broker/" + std::to_string(context_.id.value()) + "/fetcher/" +
                             std::to_string(leader.value()) + "/" + std::to_string(number);
  fetchers_.push_back({.leader = leader,
                       .number = number,
                       .thread = std::make_unique<ReplicaFetcher>(context_, network_, brokers_, streams_.stream(stream),
                                                                  leader, replicas_)});
  return *fetchers_.back().thread;
}

}  // namespace kafka
