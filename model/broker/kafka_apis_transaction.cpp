/// KafkaApis: what producers ask of transaction coordinators, and coordinators of leaders.

#include "model/broker/kafka_apis.h"
#include "sim/core/check.h"

namespace kafka {

void KafkaApis::on_transaction_request(sim::ConnectionId, const RequestPtr&) {
  SIM_CHECK(false, "no request of a transaction");
}

}  // namespace kafka
