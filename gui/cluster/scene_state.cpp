#include "gui/cluster/scene_state.h"

#include <algorithm>
#include <array>

namespace cluster {

void SceneState::take(view::SnapshotPtr snapshot) {
  now = std::move(snapshot);
  partitions.clear();
  topics.clear();
  if (!now) return;
  for (const view::PartitionNow& p : now->partitions) {
    partitions.emplace(p.tp, &p);
    if (!p.internal && (topics.empty() || topics.back() != p.tp.topic)) topics.push_back(p.tp.topic);
  }
  std::sort(topics.begin(), topics.end());
  topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
}

std::size_t SceneState::colour_of(kafka::TopicId topic) const {
  const auto it = std::lower_bound(topics.begin(), topics.end(), topic);
  // Orange and red look like warnings: they come last.
  static constexpr std::array<std::size_t, 8> kHues{0, 2, 4, 6, 3, 7, 5, 1};
  return kHues[static_cast<std::size_t>(it - topics.begin()) % kHues.size()];
}

QString broker_name(const view::Snapshot& snapshot, std::int32_t id) {
  for (const view::BrokerNow& b : snapshot.brokers)
    if (b.id == id) return QString::fromStdString(b.name);
  return QString::number(id);
}

}  // namespace cluster
