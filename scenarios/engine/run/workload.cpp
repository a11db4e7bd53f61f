#include "scenarios/engine/run/workload.h"

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

OpenLoopWorkload::OpenLoopWorkload(sim::Scheduler& scheduler, const sim::Streams& streams, kafka::Producer& producer,
                                   const std::string& name, kafka::TopicId topic, const WorkloadSpec& spec)
    : scheduler_(scheduler),
      producer_(producer),
      arrivals_(spec.arrivals, spec.rate / static_cast<double>(spec.batch), arrivals_of(spec.phases, spec.batch),
                instant(spec.start), streams.stream("producer/" + name + "/arrivals")),
      keys_(spec.key, streams.stream("producer/" + name + "/keys")),
      start_(instant(spec.start)),
      stop_(instant(spec.stop)),
      records_(spec.records),
      batch_(spec.batch),
      paced_(spec.rate > 0 || !spec.phases.empty()),
      in_ticks_(arrivals_.peak_rate() > kTickAbove) {
  SIM_CHECK(spec.batch >= 1);
  SIM_CHECK(paced_ || spec.records >= 0, "as fast as it can, for ever");
  record_.topic = topic;
  record_.partition = kafka::PartitionId(spec.partition);
  record_.value_size = spec.value_size;
}

void OpenLoopWorkload::start() {
  producer_.set_application(this);
  if (!paced_) {
    if (start_ < stop_) wake_at(start_);
    return;
  }
  next_arrival();
  if (due_) wake_at(*due_);
}

void OpenLoopWorkload::on_send_unblocked() {
  SIM_CHECK(blocked_, "unblocked without having been blocked");
  blocked_ = false;
  ++returned_;
  // Not from within the producer's own work: the thread goes on once that is done.
  wake_at(scheduler_.now());
}

void OpenLoopWorkload::wake_at(sim::SimTime when) {
  if (in_ticks_) {
    const std::int64_t past = when.time_since_epoch().count() % kTick.count();
    if (past != 0 && when > scheduler_.now()) when += kTick - sim::Duration(past);
  }
  scheduler_.at(when < scheduler_.now() ? scheduler_.now() : when, sim::kWorld, [this] { go_on(); });
}

void OpenLoopWorkload::go_on() {
  if (paced_) {
    send_due();
  } else {
    send_unpaced();
  }
}

bool OpenLoopWorkload::send_one() {
  record_.key = keys_.next();
  ++handed_over_;
  if (!producer_.send(record_)) {
    blocked_ = true;
    return false;
  }
  ++returned_;
  return true;
}

void OpenLoopWorkload::next_arrival() {
  due_ = arrivals_.next();
  left_of_arrival_ = batch_;
  if (!due_ || *due_ >= stop_ || all_handed_over()) {
    due_.reset();
    done_ = true;
  }
}

void OpenLoopWorkload::send_due() {
  while (due_ && *due_ <= scheduler_.now()) {
    while (left_of_arrival_ > 0 && !all_handed_over()) {
      --left_of_arrival_;
      if (!send_one()) return;
    }
    next_arrival();
  }
  if (due_) wake_at(*due_);
}

void OpenLoopWorkload::send_unpaced() {
  for (int i = 0; i < kSendsPerEvent; ++i) {
    if (all_handed_over() || scheduler_.now() >= stop_) {
      done_ = true;
      return;
    }
    if (!send_one()) return;
  }
  wake_at(scheduler_.now());
}

}  // namespace scenario
