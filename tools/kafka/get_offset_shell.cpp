// kafka-run-class.sh kafka.tools.GetOffsetShell, and kafka-get-offsets.sh since 3.0. Kafka: GetOffsetShell.

#include <algorithm>
#include <memory>
#include <set>

#include "tools/kafka/admin_client.h"
#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/main_tool.h"

namespace tools {

namespace {

constexpr std::string_view kOffsetShellPurpose = "An interactive shell for getting topic offsets.";

const std::vector<OptionSpec>& offset_shell_specs() {
  static const std::vector<OptionSpec> options{
      with_value("broker-list", "host:port", "Brokers to begin with, with commas."),
      with_value("bootstrap-server", "host:port", "The same, since 3.0."),
      with_value("topic", "topic", "The topic."),
      with_value("partitions", "numbers", "Only these partitions, with commas."),
      with_value("time", "ms", "-1: the end; -2: the beginning; else the first record that is not older.", "-1"),
      with_value("offsets", "number", "Without effect.", "1"),
      with_value("max-wait-ms", "ms", "Without effect.", "1000"),
  };
  return options;
}

class GetOffsetShell final : public MainTool {
 public:
  explicit GetOffsetShell(ToolContext context)
      : MainTool(std::move(context)), line_(this->context(), offset_shell_specs(), kOffsetShellPurpose) {}

 private:
  [[noreturn]] void usage(const std::string& message) {
    context().console.err(message + "\n" + line_.help());
    throw SystemExit{1};
  }
  [[noreturn]] void fail(const std::string& message) {
    context().console.err(message + "\n");
    throw SystemExit{1};
  }
  std::string text(std::string_view option) { return line_.options().text(option).value_or(""); }

  std::string brokers() {
    if (const auto wrong = line_.parse()) throw JavaException(*wrong);
    if (context().args.empty() || line_.has("help")) usage(std::string(kOffsetShellPurpose));
    const bool either = line_.has("broker-list") || (!is_2_3() && line_.has("bootstrap-server"));
    if (!either)
      usage(std::string("Missing required argument \"[") + (is_2_3() ? "broker-list" : "bootstrap-server") + "]\"");
    if (!line_.has("topic")) usage("Missing required argument \"[topic]\"");
    const std::string list = text(line_.has("broker-list") ? "broker-list" : "bootstrap-server");
    if (!is_host_port_list(list)) usage("Please provide valid host:port like host1:9091,host2:9092\n ");
    return list;
  }

  std::set<std::int32_t> wanted_partitions() {
    std::set<std::int32_t> wanted;
    const std::string list = text("partitions");
    for (std::size_t at = 0; !list.empty() && at <= list.size();) {
      const std::size_t comma = std::min(list.find(',', at), list.size());
      const auto number = parse_int(list.substr(at, comma - at));
      if (!number) fail("--partitions expects a comma separated list of numeric partition ids, but received: " + list);
      wanted.insert(*number);
      at = comma + 1;
    }
    return wanted;
  }

  Async<int> main() override {
    const std::string list = brokers();
    const std::string topic = text("topic");
    const std::set<std::int32_t> wanted = wanted_partitions();
    const auto time = line_.options().int64("time");
    if (line_.options().problem()) throw JavaException(*line_.options().problem());
    admin_ = std::make_unique<AdminClient>(context(), list);
    std::vector<std::string> one{topic};
    const kafka::TopicMetadataResponse known = co_await admin_->metadata(std::move(one), "metadata");
    std::vector<kafka::TopicPartition> partitions = chosen(known.topics.front(), wanted);
    const AdminClient::Offsets offsets = co_await ask(std::move(partitions), time.value_or(-1));
    for (const auto& [tp, offset] : offsets)
      print(topic + ":" + std::to_string(tp.partition.value()) + ":" +
            (offset == kafka::kUnknownOffset ? "" : std::to_string(offset.value())));
    co_return 0;
  }

  std::vector<kafka::TopicPartition> chosen(const kafka::TopicMetadataResponse::Topic& topic,
                                            const std::set<std::int32_t>& wanted) {
    if (topic.partitions.empty()) fail("Topic " + topic.name + " does not exist");
    std::vector<kafka::TopicPartition> partitions;
    std::set<std::int32_t> missing = wanted;
    bool any = false;
    for (const auto& p : topic.partitions) {
      if (!wanted.empty() && !wanted.contains(p.partition.value())) continue;
      any = true;
      missing.erase(p.partition.value());
    }
    if (!any) {
      std::string ids;
      for (const std::int32_t id : wanted) ids += (ids.empty() ? "" : ",") + std::to_string(id);
      fail("Topic " + topic.name + " does not have any of the requested partitions " + ids);
    }
    for (const std::int32_t id : missing)
      context().console.err("Error: partition " + std::to_string(id) + " does not exist\n");
    for (const auto& p : topic.partitions) {
      if (!wanted.empty() && !wanted.contains(p.partition.value())) continue;
      if (p.leader == kafka::kNoBroker) {
        context().console.err("Error: partition " + std::to_string(p.partition.value()) +
                              " does not have a leader. Skip getting offsets\n");
      } else {
        partitions.push_back({world().cluster().topic(topic.name), p.partition});
      }
    }
    return partitions;
  }

  Async<AdminClient::Offsets> ask(std::vector<kafka::TopicPartition> partitions, std::int64_t time) {
    if (time == -1) co_return co_await admin_->list_offsets(std::move(partitions), kafka::OffsetSpec::latest);
    if (time == -2) co_return co_await admin_->list_offsets(std::move(partitions), kafka::OffsetSpec::earliest);
    co_return co_await admin_->offsets_for_times(std::move(partitions), time);
  }

  CommandLineUtils line_;
  std::unique_ptr<AdminClient> admin_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_get_offsets(ToolContext context) {
  return std::make_unique<GetOffsetShell>(std::move(context));
}

/// The class it names.
std::unique_ptr<Tool> make_kafka_run_class(ToolContext context) {
  const std::string name = context.args.empty() ? "" : context.args.front();
  if (!context.args.empty()) context.args.erase(context.args.begin());
  if (name == "kafka.tools.GetOffsetShell" || name == "org.apache.kafka.tools.GetOffsetShell")
    return std::make_unique<GetOffsetShell>(std::move(context));
  class Unknown final : public MainTool {
   public:
    Unknown(ToolContext of, std::string name) : MainTool(std::move(of)), name_(std::move(name)) {}

   private:
    Async<int> main() override {
      context().console.err(name_.empty() ? "USAGE: kafka-run-class.sh classname [opts]\n"
                                          : "Error: Could not find or load main class " + name_ + "\n");
      co_return 1;
    }
    std::string name_;
  };
  return std::make_unique<Unknown>(std::move(context), name);
}

}  // namespace tools
