/// record_batch_size: records -> their sizes and their batch's.
#include <gtest/gtest.h>

#include "model/types/record_size.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

/// [[key bytes, value bytes or null], ...]
kafka::RecordHeaders read_headers(const YAML::Node& list, const std::string& where) {
  kafka::RecordHeaders headers;
  for (const YAML::Node& header : list) {
    if (!header.IsSequence() || header.size() != 2) throw CaseError(where + ": [key, value] is expected");
    const auto key = static_cast<std::int32_t>(to_integer(header[0], where));
    headers.add(key, is_none(header[1]) ? -1 : static_cast<std::int32_t>(to_integer(header[1], where)));
  }
  return headers;
}

}  // namespace

void run_record_batch_size(Fields& fields) {
  std::vector<std::int64_t> sizes;
  std::int64_t batch = kafka::kRecordBatchOverhead;
  std::int32_t offset_delta = 0;
  for (Fields* record : fields.maps("records")) {
    const kafka::RecordHeaders headers =
        record->has("headers") ? read_headers(record->node("headers"), record->where()) : kafka::RecordHeaders{};
    sizes.push_back(kafka::record_size(offset_delta++, record->integer_or("timestamp_delta_ms", 0),
                                       record->size_or_null("key_bytes"), record->size_or_null("value_bytes"),
                                       headers));
    batch += sizes.back();
  }
  if (fields.has("record_sizes")) {
    EXPECT_EQ(sizes, fields.integers("record_sizes"));
  }
  EXPECT_EQ(batch, fields.integer("batch_size"));
}

}  // namespace conformance
