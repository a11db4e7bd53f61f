#pragma once
/// The animated cluster: producers, ZooKeeper, brokers with their replicas, consumer groups, records in flight; things
/// are selected by a click, and go wrong by the menu.

#include <QElapsedTimer>
#include <QTimer>

#include "gui/cluster/active_faults.h"
#include "gui/cluster/cluster_view.h"
#include "gui/cluster/fault_dialog.h"
#include "gui/cluster/fault_menu.h"
#include "gui/cluster/legend_bar.h"
#include "gui/pages/page.h"

class QLabel;
class QStackedLayout;

namespace cluster {

class ClusterPage final : public pages::Page {
  Q_OBJECT

 public:
  using Thing = bridge::Selection::Kind;

  explicit ClusterPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  /// All replicas.
  [[nodiscard]] QList<QStringList> table() const override;

  [[nodiscard]] ClusterView& view() { return *view_; }
  [[nodiscard]] ClusterScene& scene() { return *scene_; }
  [[nodiscard]] const LegendBar& legend() const { return *legend_; }
  [[nodiscard]] const ActiveFaults& faults() const { return *faults_; }
  /// Of the dots. Without a call it is the run's time in pictures, and the screen's while the run is played.
  void set_animation_clock(double seconds);
  void set_reduced_motion(bool on);
  /// Not shown yet. Also for the command palette.
  [[nodiscard]] FaultMenu* make_menu(Thing thing, const QString& name);
  /// Open, not yet answered.
  FaultDialog* ask_fault(const FaultRequest& request);

 public Q_SLOTS:
  /// The dialog for what is selected.
  void ask_fault_of_selection();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void make_view();
  void choose(Thing thing, const QString& name);
  void add_healing(QMenu& menu, const QString& target);
  void show_menu(Thing thing, const QString& name, const QPoint& screen);
  void fault_key(Thing thing, const QString& name, int key);
  void run_clock();
  [[nodiscard]] QString preview_of(const QString& words, std::optional<double> at, QString& problem) const;

  ClusterScene* scene_;
  ClusterView* view_;
  LegendBar* legend_;
  ActiveFaults* faults_;
  QStackedLayout* stack_;
  QLabel* nothing_;
  QTimer animation_;
  QElapsedTimer wall_;
};

}  // namespace cluster
