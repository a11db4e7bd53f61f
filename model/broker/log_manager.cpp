#include "model/broker/log_manager.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

LogManager::LogManager(const BrokerContext& context)
    : context_(context),
      retention_(context.scheduler, context.life, [this] { apply_retention(); }),
      recovery_checkpoint_(context.scheduler, context.life, [this] { checkpoint_recovery_points(); }),
      producer_expiration_(context.scheduler, context.life, [this] { expire_producers(); }),
      cleaner_(context) {}

// ---- start

void LogManager::load(std::function<void()> done) {
  when_loaded_ = std::move(done);
  const bool clean = disk().take_clean_shutdown_mark();
  disk().load_logs(clean);
  if (clean || disk().log_count() == 0) return loaded(false);
  disk().for_each([&](const Log& log) { to_scan_.push_back(log.tp()); });
  const std::int32_t threads = std::max(1, context_.config.num_recovery_threads_per_data_dir);
  for (std::int32_t i = 0; i < threads && !to_scan_.empty(); ++i) {
    ++scans_under_way_;
    scan_next();
  }
}

/// One recovery thread is free: the next log, or the end.
void LogManager::scan_next() {
  if (!to_scan_.empty()) {
    const TopicPartition tp = to_scan_.front();
    to_scan_.pop_front();
    return scan({.tp = tp, .segment = disk().find(tp)->first_unflushed_segment()});
  }
  if (--scans_under_way_ == 0) loaded(true);
}

/// Reads a segment and checks its batches: the disk's time unless it is still in the page cache, and the processor's.
void LogManager::scan(Scan at) {
  const Log& log = *disk().find(at.tp);
  if (at.segment == log.segment_count()) return scan_next();
  const sim::Bytes size = log.segments()[at.segment].size();
  disk().device().read(context_.life, sim::DiskMark(log.last_disk_mark(at.segment)), size, [this, at] {
    const sim::Bytes read = disk().find(at.tp)->segments()[at.segment].size();
    const sim::Duration work = context_.costs.io_thread_per_kib * read.count() / 1024;
    const Scan next{.tp = at.tp, .segment = at.segment + 1};
    context_.scheduler.after(work, context_.life, [this, next] { scan(next); });
  });
}

void LogManager::loaded(bool recovered) {
  open_ = true;
  disk().for_each([&](const Log& log) {
    context_.emit([&] {
      return LogLoaded{.broker = context_.id,
                       .tp = log.tp(),
                       .log_start_offset = log.log_start_offset(),
                       .log_end_offset = log.log_end_offset(),
                       .high_watermark = log.high_watermark(),
                       .recovered = recovered};
    });
  });
  const std::function<void()> done = std::exchange(when_loaded_, nullptr);
  if (done) done();
}

void LogManager::start() {
  retention_.arm(context_.config.log_initial_task_delay_ms);
  recovery_checkpoint_.arm(context_.config.log_initial_task_delay_ms);
  producer_expiration_.arm(context_.config.producer_id_expiration_check_interval_ms);
  if (context_.config.log_cleaner_enable) cleaner_.start();
}

void LogManager::stop_tasks() {
  retention_.disarm();
  recovery_checkpoint_.disarm();
  producer_expiration_.disarm();
  cleaner_.shutdown();
}

// ---- running

Log& LogManager::get_or_create(TopicPartition tp, const TopicConfig* config) {
  Log* log = disk().find(tp);
  SIM_CHECK(open_ || !log, "load() first");
  if (!log) {
    open_ = open_ || disk().log_count() == 0;  // an empty disk needs no load()
    // A follower rolls its segments by its own jitter, as each replica draws its own in Kafka.
    return disk().create(tp, config, static_cast<std::uint64_t>(context_.id.value()),
                         {.producer_id_expiration = context_.config.producer_id_expiration_ms,
                          .kip360 = context_.behaviour.producer_epoch_bump,
                          .verifies_transactions = context_.behaviour.transaction_verification &&
                                                   context_.config.transaction_partition_verification_enable});
  }
  log->set_config(config);
  return *log;
}

void LogManager::on_rolled(TopicPartition tp, Offset base) {
  // Source: UnifiedLog.roll schedules flushUptoOffsetExclusive; the device writes back all that is dirty with it.
  disk().device().flush(context_.life, [this, tp, base] {
    if (Log* log = disk().find(tp)) log->advance_recovery_point(base);
  });
}

void LogManager::apply_retention() {
  const bool beyond_high_watermark = context_.behaviour.mutated(Mutation::retention_above_hw);
  disk().for_each([&](Log& log) {
    if (beyond_high_watermark) log.update_high_watermark(log.log_end_offset());
    for (const DeletedSegments& deleted : log.delete_old_segments(context_.scheduler.now()))
      context_.emit([&] {
        return SegmentsDeleted{.broker = context_.id,
                               .tp = log.tp(),
                               .log_start_offset = deleted.log_start_offset,
                               .segments = deleted.segments,
                               .size = deleted.size,
                               .reason = deleted.reason};
      });
  });
  retention_.arm(context_.config.log_retention_check_interval_ms);
}

void LogManager::checkpoint_recovery_points() {
  if (disk().full()) return disk().fail(context_.life);
  disk().checkpoint_recovery_points();
  recovery_checkpoint_.arm(context_.config.log_flush_offset_checkpoint_interval_ms);
}

/// Source: UnifiedLog.removeExpiredProducers; each log has this task there.
void LogManager::expire_producers() {
  disk().for_each([&](Log& log) { log.remove_expired_producers(context_.scheduler.now()); });
  producer_expiration_.arm(context_.config.producer_id_expiration_check_interval_ms);
}

// ---- end

void LogManager::flush_and_mark_clean(std::function<void()> done) {
  auto when_done = std::make_unique<std::function<void()>>(std::move(done));
  disk().device().flush(context_.life, [this, finish = std::move(when_done)] {
    if (!disk().full()) {  // else the files cannot be written: the next start has to recover
      disk().for_each([](Log& log) {
        log.advance_recovery_point(log.log_end_offset());
        log.take_producer_snapshot();
      });
      disk().checkpoint_recovery_points();
      disk().checkpoint_high_watermarks();
      disk().mark_clean_shutdown();
    }
    (*finish)();
  });
}

}  // namespace kafka
