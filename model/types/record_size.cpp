#include "model/types/record_size.h"

#include <array>

namespace kafka {

namespace {

constexpr std::array kLayout = std::to_array<BatchField>({
    {"baseOffset", 8},
    {"batchLength", 4},
    {"partitionLeaderEpoch", 4},
    {"magic", 1},
    {"crc", 4},
    {"attributes", 2},
    {"lastOffsetDelta", 4},
    {"baseTimestamp", 8},
    {"maxTimestamp", 8},
    {"producerId", 8},
    {"producerEpoch", 2},
    {"baseSequence", 4},
    {"recordsCount", 4},
});

constexpr std::int32_t sum_of_layout() {
  std::int32_t total = 0;
  for (const BatchField& field : kLayout) total += field.bytes;
  return total;
}

static_assert(sum_of_layout() == kRecordBatchOverhead);
static_assert(kMaxRecordOverhead == 5 + 1 + 10 + 5);
static_assert(kControlRecordBatchSize == kRecordBatchOverhead + record_size(0, 0, 4, 6));

}  // namespace

std::span<const BatchField> batch_layout() { return kLayout; }

}  // namespace kafka
