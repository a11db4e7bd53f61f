#include "model/broker/broker.h"

namespace kafka {

Broker::Broker(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers,
               const GroupTable& groups, MemberIds& member_ids, const sim::Streams& streams, IsrChannel& isr_channel)
    : context_(context),
      logs_(context),
      replicas_(context, metadata_, logs_, isr_channel),
      fetchers_(context, network, brokers, streams, replicas_),
      no_new_fetchers_(fetchers_),
      apis_(context, metadata_, groups, member_ids, replicas_),
      server_(context, network, apis_) {
  replicas_.connect(fetchers_);
  replicas_.connect(apis_);
  apis_.connect(server_);
}

void Broker::begin() {
  server_.start();
  logs_.start();
  replicas_.start();
  fetchers_.start();
  coordinator().startup();
}

void Broker::stop_serving() {
  server_.stop_processing_requests();
  coordinator().shutdown();
  logs_.stop_tasks();
  replicas_.stop_tasks();
  replicas_.for_each([this](const Partition& p) { fetchers_.remove(p.tp()); });
  fetchers_.shutdown_idle();
}

}  // namespace kafka
