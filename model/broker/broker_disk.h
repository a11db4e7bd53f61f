#pragma once
/// What a broker's machine keeps when the process dies: the logs, Kafka's checkpoint files, and whether the last stop
/// was clean. Kafka: a log directory (log.dirs has one entry).

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "model/log/log.h"
#include "sim/host/disk.h"

namespace kafka {

/// What a power loss took from a log.
struct LostTail {
  TopicPartition tp;
  Offset from;  ///< log end before
  Offset to;
  Offset high_watermark;  ///< after it
};

/// Owned by the machine, beside the host; each life of the broker opens it anew (LogManager). Checkpoint files are
/// small, synced when written and replaced as a whole: they are never half there.
///
///   durable    everything here, but of the logs only what device() had written when the power went
class BrokerDisk {
 public:
  BrokerDisk(sim::Scheduler& scheduler, const sim::DiskConfig& config)
      : scheduler_(scheduler), device_(scheduler, config) {}

  [[nodiscard]] sim::Disk& device() { return device_; }
  [[nodiscard]] const sim::Disk& device() const { return device_; }

  // ---- logs
  /// nullptr if there is none.
  [[nodiscard]] Log* find(TopicPartition tp);
  /// Needs: there is none. `config` must outlive the disk.
  Log& create(TopicPartition tp, const TopicConfig* config, std::uint64_t jitter_seed,
              const ProducerStateManagerConfig& producers = {});
  /// False if there was none.
  bool remove(TopicPartition tp) { return logs_.erase(tp) > 0; }
  [[nodiscard]] std::size_t log_count() const { return logs_.size(); }
  /// f(Log&), by topic and partition.
  template <class F>
  void for_each(F f) {
    for (auto& [tp, kept] : logs_) f(kept.log);
  }

  // ---- files beside the logs
  /// replication-offset-checkpoint
  void checkpoint_high_watermarks();
  /// recovery-point-offset-checkpoint
  void checkpoint_recovery_points();
  void checkpoint_recovery_point(TopicPartition tp);
  /// .kafka_cleanshutdown
  void mark_clean_shutdown() { clean_shutdown_ = true; }
  /// Was the last stop clean? The mark is gone afterwards.
  bool take_clean_shutdown_mark() { return std::exchange(clean_shutdown_, false); }
  /// Every log as a start finds it: see Log::load. After a clean stop everything is flushed.
  void load_logs(bool clean);

  // ---- trouble
  /// The machine lost its power: each log keeps what was written, and nothing beyond its first gap.
  std::vector<LostTail> power_loss();
  /// The disk was replaced by an empty one.
  void lose_everything();

  /// A full disk refuses every write; what is there can be read.
  void set_full(bool full) { full_ = full; }
  [[nodiscard]] bool full() const { return full_; }
  /// The process says that its only log directory failed. `halt` runs as an event of the world, once for a life, and
  /// only while that life lasts. Kafka: LogDirFailureHandler, which halts the process.
  void on_failure(std::function<void()> halt) { halt_ = std::move(halt); }
  void fail(sim::LifeId life);

 private:
  struct Kept {
    Log log;
    Offset high_watermark{0};  // as checkpointed
    Offset recovery_point{0};
  };

  sim::Scheduler& scheduler_;
  sim::Disk device_;
  std::map<TopicPartition, Kept> logs_;  // a node never moves: partitions point into it
  bool clean_shutdown_ = false;
  bool full_ = false;
  std::function<void()> halt_;
  sim::LifeId failed_life_ = sim::kWorld;
};

}  // namespace kafka
