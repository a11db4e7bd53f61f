#pragma once
/// Curves of a trace: partitions that lack a replica or a leader, and how far each group is behind.

#include <cstdint>
#include <map>
#include <optional>

#include "scenarios/engine/export/trace_canvas.h"
#include "scenarios/engine/run/group_lag.h"

namespace scenario {

class TraceCounters {
 public:
  /// Lag changes with every record: it is drawn where it has changed since so long ago, and at the end.
  static constexpr sim::Duration kEvery = std::chrono::milliseconds(100);

  explicit TraceCounters(TraceCanvas& canvas) : canvas_(canvas) {}

  /// Before anything that happens at `now`.
  void passed(sim::SimTime now);
  void finish(sim::SimTime now);

  void on(sim::SimTime now, const kafka::PartitionStateChanged& e);
  void on(sim::SimTime now, const kafka::TopicDeleted& e);
  void on(const kafka::BecameLeader& e) { high_watermark(e.tp, e.high_watermark); }
  void on(const kafka::HighWatermarkAdvanced& e);
  void on(const kafka::PositionSet& e);
  void on(const kafka::RecordsDelivered& e);
  void on(const kafka::OffsetCommitted& e);

 private:
  struct Lag {
    GroupLag read;       ///< by positions
    GroupLag committed;  ///< by committed offsets, as tools show it
    std::optional<std::int64_t> drawn_read;
    std::optional<std::int64_t> drawn_committed;
  };
  struct PartitionLevel {
    bool under_replicated = false;
    bool offline = false;
  };

  void high_watermark(kafka::TopicPartition tp, kafka::Offset offset);
  void set(sim::SimTime now, PartitionLevel& partition, PartitionLevel level);
  void draw_lag(sim::SimTime at);
  void draw(sim::SimTime at, const std::string& name, std::int64_t value, std::optional<std::int64_t>& drawn);
  [[nodiscard]] Lag& reading(kafka::GroupId group, kafka::TopicPartition tp);

  TraceCanvas& canvas_;
  sim::SimTime next_ = sim::kTimeZero + kEvery;
  bool changed_ = false;
  std::map<kafka::GroupId, Lag> lags_;
  std::map<kafka::TopicPartition, std::int64_t> high_watermarks_;
  std::map<kafka::TopicPartition, std::vector<kafka::GroupId>> readers_;
  std::map<kafka::TopicPartition, PartitionLevel> partitions_;
  std::int64_t under_replicated_ = 0;
  std::int64_t offline_ = 0;
};

}  // namespace scenario
