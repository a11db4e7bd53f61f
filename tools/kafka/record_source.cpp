#include "tools/kafka/record_source.h"

#include <algorithm>

#include "model/types/wall_clock.h"

namespace tools {

namespace {

/// By even spread between the first and the last, as everywhere in the model.
sim::SimTime timestamp_of(const kafka::FetchedRecords& records, std::int32_t index) {
  if (records.count <= 1) return records.first_timestamp;
  return records.first_timestamp + (records.last_timestamp - records.first_timestamp) / (records.count - 1) * index;
}

}  // namespace

ConsumedRecord consumed_record(const World& world, const kafka::FetchedRecords& records, std::int32_t index) {
  ConsumedRecord record;
  record.partition = records.tp.partition.value();
  record.offset = records.base_offset.value() + index;
  record.timestamp_ms = kafka::epoch_ms(timestamp_of(records, index));
  const kafka::RecordId id(records.first_id.value() + index);
  if (const RecordText* text = world.texts().find(records.producer, records.tp, id)) {
    record.key = text->key;
    record.value = text->value;
  } else if (records.producer != kafka::kNoClient) {
    record.value = world.cluster().client_name(records.producer) + ":" + std::to_string(id.value());
  }
  return record;
}

std::int64_t payload_size(const World& world, const kafka::FetchedRecords& records, std::int32_t index) {
  const kafka::RecordId id(records.first_id.value() + index);
  if (const RecordText* text = world.texts().find(records.producer, records.tp, id))
    return static_cast<std::int64_t>(text->value.size() + text->key.value_or("").size());
  if (const auto size = world.texts().value_size(records.producer)) return *size;
  constexpr std::int64_t kRecordOverhead = 7;
  return std::max<std::int64_t>(0, records.size.count() / records.count - kRecordOverhead);
}

}  // namespace tools
