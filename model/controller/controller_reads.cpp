#include "model/controller/controller_reads.h"

#include <utility>

namespace kafka {

// ---- nodes

void ControllerReads::children(const char* path, std::function<void(std::vector<std::string>)> done) {
  zk_.read({zk::GetChildren{path}},
           [done = std::move(done)](std::vector<zk::Response> answers) { done(std::move(answers.front().children)); });
}

void ControllerReads::exists(const std::string& path, std::function<void(bool)> done) {
  zk_.read({zk::Exists{path}}, [done = std::move(done)](const std::vector<zk::Response>& answers) {
    done(answers.front().error == zk::Error::Ok);
  });
}

void ControllerReads::data(const char* path, std::function<void(std::string)> done) {
  zk_.read({zk::GetData{path}},
           [done = std::move(done)](std::vector<zk::Response> answers) { done(std::move(answers.front().data)); });
}

// ---- brokers

void ControllerReads::brokers(std::function<void(std::map<BrokerId, LiveBroker>)> done) {
  children(zk_data::kBrokerIdsPath, [this, done = std::move(done)](const std::vector<std::string>& names) {
    std::vector<BrokerId> ids;
    std::vector<zk::Request> reads;
    for (const std::string& name : names) {
      const std::optional<BrokerId> id = zk_data::broker_of_child(name);
      if (!id) continue;
      ids.push_back(*id);
      reads.push_back(zk::GetData{zk_data::broker_path(*id)});
    }
    zk_.read(std::move(reads), [ids, done](const std::vector<zk::Response>& answers) {
      std::map<BrokerId, LiveBroker> brokers;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (answers[i].error != zk::Error::Ok) continue;  // gone meanwhile
        if (const auto info = zk_data::decode_broker(ids[i], answers[i].data))
          brokers[ids[i]] = {.epoch = BrokerEpoch(answers[i].stat.czxid.value()), .rack = info->rack};
      }
      done(std::move(brokers));
    });
  });
}

void ControllerReads::controller(std::function<void(BrokerId)> done) {
  data(zk_data::kControllerPath, [done = std::move(done)](const std::string& data) {
    done(zk_data::decode_controller(data).value_or(kNoBroker));
  });
}

// ---- topics

void ControllerReads::topics_below(const char* path, std::function<void(std::set<TopicId>)> done) {
  children(path, [this, done = std::move(done)](const std::vector<std::string>& names) {
    std::set<TopicId> topics;
    for (const std::string& name : names) topics.insert(services_.topics.intern(name));
    done(std::move(topics));
  });
}

void ControllerReads::assignments(const std::set<TopicId>& topics, std::function<void(Assignments)> done) {
  std::vector<zk::Request> reads;
  for (const TopicId topic : topics) reads.push_back(zk::GetData{zk_data::topic_path(services_.topics.name(topic))});
  zk_.read(std::move(reads), [topics, done = std::move(done)](const std::vector<zk::Response>& answers) {
    Assignments assignments;
    std::size_t i = 0;
    for (const TopicId topic : topics) {
      const auto found = zk_data::decode_topic(answers[i++].data);
      if (!found) continue;
      for (const auto& [partition, assignment] : *found)
        assignments.emplace(TopicPartition{topic, partition}, assignment);
    }
    done(std::move(assignments));
  });
}

void ControllerReads::preferred_election(std::function<void(std::vector<TopicPartition>)> done) {
  data(zk_data::kPreferredElectionPath, [this, done = std::move(done)](const std::string& data) {
    std::vector<TopicPartition> partitions;
    for (const zk_data::PartitionName& name : zk_data::decode_preferred_election(data))
      partitions.push_back(partition(name));
    done(std::move(partitions));
  });
}

void ControllerReads::reassignments(std::function<void(std::map<TopicPartition, std::vector<BrokerId>>)> done) {
  data(zk_data::kReassignPartitionsPath, [this, done = std::move(done)](const std::string& data) {
    std::map<TopicPartition, std::vector<BrokerId>> wanted;
    for (const auto& [name, replicas] : zk_data::decode_reassignments(data)) wanted.emplace(partition(name), replicas);
    done(std::move(wanted));
  });
}

}  // namespace kafka
