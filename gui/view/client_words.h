#pragma once
/// Sentences about producers, transactions and what consumers read. Included by sentences.cpp alone.

#include "gui/view/words.h"
#include "scenarios/engine/run/event_fields.h"

namespace view {

struct ClientWords : Words {
  using C = EventClass;

  // ---- processes and connections
  Sentence say(const kafka::ClientStarted& e) const { return {C::client, client(e.client), "starts"}; }
  Sentence say(const kafka::ClientStopped& e) const {
    return {
        C::client, client(e.client),
        fmt::format(
            "{}{}", ending(e.how),
            e.unfinished > 0 ? fmt::format(", and {} with it that were not acknowledged", records(e.unfinished)) : "")};
  }
  Sentence say(const kafka::ConnectionOpened& e) const {
    return {C::request, client(e.client), "is connected to " + broker(e.broker)};
  }
  Sentence say(const kafka::ConnectionLost& e) const {
    return {C::client, client(e.client), fmt::format("has no connection to {}: {}", broker(e.broker), e.why)};
  }
  Sentence say(const kafka::MetadataUpdated& e) const {
    return {C::request, client(e.client), fmt::format("has new metadata from {}", broker(e.from))};
  }

  // ---- producers
  Sentence say(const kafka::BatchSent& e) const {
    return {C::request, client(e.producer),
            fmt::format("sends {} for {} to {}{}", records(e.count), partition(e.tp), broker(e.to),
                        e.attempt > 1 ? fmt::format(", attempt {}", e.attempt) : "")};
  }
  Sentence say(const kafka::RecordsAcknowledged& e) const {
    return {C::request, client(e.producer), fmt::format("{} to {} acknowledged", records(e.count), partition(e.tp))};
  }
  Sentence say(const kafka::RecordsFailed& e) const {
    return {C::client, client(e.producer),
            fmt::format("gives {} for {} up: {}", records(e.count), partition(e.tp),
                        e.exception.empty() ? kafka::name_of(e.error) : e.exception)};
  }
  Sentence say(const kafka::BatchRetried& e) const {
    return {C::client, client(e.producer),
            fmt::format("will send {} for {} again: {}", records(e.count), partition(e.tp), kafka::name_of(e.error))};
  }
  Sentence say(const kafka::SendBlocked& e) const {
    return {C::client, client(e.producer), fmt::format("its send() waits for {}", blocked_on(e.on))};
  }
  Sentence say(const kafka::SendUnblocked& e) const {
    return {C::client, client(e.producer),
            fmt::format("its send() goes on after {:.3g} s of waiting for {}", seconds(e.waited), blocked_on(e.on))};
  }
  Sentence say(const kafka::SendFailed& e) const {
    return {C::client, client(e.producer), fmt::format("send() to {} fails: {}", names.topic(e.topic), e.exception)};
  }
  Sentence say(const kafka::RecordsAbandoned& e) const {
    return {C::client, client(e.producer),
            fmt::format("unfinished records for {} end with the process", partition(e.tp))};
  }

  // ---- transactions
  Sentence say(const kafka::ProducerIdAssigned& e) const {
    return {C::transaction, client(e.producer),
            fmt::format("has producer id {}, epoch {}", e.producer_id.value(), e.producer_epoch.value())};
  }
  Sentence say(const kafka::TransactionStateChanged& e) const {
    return {C::transaction, e.transactional_id, fmt::format("{}{}{}", e.from, e.from.empty() ? "" : " → ", e.to)};
  }
  Sentence say(const kafka::TransactionBegan& e) const {
    return {C::transaction, client(e.producer), "begins a transaction"};
  }
  Sentence say(const kafka::TransactionEnded& e) const {
    return {C::transaction, client(e.producer),
            e.committed ? "has committed a transaction" : "has aborted a transaction"};
  }
  Sentence say(const kafka::ProducerFailed& e) const {
    return {C::transaction, client(e.producer), fmt::format("must be closed: {}", e.exception)};
  }

  // ---- what consumers read
  Sentence say(const kafka::PositionSet& e) const {
    return {C::client, client(e.member),
            fmt::format("reads {} from offset {} on ({})", partition(e.tp), e.position.value(),
                        scenario::name_of(e.source))};
  }
  Sentence say(const kafka::FetchFailed& e) const {
    return {
        C::client, client(e.member),
        fmt::format("cannot read {} at offset {}: {}", partition(e.tp), e.position.value(), kafka::name_of(e.error))};
  }
  Sentence say(const kafka::RecordsDelivered& e) const {
    return {C::request, client(e.member),
            fmt::format("poll() returns {} of {} from offset {} on", records(e.count), partition(e.tp),
                        e.base_offset.value())};
  }
  Sentence say(const kafka::RecordsProcessed& e) const {
    return {C::request, client(e.member),
            fmt::format("has processed {} of {} from offset {} on", records(e.count), partition(e.tp),
                        e.base_offset.value())};
  }
  Sentence say(const kafka::PollProcessed& e) const {
    return {C::request, client(e.member), fmt::format("is done with {} of one poll()", records(e.records))};
  }
  Sentence say(const kafka::PoisonRecordMet& e) const {
    return {C::client, client(e.member),
            fmt::format("cannot process offset {} of {}: {}", e.offset.value(), partition(e.tp), e.action)};
  }
  Sentence say(const kafka::RecordsTransformed& e) const {
    return {C::request, client(e.member),
            fmt::format("makes {} of {} from {}", records(e.count), partition(e.to), partition(e.from))};
  }

 private:
  static std::string_view blocked_on(kafka::BlockedOn on) {
    return on == kafka::BlockedOn::metadata ? "metadata" : "buffer.memory";
  }
};

}  // namespace view
