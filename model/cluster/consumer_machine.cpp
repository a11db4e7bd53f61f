#include "model/cluster/consumer_machine.h"

#include <utility>

namespace kafka {

ConsumerMachine::ConsumerMachine(const ClientParts& parts, ClientId id, const std::string& name,
                                 const std::string& rack, sim::HostId host, MemberSpec spec)
    : ClientMachine(parts, id, name, rack, host),
      spec_(std::move(spec)),
      loop_(application_context(), spec_.topics, spec_.processing) {}

ApplicationContext ConsumerMachine::application_context() {
  return {.scheduler = parts().scheduler,
          .emitter = parts().emitter,
          .host = host().id(),
          .id = id(),
          .group = spec_.group,
          .exit = [this] { closed(); }};
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
                    spec_.config, *application_);
  consumer_->set_bootstrap(spec_.bootstrap);
  application_->on_started(*consumer_, life);
}

std::int64_t ConsumerMachine::end() {
  application_->on_stopped();
  consumer_.reset();
  return 0;
}

}  // namespace kafka
