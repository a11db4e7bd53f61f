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

class AcksAllObserver;

class DelayedProduce final : public DelayedOperation {
 public:
  struct Status {
    Partition* partition = nullptr;  ///< nullptr: failed before the append
    Offset required_offset;          ///< the high watermark that confirms the batch
    bool acks_pending = false;
    ProduceResponse::Partition answer;
  };

  /// `observer`: told as soon as a partition's answer is known, which may be before the last one's; nullptr: nobody.
  DelayedProduce(std::vector<Status> statuses, AppendCallback callback, AcksAllObserver* observer = nullptr)
      : statuses_(std::move(statuses)), callback_(std::move(callback)), observer_(observer) {}

  bool can_complete() override;
  void on_complete(bool expired) override;

 private:
  void judge(Status& s);
  void settle(Status& s, ErrorCode error);

  std::vector<Status> statuses_;
  AppendCallback callback_;
  AcksAllObserver* observer_;
};

/// Sees what became of batches with acks=all that were appended.
class AcksAllObserver {
 public:
  virtual ~AcksAllObserver() = default;
  virtual void on_acks_all(const DelayedProduce::Status& status) = 0;
};

inline bool DelayedProduce::can_complete() {
  bool pending = false;
  for (Status& s : statuses_) {
    if (s.acks_pending) judge(s);
    pending = pending || s.acks_pending;
  }
  return !pending;
}

inline void DelayedProduce::on_complete(bool expired) {
  std::vector<ProduceResponse::Partition> answers;
  answers.reserve(statuses_.size());
  for (Status& s : statuses_) {
    if (expired && s.acks_pending) settle(s, ErrorCode::REQUEST_TIMED_OUT);  // the records stay in the log
    answers.push_back(s.answer);
  }
  callback_(std::move(answers));
}

/// Source: Partition.checkEnoughReplicasReachOffset. Leadership is asked for, the leader epoch is not compared.
inline void DelayedProduce::judge(Status& s) {
  if (const ErrorCode error = s.partition->check_leader(); error != ErrorCode::NONE) return settle(s, error);
  const bool early = s.partition->behaviour().mutated(Mutation::ack_before_hw);
  if (s.partition->log().high_watermark() < s.required_offset && !early) return;
  settle(s, s.partition->enough_replicas_for_ack() ? ErrorCode::NONE : ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND);
}

inline void DelayedProduce::settle(Status& s, ErrorCode error) {
  s.answer.error = error;
  s.acks_pending = false;
  if (observer_) observer_->on_acks_all(s);
}

}  // namespace kafka
