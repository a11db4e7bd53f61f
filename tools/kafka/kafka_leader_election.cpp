// kafka-leader-election.sh (since 2.4). Kafka: LeaderElectionCommand.

#include <algorithm>
#include <cctype>
#include <memory>

#include "tools/kafka/admin_client.h"
#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/main_tool.h"
#include "tools/kafka/partition_json.h"

namespace tools {

namespace {

using kafka::ErrorCode;

constexpr std::string_view kElectionPurpose =
    "This tool attempts to elect a new leader for a set of topic partitions. The type of elections supported are "
    "preferred replicas and unclean replicas.";

const std::vector<OptionSpec>& election_specs() {
  static const std::vector<OptionSpec> options{
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("admin.config", "file", "Settings of the client; not looked at here."),
      with_value("path-to-json-file", "file", R"(Partitions: {"partitions":[{"topic":"t","partition":0}]}.)"),
      with_value("topic", "topic", "The topic of --partition."),
      with_value("partition", "number", "The partition of --topic."),
      flag("all-topic-partitions", "Every partition there is."),
      with_value("election-type", "type", "preferred: the first replica; unclean: whoever is alive, at any loss."),
  };
  return options;
}

JavaException election_failed(std::string message) {
  return {"org.apache.kafka.server.common.AdminCommandFailedException", std::move(message)};
}

class LeaderElectionCommand final : public MainTool {
 public:
  explicit LeaderElectionCommand(ToolContext context)
      : MainTool(std::move(context)), line_(this->context(), election_specs(), kElectionPurpose) {}

 private:
  using Partitions = std::optional<std::vector<TopicAndPartition>>;

  Async<int> main() override {
    try {
      co_await run();
    } catch (const JavaException& exception) {
      context().console.err(exception.message_text() + "\n" + exception.text() + "\n\n");
      co_return 1;
    }
    co_return 0;
  }

  Async<Done> run() {
    if (const auto wrong = line_.parse()) throw JavaException(*wrong);
    if (context().args.empty() || line_.has("help")) {
      context().console.err(std::string(kElectionPurpose) + "\n" + line_.help());
      throw SystemExit{1};
    }
    if (line_.has("version")) {
      print(version_text(world()));
      throw SystemExit{0};
    }
    validate();
    const bool unclean = election_type() == "UNCLEAN";
    Partitions partitions = chosen();
    admin_ = std::make_unique<AdminClient>(context(), text("bootstrap-server"));
    admin_->set_timeout(std::chrono::seconds(30));
    co_await elect(unclean, std::move(partitions));
    co_return Done{};
  }

  std::string text(std::string_view option) { return line_.options().text(option).value_or(""); }

  void validate() {
    std::string missing;
    for (const std::string_view option : {"bootstrap-server", "election-type"})
      if (!line_.has(option)) missing += (missing.empty() ? "" : ", ") + std::string(option);
    if (!missing.empty()) throw election_failed("Missing required option(s): " + missing);
    int scopes = 0;
    for (const std::string_view option : {"topic", "all-topic-partitions", "path-to-json-file"})
      scopes += line_.has(option) ? 1 : 0;
    if (scopes != 1)
      throw election_failed(
          "One and only one of the following options is required: topic, all-topic-partitions, path-to-json-file");
    if (line_.has("topic") && !line_.has("partition")) throw election_failed("Missing required option(s): partition");
    if (!line_.has("topic") && line_.has("partition"))
      throw election_failed("Option partition is only allowed if topic is used");
  }

  std::string election_type() {
    std::string type = text("election-type");
    const std::string given = type;
    for (char& c : type) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (type != "PREFERRED" && type != "UNCLEAN")
      throw JavaException{"joptsimple.OptionArgumentConversionException",
                          "Cannot parse argument '" + given + "' of option election-type"};
    return type;
  }

  /// Nothing: all of them.
  Partitions chosen() {
    if (line_.has("path-to-json-file")) return of_file(text("path-to-json-file"));
    if (!line_.has("topic")) return std::nullopt;
    const auto partition = line_.options().int32("partition");
    if (line_.options().problem()) throw JavaException(*line_.options().problem());
    return std::vector<TopicAndPartition>{{text("topic"), partition.value_or(0)}};
  }

  Partitions of_file(const std::string& name) {
    const auto content = world().files().read(name);
    if (!content) throw runtime_exception({"java.nio.file.NoSuchFileException", name});
    bool is_json = false;
    Partitions partitions = parse_partitions(*content, is_json);
    const auto failed = [](std::string message) {
      return JavaException{"org.apache.kafka.server.common.AdminOperationException", std::move(message)};
    };
    if (!is_json) throw failed("Replica election data is empty");
    if (!partitions) throw failed("Replica election data is missing \"partitions\" field");
    std::vector<TopicAndPartition> sorted = *partitions;
    std::sort(sorted.begin(), sorted.end());
    std::vector<TopicAndPartition> twice;
    for (std::size_t i = 1; i < sorted.size(); ++i)
      if (sorted[i] == sorted[i - 1] && (twice.empty() || twice.back() != sorted[i])) twice.push_back(sorted[i]);
    if (!twice.empty())
      throw failed("Replica election data contains duplicate partitions: [" + joined_text(twice, ", ") + "]");
    return sorted;
  }

  Async<kafka::ElectLeadersResponse> ask(bool unclean, Partitions partitions) {
    kafka::ElectLeadersRequest request;
    request.unclean = unclean;
    request.timeout = std::chrono::seconds(30);
    if (partitions) {
      request.partitions.emplace();
      for (const auto& [topic, p] : *partitions)
        request.partitions->push_back({world().cluster().topic(topic), kafka::PartitionId(p)});
    }
    kafka::ElectLeadersResponse answer;
    try {
      answer = co_await admin_->ask_controller<kafka::ElectLeadersResponse>("electLeaders", request, [](const auto& a) {
        return !a.partitions.empty() && a.partitions.front().result.error == ErrorCode::NOT_CONTROLLER
                   ? ErrorCode::NOT_CONTROLLER
                   : a.error;
      });
    } catch (const JavaException& exception) {
      if (exception.type.find("TimeoutException") == std::string::npos)
        throw runtime_exception(execution_exception(exception));
      print("Timeout waiting for election results");
      throw election_failed("Timeout waiting for election results");
    }
    co_return answer;
  }

  Async<Done> elect(bool unclean, Partitions partitions) {
    const std::string type = unclean ? "UNCLEAN" : "PREFERRED";
    const kafka::ElectLeadersResponse answer = co_await ask(unclean, std::move(partitions));
    std::vector<TopicAndPartition> succeeded;
    std::vector<TopicAndPartition> noop;
    std::map<TopicAndPartition, JavaException> failed;
    for (const auto& p : answer.partitions) {
      const TopicAndPartition name{world().cluster().topics().name(p.tp.topic), p.tp.partition.value()};
      if (p.result.ok()) {
        succeeded.push_back(name);
      } else if (p.result.error == ErrorCode::ELECTION_NOT_NEEDED) {
        noop.push_back(name);
      } else {
        failed.emplace(name, api_exception(p.result.error, p.result.message));
      }
    }
    if (!succeeded.empty())
      print("Successfully completed leader election (" + type + ") for partitions " + joined_text(succeeded, ", "));
    if (!noop.empty()) print("Valid replica already elected for partitions " + joined_text(noop, ", "));
    for (const auto& [name, why] : failed)
      print("Error completing leader election (" + type + ") for partition: " + text_of(name) + ": " + why.text());
    if (!failed.empty()) throw election_failed(std::to_string(failed.size()) + " replica(s) could not be elected");
    co_return Done{};
  }

  CommandLineUtils line_;
  std::unique_ptr<AdminClient> admin_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_leader_election(ToolContext context) {
  return std::make_unique<LeaderElectionCommand>(std::move(context));
}

}  // namespace tools
