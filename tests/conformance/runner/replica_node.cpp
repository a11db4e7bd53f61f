#include "tests/conformance/runner/replica_node.h"

namespace conformance {

using kafka::ReplicationProtocol;

kafka::Behaviour behaviour_of(ReplicationProtocol protocol) {
  kafka::Behaviour b;
  b.protocol = protocol;
  b.alter_partition = protocol >= ReplicationProtocol::v28;
  b.stop_replica_epochs = b.alter_partition;
  b.broker_epochs = protocol >= ReplicationProtocol::kip320;
  b.guarded_controller_writes = b.broker_epochs;
  b.followers_serve_consumers = protocol >= ReplicationProtocol::v28;
  const bool modern = protocol >= ReplicationProtocol::v39;
  b.isr_needs_alive_broker = modern;
  b.min_isr_bounded_by_replicas = modern;
  b.recovering_leader = modern;
  return b;
}

void preset(kafka::Log& log, kafka::BrokerDisk& disk, const kafka::BatchPtr& batch, kafka::LeaderEpoch epoch,
            sim::SimTime now) {
  kafka::LogEntry entry;
  entry.base_offset = log.log_end_offset();
  entry.batch = batch;
  entry.epoch = epoch;
  log.append_as_follower(entry, now, disk.device().append(batch->size).value());
}

ReplicaWorld::ReplicaWorld(ReplicationProtocol protocol)
    : behaviour(behaviour_of(protocol)), tp{topics.intern("t"), kafka::PartitionId(0)} {
  // Checkpoints are written when the case says so; who is not in the ISR was caught up too long ago to count.
  config.replica_high_watermark_checkpoint_interval_ms = std::chrono::hours(24);
  config.replica_lag_time_max_ms = std::chrono::milliseconds(1);
}

void ReplicaWorld::pass_time() { scheduler.run_until(scheduler.from_now(std::chrono::milliseconds(10))); }

/// One run of the process.
struct ReplicaNode::Life final : public kafka::FollowerFetchers {
  Life(const kafka::BrokerContext& context, kafka::IsrChannel& isr_channel)
      : id(context.life), logs(context), replicas(context, metadata, logs, isr_channel) {
    replicas.connect(*this);
  }

  // FollowerFetchers
  void add(kafka::Partition& partition) override { fetched.emplace(partition, replicas); }
  void remove(kafka::TopicPartition) override { fetched.reset(); }
  [[nodiscard]] bool fetches(kafka::TopicPartition) const override { return fetched.has_value(); }
  void shutdown_idle() override {}

  sim::LifeId id;
  kafka::MetadataCache metadata;
  kafka::LogManager logs;
  kafka::ReplicaManager replicas;
  std::optional<kafka::FetchedPartition> fetched;
};

ReplicaNode::ReplicaNode(ReplicaWorld& world, kafka::BrokerId id, kafka::IsrChannel& isr_channel)
    : world_(world), id_(id), isr_channel_(isr_channel), disk_(world.scheduler, {}) {
  start();
}
ReplicaNode::~ReplicaNode() = default;

void ReplicaNode::start() {
  const kafka::BrokerContext context{.scheduler = world_.scheduler,
                                     .life = world_.scheduler.begin_life(),
                                     .host = sim::HostId(id_.value()),
                                     .id = id_,
                                     .config = world_.config,
                                     .costs = world_.costs,
                                     .topics = world_.topics,
                                     .emitter = world_.emitter,
                                     .storage = disk_,
                                     .behaviour = world_.behaviour};
  life_ = std::make_unique<Life>(context, isr_channel_);
  life_->metadata.set_alive(world_.replicas);
  world_.emit(id_, kafka::BrokerStarted{.broker = id_});
  life_->logs.load([] {});
  world_.scheduler.run_until(world_.scheduler.now());  // reads what was not flushed
}

void ReplicaNode::crash(std::optional<std::int64_t> keep) {
  world_.scheduler.end_life(life_->id);
  life_.reset();
  kafka::Log& on_disk = log();
  const kafka::Offset end = on_disk.log_end_offset();
  if (keep) {
    const auto kept = on_disk.entries().begin_index() + static_cast<kafka::LogEntries::Index>(*keep);
    const bool all = kept >= on_disk.entries().end_index();
    const std::int64_t written = *keep == 0 ? 0
                                 : all      ? disk_.device().end().value()
                                            : on_disk.entries()[kept - 1].disk_mark;
    if (on_disk.lose_after(written, world_.scheduler.now()))
      world_.emit(id_, kafka::LogTruncated{.broker = id_,
                                           .tp = world_.tp,
                                           .from = end,
                                           .to = on_disk.log_end_offset(),
                                           .high_watermark = on_disk.high_watermark(),
                                           .reason = kafka::TruncationReason::power_loss});
  }
  world_.emit(id_, kafka::BrokerStopped{.broker = id_, .how = keep ? "power_loss" : "kill"});
}

kafka::Log& ReplicaNode::log() {
  if (kafka::Log* known = disk_.find(world_.tp)) return *known;
  return disk_.create(world_.tp, &world_.topic, 0);
}

void ReplicaNode::preset(const kafka::BatchPtr& batch, kafka::LeaderEpoch epoch) {
  conformance::preset(log(), disk_, batch, epoch, world_.scheduler.now());
}

kafka::ReplicaManager& ReplicaNode::replicas() { return life_->replicas; }

kafka::Partition& ReplicaNode::partition() {
  if (kafka::Partition* known = life_->replicas.find(world_.tp)) return *known;
  return life_->replicas.create_partition(world_.tp, &world_.topic);
}

void ReplicaNode::leader_and_isr(const kafka::PartitionState& state) {
  partition();
  life_->replicas.become_leader_or_follower(world_.tp, state);
}

kafka::FetchedPartition* ReplicaNode::fetched() { return up() && life_->fetched ? &*life_->fetched : nullptr; }
void ReplicaNode::stop_fetching() { life_->fetched.reset(); }

}  // namespace conformance
