#pragma once
/// Tells the application of its partitions, and others of it. Kafka: ConsumerRebalanceListenerInvoker.

#include <functional>
#include <utility>
#include <vector>

#include "model/consumer/consumer_application.h"
#include "model/consumer/consumer_network_client.h"

namespace kafka {

/// One callback at a time. It may take its time: the thread that called waits until it is done.
class RebalanceListenerInvoker {
 public:
  RebalanceListenerInvoker(GroupId group, ConsumerApplication& application, ConsumerNetworkClient& client,
                           PollingThread& thread)
      : group_(group), application_(application), client_(client), thread_(thread) {}

  [[nodiscard]] bool running() const { return running_; }
  /// Called when the thread leaves the consumer for the application.
  void on_leave(std::function<void()> told) { leaves_ = std::move(told); }

  /// `then` when the application is done.
  void revoked(std::vector<TopicPartition> partitions, Generation generation, std::function<void()> then) {
    call([this](const auto& list, auto done) { application_.on_partitions_revoked(list, std::move(done)); }, partitions,
         [this, partitions, generation, then = std::move(then)] {
           if (!partitions.empty())
             client_.emit([&] {
               return PartitionsRevoked{
                   .group = group_, .member = client_.id(), .generation = generation, .partitions = partitions};
             });
           then();
         });
  }
  void lost(std::vector<TopicPartition> partitions, Generation generation, std::function<void()> then) {
    client_.emit([&] {
      return PartitionsLost{
          .group = group_, .member = client_.id(), .generation = generation, .partitions = partitions};
    });
    call([this](const auto& list, auto done) { application_.on_partitions_lost(list, std::move(done)); }, partitions,
         std::move(then));
  }
  void assigned(const std::vector<TopicPartition>& added, std::function<void()> then) {
    call([this](const auto& list, auto done) { application_.on_partitions_assigned(list, std::move(done)); }, added,
         std::move(then));
  }

 private:
  template <class Callback>
  void call(Callback callback, const std::vector<TopicPartition>& partitions, std::function<void()> then) {
    running_ = true;
    leaves_();
    callback(partitions, [this, then = std::move(then)] {
      running_ = false;
      then();
      thread_.wake();
    });
  }

  GroupId group_;
  ConsumerApplication& application_;
  ConsumerNetworkClient& client_;
  PollingThread& thread_;
  std::function<void()> leaves_ = [] {};
  bool running_ = false;
};

}  // namespace kafka
