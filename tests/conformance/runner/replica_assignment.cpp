/// replica_assignment: brokers, with or without racks -> the replicas of new and of added partitions.
#include "model/zk/replica_assignment.h"

#include <map>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

using Assignment = std::map<std::int64_t, std::vector<std::int64_t>>;

std::vector<std::int64_t> ids_of(const std::vector<kafka::BrokerId>& brokers) {
  std::vector<std::int64_t> ids;
  for (const kafka::BrokerId broker : brokers) ids.push_back(broker.value());
  return ids;
}

std::vector<kafka::BrokerSpec> read_brokers(Fields& fields) {
  std::vector<kafka::BrokerSpec> brokers;
  for (Fields* broker : fields.maps("brokers")) {
    kafka::BrokerSpec& made = brokers.emplace_back();
    made.id = kafka::BrokerId(broker->int32("id"));
    if (broker->has("rack") && !is_none(broker->node("rack"))) made.rack = broker->text("rack");
  }
  return brokers;
}

Assignment read_assignment(Fields& fields, std::string_view key) {
  Assignment assignment;
  Fields& map = fields.map(key);
  for (const std::string& partition : map.keys())
    assignment[to_integer(YAML::Node(partition), map.where())] = map.integers(partition);
  return assignment;
}

Assignment assignment_of(const kafka::ReplicaPlacement& placement) {
  Assignment assignment;
  std::int64_t partition = placement.first_partition;
  for (const auto& replicas : placement.replicas) assignment[partition++] = ids_of(replicas);
  return assignment;
}

bool is_expected_error(const std::string& name, kafka::PlacementError error) {
  const std::string wanted = normalised_error(name);
  if (wanted == normalised_error(kafka::name_of(kafka::error_code_of(error)))) return true;
  return error == kafka::PlacementError::racks_incomplete && wanted == "ADMINOPERATION";
}

/// `any` stands for every number in [0, n).
std::vector<std::int32_t> read_choices(Fields& fields, std::string_view key, std::size_t n) {
  if (fields.text(key) != "any") return {fields.int32(key)};
  std::vector<std::int32_t> all;
  for (std::size_t i = 0; i < std::max(n, std::size_t{1}); ++i) all.push_back(static_cast<std::int32_t>(i));
  return all;
}

void check_properties(Fields& properties, const std::vector<kafka::BrokerSpec>& brokers,
                      const kafka::ReplicaPlacement& placement) {
  std::map<kafka::BrokerId, std::int64_t> leaders;
  std::map<kafka::BrokerId, std::int64_t> replicas;
  std::map<kafka::BrokerId, std::string> rack_of;
  for (const kafka::BrokerSpec& broker : brokers) {
    leaders[broker.id] = replicas[broker.id] = 0;
    rack_of[broker.id] = broker.rack;
  }
  for (const auto& partition : placement.replicas) {
    ++leaders.at(partition.front());
    std::set<std::string> racks;
    for (const kafka::BrokerId broker : partition) {
      ++replicas.at(broker);
      racks.insert(rack_of.at(broker));
    }
    EXPECT_EQ(std::set(partition.begin(), partition.end()).size(), partition.size()) << "a broker holds two replicas";
    if (properties.has("distinct_racks")) {
      EXPECT_EQ(static_cast<std::int64_t>(racks.size()), properties.integer("distinct_racks"));
    }
  }
  for (const kafka::BrokerSpec& broker : brokers) {
    if (properties.has("leaders_per_broker")) {
      EXPECT_EQ(leaders.at(broker.id), properties.integer("leaders_per_broker")) << "broker " << broker.id.value();
    }
    if (properties.has("replicas_per_broker")) {
      EXPECT_EQ(replicas.at(broker.id), properties.integer("replicas_per_broker")) << "broker " << broker.id.value();
    }
  }
}

/// What is expected of one placement; read once, checked for every start and shift.
struct Expectation {
  std::optional<std::string> error;
  std::optional<Assignment> assignment;
  Fields* properties = nullptr;

  void check(const std::vector<kafka::BrokerSpec>& brokers, const kafka::ReplicaPlacement& placement) const {
    if (error) {
      EXPECT_TRUE(is_expected_error(*error, placement.error)) << *error << " expected: " << placement.message;
      EXPECT_TRUE(placement.replicas.empty());
      return;
    }
    ASSERT_EQ(placement.error, kafka::PlacementError::none) << placement.message;
    if (assignment) {
      EXPECT_EQ(assignment_of(placement), *assignment);
    }
    if (properties != nullptr) check_properties(*properties, brokers, placement);
  }
};

Expectation read_expectation(Fields& expected) {
  Expectation expectation;
  if (expected.has("error")) expectation.error = expected.text("error");
  if (expected.has("assignment")) expectation.assignment = read_assignment(expected, "assignment");
  if (expected.has("properties")) expectation.properties = &expected.map("properties");
  if (!expectation.error && !expectation.assignment && expectation.properties == nullptr)
    throw expected.error("nothing this runner knows is expected");
  return expectation;
}

void check_added(Fields& fields, Fields& expected, const std::vector<kafka::BrokerSpec>& brokers) {
  std::vector<std::vector<kafka::BrokerId>> existing;
  std::int64_t next = 0;
  for (const auto& [partition, ids] : read_assignment(fields, "existing_assignment")) {
    if (partition != next++) throw fields.error("existing_assignment: partitions from 0 without a gap are expected");
    auto& replicas = existing.emplace_back();
    for (const std::int64_t id : ids) replicas.emplace_back(static_cast<std::int32_t>(id));
  }
  if (expected.has("start_index")) {
    EXPECT_EQ(kafka::start_index_for_added_partitions(brokers, existing.at(0).at(0)), expected.integer("start_index"));
  }
  if (!expected.has("assignment") && !expected.has("properties") && !expected.has("error")) return;
  const auto placement = kafka::assign_added_partitions(brokers, existing, fields.int32("total_partitions"));
  read_expectation(expected).check(brokers, placement);
}

void check_new(Fields& fields, Fields& expected, const std::vector<kafka::BrokerSpec>& brokers) {
  kafka::PlacementRequest request;
  request.partitions = fields.int32("partitions");
  request.replication_factor = fields.int32("replication_factor");
  request.start_partition = static_cast<std::int32_t>(fields.integer_or("start_partition", 0));
  const Expectation expectation = read_expectation(expected);
  for (const std::int32_t index : read_choices(fields, "start_index", brokers.size())) {
    for (const std::int32_t shift : read_choices(fields, "shift", brokers.size())) {
      SCOPED_TRACE("start index " + std::to_string(index) + ", shift " + std::to_string(shift));
      request.start = {index, shift};
      expectation.check(brokers, kafka::assign_replicas(brokers, request));
    }
  }
}

}  // namespace

void run_replica_assignment(Fields& fields) {
  read_origin(fields);
  const std::vector<kafka::BrokerSpec> brokers = read_brokers(fields);
  Fields& expected = fields.map("expected");
  if (expected.has("rack_alternated_list")) {
    EXPECT_EQ(ids_of(kafka::rack_alternated_brokers(brokers)), expected.integers("rack_alternated_list"));
  }
  if (fields.has("existing_assignment")) {
    check_added(fields, expected, brokers);
  } else if (fields.has("partitions")) {
    check_new(fields, expected, brokers);
  } else if (!expected.has("rack_alternated_list")) {
    throw fields.error("neither partitions, existing_assignment nor rack_alternated_list");
  }
}

}  // namespace conformance
