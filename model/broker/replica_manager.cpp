#include "model/broker/replica_manager.h"

#include <utility>

#include "model/broker/replica_selector.h"
#include "sim/core/check.h"

namespace kafka {

ReplicaManager::ReplicaManager(const BrokerContext& context, const MetadataCache& metadata, LogManager& logs,
                               IsrChannel& isr_channel)
    : context_(context),
      metadata_(metadata),
      logs_(logs),
      isr_channel_(isr_channel),
      rack_aware_reads_(context.behaviour.followers_serve_consumers &&
                        is_rack_aware_selector(context.config.replica_selector_class)),
      produce_purgatory_(context.scheduler, context.life),
      fetch_purgatory_(context.scheduler, context.life),
      isr_check_(context.scheduler, context.life, [this] { check_isr(); }),
      hw_checkpoint_(context.scheduler, context.life, [this] { checkpoint_high_watermarks(); }) {}

void ReplicaManager::start() { isr_check_.arm(context_.config.replica_lag_time_max_ms / 2); }

void ReplicaManager::stop_tasks() {
  isr_check_.disarm();
  hw_checkpoint_.disarm();
}

// ---- partitions

ReplicaManager::Hosted* ReplicaManager::find_hosted(TopicPartition tp) const {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto number = static_cast<std::size_t>(tp.partition.value());
  if (topic >= partitions_.size() || number >= partitions_[topic].size()) return nullptr;
  return partitions_[topic][number].get();
}

Partition* ReplicaManager::find(TopicPartition tp) {
  Hosted* hosted = find_hosted(tp);
  return hosted ? &hosted->partition : nullptr;
}
const Partition* ReplicaManager::find(TopicPartition tp) const {
  const Hosted* hosted = find_hosted(tp);
  return hosted ? &hosted->partition : nullptr;
}

Partition& ReplicaManager::create_partition(TopicPartition tp, const TopicConfig* config) {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto number = static_cast<std::size_t>(tp.partition.value());
  if (topic >= partitions_.size()) partitions_.resize(topic + 1);
  if (number >= partitions_[topic].size()) partitions_[topic].resize(number + 1);
  std::unique_ptr<Hosted>& place = partitions_[topic][number];
  SIM_CHECK(!place, "a replica is created once");
  const PartitionRules rules{.behaviour = context_.behaviour,
                             .replica_lag_time_max = context_.config.replica_lag_time_max_ms};
  place = std::make_unique<Hosted>(
      Hosted{Partition(tp, context_.id, config, rules, logs_.get_or_create(tp, config), *this), hosted_count_++});
  return place->partition;
}

/// Source: ReplicaManager.getPartitionOrError.
ErrorCode ReplicaManager::error_of_missing(TopicPartition tp) const {
  return metadata_.find(tp) ? ErrorCode::NOT_LEADER_OR_FOLLOWER : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
}

void ReplicaManager::check_all(std::size_t key) {
  produce_purgatory_.check_and_complete(key);
  fetch_purgatory_.check_and_complete(key);
}

// ---- the disk

/// True: it takes no more writes, and the process, whose only log directory it is, is about to be halted.
bool ReplicaManager::disk_refuses() {
  if (!context_.storage.full()) return false;
  if (!std::exchange(storage_failed_, true)) {
    for_each([](Partition& p) { p.mark_offline(); });
    context_.storage.fail(context_.life);
  }
  return true;
}

void ReplicaManager::checkpoint_high_watermarks() {
  if (disk_refuses()) return;
  context_.storage.checkpoint_high_watermarks();
  hw_checkpoint_.arm(context_.config.replica_high_watermark_checkpoint_interval_ms);
}

// ---- ISR

void ReplicaManager::on_isr_accepted(TopicPartition tp, PartitionEpoch partition_epoch) {
  Hosted* hosted = find_hosted(tp);
  if (hosted && hosted->partition.isr().change_pending() && hosted->partition.on_isr_accepted(partition_epoch))
    check_all(hosted->key);
}

void ReplicaManager::on_isr_refused(TopicPartition tp, ErrorCode error) {
  Hosted* hosted = find_hosted(tp);
  if (hosted && hosted->partition.isr().change_pending()) hosted->partition.on_isr_refused(error);
}

void ReplicaManager::on_isr_changed(TopicPartition tp, const std::vector<BrokerId>& before,
                                    const std::vector<BrokerId>& after) {
  const std::vector<BrokerId> removed = difference(before, after);
  if (!removed.empty()) {
    context_.emit([&] { return IsrShrunk{.tp = tp, .isr = after, .removed = removed}; });
  } else {
    context_.emit([&] { return IsrExpanded{.tp = tp, .isr = after, .added = after.back()}; });
  }
}

void ReplicaManager::on_high_watermark(TopicPartition tp, Offset high_watermark, bool as_leader) {
  context_.emit([&] {
    return HighWatermarkAdvanced{
        .broker = context_.id, .tp = tp, .high_watermark = high_watermark, .as_leader = as_leader};
  });
}

void ReplicaManager::on_last_stable_offset(TopicPartition tp, Offset last_stable_offset) {
  context_.emit([&] {
    return LastStableOffsetAdvanced{.broker = context_.id, .tp = tp, .last_stable_offset = last_stable_offset};
  });
}

void ReplicaManager::check_isr() {
  for_each([](Partition& p) { p.maybe_shrink_isr(); });
  isr_check_.arm(context_.config.replica_lag_time_max_ms / 2);
}

void ReplicaManager::on_follower_progressed(const FollowerProgressed& progress) {
  context_.emit([&] { return progress; });
}

}  // namespace kafka
