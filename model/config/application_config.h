#pragma once
/// What is not Kafka's but the application's: how it works on what poll() returns, and when it commits.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/time.h"
#include "sim/random/distribution.h"

namespace kafka {

/// When the application commits offsets. The order of commit and effect decides what a crash costs.
enum class CommitMode : std::uint8_t {
  automatic,    ///< enable.auto.commit; with it off, never
  before,       ///< commitSync() of what poll() returned, then the work: at most once
  after,        ///< the work, then commitSync(): at least once
  after_async,  ///< the work, then commitAsync(), and commitSync() before partitions are given up and at the end
};

/// Where the effect of the work goes.
enum class SinkKind : std::uint8_t {
  plain,          ///< every time a record is processed counts
  idempotent,     ///< an upsert by topic, partition and offset: repetitions change nothing
  transactional,  ///< effect and offset are stored in one transaction of a database, which tells where to go on
};

/// What happens when the application meets a record that it cannot process.
enum class PoisonAction : std::uint8_t {
  crash,  ///< its process ends, is started again, and meets it again
  skip,   ///< it is logged and left
};
struct PoisonRecord {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  PoisonAction action = PoisonAction::crash;
};

/// Kafka Streams: StreamsConfig.PROCESSING_GUARANTEE_CONFIG.
enum class ProcessingGuarantee : std::uint8_t { at_least_once, exactly_once_v2 };

/// The application makes one record of each that it reads and writes it to another topic, as a stream thread of Kafka
/// Streams does. The partition keeps its number (modulo the partitions of `to`), as with equal keys.
struct TransformConfig {
  std::string to;
  ProcessingGuarantee guarantee = ProcessingGuarantee::at_least_once;
  sim::Duration commit_interval = std::chrono::seconds(30);  ///< commit.interval.ms; 100 ms with exactly_once_v2
  std::int32_t value_size = 100;                             ///< bytes of an output record's value
};

/// A consumer's application.
struct ApplicationConfig {
  sim::Distribution processing = sim::Constant{0};  ///< seconds for one record
  CommitMode commit = CommitMode::automatic;        ///< not of a transformation: see its commit_interval
  SinkKind sink = SinkKind::plain;
  bool worker = false;  ///< another thread does the work; the polling thread polls on at once
  std::vector<PoisonRecord> poison;
  sim::Duration restart_after = std::chrono::seconds(5);  ///< a service manager restarts what crashed
  std::optional<TransformConfig> transform;
};

}  // namespace kafka
