#pragma once
/// A disk behind a page cache, as Kafka's logs see it: an append is in memory at once, reaches the disk later, and
/// survives the process but not the machine until it has.
///
/// All files of the machine share one stream of writes: a DiskMark is a position in it, and data is kept in the cache
/// and written back in that order. Not modelled: that a read brings old data back into the cache.
/// Linux: vm.dirty_expire_centisecs (3000), vm.dirty_writeback_centisecs (500), vm.dirty_background_ratio (10),
/// vm.dirty_ratio (20), kernel documentation admin-guide/sysctl/vm.
///
///   durable    everything up to durable()
///   volatile   the page cache, operations under way: lost in power_loss(), untouched when a process dies
///   timers     one write-back event while dirty data exists and the write rate is limited; one for the operation on
///              the arm. A disk without rates and fsync time never schedules anything by itself.
///
/// Cost: append O(1), no event; read, flush O(1) and at most two events, one more for each 4 MiB written back.

#include <cstdint>
#include <utility>

#include "sim/core/bytes.h"
#include "sim/core/ids.h"
#include "sim/core/scheduler.h"
#include "sim/core/strong.h"
#include "sim/core/time.h"
#include "sim/host/callback.h"
#include "sim/host/ring.h"

namespace sim {

/// A position in the order of all bytes written to one machine. `append` returns the end of what it wrote.
using DiskMark = StrongInt<struct DiskMarkTag, std::int64_t>;

struct DiskConfig {
  BytesPerSecond read_rate;              ///< 0: reading takes no time
  BytesPerSecond write_rate;             ///< 0: writing takes no time
  Duration fsync_time{0};                ///< what an fsync costs beyond its data
  Bytes page_cache;                      ///< the most recently written bytes that stay in memory; 0: all of them
  Duration dirty_expiry = 30s;           ///< dirty data of this age is written back at the next interval
  Duration writeback_interval = 5s;      ///< how often the kernel looks; > 0 unless dirty_expiry is 0 too
  double dirty_background_ratio = 0.10;  ///< of page_cache: above it the kernel writes back without waiting for age
  double dirty_ratio = 0.20;             ///< of page_cache: above it writers wait for the disk
};

class Disk {
 public:
  using Done = Callback<24>;

  Disk(Scheduler& scheduler, const DiskConfig& config);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  /// Writes into the page cache, at once.
  DiskMark append(Bytes size);

  /// How long a writer is held back now: 0 while the dirty data is within dirty_ratio, else until the disk has
  /// written what is above it.
  [[nodiscard]] Duration write_delay() const;

  /// Is the data that ends at `mark` still in memory?
  [[nodiscard]] bool cached(DiskMark mark) const;

  /// Reads `size` bytes that end at `mark`: at this instant (after everything already due) when cached, else in turn
  /// with everything else the disk does. `on_done()` runs in `life`.
  template <class F>
  void read(LifeId life, DiskMark mark, Bytes size, F on_done) {
    read_job(life, mark, size, Done(std::move(on_done)));
  }

  /// Writes back all data that is dirty now, then syncs; `on_done()` runs in `life`, and durable() has advanced.
  template <class F>
  void flush(LifeId life, F on_done) {
    flush_job(life, Done(std::move(on_done)));
  }

  /// Everything up to here survives a power loss.
  [[nodiscard]] DiskMark durable() const;
  /// The end of everything written.
  [[nodiscard]] DiskMark end() const { return end_; }
  [[nodiscard]] Bytes dirty() const { return Bytes(end_ - durable()); }

  /// The machine lost its power: the stream now ends at durable(), nothing is in memory, no operation is under way.
  void power_loss();

  /// A slow disk: operations that begin later take `factor` times as long. Requires: factor > 0.
  void set_slowdown(double factor);

  /// Time the arm has worked, for a utilisation; operations waiting for it or on it.
  [[nodiscard]] Duration busy_time() const;
  [[nodiscard]] std::size_t operations() const { return queue_.size() + (busy_ ? 1 : 0); }

 private:
  enum class Kind : std::uint8_t { read, write_back, flush };
  struct Operation {
    Kind kind = Kind::read;
    LifeId life = kWorld;
    Bytes size;       // read: all of it; else: of the piece being written
    DiskMark target;  // flush: what was written when it was asked for
    Done done;
  };
  struct Age {
    SimTime due;  // the first look at which this data is old enough
    DiskMark end;
  };

  void read_job(LifeId life, DiskMark mark, Bytes size, Done done);
  void flush_job(LifeId life, Done done);
  void enqueue(Operation operation);
  void work();
  Duration prepare(Operation& operation);
  bool complete(Operation& operation);
  void finish();
  void note_age();
  void write_back();
  [[nodiscard]] SimTime due_of_now() const;
  [[nodiscard]] DiskMark wanted_on_disk() const;
  [[nodiscard]] Bytes share_of_cache(double ratio) const;

  Scheduler& scheduler_;
  DiskConfig config_;
  double slowdown_ = 1.0;
  DiskMark end_;
  DiskMark on_disk_;     // with an unlimited write rate durable() may be further: see there
  DiskMark cold_below_;  // nothing before this is in memory since the last power loss
  Ring<Age> ages_;       // dirty data by the look that finds it old: at most dirty_expiry / writeback_interval + 2
  Ring<Operation> queue_;
  Operation current_;
  bool busy_ = false;
  bool writing_back_ = false;  // a write_back operation is queued or under way
  SimTime began_;
  Duration busy_time_{};
  EventHandle end_of_operation_;
  EventHandle look_;
};

}  // namespace sim
