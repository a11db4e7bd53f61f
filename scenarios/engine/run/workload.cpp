#include "scenarios/engine/run/workload.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "sim/core/check.h"

namespace scenario {
namespace {

std::vector<RatePhase> arrivals_of(const std::vector<RatePhase>& phases, std::int64_t batch) {
  std::vector<RatePhase> result = phases;
  for (RatePhase& phase : result) phase.rate /= static_cast<double>(batch);
  return result;
}

sim::SimTime instant(sim::Duration after_start) {
  return after_start == sim::kForever ? sim::SimTime::max() : sim::kTimeZero + after_start;
}

}  // namespace

OpenLoopWorkload::OpenLoopWorkload(sim::Scheduler& scheduler, const sim::Streams& streams,
                                   kafka::ProducerMachine& machine, const std::string& name, kafka::TopicId topic,
                                   const WorkloadSpec& spec)
    : scheduler_(scheduler),
      machine_(machine),
      arrivals_(spec.arrivals, spec.rate / static_cast<double>(spec.batch), arrivals_of(spec.phases, spec.batch),
                instant(spec.start), streams.stream("producer/" + name + "/arrivals")),
      keys_(spec.key, streams.stream("producer/" + name + "/keys")),
      start_(instant(spec.start)),
      stop_(instant(spec.stop)),
      batch_(spec.batch),
      paced_(spec.rate > 0 || !spec.phases.empty()),
      in_ticks_(arrivals_.peak_rate() > kTickAbove),
      left_(spec.records >= 0 ? spec.records : std::numeric_limits<std::int64_t>::max()) {
  SIM_CHECK(spec.batch >= 1);
  SIM_CHECK(paced_ || spec.records >= 0, "as fast as it can, for ever");
  record_.topic = topic;
  record_.partition = kafka::PartitionId(spec.partition);
  record_.value_size = spec.value_size;
  record_.compressible = spec.compressible;
  if (spec.transactions) {
    transactions_ = std::make_unique<TransactionalWorkload>(scheduler, streams, machine, name, *spec.transactions,
                                                            [this] { go_on(); });
  }
}

void OpenLoopWorkload::start(sim::SimTime end) {
  stop_ = std::min(stop_, end);
  if (paced_) next_arrival();
  machine_.set_application(*this);
}

/// What fell due while there was no process is nobody's.
void OpenLoopWorkload::on_started(kafka::Producer& producer, sim::LifeId life) {
  producer_ = &producer;
  life_ = life;
  closing_ = false;
  if (transactions_) transactions_->on_started(producer, life);
  if (!paced_) {
    if (std::max(start_, scheduler_.now()) < stop_) wake_at(start_);
    return;
  }
  while (due_ && *due_ < scheduler_.now()) next_arrival();
  if (due_) wake_at(*due_);
}

void OpenLoopWorkload::on_closing() {
  closing_ = true;
  if (transactions_) transactions_->on_closing(!blocked_);
}

/// What it had not handed over is left to be handed over.
void OpenLoopWorkload::on_stopped() {
  producer_ = nullptr;
  if (transactions_) transactions_->on_stopped();
  left_ += waiting_ + (blocked_ ? 1 : 0);
  waiting_ = 0;
  blocked_ = false;
}

void OpenLoopWorkload::on_send_unblocked() {
  SIM_CHECK(blocked_, "unblocked without having been blocked");
  blocked_ = false;
  ++returned_;
  go_on();  // the producer calls this as an event of its own
}

void OpenLoopWorkload::wake_at(sim::SimTime when) {
  if (in_ticks_) {
    const std::int64_t past = when.time_since_epoch().count() % kTick.count();
    if (past != 0 && when > scheduler_.now()) when += kTick - sim::Duration(past);
  }
  scheduler_.cancel(wake_);
  wake_ = scheduler_.at(when < scheduler_.now() ? scheduler_.now() : when, life_, [this] { go_on(); });
}

void OpenLoopWorkload::next_arrival() {
  due_ = arrivals_.next();
  if (due_ && (*due_ >= stop_ || left_ == 0)) due_.reset();
}

void OpenLoopWorkload::collect_due() {
  if (!paced_) {
    if (scheduler_.now() >= stop_) left_ = 0;
    const std::int64_t now = std::min<std::int64_t>(left_, kSendsPerEvent - waiting_);
    waiting_ += now;
    left_ -= now;
    return;
  }
  while (due_ && *due_ <= scheduler_.now()) {
    const std::int64_t now = std::min(left_, batch_);
    waiting_ += now;
    left_ -= now;
    next_arrival();
  }
}

void OpenLoopWorkload::hand_over() {
  while (waiting_ > 0 && !blocked_) {
    record_.key = keys_.next();
    const std::int64_t wanted = keys_.fixed() ? waiting_ : 1;
    const std::int64_t returned = producer_->send(record_, wanted);
    returned_ += returned;
    blocked_ = returned < wanted;
    waiting_ -= returned + (blocked_ ? 1 : 0);  // the thread waits inside a call
  }
}

void OpenLoopWorkload::go_on() {
  if (closing_ || blocked_) return;
  collect_due();
  const bool may_send = !transactions_ || transactions_->may_send(waiting_ > 0);
  if (may_send) hand_over();
  if (blocked_) return;
  if (!paced_ && left_ > 0 && may_send) wake_at(scheduler_.now());
  if (due_) wake_at(*due_);
}

}  // namespace scenario
