#include "model/log/producer_append_info.h"

namespace kafka {

namespace {

bool in_sequence(Sequence last, Sequence next) {
  return std::int64_t{next.value()} == std::int64_t{last.value()} + 1 ||
         (next == Sequence(0) && last == Sequence(2147483647));
}

/// Source: ProducerAppendInfo.checkSequence; until 2.4 that of ProducerStateManager.scala.
ErrorCode check_sequence(const ProducerStateEntry& known, const RecordBatch& batch, bool kip360) {
  const bool first = batch.base_sequence == Sequence(0);
  if (batch.producer_epoch != known.producer_epoch())
    return first ? ErrorCode::NONE : ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER;
  if (in_sequence(known.last_sequence(), batch.base_sequence)) return ErrorCode::NONE;
  // Of this epoch there is only a marker: what comes next is not known.
  if (!kip360 && known.empty()) return ErrorCode::UNKNOWN_PRODUCER_ID;
  return ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER;
}

ErrorCode check_marker(const ProducerStateEntry& known, const RecordBatch& marker) {
  if (marker.producer_epoch < known.producer_epoch()) return ErrorCode::INVALID_PRODUCER_EPOCH;
  if (marker.coordinator_epoch < known.coordinator_epoch()) return ErrorCode::TRANSACTION_COORDINATOR_FENCED;
  return ErrorCode::NONE;
}

}  // namespace

ErrorCode check_producer_append(const ProducerStateEntry* current, const RecordBatch& batch, AppendOrigin origin,
                                bool kip360) {
  if (origin == AppendOrigin::REPLICATION) return ErrorCode::NONE;
  const bool from_client = origin == AppendOrigin::CLIENT;
  if (!current) {
    const bool unknown = !kip360 && from_client && !batch.is_control() && batch.base_sequence != Sequence(0);
    return unknown ? ErrorCode::UNKNOWN_PRODUCER_ID : ErrorCode::NONE;
  }
  if (batch.is_control()) return check_marker(*current, batch);
  // Until 2.4 nothing of a coordinator's records was checked.
  const bool checks_epoch = from_client || kip360;
  if (checks_epoch && batch.producer_epoch < current->producer_epoch()) return ErrorCode::INVALID_PRODUCER_EPOCH;
  if (from_client) {
    const ErrorCode error = check_sequence(*current, batch, kip360);
    if (error != ErrorCode::NONE) return error;
  }
  return current->in_transaction() && !batch.transactional ? ErrorCode::INVALID_TXN_STATE : ErrorCode::NONE;
}

}  // namespace kafka
