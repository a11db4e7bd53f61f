#pragma once
/// What a ZooKeeper server answers to ruok, srvr, stat and mntr. ZooKeeper: NIOServerCnxn and its CommandThreads of
/// 3.4.14, org.apache.zookeeper.server.command of 3.8.4, ServerStats.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "model/zookeeper/zookeeper_server.h"
#include "tools/kafka/tool.h"

namespace tools {

/// What the answers are made of.
struct ZooKeeperFacts {
  bool serving = false;
  std::string mode;  ///< standalone, leader, follower
  std::int64_t received = 0;
  std::int64_t sent = 0;
  std::int64_t least_latency = 0;  ///< ms
  std::int64_t mean_latency = 0;
  std::int64_t most_latency = 0;
  std::int64_t connections = 0;
  std::int64_t outstanding = 0;
  std::int64_t zxid = 0;
  std::int64_t nodes = 0;
  std::int64_t watches = 0;
  std::int64_t ephemerals = 0;
  std::int64_t data_size = 0;
};
ZooKeeperFacts facts_of(const kafka::zk::ZooKeeperServer& server, int ensemble);

/// As it goes over the wire; "" for what is no command.
std::string answer_to(std::string_view word, const ZooKeeperFacts& facts, bool release_3_4);

/// Connects to a server, sends `word`, and hands on what comes back; nullopt: the connection was refused. The call
/// belongs to `context.life`.
void ask_zookeeper(const ToolContext& context, kafka::ServerId server, std::string word,
                   std::function<void(const std::string* answer)> done);

/// nc HOST PORT, with the word on its stdin.
std::unique_ptr<Tool> make_nc(ToolContext context);
/// zkServer.sh status [zoo-N.cfg]
std::unique_ptr<Tool> make_zk_server(ToolContext context);

}  // namespace tools
