#pragma once
/// Feeds a sink with the events of a little run, without a cluster: one topic `orders`, producers and groups by number.

#include <cstdint>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

inline sim::SimTime at_ms(std::int64_t ms) { return sim::kTimeZero + std::chrono::milliseconds(ms); }
inline sim::SimTime at_s(std::int64_t s) { return sim::kTimeZero + std::chrono::seconds(s); }

inline kafka::TopicPartition orders(std::int32_t partition) {
  return {kafka::TopicId(0), kafka::PartitionId(partition)};
}

inline kafka::TopicTable topics_with_orders() {
  kafka::TopicTable topics;
  topics.intern("orders");
  return topics;
}

class Feed {
 public:
  explicit Feed(kafka::EventSink& sink) : sink_(sink) {}

  sim::SimTime now = at_ms(0);
  std::int32_t producer = 0;
  std::int32_t group = 0;
  std::int32_t member = 50;
  std::int32_t leader = 101;
  std::int32_t epoch = 0;
  kafka::TopicPartition tp = orders(0);

  template <class E>
  void emit(const E& event, sim::HostId host = sim::HostId(1)) {
    sink_.on_event(now, host, kafka::Event{event});
  }
  void sent(std::int64_t id, std::int32_t count, std::int32_t attempt = 1, std::int32_t to = 101) {
    emit(kafka::BatchSent{kafka::ClientId(producer), tp, kafka::RecordId(id), count, sim::Bytes(100 * count),
                          kafka::BrokerId(to), attempt, now, now});
  }
  /// By the broker `leader` in `epoch`, or copied by it.
  void appended(std::int64_t id, std::int32_t count, std::int64_t offset, bool as_leader = true) {
    emit(append_event(id, count, offset, as_leader));
  }
  /// In a transaction of producer id 7.
  void appended_in_transaction(std::int64_t id, std::int32_t count, std::int64_t offset) {
    kafka::RecordsAppended e = append_event(id, count, offset, true);
    e.producer_id = kafka::ProducerId(7);
    e.transactional = true;
    emit(e);
  }
  void marker(kafka::ControlRecordType type, std::int64_t offset) {
    kafka::RecordsAppended e = append_event(0, 1, offset, true);
    e.producer = kafka::kNoClient;
    e.producer_id = kafka::ProducerId(7);
    e.transactional = true;
    e.control = type;
    emit(e);
  }
  void acknowledged(std::int64_t id, std::int32_t count, std::int64_t offset = -1) {
    emit(kafka::RecordsAcknowledged{kafka::ClientId(producer), tp, kafka::RecordId(id), count, kafka::Offset(offset),
                                    sim::Bytes(100 * count), now, now});
  }
  void failed(std::int64_t id, std::int32_t count) {
    emit(kafka::RecordsFailed{kafka::ClientId(producer), tp, kafka::RecordId(id), count,
                              kafka::ErrorCode::REQUEST_TIMED_OUT, "TimeoutException"});
  }
  /// Sent, written at `offset`, acknowledged.
  void produced(std::int64_t id, std::int32_t count, std::int64_t offset) {
    sent(id, count);
    appended(id, count, offset);
    acknowledged(id, count, offset);
  }
  /// poll() returned them.
  void polled(std::int64_t id, std::int32_t count, std::int64_t offset) {
    emit(kafka::RecordsDelivered{kafka::GroupId(group), kafka::ClientId(member), tp, kafka::Offset(offset), count,
                                 sim::Bytes(100 * count), kafka::ClientId(producer), kafka::RecordId(id), now, now});
  }
  void processed(std::int64_t id, std::int32_t count, std::int64_t offset) {
    emit(kafka::RecordsProcessed{kafka::GroupId(group), kafka::ClientId(member), tp, kafka::Offset(offset), count,
                                 kafka::ClientId(producer), kafka::RecordId(id)});
  }
  /// Returned and processed.
  void delivered(std::int64_t id, std::int32_t count, std::int64_t offset) {
    polled(id, count, offset);
    processed(id, count, offset);
    emit(kafka::PollProcessed{kafka::GroupId(group), kafka::ClientId(member), count});
  }
  void position(std::int64_t offset, kafka::PositionSource source = kafka::PositionSource::reset_earliest) {
    emit(kafka::PositionSet{kafka::GroupId(group), kafka::ClientId(member), tp, kafka::Offset(offset), source});
  }
  void committed(std::int64_t offset) {
    emit(kafka::OffsetCommitted{kafka::GroupId(group), kafka::ClientId(member), tp, kafka::Offset(offset)});
  }
  void stopped(std::int32_t client, std::string_view how = "kill", std::int64_t unfinished = 0) {
    emit(kafka::ClientStopped{kafka::ClientId(client), how, unfinished});
  }
  void leads(std::int32_t broker, std::int32_t new_epoch, std::int64_t log_end) {
    emit(kafka::BecameLeader{kafka::BrokerId(broker),
                             tp,
                             kafka::LeaderEpoch(new_epoch),
                             kafka::Offset(log_end),
                             kafka::Offset(log_end),
                             {}});
  }

 private:
  [[nodiscard]] kafka::RecordsAppended append_event(std::int64_t id, std::int32_t count, std::int64_t offset,
                                                    bool as_leader) const {
    return {kafka::BrokerId(leader),
            tp,
            kafka::Offset(offset),
            count,
            sim::Bytes(100 * count),
            kafka::LeaderEpoch(epoch),
            as_leader,
            kafka::ClientId(producer),
            kafka::RecordId(id)};
  }

  kafka::EventSink& sink_;
};

/// "host-1", "client-3", "group-0"; topic 0 is orders.
class PlainNames final : public Names {
 public:
  std::string host(sim::HostId id) const override { return "host-" + std::to_string(id.value()); }
  std::string client(kafka::ClientId id) const override { return "client-" + std::to_string(id.value()); }
  std::string group(kafka::GroupId id) const override { return "group-" + std::to_string(id.value()); }
  std::string topic(kafka::TopicId) const override { return "orders"; }
};

}  // namespace scenario
