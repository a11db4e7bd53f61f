// kafka-topics.sh --zookeeper, of 2.3: reads and writes what the controller and the brokers keep in ZooKeeper.
// Kafka: TopicCommand.ZookeeperTopicService.

#include <algorithm>

#include "model/types/topic_name.h"
#include "tools/kafka/topic_service.h"
#include "tools/kafka/world.h"
#include "tools/kafka/zk_session.h"

namespace tools {

namespace {

namespace zk = kafka::zk;
namespace zk_data = kafka::zk_data;

JavaException exception_of(const kafka::AdminResult& result) {
  if (result.exception == "AdminOperationException")
    return kafka_exception("kafka.admin.AdminOperationException", result.message);
  return kafka_exception(result.exception, result.message);
}

///   volatile   its session; the topics at hand
///   sends      ZooKeeper requests
class ZookeeperTopicService final : public TopicService {
 public:
  ZookeeperTopicService(ToolContext& context, TopicCommandOptions& options)
      : TopicService(context, options), session_(context, options.text("zookeeper").value_or("")) {}

  /// The connection is made outside of what catches exceptions.
  void run() override {
    session_.open([this](bool ok) {
      if (ok) return act();
      context_.console.err(
          "Exception in thread \"main\" kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for "
          "connection while in state: CONNECTING\n");
      context_.exit(1);
    });
  }

 private:
  void close(std::function<void()> done) override { session_.close(std::move(done)); }

  /// Kafka: getTopics.
  void get_topics(std::function<void(std::vector<std::string>)> then) {
    session_.admin().all_topics([this, then = std::move(then)](std::vector<std::string> all) {
      if (auto topics = chosen(std::move(all))) then(std::move(*topics));
    });
  }

  // ---- --create

  void create_topic(CommandTopicPartition topic) override {
    if (!topic.replica_assignment.empty()) return write(topic, topic.replica_assignment);
    session_.admin().brokers([this, topic = std::move(topic)](const std::vector<kafka::BrokerSpec>& brokers) {
      sim::Rng rng = context_.world.streams().stream("placement/" + topic.name);
      const std::size_t n = std::max<std::size_t>(brokers.size(), 1);
      const kafka::PlacementStart start{.index = static_cast<std::int32_t>(rng.below(n)),
                                        .shift = static_cast<std::int32_t>(rng.below(n))};
      const kafka::Placement placement =
          kafka::placement_of(kafka::assign_replicas(brokers,
                                                     {.partitions = topic.partitions.value_or(-1),
                                                      .replication_factor = topic.replication_factor.value_or(-1),
                                                      .start = start,
                                                      .start_partition = 0},
                                                     options_.rack_aware_mode()));
      if (!placement.result.ok()) return fail(exception_of(placement.result));
      write(topic, placement.replicas);
    });
  }
  void write(const CommandTopicPartition& topic, const kafka::Replicas& replicas) {
    session_.admin().create_topic(
        topic.name, replicas, topic.configs_to_add, [this, name = topic.name](const kafka::AdminResult& result) {
          if (result.ok()) {
            const bool quoted = context_.world.tools_release() == ToolsRelease::v2_0;
            print("Created topic " + (quoted ? "\"" + name + "\"" : name) + ".");
          } else if (result.exception != "TopicExistsException" || !options_.has("if-not-exists")) {
            return fail(exception_of(result));
          }
          done();
        });
  }

  // ---- --list

  void list_topics() override {
    get_topics([this](std::vector<std::string> topics) {
      std::vector<zk::Request> reads;
      for (const std::string& topic : topics) reads.push_back(zk::Exists{zk_data::delete_topic_path(topic)});
      session_.zk().send(std::move(reads), [this, topics](const std::vector<zk::Response>& answers) {
        for (std::size_t i = 0; i < topics.size(); ++i)
          print(topics[i] + (answers[i].error == zk::Error::Ok ? " - marked for deletion" : ""));
        done();
      });
    });
  }

  // ---- --alter

  void alter_topic() override {
    get_topics([this](std::vector<std::string> topics) {
      auto read = options_.topic_partition();
      if (const auto* wrong = std::get_if<JavaException>(&read)) return fail(*wrong);
      change_ = std::get<CommandTopicPartition>(std::move(read));
      if (!ensure_topic_exists(topics)) return;
      topics_ = std::move(topics);
      alter_next(0);
    });
  }
  void alter_next(std::size_t next) {
    if (next == topics_.size()) return done();
    if (!options_.has("config") && !options_.has("delete-config")) return add_partitions(next);
    print(
        "WARNING: Altering topic configuration from this script has been deprecated and may be removed in future "
        "releases.");
    print("         Going forward, please use kafka-configs.sh for this functionality");
    zk_data::Overrides changes = change_.configs_to_add;
    for (const std::string& name : change_.configs_to_delete) changes[name] = "";
    session_.admin().change_topic_config(topics_[next], changes, [this, next](const kafka::AdminResult& result) {
      if (!result.ok()) return fail(exception_of(result));
      print("Updated config for topic " + topics_[next] + ".");
      add_partitions(next);
    });
  }
  void add_partitions(std::size_t next) {
    if (!change_.partitions) return alter_next(next + 1);
    if (kafka::is_internal_topic(topics_[next]))
      return fail(
          illegal_argument("The number of partitions for the internal topics[__consumer_offsets, __transaction_state] "
                           "cannot be changed."));
    print(
        "WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the "
        "messages will be affected");
    session_.admin().brokers([this, next](const std::vector<kafka::BrokerSpec>& brokers) {
      const auto place = [this, brokers](const kafka::Replicas& existing) -> kafka::Placement {
        const kafka::Replicas& given = change_.replica_assignment;
        if (given.size() > existing.size())
          return {{}, kafka::Replicas(given.begin() + static_cast<std::ptrdiff_t>(existing.size()), given.end())};
        return kafka::placement_of(kafka::assign_added_partitions(brokers, existing, *change_.partitions));
      };
      session_.admin().add_partitions(topics_[next], *change_.partitions, place,
                                      [this, next](const kafka::AdminResult& result) {
                                        if (!result.ok()) return fail(exception_of(result));
                                        print("Adding partitions succeeded!");
                                        alter_next(next + 1);
                                      });
    });
  }

  // ---- --describe

  void describe_topic() override {
    get_topics([this](std::vector<std::string> topics) {
      if (!ensure_topic_exists(topics)) return;
      topics_ = std::move(topics);
      session_.admin().brokers([this](const std::vector<kafka::BrokerSpec>& brokers) {
        for (const kafka::BrokerSpec& broker : brokers) live_brokers_.insert(broker.id);
        describe_next(0);
      });
    });
  }
  void describe_next(std::size_t next) {
    if (next == topics_.size()) return done();
    const std::string& topic = topics_[next];
    std::vector<zk::Request> reads;
    reads.push_back(zk::GetData{zk_data::topic_path(topic)});
    reads.push_back(zk::Exists{zk_data::delete_topic_path(topic)});
    reads.push_back(zk::GetData{zk_data::topic_config_path(topic)});
    session_.zk().send(std::move(reads), [this, next](const std::vector<zk::Response>& answers) {
      const auto assignment = zk_data::decode_topic(answers[0].data);
      if (answers[0].error != zk::Error::Ok || !assignment || assignment->empty()) {
        print("Topic " + topics_[next] + " doesn't exist!");
        return describe_next(next + 1);
      }
      const bool marked = answers[1].error == zk::Error::Ok;
      const auto configs = zk_data::decode_config(answers[2].data);
      if (options_.describe_configs() && (!options_.has("topics-with-overrides") || !configs.empty()))
        print(topic_line({.name = topics_[next],
                          .topic_id = topic_id_text(context_.world.streams(), topics_[next]),
                          .partitions = assignment->size(),
                          .replication_factor = assignment->begin()->second.replicas.size(),
                          .configs = configs_text(configs),
                          .marked_for_deletion = marked},
                         context_.world.tools_release()));
      if (!options_.describe_partitions()) return describe_next(next + 1);
      describe_partitions(next, *assignment, marked);
    });
  }
  void describe_partitions(std::size_t next, const zk_data::Assignment& assignment, bool marked) {
    std::vector<zk::Request> reads;
    for (const auto& [partition, replicas] : assignment)
      reads.push_back(zk::GetData{zk_data::partition_state_path(topics_[next], partition)});
    session_.zk().send(std::move(reads), [this, next, assignment, marked](const std::vector<zk::Response>& answers) {
      auto answer = answers.begin();
      for (const auto& [partition, replicas] : assignment) {
        PartitionDescription p;
        p.topic = topics_[next];
        p.partition = partition.value();
        p.replicas = replicas.replicas;
        p.marked_for_deletion = marked;
        if (const auto state = zk_data::decode_partition_state(answer->data, answer->stat);
            state && answer->error == zk::Error::Ok) {
          p.leader = state->leader.value();
          p.isr = state->isr;
        }
        maybe_print(p, live_brokers_);
        ++answer;
      }
      describe_next(next + 1);
    });
  }

  // ---- --delete

  void delete_topic() override {
    get_topics([this](std::vector<std::string> topics) {
      if (!ensure_topic_exists(topics)) return;
      topics_ = std::move(topics);
      delete_next(0);
    });
  }
  void delete_next(std::size_t next) {
    if (next == topics_.size()) return done();
    const std::string& topic = topics_[next];
    if (kafka::is_internal_topic(topic))
      return fail(kafka_exception(
          "kafka.admin.AdminOperationException",
          "Topic " + topic + " is a kafka internal topic and is not allowed to be marked for deletion."));
    session_.admin().delete_topic(topic, [this, next](const kafka::AdminResult& result) {
      const std::string& name = topics_[next];
      if (result.exception == "TopicAlreadyMarkedForDeletionException") {
        print("Topic " + name + " is already marked for deletion.");
      } else if (!result.ok()) {
        return fail(kafka_exception("kafka.admin.AdminOperationException", "Error while deleting topic " + name));
      } else {
        print("Topic " + name + " is marked for deletion.");
        print("Note: This will have no impact if delete.topic.enable is not set to true.");
      }
      delete_next(next + 1);
    });
  }

  ZkSession session_;
  CommandTopicPartition change_;
  std::vector<std::string> topics_;
  std::set<kafka::BrokerId> live_brokers_;
};

}  // namespace

std::unique_ptr<TopicService> make_zookeeper_topic_service(ToolContext& context, TopicCommandOptions& options) {
  return std::make_unique<ZookeeperTopicService>(context, options);
}

}  // namespace tools
