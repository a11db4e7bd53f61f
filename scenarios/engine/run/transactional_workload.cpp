#include "scenarios/engine/run/transactional_workload.h"

#include <utility>

#include "sim/core/check.h"

namespace scenario {

TransactionalWorkload::TransactionalWorkload(sim::Scheduler& scheduler, const sim::Streams& streams,
                                             kafka::ProducerMachine& machine, const std::string& name,
                                             const TransactionsSpec& spec, std::function<void()> go_on)
    : scheduler_(scheduler),
      machine_(machine),
      aborts_(streams.stream("producer/" + name + "/aborts")),
      spec_(spec),
      go_on_(std::move(go_on)) {
  SIM_CHECK(spec_.every > sim::Duration{0});
}

void TransactionalWorkload::on_started(kafka::Producer& producer, sim::LifeId life) {
  producer_ = &producer;
  life_ = life;
  due_ = false;
  initialise();
}

void TransactionalWorkload::on_stopped() {
  producer_ = nullptr;
  waiting_ = true;
}

void TransactionalWorkload::on_closing(bool thread_is_free) {
  if (!waiting_ && thread_is_free && producer_->in_transaction() && !producer_->must_abort()) end();
  waiting_ = true;
}

// ---- calls that wait

void TransactionalWorkload::wait_for(void (kafka::Producer::*call)(kafka::Producer::Done),
                                     void (TransactionalWorkload::*then)(std::string_view)) {
  waiting_ = true;
  (producer_->*call)([this, then](std::string_view exception) { (this->*then)(exception); });
}

void TransactionalWorkload::initialise() {
  wait_for(&kafka::Producer::init_transactions, &TransactionalWorkload::on_initialised);
}

/// Nobody could be asked within max.block.ms: it asks again.
void TransactionalWorkload::on_initialised(std::string_view exception) {
  if (exception.empty()) return ready();
  if (producer_->failed() || exception != "TimeoutException") return give_up();
  initialise();
}

void TransactionalWorkload::ready() {
  waiting_ = false;
  if (machine_.state() == kafka::MachineState::running) go_on_();
}

void TransactionalWorkload::begin() {
  const std::string_view exception = producer_->begin_transaction();
  if (!exception.empty()) return give_up();
  due_ = false;
  scheduler_.after(spec_.every, life_, [this, number = ++number_] {
    if (number != number_ || waiting_) return;
    due_ = true;
    go_on_();
  });
}

void TransactionalWorkload::end() {
  commits_ = !(spec_.abort > 0 && aborts_.unit() < spec_.abort);
  if (!commits_) return abort();
  wait_for(&kafka::Producer::commit_transaction, &TransactionalWorkload::on_ended);
}

void TransactionalWorkload::abort() {
  commits_ = false;
  wait_for(&kafka::Producer::abort_transaction, &TransactionalWorkload::on_ended);
}

/// Kafka's advice: repeat what timed out, abort what can be aborted, close what has failed. What timed out comes first:
/// the producer takes no other call before it has told how that one ended.
void TransactionalWorkload::on_ended(std::string_view exception) {
  if (exception.empty()) return ready();
  if (producer_->failed() || exception == "IllegalStateException") return give_up();
  if (exception == "TimeoutException")
    return wait_for(commits_ ? &kafka::Producer::commit_transaction : &kafka::Producer::abort_transaction,
                    &TransactionalWorkload::on_ended);
  return producer_->must_abort() ? abort() : give_up();
}

void TransactionalWorkload::give_up() {
  waiting_ = true;
  if (machine_.state() == kafka::MachineState::running) machine_.fail();
}

// ---- between calls

bool TransactionalWorkload::may_send(bool records) {
  if (waiting_) return false;
  if (producer_->failed()) {
    give_up();
  } else if (producer_->must_abort()) {
    abort();
  } else if (!producer_->in_transaction()) {
    if (records) begin();
  } else if (due_) {
    end();
  }
  return !waiting_ && producer_->in_transaction();
}

}  // namespace scenario
