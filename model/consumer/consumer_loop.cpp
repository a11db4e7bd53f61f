#include "model/consumer/consumer_loop.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kafka {

namespace {

/// What the examples of Kafka's documentation pass to poll().
constexpr sim::Duration kPollTimeout = std::chrono::milliseconds(100);

}  // namespace

ConsumerLoop::ConsumerLoop(const ApplicationContext& context, std::vector<TopicId> topics, sim::Duration processing)
    : context_(context), topics_(std::move(topics)), processing_(processing) {}

void ConsumerLoop::on_started(Consumer& consumer, sim::LifeId life) {
  consumer_ = &consumer;
  closing_ = false;
  work_.emplace(context_.scheduler, life, [this] { on_worked(); });
  consumer.subscribe(topics_);
  poll();
}

void ConsumerLoop::poll() { consumer_->poll(kPollTimeout); }

// ---- work

sim::Duration ConsumerLoop::work_on(std::int32_t records) const {
  const auto work = static_cast<double>((processing_ * records).count());
  return slowdown_ == 1 ? processing_ * records : sim::Duration(std::llround(work * slowdown_));
}

void ConsumerLoop::on_poll(std::vector<FetchedRecords> records) {
  if (records.empty()) return poll();
  records_ = std::move(records);
  std::int32_t count = 0;
  for (const FetchedRecords& r : records_) count += r.count;
  work_began_ = context_.scheduler.now();
  per_record_ = work_on(1);
  work_->arm(work_on(count));
}

void ConsumerLoop::tell_processed(const FetchedRecords& r, std::int32_t count) const {
  emit([&] {
    return RecordsProcessed{.group = context_.group,
                            .member = context_.id,
                            .tp = r.tp,
                            .base_offset = r.base_offset,
                            .count = count,
                            .producer = r.producer,
                            .first_id = r.first_id};
  });
}

void ConsumerLoop::on_worked() {
  std::int32_t count = 0;
  for (const FetchedRecords& r : std::exchange(records_, {})) {
    tell_processed(r, r.count);
    count += r.count;
  }
  emit([&] { return PollProcessed{.group = context_.group, .member = context_.id, .records = count}; });
  if (closing_) return close();
  poll();
}

/// The effect of what it was done with is there, whatever ended the process.
void ConsumerLoop::on_stopped() {
  const sim::Duration worked = context_.scheduler.now() - work_began_;
  std::int64_t done = per_record_ > sim::Duration{0} ? worked / per_record_ : 0;
  for (const FetchedRecords& r : std::exchange(records_, {})) {
    const auto count = static_cast<std::int32_t>(std::min<std::int64_t>(r.count, done));
    if (count == 0) break;
    tell_processed(r, count);
    done -= count;
  }
  work_.reset();
  consumer_ = nullptr;
}

// ---- the end

void ConsumerLoop::on_closing() {
  if (std::exchange(closing_, true)) return;
  if (!work_->armed()) close();
}

void ConsumerLoop::close() {
  closing_ = true;
  consumer_->close([this] { context_.exit(); });
}

void ConsumerLoop::on_poll_exception(std::string_view exception) {
  emit([&] { return ConsumerFailed{.group = context_.group, .member = context_.id, .exception = exception}; });
  close();
}

// ---- rebalances: what is at hand goes on being worked on

void ConsumerLoop::on_partitions_revoked(const std::vector<TopicPartition>&, std::function<void()> done) { done(); }
void ConsumerLoop::on_partitions_assigned(const std::vector<TopicPartition>&, std::function<void()> done) { done(); }
void ConsumerLoop::on_partitions_lost(const std::vector<TopicPartition>&, std::function<void()> done) { done(); }

}  // namespace kafka
