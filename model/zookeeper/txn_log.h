#pragma once
/// What of a server outlives its process: epochs, snapshot and transaction log. org.apache.zookeeper.server.persistence
/// FileTxnSnapLog; files acceptedEpoch and currentEpoch.

#include <deque>
#include <memory>

#include "model/zookeeper/txn.h"
#include "sim/host/disk.h"

namespace kafka::zk {

using TxnPtr = std::shared_ptr<const Txn>;

///   durable   all of it, as far as the disk has it
class TxnLog {
 public:
  struct Entry {
    TxnPtr txn;
    sim::DiskMark mark;  ///< where the disk put it
  };

  explicit TxnLog(Mutation mutation = Mutation::none) : snapshot_(mutation) {}

  void append(TxnPtr txn, sim::DiskMark mark) { entries_.push_back({std::move(txn), mark}); }
  /// Once in a while, puts old transactions into the snapshot: those up to `committed` that the disk has.
  void compact(Zxid committed, sim::DiskMark durable) {
    if (entries_.size() <= kMost) return;
    while (entries_.size() > kMost / 2 && entries_.front().txn->zxid <= committed && entries_.front().mark <= durable) {
      apply(snapshot_, *entries_.front().txn);
      snapshot_zxid_ = entries_.front().txn->zxid;
      entries_.pop_front();
    }
  }
  /// Nothing of it is only in the page cache.
  [[nodiscard]] bool synced(sim::DiskMark durable) const { return entries_.empty() || entries_.back().mark <= durable; }
  /// Removes what is after `zxid`. False if the snapshot already holds some of it.
  bool truncate_to(Zxid zxid) {
    while (!entries_.empty() && entries_.back().txn->zxid > zxid) entries_.pop_back();
    return snapshot_zxid_ <= zxid;
  }
  /// The machine lost its power: what the disk had not written is gone.
  void power_loss(sim::DiskMark durable) {
    while (!entries_.empty() && entries_.back().mark > durable) entries_.pop_back();
  }
  void restore(const DataTree& tree, Zxid zxid) {
    snapshot_ = tree;
    snapshot_zxid_ = zxid;
    entries_.clear();
  }

  [[nodiscard]] Zxid last_zxid() const { return entries_.empty() ? snapshot_zxid_ : entries_.back().txn->zxid; }
  [[nodiscard]] Zxid snapshot_zxid() const { return snapshot_zxid_; }
  [[nodiscard]] const DataTree& snapshot() const { return snapshot_; }
  [[nodiscard]] const std::deque<Entry>& entries() const { return entries_; }
  /// The largest zxid at or below `zxid` that this log holds (or its snapshot ends with); -1 if both are later.
  [[nodiscard]] Zxid floor(Zxid zxid) const {
    for (auto it = entries_.rbegin(); it != entries_.rend(); ++it)
      if (it->txn->zxid <= zxid) return it->txn->zxid;
    return snapshot_zxid_ <= zxid ? snapshot_zxid_ : Zxid(-1);
  }
  /// The state after everything logged, committed or not, as a starting server loads it.
  [[nodiscard]] DataTree load() const {
    DataTree tree = snapshot_;
    for (const Entry& e : entries_) apply(tree, *e.txn);
    return tree;
  }

  // Written to the disk with an fsync each time (AtomicFileWritingIdiom), here without its time.
  std::int64_t accepted_epoch = 0;
  std::int64_t current_epoch = 0;
  /// How often a server has been started with it; makes session ids unique.
  std::int64_t starts = 0;

 private:
  /// As few transactions are kept as ZooKeeper keeps in memory for servers that join late (commitLogCount 500); here
  /// some more.
  static constexpr std::size_t kMost = 2000;

  DataTree snapshot_;
  Zxid snapshot_zxid_{0};
  std::deque<Entry> entries_;
};

}  // namespace kafka::zk
