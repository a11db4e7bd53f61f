#pragma once
/// What all programs share: the cluster they speak to, the machine they run on, and the clock on its wall.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/cluster.h"
#include "model/config/profile.h"
#include "model/types/wall_clock.h"
#include "sim/random/streams.h"
#include "tools/kafka/files.h"
#include "tools/kafka/record_texts.h"
#include "tools/kafka/tools_release.h"

namespace tools {

/// All of it outlives the world.
struct WorldParts {
  sim::Scheduler& scheduler;
  const sim::Streams& streams;
  const kafka::Emitter& emitter;
  kafka::Cluster& cluster;
};

class World {
 public:
  explicit World(const WorldParts& parts);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  [[nodiscard]] sim::Scheduler& scheduler() { return parts_.scheduler; }
  [[nodiscard]] const sim::Streams& streams() const { return parts_.streams; }
  [[nodiscard]] const kafka::Emitter& emitter() const { return parts_.emitter; }
  [[nodiscard]] kafka::Cluster& cluster() { return parts_.cluster; }
  [[nodiscard]] const kafka::Cluster& cluster() const { return parts_.cluster; }
  /// Which tools' output, options and ways of asking.
  [[nodiscard]] kafka::Profile release() const { return parts_.cluster.spec().profile; }
  [[nodiscard]] bool release_2_3() const { return release() == kafka::Profile::v2_3; }
  /// The same, finer; tools of another release can speak to the cluster too.
  [[nodiscard]] ToolsRelease tools_release() const { return tools_release_; }
  void set_tools_release(ToolsRelease release) { tools_release_ = release; }

  [[nodiscard]] RecordTexts& texts() { return texts_; }
  [[nodiscard]] const RecordTexts& texts() const { return texts_; }
  [[nodiscard]] Files& files() { return files_; }
  /// The machine of the terminals.
  [[nodiscard]] sim::HostId host() const { return host_; }

  /// log.dirs of every broker.
  static constexpr const char* kLogDir = "/tmp/kafka-logs";

  // ---- addresses: "HOST:PORT", several with commas. localhost and 127.0.0.1: port 9092 is the broker with the lowest
  // id, 9093 the next one; 2181 the first ZooKeeper server, 2182 the second; the first one's port may be left out.
  // "broker-102:9092", "102" and "zookeeper-2:2181" are meant by name.

  /// In the order given; those that nobody has are left out.
  [[nodiscard]] std::vector<kafka::BrokerId> brokers_at(std::string_view addresses) const;
  /// As a producer's or consumer's bootstrap.servers take them.
  [[nodiscard]] std::vector<std::string> bootstrap_servers(std::string_view addresses) const;
  /// A connect string, perhaps with a path behind it ("/kafka"), which is ignored.
  [[nodiscard]] std::vector<kafka::ServerId> zookeeper_at(std::string_view addresses) const;
  /// "localhost:9092" in a cluster of one broker, else "broker-102:9092".
  [[nodiscard]] std::string address_of(kafka::BrokerId broker) const;

  // ---- the clock on the wall

  /// Milliseconds since 1970, UTC.
  [[nodiscard]] std::int64_t epoch_ms() const { return kafka::epoch_ms(parts_.scheduler.now()); }
  /// Of log4j: "[2023-11-14 22:13:20,000]".
  [[nodiscard]] std::string log_time() const;

 private:
  WorldParts parts_;
  sim::HostId host_;
  ToolsRelease tools_release_;
  RecordTexts texts_;
  Files files_;
};

}  // namespace tools
