// What a client learns of its connections.

#include "model/net/network_client.h"

#include <gtest/gtest.h>

#include "sim/net/topology_builders.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Takes requests and answers none.
struct SilentBroker final : RequestReceiver {
  std::vector<sim::ConnectionId> asked;
  void on_request(sim::ConnectionId connection, const RequestPtr&) override { asked.push_back(connection); }
};

struct Told final : NetworkClientListener {
  std::vector<std::string> all;
  void on_response(const Request&) override { all.emplace_back("response"); }
  void on_request_failed(const Request&, RequestFailure) override { all.emplace_back("request failed"); }
  void on_node_ready(BrokerId) override { all.emplace_back("ready"); }
  void on_connect_failed(BrokerId) override { all.emplace_back("connect failed"); }
};

struct NetworkClientTest : ::testing::Test {
  NetworkClientTest() {
    const auto places = sim::build_uniform(map, {"broker-1", "client"}, 1ms);
    const sim::HostId host = network.add_host("broker-1", places[0]);
    const sim::HostId mine = network.add_host("client", places[1]);
    directory.add(BrokerId(1), host);
    directory.set_receiver(BrokerId(1), &broker);
    server = scheduler.begin_life();
    network.on_host_started(host, server);
    network.listen(host, server);
    const sim::LifeId life = scheduler.begin_life();
    network.on_host_started(mine, life);
    emitter.attach(events);
    broker_host = host;
    client.emplace(scheduler, network, directory, emitter, mine, life, ClientId(0),
                   NetworkClientConfig{.max_in_flight = 5,
                                       .request_timeout = 30s,
                                       .reconnect_backoff = 50ms,
                                       .reconnect_backoff_max = 1s,
                                       .connection_setup_timeout = 10s},
                   sim::Rng(1), told);
  }
  void run(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }

  sim::Scheduler scheduler;
  sim::Topology map;
  sim::Network network{scheduler, map};
  BrokerDirectory directory;
  Emitter emitter;
  RecordingSink events;
  SilentBroker broker;
  Told told;
  sim::HostId broker_host{0};
  sim::LifeId server;
  std::optional<NetworkClient> client;
};

/// Whoever waits for the connection must not wait for ever.
TEST_F(NetworkClientTest, AConnectionThatBreaksBeforeApiVersionsIsAnsweredCouldNotBeMade) {
  EXPECT_FALSE(client->ready(BrokerId(1)));
  run(5ms);
  ASSERT_EQ(broker.asked.size(), 1u);
  EXPECT_TRUE(client->connecting(BrokerId(1)));
  network.close(broker.asked[0], broker_host);
  run(5ms);
  EXPECT_EQ(told.all, std::vector<std::string>{"connect failed"});
  EXPECT_FALSE(client->connecting(BrokerId(1)));
}

TEST_F(NetworkClientTest, ApiVersionsThatIsNotAnsweredInTimeEndsTheConnectionToo) {
  client->ready(BrokerId(1));
  run(31s);
  EXPECT_EQ(told.all, std::vector<std::string>{"connect failed"});
  EXPECT_EQ(events.all<ConnectionLost>()[0].second.why, "request timed out");
}

TEST_F(NetworkClientTest, AHostThatIsDownRefuses) {
  scheduler.end_life(server);
  network.on_host_stopped(broker_host, server, sim::StopKind::kill);
  client->ready(BrokerId(1));
  run(5ms);
  EXPECT_EQ(told.all, std::vector<std::string>{"connect failed"});
  EXPECT_GT(client->retry_at(BrokerId(1)), scheduler.now());
}

}  // namespace
}  // namespace kafka::testing
