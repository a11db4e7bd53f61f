#pragma once
/// What all items of the cluster's scene look at: the snapshot that is shown, what is marked, and how far one has
/// zoomed.

#include <QString>
#include <map>
#include <optional>
#include <vector>

#include "gui/bridge/selection.h"
#include "gui/cluster/recent_records.h"
#include "gui/view/snapshot.h"

namespace cluster {

/// How what travels is shown: each batch where it is, a flow of dots that stand for many, or only by bright links.
enum class Flight { exact, flow, brightness };

struct SceneState {
  view::SnapshotPtr now;
  const view::RunRecord* record = nullptr;
  RecentRecords records;
  std::map<kafka::TopicPartition, const view::PartitionNow*> partitions;  ///< of `now`
  std::vector<kafka::TopicId> topics;                                     ///< in order of their colours
  bridge::Selection::Kind chosen_kind = bridge::Selection::Kind::nothing;
  QString chosen;
  std::optional<kafka::TopicPartition> path;  ///< hovered or selected: shown bright, all else faint
  double zoom = 1;                            ///< by hand; 1 = all is seen
  Flight flight = Flight::flow;
  bool reduced_motion = false;

  void take(view::SnapshotPtr snapshot);
  [[nodiscard]] const view::PartitionNow* partition(kafka::TopicPartition tp) const {
    const auto it = partitions.find(tp);
    return it == partitions.end() ? nullptr : it->second;
  }
  [[nodiscard]] std::size_t colour_of(kafka::TopicId topic) const;
  [[nodiscard]] bool is_chosen(bridge::Selection::Kind kind, const QString& name) const {
    return chosen_kind == kind && chosen == name;
  }
};

/// "broker-101" of 101.
QString broker_name(const view::Snapshot& snapshot, std::int32_t id);

}  // namespace cluster
