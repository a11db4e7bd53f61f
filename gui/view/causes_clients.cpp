#include <fmt/format.h>

#include "gui/view/causes.h"
#include "model/types/error_code.h"

namespace view {

// ---- processes and connections

Reason Causes::on(const kafka::ClientStarted& e) {
  const std::string name = names_.client(e.client);
  const std::uint64_t cause = latest({healed(name), fault(name)});
  down_.erase(name);
  note(Slot::client_up, e.client.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::ClientStopped& e) {
  const std::string name = names_.client(e.client);
  const std::uint64_t cause = latest({fault(name), last(Slot::failed_itself, -1 - e.client.value())});
  down_[name] = number_;
  note(Slot::client_down, e.client.value());
  return {cause, e.unfinished > 0 ? "Records that wait in a producer live in its process only" : ""};
}

Reason Causes::on(const kafka::ConnectionLost& e) {
  const std::uint64_t cause = latest({trouble(e.broker), fault(names_.client(e.client))});
  note(Slot::lost, e.client.value());
  return {cause, ""};
}

// ---- producers

Reason Causes::refused(kafka::ClientId producer, kafka::TopicPartition tp, kafka::ErrorCode error) {
  using enum kafka::ErrorCode;
  const std::uint64_t changed = latest({last(Slot::elected, key(tp)), last(Slot::state, key(tp))});
  switch (error) {
    case NOT_ENOUGH_REPLICAS:
    case NOT_ENOUGH_REPLICAS_AFTER_APPEND:
      return {changed, fmt::format("{} with {}: the ISR is smaller", settings_.acks(producer),
                                   settings_.min_insync_replicas(tp.topic))};
    case REQUEST_TIMED_OUT:
      return {latest({last(Slot::stall, key(tp)), last(Slot::lost, producer.value())}),
              fmt::format("No answer for {}", settings_.request_timeout(producer))};
    case NETWORK_EXCEPTION:
      return {last(Slot::lost, producer.value()), "The connection broke while the answer was awaited"};
    case NOT_LEADER_OR_FOLLOWER:
    case FENCED_LEADER_EPOCH:
      return {changed, "The broker that was asked does not lead the partition any more"};
    default:
      return {latest({last(Slot::lost, producer.value()), changed}), ""};
  }
}

Reason Causes::on(const kafka::BatchRetried& e) {
  Reason reason = refused(e.producer, e.tp, e.error);
  note(Slot::retried, key(e.producer, e.tp));
  return reason;
}

Reason Causes::on(const kafka::RecordsFailed& e) {
  const std::uint64_t retried = last(Slot::retried, key(e.producer, e.tp));
  Reason reason = refused(e.producer, e.tp, e.error);
  const std::uint64_t no_leader = last(Slot::no_leader, key(e.tp));
  reason.number = retried != 0 ? retried : latest({reason.number, no_leader, last(Slot::lost, e.producer.value())});
  if (e.exception == "TimeoutException")
    reason.because = fmt::format("Not acknowledged within {}", settings_.delivery_timeout(e.producer));
  return reason;
}

Reason Causes::on(const kafka::RecordsAbandoned& e) {
  return {fault(names_.client(e.producer)), "Records that wait in a producer live in its process only"};
}

Reason Causes::on(const kafka::SendBlocked& e) {
  const std::uint64_t cause = last(Slot::lost, e.producer.value());
  note(Slot::blocked, e.producer.value());
  return {cause, e.on == kafka::BlockedOn::metadata ? "It does not know who leads the partition"
                                                    : fmt::format("{} is full of records that are not acknowledged",
                                                                  settings_.buffer_memory(e.producer))};
}

Reason Causes::on(const kafka::SendUnblocked& e) { return {last(Slot::blocked, e.producer.value()), ""}; }

Reason Causes::on(const kafka::SendFailed& e) {
  return {last(Slot::blocked, e.producer.value()),
          fmt::format("send() waits at most {}", settings_.max_block(e.producer))};
}

Reason Causes::on(const kafka::DuplicateAnswered& e) {
  return {last(Slot::retried, key(e.producer, e.tp)),
          "The batch was sent again although it had arrived; enable.idempotence lets the leader notice"};
}

// ---- consumers

Reason Causes::on(const kafka::PositionSet& e) {
  const std::uint64_t assigned = last(Slot::assigned, -1 - e.member.value());
  switch (e.source) {
    case kafka::PositionSource::committed_offset:
      return {assigned, "It goes on where the group had committed"};
    case kafka::PositionSource::reset_earliest:
    case kafka::PositionSource::reset_latest:
      return {latest({assigned, last(Slot::fetch_failed, key(e.member, e.tp))}),
              "There is no offset to go on from: " + settings_.auto_offset_reset(e.group)};
    case kafka::PositionSource::seek:
      return {assigned, "The application called seek()"};
    case kafka::PositionSource::truncation:
      return {latest({last(Slot::cut, key(e.tp)), last(Slot::elected, key(e.tp))}),
              "The log was cut below what had been read"};
  }
  return {};
}

Reason Causes::on(const kafka::FetchFailed& e) {
  const std::uint64_t cause =
      latest({last(Slot::elected, key(e.tp)), last(Slot::cut, key(e.tp)), last(Slot::lost, e.member.value())});
  note(Slot::fetch_failed, key(e.member, e.tp));
  return {cause, ""};
}

Reason Causes::on(const kafka::PoisonRecordMet& e) {
  note(Slot::poison, e.member.value());
  return {0, "The record cannot be processed, whoever reads it"};
}

Reason Causes::on(const kafka::ConsumerFailed& e) {
  const std::uint64_t cause = latest({last(Slot::poison, e.member.value()), last(Slot::removed, e.member.value()),
                                      last(Slot::coordinator_lost, e.member.value()), fault(names_.client(e.member))});
  note(Slot::failed_itself, -1 - e.member.value());
  return {cause, "An exception left poll() and ended the application"};
}

// ---- transactions

Reason Causes::on(const kafka::ProducerIdAssigned& e) {
  const std::uint64_t cause = last(Slot::client_up, e.producer.value());
  if (!e.transactional_id.empty()) transactions_[e.transactional_id] = number_;
  note(Slot::transaction, e.producer.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::TransactionBegan& e) {
  const std::uint64_t cause = last(Slot::transaction, e.producer.value());
  note(Slot::transaction, e.producer.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::TransactionStateChanged& e) {
  std::uint64_t& last_change = transactions_[e.transactional_id];
  const std::uint64_t cause = last_change;
  last_change = number_;
  return {cause, ""};
}

Reason Causes::on(const kafka::TransactionEnded& e) {
  const std::uint64_t cause = last(Slot::transaction, e.producer.value());
  note(Slot::transaction, e.producer.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::ProducerFailed& e) {
  std::uint64_t other = 0;
  for (const auto& [id, number] : transactions_) other = latest({other, number});
  return {other, fmt::format("{}: another producer took its transactional.id over, or its transaction timed out",
                             e.exception)};
}

}  // namespace view
