#include "model/streams/stream_thread.h"

#include <algorithm>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

StreamThread::StreamThread(const ApplicationContext& context, const ApplicationConfig& config, TopicId to,
                           ClientId producer)
    : context_(context), config_(config), to_(to), producer_id_(producer) {
  SIM_CHECK(config_.transform.has_value());
}

void StreamThread::begin(Consumer& consumer, Producer& producer, sim::LifeId life, std::int32_t to_partitions,
                         sim::Rng rng) {
  consumer_ = &consumer;
  producer_ = &producer;
  to_partitions_ = to_partitions;
  polling_ = closing_ = closed_ = crashed_ = false;
  last_commit_ = context_.scheduler.now();
  // Its own effect is the record that it writes: that the work is done counts at once.
  work_.emplace(context_, life, config_, false, rng, [this](WorkOutcome outcome) { on_work(outcome); });
  work_->set_slowdown(slowdown_);
  if (exactly_once()) return init_transactions();
  consumer_->subscribe(context_.subscribed);
  poll();
}

void StreamThread::init_transactions() {
  producer_->init_transactions([this](std::string_view exception) {
    if (exception == "TimeoutException" && !closing_) return init_transactions();
    if (!exception.empty()) return crash();
    consumer_->subscribe(context_.subscribed);
    poll();
  });
}

void StreamThread::set_slowdown(double factor) {
  slowdown_ = factor;
  if (work_) work_->set_slowdown(factor);
}

void StreamThread::on_stopped() {
  if (work_) work_->interrupt();
  work_.reset();
  queue_.clear();
  sent_ = 0;
  done_.clear();
  safe_.clear();
  consumer_ = nullptr;
  producer_ = nullptr;
}

// ---- poll and work

void StreamThread::poll() {
  if (crashed_ || closed_) return;
  if (closing_) return close();
  polling_ = true;
  if (done_.empty()) return consumer_->poll();
  const sim::SimTime due = last_commit_ + config_.transform->commit_interval;
  consumer_->poll(std::max(due - context_.scheduler.now(), sim::Duration(kLeastBackoff)));
}

void StreamThread::on_poll(std::vector<FetchedRecords> records) {
  polling_ = false;
  queue_.assign(records.begin(), records.end());
  next_run();
}

void StreamThread::next_run() {
  maybe_commit([this] {
    if (crashed_) return;
    if (queue_.empty() || closing_) return poll();
    safe_.try_emplace(queue_.front().tp, queue_.front().base_offset);
    work_->begin({queue_.front()});
  });
}

void StreamThread::on_work(WorkOutcome) {
  sent_ = 0;
  if (exactly_once() && !producer_->in_transaction()) {
    const std::string_view exception = producer_->begin_transaction();
    if (!exception.empty()) return on_exception(exception);
  }
  hand_over();
}

/// The results of the run at the head of the queue, or the rest of them.
void StreamThread::hand_over() {
  const FetchedRecords& run = queue_.front();
  ProducerRecord record;
  record.topic = to_;
  record.partition = PartitionId(run.tp.partition.value() % to_partitions_);
  record.value_size = config_.transform->value_size;
  const std::int64_t wanted = run.count - sent_;
  const std::int64_t returned = producer_->send(record, wanted);
  if (returned > 0) handed_over(returned);
  if (returned < wanted) return;  // blocked: on_send_unblocked() goes on
  run_is_done();
}

void StreamThread::on_send_unblocked() {
  if (crashed_ || closed_) return;
  handed_over(1);
  const FetchedRecords& run = queue_.front();
  if (sent_ < run.count) return hand_over();
  run_is_done();
}

void StreamThread::run_is_done() {
  const FetchedRecords& run = queue_.front();
  done_[run.tp] = run.base_offset + run.count;
  context_.emit([&] { return PollProcessed{.group = context_.group, .member = context_.id, .records = run.count}; });
  queue_.pop_front();
  next_run();
}

/// Records that send() failed at have no address: nothing was made of them.
void StreamThread::handed_over(std::int64_t records) {
  const FetchedRecords& run = queue_.front();
  if (const auto& last = producer_->last_record(); last) {
    context_.emit([&] {
      return RecordsTransformed{.group = context_.group,
                                .member = context_.id,
                                .from = run.tp,
                                .base_offset = run.base_offset + sent_,
                                .count = static_cast<std::int32_t>(records),
                                .source = run.producer,
                                .source_id = run.first_id + sent_,
                                .producer = producer_id_,
                                .to = last->tp,
                                .first_id = last->id - (records - 1)};
    });
  }
  sent_ += records;
}

// ---- commit

/// Source: StreamThread.maybeCommit.
void StreamThread::maybe_commit(Next next) {
  const bool due = context_.scheduler.now() - last_commit_ >= config_.transform->commit_interval;
  if (done_.empty() || (!due && !closing_)) return next();
  commit(std::move(next));
}

void StreamThread::commit(Next next) {
  if (exactly_once()) return commit_transaction(std::move(next));
  producer_->flush([this, next = std::move(next)]() mutable {
    if (!crashed_) commit_offsets(std::move(next));
  });
}

std::vector<PartitionOffset> StreamThread::offsets() const {
  std::vector<PartitionOffset> offsets;
  for (const auto& [tp, next] : done_) {
    if (!consumer_->owns(tp)) continue;
    // Beyond the last record there may be markers, if nothing of the partition waits.
    const bool more = std::any_of(queue_.begin(), queue_.end(), [&](const auto& run) { return run.tp == tp; });
    offsets.push_back({.tp = tp, .offset = more ? next : std::max(next, consumer_->position(tp))});
  }
  return offsets;
}

void StreamThread::commit_offsets(Next next) {
  std::vector<PartitionOffset> all = offsets();
  if (all.empty()) return committed(next);
  consumer_->commit_sync(std::move(all), [this, next = std::move(next)](std::string_view exception) {
    if (exception == "FencedInstanceIdException") return crash();
    committed(next);  // what came too late is done again by whoever has the partitions now
  });
}

void StreamThread::commit_transaction(Next next) {
  if (!producer_->in_transaction()) return committed(next);
  std::vector<PartitionOffset> all = offsets();
  if (all.empty()) return end_transaction(std::move(next));
  producer_->send_offsets_to_transaction(std::move(all), consumer_->group_metadata(),
                                         [this, next = std::move(next)](std::string_view exception) mutable {
                                           if (exception == "TimeoutException")
                                             return commit_transaction(std::move(next));
                                           if (!exception.empty()) return on_exception(exception);
                                           end_transaction(std::move(next));
                                         });
}

void StreamThread::end_transaction(Next next) {
  producer_->commit_transaction([this, next = std::move(next)](std::string_view exception) mutable {
    if (exception == "TimeoutException") return end_transaction(std::move(next));
    if (!exception.empty()) return on_exception(exception);
    committed(next);
  });
}

void StreamThread::committed(const Next& next) {
  for (const auto& [tp, at] : done_) safe_[tp] = at;
  done_.clear();
  last_commit_ = context_.scheduler.now();
  next();
}

// ---- what goes wrong

void StreamThread::on_exception(std::string_view exception) {
  if (crashed_) return;
  if (producer_->failed() || closed_) return crash();
  if (producer_->must_abort()) return abort_and_read_again();
  context_.emit([&] { return ConsumerFailed{.group = context_.group, .member = context_.id, .exception = exception}; });
  crash();
}

void StreamThread::abort_and_read_again() {
  producer_->abort_transaction([this](std::string_view exception) {
    if (exception == "TimeoutException") return abort_and_read_again();
    if (!exception.empty()) return crash();
    queue_.clear();
    done_.clear();
    for (const auto& [tp, at] : safe_)
      if (consumer_->owns(tp)) consumer_->seek(tp, at);
    last_commit_ = context_.scheduler.now();
    poll();
  });
}

/// Of batches that were given up. In a transaction the producer remembers it itself.
void StreamThread::on_completion(const CompletedRecords& records) {
  if (!records.exception.empty() && !exactly_once()) crash();
}

void StreamThread::crash() {
  if (std::exchange(crashed_, true)) return;
  context_.exit(Exit::crashed);
}

void StreamThread::on_poll_exception(std::string_view exception) {
  polling_ = false;
  context_.emit([&] { return ConsumerFailed{.group = context_.group, .member = context_.id, .exception = exception}; });
  closing_ = true;
  close();
}

// ---- rebalances

/// What is done is committed before somebody else goes on. Source: TaskManager.handleRevocation.
void StreamThread::on_partitions_revoked(const std::vector<TopicPartition>& partitions, std::function<void()> done) {
  const auto go_on = [this, partitions, done = std::move(done)] {
    for (const TopicPartition tp : partitions) safe_.erase(tp);
    done();
    if (closing_) close();
  };
  if (done_.empty() || crashed_) return go_on();
  commit(go_on);
}

void StreamThread::on_partitions_assigned(const std::vector<TopicPartition>&, std::function<void()> done) { done(); }

/// Source: TaskManager.handleLostAll: the transaction is aborted, nothing is committed.
void StreamThread::on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) {
  for (const TopicPartition tp : partitions) {
    safe_.erase(tp);
    done_.erase(tp);
  }
  if (!exactly_once() || !producer_->in_transaction() || crashed_) return done();
  producer_->abort_transaction([this, done = std::move(done)](std::string_view exception) {
    if (!exception.empty()) return crash();
    done();
  });
}

// ---- the end

void StreamThread::on_closing() {
  closing_ = true;
  if (polling_) close();
}

/// What is done is committed when close() revokes the partitions.
void StreamThread::close() {
  if (crashed_ || closed_) return;
  closed_ = true;
  polling_ = false;
  consumer_->close([this] { producer_->close([this] { context_.exit(Exit::done); }); });
}

}  // namespace kafka
