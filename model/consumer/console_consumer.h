#pragma once
/// What the options of kafka-console-consumer mean for the consumer it runs. Kafka: ConsoleConsumer.ConsumerConfig,
/// ConsoleConsumer.ConsumerWrapper.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "model/config/consumer_config.h"
#include "model/config/profile.h"
#include "model/types/ids.h"

namespace kafka {

/// How the tool gets its partitions and its first position.
enum class ConsoleStart {
  subscribe,          ///< a group member: committed offset, else auto.offset.reset
  seek_to_beginning,  ///< assign + seekToBeginning
  seek_to_end,        ///< assign + seekToEnd
  seek,               ///< assign + seek
};

struct ConsoleConsumerOptions {
  std::string error;  ///< not "": the options contradict each other; the tool prints this and ends with 1
  bool usage = true;  ///< the help follows the error

  std::string bootstrap_server;
  std::string topic;    ///< this or `include`
  std::string include;  ///< --whitelist, since 3.0 also --include
  std::string group;    ///< "" = a generated one: console_consumer_group()
  OffsetResetStrategy auto_offset_reset = OffsetResetStrategy::latest;
  bool enable_auto_commit = true;
  std::string isolation_level = "read_uncommitted";
  ConsoleStart start = ConsoleStart::subscribe;
  std::int32_t partition = 0;      ///< unless subscribe
  Offset offset = kUnknownOffset;  ///< for seek
  std::int64_t max_messages = -1;  ///< -1 = no limit
  std::optional<std::int64_t> timeout_ms;
};

/// `arguments`: what follows the command's name. The server is not asked for: a shell has a default.
ConsoleConsumerOptions parse_console_consumer(std::span<const std::string> arguments, Profile profile);

/// The group of a console consumer without --group; `draw` is in [0, 100000).
std::string console_consumer_group(std::int32_t draw);

}  // namespace kafka
