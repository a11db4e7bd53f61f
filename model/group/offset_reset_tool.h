#pragma once
/// What `kafka-consumer-groups --reset-offsets` makes of a group's offsets. Pure decisions.
/// Kafka: ConsumerGroupCommand.resetOffsets, prepareOffsetsToReset, checkOffsetsRange.

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/protocol/messages.h"

namespace kafka {

enum class ResetScenario {
  to_earliest,
  to_latest,
  to_current,
  to_offset,    ///< `number`
  shift_by,     ///< `number`
  to_datetime,  ///< `number`: ms since 1970-01-01T00:00Z
  by_duration,  ///< `number`: ms before now
};

struct ResetOptions {
  std::string error;  ///< not "": the options contradict each other or cannot be read
  ResetScenario scenario = ResetScenario::to_current;
  std::int64_t number = 0;
  bool execute = false;  ///< otherwise a dry run
  std::string group;
  std::vector<std::string> topics;  ///< as given, perhaps with `:partition,partition`; none: --all-topics
};

/// `arguments`: what follows the command's name. --from-file is not known here.
ResetOptions parse_reset_options(std::span<const std::string> arguments);

/// What the tool asks the cluster about a partition.
struct ResetPartition {
  TopicPartition tp;
  std::string name;  ///< "orders-0"
  Offset log_start{0};
  Offset log_end{0};                  ///< what ListOffsets(latest) answers: the high watermark
  Offset committed = kUnknownOffset;  ///< kUnknownOffset: nothing is committed
  /// First offset at or after an instant, in ms; kUnknownOffset: none. Only asked by to_datetime and by_duration.
  std::function<Offset(std::int64_t)> offset_for_time = {};
};

struct ResetPlan {
  std::string error;  ///< not "": the tool fails with it
  std::vector<PartitionOffset> offsets;
  std::vector<std::string> warnings;  ///< of values moved into the log, for stderr
};

/// The offsets a group would be given; `now_ms` is for by_duration. O(partitions).
ResetPlan prepare_offsets_to_reset(const ResetOptions& options, std::span<const ResetPartition> partitions,
                                   std::int64_t now_ms);

/// "" if a group in this state (Kafka's name: Empty, Stable, ...) may be reset; otherwise the line for stdout.
std::string check_group_state(std::string_view group, std::string_view state);

}  // namespace kafka
