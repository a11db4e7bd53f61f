#pragma once
/// A thread of an application that works on records, one after another.

#include <functional>
#include <vector>

#include "model/config/application_config.h"
#include "model/consumer/application_context.h"
#include "model/consumer/fetcher.h"
#include "sim/core/timer.h"
#include "sim/random/rng.h"

namespace kafka {

/// What became of the records it was given.
enum class WorkOutcome { done, crashed };

/// Emits RecordsProcessed for what it has done: when all is done, or when it is interrupted. `atomic`: then nothing of
/// it counts (the effect is one transaction), and the owner tells when it does.
///
///   volatile   the records at hand
///   timers     timer_   until the last of them is done, or the one that cannot be processed
class RecordWork {
 public:
  using Done = std::function<void(WorkOutcome)>;

  RecordWork(const ApplicationContext& context, sim::LifeId life, const ApplicationConfig& config, bool atomic,
             sim::Rng rng, Done done);

  /// Requires: not busy().
  void begin(std::vector<FetchedRecords> records);
  [[nodiscard]] bool busy() const { return busy_; }
  [[nodiscard]] const std::vector<FetchedRecords>& records() const { return records_; }
  /// Everything takes `factor` times as long from the next begin() on.
  /// What is left of the work under way takes so much longer, too.
  void set_slowdown(double factor);
  /// The process ends in the middle of it.
  void interrupt();
  /// Says that these records are processed.
  void emit_processed(const std::vector<FetchedRecords>& records) const;

 private:
  [[nodiscard]] const PoisonRecord* poison_at(TopicPartition tp, Offset offset) const;
  [[nodiscard]] sim::Duration time_of(std::int32_t records);
  void cut_out_poison();
  void emit_done(std::int64_t records) const;
  void emit_run(const FetchedRecords& run, std::int32_t first, std::int32_t count) const;
  void finish();

  ApplicationContext context_;
  const ApplicationConfig& config_;
  bool atomic_;
  sim::Rng rng_;
  Done done_;
  double slowdown_ = 1;

  std::vector<FetchedRecords> records_;
  std::vector<sim::Duration> ends_;  ///< by record, since the beginning; empty: each takes `each_`
  sim::Duration each_{0};
  std::int64_t count_ = 0;
  bool crashes_ = false;  ///< after the last record comes one that it cannot process
  TopicPartition poison_tp_{};
  Offset poison_offset_ = kUnknownOffset;
  bool busy_ = false;
  sim::SimTime began_{};
  sim::Timer timer_;
};

}  // namespace kafka
