#include "scenarios/engine/run/event_fields.h"

#include "sim/core/check.h"

namespace scenario {

namespace {

struct ApiName {
  kafka::ApiKey api;
  std::string_view name;
};

constexpr ApiName kApiNames[] = {
    {kafka::ApiKey::PRODUCE, "Produce"},
    {kafka::ApiKey::FETCH, "Fetch"},
    {kafka::ApiKey::LIST_OFFSETS, "ListOffsets"},
    {kafka::ApiKey::METADATA, "Metadata"},
    {kafka::ApiKey::OFFSET_COMMIT, "OffsetCommit"},
    {kafka::ApiKey::OFFSET_FETCH, "OffsetFetch"},
    {kafka::ApiKey::FIND_COORDINATOR, "FindCoordinator"},
    {kafka::ApiKey::API_VERSIONS, "ApiVersions"},
    {kafka::ApiKey::LEADER_AND_ISR, "LeaderAndIsr"},
    {kafka::ApiKey::STOP_REPLICA, "StopReplica"},
    {kafka::ApiKey::UPDATE_METADATA, "UpdateMetadata"},
    {kafka::ApiKey::CONTROLLED_SHUTDOWN, "ControlledShutdown"},
    {kafka::ApiKey::OFFSET_FOR_LEADER_EPOCH, "OffsetForLeaderEpoch"},
    {kafka::ApiKey::ALTER_PARTITION, "AlterPartition"},
    {kafka::ApiKey::JOIN_GROUP, "JoinGroup"},
    {kafka::ApiKey::HEARTBEAT, "Heartbeat"},
    {kafka::ApiKey::LEAVE_GROUP, "LeaveGroup"},
    {kafka::ApiKey::SYNC_GROUP, "SyncGroup"},
    {kafka::ApiKey::INIT_PRODUCER_ID, "InitProducerId"},
    {kafka::ApiKey::ADD_PARTITIONS_TO_TXN, "AddPartitionsToTxn"},
    {kafka::ApiKey::ADD_OFFSETS_TO_TXN, "AddOffsetsToTxn"},
    {kafka::ApiKey::END_TXN, "EndTxn"},
    {kafka::ApiKey::WRITE_TXN_MARKERS, "WriteTxnMarkers"},
    {kafka::ApiKey::TXN_OFFSET_COMMIT, "TxnOffsetCommit"},
    {kafka::ApiKey::DESCRIBE_GROUPS, "DescribeGroups"},
    {kafka::ApiKey::LIST_GROUPS, "ListGroups"},
    {kafka::ApiKey::CREATE_TOPICS, "CreateTopics"},
    {kafka::ApiKey::DELETE_TOPICS, "DeleteTopics"},
    {kafka::ApiKey::DESCRIBE_CONFIGS, "DescribeConfigs"},
    {kafka::ApiKey::ALTER_CONFIGS, "AlterConfigs"},
    {kafka::ApiKey::DESCRIBE_LOG_DIRS, "DescribeLogDirs"},
    {kafka::ApiKey::CREATE_PARTITIONS, "CreatePartitions"},
    {kafka::ApiKey::DELETE_GROUPS, "DeleteGroups"},
    {kafka::ApiKey::ELECT_LEADERS, "ElectLeaders"},
    {kafka::ApiKey::INCREMENTAL_ALTER_CONFIGS, "IncrementalAlterConfigs"},
    {kafka::ApiKey::ALTER_PARTITION_REASSIGNMENTS, "AlterPartitionReassignments"},
    {kafka::ApiKey::LIST_PARTITION_REASSIGNMENTS, "ListPartitionReassignments"},
    {kafka::ApiKey::OFFSET_DELETE, "OffsetDelete"},
};

}  // namespace

std::string_view name_of(kafka::ApiKey api) {
  for (const ApiName& known : kApiNames)
    if (known.api == api) return known.name;
  SIM_CHECK(false, "an ApiKey without a name");
  __builtin_unreachable();
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
