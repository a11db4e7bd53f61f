#include "tests/chaos/random_clients.h"

#include <cstdint>

namespace chaos {
namespace {}  // namespace

RandomClients::RandomClients(sim::Rng& rng, int topics, bool modern)
    : rng_(rng), topics_(topics), modern_(modern), producers_(between(1, 4)), transforms_(modern && rng.chance(0.35)) {
  const int readers = between(transforms_ ? 0 : 1, 3);
  for (int g = 0; g < readers; ++g) groups_.push_back("group" + num(g));
  if (transforms_) groups_.insert(groups_.end(), {"transformer", "reader"});
  for (std::size_t g = 0; g < groups_.size(); ++g) members_.push_back(between(1, 4));
}

std::string RandomClients::topic() { return "topic" + num(between(0, topics_ - 1)); }

std::string RandomClients::any_producer() { return "producer producer" + num(between(0, producers_ - 1)); }

std::string RandomClients::any() {
  if (rng_.chance(0.3)) return any_producer();
  const std::size_t g = rng_.below(groups_.size());
  const bool all = members_[g] == 1 || rng_.chance(0.3);
  return "consumer " + groups_[g] + (all ? "" : "-" + num(between(1, members_[g])));
}

std::string RandomClients::text() {
  std::string text = "producers:\n";
  for (int p = 0; p < producers_; ++p) text += producer(p);
  text += "groups:\n";
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (groups_[g] == "transformer") {
      text += transformation();
      break;
    }
    text += group(static_cast<int>(g));
  }
  return text;
}

/// Idempotent ones (3.9's default, 2.3's on demand), others, and transactional ones.
std::string RandomClients::producer(int number) {
  const bool transactional = rng_.chance(0.4);
  std::string config;
  std::string transactions;
  if (transactional) {
    config = "transactional.id: id" + num(number) + ", transaction.timeout.ms: " + num(pick<int>({5000, 15000, 60000}));
    transactions = ", transactions: { every: " + num(pick<int>({50, 200, 1000, 4000})) +
                   "ms, abort: " + pick<std::string>({"0%", "10%", "40%"}) + " }";
  } else {
    const std::string acks = pick<std::string>({"all", "all", "all", "1", "0"});
    config = "acks: " + acks;
    if (!modern_) config += ", retries: 2147483647";
    if (acks == "all" && rng_.chance(0.3))
      config += std::string(", enable.idempotence: ") + (modern_ ? "false" : "true");
  }
  if (rng_.chance(0.3)) config += ", linger.ms: " + num(between(0, 50));
  return "  - { name: producer" + num(number) + ", config: { " + config + " }, workload: { topic: " + topic() +
         ", rate: " + num(between(2, 40)) + "/s, arrivals: poisson, key: { uniform: 100 }" + transactions +
         ", start: 1s, stop: 24m } }\n";
}

std::string RandomClients::consumer_config(const std::string& name) {
  const std::string eager = pick<std::string>({"range", "roundrobin", "sticky"});
  const std::string assignor = modern_ && rng_.chance(0.4) ? "cooperative-sticky" : eager;
  std::string config = "auto.offset.reset: earliest, session.timeout.ms: " + num(pick<int>({6, 10, 30})) +
                       "s, partition.assignment.strategy: " + assignor;
  if (rng_.chance(0.5)) config += ", isolation.level: read_committed";
  if (rng_.chance(0.3)) config += ", group.instance.id: " + name;
  if (rng_.chance(0.4)) config += ", max.poll.interval.ms: " + num(pick<int>({10, 30})) + "s";
  return config;
}

/// At most some hundredths of what a partition can bring is spent on a record, so that groups catch up.
std::string RandomClients::application() {
  const std::string processing = pick<std::string>(
      {"", "", ", processing: 1ms", ", processing: { exponential: 2ms }", ", processing: { uniform: [0ms, 4ms] }"});
  if (rng_.chance(0.15)) return processing + ", sink: transactional";
  std::string text = processing + ", commit: " + pick<std::string>({"automatic", "before", "after", "after-async"});
  if (rng_.chance(0.2)) text += ", sink: idempotent";
  if (rng_.chance(0.2)) text += ", worker: true";
  return text;
}

std::string RandomClients::group(int number) {
  const auto g = static_cast<std::size_t>(number);
  const std::string& name = groups_[g];
  std::string topics = topic();
  if (const std::string other = topic(); other != topics) topics += ", " + other;
  return "  - { name: " + name + ", topics: [" + topics + "], members: " + num(members_[g]) +
         (rng_.chance(0.3) ? ", start.every: 7s" : "") + application() + ", config: { " + consumer_config(name) +
         " } }\n";
}

std::string RandomClients::transformation() {
  const std::size_t last = groups_.size() - 1;
  return "  - { name: transformer, topics: [" + topic() + "], members: " + num(members_[last - 1]) +
         ", transform: { to: results, guarantee: exactly_once_v2, commit.interval: " +
         num(pick<int>({100, 100, 1000})) + "ms }, config: { session.timeout.ms: " + num(pick<int>({6, 10, 30})) +
         "s } }\n  - { name: reader, topics: [results], members: " + num(members_[last]) + application() +
         ", config: { auto.offset.reset: earliest, isolation.level: read_committed, session.timeout.ms: 10s } }\n";
}

}  // namespace chaos
