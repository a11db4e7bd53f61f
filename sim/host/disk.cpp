#include "sim/host/disk.h"

#include <algorithm>
#include <cmath>

#include "sim/core/check.h"

namespace sim {

namespace {

// The arm goes from one piece to the next operation in turn, so that a large write-back does not starve reads. Linux
// writes at least this much of a file before it turns to the next (MIN_WRITEBACK_PAGES, fs/fs-writeback.c).
constexpr std::int64_t kPiece = 4 << 20;

}  // namespace

Disk::Disk(Scheduler& scheduler, const DiskConfig& config) : scheduler_(scheduler), config_(config) {
  SIM_CHECK(config.dirty_expiry >= 0s && config.fsync_time >= 0s);
  SIM_CHECK(config.writeback_interval > 0s || config.dirty_expiry == 0s);
  SIM_CHECK(config.dirty_background_ratio <= config.dirty_ratio);
}

Disk::~Disk() {
  scheduler_.cancel(end_of_operation_);
  scheduler_.cancel(look_);
}

DiskMark Disk::append(Bytes size) {
  SIM_CHECK(size.count() >= 0);
  if (size.count() == 0) return end_;
  end_ += size.count();
  note_age();
  if (!config_.write_rate.unlimited()) write_back();
  return end_;
}

Duration Disk::write_delay() const {
  if (config_.write_rate.unlimited() || config_.page_cache.count() == 0) return 0s;
  const Bytes excess = dirty() - share_of_cache(config_.dirty_ratio);
  return transfer_time(excess, config_.write_rate);
}

bool Disk::cached(DiskMark mark) const {
  if (mark <= cold_below_) return false;
  return config_.page_cache.count() == 0 || end_ - mark < config_.page_cache.count();
}

DiskMark Disk::durable() const {
  if (!config_.write_rate.unlimited()) return on_disk_;
  // Writing takes no time, so what is old enough is on the disk without any event having said so.
  DiskMark mark = on_disk_;
  for (std::size_t i = 0; i < ages_.size() && ages_.at(i).due <= scheduler_.now(); ++i) mark = ages_.at(i).end;
  return std::max(mark, on_disk_);
}

void Disk::power_loss() {
  end_ = on_disk_ = cold_below_ = durable();
  ages_.clear();
  queue_.clear();
  busy_time_ = busy_time();
  busy_ = writing_back_ = false;
  current_ = Operation{};
  scheduler_.cancel(end_of_operation_);
  scheduler_.cancel(look_);
}

void Disk::set_slowdown(double factor) {
  SIM_CHECK(factor > 0);
  slowdown_ = factor;
}

Duration Disk::busy_time() const { return busy_time_ + (busy_ ? scheduler_.now() - began_ : Duration{0}); }

void Disk::read_job(LifeId life, DiskMark mark, Bytes size, Done done) {
  if (cached(mark)) {
    scheduler_.after(0s, life, std::move(done));
    return;
  }
  enqueue(Operation{Kind::read, life, size, mark, std::move(done)});
}

void Disk::flush_job(LifeId life, Done done) { enqueue(Operation{Kind::flush, life, Bytes(0), end_, std::move(done)}); }

void Disk::enqueue(Operation operation) {
  queue_.push(std::move(operation));
  if (!busy_) work();
}

/// Takes operations in turn until one needs time.
void Disk::work() {
  while (!queue_.empty()) {
    Operation operation = queue_.pop();
    const Duration time = prepare(operation);
    if (time > 0s) {
      current_ = std::move(operation);
      busy_ = true;
      began_ = scheduler_.now();
      end_of_operation_ = scheduler_.after(time, kWorld, [this] { finish(); });
      return;
    }
    if (!complete(operation)) queue_.push(std::move(operation));
  }
}

/// Decides what the operation does in this turn and how long that takes.
Duration Disk::prepare(Operation& operation) {
  Duration time{};
  if (operation.kind == Kind::read) {
    time = transfer_time(operation.size, config_.read_rate);
  } else {
    const DiskMark target = operation.kind == Kind::flush ? operation.target : wanted_on_disk();
    const std::int64_t left = std::max<std::int64_t>(0, target - on_disk_);
    operation.size = Bytes(config_.write_rate.unlimited() ? left : std::min(left, kPiece));
    time = transfer_time(operation.size, config_.write_rate);
    if (operation.kind == Kind::flush && operation.size.count() == left) time += config_.fsync_time;
  }
  if (slowdown_ != 1.0) time = Duration(std::llround(static_cast<double>(time.count()) * slowdown_));
  return time;
}

/// Takes effect of one turn; false if the operation needs another.
bool Disk::complete(Operation& operation) {
  if (operation.kind != Kind::read) {
    on_disk_ += operation.size.count();
    while (!ages_.empty() && ages_.front().end <= on_disk_) ages_.pop();
  }
  if (operation.kind == Kind::write_back) {
    if (wanted_on_disk() > on_disk_) return false;
    writing_back_ = false;
    write_back();
    return true;
  }
  if (operation.kind == Kind::flush && operation.target > on_disk_) return false;
  // The process may have died meanwhile; the disk has done its work all the same.
  if (scheduler_.alive(operation.life)) scheduler_.after(0s, operation.life, std::move(operation.done));
  return true;
}

void Disk::finish() {
  busy_time_ = busy_time();
  busy_ = false;
  Operation operation = std::move(current_);
  if (!complete(operation)) queue_.push(std::move(operation));
  work();
}

/// Remembers when the data written just now will be old.
void Disk::note_age() {
  const SimTime due = due_of_now();
  if (config_.write_rate.unlimited()) {
    while (!ages_.empty() && ages_.front().due <= scheduler_.now()) on_disk_ = std::max(on_disk_, ages_.pop().end);
    if (due <= scheduler_.now()) {
      on_disk_ = end_;
      return;
    }
  }
  if (ages_.empty() || ages_.back().due != due) {
    ages_.push(Age{due, end_});
  } else {
    ages_.back().end = end_;
  }
}

SimTime Disk::due_of_now() const {
  const SimTime old = scheduler_.now() + config_.dirty_expiry;
  if (config_.writeback_interval == 0s) return old;
  const std::int64_t interval = config_.writeback_interval.count();
  return SimTime(Duration((old.time_since_epoch().count() + interval - 1) / interval * interval));
}

/// Starts writing back if there is reason to, else makes sure that the next look will come.
void Disk::write_back() {
  if (writing_back_) return;
  if (wanted_on_disk() > on_disk_) {
    writing_back_ = true;
    scheduler_.cancel(look_);
    enqueue(Operation{Kind::write_back, kWorld, Bytes(0), DiskMark{}, Done{}});
  } else if (!ages_.empty() && !scheduler_.pending(look_)) {
    look_ = scheduler_.at(ages_.front().due, kWorld, [this] { write_back(); });
  }
}

/// How far the kernel wants to have written by now: what is old, and what is above the background ratio.
DiskMark Disk::wanted_on_disk() const {
  DiskMark mark = on_disk_;
  for (std::size_t i = 0; i < ages_.size() && ages_.at(i).due <= scheduler_.now(); ++i) mark = ages_.at(i).end;
  if (config_.page_cache.count() == 0) return mark;
  return std::max(mark, end_ - share_of_cache(config_.dirty_background_ratio).count());
}

Bytes Disk::share_of_cache(double ratio) const {
  return Bytes(static_cast<std::int64_t>(static_cast<double>(config_.page_cache.count()) * ratio));
}

}  // namespace sim
