#pragma once
/// Where operations wait that cannot be answered yet. Kafka: DelayedOperationPurgatory, DelayedOperation.

#include <cstddef>
#include <utility>
#include <vector>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "sim/core/scheduler.h"

namespace kafka {

/// An operation that waits for a condition or for its time to run out, whichever comes first. Completes once.
class DelayedOperation : public boost::intrusive_ref_counter<DelayedOperation, boost::thread_unsafe_counter> {
 public:
  virtual ~DelayedOperation() = default;
  DelayedOperation() = default;
  DelayedOperation(const DelayedOperation&) = delete;
  DelayedOperation& operator=(const DelayedOperation&) = delete;

  /// Is the condition met now? May note progress.
  virtual bool can_complete() = 0;
  /// Answers; `expired`: the time ran out first.
  virtual void on_complete(bool expired) = 0;

  [[nodiscard]] bool completed() const { return completed_; }

 private:
  friend class Purgatory;
  bool completed_ = false;
  sim::EventHandle timeout_;
};

using DelayedOperationPtr = boost::intrusive_ptr<DelayedOperation>;

/// Watches operations by key; a key is a partition's index on this broker. Checking a key costs its watchers;
/// watching costs O(keys). Completed operations are swept from the other keys' lists as these grow.
class Purgatory {
 public:
  Purgatory(sim::Scheduler& scheduler, sim::LifeId life) : scheduler_(scheduler), life_(life) {}

  /// Completes `operation` now if it can; otherwise keeps it under every key until it can or `timeout` passes.
  void try_complete_else_watch(const DelayedOperationPtr& operation, const std::vector<std::size_t>& keys,
                               sim::Duration timeout) {
    if (operation->can_complete()) return finish(*operation, false);
    ++waiting_;
    for (const std::size_t key : keys) watch(key, operation);
    operation->timeout_ = scheduler_.after(timeout, life_, [this, keep = operation] { expire(*keep); });
  }

  /// Something changed for `key`: completes every watcher that now can.
  void check_and_complete(std::size_t key) {
    if (key >= lists_.size() || lists_[key].operations.empty()) return;
    std::vector<DelayedOperationPtr> watchers;
    watchers.swap(lists_[key].operations);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < watchers.size(); ++i) {
      DelayedOperation& operation = *watchers[i];
      if (operation.completed()) continue;
      if (operation.can_complete()) {
        --waiting_;
        finish(operation, false);
      } else if (kept++ != i) {
        watchers[kept - 1] = std::move(watchers[i]);
      }
    }
    watchers.resize(kept);
    List& list = lists_[key];  // completing may have brought new watchers: they queue behind
    watchers.insert(watchers.end(), list.operations.begin(), list.operations.end());
    list.operations.swap(watchers);
  }

  /// Operations waiting. Kafka: NumDelayedOperations.
  [[nodiscard]] std::size_t waiting() const { return waiting_; }

 private:
  struct List {
    std::vector<DelayedOperationPtr> operations;
    std::size_t sweep_at = 16;
  };

  void watch(std::size_t key, const DelayedOperationPtr& operation) {
    if (key >= lists_.size()) lists_.resize(key + 1);
    List& list = lists_[key];
    if (list.operations.size() >= list.sweep_at) {
      std::erase_if(list.operations, [](const DelayedOperationPtr& o) { return o->completed(); });
      list.sweep_at = 16 + 2 * list.operations.size();
    }
    list.operations.push_back(operation);
  }

  void expire(DelayedOperation& operation) {
    if (operation.completed()) return;
    --waiting_;
    finish(operation, true);
  }

  void finish(DelayedOperation& operation, bool expired) {
    operation.completed_ = true;
    scheduler_.cancel(operation.timeout_);
    operation.on_complete(expired);
  }

  sim::Scheduler& scheduler_;
  sim::LifeId life_;
  std::vector<List> lists_;
  std::size_t waiting_ = 0;
};

}  // namespace kafka
