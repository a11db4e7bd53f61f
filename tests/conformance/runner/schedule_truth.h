#pragma once
/// Sees what no broker sees: all logs and high watermarks at once, and so what a schedule breaks.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "tests/conformance/runner/replica_node.h"

namespace conformance {

/// The records of a case by their number, which is the batch's first_id.
struct CaseRecords {
  std::vector<std::string> values;

  /// A batch of one record. Producer 0 asks for acks=all, 1 for acks=1, 2 for none.
  kafka::BatchPtr make(const std::string& value, std::int32_t producer);
  [[nodiscard]] const std::string& value_of(const kafka::LogEntry& entry) const;
};
inline constexpr std::int64_t kRecordSize = 100;

using Violations = std::set<std::string>;

class ScheduleTruth final : public kafka::EventSink {
 public:
  using Nodes = std::map<kafka::BrokerId, std::unique_ptr<ReplicaNode>>;
  ScheduleTruth(const Nodes& nodes, const CaseRecords& records) : nodes_(nodes), records_(records) {}

  struct Acked {
    std::string value;
    std::int64_t offset;
    bool all;  ///< replicated when it was acknowledged
  };
  void acknowledged(Acked record) { acked_.push_back(std::move(record)); }
  /// "m1@0", of acks=all.
  [[nodiscard]] std::set<std::string> acked() const;

  /// High watermarks that move within a step count too.
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// A step is over.
  void look(const kafka::PartitionState& stored);

  [[nodiscard]] const Violations& now_broken() const { return now_; }
  [[nodiscard]] const Violations& ever_broken() const { return seen_; }
  [[nodiscard]] Violations passing() const;  ///< seen before, but not now
  [[nodiscard]] bool strong_isr_held() const { return strong_isr_held_; }
  /// nullptr where there is none.
  [[nodiscard]] static const kafka::LogEntry* entry_at(ReplicaNode& node, std::int64_t offset);
  /// "m1.0 m2.0"
  [[nodiscard]] std::string log_of(kafka::BrokerId broker) const;

 private:
  void look_below_high_watermark(ReplicaNode& node);
  void find_lost(const kafka::PartitionState& stored);
  void find_diverged();
  void check_strong_isr(const kafka::PartitionState& stored);
  /// "m1.0"; "" where there is none.
  [[nodiscard]] std::string at(ReplicaNode& node, std::int64_t offset) const;

  const Nodes& nodes_;
  const CaseRecords& records_;
  std::vector<Acked> acked_;
  std::map<std::int64_t, std::set<std::string>> committed_;  ///< ever below a leader's high watermark, with epochs
  std::map<std::int64_t, std::set<std::string>> read_;       ///< their values
  Violations forever_;                                       ///< what cannot be undone
  Violations now_;
  Violations seen_;
  bool strong_isr_held_ = true;
};

}  // namespace conformance
