/// produce_fetch, `check: preferred_read_replica`: which replica a consumer is sent to.
#include <gtest/gtest.h>

#include "model/broker/replica_selector.h"
#include "tests/conformance/runner/produce_fetch.h"

namespace conformance {

namespace {

kafka::ReplicaView read_replica(Fields& f) {
  kafka::ReplicaView replica;
  replica.broker = kafka::BrokerId(f.int32("id"));
  if (f.has("rack") && !is_none(f.node("rack"))) replica.rack = f.text("rack");
  replica.log_start_offset = kafka::Offset(f.integer_or("log_start", 0));
  replica.log_end_offset = kafka::Offset(f.integer("leo"));
  replica.since_caught_up = std::chrono::milliseconds(f.integer_or("since_caught_up_ms", 0));
  replica.leader = f.flag_or("leader", false);
  replica.in_isr = f.flag_or("in_isr", f.flag_or("isr", true));
  if (!f.flag_or("alive", true)) replica.rack.clear();  // a broker that is gone has no endpoint
  return replica;
}

}  // namespace

void run_preferred_read_replica(Fields& fields) {
  Fields& given = fields.map("given");
  std::vector<kafka::ReplicaView> replicas;
  std::int64_t leader = -1;
  for (Fields* replica : given.maps("replicas")) {
    replicas.push_back(read_replica(*replica));
    if (replicas.back().leader) leader = replicas.back().broker.value();
  }
  if (leader == -1) throw given.error("no leader among the replicas");
  std::string rack;
  if (given.has("client_rack") && !is_none(given.node("client_rack"))) rack = given.text("client_rack");
  const kafka::Offset offset(given.integer_or("fetch_offset", 0));
  // The setting the broker would have: none means that nobody is asked.
  const std::string selector = given.flag_or("selector", true) ? "RackAwareReplicaSelector" : "";
  const std::int64_t chosen =
      kafka::is_rack_aware_selector(selector) ? kafka::select_read_replica(replicas, rack, offset).value() : leader;

  Fields& expected = fields.map("expected");
  const std::string from = expected.text("read_from");
  EXPECT_EQ(chosen, from == "leader" ? leader : expected.integer("read_from"));
}

}  // namespace conformance
