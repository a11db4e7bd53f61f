#include "gui/compare/fork_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comparing {
namespace {

std::string ms(sim::Duration d) {
  return fmt::format("{}ms", std::chrono::duration_cast<std::chrono::milliseconds>(d).count());
}

std::string acks(kafka::Acks a) { return a == kafka::Acks::all ? "all" : a == kafka::Acks::leader ? "1" : "0"; }

std::string boolean(bool b) { return b ? "true" : "false"; }

std::string list(const std::vector<std::string>& all) { return fmt::format("[{}]", fmt::join(all, ", ")); }

class Collector {
 public:
  std::vector<ForkSetting> all;

  void add(const std::string& name, const std::string& path, std::string now, std::vector<std::string> values) {
    all.push_back({name, path, std::move(now), std::move(values)});
  }
  void add_producer(const std::string& whose, const std::string& path, const kafka::ProducerConfig& c) {
    add("acks of " + whose, path + ".acks", acks(c.acks), {"all", "1", "0"});
    add("enable.idempotence of " + whose, path + ".enable.idempotence", boolean(c.enable_idempotence),
        {"true", "false"});
    add("retries of " + whose, path + ".retries", std::to_string(c.retries), {"2147483647", "0"});
    add("linger.ms of " + whose, path + ".linger.ms", ms(c.linger_ms), {"0ms", "5ms", "100ms"});
  }
  void add_topic(const kafka::TopicSpec& t) {
    const std::string path = "topics." + t.name;
    add("min.insync.replicas of " + t.name, path + ".config.min.insync.replicas",
        std::to_string(t.config.min_insync_replicas), {"1", "2", "3"});
    add("unclean.leader.election.enable of " + t.name, path + ".config.unclean.leader.election.enable",
        boolean(t.config.unclean_leader_election_enable), {"false", "true"});
    if (t.assignment.empty())
      add("replication.factor of " + t.name, path + ".replication.factor", std::to_string(t.replication_factor),
          {"1", "2", "3"});
  }
  void add_group(const scenario::GroupSpec& g) {
    const std::string path = "groups." + g.name + ".config";
    add("partition.assignment.strategy of " + g.name, path + ".partition.assignment.strategy",
        list(g.config.partition_assignment_strategy), {"[range]", "[roundrobin]", "[sticky]", "[cooperative-sticky]"});
    add("session.timeout.ms of " + g.name, path + ".session.timeout.ms", ms(g.config.session_timeout_ms),
        {"10s", "30s", "45s"});
    add("enable.auto.commit of " + g.name, path + ".enable.auto.commit", boolean(g.config.enable_auto_commit),
        {"true", "false"});
  }
};

}  // namespace

std::vector<ForkSetting> fork_settings(const scenario::ScenarioSpec& spec) {
  Collector c;
  if (spec.trucks) c.add_producer("the trucks", "trucks.config", spec.trucks->config);
  for (const scenario::ProducerSpec& p : spec.producers)
    if (p.name.empty() || c.all.size() < 24) c.add_producer(p.name, "producers." + p.name + ".config", p.config);
  for (const kafka::TopicSpec& t : spec.cluster.topics) c.add_topic(t);
  for (const scenario::GroupSpec& g : spec.groups) c.add_group(g);
  const kafka::BrokerConfig& b = spec.cluster.config;
  c.add("replica.lag.time.max.ms", "cluster.config.replica.lag.time.max.ms", ms(b.replica_lag_time_max_ms),
        {"10s", "30s"});
  c.add("zookeeper.session.timeout.ms", "cluster.config.zookeeper.session.timeout.ms",
        ms(b.zookeeper_session_timeout_ms), {"6s", "18s"});
  return c.all;
}

}  // namespace comparing
