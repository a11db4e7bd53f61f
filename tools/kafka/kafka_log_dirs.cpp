// kafka-log-dirs.sh. Kafka: LogDirsCommand.

#include <algorithm>
#include <memory>
#include <set>

#include "tools/kafka/admin_client.h"
#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/java_strings.h"
#include "tools/kafka/main_tool.h"
#include "tools/kafka/partition_json.h"

namespace tools {

namespace {

constexpr std::string_view kLogDirsPurpose = "This tool helps to query log directory usage on the specified brokers.";

const std::vector<OptionSpec>& log_dirs_specs() {
  static const std::vector<OptionSpec> options{
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("command-config", "file", "Settings of the client; not looked at here."),
      flag("describe", "Say what lies in the brokers' log directories."),
      with_value("topic-list", "topics", "Only these topics, with commas."),
      with_value("broker-list", "ids", "Only these brokers, with commas."),
  };
  return options;
}

std::vector<std::string> words(const std::string& list) {
  std::vector<std::string> all = split(list, ',');
  std::erase(all, std::string());
  return all;
}

class LogDirsCommand final : public MainTool {
 public:
  explicit LogDirsCommand(ToolContext context)
      : MainTool(std::move(context)), line_(this->context(), log_dirs_specs(), kLogDirsPurpose) {}

 private:
  Async<int> main() override {
    std::optional<JavaException> failed;
    try {
      co_await run();
    } catch (const JavaException& exception) {
      if (is_2_3()) throw;
      failed = exception;
    }
    if (!failed) co_return 0;
    // A TerseException is told in one line.
    context().console.err(failed->message_text() + "\n");
    if (failed->type != "TerseException") context().console.err(failed->text() + "\n\n");
    co_return 1;
  }

  [[noreturn]] void usage(const std::string& message) {
    context().console.err(message + "\n" + line_.help());
    throw SystemExit{1};
  }

  void check() {
    if (const auto wrong = line_.parse()) throw JavaException(*wrong);
    if (context().args.empty() || line_.has("help")) usage(std::string(kLogDirsPurpose));
    if (line_.has("version")) {
      print(version_text(world()));
      throw SystemExit{0};
    }
    for (const std::string option : {"bootstrap-server", "describe"})
      if (!line_.has(option)) usage("Missing required argument \"[" + option + "]\"");
  }

  Async<Done> run() {
    check();
    admin_ = std::make_unique<AdminClient>(context(), line_.options().text("bootstrap-server").value_or(""));
    std::vector<std::string> none;
    const kafka::TopicMetadataResponse known = co_await admin_->metadata(std::move(none), "listNodes");
    std::set<std::int32_t> cluster;
    for (const auto& broker : known.brokers) cluster.insert(broker.id.value());
    std::vector<std::int32_t> asked;
    for (const std::string& word : words(line_.options().text("broker-list").value_or(""))) {
      const auto id = parse_int(word);
      if (!id) throw JavaException{"java.lang.NumberFormatException", number_format_message(word)};
      asked.push_back(*id);
    }
    if (!is_2_3()) refuse_unknown(asked, cluster);
    if (asked.empty()) asked.assign(cluster.begin(), cluster.end());
    print("Querying brokers for log directories information");
    std::vector<BrokerLogDir> dirs;
    std::string ids;
    for (const std::int32_t id : asked) {
      const BrokerLogDir dir = co_await ask(id);
      dirs.push_back(dir);
      ids += (ids.empty() ? "" : ",") + std::to_string(id);
    }
    print("Received log directory information from brokers " + ids);
    print(log_dirs_json(dirs, world().tools_release()));
    co_return Done{};
  }

  static void refuse_unknown(const std::vector<std::int32_t>& asked, const std::set<std::int32_t>& cluster) {
    std::string unknown;
    std::string existing;
    for (const std::int32_t id : asked)
      if (!cluster.contains(id)) unknown += (unknown.empty() ? "" : ",") + std::to_string(id);
    for (const std::int32_t id : cluster) existing += (existing.empty() ? "" : ",") + std::to_string(id);
    if (!unknown.empty())
      throw JavaException{"TerseException", "ERROR: The given brokers do not exist from --broker-list: " + unknown +
                                                ". Current existent brokers: " + existing};
  }

  Async<BrokerLogDir> ask(std::int32_t id) {
    kafka::DescribeLogDirsRequest request;
    const auto answer =
        co_await admin_->ask<kafka::DescribeLogDirsResponse>(kafka::BrokerId(id), "describeLogDirs", request);
    const std::vector<std::string> topics = words(line_.options().text("topic-list").value_or(""));
    BrokerLogDir dir;
    dir.broker = id;
    dir.log_dir = World::kLogDir;
    for (const auto& r : answer.replicas) {
      const std::string& topic = world().cluster().topics().name(r.tp.topic);
      if (!topics.empty() && std::find(topics.begin(), topics.end(), topic) == topics.end()) continue;
      LogDirReplica replica;
      replica.partition = {topic, r.tp.partition.value()};
      replica.size = r.size;
      replica.offset_lag = r.offset_lag;
      dir.replicas.push_back(replica);
    }
    std::sort(dir.replicas.begin(), dir.replicas.end(),
              [](const LogDirReplica& a, const LogDirReplica& b) { return a.partition < b.partition; });
    co_return dir;
  }

  CommandLineUtils line_;
  std::unique_ptr<AdminClient> admin_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_log_dirs(ToolContext context) {
  return std::make_unique<LogDirsCommand>(std::move(context));
}

}  // namespace tools
