#include "model/broker/replica_fetcher_manager.h"

#include <string>

#include "model/types/java_hash.h"
#include "sim/core/check.h"

namespace kafka {

ReplicaFetcherManager::ReplicaFetcherManager(const BrokerContext& context, sim::Network& network,
                                             const BrokerDirectory& brokers, const sim::Streams& streams,
                                             FollowerReplicas& replicas)
    : context_(context), network_(network), brokers_(brokers), streams_(streams), replicas_(replicas) {}

void ReplicaFetcherManager::start() {
  started_ = true;
  for (const Fetcher& f : fetchers_) f.thread->start();
}

void ReplicaFetcherManager::add(Partition& partition) {
  const TopicPartition tp = partition.tp();
  SIM_CHECK(!assigned_.contains(tp), "a partition is fetched by one fetcher");
  failed_.erase(tp);
  ReplicaFetcher& fetcher = fetcher_for(tp, partition.leader());
  assigned_[tp] = &fetcher;
  fetcher.add(partition);
}

void ReplicaFetcherManager::remove(TopicPartition tp) {
  failed_.erase(tp);
  const auto it = assigned_.find(tp);
  if (it == assigned_.end()) return;
  it->second->remove(tp);
  assigned_.erase(it);
}

void ReplicaFetcherManager::shutdown_idle() {
  for (const Fetcher& f : fetchers_)
    if (f.thread->size() == 0) f.thread->hang_up();
}

void ReplicaFetcherManager::on_partition_failed(TopicPartition tp) {
  assigned_.erase(tp);
  failed_.insert(tp);
}

const FetchedPartition* ReplicaFetcherManager::find(TopicPartition tp) const {
  const auto it = assigned_.find(tp);
  return it == assigned_.end() ? nullptr : it->second->find(tp);
}

BrokerId ReplicaFetcherManager::source(TopicPartition tp) const {
  const auto it = assigned_.find(tp);
  return it == assigned_.end() ? kNoBroker : it->second->leader();
}

/// Source: AbstractFetcherManager.getFetcherId.
ReplicaFetcher& ReplicaFetcherManager::fetcher_for(TopicPartition tp, BrokerId leader) {
  const auto hash = static_cast<std::uint32_t>(java_string_hash(context_.topics.name(tp.topic)));
  const auto mixed = static_cast<std::int32_t>(31u * hash + static_cast<std::uint32_t>(tp.partition.value()));
  const std::int32_t number = java_abs(mixed) % context_.config.num_replica_fetchers;
  for (const Fetcher& f : fetchers_)
    if (f.leader == leader && f.number == number) return *f.thread;
  const std::string stream = "broker/" + std::to_string(context_.id.value()) + "/fetcher/" +
                             std::to_string(leader.value()) + "/" + std::to_string(number);
  FailedPartitions& failed = *this;
  fetchers_.push_back({.leader = leader,
                       .number = number,
                       .thread = std::make_unique<ReplicaFetcher>(context_, network_, brokers_, streams_.stream(stream),
                                                                  leader, replicas_, failed)});
  if (started_) fetchers_.back().thread->start();
  return *fetchers_.back().thread;
}

}  // namespace kafka
