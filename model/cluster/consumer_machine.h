#pragma once
/// A machine on which a member of a consumer group runs.

#include <optional>
#include <string>
#include <vector>

#include "model/cluster/client_machine.h"
#include "model/consumer/consumer_loop.h"
#include "model/producer/producer.h"
#include "model/streams/stream_thread.h"

namespace kafka {

/// Who the member is, what it reads and what it does with it.
struct MemberSpec {
  GroupId group;
  std::string client_id;
  std::vector<TopicId> topics;
  ConsumerConfig config;
  std::vector<BrokerId> bootstrap;
  ApplicationConfig application;

  // A transformation's process has a producer, too.
  ClientId producer = kNoClient;
  ProducerConfig producer_config;
  std::vector<BrokerId> producer_bootstrap;
  TopicId to{-1};
  std::int32_t to_partitions = 0;
};

///   durable    how many records its producer has handed over (see ProducerMachine)
///   volatile   the Consumer, the Producer, what its application has at hand
class ConsumerMachine final : public ClientMachine {
 public:
  /// `sink`: the group's, for applications that store offsets with their effects; outlives the machine.
  ConsumerMachine(const ClientParts& parts, ClientId id, const std::string& name, const std::string& rack,
                  sim::HostId host, MemberSpec spec, SinkStore& sink);

  /// Another application than the usual ones. Before the first start.
  void set_application(ConsumerApplication& application) { other_ = &application; }
  /// What an application of this machine works with.
  [[nodiscard]] ApplicationContext application_context();
  /// nullptr while the process is down.
  [[nodiscard]] Consumer* consumer() { return consumer_ ? &*consumer_ : nullptr; }
  [[nodiscard]] const Consumer* consumer() const { return consumer_ ? &*consumer_ : nullptr; }
  [[nodiscard]] const Producer* producer() const { return producer_ ? &*producer_ : nullptr; }
  [[nodiscard]] const MemberSpec& spec() const { return spec_; }
  [[nodiscard]] const RecordNumbers& numbers() const { return numbers_; }

  void set_slowdown(double factor) override;

 private:
  // ClientMachine
  void begin(sim::LifeId life) override;
  void close() override { application().on_closing(); }
  std::int64_t end() override;

  [[nodiscard]] ConsumerApplication& application();
  void begin_producer(sim::LifeId life);
  void end_producer();

  MemberSpec spec_;
  ConsumerLoop loop_;
  std::optional<StreamThread> thread_;
  ConsumerApplication* other_ = nullptr;
  RecordNumbers numbers_;
  std::optional<Consumer> consumer_;
  std::optional<Producer> producer_;
};

}  // namespace kafka
