#include "scenarios/engine/faults/admin_schedule.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"
#include "tests/support/recording_sink.h"

namespace scenario::test {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Writes down what it is told, and refuses topics called "refused".
class FakeAdmin final : public kafka::AdminCommands {
 public:
  explicit FakeAdmin(sim::Scheduler& scheduler) : scheduler_(scheduler) {}
  Lines told;

  void create_topic(const kafka::TopicSpec& t, Done done) override {
    answer(fmt::format("create {} {}x{} retention {}", t.name, t.partitions, t.replication_factor,
                       std::chrono::duration_cast<std::chrono::hours>(t.config.retention_ms).count()),
           t.name, std::move(done));
  }
  void delete_topic(const std::string& topic, Done done) override { answer("delete " + topic, topic, std::move(done)); }
  void add_partitions(const std::string& topic, std::int32_t total,
                      const std::vector<std::vector<kafka::BrokerId>>& assignment, Done done) override {
    answer(fmt::format("grow {} to {}{}", topic, total, text(assignment)), topic, std::move(done));
  }
  void reassign(const std::string& topic, const std::map<std::int32_t, std::vector<kafka::BrokerId>>& replicas,
                Done done) override {
    std::string line = "reassign " + topic;
    for (const auto& [p, brokers] : replicas) line += fmt::format(" {}:{}", p, text({brokers}));
    answer(line, topic, std::move(done));
  }
  void elect_preferred_leaders(const std::optional<std::string>& topic, const std::vector<std::int32_t>& partitions,
                               Done done) override {
    answer(fmt::format("elect {} {}", topic.value_or("all"), partitions.size()), "", std::move(done));
  }
  void change_topic_config(const std::string& topic, const std::map<std::string, std::string>& settings,
                           Done done) override {
    std::string line = "configure " + topic;
    for (const auto& [name, value] : settings) line += fmt::format(" {}={}", name, value);
    answer(line, topic, std::move(done));
  }
  void add_broker(const kafka::BrokerSpec& broker, Done done) override {
    answer(fmt::format("add {} in {}", broker.id.value(), broker.rack), "", std::move(done));
  }

 private:
  static std::string text(const std::vector<std::vector<kafka::BrokerId>>& lists) {
    std::string line;
    for (const auto& list : lists) {
      line += " [";
      for (const kafka::BrokerId id : list) line += fmt::format("{};", id.value());
      line += "]";
    }
    return line;
  }
  void answer(const std::string& line, const std::string& topic, Done done) {
    told.push_back(fmt::format("{}s {}", (scheduler_.now() - sim::kTimeZero) / 1s, line));
    scheduler_.after(1s, sim::kWorld, [d = std::make_shared<Done>(std::move(done)), refused = topic == "refused"] {
      (*d)(refused ? "TopicExistsException" : "");
    });
  }
  sim::Scheduler& scheduler_;
};

TEST(AdminSchedule, EveryActionIsCarriedOutInItsTime) {
  const Loaded loaded = load_yaml(with_basics(R"(admin:
  - { kind: create-topic, topic: fresh, partitions: 2, replication.factor: 3, config: { retention.ms: 1d }, at: 1s }
  - { kind: create-topic, topic: placed, assignment: { 0: [101, 102], 1: [102, 103] }, at: 2s }
  - { kind: create-topic, topic: refused, at: 3s }
  - { kind: add-partitions, topic: fresh, partitions: 4, assignment: { 2: [101], 3: [104] }, at: 11s }
  - { kind: add-broker, id: 104, rack: a, at: 10s }
  - { kind: reassign, topic: orders, assignment: { 3: [104, 101], 0: [101] }, at: 12s }
  - { kind: elect-preferred-leaders, at: 13s }
  - { kind: elect-preferred-leaders, topic: orders, partitions: [0, 3], at: 14s }
  - { kind: change-config, topic: orders, config: { retention.ms: 7d }, remove: [segment.bytes], at: 15s }
  - { kind: delete-topic, topic: fresh, at: 16s }
)"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  sim::Scheduler scheduler(sim::kTimeZero - 30s);
  kafka::Emitter emitter;
  kafka::testing::RecordingSink sink;
  emitter.attach(sink);
  FakeAdmin admin(scheduler);
  AdminSchedule schedule(scheduler, emitter, admin, loaded.spec->admin);
  schedule.start();
  scheduler.run_until(sim::kTimeZero + 1min);
  EXPECT_EQ(admin.told,
            (Lines{"1s create fresh 2x3 retention 24", "2s create placed 2x2 retention 168",
                   "3s create refused 1x1 retention 168", "10s add 104 in a", "11s grow fresh to 4 [101;] [104;]",
                   "12s reassign orders 0: [101;] 3: [104;101;]", "13s elect all 0", "14s elect orders 2",
                   "15s configure orders retention.ms=604800000 segment.bytes=", "16s delete fresh"}));
  Lines done;
  for (const auto& [time, e] : sink.all<kafka::AdminCommandDone>())
    done.push_back(fmt::format("{}s {} {} {}", (time - sim::kTimeZero) / 1s, e.command, e.target, e.error));
  EXPECT_EQ(done,
            (Lines{"2s create-topic fresh ", "3s create-topic placed ", "4s create-topic refused TopicExistsException",
                   "11s add-broker broker-104 ", "12s add-partitions fresh ", "13s reassign orders ",
                   "14s elect-preferred-leaders all topics ", "15s elect-preferred-leaders orders ",
                   "16s change-config orders ", "17s delete-topic fresh "}));
}

}  // namespace
}  // namespace scenario::test
