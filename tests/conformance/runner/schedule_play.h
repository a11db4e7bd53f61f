#pragma once
/// Plays a replication schedule under one generation of the protocol, step by step.

#include <memory>
#include <set>

#include "model/invariant/invariants.h"
#include "tests/conformance/runner/fields.h"
#include "tests/conformance/runner/schedule_controller.h"
#include "tests/conformance/runner/schedule_truth.h"

namespace conformance {

class SchedulePlay {
 public:
  SchedulePlay(Fields& fields, kafka::ReplicationProtocol protocol, kafka::Mutation bug = kafka::Mutation::none);
  void run();

  [[nodiscard]] const ScheduleTruth& truth() const { return truth_; }
  [[nodiscard]] const kafka::Invariants& checkers() const { return checkers_; }
  [[nodiscard]] const std::vector<kafka::BrokerId>& replicas() const { return world_.replicas; }
  /// Records were on no disk when a machine lost its power: what agrees then is nobody's fault.
  [[nodiscard]] bool lost_power() const { return lost_power_; }

 private:
  void play(Fields& step);
  bool play_controller(Fields& step);
  bool play_broker(Fields& step);
  bool play_isr(Fields& step);

  void elect(Fields& f);
  void fail(Fields& f);
  void leader_and_isr(Fields& f);
  void append(Fields& f);
  void append_one(ReplicaNode& node, const std::string& value, std::int16_t acks);
  void fetch(Fields& f);
  void reconcile(ReplicaNode& node);
  void ask_for_bounds(ReplicaNode& node);
  void shrink(Fields& f);
  void propose_expand(Fields& f);
  void crash(Fields& f);
  void set_up(Fields& f);
  void preset_record(ReplicaNode& at, const std::string& value, kafka::LeaderEpoch epoch);
  void preset_acked(Fields& f);

  ReplicaNode& node(Fields& f, std::string_view key);
  ReplicaNode* leader_of(ReplicaNode& follower);
  [[nodiscard]] std::set<kafka::BrokerId> up() const;
  void answer_proposals();
  void deliver_to_consumers();
  void deliver(ReplicaNode& leader);

  Fields& fields_;
  ReplicaWorld world_;
  CaseRecords records_;
  ScheduleController controller_;
  ScheduleTruth::Nodes nodes_;
  ScheduleTruth truth_;
  kafka::Invariants checkers_;
  bool lost_power_ = false;
};

}  // namespace conformance
