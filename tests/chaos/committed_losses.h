#pragma once
/// Which partitions lost what consumers could already read: a leader began with a log that ends below the high
/// watermark. The settings of a random scenario often allow that (one replica, unclean election, power cuts).

#include <algorithm>
#include <map>
#include <set>

#include "model/observe/event_sink.h"

namespace chaos {

class CommittedLosses final : public kafka::EventSink {
 public:
  void on_event(sim::SimTime, sim::HostId, const kafka::Event& event) override {
    if (const auto* hw = std::get_if<kafka::HighWatermarkAdvanced>(&event)) {
      kafka::Offset& highest = highest_[hw->tp];
      highest = std::max(highest, hw->high_watermark);
    } else if (const auto* leader = std::get_if<kafka::BecameLeader>(&event)) {
      kafka::Offset& highest = highest_[leader->tp];
      if (leader->log_end_offset < highest) lost_.insert(leader->tp);
      highest = std::min(highest, leader->log_end_offset);
    }
  }
  [[nodiscard]] bool of(kafka::TopicPartition tp) const { return lost_.count(tp) > 0; }
  [[nodiscard]] bool of_topic(kafka::TopicId topic) const {
    return std::any_of(lost_.begin(), lost_.end(), [&](const kafka::TopicPartition& tp) { return tp.topic == topic; });
  }

 private:
  std::map<kafka::TopicPartition, kafka::Offset> highest_;
  std::set<kafka::TopicPartition> lost_;
};

}  // namespace chaos
