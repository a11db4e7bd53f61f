#pragma once
/// What a consumed record says: what somebody typed, or who made it up and its number.

#include "model/consumer/completed_fetch.h"
#include "tools/kafka/message_formatter.h"
#include "tools/kafka/world.h"

namespace tools {

/// The `index`-th of them. A record of a workload reads "truck-7:12", as `kafkasim explain` calls it.
ConsumedRecord consumed_record(const World& world, const kafka::FetchedRecords& records, std::int32_t index);

/// Bytes of its key and its value. Of a workload's record: its share of the batch, less what a log adds to a small one.
std::int64_t payload_size(const World& world, const kafka::FetchedRecords& records, std::int32_t index);

}  // namespace tools
