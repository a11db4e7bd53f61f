#pragma once
/// Elections that administrators asked for: answered once this broker itself has heard of the new leaders, or after the
/// request's timeout. Kafka: ReplicaManager.electLeaders, DelayedElectLeader.

#include <functional>
#include <list>
#include <memory>

#include "model/broker/broker_context.h"
#include "model/broker/metadata_cache.h"
#include "model/controller/kafka_controller.h"
#include "sim/core/timer.h"

namespace kafka {

///   volatile   what waits
///   timers     of each: the request's timeout
class AdminElections {
 public:
  using Answer = std::function<void(ElectLeadersResponse)>;

  AdminElections(const BrokerContext& context, const MetadataCache& metadata, KafkaController& controller)
      : context_(context), metadata_(metadata), controller_(controller) {}

  void elect(const ElectLeadersRequest& request, Answer answer);
  /// An UpdateMetadata was carried out.
  void on_metadata_updated() { check(false); }

 private:
  struct Delayed {
    std::vector<ElectionOutcome> outcomes;
    bool all = false;  ///< nobody named partitions: those that needed no election are not told
    Answer answer;
    sim::SimTime deadline;
    std::unique_ptr<sim::Timer> timeout;
  };

  void wait(Delayed delayed);
  void check(bool timed_out);
  [[nodiscard]] bool known(const Delayed& delayed) const;
  static void finish(const Delayed& delayed, const MetadataCache& metadata);

  BrokerContext context_;
  const MetadataCache& metadata_;
  KafkaController& controller_;
  std::list<Delayed> delayed_;
};

}  // namespace kafka
