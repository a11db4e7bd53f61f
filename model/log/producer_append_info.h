#pragma once
/// May this batch of a producer be appended? Kafka: ProducerAppendInfo.

#include "model/log/append_origin.h"
#include "model/log/producer_state_entry.h"
#include "model/types/error_code.h"

namespace kafka {

/// What a leader says to a batch, or a marker, with a producer id. `current`: what it knows of the producer, or
/// nullptr. Batches that it has already are found before (ProducerStateEntry::find_duplicate). `kip360`: 2.5, KIP-360:
/// a producer without a state here begins with any sequence number. Errors: INVALID_PRODUCER_EPOCH;
/// OUT_OF_ORDER_SEQUENCE_NUMBER and, before KIP-360, UNKNOWN_PRODUCER_ID; INVALID_TXN_STATE; markers:
/// TRANSACTION_COORDINATOR_FENCED.
ErrorCode check_producer_append(const ProducerStateEntry* current, const RecordBatch& batch, AppendOrigin origin,
                                bool kip360);

}  // namespace kafka
