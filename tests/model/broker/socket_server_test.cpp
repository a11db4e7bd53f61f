// A broker's threads and queues: order on a connection, a bounded request queue, acks=0, where a request's time goes.

#include <gtest/gtest.h>

#include "tests/support/one_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Server : public ::testing::Test {
 protected:
  void start() {
    world.start();
    partition = &world.lead("orders", {}, {1, 2}, {1, 2});
  }
  ProduceRequest produce(std::int16_t acks) const {
    ProduceRequest request{.acks = acks, .timeout = 30s, .partitions = {}};
    request.partitions.push_back({.tp = world.tp(), .batch = OneBroker::batch(1024)});
    return request;
  }
  std::vector<RequestCompleted> completed(ApiKey api) const {
    std::vector<RequestCompleted> found;
    for (const auto& [at, e] : world.events.all<RequestCompleted>())
      if (e.api == api) found.push_back(e);
    return found;
  }

  OneBroker world;
  Partition* partition = nullptr;
};

// Eight io threads are idle, but a connection is muted while its fetch waits.
TEST_F(Server, AnswersKeepTheOrderOfTheirRequests) {
  start();
  const auto client = world.client();
  FetchRequest fetch = world.fetch_at(Offset(0));
  fetch.max_wait = 500ms;
  client->send(fetch, 1);
  client->send(MetadataRequest{.topics = {world.tp().topic}}, 2);
  world.run_for(499ms);
  EXPECT_TRUE(client->answers.empty());
  world.run_for(1ms);
  ASSERT_EQ(client->answers.size(), 2u);
  EXPECT_EQ(client->answers[0].tag, 1u);
  EXPECT_EQ(client->answers[1].tag, 2u);
}

TEST_F(Server, AnotherConnectionDoesNotWait) {
  start();
  const auto slow = world.client();
  const auto quick = world.client();
  FetchRequest fetch = world.fetch_at(Offset(0));
  fetch.max_wait = 500ms;
  slow->send(fetch);
  quick->send(MetadataRequest{.topics = {world.tp().topic}});
  world.run_for(1ms);
  EXPECT_EQ(quick->answers.size(), 1u);
  EXPECT_TRUE(slow->answers.empty());
}

// One io thread of 10 ms and a queue of one: the third and fourth request are held back in front of the queue, so
// that no request waits in it for longer than one service.
TEST_F(Server, AFullQueueHoldsRequestsBack) {
  world.config.num_io_threads = 1;
  world.config.queued_max_requests = 1;
  world.costs.io_thread_per_request = 10ms;
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) clients.push_back(world.client());
  const sim::SimTime begin = world.scheduler.now();
  for (const auto& client : clients) client->send(MetadataRequest{.topics = {world.tp().topic}});
  world.run_for(5ms);
  EXPECT_EQ(world.broker().server().request_queue_size(), 3u);
  world.run_for(1s);
  for (std::size_t i = 0; i < clients.size(); ++i) {
    ASSERT_EQ(clients[i]->answers.size(), 1u);
    EXPECT_EQ(clients[i]->answers[0].at - begin, 10ms * static_cast<int>(i + 1));
  }
  const auto times = completed(ApiKey::METADATA);
  ASSERT_EQ(times.size(), 4u);
  EXPECT_EQ(times[0].request_queue_time, 0ms);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(times[i].request_queue_time, 10ms);
}

TEST_F(Server, AcksZeroIsNeverAnswered) {
  start();
  const auto client = world.client();
  client->send(produce(0), 0, false);
  client->send(MetadataRequest{.topics = {world.tp().topic}}, 7);
  world.run_for(1ms);
  ASSERT_EQ(client->answers.size(), 1u);
  EXPECT_EQ(client->answers[0].tag, 7u);
  EXPECT_EQ(partition->log().log_end_offset(), Offset(1));
}

TEST_F(Server, AnErrorWithAcksZeroClosesTheConnection) {
  start();
  const auto client = world.client();
  ProduceRequest request = produce(0);
  request.partitions[0].tp.partition = PartitionId(5);
  client->send(std::move(request), 0, false);
  EXPECT_TRUE(client->connected());
  world.run_for(1ms);
  EXPECT_FALSE(client->connected());
  EXPECT_EQ(completed(ApiKey::PRODUCE).at(0).error, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

// Kafka counts it as soon as there is an answer that nobody wants any more.
TEST_F(Server, ARequestWhoseClientIsGoneCounts) {
  start();
  const auto client = world.client();
  FetchRequest fetch = world.fetch_at(Offset(0));
  fetch.max_wait = 500ms;
  client->send(fetch);
  world.run_for(10ms);
  client->close();
  world.run_for(10ms);
  EXPECT_TRUE(completed(ApiKey::FETCH).empty());
  world.run_for(1s);
  ASSERT_EQ(completed(ApiKey::FETCH).size(), 1u);
  EXPECT_EQ(completed(ApiKey::FETCH)[0].response_send_time, 0ms);
  EXPECT_TRUE(client->answers.empty());
}

// acks=all, replicated 20 ms after it was sent: 1 ms is read from the socket before Kafka's clock starts, 2 ms are the
// handler's, the answer takes 1 ms to write, and the rest is waiting for the follower.
TEST_F(Server, TheTimesOfARequestAddUp) {
  world.costs.network_thread_per_request = 1ms;
  world.costs.io_thread_per_request = 2ms;
  start();
  const auto client = world.client();
  world.run_for(1ms);
  const sim::SimTime begin = world.scheduler.now();
  client->send(produce(-1));
  world.run_for(20ms);
  world.follower_fetch(2, Offset(1));
  world.run_for(1s);
  ASSERT_EQ(client->answers.size(), 1u);
  EXPECT_EQ(client->answers[0].at - begin, 21ms);
  const RequestCompleted t = completed(ApiKey::PRODUCE).at(0);
  EXPECT_EQ(t.request_queue_time, 0ms);
  EXPECT_EQ(t.local_time, 2ms);
  EXPECT_EQ(t.remote_time, 17ms);
  EXPECT_EQ(t.response_queue_time, 0ms);
  EXPECT_EQ(t.response_send_time, 1ms);
}

// The one network thread is busy writing the first answer when the second is ready.
TEST_F(Server, AnAnswerMayWaitForItsNetworkThread) {
  world.config.num_network_threads = 1;
  world.costs.network_thread_per_request = 1ms;
  start();
  const auto a = world.client();
  const auto b = world.client();
  world.run_for(1ms);
  FetchRequest fetch = world.fetch_at(Offset(0));
  fetch.max_wait = 500ms;
  fetch.min_bytes = sim::Bytes(1);
  a->send(fetch);
  world.run_for(10ms);
  b->send(fetch);
  world.run_for(10ms);
  world.append(100);
  world.follower_fetch(2, Offset(1));  // both fetches complete now
  world.run_for(1s);
  const auto times = completed(ApiKey::FETCH);
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].response_queue_time, 0ms);
  EXPECT_EQ(times[1].response_queue_time, 1ms);
}

}  // namespace
}  // namespace kafka::testing
