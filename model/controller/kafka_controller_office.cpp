#include <set>
#include <utility>

#include "model/controller/kafka_controller.h"
#include "model/zk/zk_data.h"

/// How a broker becomes controller, what it does first, and how it ceases to be one.

namespace kafka {

namespace {

/// Kafka: scheduleAutoLeaderRebalanceTask(delay = 5).
constexpr sim::Duration kFirstRebalance = std::chrono::seconds(5);

}  // namespace

// ---- /controller

void KafkaController::watch_controller(Next done) {
  services_.zk.register_znode_change_handler(zk_data::kControllerPath, [this](zk::EventType type) {
    const bool vacant = type == zk::EventType::NodeDeleted;
    events_.put({.name = vacant ? "Reelect" : "ControllerChange", .process = [this, vacant](Next next) {
                   maybe_resign([this, vacant, next = std::move(next)] { vacant ? elect(next) : next(); });
                 }});
  });
  reads_.exists(zk_data::kControllerPath, [done = std::move(done)](bool) { done(); });
}

void KafkaController::elect(Next done) {
  reads_.controller([this, done = std::move(done)](BrokerId controller) {
    active_id_ = controller;
    if (controller != kNoBroker) return done();
    register_controller(
        services_.zk, services_.id, services_.scheduler.now(),
        [this, done](const ControllerRegistration& result) {
          if (result.error == zk::Error::Ok) return take_office(result, done);
          if (result.error == zk::Error::SessionExpired) return on_lost(ControllerZk::Lost::session);
          maybe_resign(done);  // another broker was faster
        },
        services_.behaviour);
  });
}

void KafkaController::maybe_resign(Next done) {
  const bool was_active = is_active();
  watch_controller([this, was_active, done = std::move(done)] {
    reads_.controller([this, was_active, done](BrokerId controller) {
      active_id_ = controller;
      if (was_active && !is_active()) resign();
      done();
    });
  });
}

/// A broker whose node belongs to somebody else stays unregistered: Kafka logs the exception.
void KafkaController::register_broker_and_reelect(Next done) {
  services_.register_broker([this, done = std::move(done)](bool ok) {
    if (!ok) return done();
    maybe_resign([this, done] { elect(done); });
  });
}

// ---- taking office

/// Source: onControllerFailover.
void KafkaController::take_office(const ControllerRegistration& registration, Next done) {
  in_office_ = true;
  active_id_ = services_.id;
  elected_at_ = services_.scheduler.now();
  context_.epoch = registration.epoch;
  context_.epoch_zk_version = registration.epoch_zk_version;
  services_.emit([&] { return ControllerElected{.broker = services_.id, .controller_epoch = context_.epoch}; });
  watch_cluster();
  run_steps(
      {[this](Next next) { reads_.exists(zk_data::kPreferredElectionPath, [next](bool) { next(); }); },
       [this](Next next) { reads_.exists(zk_data::kReassignPartitionsPath, [next](bool) { next(); }); },
       [this](Next next) { isr_changes_.delete_notifications(std::move(next)); },
       [this](Next next) { load_context(std::move(next)); }, [this](Next next) { load_deletions(std::move(next)); }},
      [this, done = std::move(done)] { go_to_work(done); });
}

void KafkaController::watch_cluster() {
  KafkaZkClient& zk = services_.zk;
  const auto on_children = [&](const char* path, std::string_view event, Step process) {
    zk.register_znode_child_change_handler(path,
                                           [this, event, process](zk::EventType) { put_if_active(event, process); });
  };
  on_children(zk_data::kBrokerIdsPath, "BrokerChange", [this](Next next) { brokers_.process(std::move(next)); });
  on_children(zk_data::kTopicsPath, "TopicChange", [this](Next next) { topics_.process(std::move(next)); });
  on_children(zk_data::kDeleteTopicsPath, "TopicDeletion",
              [this](Next next) { topics_.process_deletions(std::move(next)); });
  on_children(zk_data::kIsrChangeNotificationPath, "IsrChangeNotification",
              [this](Next next) { isr_changes_.process_notifications(std::move(next)); });
  zk.register_znode_change_handler(zk_data::kPreferredElectionPath, [this](zk::EventType type) {
    if (type == zk::EventType::NodeCreated) preferred_.put_process_wish();
  });
  zk.register_znode_change_handler(zk_data::kReassignPartitionsPath, [this](zk::EventType type) {
    if (type == zk::EventType::NodeCreated) reassignment_.put_process_wishes();
  });
}

/// Source: initializeControllerContext.
void KafkaController::load_context(Next done) {
  reads_.brokers([this, done = std::move(done)](std::map<BrokerId, LiveBroker> brokers) {
    context_.set_live_brokers(std::move(brokers));
    load_topics([this, done] {
      context_.clear_leaderships();
      context_.shutting_down.clear();
      parts().refresh_leaderships(context_.all_partitions(), [this, done] {
        for (const BrokerId id : context_.live_or_shutting_down_ids()) channels_.add_broker(id);
        done();
      });
    });
  });
}

void KafkaController::load_topics(Next done) {
  reads_.topics([this, done = std::move(done)](const std::set<TopicId>& topics) {
    context_.topics = topics;
    topics_.watch(topics);
    reads_.assignments(topics, [this, done](const ControllerReads::Assignments& assignments) {
      for (const auto& [tp, assignment] : assignments) {
        context_.set_assignment(tp, assignment);
        if (assignment.being_reassigned()) context_.being_reassigned.insert(tp);
      }
      done();
    });
  });
}

/// Source: fetchTopicDeletionsInProgress.
void KafkaController::load_deletions(Next done) {
  reads_.topic_deletions([this, done = std::move(done)](const std::set<TopicId>& topics) {
    std::set<TopicId> ineligible;
    for (const TopicPartition tp : context_.being_reassigned) ineligible.insert(tp.topic);
    for (const TopicId topic : context_.topics)
      for (const PartitionAndReplica& replica : context_.replicas_of(topic))
        if (!context_.is_online(replica.replica, replica.tp)) ineligible.insert(topic);
    deletion_.init(topics, ineligible);
    done();
  });
}

/// Brokers must know who is live before they are told whom to follow.
void KafkaController::go_to_work(Next done) {
  parts().send_update_metadata_to_all({});
  run_steps({[this](Next next) { replicas_.startup(std::move(next)); },
             [this](Next next) { partitions_.startup(std::move(next)); },
             [this](Next next) {
               services_.emit([&] {
                 return ControllerReady{.broker = services_.id,
                                        .controller_epoch = context_.epoch,
                                        .partitions = static_cast<std::int32_t>(context_.assignments().size()),
                                        .loading = services_.scheduler.now() - elected_at_};
               });
               reassignment_.initialize(std::move(next));
             },
             [this](Next next) { deletion_.resume(std::move(next)); },
             [this](Next next) { preferred_.process_pending(std::move(next)); }},
            [this, done = std::move(done)] {
              if (services_.config.auto_leader_rebalance_enable) auto_rebalance_.arm(kFirstRebalance);
              done();
            });
}

// ---- leaving it

/// Source: onControllerResignation.
void KafkaController::resign() {
  if (!std::exchange(in_office_, false)) return;
  services_.emit([&] { return ControllerResigned{.broker = services_.id, .controller_epoch = context_.epoch}; });
  KafkaZkClient& zk = services_.zk;
  for (const char* path :
       {zk_data::kBrokerIdsPath, zk_data::kTopicsPath, zk_data::kDeleteTopicsPath, zk_data::kIsrChangeNotificationPath})
    zk.unregister_znode_child_change_handler(path);
  for (const char* path : {zk_data::kPreferredElectionPath, zk_data::kReassignPartitionsPath})
    zk.unregister_znode_change_handler(path);
  reassignment_.unwatch_all();
  topics_.unwatch_all();
  auto_rebalance_.disarm();
  channels_.shutdown();
  context_.reset();
}

}  // namespace kafka
