#include "model/controller/kafka_controller.h"

#include <set>
#include <utility>
#include <vector>

namespace kafka {

namespace {

constexpr const char* kStateHandler = "controller-state-change-handler";

}  // namespace

KafkaController::KafkaController(const ControllerServices& services)
    : services_(services),
      events_(services_.scheduler, services_.life),
      zk_(services_, context_, [this](ControllerZk::Lost why) { on_lost(why); }),
      reads_(services_, zk_),
      channels_(services_, *this),
      batch_(services_.id, context_, services_.behaviour, channels_),
      partitions_(services_, context_, zk_, channels_),
      replicas_(services_, context_, zk_, channels_),
      deletion_(services_, context_, zk_, partitions_, replicas_, channels_,
                [this](TopicId topic) { topics_.unwatch(topic); }),
      reassignment_(parts(), reads_),
      brokers_(parts(), reads_, reassignment_),
      topics_(parts(), reads_),
      preferred_(parts(), reads_),
      admin_(parts(), reassignment_),
      isr_changes_(parts(), reads_, reassignment_),
      auto_rebalance_(services_.scheduler, services_.life, [this] {
        put_if_active("AutoPreferredReplicaLeaderElection", [this](Next next) {
          preferred_.rebalance([this, next] {
            auto_rebalance_.arm(services_.config.leader_imbalance_check_interval_seconds);
            next();
          });
        });
      }) {}

KafkaController::~KafkaController() = default;

ControllerParts KafkaController::parts() {
  return {.services = services_,
          .context = context_,
          .zk = zk_,
          .events = events_,
          .channels = channels_,
          .partitions = partitions_,
          .replicas = replicas_,
          .deletion = deletion_,
          .batch = batch_,
          .put = [this](std::string_view name, Step process) { put_if_active(name, std::move(process)); }};
}

// ---- events

void KafkaController::put_if_active(std::string_view name, Step process) {
  events_.put({.name = name, .process = [this, process = std::move(process)](Next next) {
                 if (!is_active()) return next();
                 process(std::move(next));
               }});
}

/// The event that runs now ends here: Kafka throws an exception out of it. One that owes an answer catches it;
/// otherwise a controller that was deposed resigns.
void KafkaController::on_lost(ControllerZk::Lost why) {
  partitions_.give_up();
  replicas_.give_up();
  batch_.clear();
  if (const auto answer = std::exchange(if_lost_, nullptr)) {
    answer(why);
    return events_.abandon();
  }
  if (why == ControllerZk::Lost::session) return events_.abandon();
  maybe_resign([this] { events_.abandon(); });
}

void KafkaController::startup() {
  services_.zk.register_state_change_handler(
      kStateHandler,
      {.before_initializing_session =
           [this](std::function<void()> proceed) {
             // The new session waits until nothing of the old one's work is left.
             events_.clear_and_put({.name = "Expire", .process = [this, proceed = std::move(proceed)](Next next) {
                                      active_id_ = kNoBroker;
                                      resign();
                                      proceed();
                                      next();
                                    }});
           },
       .after_initializing_session =
           [this] {
             events_.put({.name = "RegisterBrokerAndReelect",
                          .process = [this](Next next) { register_broker_and_reelect(std::move(next)); }});
           }});
  events_.put({.name = "Startup",
               .process = [this](Next next) { watch_controller([this, next = std::move(next)] { elect(next); }); }});
}

void KafkaController::shutdown() {
  events_.close([this] { resign(); });
}

void KafkaController::controlled_shutdown(const ControlledShutdownRequest& request, ShutdownAnswer answer) {
  const auto refuse = [answer](ErrorCode error) { answer({.error = error, .remaining = {}}); };
  const auto process = [this, request, answer, refuse](Next next) {
    if (!is_active()) {
      refuse(ErrorCode::STALE_CONTROLLER_EPOCH);
      return next();
    }
    if_lost_ = [refuse](ControllerZk::Lost why) {
      refuse(why == ControllerZk::Lost::office ? ErrorCode::STALE_CONTROLLER_EPOCH : ErrorCode::UNKNOWN_SERVER_ERROR);
    };
    brokers_.shut_down(
        request,
        [this, answer](ControlledShutdownResponse response) {
          if_lost_ = nullptr;
          answer(std::move(response));
        },
        std::move(next));
  };
  events_.put({.name = "ControlledShutdown", .process = process, .preempt = [refuse] {
                 refuse(ErrorCode::STALE_CONTROLLER_EPOCH);
               }});
}

void KafkaController::alter_partition(const AlterPartitionRequest& request, AlterPartitionAnswer answer) {
  const auto refuse = [answer](ErrorCode error) { answer({.error = error, .partitions = {}}); };
  const auto process = [this, request, answer, refuse](Next next) {
    if (!is_active()) {
      refuse(ErrorCode::NOT_CONTROLLER);
      return next();
    }
    if_lost_ = [refuse](ControllerZk::Lost) { refuse(ErrorCode::UNKNOWN_SERVER_ERROR); };
    isr_changes_.alter(
        request,
        [this, answer](AlterPartitionResponse response) {
          if_lost_ = nullptr;
          answer(std::move(response));
        },
        std::move(next));
  };
  events_.put({.name = "AlterPartitionReceived", .process = process});
}

void KafkaController::enable_topic_unclean_leader_election(TopicId topic) {
  if (!is_active()) return;
  put_if_active("TopicUncleanLeaderElectionEnable", [this, topic](Next next) {
    partitions_.trigger_online(topic, [next = std::move(next)](const std::vector<TopicPartition>&) { next(); });
  });
}

void KafkaController::enable_default_unclean_leader_election() {
  put_if_active("UncleanLeaderElectionEnable", [this](Next next) {
    partitions_.trigger_online([next = std::move(next)](const std::vector<TopicPartition>&) { next(); });
  });
}

// ---- answers

void KafkaController::on_control_response(BrokerId from, const RequestBody& request, const ResponseBody& answer) {
  if (const auto* response = std::get_if<LeaderAndIsrResponse>(&answer)) {
    put_if_active("LeaderAndIsrResponseReceived", [this, from, response = *response](Next next) {
      brokers_.on_leader_and_isr_answer(from, response, std::move(next));
    });
  } else if (const auto* stopped = std::get_if<StopReplicaResponse>(&answer)) {
    on_stop_replica_answer(from, std::get<StopReplicaRequest>(request), *stopped);
  }
}

/// Only answers to deletions count: the StopReplica before it, which stops the replica, may fail too. An answer without
/// partitions, to a request that was refused as a whole, tells nothing. Source:
/// AbstractControllerBrokerRequestBatch.sendStopReplicaRequests, processTopicDeletionStopReplicaResponseReceived.
void KafkaController::on_stop_replica_answer(BrokerId from, const StopReplicaRequest& asked,
                                             const StopReplicaResponse& answer) {
  std::set<TopicPartition> deletions;
  for (const StopReplicaRequest::Partition& p : asked.partitions)
    if (p.delete_partition && context_.deletion_started.contains(p.tp.topic)) deletions.insert(p.tp);
  std::vector<PartitionAndReplica> failed;
  std::vector<PartitionAndReplica> deleted;
  for (const StopReplicaResponse::Partition& p : answer.partitions) {
    if (!deletions.contains(p.tp)) continue;
    const bool ok = answer.error == ErrorCode::NONE && p.error == ErrorCode::NONE;
    (ok ? deleted : failed).push_back({p.tp, from});
  }
  if (failed.empty() && deleted.empty()) return;
  put_if_active("TopicDeletionStopReplicaResponseReceived", [this, failed, deleted](Next next) {
    deletion_.fail_replicas(failed, [this, deleted, next = std::move(next)] {
      if (deleted.empty()) return next();
      deletion_.complete_replicas(deleted, next);
    });
  });
}

}  // namespace kafka
