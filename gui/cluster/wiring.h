#pragma once
/// Who is connected with whom: the bundles between producers, brokers and members, and the way that a batch takes.

#include <array>
#include <functional>
#include <map>
#include <tuple>
#include <vector>

#include "gui/cluster/broker_item.h"
#include "gui/cluster/entity_item.h"
#include "gui/view/chunk.h"

namespace cluster {

/// Everything that goes from one item to another.
struct Bundle {
  view::FlowNow::Kind kind = view::FlowNow::Kind::produce;
  const EntityItem* from = nullptr;
  const EntityItem* to = nullptr;
  double batches = 0;  ///< per second
  int partitions = 0;
  bool on_path = false;  ///< the marked partition goes through it
};

using Curve = std::array<QPointF, 4>;
QPointF point_on(const Curve& curve, double share);

class Wiring {
 public:
  /// Of items that stay where they are until the next call.
  void lay(const SceneState& state, const std::vector<EntityItem*>& items);

  [[nodiscard]] const std::vector<Bundle>& bundles() const { return bundles_; }
  /// nullptr: nothing of the scene runs there.
  [[nodiscard]] const EntityItem* item_at(sim::HostId host) const;
  [[nodiscard]] Curve curve_of(const Bundle& bundle) const;
  /// To the very cells of that partition.
  [[nodiscard]] static Curve curve_of(view::FlowNow::Kind kind, const EntityItem& from, const EntityItem& to,
                                      kafka::TopicPartition tp);

 private:
  using LeaderOf = std::function<const EntityItem*(const view::PartitionNow&)>;

  void lay_producers(const SceneState& state, const LeaderOf& leader_of);
  void lay_members(const SceneState& state, const LeaderOf& leader_of);
  void place_hosts(const SceneState& state, const std::vector<EntityItem*>& items);
  void put(sim::HostId host, const EntityItem* item);
  Bundle& bundle(view::FlowNow::Kind kind, const EntityItem* from, const EntityItem* to);

  std::vector<const EntityItem*> hosts_;  // by number
  double height_ = 0;                     // of all items
  std::vector<Bundle> bundles_;
  std::map<std::tuple<view::FlowNow::Kind, const EntityItem*, const EntityItem*>, std::size_t>
      places_;  // looked up, never gone through
};

}  // namespace cluster
