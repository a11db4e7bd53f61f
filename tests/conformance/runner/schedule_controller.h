#pragma once
/// The controller of a schedule: it keeps the stored state of the one partition and answers leaders that want another
/// ISR. Elections are the model's own.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "model/broker/partition_state.h"
#include "tests/conformance/runner/replica_node.h"

namespace conformance {

class ScheduleController final : public kafka::IsrChannel {
 public:
  explicit ScheduleController(const ReplicaWorld& world) : world_(world) {}

  /// A leader epoch and version more.
  void elect(kafka::BrokerId leader, const std::vector<kafka::BrokerId>& isr);
  /// The broker is gone: an election if it led, otherwise it only leaves the ISR. `up`: brokers
  /// whose process runs.
  void on_broker_failure(kafka::BrokerId broker, const std::set<kafka::BrokerId>& up, bool unclean);
  /// It registered again: a clean election if nobody leads.
  void on_broker_start(kafka::BrokerId broker, const std::set<kafka::BrokerId>& up);

  [[nodiscard]] const kafka::PartitionState& stored() const { return stored_; }
  [[nodiscard]] bool exists() const { return exists_; }
  /// What LeaderAndIsr said when that epoch began; nullptr if it never did.
  [[nodiscard]] const kafka::PartitionState* announced(kafka::LeaderEpoch epoch) const;

  // IsrChannel
  void submit(kafka::BrokerId leader, const kafka::IsrChange& change) override;

  enum class Proposals { reach, rejected, delayed };
  /// What becomes of the proposals of the next action.
  void treat_proposals(Proposals how) { how_ = how; }
  /// Answers what has reached it. `node(id)` gives the leader that asked.
  void answer(const std::function<ReplicaNode&(kafka::BrokerId)>& node);
  /// What was delayed reaches it now.
  void deliver_delayed(kafka::BrokerId leader);

 private:
  struct Asked {
    kafka::BrokerId leader;
    kafka::IsrChange change;
    kafka::ErrorCode verdict = kafka::ErrorCode::NONE;
  };
  void write(kafka::PartitionState next);
  void elect_if_leaderless(const std::set<kafka::BrokerId>& up, bool unclean);
  [[nodiscard]] kafka::ErrorCode judge(const kafka::IsrChange& change) const;
  void settle(const Asked& asked, ReplicaNode& leader);

  const ReplicaWorld& world_;
  kafka::PartitionState stored_;
  bool exists_ = false;
  std::map<kafka::LeaderEpoch, kafka::PartitionState> announced_;
  std::set<kafka::BrokerId> failed_;
  Proposals how_ = Proposals::reach;
  std::vector<Asked> asked_;
  std::vector<Asked> delayed_;
};

}  // namespace conformance
