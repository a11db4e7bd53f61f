#include "model/cluster/producer_machine.h"

#include <utility>

namespace kafka {

ProducerMachine::ProducerMachine(const ClientParts& parts, ClientId id, const std::string& name,
                                 const std::string& rack, sim::HostId host, const ProducerConfig& config,
                                 std::vector<BrokerId> bootstrap)
    : ClientMachine(parts, id, name, rack, host), config_(config), bootstrap_(std::move(bootstrap)) {}

void ProducerMachine::set_application(ProducerApplication& application) {
  application_ = &application;
  if (!producer_) return;
  producer_->set_application(application_);
  application_->on_started(*producer_, host().life());
}

void ProducerMachine::begin(sim::LifeId life) {
  const std::string streams = "producer/" + name();
  producer_.emplace(ProducerContext{.scheduler = parts().scheduler,
                                    .network = parts().network,
                                    .brokers = parts().brokers,
                                    .emitter = parts().emitter,
                                    .host = host().id(),
                                    .life = life,
                                    .id = id(),
                                    .profile = parts().profile,
                                    .behaviour = parts().behaviour,
                                    .compression = parts().compression,
                                    .numbers = numbers_,
                                    .network_rng = rng(streams + "/network"),
                                    .backoff_rng = rng(streams + "/backoff"),
                                    .partitioner_rng = rng(streams + "/partitioner")},
                    config_);
  producer_->set_bootstrap(bootstrap_);
  producer_->set_slowdown(slowdown_);
  if (application_) set_application(*application_);
}

void ProducerMachine::set_slowdown(double factor) {
  slowdown_ = factor;
  if (producer_) producer_->set_slowdown(factor);
}

void ProducerMachine::close() {
  if (application_) application_->on_closing();
  producer_->close([this] { closed(); });
}

std::int64_t ProducerMachine::end() {
  if (application_) application_->on_stopped();
  const std::int64_t unfinished = producer_->unfinished_records();
  producer_.reset();
  if (unfinished == 0) return 0;
  for (const auto& handed_over : numbers_.all()) {
    parts().emitter.emit(parts().scheduler.now(), host().id(), [&] {
      return RecordsAbandoned{.producer = id(), .tp = handed_over.first, .next_id = handed_over.second};
    });
  }
  return unfinished;
}

}  // namespace kafka
