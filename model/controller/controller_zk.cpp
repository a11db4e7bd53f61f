#include "model/controller/controller_zk.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "model/zk/zk_data.h"

namespace kafka {

namespace {

bool session_expired(const std::vector<zk::Response>& answers) {
  return std::any_of(answers.begin(), answers.end(),
                     [](const zk::Response& r) { return r.error == zk::Error::SessionExpired; });
}

/// Another controller has written /controller_epoch: the check in front of the write failed.
bool moved(const zk::Response& answer) {
  return !answer.results.empty() && answer.results.front().error == zk::Error::BadVersion;
}

/// What the write itself was answered.
zk::Response unwrapped(zk::Response answer) {
  if (answer.results.empty()) return answer;
  const zk::OpResult& write = answer.results.back();
  answer.path = write.path;
  answer.stat = write.stat;
  answer.results.clear();
  return answer;
}

std::vector<TopicPartition> partitions_of(const LeadershipStates& states) {
  std::vector<TopicPartition> partitions;
  for (const auto& [tp, state] : states) partitions.push_back(tp);
  return partitions;
}

}  // namespace

// ---- one call

void ControllerZk::send(std::vector<zk::Request> requests, Done done) {
  if (!services_.behaviour.pipelined_zookeeper_writes) return send_one_by_one(std::move(requests), std::move(done));
  services_.zk.send(std::move(requests), std::move(done));
}

void ControllerZk::send_one_by_one(std::vector<zk::Request> requests, Done done) {
  const auto answers = std::make_shared<std::vector<zk::Response>>();
  for_each_in_turn(
      std::move(requests),
      [this, answers](const zk::Request& request, Next next) {
        services_.zk.send(request, [answers, next = std::move(next)](zk::Response answer) {
          answers->push_back(std::move(answer));
          next();
        });
      },
      [answers, done = std::move(done)] { done(std::move(*answers)); });
}

void ControllerZk::read(std::vector<zk::Request> requests, Done done) {
  send(std::move(requests), [this, done = std::move(done)](std::vector<zk::Response> answers) {
    if (session_expired(answers)) return give_up_(Lost::session);
    done(std::move(answers));
  });
}

zk::Request ControllerZk::guarded(zk::Op write) const {
  const Behaviour& behaviour = services_.behaviour;
  if (behaviour.guarded_controller_writes && !behaviour.mutated(Mutation::unguarded_writes))
    return zk::Multi{{zk::Check{zk_data::kControllerEpochPath, context_.epoch_zk_version}, std::move(write)}};
  return std::visit(
      [](auto& op) -> zk::Request {
        if constexpr (std::is_same_v<std::decay_t<decltype(op)>, zk::Check>) {
          return zk::Multi{{op}};
        } else {
          return op;
        }
      },
      write);
}

void ControllerZk::write(std::vector<zk::Op> writes, Done done) {
  std::vector<zk::Request> requests;
  for (zk::Op& op : writes) requests.push_back(guarded(std::move(op)));
  send(std::move(requests), [this, done = std::move(done)](std::vector<zk::Response> answers) {
    if (session_expired(answers)) return give_up_(Lost::session);
    if (services_.behaviour.guarded_controller_writes && std::any_of(answers.begin(), answers.end(), moved))
      return give_up_(Lost::office);
    for (zk::Response& answer : answers) answer = unwrapped(std::move(answer));
    done(std::move(answers));
  });
}

void ControllerZk::write_in_rounds(std::vector<std::vector<zk::Op>> rounds, Done done) {
  const auto answers = std::make_shared<std::vector<zk::Response>>();
  for_each_in_turn(
      std::move(rounds),
      [this, answers](const std::vector<zk::Op>& round, Next next) {
        write(round, [answers, next = std::move(next)](std::vector<zk::Response> of_round) {
          *answers = std::move(of_round);
          next();
        });
      },
      [answers, done = std::move(done)] { done(std::move(*answers)); });
}

// ---- states of partitions

void ControllerZk::read_states(const std::vector<TopicPartition>& partitions,
                               std::function<void(LeadershipStates)> done) {
  std::vector<zk::Request> reads;
  for (const TopicPartition tp : partitions)
    reads.push_back(zk::GetData{zk_data::partition_state_path(topic_name(tp), tp.partition)});
  read(std::move(reads), [partitions, done = std::move(done)](const std::vector<zk::Response>& answers) {
    LeadershipStates states;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      if (answers[i].error != zk::Error::Ok) continue;
      if (auto state = zk_data::decode_partition_state(answers[i].data, answers[i].stat))
        states.emplace(partitions[i], std::move(*state));
    }
    done(std::move(states));
  });
}

/// Three rounds, as Kafka makes them: .../partitions, .../partitions/<p>, and the states. A node above that exists
/// already is no failure; one that cannot be made fails its states.
void ControllerZk::create_states(const LeadershipStates& states, std::function<void(LeadershipStates)> done) {
  std::vector<zk::Op> tops;
  std::vector<zk::Op> middles;
  std::vector<zk::Op> nodes;
  std::set<TopicId> topics;
  for (const auto& [tp, state] : states) {
    if (topics.insert(tp.topic).second) tops.push_back(zk::Create{zk_data::topic_partitions_path(topic_name(tp)), ""});
    middles.push_back(zk::Create{zk_data::partition_path(topic_name(tp), tp.partition), ""});
    nodes.push_back(zk::Create{zk_data::partition_state_path(topic_name(tp), tp.partition),
                               zk_data::encode_partition_state(state)});
  }
  auto created = [states, done = std::move(done)](const std::vector<zk::Response>& answers) {
    LeadershipStates made;
    const std::vector<TopicPartition> partitions = partitions_of(states);
    for (std::size_t i = 0; i < partitions.size(); ++i)
      if (answers[i].error == zk::Error::Ok) made.emplace(partitions[i], states.at(partitions[i]));
    done(std::move(made));
  };
  write_in_rounds({std::move(tops), std::move(middles), std::move(nodes)}, std::move(created));
}

void ControllerZk::update_states(const LeadershipStates& states, std::function<void(UpdatedStates)> done) {
  std::vector<zk::Op> writes;
  for (const auto& [tp, state] : states)
    writes.push_back(zk::SetData{zk_data::partition_state_path(topic_name(tp), tp.partition),
                                 zk_data::encode_partition_state(state), state.partition_epoch.value()});
  write(std::move(writes), [states, done = std::move(done)](const std::vector<zk::Response>& answers) {
    UpdatedStates result;
    std::size_t i = 0;
    for (const auto& [tp, state] : states) {
      const zk::Response& answer = answers[i++];
      if (answer.error == zk::Error::Ok) {
        PartitionState written = state;
        written.partition_epoch = PartitionEpoch(answer.stat.version);
        result.written.emplace(tp, std::move(written));
      } else if (answer.error == zk::Error::BadVersion) {
        result.again.push_back(tp);
      } else {
        result.failed.push_back(tp);
      }
    }
    done(std::move(result));
  });
}

}  // namespace kafka
