#pragma once
/// The trucks on their roads: an arrow where the dashboard believes each to be, a ring where it is, a line between.

#include <QGraphicsItem>
#include <QGraphicsView>
#include <QPixmap>
#include <optional>

#include "gui/style/theme.h"
#include "gui/trucks/truck_facts.h"
#include "scenarios/engine/trucks/regions.h"
#include "scenarios/engine/trucks/road_map.h"

namespace trucks {

enum class ColourBy { age, partition, owner };

/// Wheel or + -: zoom. Drag: move. 0, or a double click: all. Left and right: the truck before and after. Enter: the
/// oldest report.
class TruckMap final : public QGraphicsView {
  Q_OBJECT

 public:
  /// How long an alert's ring is seen.
  static constexpr double kFlashSeconds = 5;

  explicit TruckMap(bridge::Session& session, QWidget* parent = nullptr);

  void show_now() { viewport()->update(); }
  void colour_by(ColourBy by);
  void select(int truck);
  /// Where the chosen truck was in these last seconds, and where it was shown: points of the record.
  static constexpr double kTrackSeconds = 120;
  struct Track {
    std::vector<scenario::GeoPoint> real;
    std::vector<scenario::GeoPoint> shown;  ///< one for each report that was shown
  };
  [[nodiscard]] Track track() const;
  [[nodiscard]] int selected() const { return selected_; }
  /// On the viewport.
  [[nodiscard]] QPointF at(scenario::GeoPoint point) const;
  /// 0: there is none near.
  [[nodiscard]] int truck_near(const QPointF& at) const;
  [[nodiscard]] const scenario::Regions& regions() const { return regions_; }
  [[nodiscard]] QColor colour_of(const view::TruckNow& truck) const;
  void show_all();
  void zoom_at(const QPointF& at, double factor);

 Q_SIGNALS:
  void chosen(int truck);

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  /// All trucks in one item.
  class Layer;
  void draw_country(QPainter& painter) const;
  void draw_land(QPainter& painter) const;
  void draw_regions(QPainter& painter) const;
  void draw_signs(QPainter& painter) const;
  void draw_roads(QPainter& painter) const;
  void draw_labels(QPainter& painter) const;
  void draw_scale(QPainter& painter) const;
  void draw_callout(QPainter& painter) const;
  [[nodiscard]] static QString title(const view::TruckNow& truck);
  [[nodiscard]] static QString age_text(const view::TruckNow& truck);
  [[nodiscard]] double pixels_per_km() const { return scale_ * zoom_; }
  /// Where the midst of the country is when all of it is shown.
  [[nodiscard]] QPointF middle() const;
  void shift_to(const QPointF& shift, double zoom);
  void moved();

  bridge::Session& session_;
  TruckFacts facts_;
  scenario::RoadMap map_;
  scenario::Regions regions_;
  ColourBy by_ = ColourBy::age;
  int selected_ = 0;
  // The map lies flat: degrees of longitude are as much shorter as in its midst.
  scenario::GeoPoint centre_;
  double km_per_longitude_ = 1;
  double width_km_ = 1;
  double height_km_ = 1;
  double scale_ = 1;  // pixels per km that show all
  double zoom_ = 1;
  QPointF shift_;  // pixels
  QPixmap country_;
  unsigned drawn_in_ = 0;  ///< the theme's version
  std::optional<QPointF> pressed_;
  QPointF shift_before_;
};

}  // namespace trucks
