#include "model/broker/alter_partition_manager.h"

#include <utility>

namespace kafka {

namespace {

constexpr sim::Duration kRetryPause = std::chrono::milliseconds(50);

}  // namespace

AlterPartitionManager::AlterPartitionManager(const BrokerContext& context, ControllerChannel& controller,
                                             IsrChangeListener& listener, std::function<BrokerEpoch()> broker_epoch)
    : context_(context),
      controller_(controller),
      listener_(listener),
      broker_epoch_(std::move(broker_epoch)),
      retry_(context.scheduler, context.life, [this] { propagate(); }),
      refuse_(context.scheduler, context.life, [this] { refuse_waiting(); }) {}

/// A partition whose last change is still under way (a LeaderAndIsr came in between) has to wait for it.
void AlterPartitionManager::submit(BrokerId leader, const IsrChange& change) {
  if (!unsent_.emplace(change.tp, change).second) {
    refused_.push_back(change);
    if (!refuse_.armed()) refuse_.arm(sim::Duration{0});
    return;
  }
  context_.emit([&] { return proposal_of(leader, change); });
  propagate();
}

void AlterPartitionManager::refuse_waiting() {
  for (const IsrChange& change : std::exchange(refused_, {})) {
    AlterPartitionResponse::Partition answer;
    answer.tp = change.tp;
    answer.error = ErrorCode::OPERATION_NOT_ATTEMPTED;
    listener_.on_isr_answer(change, answer);
  }
}

void AlterPartitionManager::propagate() {
  if (in_flight_ || unsent_.empty()) return;
  in_flight_ = true;
  AlterPartitionRequest request;
  request.broker = context_.id;
  request.broker_epoch = broker_epoch_();
  std::vector<IsrChange> sent;
  for (const auto& [tp, change] : unsent_) {
    request.partitions.push_back({tp, change.leader_epoch, change.partition_epoch, change.isr, change.recovery});
    sent.push_back(change);
  }
  controller_.send(std::move(request), [this, sent = std::move(sent)](const ResponseBody& answer) {
    on_answer(std::get<AlterPartitionResponse>(answer), sent);
  });
}

/// Source: DefaultAlterPartitionManager.handleAlterPartitionResponse. What the answer does not name is sent again.
void AlterPartitionManager::on_answer(const AlterPartitionResponse& response, const std::vector<IsrChange>& sent) {
  if (response.error == ErrorCode::NONE) {
    std::map<TopicPartition, const AlterPartitionResponse::Partition*> answers;
    for (const auto& p : response.partitions) answers[p.tp] = &p;
    for (const IsrChange& change : sent) {
      const auto answer = answers.find(change.tp);
      if (answer == answers.end()) continue;
      unsent_.erase(change.tp);
      const ErrorCode error = answer->second->error;
      if (error != ErrorCode::NONE)
        context_.emit([&] { return IsrChangeFailed{.leader = context_.id, .tp = change.tp, .error = error}; });
      listener_.on_isr_answer(change, *answer->second);
    }
  }
  in_flight_ = false;
  if (response.error == ErrorCode::NONE) return propagate();
  retry_.arm(kRetryPause);
}

}  // namespace kafka
