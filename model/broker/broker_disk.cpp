#include "model/broker/broker_disk.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

Log* BrokerDisk::find(TopicPartition tp) {
  const auto it = logs_.find(tp);
  return it == logs_.end() ? nullptr : &it->second.log;
}

Log& BrokerDisk::create(TopicPartition tp, const TopicConfig* config, std::uint64_t jitter_seed,
                        const ProducerStateManagerConfig& producers) {
  const auto [it, created] = logs_.emplace(
      tp, Kept{.log = Log(tp, config, scheduler_.now(), jitter_seed, producers), .high_watermark = Offset(0)});
  SIM_CHECK(created, "a log is created once");
  return it->second.log;
}

void BrokerDisk::checkpoint_high_watermarks() {
  for (auto& [tp, kept] : logs_) kept.high_watermark = kept.log.high_watermark();
}

void BrokerDisk::checkpoint_recovery_points() {
  for (auto& [tp, kept] : logs_) kept.recovery_point = kept.log.recovery_point();
}

void BrokerDisk::checkpoint_recovery_point(TopicPartition tp) {
  Kept& kept = logs_.at(tp);
  kept.recovery_point = kept.log.recovery_point();
}

void BrokerDisk::load_logs(bool clean) {
  for (auto& [tp, kept] : logs_)
    kept.log.load(kept.high_watermark, clean ? kept.log.log_end_offset() : kept.recovery_point, scheduler_.now());
}

std::vector<LostTail> BrokerDisk::power_loss() {
  std::vector<LostTail> lost;
  const std::int64_t durable = device_.durable().value();
  device_.power_loss();
  for (auto& [tp, kept] : logs_) {
    const Offset end = kept.log.log_end_offset();
    if (kept.log.lose_after(durable, scheduler_.now()))
      lost.push_back(
          {.tp = tp, .from = end, .to = kept.log.log_end_offset(), .high_watermark = kept.log.high_watermark()});
  }
  return lost;
}

void BrokerDisk::lose_everything() {
  logs_.clear();
  clean_shutdown_ = false;
  device_.power_loss();
}

void BrokerDisk::fail(sim::LifeId life) {
  if (failed_life_ == life) return;
  failed_life_ = life;
  scheduler_.after(sim::Duration{0}, sim::kWorld, [this, life] {
    if (scheduler_.alive(life) && halt_) halt_();
  });
}

}  // namespace kafka
