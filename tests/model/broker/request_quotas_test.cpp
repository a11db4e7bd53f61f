// What a client's requests cost it when quotas are set. A new client's rate is taken over ten whole seconds, so use
// that makes twice the quota throttles for ten seconds: (2 - 1) / 1 * 10 s.

#include "model/broker/request_quotas.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/played_controllers.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class RequestQuotasTest : public ::testing::Test, private NetworkClientListener {
 protected:
  static constexpr int kFast = 0;      // client.id "fast"
  static constexpr int kSlow = 1;      // client.id "slow"
  static constexpr int kSlowTwin = 2;  // client.id "slow" as well

  RequestQuotasTest() {
    NetworkClientListener& listener = *this;
    for (const ClientId id : {ClientId(kFast), ClientId(kSlow), ClientId(kSlowTwin), kNoClient})
      clients_.push_back(std::make_unique<NetworkClient>(world_.scheduler, world_.network, world_.brokers, emitter_,
                                                         world_.context().host, world_.context().life, id,
                                                         NetworkClientConfig{}, world_.rng(), listener));
  }

  RequestQuotas with(const std::vector<ClientQuota>& quotas) {
    return {config, costs, quotas,
            [this](ClientId id) -> const std::string& { return names_.at(static_cast<std::size_t>(id.value())); }};
  }
  Request request_of(int client, RequestBody body, sim::Duration service = 0s) {
    Request request;
    request.client = clients_.at(static_cast<std::size_t>(client)).get();
    request.body = std::move(body);
    request.service = service;
    return request;
  }
  Request produce(int client, sim::Duration service = 0s) {
    ProduceRequest body;
    body.partitions.push_back({.tp = {}, .batch = batch()});
    return request_of(client, std::move(body), service);
  }
  Request fetch(int client, sim::Duration service = 0s) {
    FetchRequest body;
    body.min_bytes = sim::Bytes(1);
    body.max_bytes = sim::MiB(50);
    return request_of(client, std::move(body), service);
  }
  static BatchPtr batch() {
    auto* made = new RecordBatch;
    made->count = 1;
    made->size = sim::Bytes(10000);
    return BatchPtr(made);
  }
  static FetchResponse fetched() {
    FetchResponse answer;
    answer.partitions.emplace_back().records.push_back({Offset(0), LeaderEpoch(0), batch()});
    return answer;
  }
  /// Which one such request or answer exceeds twofold.
  static double half_a(sim::Bytes size) { return static_cast<double>(size.count()) / 20; }
  double half_a_produce() { return half_a(size_of(produce(kSlow).body)); }
  double half_a_fetch() { return half_a(size_of(ResponseBody(fetched()))); }

  BrokerConfig config;
  BrokerCosts costs;
  const sim::SimTime now{1h};
  const int broker_ = 3;  ///< a client that is a broker

 private:
  void on_response(const Request&) override {}
  void on_request_failed(const Request&, RequestFailure) override {}
  void on_node_ready(BrokerId) override {}
  void on_connect_failed(BrokerId) override {}

  PlayedControllers world_;
  Emitter emitter_;
  std::vector<std::string> names_{"fast", "slow", "slow"};
  std::vector<std::unique_ptr<NetworkClient>> clients_;
};

TEST_F(RequestQuotasTest, OnlyWhoHasAQuotaIsThrottled) {
  RequestQuotas quotas = with({{.client_id = "slow", .producer_byte_rate = half_a_produce()}});
  EXPECT_EQ(quotas.after_produce(produce(kSlow), now), 10s);
  EXPECT_EQ(quotas.after_produce(produce(kFast), now), 0s);
}

TEST_F(RequestQuotasTest, ADefaultGivesEachClientIdAShareOfItsOwnAndYieldsToItsOwnQuota) {
  RequestQuotas quotas = with({{.client_id = "", .producer_byte_rate = 1.0},
                               {.client_id = "slow", .producer_byte_rate = half_a_produce() * 4}});
  EXPECT_GT(quotas.after_produce(produce(kFast), now), 10s);
  EXPECT_EQ(quotas.after_produce(produce(kSlow), now), 0s) << "half of its quota";
  EXPECT_EQ(quotas.after_produce(produce(kSlowTwin), now), 0s) << "just all of it";
  EXPECT_EQ(quotas.after_produce(produce(kSlow), now), 5s) << "both used it: (1.5 - 1) / 1 * 10 s";
}

TEST_F(RequestQuotasTest, AProducerThatRestedIsFreeAgain) {
  RequestQuotas quotas = with({{.client_id = "slow", .producer_byte_rate = half_a_produce()}});
  EXPECT_EQ(quotas.after_produce(produce(kSlow), now), 10s);
  // 20 s later the sample is dead; what is new counts alone, as in the beginning.
  EXPECT_EQ(quotas.after_produce(produce(kSlow), now + 20s), 10s);
}

TEST_F(RequestQuotasTest, RequestTimeIsCappedAtOneSample) {
  // 1 % of a thread for ten seconds are 100 ms.
  RequestQuotas quotas = with({{.client_id = "slow", .request_percentage = 1.0}});
  EXPECT_EQ(quotas.after(request_of(kSlow, MetadataRequest{}, 100ms), now), 0s);
  EXPECT_EQ(quotas.after(request_of(kSlow, MetadataRequest{}, 1ms), now), 100ms) << "(1.01 - 1) / 1 * 10 s";
  EXPECT_EQ(quotas.after(request_of(kSlow, MetadataRequest{}, 1s), now), 1s);
}

TEST_F(RequestQuotasTest, TheLongerThrottleCountsAndAcks0HasNoRequestQuota) {
  RequestQuotas quotas =
      with({{.client_id = "slow", .producer_byte_rate = half_a_produce() * 1.6, .request_percentage = 1.0}});
  EXPECT_EQ(quotas.after_produce(produce(kSlow, 200ms), now), 2500ms) << "(2 / 1.6 - 1) / 1 * 10 s, and 1 s";
  RequestQuotas only_time = with({{.client_id = "slow", .request_percentage = 1.0}});
  Request silent = produce(kSlow, 200ms);
  silent.expects_answer = false;
  EXPECT_EQ(only_time.after_produce(silent, now), 0s);
  EXPECT_EQ(only_time.after_produce(produce(kSlow, 100ms), now), 0s) << "it was not counted either";
  EXPECT_EQ(only_time.after_produce(produce(kSlow, 200ms), now), 1s);
}

TEST_F(RequestQuotasTest, AThrottledFetchIsEmptiedAndDoesNotCount) {
  RequestQuotas quotas = with({{.client_id = "slow", .consumer_byte_rate = half_a_fetch()}});
  for (int i = 0; i < 2; ++i) {  // had the first counted, the second would have to rest 30 s
    FetchResponse answer = fetched();
    EXPECT_EQ(quotas.after_fetch(fetch(kSlow), answer, now), 10s);
    EXPECT_TRUE(answer.partitions.empty());
  }
  FetchResponse answer = fetched();
  EXPECT_EQ(quotas.after_fetch(fetch(kFast), answer, now), 0s);
  EXPECT_EQ(answer.partitions.size(), 1U);
}

TEST_F(RequestQuotasTest, TheNetworkThreadsTimeIsFeltByTheNextRequest) {
  costs.network_thread_per_request = 100ms;
  costs.network_thread_per_kib = 1ms;
  RequestQuotas quotas = with({{.client_id = "slow", .request_percentage = 1.0}});
  const Request asked = request_of(kSlow, MetadataRequest{});
  quotas.written(asked, sim::Bytes(1024), now);
  EXPECT_EQ(quotas.after(asked, now), 100ms) << "101 ms where 100 are free";
}

TEST_F(RequestQuotasTest, BrokersAreExempt) {
  RequestQuotas quotas =
      with({{.client_id = "", .producer_byte_rate = 1.0, .consumer_byte_rate = 1.0, .request_percentage = 0.001}});
  EXPECT_EQ(quotas.after_produce(produce(broker_, 1s), now), 0s);
  EXPECT_EQ(quotas.after(request_of(broker_, MetadataRequest{}, 1s), now), 0s);
  Request follower = fetch(broker_, 1s);
  std::get<FetchRequest>(follower.body).replica = BrokerId(2);
  FetchResponse answer = fetched();
  EXPECT_EQ(quotas.after_fetch(follower, answer, now), 0s);
  EXPECT_EQ(answer.partitions.size(), 1U);
  FetchRequest wanted = std::get<FetchRequest>(follower.body);
  quotas.limit(follower, wanted);
  EXPECT_EQ(wanted.max_bytes, sim::MiB(50));
}

TEST_F(RequestQuotasTest, AFetchAsksForNoMoreThanTenSecondsOfItsQuota) {
  const RequestQuotas quotas = with({{.client_id = "slow", .consumer_byte_rate = 100.0}});
  const auto limited = [&](int client, sim::Bytes min, sim::Bytes max) {
    FetchRequest wanted;
    wanted.min_bytes = min;
    wanted.max_bytes = max;
    quotas.limit(fetch(client), wanted);
    return std::pair(wanted.min_bytes, wanted.max_bytes);
  };
  EXPECT_EQ(limited(kSlow, sim::Bytes(5000), sim::Bytes(9000)), std::pair(sim::Bytes(1000), sim::Bytes(1000)));
  EXPECT_EQ(limited(kSlow, sim::Bytes(1), sim::Bytes(1001)), std::pair(sim::Bytes(1), sim::Bytes(1000)));
  EXPECT_EQ(limited(kSlow, sim::Bytes(1), sim::Bytes(900)), std::pair(sim::Bytes(1), sim::Bytes(900)));
  EXPECT_EQ(limited(kFast, sim::Bytes(5000), sim::Bytes(9000)), std::pair(sim::Bytes(5000), sim::Bytes(9000)));
}

}  // namespace
}  // namespace kafka::testing
