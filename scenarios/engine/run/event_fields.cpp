#include "scenarios/engine/run/event_fields.h"

#include "sim/core/check.h"

namespace scenario {

std::string_view name_of(kafka::ApiKey api) {
  switch (api) {
    case kafka::ApiKey::PRODUCE:
      return "Produce";
    case kafka::ApiKey::FETCH:
      return "Fetch";
    case kafka::ApiKey::LIST_OFFSETS:
      return "ListOffsets";
    case kafka::ApiKey::METADATA:
      return "Metadata";
    case kafka::ApiKey::OFFSET_COMMIT:
      return "OffsetCommit";
    case kafka::ApiKey::OFFSET_FETCH:
      return "OffsetFetch";
    case kafka::ApiKey::FIND_COORDINATOR:
      return "FindCoordinator";
    case kafka::ApiKey::API_VERSIONS:
      return "ApiVersions";
  }
  SIM_CHECK(false, "an ApiKey without a name");
}

std::string_view name_of(kafka::DeletionReason reason) {
  switch (reason) {
    case kafka::DeletionReason::retention_time:
      return "retention_time";
    case kafka::DeletionReason::retention_size:
      return "retention_size";
    case kafka::DeletionReason::log_start_offset:
      return "log_start_offset";
  }
  SIM_CHECK(false, "a DeletionReason without a name");
}

std::string_view name_of(kafka::BlockedOn on) {
  switch (on) {
    case kafka::BlockedOn::metadata:
      return "metadata";
    case kafka::BlockedOn::buffer_memory:
      return "buffer_memory";
  }
  SIM_CHECK(false, "a BlockedOn without a name");
}

std::string_view name_of(kafka::PositionSource source) {
  switch (source) {
    case kafka::PositionSource::committed_offset:
      return "committed_offset";
    case kafka::PositionSource::reset_earliest:
      return "reset_earliest";
    case kafka::PositionSource::reset_latest:
      return "reset_latest";
  }
  SIM_CHECK(false, "a PositionSource without a name");
}

}  // namespace scenario
