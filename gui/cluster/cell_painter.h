#pragma once
/// Draws replicas in a broker's card: a colour, a number or everything, by the room that a cell has.

#include <QPainter>
#include <QRectF>

#include "gui/cluster/scene_layout.h"
#include "gui/cluster/scene_state.h"

namespace cluster {

class CellPainter {
 public:
  CellPainter(QPainter& painter, const SceneState& state, const view::BrokerNow& broker)
      : p_(painter), state_(state), broker_(broker) {}

  void draw(const CellGrid& grid, const QRectF& area, bool grey);

 private:
  void draw_small(const view::ReplicaNow& replica, const QRectF& in, bool number);
  void draw_full(const view::ReplicaNow& replica, const QRectF& in);
  /// In its corner: a leader that is not the preferred one is filled, the preferred one that does not lead is hollow.
  void draw_preferred(const view::ReplicaNow& replica, const QRectF& in);
  void draw_offsets(const view::ReplicaNow& replica, const QRectF& in);
  void draw_isr(const view::ReplicaNow& replica, const QRectF& in);
  void draw_records(const view::ReplicaNow& replica, const QRectF& in);
  /// All replicas of a topic as one bar: leaders, in sync, not in the ISR, offline.
  void draw_sums(const QRectF& area);
  [[nodiscard]] double opacity_of(kafka::TopicPartition tp) const;

  QPainter& p_;
  const SceneState& state_;
  const view::BrokerNow& broker_;
};

}  // namespace cluster
