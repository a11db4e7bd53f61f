#include "model/controller/topic_changes.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace kafka {

namespace {

std::set<TopicId> without(const std::set<TopicId>& all, const std::set<TopicId>& some) {
  std::set<TopicId> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::inserter(rest, rest.end()));
  return rest;
}

}  // namespace

// ---- watches

void TopicChanges::watch(const std::set<TopicId>& topics) {
  for (const TopicId topic : topics) {
    watched_.insert(topic);
    parts_.services.zk.register_znode_change_handler(path(topic), [this, topic](zk::EventType type) {
      if (type != zk::EventType::NodeDataChanged) return;
      parts_.put("PartitionModifications", [this, topic](Next next) { process_partitions(topic, std::move(next)); });
    });
  }
}

void TopicChanges::unwatch(TopicId topic) {
  if (watched_.erase(topic) > 0) parts_.services.zk.unregister_znode_change_handler(path(topic));
}

void TopicChanges::unwatch_all() {
  while (!watched_.empty()) unwatch(*watched_.begin());
}

// ---- new topics and partitions

void TopicChanges::process(Next done) {
  reads_.topics([this, done = std::move(done)](const std::set<TopicId>& topics) {
    const std::set<TopicId> fresh = without(topics, parts_.context.topics);
    const std::set<TopicId> gone = without(parts_.context.topics, topics);
    parts_.context.topics = topics;
    watch(fresh);
    reads_.assignments(fresh, [this, gone, done](const ControllerReads::Assignments& assignments) {
      for (const TopicId topic : gone) parts_.context.remove_topic(topic);
      std::vector<TopicPartition> partitions;
      for (const auto& [tp, assignment] : assignments) {
        parts_.context.set_assignment(tp, assignment);
        partitions.push_back(tp);
      }
      if (partitions.empty()) return done();
      create(partitions, done);
    });
  });
}

/// Source: onNewPartitionCreation.
void TopicChanges::create(const std::vector<TopicPartition>& partitions, Next done) {
  parts_.partitions.move(partitions, PartitionMachineState::New);
  parts_.replicas.move(parts_.context.replicas_of(partitions), ReplicaMachineState::New);
  parts_.partitions.to_online(partitions, ElectionStrategy::offline,
                              [this, partitions, done = std::move(done)](const std::vector<TopicPartition>&) {
                                parts_.replicas.move(parts_.context.replicas_of(partitions),
                                                     ReplicaMachineState::Online);
                                done();
                              });
}

void TopicChanges::process_partitions(TopicId topic, Next done) {
  reads_.assignments({topic}, [this, topic, done = std::move(done)](const ControllerReads::Assignments& written) {
    std::vector<TopicPartition> fresh;
    for (const auto& [tp, assignment] : written)
      if (parts_.context.replicas(tp).empty()) fresh.push_back(tp);
    if (fresh.empty()) return done();
    if (parts_.context.is_queued_for_deletion(topic)) return restore_assignment(topic, written, done);
    for (const TopicPartition tp : fresh) parts_.context.set_assignment(tp, written.at(tp));
    create(fresh, done);
  });
}

/// A topic that is being deleted does not grow. Source: restorePartitionReplicaAssignment.
void TopicChanges::restore_assignment(TopicId topic, const ControllerReads::Assignments& written, Next done) {
  const std::string& name = parts_.services.topics.name(topic);
  const std::string partitions = zk_data::topic_partitions_path(name);
  parts_.zk.read(
      {zk::GetChildren{partitions}}, [=, this, done = std::move(done)](const std::vector<zk::Response>& answers) {
        const std::vector<std::string>& existing = answers.front().children;
        zk_data::Assignment restored;
        for (const auto& [tp, assignment] : written)
          if (std::find(existing.begin(), existing.end(), std::to_string(tp.partition.value())) != existing.end())
            restored[tp.partition] = parts_.context.assignment(tp);
        parts_.zk.write({zk::SetData{path(topic), zk_data::encode_topic(restored)}}, [done](const auto&) { done(); });
      });
}

// ---- deletions

void TopicChanges::process_deletions(Next done) {
  reads_.topic_deletions([this, done = std::move(done)](const std::set<TopicId>& wished) {
    const std::set<TopicId> unknown = without(wished, parts_.context.topics);
    const std::set<TopicId> topics = without(wished, unknown);
    remove_wishes(unknown, [this, topics, done] {
      if (!parts_.deletion.enabled()) return remove_wishes(topics, done);
      if (topics.empty()) return done();
      for (const TopicPartition tp : parts_.context.being_reassigned)
        if (topics.contains(tp.topic)) parts_.deletion.mark_ineligible({tp.topic});
      parts_.deletion.enqueue(topics, done);
    });
  });
}

void TopicChanges::remove_wishes(const std::set<TopicId>& topics, Next done) {
  std::vector<zk::Op> writes;
  for (const TopicId topic : topics)
    writes.push_back(zk::Delete{zk_data::delete_topic_path(parts_.services.topics.name(topic))});
  if (writes.empty()) return done();
  parts_.zk.write(std::move(writes), [done = std::move(done)](const auto&) { done(); });
}

}  // namespace kafka
