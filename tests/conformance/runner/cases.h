#pragma once
/// Runs the cases of a data file, one GoogleTest test for each, named by its id.
///
/// The files are read when the program starts, so that a directory with further cases needs no build: tests are
/// registered from what is there. A new data file needs a runner: a function from one case to EXPECTs, declared here
/// and named in the table of suites.cpp.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "tests/conformance/runner/fields.h"

namespace conformance {

/// Checks one case by EXPECTs and reads all its fields. `id`, `source` and `note` have been read already. May throw
/// CaseError, and should for a `check`, `kind` or value it does not know.
using Runner = void (*)(Fields& fields);

struct Suite {
  std::string_view file;  ///< "client/murmur2": DIR/client/murmur2.yaml; its test suite is called murmur2
  Runner run;
};
/// All of them: suites.cpp.
std::span<const Suite> suites();

/// $KAFKASIM_CONFORMANCE_DIR, or the data of the source tree.
std::filesystem::path directory();
bool directory_is_given();

/// Registers the tests of every suite; of one only if GoogleTest's filter begins with its name (reading all files takes
/// ten times as long as most cases). In a given directory a file may be missing, in ours not.
void register_tests(std::string_view filter);
/// Is there a test of this full name, such as "murmur2.m2-utils-1"?
bool is_registered(const std::string& name);
/// A test that fails: this data file cannot be checked.
void register_failure(std::string_view file, const std::string& why);

/// Reads the broker files' `kind`, which says where the expectation comes from and changes no check.
void read_origin(Fields& fields);
/// A `check` or `kind` nobody implements.
[[noreturn]] void unknown(const Fields& fields, std::string_view what, std::string_view value);
/// A name as in ErrorCode or as Kafka's exception: `TOPIC_ALREADY_EXISTS`, `TopicExistsException`.
std::string normalised_error(std::string_view name);

// The runners.
void run_alter_partition(Fields& fields);
void run_assign_cooperative(Fields& fields);
void run_assign_range(Fields& fields);
void run_assign_roundrobin(Fields& fields);
void run_assign_sticky(Fields& fields);
void run_broker_control(Fields& fields);
void run_cluster_schedules(Fields& fields);
void run_consumer_poll_commit(Fields& fields);
void run_coordinator_partition(Fields& fields);
void run_controller_sequences(Fields& fields);
void run_epoch_cache(Fields& fields);
void run_fetch_validation(Fields& fields);
void run_follower_truncation(Fields& fields);
void run_group_state(Fields& fields);
void run_idempotence(Fields& fields);
void run_isr_hw(Fields& fields);
void run_java_hash_order(Fields& fields);
void run_key_partition(Fields& fields);
void run_leader_election(Fields& fields);
void run_log_segments(Fields& fields);
void run_murmur2(Fields& fields);
void run_mutations(Fields& fields);
void run_offset_reset(Fields& fields);
void run_partitioner_null_key(Fields& fields);
void run_produce_fetch(Fields& fields);
void run_producer_client(Fields& fields);
void run_quota_throttle(Fields& fields);
void run_reassignment(Fields& fields);
void run_record_batch_size(Fields& fields);
void run_record_sizes(Fields& fields);
void run_replica_assignment(Fields& fields);
void run_replica_fetch_state(Fields& fields);
void run_schedules(Fields& fields);
void run_state_machines(Fields& fields);
void run_timing_ranges(Fields& fields);
void run_timelines(Fields& fields);
void run_topic_names(Fields& fields);
void run_transactions(Fields& fields);
void run_transcripts(Fields& fields);
void run_transcripts_zookeeper(Fields& fields);
void run_tutorial_flow(Fields& fields);
void run_zookeeper(Fields& fields);

}  // namespace conformance
