// The clusters that exercises are made for: small enough to know them by heart, busy enough to see what is wrong.

#include "gui/breakfix/exercise.h"

namespace breakfix {
namespace {

const char* const kThreeBrokers = R"(title: Three brokers, a shop and its billing
duration: 4m
seed: 11
profile: "2.3"
cluster: { brokers: [101, 102, 103], zookeeper: { servers: 3 } }
topics:
  - { name: orders, partitions: 6, replication.factor: 3, config: { min.insync.replicas: 2 } }
producers:
  - { name: shop, config: { acks: all }, workload: { topic: orders, rate: 200/s, key: { uniform: 500 } } }
  - { name: market, config: { acks: all }, workload: { topic: orders, rate: 80/s, key: { uniform: 500 } } }
groups:
  - { name: billing, topics: [orders], members: 3, processing: 2ms }
)";

const char* const kSixBrokers = R"(title: Six brokers in three racks
duration: 5m
seed: 12
profile: "2.3"
cluster:
  brokers:
    - { id: 1, rack: a }
    - { id: 2, rack: b }
    - { id: 3, rack: c }
    - { id: 4, rack: a }
    - { id: 5, rack: b }
    - { id: 6, rack: c }
  zookeeper: { servers: 5 }
topics:
  - { name: clicks, partitions: 12, replication.factor: 3, config: { min.insync.replicas: 2 } }
  - { name: payments, partitions: 6, replication.factor: 3, config: { min.insync.replicas: 2 } }
producers:
  - { name: web, config: { acks: "1" }, workload: { topic: clicks, rate: 400/s } }
  - { name: checkout, config: { acks: all }, workload: { topic: payments, rate: 60/s, key: { uniform: 300 } } }
groups:
  - { name: analytics, topics: [clicks], members: 4, processing: 2ms }
  - { name: ledger, topics: [payments], members: 2, processing: 5ms }
)";

const char* const kModern = R"(title: Three brokers of Kafka 3.9
duration: 5m
seed: 13
profile: "3.9"
cluster: { brokers: [1, 2, 3], zookeeper: { servers: 3 } }
topics:
  - { name: rides, partitions: 8, replication.factor: 3, config: { min.insync.replicas: 2 } }
producers:
  - { name: app, workload: { topic: rides, rate: 300/s, key: { uniform: 1000 } } }
groups:
  - { name: pricing, topics: [rides], members: 4, processing: 2ms, config: { session.timeout.ms: 10s, heartbeat.interval.ms: 3s } }
  - { name: archive, topics: [rides], members: 2, processing: 1ms, config: { session.timeout.ms: 10s, heartbeat.interval.ms: 3s } }
)";

Cluster made(const char* name, const char* text) {
  Cluster c{QString::fromLatin1(name), {}, {}};
  c.source.name = name;
  c.source.text = text;
  return c;
}

}  // namespace

const std::vector<Cluster>& clusters() {
  static std::vector<Cluster> all{made("three-brokers", kThreeBrokers), made("six-brokers", kSixBrokers),
                                  made("modern", kModern)};
  // In the language of now.
  all[0].title = say("Three brokers, a shop and its billing (Kafka 2.3)");
  all[1].title = say("Six brokers in three racks, two topics (Kafka 2.3)");
  all[2].title = say("Three brokers, two groups (Kafka 3.9)");
  return all;
}

}  // namespace breakfix
