#include "model/zk/admin_zk_client.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/zk/create_recursive.h"

namespace kafka {

namespace {

AdminResult failed(std::string exception, std::string message) { return {std::move(exception), std::move(message)}; }

/// An answer nobody planned for. Kafka: KeeperException.
AdminResult keeper_exception(zk::Error error) {
  return failed("KeeperException", "KeeperErrorCode = " + std::string(zk::name_of(error)));
}

AdminResult unknown_topic(const std::string& topic) {
  return failed("UnknownTopicOrPartitionException", "Topic '" + topic + "' does not exist.");
}

zk_data::Assignment assignment_of(const Replicas& replicas) {
  zk_data::Assignment assignment;
  for (std::size_t i = 0; i < replicas.size(); ++i)
    assignment[PartitionId(static_cast<std::int32_t>(i))] = {replicas[i], {}, {}};
  return assignment;
}

std::string joined(const std::vector<std::size_t>& numbers) {
  std::string text;
  for (const std::size_t number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

/// AdminZkClient.validateReplicaAssignment, the last part.
AdminResult inconsistent_factors(std::size_t existing, const Replicas& added, std::size_t factor) {
  std::vector<std::size_t> partitions;
  std::vector<std::size_t> factors;
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (added[i].size() == factor) continue;
    partitions.push_back(existing + i);
    factors.push_back(added[i].size());
  }
  if (partitions.empty()) return {};
  return failed("InvalidReplicaAssignmentException",
                "Inconsistent replication factor between partitions, partition 0 has " + std::to_string(factor) +
                    " while partitions [" + joined(partitions) + "] have replication factors [" + joined(factors) +
                    "], respectively.");
}

/// AdminZkClient.validateReplicaAssignment and what comes before it.
AdminResult validate_added(const std::string& topic, std::size_t existing, std::int32_t total, const Replicas& added,
                           std::size_t factor) {
  if (total <= static_cast<std::int32_t>(existing))
    return failed("InvalidPartitionsException", "The number of partitions for a topic can only be increased. Topic " +
                                                    topic + " currently has " + std::to_string(existing) +
                                                    " partitions, " + std::to_string(total) +
                                                    " would not be an increase.");
  const std::size_t increase = static_cast<std::size_t>(total) - existing;
  if (added.size() != increase)
    return failed("InvalidReplicaAssignmentException", "Increasing the number of partitions by " +
                                                           std::to_string(increase) + " but " +
                                                           std::to_string(added.size()) + " assignments provided.");
  for (std::size_t i = 0; i < added.size(); ++i) {
    const std::string partition = " for partition id " + std::to_string(existing + i) + ".";
    if (added[i].empty())
      return failed("InvalidReplicaAssignmentException", "Cannot have replication factor of 0" + partition);
    if (std::set<BrokerId>(added[i].begin(), added[i].end()).size() == added[i].size()) continue;
    std::string ids;
    for (const BrokerId id : added[i]) ids += (ids.empty() ? "" : ", ") + std::to_string(id.value());
    return failed("InvalidReplicaAssignmentException",
                  "Duplicate brokers not allowed in replica assignment: " + ids + partition);
  }
  return inconsistent_factors(existing, added, factor);
}

}  // namespace

Placement placement_of(const ReplicaPlacement& placement) {
  switch (placement.error) {
    case PlacementError::none:
      return {{}, placement.replicas};
    case PlacementError::invalid_partitions:
      return {{"InvalidPartitionsException", placement.message}, {}};
    case PlacementError::invalid_replication_factor:
      return {{"InvalidReplicationFactorException", placement.message}, {}};
    case PlacementError::racks_incomplete:
      return {{"AdminOperationException", placement.message}, {}};
  }
  return {};
}

AdminResult validate_assignment(const Replicas& replicas) {
  if (replicas.empty()) return failed("InvalidPartitionsException", "Number of partitions must be larger than 0.");
  for (const std::vector<BrokerId>& list : replicas) {
    if (list.empty() || list.size() != replicas.front().size())
      return failed("InvalidReplicaAssignmentException", "All partitions should have the same number of replicas");
    if (std::set<BrokerId>(list.begin(), list.end()).size() != list.size())
      return failed("InvalidReplicaAssignmentException", "Duplicate replica assignment found.");
  }
  return {};
}

// ---- topics

/// Source: AdminZkClient.validateTopicCreate: the name, a pending deletion, the topic itself, colliding names,
/// replicas.
void AdminZkClient::create_topic(const std::string& topic, const Replicas& replicas, const zk_data::Overrides& config,
                                 Done done) {
  const std::string invalid = invalid_topic_name(topic, wording_);
  if (!invalid.empty()) return done(failed("InvalidTopicException", invalid));
  std::vector<zk::Request> reads;
  reads.push_back(zk::Exists{zk_data::delete_topic_path(topic)});
  reads.push_back(zk::GetChildren{zk_data::kTopicsPath});
  zk_.send(std::move(reads),
           [this, topic, replicas, config, done = std::move(done)](const std::vector<zk::Response>& responses) {
             if (responses[1].error == zk::Error::SessionExpired) return done(keeper_exception(responses[1].error));
             if (responses[0].error == zk::Error::Ok && wording_ != TopicNameWording::v2_3)
               return done(failed("TopicExistsException", "Topic '" + topic + "' is marked for deletion."));
             const TopicNameResult name = validate_topic_creation(topic, responses[1].children, wording_);
             if (name.error == ErrorCode::TOPIC_ALREADY_EXISTS)
               return done(failed("TopicExistsException", name.message));
             if (name.error != ErrorCode::NONE) return done(failed("InvalidTopicException", name.message));
             const AdminResult valid = validate_assignment(replicas);
             if (!valid.ok()) return done(valid);
             write_config("topics/" + topic, config, [this, topic, replicas, done](zk::Error error) {
               if (error != zk::Error::Ok) return done(keeper_exception(error));
               write_topic(topic, replicas, done);
             });
           });
}

/// Source: KafkaZkClient.setOrCreateEntityConfigs. A node that appears in between is written again.
void AdminZkClient::write_config(const std::string& entity, const zk_data::Overrides& config,
                                 std::function<void(zk::Error)> done) {
  const std::string path = zk_data::entity_config_path(entity);
  const std::string data = zk_data::encode_config(config);
  zk_.send(zk::SetData{path, data}, [this, path, data, done = std::move(done)](const zk::Response& response) {
    if (response.error != zk::Error::NoNode) return done(response.error);
    create_recursive(zk_, zk::Create{path, data}, [this, path, data, done](const zk::Response& created) {
      if (created.error != zk::Error::NodeExists) return done(created.error);
      zk_.send(zk::SetData{path, data}, [done](const zk::Response& again) { done(again.error); });
    });
  });
}

void AdminZkClient::write_topic(const std::string& topic, const Replicas& replicas, Done done) {
  const zk::Create create{zk_data::topic_path(topic), zk_data::encode_topic(assignment_of(replicas))};
  create_recursive(zk_, create, [topic, done = std::move(done)](const zk::Response& response) {
    if (response.error == zk::Error::NodeExists)
      return done(failed("TopicExistsException", "Topic '" + topic + "' already exists."));
    done(response.error == zk::Error::Ok ? AdminResult{} : keeper_exception(response.error));
  });
}

void AdminZkClient::delete_topic(const std::string& topic, Done done) {
  zk_.send(zk::Exists{zk_data::topic_path(topic)}, [this, topic, done = std::move(done)](const zk::Response& response) {
    if (response.error == zk::Error::NoNode) return done(unknown_topic(topic));
    if (response.error != zk::Error::Ok) return done(keeper_exception(response.error));
    create_recursive(
        zk_, zk::Create{zk_data::delete_topic_path(topic), ""}, [topic, done](const zk::Response& created) {
          if (created.error == zk::Error::NodeExists)
            return done(
                failed("TopicAlreadyMarkedForDeletionException", "topic " + topic + " is already marked for deletion"));
          done(created.error == zk::Error::Ok ? AdminResult{} : keeper_exception(created.error));
        });
  });
}

/// Source: AdminZkClient.addPartitions; ZkAdminManager.createPartitions refuses a topic that is being reassigned.
void AdminZkClient::add_partitions(const std::string& topic, std::int32_t total,
                                   std::function<Placement(const Replicas&)> place, Done done) {
  assignment(topic, [this, topic, total, place = std::move(place),
                     done = std::move(done)](const std::optional<zk_data::Assignment>& existing) {
    if (!existing || existing->empty()) return done(unknown_topic(topic));
    Replicas before;
    for (const auto& [partition, replicas] : *existing) {
      if (replicas.being_reassigned())
        return done(failed("ReassignmentInProgressException",
                           "A partition reassignment is in progress for the topic '" + topic + "'."));
      before.push_back(replicas.replicas);
    }
    Placement placement;
    if (total > static_cast<std::int32_t>(before.size())) placement = place(before);
    if (!placement.result.ok()) return done(placement.result);
    const AdminResult valid = validate_added(topic, before.size(), total, placement.replicas, before.front().size());
    if (!valid.ok()) return done(valid);
    Replicas all = before;
    all.insert(all.end(), placement.replicas.begin(), placement.replicas.end());
    zk_.send(zk::SetData{zk_data::topic_path(topic), zk_data::encode_topic(assignment_of(all))},
             [topic, done](const zk::Response& response) {
               if (response.error == zk::Error::NoNode) return done(unknown_topic(topic));
               done(response.error == zk::Error::Ok ? AdminResult{} : keeper_exception(response.error));
             });
  });
}

/// Source: ZkAdminManager.incrementalAlterConfigs, AdminZkClient.changeTopicConfig.
void AdminZkClient::change_topic_config(const std::string& topic, const zk_data::Overrides& changes, Done done) {
  std::vector<zk::Request> reads;
  reads.push_back(zk::Exists{zk_data::topic_path(topic)});
  reads.push_back(zk::GetData{zk_data::topic_config_path(topic)});
  zk_.send(std::move(reads),
           [this, topic, changes, done = std::move(done)](const std::vector<zk::Response>& responses) {
             if (responses[0].error == zk::Error::NoNode) return done(unknown_topic(topic));
             if (responses[0].error != zk::Error::Ok) return done(keeper_exception(responses[0].error));
             zk_data::Overrides config = zk_data::decode_config(responses[1].data);
             for (const auto& [name, value] : changes) {
               config[name] = value;
               if (value.empty()) config.erase(name);
             }
             change_entity_config("topics/" + topic, config, done);
           });
}

/// Source: AdminZkClient.changeEntityConfig.
void AdminZkClient::change_entity_config(const std::string& entity, const zk_data::Overrides& config, Done done) {
  write_config(entity, config, [this, entity, done = std::move(done)](zk::Error error) {
    if (error != zk::Error::Ok) return done(keeper_exception(error));
    const zk::Create note{zk_data::config_change_path(), zk_data::encode_config_change(entity),
                          zk::CreateMode::persistent_sequential};
    create_recursive(zk_, note, [done](const zk::Response& noted) {
      done(noted.error == zk::Error::Ok ? AdminResult{} : keeper_exception(noted.error));
    });
  });
}

// ---- commands the controller takes from a node

void AdminZkClient::reassign(const zk_data::Reassignments& reassignments, Done done) {
  const zk::Create create{zk_data::kReassignPartitionsPath, zk_data::encode_reassignments(reassignments)};
  create_recursive(zk_, create, [done = std::move(done)](const zk::Response& response) {
    if (response.error == zk::Error::NodeExists)
      return done(failed("AdminCommandFailedException", "There is an existing assignment running."));
    done(response.error == zk::Error::Ok ? AdminResult{} : keeper_exception(response.error));
  });
}

void AdminZkClient::elect_preferred_leaders(const std::vector<zk_data::PartitionName>& partitions, Done done) {
  const zk::Create create{zk_data::kPreferredElectionPath, zk_data::encode_preferred_election(partitions)};
  create_recursive(zk_, create, [done = std::move(done)](const zk::Response& response) {
    if (response.error == zk::Error::NodeExists)
      return done(failed("AdminOperationException", "Preferred replica leader election currently in progress."));
    done(response.error == zk::Error::Ok ? AdminResult{} : keeper_exception(response.error));
  });
}

// ---- questions

/// Source: AdminZkClient.fetchEntityConfig.
void AdminZkClient::entity_config(const std::string& entity, std::function<void(zk_data::Overrides)> done) {
  zk_.send(zk::GetData{zk_data::entity_config_path(entity)},
           [done = std::move(done)](const zk::Response& response) { done(zk_data::decode_config(response.data)); });
}

void AdminZkClient::all_topics(std::function<void(std::vector<std::string>)> done) {
  zk_.send(zk::GetChildren{zk_data::kTopicsPath},
           [done = std::move(done)](const zk::Response& response) { done(response.children); });
}

void AdminZkClient::brokers(std::function<void(const std::vector<BrokerSpec>&)> done) {
  zk_.send(zk::GetChildren{zk_data::kBrokerIdsPath}, [this, done = std::move(done)](const zk::Response& response) {
    std::vector<BrokerId> ids;
    for (const std::string& name : response.children)
      if (const auto id = zk_data::broker_of_child(name)) ids.push_back(*id);
    std::sort(ids.begin(), ids.end());
    std::vector<zk::Request> reads;
    for (const BrokerId id : ids) reads.push_back(zk::GetData{zk_data::broker_path(id)});
    zk_.send(std::move(reads), [ids = std::move(ids), done](const std::vector<zk::Response>& responses) {
      std::vector<BrokerSpec> brokers;
      for (std::size_t i = 0; i < ids.size(); ++i)
        if (const auto info = zk_data::decode_broker(ids[i], responses[i].data))
          brokers.push_back({ids[i], info->rack});
      done(brokers);
    });
  });
}

void AdminZkClient::assignment(const std::string& topic, std::function<void(std::optional<zk_data::Assignment>)> done) {
  zk_.send(zk::GetData{zk_data::topic_path(topic)}, [done = std::move(done)](const zk::Response& response) {
    if (response.error != zk::Error::Ok) return done(std::nullopt);
    done(zk_data::decode_topic(response.data));
  });
}

}  // namespace kafka
