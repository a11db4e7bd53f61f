#pragma once
/// A consumer group: its state, generation and lag. Its members stand in it, as items of their own.

#include "gui/cluster/entity_item.h"

namespace cluster {

class GroupItem final : public EntityItem {
  Q_OBJECT

 public:
  /// `hue`: the group's place among all, for its colour.
  GroupItem(const SceneState& state, const QString& name, std::size_t hue)
      : EntityItem(state, Kind::group, name), hue_(hue) {
    setZValue(1);
  }

  [[nodiscard]] QString describe() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  [[nodiscard]] const view::GroupNow* group() const;

  std::size_t hue_;
};

/// One member: the partitions that it owns, how far behind it is, what it is doing.
class MemberItem final : public EntityItem {
  Q_OBJECT

 public:
  MemberItem(const SceneState& state, const QString& name, std::size_t group)
      : EntityItem(state, Kind::member, name), group_(group) {}

  [[nodiscard]] std::size_t group() const { return group_; }
  [[nodiscard]] QString describe() const override;
  [[nodiscard]] std::pair<Kind, QString> thing_at(const QPointF& local) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  [[nodiscard]] const view::MemberNow* member() const;
  [[nodiscard]] QString short_name(const view::MemberNow& m) const;
  [[nodiscard]] QString doing(const view::MemberNow& m) const;
  void paint_chips(QPainter& p, const view::MemberNow& m, double left, const QColor& hue);
  void paint_lag(QPainter& p, const view::MemberNow& m, const QColor& hue) const;

  std::size_t group_;
  std::vector<std::pair<QRectF, kafka::TopicPartition>> chips_;  // as painted last
};

/// Of the n-th group: colours of topics come first in the table.
std::size_t group_hue(std::size_t n);

}  // namespace cluster
