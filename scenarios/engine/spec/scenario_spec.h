#pragma once
/// A scenario as plain data: what a YAML file says, with every name resolved and every unit applied. Tests build it in
/// C++ without YAML; the loader is the only one that reads text.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/config/application_config.h"
#include "model/config/cluster_spec.h"
#include "model/config/consumer_config.h"
#include "model/config/producer_config.h"
#include "scenarios/engine/spec/admin_spec.h"
#include "scenarios/engine/spec/expect_spec.h"
#include "scenarios/engine/spec/fault_spec.h"
#include "scenarios/engine/spec/lesson_spec.h"
#include "sim/core/time.h"

namespace scenario {

/// How the times of arrivals are drawn.
enum class Arrivals {
  even,     ///< every 1/rate
  poisson,  ///< exponential gaps
};

/// Which keys the records carry.
struct KeySpec {
  enum class Kind { null, constant, uniform, zipf, sequence, instance } kind = Kind::null;
  std::string constant;       ///< constant: this key
  std::string format = "%d";  ///< others: how key number i is written, e.g. "truck-%d"
  std::int64_t count = 1;     ///< others: keys 1..count
  double exponent = 1.0;      ///< zipf: exponent s; key 1 is the hottest
};

/// A phase with its own rate: bursts, steps, pauses.
struct RatePhase {
  sim::Duration duration;
  double rate = 0;  ///< records per second
};

/// What one producer application does.
/// Of a workload whose producer has a transactional.id.
struct TransactionsSpec {
  sim::Duration every = std::chrono::milliseconds(100);  ///< from a transaction's first record to its end
  double abort = 0;                                      ///< share that is aborted
};

struct WorkloadSpec {
  std::string topic;
  double rate = 0;  ///< records per second and producer; 0 with `records` = as fast as it can
  Arrivals arrivals = Arrivals::even;
  std::vector<RatePhase> phases;  ///< repeated in turn instead of `rate` when not empty
  std::int64_t records = -1;      ///< stop after so many; -1 = until `stop`
  sim::Duration start{0};         ///< after the beginning of the run
  sim::Duration stop = sim::kForever;
  std::int32_t value_size = 100;  ///< bytes
  KeySpec key;
  std::int32_t partition = -1;  ///< explicit partition; -1 = the partitioner's choice
  std::int64_t batch = 1;       ///< records handed over at each arrival
  bool compressible = true;     ///< false: no codec makes the records smaller
  std::optional<TransactionsSpec> transactions;
};

struct ProducerSpec {
  std::string name;  ///< application name; instances are name-1..name-N when count > 1
  std::int32_t count = 1;
  std::string rack;
  kafka::ProducerConfig config;
  WorkloadSpec workload;
};

struct GroupSpec {
  std::string name;  ///< group.id
  std::vector<std::string> topics;
  std::int32_t members = 1;
  std::string rack;
  kafka::ConsumerConfig config;
  kafka::ApplicationConfig application;
  kafka::ProducerConfig producer;       ///< of a transformation
  sim::Duration start{0};               ///< after the beginning of the run
  sim::Duration start_every{0};         ///< each member so much after the one before
  std::vector<std::string> member_ids;  ///< by member: what its id ends with; empty = random UUIDs
};

/// Keeps the fleet of the truck example; reports go through one producer per truck.
struct TrucksSpec {
  std::int32_t fleet = 100;
  std::string topic = "trucks_gps";
  sim::Duration every = std::chrono::seconds(20);  ///< between two reports of a truck
  std::string key_format = "%d";                   ///< key of truck i
  std::int32_t value_size = 48;
  sim::Duration stop = sim::kForever;  ///< no reports at or after this time
  kafka::ProducerConfig config;
  std::string dashboard_group = "location-dashboard";
  std::string notification_group = "notification-service";
};

struct ScenarioSpec {
  std::string name;     ///< file name without .yaml
  std::string variant;  ///< "" = the scenario itself
  std::string title;
  std::string variant_title;
  std::string chapter;
  std::string lesson;
  std::vector<StepSpec> steps;
  std::vector<VariantInfo> variants;  ///< all that the file has
  std::uint64_t seed = 1;
  sim::Duration duration{0};
  kafka::ClusterSpec cluster;
  std::vector<ProducerSpec> producers;
  std::vector<GroupSpec> groups;
  std::optional<TrucksSpec> trucks;
  std::vector<FaultSpec> faults;
  std::vector<AdminSpec> admin;
  sim::Duration sample_every = std::chrono::seconds(1);  ///< step of series.csv
  std::vector<ExpectSpec> expect;
  std::vector<ValueSpec> asked;  ///< what other variants' expectations want to know of this run
};

}  // namespace scenario
