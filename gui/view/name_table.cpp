#include "gui/view/name_table.h"

#include "model/cluster/cluster.h"

namespace view {

NameTable::NameTable(const kafka::Cluster& cluster) : brokers_(cluster.brokers().all().size()) {
  for (const kafka::Machine& m : cluster.machines()) {
    const auto host = static_cast<std::size_t>(m.host.value());
    if (hosts_.size() <= host) hosts_.resize(host + 1);
    hosts_[host] = cluster.host_name(m.host);
  }
  for (int c = 0; c < cluster.client_count(); ++c) clients_.push_back(cluster.client_name(kafka::ClientId(c)));
  for (int g = 0; g < cluster.group_count(); ++g) groups_.push_back(cluster.group_name(kafka::GroupId(g)));
  for (std::size_t t = 0; t < cluster.topics().size(); ++t)
    topics_.push_back(cluster.topics().name(kafka::TopicId(static_cast<std::int32_t>(t))));
}

bool NameTable::outdated(const kafka::Cluster& cluster) const {
  return clients_.size() != static_cast<std::size_t>(cluster.client_count()) ||
         groups_.size() != static_cast<std::size_t>(cluster.group_count()) ||
         topics_.size() != cluster.topics().size() || brokers_ != cluster.brokers().all().size();
}

}  // namespace view
