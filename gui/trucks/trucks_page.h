#pragma once
/// The trucks of the tutorial: what the location dashboard shows against where they are, and the notification service's
/// alerts.

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QTableView>

#include "gui/charts/time_chart.h"
#include "gui/pages/content.h"
#include "gui/pages/page.h"
#include "gui/trucks/alerts_model.h"
#include "gui/trucks/freshness.h"
#include "gui/trucks/track_player.h"
#include "gui/trucks/truck_map.h"

class QToolButton;

namespace trucks {

class TrucksPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit TrucksPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  /// A row for each truck.
  [[nodiscard]] QList<QStringList> table() const override;

  /// Its partition is what the other pages mark. 0: none.
  void choose(int truck);
  /// Plays the chosen truck's last minutes again (of none: the one with the oldest report), or stops it.
  void play_track();
  [[nodiscard]] TrackPlayer& player() { return *player_; }
  [[nodiscard]] TruckMap& map() { return *map_; }
  [[nodiscard]] AlertsModel& alerts() { return *model_; }
  [[nodiscard]] const TruckFacts& facts() const { return facts_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  /// Sizes of what depends on the room and on the fonts.
  void lay_out();
  QWidget* build_map();
  QWidget* build_alerts();
  QWidget* build_truck();
  void show_truck();
  void show_player();
  void show_alerts();
  void take_selection();
  [[nodiscard]] bool has_trucks() const;

  TruckFacts facts_;
  TrackPlayer* player_;
  bool choosing_ = false;
  std::shared_ptr<charts::Moments> moments_ = std::make_shared<charts::Moments>();
  pages::Content* content_ = nullptr;
  QWidget* right_ = nullptr;
  QToolButton* track_ = nullptr;
  TruckMap* map_ = nullptr;
  QComboBox* colour_ = nullptr;
  charts::TimeChart* chart_ = nullptr;
  QFrame* chart_frame_ = nullptr;
  Freshness* freshness_ = nullptr;
  AlertsModel* model_ = nullptr;
  QTableView* table_ = nullptr;
  QLabel* alerts_sum_ = nullptr;
  QWidget* truck_ = nullptr;
  QLabel* truck_title_ = nullptr;
  QLabel* truck_text_ = nullptr;
};

}  // namespace trucks
