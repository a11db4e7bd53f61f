#include "tools/kafka/zk_session.h"

#include <utility>

namespace tools {
namespace {

kafka::BrokerConfig session_config(const World& world, sim::Duration timeout) {
  kafka::BrokerConfig config = world.cluster().spec().config;
  config.zookeeper_session_timeout_ms = timeout;
  config.zookeeper_connection_timeout_ms = timeout;
  return config;
}

}  // namespace

ZkSession::ZkSession(const ToolContext& context, std::string_view connect, sim::Duration timeout)
    : config_(session_config(context.world, timeout)),
      reachable_(!context.world.zookeeper_at(connect).empty()),
      sessions_({.scheduler = context.world.scheduler(),
                 .network = context.world.cluster().network(),
                 .ensemble = context.world.cluster().ensemble().directory(),
                 .emitter = context.world.emitter(),
                 .host = context.host,
                 .life = context.life,
                 .servers = context.world.zookeeper_at(connect)},
                context.world.streams().stream("tool/" + context.name + "/zookeeper")),
      zk_(context.world.scheduler(), context.life, sessions_, config_),
      admin_(zk_, context.world.release_2_3() ? kafka::TopicNameWording::v2_3 : kafka::TopicNameWording::v3_4),
      failing_(context.world.scheduler(), context.life, [this] { std::exchange(failed_, nullptr)(false); }) {}

void ZkSession::open(std::function<void(bool ok)> done) {
  if (reachable_) return zk_.start(std::move(done));
  failed_ = std::move(done);
  failing_.arm(*config_.zookeeper_connection_timeout_ms);
}

}  // namespace tools
