#include <array>

#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

constexpr std::array kSuites = std::to_array<Suite>({
    {"client/assign_cooperative", run_assign_cooperative},
    {"client/assign_range", run_assign_range},
    {"client/assign_roundrobin", run_assign_roundrobin},
    {"client/assign_sticky", run_assign_sticky},
    {"client/consumer_poll_commit", run_consumer_poll_commit},
    {"client/coordinator_partition", run_coordinator_partition},
    {"client/group_state", run_group_state},
    {"client/idempotence", run_idempotence},
    {"client/java_hash_order", run_java_hash_order},
    {"client/key_partition", run_key_partition},
    {"client/murmur2", run_murmur2},
    {"client/offset_reset", run_offset_reset},
    {"client/partitioner_null_key", run_partitioner_null_key},
    {"client/producer_client", run_producer_client},
    {"client/record_batch_size", run_record_batch_size},
    {"client/timelines", run_timelines},
    {"client/transactions", run_transactions},
    {"client/transcripts_2_3_topics_console", run_transcripts},
    {"client/transcripts_configs", run_transcripts},
    {"client/transcripts_groups_admin", run_transcripts},
    {"client/transcripts_more", run_transcripts},
    {"client/transcripts_zookeeper", run_transcripts_zookeeper},
    {"client/tutorial_flow", run_tutorial_flow},
    {"broker/alter_partition", run_alter_partition},
    {"broker/broker_control", run_broker_control},
    {"broker/cluster_schedules", run_cluster_schedules},
    {"broker/controller_sequences", run_controller_sequences},
    {"broker/epoch_cache", run_epoch_cache},
    {"broker/fetch_validation", run_fetch_validation},
    {"broker/follower_truncation", run_follower_truncation},
    {"broker/isr_hw", run_isr_hw},
    {"broker/leader_election", run_leader_election},
    {"broker/log_segments", run_log_segments},
    {"broker/produce_fetch", run_produce_fetch},
    {"broker/quota_throttle", run_quota_throttle},
    {"broker/reassignment", run_reassignment},
    {"broker/record_sizes", run_record_sizes},
    {"broker/replica_assignment", run_replica_assignment},
    {"broker/replica_fetch_state", run_replica_fetch_state},
    {"broker/schedules", run_schedules},
    {"broker/state_machines", run_state_machines},
    {"broker/timing_ranges", run_timing_ranges},
    {"broker/topic_names", run_topic_names},
    {"broker/zookeeper", run_zookeeper},
    {"checkers/mutations", run_mutations},
});

}  // namespace

std::span<const Suite> suites() { return kSuites; }

}  // namespace conformance
