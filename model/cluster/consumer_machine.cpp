#include "model/cluster/consumer_machine.h"

#include <utility>

#include "model/cluster/producer_machine.h"

namespace kafka {

ConsumerMachine::ConsumerMachine(const ClientParts& parts, ClientId id, const std::string& name,
                                 const std::string& rack, sim::HostId host, MemberSpec spec, SinkStore& sink)
    : ClientMachine(parts, id, name, rack, host, spec.application.restart_after),
      spec_(std::move(spec)),
      loop_(application_context(), spec_.application, sink) {
  if (spec_.application.transform) thread_.emplace(application_context(), spec_.application, spec_.to, spec_.producer);
}

ApplicationContext ConsumerMachine::application_context() {
  return {.scheduler = parts().scheduler,
          .topics = parts().topics,
          .emitter = parts().emitter,
          .host = host().id(),
          .id = id(),
          .group = spec_.group,
          .subscribed = spec_.topics,
          .exit = [this](Exit how) { how == Exit::done ? closed() : crashed(); }};
}

ConsumerApplication& ConsumerMachine::application() {
  if (other_) return *other_;
  if (thread_) return *thread_;
  return loop_;
}

void ConsumerMachine::set_slowdown(double factor) {
  loop_.set_slowdown(factor);
  if (thread_) thread_->set_slowdown(factor);
}

void ConsumerMachine::begin(sim::LifeId life) {
  consumer_.emplace(ConsumerContext{.scheduler = parts().scheduler,
                                    .network = parts().network,
                                    .brokers = parts().brokers,
                                    .topics = parts().topics,
                                    .emitter = parts().emitter,
                                    .behaviour = parts().behaviour,
                                    .host = host().id(),
                                    .life = life,
                                    .id = id(),
                                    .group = spec_.group,
                                    .client_id = spec_.client_id,
                                    .profile = parts().profile,
                                    .rng = rng("consumer/" + name() + "/network")},
                    spec_.config, application());
  consumer_->set_bootstrap(spec_.bootstrap);
  const sim::Rng work = rng("consumer/" + name() + "/processing");
  if (thread_) {
    begin_producer(life);
    return thread_->begin(*consumer_, *producer_, life, spec_.to_partitions, work);
  }
  loop_.set_rng(work);
  application().on_started(*consumer_, life);
}

void ConsumerMachine::begin_producer(sim::LifeId life) {
  parts().emitter.emit(parts().scheduler.now(), host().id(), [&] { return ClientStarted{.client = spec_.producer}; });
  const std::string streams = "producer/" + name();
  producer_.emplace(ProducerContext{.scheduler = parts().scheduler,
                                    .network = parts().network,
                                    .brokers = parts().brokers,
                                    .emitter = parts().emitter,
                                    .host = host().id(),
                                    .life = life,
                                    .id = spec_.producer,
                                    .profile = parts().profile,
                                    .behaviour = parts().behaviour,
                                    .compression = parts().compression,
                                    .numbers = numbers_,
                                    .network_rng = rng(streams + "/network"),
                                    .backoff_rng = rng(streams + "/backoff"),
                                    .partitioner_rng = rng(streams + "/partitioner")},
                    spec_.producer_config);
  producer_->set_bootstrap(spec_.producer_bootstrap);
  producer_->set_application(&*thread_);
}

std::int64_t ConsumerMachine::end() {
  application().on_stopped();
  if (producer_) end_producer();
  consumer_.reset();
  return 0;
}

void ConsumerMachine::end_producer() {
  const std::int64_t unfinished = producer_->unfinished_records();
  producer_.reset();
  const auto emit = [&](auto make) { parts().emitter.emit(parts().scheduler.now(), host().id(), make); };
  if (unfinished > 0)
    for (const auto& handed_over : numbers_.all())
      emit([&] {
        return RecordsAbandoned{.producer = spec_.producer, .tp = handed_over.first, .next_id = handed_over.second};
      });
  emit([&] { return ClientStopped{.client = spec_.producer, .how = "with its consumer", .unfinished = unfinished}; });
}

}  // namespace kafka
