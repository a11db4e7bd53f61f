#include "model/broker/cleaner_thread.h"

#include <algorithm>

#include "model/net/network_client.h"

namespace kafka {

namespace {

/// Records of users have no content here, and so no keys.
bool has_known_keys(const Log& log) {
  if (log.entries().empty()) return false;
  const RecordBatch& first = *log.entries()[log.entries().begin_index()].batch;
  return first.content || first.is_control();
}

}  // namespace

CleanerThread::CleanerThread(const BrokerContext& context)
    : context_(context), pause_(context.scheduler, context.life, [this] { do_work(); }) {}

void CleanerThread::start() {
  running_ = true;
  do_work();
}

void CleanerThread::shutdown() {
  running_ = false;
  pause_.disarm();
}

void CleanerThread::do_work() {
  if (!running_) return;
  const std::optional<TopicPartition> filthiest = grab_filthiest_compacted_log();
  if (filthiest) return read(*filthiest, 0);
  pause_.arm(std::max(context_.config.log_cleaner_backoff_ms, kLeastBackoff));
}

std::optional<TopicPartition> CleanerThread::grab_filthiest_compacted_log() {
  std::optional<TopicPartition> filthiest;
  double most = 0;
  if (context_.storage.full()) return filthiest;
  context_.storage.for_each([&](const Log& log) {
    if (!log.config().compact() || !has_known_keys(log)) return;
    const LogToClean bytes = log.to_clean();
    if (!bytes.needs_cleaning(log.config().min_cleanable_dirty_ratio)) return;
    const double ratio = bytes.cleanable_ratio();
    if (filthiest && ratio <= most) return;
    filthiest = log.tp();
    most = ratio;
  });
  return filthiest;
}

/// All that is below the first uncleanable offset, segment by segment: the disk's time and the processor's.
void CleanerThread::read(TopicPartition tp, std::size_t segment) {
  const Log* log = running_ ? context_.storage.find(tp) : nullptr;
  if (!log) return do_work();
  const bool more =
      segment < log->segment_count() && log->segments()[segment].base_offset() < log->to_clean().first_uncleanable;
  if (!more) return clean(tp);
  const sim::Bytes size = log->segments()[segment].size();
  const sim::DiskMark mark(log->last_disk_mark(segment));
  context_.storage.device().read(context_.life, mark, size, [this, tp, segment] {
    const Log* read_log = context_.storage.find(tp);
    const bool still_there = read_log && segment < read_log->segment_count();
    const std::int64_t bytes = still_there ? read_log->segments()[segment].size().count() : 0;
    context_.scheduler.after(context_.costs.io_thread_per_kib * bytes / 1024, context_.life,
                             [this, tp, segment] { read(tp, segment + 1); });
  });
}

/// The new segments are written and flushed before they replace the old ones; readers cannot tell.
void CleanerThread::clean(TopicPartition tp) {
  const CleanedLog cleaned = context_.storage.find(tp)->clean(context_.scheduler.now());
  context_.emit([&] {
    return LogCleaned{.broker = context_.id,
                      .tp = tp,
                      .clean_to = cleaned.clean_to,
                      .batches = cleaned.batches,
                      .size = cleaned.size};
  });
  context_.storage.device().append(cleaned.rewritten);
  context_.storage.device().flush(context_.life, [this] { do_work(); });
}

}  // namespace kafka
