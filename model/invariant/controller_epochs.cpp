#include "model/invariant/controller_epochs.h"

#include <charconv>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kUnique = "Controller epochs are unique and increasing; one broker acts in each";
constexpr std::string_view kOneWriter = "After an election every write of an earlier controller fails";
constexpr std::string_view kObedience =
    "No broker acts on a request of an earlier controller, nor on one for an earlier registration of itself";

constexpr std::string_view kTopics = "/brokers/topics/";
constexpr std::string_view kPartitions = "/partitions/";
constexpr std::string_view kState = "/state";

bool is_state(const std::string& path) {
  return path.rfind(kTopics, 0) == 0 && path.size() > kState.size() &&
         path.compare(path.size() - kState.size(), kState.size(), kState) == 0;
}

}  // namespace

void ControllerEpochs::check(const ControllerElected& e) {
  const bool later = controllers_.empty() || e.controller_epoch > controllers_.rbegin()->first;
  if (!later)
    found({.name = "C1", .statement = kUnique, .broker = e.broker, .epoch = e.controller_epoch.value(), .excuse = {}},
          [&] {
            return name_of(e.broker) + " is elected in controller epoch " + num(e.controller_epoch) + " after " +
                   name_of(controllers_.rbegin()->second) + " in epoch " + num(controllers_.rbegin()->first);
          });
  controllers_.try_emplace(e.controller_epoch, e.broker);
}

void ControllerEpochs::check(const ControlRequestSent& e) {
  const auto it = controllers_.find(e.controller_epoch);
  if (it != controllers_.end() && it->second == e.controller) return;
  found({.name = "C1", .statement = kUnique, .broker = e.controller, .epoch = e.controller_epoch.value(), .excuse = {}},
        [&] {
          return name_of(e.controller) + " sends " + std::string(e.api) + " in controller epoch " +
                 num(e.controller_epoch) + ", in which " +
                 (it == controllers_.end() ? std::string("nobody was elected") : name_of(it->second) + " was elected");
        });
}

void ControllerEpochs::check(const ControlRequestHandled& e) {
  if (e.error == ErrorCode::STALE_CONTROLLER_EPOCH || e.error == ErrorCode::STALE_BROKER_EPOCH) return;
  if (e.controller_epoch < e.known_controller_epoch)
    found(
        {.name = "C3", .statement = kObedience, .broker = e.broker, .epoch = e.controller_epoch.value(), .excuse = {}},
        [&] {
          return name_of(e.broker) + " accepts " + std::string(e.api) + " of controller epoch " +
                 num(e.controller_epoch) + " after epoch " + num(e.known_controller_epoch);
        });
  if (e.broker_epoch == kNoBrokerEpoch || e.broker_epoch >= e.own_broker_epoch) return;
  found(
      {.name = "C3",
       .statement = kObedience,
       .broker = e.broker,
       .epoch = e.broker_epoch.value(),
       .excuse = context_.behaviour().broker_epochs ? "" : "before 2.2 requests do not name a registration (KIP-380)"},
      [&] {
        return name_of(e.broker) + " accepts " + std::string(e.api) + " for its broker epoch " + num(e.broker_epoch) +
               "; it has " + num(e.own_broker_epoch);
      });
}

void ControllerEpochs::check(const ZooKeeperCommitted& e) {
  if (e.type == "error") return;
  if (e.path == "/controller" && e.version >= 0) controller_session_ = e.session;
  if (!is_state(e.path) || may_write_state(e)) return;
  found({.name = "C2",
         .statement = kOneWriter,
         .epoch = e.session.value(),
         .excuse = context_.behaviour().guarded_controller_writes
                       ? ""
                       : "before 2.1 controller writes are not guarded by the controller epoch (KAFKA-6082)"},
        [&] {
          return "session " + num(e.session) + " writes " + e.path + ", zxid " + num(e.zxid) +
                 "; the controller has session " + num(controller_session_);
        });
}

bool ControllerEpochs::may_write_state(const ZooKeeperCommitted& e) {
  if (controller_session_ == kNoSession || e.session == controller_session_) return true;
  if (context_.behaviour().alter_partition) return false;
  const auto owner = owners_.find(e.session);  // before 2.7 a leader writes its ISR itself
  return owner != owners_.end() && leads(context_.shadow.broker_at(owner->second), e.path);
}

bool ControllerEpochs::leads(BrokerId broker, const std::string& path) {
  const TopicTable* topics = settings().topics;
  const std::size_t at = path.find(kPartitions, kTopics.size());
  if (!topics || at == std::string::npos) return true;
  const TopicId topic = topics->find(std::string_view(path).substr(kTopics.size(), at - kTopics.size()));
  std::int32_t number = -1;
  std::from_chars(path.data() + at + kPartitions.size(), path.data() + path.size(), number);
  if (topic < TopicId(0) || number < 0) return true;
  const PartitionShadow& p = partition({topic, PartitionId(number)});
  const ReplicaShadow* replica = p.find(broker);
  return p.stored.leader == broker || (replica && replica->leads());
}

}  // namespace kafka
