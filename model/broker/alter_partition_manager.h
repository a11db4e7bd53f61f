#pragma once
/// A leader's ISR changes, through the controller (KIP-497, since 2.7). Kafka: DefaultAlterPartitionManager.

#include <functional>
#include <map>
#include <vector>

#include "model/broker/controller_channel.h"
#include "model/broker/partition_state.h"

namespace kafka {

///   volatile   changes that are not answered, at most one for each partition
///   sends      AlterPartition with all of them, one request at a time
///   receives   its answers
///   timers     retry_   50 ms after an error of the request as a whole
class AlterPartitionManager final : public IsrChannel {
 public:
  AlterPartitionManager(const BrokerContext& context, ControllerChannel& controller, IsrChangeListener& listener,
                        std::function<BrokerEpoch()> broker_epoch);

  void submit(BrokerId leader, const IsrChange& change) override;

  [[nodiscard]] std::size_t unsent() const { return unsent_.size(); }

 private:
  void propagate();
  void on_answer(const AlterPartitionResponse& response, const std::vector<IsrChange>& sent);
  void refuse_waiting();

  BrokerContext context_;
  ControllerChannel& controller_;
  IsrChangeListener& listener_;
  std::function<BrokerEpoch()> broker_epoch_;
  std::map<TopicPartition, IsrChange> unsent_;
  std::vector<IsrChange> refused_;
  bool in_flight_ = false;
  sim::Timer retry_;
  sim::Timer refuse_;
};

}  // namespace kafka
