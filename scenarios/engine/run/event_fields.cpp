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
    case kafka::ApiKey::LEADER_AND_ISR:
      return "LeaderAndIsr";
    case kafka::ApiKey::STOP_REPLICA:
      return "StopReplica";
    case kafka::ApiKey::UPDATE_METADATA:
      return "UpdateMetadata";
    case kafka::ApiKey::CONTROLLED_SHUTDOWN:
      return "ControlledShutdown";
    case kafka::ApiKey::OFFSET_FOR_LEADER_EPOCH:
      return "OffsetForLeaderEpoch";
    case kafka::ApiKey::ALTER_PARTITION:
      return "AlterPartition";
    case kafka::ApiKey::JOIN_GROUP:
      return "JoinGroup";
    case kafka::ApiKey::HEARTBEAT:
      return "Heartbeat";
    case kafka::ApiKey::LEAVE_GROUP:
      return "LeaveGroup";
    case kafka::ApiKey::SYNC_GROUP:
      return "SyncGroup";
    case kafka::ApiKey::INIT_PRODUCER_ID:
      return "InitProducerId";
    case kafka::ApiKey::ADD_PARTITIONS_TO_TXN:
      return "AddPartitionsToTxn";
    case kafka::ApiKey::ADD_OFFSETS_TO_TXN:
      return "AddOffsetsToTxn";
    case kafka::ApiKey::END_TXN:
      return "EndTxn";
    case kafka::ApiKey::WRITE_TXN_MARKERS:
      return "WriteTxnMarkers";
    case kafka::ApiKey::TXN_OFFSET_COMMIT:
      return "TxnOffsetCommit";
    case kafka::ApiKey::DESCRIBE_GROUPS:
      return "DescribeGroups";
    case kafka::ApiKey::LIST_GROUPS:
      return "ListGroups";
    case kafka::ApiKey::CREATE_TOPICS:
      return "CreateTopics";
    case kafka::ApiKey::DELETE_TOPICS:
      return "DeleteTopics";
    case kafka::ApiKey::DESCRIBE_CONFIGS:
      return "DescribeConfigs";
    case kafka::ApiKey::ALTER_CONFIGS:
      return "AlterConfigs";
    case kafka::ApiKey::DESCRIBE_LOG_DIRS:
      return "DescribeLogDirs";
    case kafka::ApiKey::CREATE_PARTITIONS:
      return "CreatePartitions";
    case kafka::ApiKey::DELETE_GROUPS:
      return "DeleteGroups";
    case kafka::ApiKey::ELECT_LEADERS:
      return "ElectLeaders";
    case kafka::ApiKey::INCREMENTAL_ALTER_CONFIGS:
      return "IncrementalAlterConfigs";
    case kafka::ApiKey::ALTER_PARTITION_REASSIGNMENTS:
      return "AlterPartitionReassignments";
    case kafka::ApiKey::LIST_PARTITION_REASSIGNMENTS:
      return "ListPartitionReassignments";
    case kafka::ApiKey::OFFSET_DELETE:
      return "OffsetDelete";
  }
  SIM_CHECK(false, "an ApiKey without a name");
}

std::string_view name_of(kafka::TruncationReason reason) {
  switch (reason) {
    case kafka::TruncationReason::high_watermark:
      return "high_watermark";
    case kafka::TruncationReason::leader_epoch:
      return "leader_epoch";
    case kafka::TruncationReason::diverging_epoch:
      return "diverging_epoch";
    case kafka::TruncationReason::out_of_range:
      return "out_of_range";
    case kafka::TruncationReason::power_loss:
      return "power_loss";
    case kafka::TruncationReason::disk_lost:
      return "disk_lost";
  }
  SIM_CHECK(false, "a TruncationReason without a name");
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
    case kafka::PositionSource::seek:
      return "seek";
    case kafka::PositionSource::truncation:
      return "truncation";
  }
  SIM_CHECK(false, "a PositionSource without a name");
}

std::string_view name_of(kafka::ControlRecordType type) {
  switch (type) {
    case kafka::ControlRecordType::none:
      return "";
    case kafka::ControlRecordType::ABORT:
      return "ABORT";
    case kafka::ControlRecordType::COMMIT:
      return "COMMIT";
  }
  SIM_CHECK(false, "a ControlRecordType without a name");
}

}  // namespace scenario
