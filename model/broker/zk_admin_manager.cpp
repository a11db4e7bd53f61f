#include "model/broker/zk_admin_manager.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/broker/admin_result.h"
#include "model/types/exception_name.h"
#include "model/types/topic_name.h"
#include "model/zk/replica_assignment.h"

namespace kafka {

namespace {

/// 3.4 brought the words and, with KIP-866, the switch.
bool is_old(const Behaviour& behaviour) { return !behaviour.kraft_controller_epoch; }
TopicNameWording wording_of(const Behaviour& behaviour) {
  return is_old(behaviour) ? TopicNameWording::v2_3 : TopicNameWording::v3_4;
}

AdminResult refused(std::string exception, std::string message) { return {std::move(exception), std::move(message)}; }

/// Source: ZkAdminManager.createPartitions, before AdminZkClient is asked.
AdminResult validate_increase(std::int32_t before, std::int32_t total) {
  if (total < before)
    return refused("InvalidPartitionsException", "Topic currently has " + std::to_string(before) +
                                                     " partitions, which is higher than the requested " +
                                                     std::to_string(total) + ".");
  if (total == before)
    return refused("InvalidPartitionsException", "Topic already has " + std::to_string(before) + " partitions.");
  return {};
}

AdminResult validate_brokers(const std::vector<std::vector<BrokerId>>& assignment,
                             const std::vector<BrokerSpec>& brokers) {
  std::set<BrokerId> unknown;
  for (const auto& replicas : assignment)
    for (const BrokerId id : replicas)
      if (std::none_of(brokers.begin(), brokers.end(), [&](const BrokerSpec& b) { return b.id == id; }))
        unknown.insert(id);
  if (unknown.empty()) return {};
  std::string ids;
  for (const BrokerId id : unknown) ids += (ids.empty() ? "" : ", ") + std::to_string(id.value());
  return refused("InvalidReplicaAssignmentException", "Unknown broker(s) in replica assignment: " + ids + ".");
}

}  // namespace

ZkAdminManager::ZkAdminManager(const BrokerContext& context, const MetadataCache& metadata, KafkaZkClient& zk,
                               const sim::Streams& streams)
    : context_(context), metadata_(metadata), zk_(zk), admin_(zk, wording_of(context.behaviour)), streams_(streams) {}

// ---- CreateTopics

void ZkAdminManager::create_topics(const CreateTopicsRequest& request, Done done) {
  create_next(std::make_shared<const CreateTopicsRequest>(request), std::make_shared<std::vector<AdminError>>(), done);
}

void ZkAdminManager::create_next(std::shared_ptr<const CreateTopicsRequest> request, const Errors& errors,
                                 const Done& done) {
  if (errors->size() < request->topics.size())
    return create(request->topics[errors->size()], [this, request, errors, done](const AdminResult& result) {
      errors->push_back(error_of(result));
      create_next(request, errors, done);
    });
  std::vector<std::string> topics;
  for (const auto& topic : request->topics) topics.push_back(topic.name);
  wait({.topics = std::move(topics),
        .errors = errors,
        .complete = [this](const std::string& topic) { return led(topic); },
        .answer = [errors, done] { done({CreateTopicsResponse{.errors = *errors}}); }},
       request->timeout);
}

void ZkAdminManager::create(const CreateTopicsRequest::Topic& topic, std::function<void(AdminResult)> done) {
  if (known(topic.name)) return done(refused("TopicExistsException", "Topic '" + topic.name + "' already exists."));
  const Placement placement = place(topic);
  if (!placement.result.ok()) return done(placement.result);
  admin_.create_topic(topic.name, placement.replicas, topic.configs, std::move(done));
}

Placement ZkAdminManager::place(const CreateTopicsRequest::Topic& topic) const {
  if (!topic.assignment.empty()) return {{}, topic.assignment};
  std::vector<BrokerSpec> brokers;
  for (const BrokerId id : metadata_.alive()) brokers.push_back({id, metadata_.rack(id)});
  sim::Rng rng = streams_.stream("placement/" + topic.name);
  const std::size_t n = std::max<std::size_t>(brokers.size(), 1);
  const PlacementStart start{.index = static_cast<std::int32_t>(rng.below(n)),
                             .shift = static_cast<std::int32_t>(rng.below(n))};
  return placement_of(assign_replicas(
      brokers,
      {.partitions = topic.partitions.value_or(context_.config.num_partitions),
       .replication_factor = topic.replication_factor.value_or(context_.config.default_replication_factor),
       .start = start,
       .start_partition = 0},
      RackAwareMode::safe));
}

// ---- DeleteTopics

/// A topic that is marked already is waited for like one that was marked now.
void ZkAdminManager::delete_topics(const DeleteTopicsRequest& request, Done done) {
  delete_next(std::make_shared<const DeleteTopicsRequest>(request), std::make_shared<std::vector<AdminError>>(), done);
}

void ZkAdminManager::delete_next(std::shared_ptr<const DeleteTopicsRequest> request, const Errors& errors,
                                 const Done& done) {
  if (errors->size() < request->topics.size()) {
    const std::string& topic = request->topics[errors->size()];
    const auto next = [this, request, errors, done](const AdminResult& result) {
      errors->push_back(result.exception == "TopicAlreadyMarkedForDeletionException" ? AdminError{} : error_of(result));
      delete_next(request, errors, done);
    };
    if (!known(topic)) return next(refused("UnknownTopicOrPartitionException", ""));
    return admin_.delete_topic(topic, next);
  }
  wait({.topics = request->topics,
        .errors = errors,
        .complete = [this](const std::string& topic) { return !known(topic); },
        .answer = [errors, done] { done({DeleteTopicsResponse{.errors = *errors}}); }},
       request->timeout);
}

// ---- CreatePartitions

void ZkAdminManager::create_partitions(const CreatePartitionsRequest& request, Done done) {
  add_next(std::make_shared<const CreatePartitionsRequest>(request), std::make_shared<std::vector<AdminError>>(), done);
}

void ZkAdminManager::add_next(std::shared_ptr<const CreatePartitionsRequest> request, const Errors& errors,
                              const Done& done) {
  if (errors->size() < request->topics.size())
    return add(request->topics[errors->size()], [this, request, errors, done](const AdminResult& result) {
      errors->push_back(error_of(result));
      add_next(request, errors, done);
    });
  std::vector<std::string> topics;
  for (const auto& topic : request->topics) topics.push_back(topic.name);
  wait({.topics = std::move(topics),
        .errors = errors,
        .complete = [this](const std::string& topic) { return led(topic); },
        .answer = [errors, done] { done({CreatePartitionsResponse{.errors = *errors}}); }},
       request->timeout);
}

void ZkAdminManager::add(const CreatePartitionsRequest::Topic& topic, std::function<void(AdminResult)> done) {
  admin_.assignment(topic.name, [this, topic, done = std::move(done)](const auto& existing) {
    if (!existing || existing->empty())
      return done(refused("UnknownTopicOrPartitionException", "The topic '" + topic.name + "' does not exist."));
    const AdminResult valid = validate_increase(static_cast<std::int32_t>(existing->size()), topic.total);
    if (!valid.ok()) return done(valid);
    admin_.brokers([this, topic, done](const std::vector<BrokerSpec>& brokers) {
      if (topic.assignment)
        if (const AdminResult valid_brokers = validate_brokers(*topic.assignment, brokers); !valid_brokers.ok())
          return done(valid_brokers);
      const auto place = [topic, brokers](const Replicas& before) -> Placement {
        if (topic.assignment) return {{}, *topic.assignment};
        return placement_of(assign_added_partitions(brokers, before, topic.total));
      };
      admin_.add_partitions(topic.name, topic.total, place, done);
    });
  });
}

// ---- waiting

bool ZkAdminManager::known(const std::string& topic) const { return metadata_.contains(context_.topics.find(topic)); }

/// Every partition that this broker knows has a leader; a new one is known with its leader.
bool ZkAdminManager::led(const std::string& topic) const {
  if (!known(topic)) return false;
  bool all = true;
  metadata_.for_each(context_.topics.find(topic),
                     [&](TopicPartition, const PartitionState& state) { all = all && state.leader != kNoBroker; });
  return all;
}

void ZkAdminManager::wait(Delayed delayed, sim::Duration timeout) {
  delayed.deadline = context_.scheduler.now() + timeout;
  delayed.timeout = std::make_unique<sim::Timer>(context_.scheduler, context_.life, [this] { check(); });
  delayed.timeout->arm(timeout);
  delayed_.push_back(std::move(delayed));
  check();
}

bool ZkAdminManager::complete(const Delayed& delayed) const {
  for (std::size_t i = 0; i < delayed.topics.size(); ++i)
    if ((*delayed.errors)[i].ok() && !delayed.complete(delayed.topics[i])) return false;
  return true;
}

/// One at a time: an answer may be followed by a new request.
void ZkAdminManager::check() {
  for (auto it = delayed_.begin(); it != delayed_.end();) {
    const bool late = context_.scheduler.now() >= it->deadline;
    if (!late && !complete(*it)) {
      ++it;
      continue;
    }
    const Delayed delayed = std::move(*it);
    it = delayed_.erase(it);
    for (std::size_t i = 0; i < delayed.topics.size(); ++i)
      if ((*delayed.errors)[i].ok() && !delayed.complete(delayed.topics[i]))
        (*delayed.errors)[i].error = ErrorCode::REQUEST_TIMED_OUT;
    delayed.answer();
  }
}

}  // namespace kafka
