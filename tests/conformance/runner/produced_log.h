#pragma once
/// One partition led by a real broker, and what producers with an id append to it: the append path from
/// ReplicaManager.appendRecords on.

#include <cstdint>
#include <map>

#include "tests/support/one_broker.h"

namespace conformance {

/// A batch of `records` records of producer `pid`, or an end of its transaction.
struct ProducedBatch {
  std::int64_t pid = -1;  ///< -1: none
  std::int64_t epoch = 0;
  std::int64_t base_seq = 0;
  std::int64_t records = 1;
  bool transactional = false;
  kafka::ControlRecordType marker = kafka::ControlRecordType::none;
  std::int64_t coordinator_epoch = 0;
  sim::Duration age{0};  ///< of its records
};

class ProducedLog {
 public:
  /// `isr`: brokers 1 to `isr` replicate it; 1 leads.
  explicit ProducedLog(kafka::Profile profile, int isr = 1) {
    world_.profile = profile;
    world_.behaviour = kafka::behaviour_of(profile);
    world_.behaviour.transaction_verification = false;  // there is no coordinator to ask
    world_.start();
    std::vector<int> replicas;
    for (int id = 1; id <= isr; ++id) replicas.push_back(id);
    partition_ = &world_.lead("orders", {}, replicas, replicas);
  }

  /// What a Produce, or for a marker a WriteTxnMarkers, is answered once the batch is in the leader's log.
  kafka::ProduceResponse::Partition append(const ProducedBatch& produced) {
    kafka::ProduceResponse::Partition answer;
    const bool internal = produced.marker != kafka::ControlRecordType::none;
    world_.replicas().append_records(1, sim::Duration{0}, {{.tp = world_.tp(), .batch = batch(produced)}}, internal,
                                     [&](auto&& answers) { answer = answers.front(); });
    return answer;
  }
  [[nodiscard]] kafka::testing::OneBroker& world() { return world_; }
  [[nodiscard]] const kafka::Log& log() const { return partition_->log(); }

 private:
  [[nodiscard]] kafka::BatchPtr batch(const ProducedBatch& produced) const {
    auto* made = new kafka::RecordBatch;
    made->count = static_cast<std::int32_t>(produced.records);
    made->size = sim::Bytes(61 + 11 * produced.records);
    made->first_timestamp = made->max_timestamp = world_.scheduler.now() - produced.age;
    made->control = produced.marker;
    if (produced.pid < 0) return kafka::BatchPtr(made);
    made->producer_id = kafka::ProducerId(produced.pid);
    made->producer_epoch = kafka::ProducerEpoch(static_cast<std::int16_t>(produced.epoch));
    made->transactional = produced.transactional || made->is_control();
    if (made->is_control()) {
      made->coordinator_epoch = static_cast<std::int32_t>(produced.coordinator_epoch);
    } else {
      made->base_sequence = kafka::Sequence(static_cast<std::int32_t>(produced.base_seq));
    }
    return kafka::BatchPtr(made);
  }

  kafka::testing::OneBroker world_;
  kafka::Partition* partition_;
};

}  // namespace conformance
