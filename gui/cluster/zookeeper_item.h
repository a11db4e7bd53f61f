#pragma once
/// A server of the ZooKeeper ensemble: its role, hollow while its process does not run.

#include "gui/cluster/entity_item.h"

namespace cluster {

class ZooKeeperItem final : public EntityItem {
  Q_OBJECT

 public:
  ZooKeeperItem(const SceneState& state, const QString& name) : EntityItem(state, Kind::zookeeper, name) {}

  [[nodiscard]] QString describe() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  [[nodiscard]] const view::ZooKeeperNow* server() const;
  [[nodiscard]] QString role_text(const view::ZooKeeperNow& z) const;
};

}  // namespace cluster
