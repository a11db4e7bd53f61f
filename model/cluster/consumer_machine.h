#pragma once
/// A machine on which a member of a consumer group runs.

#include <optional>
#include <string>
#include <vector>

#include "model/cluster/client_machine.h"
#include "model/consumer/consumer_loop.h"

namespace kafka {

/// Who the member is and what it reads.
struct MemberSpec {
  GroupId group;
  std::string client_id;
  std::vector<TopicId> topics;
  ConsumerConfig config;
  std::vector<BrokerId> bootstrap;
  sim::Duration processing{0};  ///< per record
};

///   volatile   the Consumer, what its application has at hand
class ConsumerMachine final : public ClientMachine {
 public:
  ConsumerMachine(const ClientParts& parts, ClientId id, const std::string& name, const std::string& rack,
                  sim::HostId host, MemberSpec spec);

  /// Another application than the usual loop. Before the first start.
  void set_application(ConsumerApplication& application) { application_ = &application; }
  /// What an application of this machine works with.
  [[nodiscard]] ApplicationContext application_context();
  /// nullptr while the process is down.
  [[nodiscard]] Consumer* consumer() { return consumer_ ? &*consumer_ : nullptr; }
  [[nodiscard]] const Consumer* consumer() const { return consumer_ ? &*consumer_ : nullptr; }
  [[nodiscard]] const MemberSpec& spec() const { return spec_; }

  void set_slowdown(double factor) override { loop_.set_slowdown(factor); }

 private:
  // ClientMachine
  void begin(sim::LifeId life) override;
  void close() override { application_->on_closing(); }
  std::int64_t end() override;

  MemberSpec spec_;
  ConsumerLoop loop_;
  ConsumerApplication* application_ = &loop_;
  std::optional<Consumer> consumer_;
};

}  // namespace kafka
