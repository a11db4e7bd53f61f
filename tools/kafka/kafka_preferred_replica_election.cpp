// kafka-preferred-replica-election.sh (until 2.x). Kafka: PreferredReplicaLeaderElectionCommand.

#include <algorithm>
#include <memory>
#include <set>

#include "tools/kafka/admin_client.h"
#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/main_tool.h"
#include "tools/kafka/partition_json.h"
#include "tools/kafka/zk_questions.h"

namespace tools {

namespace {

using kafka::ErrorCode;

constexpr std::string_view kPreferredElectionPurpose =
    "This tool helps to causes leadership for each partition to be transferred back to the 'preferred replica', it can "
    "be used to balance leadership among the servers.";

const std::vector<OptionSpec>& preferred_election_specs() {
  static const std::vector<OptionSpec> options{
      with_value("path-to-json-file", "file",
                 R"(Partitions: {"partitions":[{"topic":"t","partition":0}]}; without it all of them.)"),
      with_value("zookeeper", "host:port", "ZooKeeper servers, with commas. Instead of --bootstrap-server."),
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("admin.config", "file", "Settings of the client; not looked at here."),
  };
  return options;
}

JavaException operation_failed(std::string message) {
  return {"kafka.admin.AdminOperationException", std::move(message)};
}
JavaException command_failed(std::optional<std::string> message) {
  return {"kafka.common.AdminCommandFailedException", std::move(message)};
}

class PreferredReplicaElectionCommand final : public MainTool {
 public:
  explicit PreferredReplicaElectionCommand(ToolContext context)
      : MainTool(std::move(context)), line_(this->context(), preferred_election_specs(), kPreferredElectionPurpose) {}

 private:
  using Partitions = std::vector<TopicAndPartition>;

  [[noreturn]] void usage(const std::string& message) {
    context().console.err(message + "\n" + line_.help());
    throw SystemExit{1};
  }
  std::string text(std::string_view option) { return line_.options().text(option).value_or(""); }

  Async<int> main() override {
    if (const auto wrong = line_.parse()) throw JavaException(*wrong);
    if (context().args.empty() || line_.has("help")) usage(std::string(kPreferredElectionPurpose));
    const bool by_zookeeper = line_.has("zookeeper");
    if (by_zookeeper && line_.has("bootstrap-server"))
      throw JavaException{
          "joptsimple.UnavailableOptionException",
          "Option(s) [zookeeper, bootstrap-server] are unavailable given other options on the command line"};
    if (by_zookeeper == line_.has("bootstrap-server"))
      usage("Exactly one of '[bootstrap-server]' or '[zookeeper]' must be provided");
    std::optional<Partitions> partitions = of_file();
    if (by_zookeeper) {
      print("Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.");
      print("Use --bootstrap-server instead to specify a broker to connect to.");
      co_await elect_through_zookeeper(std::move(partitions));
    } else {
      co_await elect_through_brokers(std::move(partitions));
    }
    co_return 0;
  }

  /// Nothing: all of them.
  std::optional<Partitions> of_file() {
    if (!line_.has("path-to-json-file")) return std::nullopt;
    const std::string name = text("path-to-json-file");
    const auto content = world().files().read(name);
    if (!content) throw JavaException{"java.nio.file.NoSuchFileException", name};
    bool is_json = false;
    auto partitions = parse_partitions(*content, is_json);
    if (!partitions) throw operation_failed("Preferred replica election data is empty");
    std::sort(partitions->begin(), partitions->end());
    Partitions twice;
    for (std::size_t i = 1; i < partitions->size(); ++i)
      if ((*partitions)[i] == (*partitions)[i - 1] && (twice.empty() || twice.back() != (*partitions)[i]))
        twice.push_back((*partitions)[i]);
    if (!twice.empty())
      throw operation_failed("Preferred replica election data contains duplicate partitions: " +
                             joined_text(twice, ","));
    return partitions;
  }

  // ---- ZkCommand

  Async<Done> elect_through_zookeeper(std::optional<Partitions> wanted) {
    zookeeper_ = std::make_unique<ZkQuestions>(context(), text("zookeeper"));
    co_await zookeeper_->open();
    std::set<TopicAndPartition> known;
    const std::vector<std::string> topics = co_await zookeeper_->all_topics();
    for (const std::string& topic : topics) {
      const auto assignment = co_await zookeeper_->assignment(topic);
      if (!assignment) continue;
      for (const auto& [partition, replicas] : *assignment) known.emplace(topic, partition.value());
    }
    Partitions valid;
    Partitions invalid;
    if (!wanted) valid.assign(known.begin(), known.end());
    if (wanted)
      for (const TopicAndPartition& p : *wanted) (known.contains(p) ? valid : invalid).push_back(p);
    co_await write(valid);
    print("Successfully started preferred replica election for partitions Set(" + joined_text(valid, ", ") + ")");
    for (const TopicAndPartition& p : invalid)
      print("Skipping preferred replica leader election for partition " + text_of(p) + " since it doesn't exist.");
    co_await zookeeper_->close();
    co_return Done{};
  }

  Async<Done> write(Partitions valid) {
    std::vector<kafka::zk_data::PartitionName> names;
    for (const TopicAndPartition& p : valid) names.push_back({p.first, kafka::PartitionId(p.second)});
    std::function<void(Answer<kafka::AdminResult>::Callback)> asking = [&](auto done) {
      zookeeper_->admin().elect_preferred_leaders(names, std::move(done));
    };
    const kafka::AdminResult result = co_await Answer<kafka::AdminResult>(asking);
    if (!result.ok()) throw command_failed("Admin command failed");
    print("Created preferred replica election path with " + joined_text(valid, ","));
    co_return Done{};
  }

  // ---- AdminClientCommand

  Async<Done> elect_through_brokers(std::optional<Partitions> wanted) {
    admin_ = std::make_unique<AdminClient>(context(), text("bootstrap-server"));
    admin_->set_timeout(std::chrono::seconds(30));
    kafka::ElectLeadersRequest request;
    request.timeout = std::chrono::seconds(30);
    request.partitions.emplace();
    if (wanted) {
      for (const auto& [topic, p] : *wanted)
        request.partitions->push_back({world().cluster().topic(topic), kafka::PartitionId(p)});
    } else {
      const kafka::TopicMetadataResponse known = co_await admin_->all_metadata("electPreferredLeaders");
      for (const auto& topic : known.topics)
        for (const auto& p : topic.partitions)
          request.partitions->push_back({world().cluster().topic(topic.name), p.partition});
    }
    const auto answer = co_await admin_->ask_controller<kafka::ElectLeadersResponse>(
        "electPreferredLeaders", request, [](const auto& a) {
          return a.partitions.empty()                                             ? ErrorCode::NONE
                 : a.partitions.front().result.error == ErrorCode::NOT_CONTROLLER ? ErrorCode::NOT_CONTROLLER
                                                                                  : ErrorCode::NONE;
        });
    Partitions elected;
    std::map<TopicAndPartition, JavaException> failed;
    for (const auto& p : answer.partitions) {
      const TopicAndPartition name{world().cluster().topics().name(p.tp.topic), p.tp.partition.value()};
      if (p.result.ok() || p.result.error == ErrorCode::ELECTION_NOT_NEEDED) {
        elected.push_back(name);
      } else {
        failed.emplace(name, api_exception(p.result.error, p.result.message));
      }
    }
    if (!elected.empty())
      print("Successfully completed preferred replica election for partitions " + joined_text(elected, ", "));
    for (const auto& [name, why] : failed)
      print("Error completing preferred replica election for partition " + text_of(name) + ": " + why.text());
    if (!failed.empty())
      throw command_failed(std::to_string(failed.size()) + " preferred replica(s) could not be elected");
    co_return Done{};
  }

  CommandLineUtils line_;
  std::unique_ptr<ZkQuestions> zookeeper_;
  std::unique_ptr<AdminClient> admin_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_preferred_replica_election(ToolContext context) {
  return std::make_unique<PreferredReplicaElectionCommand>(std::move(context));
}

}  // namespace tools
