/// record_sizes: bytes of varints, records and batches, and the batch header's layout.
#include <gtest/gtest.h>

#include "model/types/record_size.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

struct Record {
  std::int64_t timestamp_delta = 0;
  std::int32_t key = kafka::kNullSize;
  std::int32_t value = kafka::kNullSize;
  kafka::RecordHeaders headers;

  [[nodiscard]] std::int32_t size(std::int32_t offset_delta) const {
    return kafka::record_size(offset_delta, timestamp_delta, key, value, headers);
  }
};

Record read_record(Fields& fields) {
  Record record;
  record.timestamp_delta = fields.integer_or("timestamp_delta", 0);
  record.key = fields.size_or_null("key_bytes");
  record.value = fields.size_or_null("value_bytes");
  if (fields.has("headers")) {
    for (Fields* header : fields.maps("headers"))
      record.headers.add(header->int32("key_bytes"), header->size_or_null("value_bytes"));
  }
  return record;
}

/// `{count, each: {...}}`, or a list of records.
std::int64_t batch_size(Fields& fields) {
  std::int64_t size = kafka::kRecordBatchOverhead;
  if (fields.node("records").IsSequence()) {
    std::int32_t offset_delta = 0;
    for (Fields* record : fields.maps("records")) size += read_record(*record).size(offset_delta++);
    return size;
  }
  Fields& records = fields.map("records");
  const Record record = read_record(records.map("each"));
  const std::int32_t count = records.int32("count");
  for (std::int32_t i = 0; i < count; ++i) size += record.size(i);
  return size;
}

void check_fields(Fields& expected) {
  const YAML::Node rows = expected.node("fields");
  const auto layout = kafka::batch_layout();
  ASSERT_EQ(rows.size(), layout.size());
  for (std::size_t i = 0; i < layout.size(); ++i) {
    EXPECT_EQ(to_text(rows[i][0], expected.where()), layout[i].name);
    EXPECT_EQ(to_integer(rows[i][1], expected.where()), layout[i].bytes) << layout[i].name;
  }
}

void check_layout(Fields& expected) {
  std::int64_t total = 0;
  for (const kafka::BatchField& field : kafka::batch_layout()) total += field.bytes;
  if (expected.has("fields")) check_fields(expected);
  if (expected.has("total")) {
    EXPECT_EQ(total, expected.integer("total"));
  }
  if (expected.has("crc_covers_from")) {
    EXPECT_EQ(expected.text("crc_covers_from"), kafka::kCrcCoversFrom);
  }
  if (expected.has("batch_length_counts_from")) {
    EXPECT_EQ(expected.text("batch_length_counts_from"), kafka::kBatchLengthCountsFrom);
  }
  if (expected.has("max_record_overhead_bytes")) {
    EXPECT_EQ(expected.integer("max_record_overhead_bytes"), kafka::kMaxRecordOverhead);
  }
  if (expected.has("control_record_batch_bytes")) {
    EXPECT_EQ(expected.integer("control_record_batch_bytes"), kafka::kControlRecordBatchSize);
  }
}

}  // namespace

void run_record_sizes(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  Fields& expected = fields.map("expected");
  if (check == "varint" || check == "varlong") {
    EXPECT_EQ(kafka::size_of_varlong(fields.integer("value")), expected.integer("bytes"));
  } else if (check == "record") {
    const auto offset_delta = static_cast<std::int32_t>(fields.integer_or("offset_delta", 0));
    EXPECT_EQ(read_record(fields).size(offset_delta), expected.integer("bytes"));
  } else if (check == "batch") {
    EXPECT_EQ(batch_size(fields), expected.integer("bytes"));
  } else if (check == "layout") {
    check_layout(expected);
  } else {
    unknown(fields, "check", check);
  }
}

}  // namespace conformance
