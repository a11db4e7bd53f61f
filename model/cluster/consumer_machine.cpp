#include "model/cluster/consumer_machine.h"

#include <utility>

namespace kafka {

ConsumerMachine::ConsumerMachine(const ClientParts& parts, ClientId id, const std::string& name,
                                 const std::string& rack, sim::HostId host, GroupId group, const ConsumerConfig& config,
                                 sim::Duration processing, std::vector<BrokerId> bootstrap)
    : ClientMachine(parts, id, name, rack, host),
      group_(group),
      config_(config),
      processing_(processing),
      bootstrap_(std::move(bootstrap)) {}

void ConsumerMachine::set_slowdown(double factor) {
  slowdown_ = factor;
  if (consumer_) consumer_->set_slowdown(factor);
}

void ConsumerMachine::begin(sim::LifeId life) {
  consumer_.emplace(ConsumerContext{.scheduler = parts().scheduler,
                                    .network = parts().network,
                                    .brokers = parts().brokers,
                                    .topics = parts().topics,
                                    .emitter = parts().emitter,
                                    .host = host().id(),
                                    .life = life,
                                    .id = id(),
                                    .group = group_,
                                    .profile = parts().profile,
                                    .rng = rng("consumer/" + name() + "/network")},
                    config_, processing_);
  consumer_->set_bootstrap(bootstrap_);
  consumer_->set_slowdown(slowdown_);
  consumer_->start(partitions_, 1);
}

void ConsumerMachine::close() {
  consumer_->close([this] { closed(); });
}

std::int64_t ConsumerMachine::end() {
  consumer_.reset();
  return 0;
}

}  // namespace kafka
