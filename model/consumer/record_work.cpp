#include "model/consumer/record_work.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

namespace {

/// `count` records of a run, from its `first` on.
FetchedRecords part_of(const FetchedRecords& run, std::int32_t first, std::int32_t count) {
  FetchedRecords part = run;
  part.base_offset = run.base_offset + first;
  part.first_id = run.first_id + first;
  part.count = count;
  part.size = sim::Bytes(run.size.count() * count / run.count);
  return part;
}

}  // namespace

RecordWork::RecordWork(const ApplicationContext& context, sim::LifeId life, const ApplicationConfig& config,
                       bool atomic, sim::Rng rng, Done done)
    : context_(context),
      config_(config),
      atomic_(atomic),
      rng_(rng),
      done_(std::move(done)),
      timer_(context.scheduler, life, [this] { finish(); }) {}

const PoisonRecord* RecordWork::poison_at(TopicPartition tp, Offset offset) const {
  for (const PoisonRecord& p : config_.poison)
    if (p.partition == tp.partition.value() && p.offset == offset.value() && p.topic == context_.topics.name(tp.topic))
      return &p;
  return nullptr;
}

/// Records that are left out are left out of the list; one that ends the process ends the list.
void RecordWork::cut_out_poison() {
  std::vector<FetchedRecords> good;
  for (const FetchedRecords& run : records_) {
    std::int32_t begin = 0;
    for (std::int32_t i = 0; i < run.count; ++i) {
      const PoisonRecord* poison = poison_at(run.tp, run.base_offset + i);
      if (!poison) continue;
      if (i > begin) good.push_back(part_of(run, begin, i - begin));
      begin = i + 1;
      if (poison->action == PoisonAction::crash) {
        crashes_ = true;
        poison_tp_ = run.tp;
        poison_offset_ = run.base_offset + i;
        records_ = std::move(good);
        return;
      }
      context_.emit([&] {
        return PoisonRecordMet{.group = context_.group,
                               .member = context_.id,
                               .tp = run.tp,
                               .offset = run.base_offset + i,
                               .action = "skip"};
      });
    }
    if (begin == 0) {
      good.push_back(run);
    } else if (begin < run.count) {
      good.push_back(part_of(run, begin, run.count - begin));
    }
  }
  records_ = std::move(good);
}

sim::Duration RecordWork::time_of(std::int32_t records) {
  if (const auto* constant = std::get_if<sim::Constant>(&config_.processing)) {
    each_ = sim::non_negative_seconds(constant->value);
    if (slowdown_ != 1) each_ = sim::Duration(std::llround(static_cast<double>(each_.count()) * slowdown_));
    return each_ * records;
  }
  sim::Duration sum = ends_.empty() ? sim::Duration{0} : ends_.back();
  const sim::Duration before = sum;
  for (std::int32_t i = 0; i < records; ++i) {
    sum += sim::non_negative_seconds(sim::sample(config_.processing, rng_) * slowdown_);
    ends_.push_back(sum);
  }
  return sum - before;
}

void RecordWork::set_slowdown(double factor) {
  const double ratio = factor / std::exchange(slowdown_, factor);
  if (!busy_ || ratio == 1) return;
  if (ends_.empty())
    for (std::int64_t i = 1; i <= count_; ++i) ends_.push_back(each_ * i);
  if (ends_.empty()) return;
  const sim::Duration elapsed = context_.scheduler.now() - began_;
  for (sim::Duration& end : ends_)
    if (end > elapsed)
      end = elapsed + sim::Duration(std::llround(static_cast<double>((end - elapsed).count()) * ratio));
  timer_.arm(std::max(ends_.back() - elapsed, sim::Duration{0}));
}

void RecordWork::begin(std::vector<FetchedRecords> records) {
  SIM_CHECK(!busy_, "the thread is at work");
  records_ = std::move(records);
  ends_.clear();
  count_ = 0;
  crashes_ = false;
  if (!config_.poison.empty()) cut_out_poison();
  sim::Duration total{0};
  for (const FetchedRecords& run : records_) {
    total += time_of(run.count);
    count_ += run.count;
  }
  busy_ = true;
  began_ = context_.scheduler.now();
  timer_.arm(total);
}

void RecordWork::finish() {
  busy_ = false;
  if (!atomic_) emit_done(count_);
  if (crashes_)
    context_.emit([&] {
      return PoisonRecordMet{.group = context_.group,
                             .member = context_.id,
                             .tp = poison_tp_,
                             .offset = poison_offset_,
                             .action = "crash"};
    });
  done_(crashes_ ? WorkOutcome::crashed : WorkOutcome::done);
}

void RecordWork::interrupt() {
  if (!busy_) return;
  busy_ = false;
  timer_.disarm();
  if (atomic_) return;
  const sim::Duration elapsed = context_.scheduler.now() - began_;
  std::int64_t done = 0;
  if (!ends_.empty()) {
    done = std::upper_bound(ends_.begin(), ends_.end(), elapsed) - ends_.begin();
  } else {
    done = each_.count() > 0 ? std::min<std::int64_t>(count_, elapsed / each_) : count_;
  }
  emit_done(done);
}

// ---- telling

void RecordWork::emit_processed(const std::vector<FetchedRecords>& records) const {
  for (const FetchedRecords& run : records) emit_run(run, 0, run.count);
}

void RecordWork::emit_done(std::int64_t records) const {
  for (const FetchedRecords& run : records_) {
    if (records <= 0) return;
    const auto count = static_cast<std::int32_t>(std::min<std::int64_t>(records, run.count));
    emit_run(run, 0, count);
    records -= count;
  }
}

void RecordWork::emit_run(const FetchedRecords& run, std::int32_t first, std::int32_t count) const {
  context_.emit([&] {
    return RecordsProcessed{.group = context_.group,
                            .member = context_.id,
                            .tp = run.tp,
                            .base_offset = run.base_offset + first,
                            .count = count,
                            .producer = run.producer,
                            .first_id = run.first_id + first};
  });
}

}  // namespace kafka
