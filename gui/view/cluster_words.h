#pragma once
/// Sentences about brokers, topics, replicas and logs. Included by sentences.cpp alone.

#include "gui/view/words.h"
#include "scenarios/engine/run/event_fields.h"

namespace view {

struct ClusterWords : Words {
  using C = EventClass;

  // ---- brokers and topics
  Sentence say(const kafka::BrokerStarted& e) const { return {C::broker, broker(e.broker), "starts"}; }
  Sentence say(const kafka::BrokerStopped& e) const {
    return {C::broker, broker(e.broker), std::string(ending(e.how))};
  }
  Sentence say(const kafka::BrokerFailed& e) const { return {C::broker, broker(e.broker), "ends itself: " + e.why}; }
  Sentence say(const kafka::TopicCreated& e) const {
    return {C::controller, names.topic(e.topic),
            fmt::format("topic created: {}, replication factor {}", count(e.partitions, "partition"),
                        e.replication_factor)};
  }
  Sentence say(const kafka::PartitionStateChanged& e) const {
    return {C::isr, partition(e.tp),
            fmt::format("stored in ZooKeeper: leader {}, epoch {}, ISR {}", broker(e.leader), e.leader_epoch.value(),
                        set(e.isr))};
  }

  // ---- replication
  Sentence say(const kafka::IsrShrunk& e) const {
    return {C::isr, partition(e.tp),
            fmt::format("{} out of sync: the ISR shrinks to {}",
                        brokers(e.removed) + (e.removed.size() == 1 ? " is" : " are"), set(e.isr))};
  }
  Sentence say(const kafka::IsrExpanded& e) const {
    return {C::isr, partition(e.tp), fmt::format("{} is in sync again: the ISR is {}", broker(e.added), set(e.isr))};
  }
  Sentence say(const kafka::IsrChangeProposed& e) const {
    return {C::isr, partition(e.tp), fmt::format("{} proposes the ISR {}", broker(e.leader), set(e.isr))};
  }
  Sentence say(const kafka::IsrChangeFailed& e) const {
    return {C::isr, partition(e.tp),
            fmt::format("the ISR that {} proposed was refused: {}", broker(e.leader), kafka::name_of(e.error))};
  }
  Sentence say(const kafka::FollowerProgressed& e) const {
    return {C::request, partition(e.tp),
            fmt::format("{} has copied up to offset {}", broker(e.follower), e.log_end_offset.value())};
  }
  Sentence say(const kafka::AcksAllAnswered& e) const {
    if (e.error != kafka::ErrorCode::NONE)
      return {C::request, partition(e.tp),
              fmt::format("{} refuses a batch: {} ({} in sync, min.insync.replicas={})", broker(e.broker),
                          kafka::name_of(e.error), e.in_sync, e.min_isr)};
    return {C::request, partition(e.tp), fmt::format("{} answers an acks=all batch", broker(e.broker))};
  }
  Sentence say(const kafka::HighWatermarkAdvanced& e) const {
    return {C::request, partition(e.tp),
            fmt::format("the high watermark on {} is {}", broker(e.broker), e.high_watermark.value())};
  }
  Sentence say(const kafka::LastStableOffsetAdvanced& e) const {
    return {C::request, partition(e.tp), fmt::format("the last stable offset is {}", e.last_stable_offset.value())};
  }

  // ---- logs
  Sentence say(const kafka::RecordsAppended& e) const {
    return {C::request, partition(e.tp),
            fmt::format("{} {} {} at offset {}", broker(e.broker), e.as_leader ? "appends" : "copies", records(e.count),
                        e.base_offset.value())};
  }
  Sentence say(const kafka::DuplicateAnswered& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} has {} of {} already: they are not appended again", broker(e.broker), records(e.count),
                        client(e.producer))};
  }
  Sentence say(const kafka::SegmentRolled& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} begins a new segment at offset {}", broker(e.broker), e.base_offset.value())};
  }
  Sentence say(const kafka::SegmentsDeleted& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} deletes {} ({}): the log starts at offset {}", broker(e.broker),
                        count(e.segments, "segment"), scenario::name_of(e.reason), e.log_start_offset.value())};
  }
  Sentence say(const kafka::LogCleaned& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} removes {} whose keys have newer records", broker(e.broker),
                        e.batches == 1 ? "1 batch" : fmt::format("{} batches", e.batches))};
  }
  Sentence say(const kafka::LogLoaded& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} opens its log, {} to {}{}", broker(e.broker), e.log_start_offset.value(),
                        e.log_end_offset.value(), e.recovered ? ", and scans its end: it was not closed well" : "")};
  }
  Sentence say(const kafka::LogTruncated& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} cuts {} off its log: offsets {} to {} ({})", broker(e.broker),
                        records(e.from.value() - e.to.value()), e.to.value(), e.from.value() - 1,
                        scenario::name_of(e.reason))};
  }
  Sentence say(const kafka::ReplicaStopped& e) const {
    return {C::log, partition(e.tp),
            fmt::format("{} closes its replica{}", broker(e.broker), e.deleted ? " and deletes its log" : "")};
  }
  Sentence say(const kafka::BecameLeader& e) const {
    return {C::election, partition(e.tp),
            fmt::format("{} begins to lead, epoch {}, log end {}, high watermark {}", broker(e.broker),
                        e.leader_epoch.value(), e.log_end_offset.value(), e.high_watermark.value())};
  }
  Sentence say(const kafka::BecameFollower& e) const {
    return {C::election, partition(e.tp),
            fmt::format("{} follows {}, epoch {}", broker(e.broker), broker(e.leader), e.leader_epoch.value())};
  }
  Sentence say(const kafka::RequestCompleted& e) const {
    const sim::Duration total =
        e.request_queue_time + e.local_time + e.remote_time + e.response_queue_time + e.response_send_time;
    return {C::request, broker(e.broker),
            fmt::format("answers a {} request after {:.2f} ms{}{}", scenario::name_of(e.api), 1e3 * seconds(total),
                        e.error == kafka::ErrorCode::NONE ? "" : ": ",
                        e.error == kafka::ErrorCode::NONE ? "" : kafka::name_of(e.error))};
  }
};

}  // namespace view
