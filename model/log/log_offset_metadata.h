#pragma once
/// An offset with its place on disk. Kafka: LogOffsetMetadata.

#include "model/types/ids.h"
#include "sim/core/bytes.h"

namespace kafka {

/// Bytes can be counted between two offsets only while both lie in one segment.
struct LogOffsetMetadata {
  Offset message_offset{0};
  Offset segment_base_offset{0};
  sim::Bytes position_in_segment;

  [[nodiscard]] bool on_older_segment(const LogOffsetMetadata& than) const {
    return segment_base_offset < than.segment_base_offset;
  }
  [[nodiscard]] bool on_same_segment(const LogOffsetMetadata& as) const {
    return segment_base_offset == as.segment_base_offset;
  }
};

}  // namespace kafka
