// Producer: the calls that wait for coordinators, flush() and close().

#include <utility>

#include "model/producer/producer.h"
#include "sim/core/check.h"

namespace kafka {

namespace {}  // namespace

/// Source: TransactionalRequestResult.await: at most max.block.ms.
void Producer::await(TransactionalResultPtr result, Done done, bool for_ever) {
  waiting_ = Waiting{.result = std::move(result), .done = std::move(done)};
  if (!for_ever) max_block_.arm(config_.max_block_ms);
  sender_.wakeup();
  const TransactionalResultPtr awaited = waiting_->result;
  awaited->await([this] {
    waiting_->result->ack();
    answer(waiting_->result->error().exception);
  });
}

/// The application's thread goes on as an event of its own: this may be the middle of an answer.
void Producer::answer(std::string_view exception) {
  Waiting was = *std::exchange(waiting_, std::nullopt);
  was.result->await(nullptr);
  max_block_.disarm();
  context_.scheduler.after(sim::Duration{0}, context_.life,
                           [done = std::make_unique<Done>(std::move(was.done)), exception] { (*done)(exception); });
}

void Producer::init_transactions(Done done) {
  SIM_CHECK(!waiting(), "the thread is blocked");
  SIM_CHECK(transactions_.has_value(), "a producer without transactional.id");
  await(transactions_->initialize_transactions(), std::move(done));
}

std::string_view Producer::begin_transaction() {
  SIM_CHECK(!waiting(), "the thread is blocked");
  return transactions_ ? transactions_->begin_transaction().exception : "IllegalStateException";
}

void Producer::commit_transaction(Done done) {
  SIM_CHECK(!waiting() && transactions_, "the thread is blocked, or there are no transactions");
  await(transactions_->begin_commit(), std::move(done));
}

void Producer::abort_transaction(Done done) {
  SIM_CHECK(!waiting() && transactions_, "the thread is blocked, or there are no transactions");
  await(transactions_->begin_abort(), std::move(done));
}

/// 2.3 waits without a limit.
void Producer::send_offsets_to_transaction(std::vector<PartitionOffset> offsets, const ConsumerGroupMetadata& group,
                                           Done done) {
  SIM_CHECK(!waiting() && transactions_, "the thread is blocked, or there are no transactions");
  const bool old = context_.profile == Profile::v2_3;
  await(transactions_->send_offsets_to_transaction(std::move(offsets), group), std::move(done), old);
}

void Producer::flush(std::function<void()> done) {
  SIM_CHECK(!waiting(), "the thread is blocked");
  sender_.flush(std::move(done));
}

void Producer::on_completion(const CompletedRecords& records) {
  if (application_) application_->on_completion(records);
}

// ---- end

void Producer::close(std::function<void()> done) {
  closing_ = std::move(done);
  if (blocked_) {
    fail({.why = SendFailure::Why::closed, .exception = "KafkaException", .topic = blocked_->record.topic});
    unblock();
  }
  sender_.close();
}

/// As an event of its own: this may be the middle of an answer.
void Producer::on_closed() {
  context_.scheduler.after(sim::Duration{0}, context_.life, std::exchange(closing_, nullptr));
}

}  // namespace kafka
