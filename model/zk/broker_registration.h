#pragma once
/// Makes /brokers/ids/<id> exist for this session. Kafka: KafkaZkClient.registerBroker, CheckedEphemeral.
///
///   durable    the ephemeral node
///   sends      a multi (create, set data); get data and delete if the node exists

#include <functional>

#include "model/zk/kafka_zk_client.h"
#include "model/zk/zk_data.h"

namespace kafka {

struct RegistrationResult {
  zk::Error error = zk::Error::Ok;  ///< NodeExists: another session owns the node
  BrokerEpoch broker_epoch = kNoBrokerEpoch;
};

/// A node of this session counts as made (an answer was lost); one of the session this process registered in before is
/// deleted and made anew (KAFKA-7165).
void register_broker(KafkaZkClient& zk, const zk_data::BrokerInfo& broker, sim::SimTime now,
                     std::function<void(RegistrationResult)> done);

}  // namespace kafka
