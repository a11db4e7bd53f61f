#pragma once
/// A produce with acks=all that waits for its records to be replicated. Kafka: DelayedProduce.

#include <functional>
#include <utility>
#include <vector>

#include "model/broker/partition.h"
#include "model/broker/purgatory.h"

namespace kafka {

/// What became of each partition of an append.
using AppendCallback = std::function<void(std::vector<ProduceResponse::Partition>&&)>;

class DelayedProduce final : public DelayedOperation {
 public:
  struct Status {
    Partition* partition = nullptr;  ///< nullptr: failed before the append
    Offset required_offset;          ///< the high watermark that confirms the batch
    bool acks_pending = false;
    ProduceResponse::Partition answer;
  };

  DelayedProduce(std::vector<Status> statuses, AppendCallback callback)
      : statuses_(std::move(statuses)), callback_(std::move(callback)) {}

  bool can_complete() override {
    bool pending = false;
    for (Status& s : statuses_) {
      if (s.acks_pending) judge(s);
      pending = pending || s.acks_pending;
    }
    return !pending;
  }

  void on_complete(bool expired) override {
    std::vector<ProduceResponse::Partition> answers;
    answers.reserve(statuses_.size());
    for (Status& s : statuses_) {
      if (expired && s.acks_pending) s.answer.error = ErrorCode::REQUEST_TIMED_OUT;  // the records stay in the log
      answers.push_back(s.answer);
    }
    callback_(std::move(answers));
  }

 private:
  /// Source: Partition.checkEnoughReplicasReachOffset. Leadership is asked for, the leader epoch is not compared.
  static void judge(Status& s) {
    if (!s.partition->is_leader()) {
      s.answer.error = ErrorCode::NOT_LEADER_OR_FOLLOWER;
    } else if (s.partition->log().high_watermark() < s.required_offset) {
      return;
    } else if (!s.partition->enough_replicas_for_ack()) {
      s.answer.error = ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND;
    }
    s.acks_pending = false;
  }

  std::vector<Status> statuses_;
  AppendCallback callback_;
};

}  // namespace kafka
