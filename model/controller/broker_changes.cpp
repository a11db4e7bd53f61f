#include "model/controller/broker_changes.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kafka {

// ---- who came and who went

void BrokerChanges::process(Next done) {
  reads_.brokers([this, done = std::move(done)](const Brokers& registered) { apply(registered, done); });
}

void BrokerChanges::apply(const Brokers& registered, Next done) {
  const bool by_epoch = parts_.services.behaviour.broker_epochs;
  std::vector<BrokerId> fresh;
  std::vector<BrokerId> bounced;
  std::vector<BrokerId> dead;
  for (const auto& [id, broker] : registered) {
    if (!parts_.context.is_live_or_shutting_down(id))
      fresh.push_back(id);
    else if (by_epoch && broker.epoch > parts_.context.broker_epoch(id))
      bounced.push_back(id);
  }
  for (const BrokerId id : parts_.context.live_or_shutting_down_ids())
    if (!registered.contains(id)) dead.push_back(id);
  if (fresh.empty() && bounced.empty() && dead.empty()) return done();
  parts_.services.emit([&] {
    return ControllerSawBrokers{.controller = parts_.services.id, .started = fresh, .failed = dead, .bounced = bounced};
  });
  for (const BrokerId id : fresh) parts_.channels.add_broker(id);
  for (const BrokerId id : bounced) parts_.channels.remove_broker(id);
  for (const BrokerId id : bounced) parts_.channels.add_broker(id);
  for (const BrokerId id : dead) parts_.channels.remove_broker(id);

  const auto came = [this, registered](const std::vector<BrokerId>& brokers, Next next) {
    if (brokers.empty()) return next();
    for (const BrokerId id : brokers) parts_.context.add_live_broker(id, registered.at(id));
    startup(brokers, std::move(next));
  };
  const auto went = [this](const std::vector<BrokerId>& brokers, Next next) {
    if (brokers.empty()) return next();
    for (const BrokerId id : brokers) parts_.context.remove_live_broker(id);
    failure(brokers, std::move(next));
  };
  run_steps({[=](Next next) { came(fresh, std::move(next)); }, [=](Next next) { went(bounced, std::move(next)); },
             [=](Next next) { came(bounced, std::move(next)); }, [=](Next next) { went(dead, std::move(next)); }},
            std::move(done));
}

/// Source: onBrokerStartup.
void BrokerChanges::startup(const std::vector<BrokerId>& brokers, Next done) {
  for (const BrokerId id : brokers) parts_.context.offline_dirs.erase(id);
  const std::set<BrokerId> fresh(brokers.begin(), brokers.end());
  std::vector<BrokerId> others;
  for (const BrokerId id : parts_.context.live_or_shutting_down_ids())
    if (!fresh.contains(id)) others.push_back(id);
  parts_.send_update_metadata(others, {});
  parts_.send_update_metadata(brokers, parts_.context.partitions_with_leadership());
  // The first thing they are told is everything they host.
  const Replicas replicas = parts_.context.replicas_on(brokers);
  parts_.replicas.move(replicas, ReplicaMachineState::Online);
  std::set<TopicId> deleting;
  for (const PartitionAndReplica& replica : replicas)
    if (parts_.context.is_queued_for_deletion(replica.tp.topic)) deleting.insert(replica.tp.topic);
  run_steps(
      {[this](Next next) { parts_.partitions.trigger_online([next](const std::vector<TopicPartition>&) { next(); }); },
       [this, fresh](Next next) {
         reassignment_.resume(
             [fresh](TopicPartition, const ReplicaAssignment& assignment) {
               const std::vector<BrokerId> target = assignment.target();
               return std::any_of(target.begin(), target.end(), [&](BrokerId id) { return fresh.contains(id); });
             },
             std::move(next));
       },
       [this, deleting](Next next) { parts_.deletion.resume_for(deleting, std::move(next)); }},
      std::move(done));
}

/// Source: onBrokerFailure.
void BrokerChanges::failure(const std::vector<BrokerId>& brokers, Next done) {
  for (const BrokerId id : brokers) {
    parts_.context.offline_dirs.erase(id);
    parts_.context.shutting_down.erase(id);
  }
  replicas_become_offline(parts_.context.replicas_on(brokers), std::move(done));
}

/// Source: onReplicasBecomeOffline.
void BrokerChanges::replicas_become_offline(const Replicas& replicas, Next done) {
  Replicas deleting;
  Replicas others;
  for (const PartitionAndReplica& replica : replicas)
    (parts_.context.is_queued_for_deletion(replica.tp.topic) ? deleting : others).push_back(replica);
  parts_.partitions.move(parts_.context.partitions_with_offline_leader(), PartitionMachineState::Offline);
  parts_.partitions.trigger_online([=, this, done = std::move(done)](const std::vector<TopicPartition>& elected) {
    run_steps({[=, this](Next next) { parts_.replicas.to_offline(others, std::move(next)); },
               [=, this](Next next) { parts_.deletion.fail_replicas(deleting, std::move(next)); }},
              [=, this] {
                // The state machines have told the brokers of nothing: they would not learn who is live.
                if (others.empty() && elected.empty()) parts_.send_update_metadata_to_all({});
                done();
              });
  });
}

// ---- controlled shutdown

ErrorCode BrokerChanges::check(const ControlledShutdownRequest& request) const {
  const ControllerContext& context = parts_.context;
  // With an epoch, a broker that is not known fails on the way to its own (NoSuchElementException).
  if (!context.is_live_or_shutting_down(request.broker))
    return request.broker_epoch == kNoBrokerEpoch ? ErrorCode::BROKER_NOT_AVAILABLE : ErrorCode::UNKNOWN_SERVER_ERROR;
  const bool stale =
      request.broker_epoch != kNoBrokerEpoch && request.broker_epoch < context.broker_epoch(request.broker);
  return stale ? ErrorCode::STALE_BROKER_EPOCH : ErrorCode::NONE;
}

void BrokerChanges::shut_down(const ControlledShutdownRequest& request,
                              const std::function<void(ControlledShutdownResponse)>& answer, Next done) {
  const BrokerId broker = request.broker;
  const auto tell = [this, broker, answer](ErrorCode error, std::vector<TopicPartition> remaining) {
    parts_.services.emit([&] {
      return ControlledShutdownAnswered{
          .broker = broker, .error = error, .remaining = static_cast<std::int32_t>(remaining.size())};
    });
    answer({.error = error, .remaining = std::move(remaining)});
  };
  const ErrorCode error = check(request);
  if (error != ErrorCode::NONE) {
    tell(error, {});
    return done();
  }
  parts_.context.shutting_down.insert(broker);
  move_leaders(broker, [this, broker, tell, done = std::move(done)] {
    tell(ErrorCode::NONE, parts_.context.led_by(broker));
    done();
  });
}

/// Source: doControlledShutdown. Partitions with one replica stay where they are.
void BrokerChanges::move_leaders(BrokerId from, Next done) {
  std::vector<TopicPartition> led;
  std::vector<TopicPartition> followed;
  Replicas replicas;
  for (const TopicPartition tp : parts_.context.partitions_on(from)) {
    const PartitionState* leadership = parts_.context.leadership(tp);
    if (!leadership || parts_.context.replicas(tp).size() < 2 || parts_.context.is_queued_for_deletion(tp.topic))
      continue;
    (leadership->leader == from ? led : followed).push_back(tp);
    if (leadership->leader != from) replicas.push_back({tp, from});
  }
  parts_.partitions.to_online(led, ElectionStrategy::controlled_shutdown,
                              [=, this, done = std::move(done)](const std::vector<TopicPartition>&) {
                                parts_.batch.new_batch();
                                for (const TopicPartition tp : followed) parts_.batch.add_stop_replica(from, tp, false);
                                parts_.batch.send_to_brokers();
                                parts_.replicas.to_offline(replicas, done);
                              });
}

// ---- failed log directories

void BrokerChanges::on_leader_and_isr_answer(BrokerId from, const LeaderAndIsrResponse& answer, Next done) {
  if (answer.error != ErrorCode::NONE) return done();
  std::set<TopicPartition>& offline = parts_.context.offline_dirs[from];
  const std::set<TopicPartition> before = offline;
  for (const LeaderAndIsrResponse::Partition& p : answer.partitions) {
    if (p.error == ErrorCode::NONE) offline.erase(p.tp);
    if (p.error == ErrorCode::KAFKA_STORAGE_ERROR) offline.insert(p.tp);
  }
  Replicas fresh;
  for (const TopicPartition tp : offline)
    if (!before.contains(tp)) fresh.push_back({tp, from});
  if (fresh.empty()) return done();
  replicas_become_offline(fresh, std::move(done));
}

}  // namespace kafka
