#include "gui/view/groups_watch.h"

#include <variant>

namespace view {
namespace {

struct ChangesGroups {
  bool operator()(const kafka::PartitionsAssigned&) const { return true; }
  bool operator()(const kafka::PartitionsRevoked&) const { return true; }
  bool operator()(const kafka::PartitionsLost&) const { return true; }
  bool operator()(const kafka::PositionSet&) const { return true; }
  bool operator()(const kafka::MemberJoining&) const { return true; }
  bool operator()(const kafka::MemberJoined&) const { return true; }
  bool operator()(const kafka::MemberSyncing&) const { return true; }
  bool operator()(const kafka::MemberLeft&) const { return true; }
  bool operator()(const kafka::ClientStopped&) const { return true; }
  bool operator()(const kafka::ClientStarted&) const { return true; }
  bool operator()(const kafka::ConsumerFailed&) const { return true; }
  bool operator()(const kafka::RebalanceStarted&) const { return true; }
  bool operator()(const kafka::GenerationStarted&) const { return true; }
  bool operator()(const kafka::GroupAssigned&) const { return true; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

void GroupsWatch::on_event(sim::SimTime, sim::HostId, const kafka::Event& event) {
  changed_ = changed_ || std::visit(ChangesGroups{}, event);
}

std::shared_ptr<const GroupsChart> GroupsWatch::take_changed(sim::SimTime) {
  if (!changed_) return nullptr;
  changed_ = false;
  auto chart = std::make_shared<GroupsChart>();
  for (std::size_t g = 0; g < experiment_.spec().groups.size(); ++g) {
    const kafka::GroupId id(static_cast<std::int32_t>(g));
    const scenario::GroupRebalances& of = experiment_.rebalances().of(id);
    for (const scenario::Ownership& o : of.owners.ownerships())
      chart->readers.push_back({id, o.tp, o.member, o.begin, o.end, ""});
    for (const scenario::UnreadTime& u : of.owners.unread())
      chart->readers.push_back({id, u.tp, kafka::kNoClient, u.begin, u.end, std::string(u.how)});
    for (const scenario::Rebalance& r : of.rebalances)
      chart->rebalances.push_back({id, r.generation.value(), r.started, r.ended, r.reason, r.protocol, r.reread});
  }
  return chart;
}

}  // namespace view
