#pragma once
/// The fields of the events of transactions (see event_fields.h).

#include "model/observe/transaction_event.h"

namespace scenario {

template <class V>
void describe(const kafka::ProducerIdAssigned& e, V& v) {
  v.kind("ProducerIdAssigned");
  v.field("producer", e.producer);
  v.field("transactional_id", e.transactional_id);
  v.field("producer_id", e.producer_id);
  v.field("producer_epoch", e.producer_epoch);
}
template <class V>
void describe(const kafka::TransactionStateChanged& e, V& v) {
  v.kind("TransactionStateChanged");
  v.field("broker", e.broker);
  v.field("transactional_id", e.transactional_id);
  v.field("producer_id", e.producer_id);
  v.field("producer_epoch", e.producer_epoch);
  v.field("from", e.from);
  v.field("to", e.to);
}
template <class V>
void describe(const kafka::TransactionBegan& e, V& v) {
  v.kind("TransactionBegan");
  v.field("producer", e.producer);
  v.field("producer_id", e.producer_id);
  v.field("producer_epoch", e.producer_epoch);
}
template <class V>
void describe(const kafka::TransactionEnded& e, V& v) {
  v.kind("TransactionEnded");
  v.field("producer", e.producer);
  v.field("producer_id", e.producer_id);
  v.field("producer_epoch", e.producer_epoch);
  v.field("committed", e.committed);
}
template <class V>
void describe(const kafka::ProducerFailed& e, V& v) {
  v.kind("ProducerFailed");
  v.field("producer", e.producer);
  v.field("error", e.error);
  v.field("exception", e.exception);
}

}  // namespace scenario
