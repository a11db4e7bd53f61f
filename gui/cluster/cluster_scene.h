#pragma once
/// The cluster as a scene: an item for each thing, what connects them behind, and records in flight in front.

#include <QGraphicsScene>
#include <vector>

#include "gui/cluster/entity_item.h"
#include "gui/cluster/flight_item.h"
#include "gui/cluster/links_item.h"
#include "gui/cluster/scene_layout.h"
#include "gui/cluster/sessions_item.h"
#include "gui/cluster/wiring.h"

namespace cluster {

class ClusterScene final : public QGraphicsScene {
  Q_OBJECT

 public:
  using Kind = bridge::Selection::Kind;

  explicit ClusterScene(QObject* parent = nullptr);
  ~ClusterScene() override;

  /// `speed`: simulated seconds in one; how batches are shown depends on it.
  void show_state(view::SnapshotPtr snapshot, const view::RunRecord& record, double speed);
  /// The scene is that large; all is placed anew.
  void set_room(QSizeF size);
  void set_zoom(double zoom);
  void mark(Kind kind, const QString& name);
  void set_reduced_motion(bool on);
  void set_clock(double seconds) { flight_->set_clock(seconds); }
  /// Fonts or colours are others.
  void look_again();

  [[nodiscard]] double speed() const { return speed_; }
  [[nodiscard]] const SceneState& state() const { return state_; }
  [[nodiscard]] const SceneLayout& layout() const { return layout_; }
  [[nodiscard]] const FlightItem& flight() const { return *flight_; }
  [[nodiscard]] const LinksItem& links() const { return *links_; }
  [[nodiscard]] const Wiring& wiring() const { return wiring_; }
  /// ZooKeeper, producers, brokers, then groups each with its members.
  [[nodiscard]] const std::vector<EntityItem*>& entities() const { return entities_; }
  /// nullptr: there is none.
  [[nodiscard]] EntityItem* find(Kind kind, const QString& name) const;
  /// The one that has the keyboard's focus; nullptr: none.
  [[nodiscard]] EntityItem* focused() const;
  /// From the focused one to the nearest in that direction.
  void move_focus(const QPointF& direction);

 Q_SIGNALS:
  void chosen(bridge::Selection::Kind kind, const QString& name);
  void menu_wanted(bridge::Selection::Kind kind, const QString& name, const QPoint& screen);

 private:
  [[nodiscard]] std::vector<std::pair<Kind, QString>> wanted() const;
  void make_items();
  EntityItem* add(EntityItem* item);
  void place_items();
  void set_hovered(const QString& partition);
  void find_path();
  void choose_flight();
  /// What the marked partition does not touch is faint.
  void fade();

  SceneState state_;
  SceneLayout layout_;
  Wiring wiring_;
  QSizeF room_ = SceneLayout::kDesigned;
  QString hovered_;
  std::vector<EntityItem*> entities_;
  LinksItem* links_;
  SessionsItem* sessions_;
  FlightItem* flight_;
  double speed_ = 1;
};

}  // namespace cluster
