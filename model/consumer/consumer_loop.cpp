#include "model/consumer/consumer_loop.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

namespace {

/// A commit that came too late: the group has gone on. The application logs it and polls on.
bool may_go_on(std::string_view exception) {
  return exception.empty() || exception == "CommitFailedException" || exception == "RebalanceInProgressException" ||
         exception == "TimeoutException";
}

}  // namespace

ConsumerLoop::ConsumerLoop(const ApplicationContext& context, const ApplicationConfig& config, SinkStore& sink)
    : context_(context), config_(config), sink_(sink) {}

void ConsumerLoop::set_slowdown(double factor) {
  slowdown_ = factor;
  if (work_) work_->set_slowdown(factor);
}

void ConsumerLoop::on_started(Consumer& consumer, sim::LifeId life) {
  consumer_ = &consumer;
  closing_ = closed_ = committing_ = queue_full_ = false;
  const bool atomic = config_.sink == SinkKind::transactional;
  work_.emplace(context_, life, config_, atomic, rng_, [this](WorkOutcome outcome) { on_work(outcome); });
  work_->set_slowdown(slowdown_);
  consumer.subscribe(context_.subscribed);
  poll();
}

void ConsumerLoop::on_stopped() {
  if (work_) work_->interrupt();
  work_.reset();
  queue_.clear();
  done_.clear();
  consumer_ = nullptr;
}

// ---- the polling thread

void ConsumerLoop::poll() {
  if (closing_) return close();
  consumer_->poll(config_.worker && config_.commit != CommitMode::automatic ? kLookUp : sim::kForever);
}

void ConsumerLoop::on_poll(std::vector<FetchedRecords> records) {
  // The worker is still at it. What came is dropped, unless close() will commit it.
  if (closing_ && config_.worker && work_->busy()) {
    if (config_.commit == CommitMode::automatic && !records.empty()) queue_.push_back(std::move(records));
    return;
  }
  if (records.empty()) return commit_done_work();
  if (config_.commit != CommitMode::before) return work_on(std::move(records));
  commit_then(consumer_->all_consumed(),
              [this, records = std::move(records)]() mutable { work_on(std::move(records)); });
}

void ConsumerLoop::work_on(Records records) {
  if (!config_.worker) return work_->begin(std::move(records));
  queue_.push_back(std::move(records));
  if (!work_->busy()) {
    work_->begin(std::move(queue_.front()));
    queue_.pop_front();
  }
  queue_full_ = queue_.size() >= kMostQueued;
  if (!queue_full_) commit_done_work();
}

/// With a worker: between two polls.
void ConsumerLoop::commit_done_work() {
  if (config_.commit == CommitMode::automatic || config_.commit == CommitMode::before || done_.empty()) return poll();
  if (config_.commit == CommitMode::after) return commit_then(take_done(), [this] { poll(); });
  consumer_->commit_async(take_done(), [](ErrorCode) {});
  poll();
}

// ---- work

void ConsumerLoop::on_work(WorkOutcome outcome) {
  note_done(work_->records());
  if (config_.sink == SinkKind::transactional && outcome == WorkOutcome::done) store_effects();
  std::int32_t records = 0;
  for (const FetchedRecords& run : work_->records()) records += run.count;
  context_.emit([&] { return PollProcessed{.group = context_.group, .member = context_.id, .records = records}; });
  if (outcome == WorkOutcome::crashed) return context_.exit(Exit::crashed);
  if (!config_.worker) return after_work();
  if (!queue_.empty()) {
    work_->begin(std::move(queue_.front()));
    queue_.pop_front();
  } else if (closing_) {
    return close();
  }
  if (std::exchange(queue_full_, false) && !closing_) commit_done_work();
}

/// Effects and offsets in one transaction for each partition; one that somebody else has stored already is rolled back.
void ConsumerLoop::store_effects() {
  Records stored;
  for (const FetchedRecords& run : work_->records())
    if (sink_.store(run.tp, run.base_offset, run.base_offset + run.count)) stored.push_back(run);
  work_->emit_processed(stored);
}

void ConsumerLoop::note_done(const Records& records) {
  if (config_.commit != CommitMode::after && config_.commit != CommitMode::after_async) return;
  for (const FetchedRecords& run : records) done_[run.tp] = run.base_offset + run.count;
}

void ConsumerLoop::after_work() {
  switch (config_.commit) {
    case CommitMode::automatic:
    case CommitMode::before:
      return poll();
    case CommitMode::after:
      done_.clear();  // positions say it too, and are beyond control records
      return commit_then(consumer_->all_consumed(), [this] { poll(); });
    case CommitMode::after_async:
      done_.clear();
      consumer_->commit_async(consumer_->all_consumed(), [](ErrorCode) {});
      return poll();
  }
}

// ---- commits

std::vector<PartitionOffset> ConsumerLoop::take_done() {
  std::vector<PartitionOffset> offsets;
  for (const auto& [tp, next] : done_)
    if (consumer_->owns(tp)) offsets.push_back({.tp = tp, .offset = next});
  done_.clear();
  return offsets;
}

void ConsumerLoop::commit_then(std::vector<PartitionOffset> offsets, std::function<void()> next) {
  if (offsets.empty()) return next();
  committing_ = true;
  consumer_->commit_sync(std::move(offsets), [this, next = std::move(next)](std::string_view exception) {
    committing_ = false;
    if (closed_ || may_go_on(exception)) return next();
    on_poll_exception(exception);
  });
}

// ---- rebalances

/// What was worked on is committed before somebody else begins: what is still in work cannot be.
void ConsumerLoop::on_partitions_revoked(const std::vector<TopicPartition>&, std::function<void()> done) {
  const bool asynchronous = config_.commit == CommitMode::after_async;
  if (!asynchronous && !(config_.worker && config_.commit == CommitMode::after)) return done();
  std::vector<PartitionOffset> offsets = config_.worker ? take_done() : consumer_->all_consumed();
  if (offsets.empty()) return done();
  committing_ = true;
  consumer_->commit_sync(std::move(offsets), [this, done = std::move(done)](std::string_view) {
    committing_ = false;
    done();
    if (closing_) close();
  });
}

void ConsumerLoop::on_partitions_assigned(const std::vector<TopicPartition>& added, std::function<void()> done) {
  if (config_.sink == SinkKind::transactional)
    for (const TopicPartition tp : added)
      if (const Offset next = sink_.next(tp); next != kUnknownOffset) consumer_->seek(tp, next);
  done();
}

void ConsumerLoop::on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) {
  for (const TopicPartition tp : partitions) done_.erase(tp);
  done();
}

// ---- the end

void ConsumerLoop::on_poll_exception(std::string_view exception) {
  context_.emit([&] { return ConsumerFailed{.group = context_.group, .member = context_.id, .exception = exception}; });
  closing_ = true;
  close();
}

void ConsumerLoop::on_closing() {
  closing_ = true;
  if (work_->busy() || !queue_.empty()) return;  // it finishes what it has
  close();
}

/// What is done and not committed is committed when close() revokes the partitions.
void ConsumerLoop::close() {
  if (closed_ || committing_ || work_->busy() || !queue_.empty()) return;
  closed_ = true;
  consumer_->close([this] { context_.exit(Exit::done); });
}

}  // namespace kafka
