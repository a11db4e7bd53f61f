#include "gui/trucks/truck_map.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "gui/trucks/truck_layer.h"

namespace trucks {
namespace {

constexpr double kKmPerLatitude = 111.195;  // of a sphere of the Earth's mean radius
constexpr double kMargin = 26;
constexpr double kNear = 12;
constexpr double kFoot = 26;  // below the country: scale and legend

}  // namespace

class TruckMap::Layer final : public QGraphicsItem {
 public:
  explicit Layer(TruckMap& map) : map_(map) {}
  [[nodiscard]] QRectF boundingRect() const override { return map_.sceneRect(); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override {
    draw_trucks(*painter, map_, map_.session_);
  }

 private:
  TruckMap& map_;
};

TruckMap::TruckMap(bridge::Session& session, QWidget* parent)
    : QGraphicsView(parent),
      session_(session),
      facts_(session),
      map_(scenario::RoadMap::netherlands()),
      regions_(scenario::Regions::netherlands()) {
  setObjectName("trucks-map");
  setAccessibleName(tr("Map of the trucks"));
  auto* const scene = new QGraphicsScene(this);
  scene->setItemIndexMethod(QGraphicsScene::NoIndex);
  scene->setSceneRect(0, 0, 1, 1);  // else it asks its items for it, and the layer asks the scene
  setScene(scene);
  scene->addItem(new Layer(*this));
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(FullViewportUpdate);
  setFrameShape(NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setMinimumSize(320, 240);
  scenario::GeoPoint least{90, 180};
  scenario::GeoPoint most{-90, -180};
  for (const scenario::City& c : map_.cities()) {
    least = {std::min(least.latitude, c.at.latitude), std::min(least.longitude, c.at.longitude)};
    most = {std::max(most.latitude, c.at.latitude), std::max(most.longitude, c.at.longitude)};
  }
  centre_ = scenario::on_line(least, most, 0.5);
  km_per_longitude_ = kKmPerLatitude * std::cos(centre_.latitude * std::numbers::pi / 180);
  width_km_ = (most.longitude - least.longitude) * km_per_longitude_;
  height_km_ = (most.latitude - least.latitude) * kKmPerLatitude;
}

QPointF TruckMap::at(scenario::GeoPoint p) const {
  const double px = pixels_per_km();
  return middle() + shift_ +
         QPointF((p.longitude - centre_.longitude) * km_per_longitude_ * px,
                 (centre_.latitude - p.latitude) * kKmPerLatitude * px);
}

QColor TruckMap::colour_of(const view::TruckNow& t) const {
  const style::Theme& theme = style::theme();
  if (t.age_s < 0) return theme.faint;
  if (by_ == ColourBy::partition) return theme.category(static_cast<std::size_t>(std::max(0, t.partition)));
  if (by_ == ColourBy::owner) {
    const int owner = facts_.owner(t);
    return owner < 0 ? theme.bad : theme.category(static_cast<std::size_t>(owner));
  }
  switch (age_limits(*session_.spec()->trucks).of(t.age_s)) {
    case Age::late:
      return theme.warn;
    case Age::lost:
      return theme.bad;
    default:
      return theme.accent;
  }
}

void TruckMap::colour_by(ColourBy by) {
  by_ = by;
  show_now();
}

void TruckMap::select(int truck) {
  selected_ = truck;
  show_now();
}

TruckMap::Track TruckMap::track() const {
  Track track;
  const auto at = static_cast<std::size_t>(selected_) - 1;
  std::int64_t offset = -1;
  for (const view::SnapshotPtr& frame : session_.record().frames()) {
    const double ago = session_.seconds() - frame->seconds();
    if (selected_ <= 0 || ago > kTrackSeconds || ago < 0 || !frame->trucks || at >= frame->trucks->trucks.size())
      continue;
    const view::TruckNow& t = frame->trucks->trucks[at];
    track.real.push_back(t.real);
    if (t.age_s < 0 || t.offset == offset) continue;
    offset = t.offset;
    track.shown.push_back(t.shown);
  }
  return track;
}

int TruckMap::truck_near(const QPointF& point) const {
  if (!session_.snapshot() || !session_.snapshot()->trucks) return 0;
  int best = 0;
  double least = kNear;
  for (const view::TruckNow& t : session_.snapshot()->trucks->trucks) {
    if (t.age_s < 0) continue;
    const QPointF d = at(t.shown) - point;
    const double distance = std::hypot(d.x(), d.y());
    if (distance >= least) continue;
    least = distance;
    best = t.truck;
  }
  return best;
}

// ---- moving

void TruckMap::moved() {
  country_ = QPixmap();
  viewport()->update();
}

void TruckMap::show_all() {
  zoom_ = 1;
  shift_ = {};
  moved();
}

QPointF TruckMap::middle() const { return {viewport()->width() / 2.0, (viewport()->height() - kFoot) / 2.0}; }

void TruckMap::zoom_at(const QPointF& point, double factor) {
  // Beyond the whole country there is nothing: the map ends there.
  const double next = std::clamp(zoom_ * factor, 1.0, 30.0);
  shift_to((point - middle()) - (point - middle() - shift_) * (next / zoom_), next);
}

void TruckMap::shift_to(const QPointF& shift, double zoom) {
  zoom_ = zoom;
  // The country stays in the middle of the view, wherever in it that is.
  const QPointF most = QPointF(width_km_, height_km_) * pixels_per_km() / 2;
  const bool all = zoom <= 1;
  shift_ =
      all ? QPointF() : QPointF(std::clamp(shift.x(), -most.x(), most.x()), std::clamp(shift.y(), -most.y(), most.y()));
  moved();
}

void TruckMap::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  const QSize size = viewport()->size();
  scene()->setSceneRect(QRectF(QPointF(), QSizeF(size)));
  scale_ = std::min((size.width() - 4 * kMargin) / width_km_, (size.height() - 2 * kMargin - kFoot) / height_km_);
  moved();
}

bool TruckMap::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QGraphicsView::viewportEvent(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  const view::TruckNow* const truck = facts_.truck(truck_near(help->pos()));
  QToolTip::showText(help->globalPos(), truck == nullptr ? QString() : title(*truck) + "\n" + age_text(*truck), this);
  return true;
}

void TruckMap::wheelEvent(QWheelEvent* event) {
  zoom_at(event->position(), std::pow(1.2, event->angleDelta().y() / 120.0));
  event->accept();
}

void TruckMap::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pressed_ = event->position();
  shift_before_ = shift_;
}

void TruckMap::mouseMoveEvent(QMouseEvent* event) {
  if (pressed_) return shift_to(shift_before_ + event->position() - *pressed_, zoom_);
  setCursor(truck_near(event->position()) > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TruckMap::mouseReleaseEvent(QMouseEvent* event) {
  if (!pressed_) return;
  const QPointF by = event->position() - *pressed_;
  pressed_.reset();
  if (std::hypot(by.x(), by.y()) > 4) return;
  shift_ = shift_before_;
  Q_EMIT chosen(truck_near(event->position()));
}

/// As in the charts and the cluster.
void TruckMap::mouseDoubleClickEvent(QMouseEvent*) { show_all(); }

void TruckMap::keyPressEvent(QKeyEvent* event) {
  const auto count = session_.snapshot() && session_.snapshot()->trucks
                         ? static_cast<int>(session_.snapshot()->trucks->trucks.size())
                         : 0;
  switch (event->key()) {
    case Qt::Key_Plus:
      return zoom_at(middle(), 1.25);
    case Qt::Key_Minus:
      return zoom_at(middle(), 0.8);
    case Qt::Key_0:
      return show_all();
    case Qt::Key_Left:
      return Q_EMIT chosen(selected_ <= 1 ? count : selected_ - 1);
    case Qt::Key_Right:
      return Q_EMIT chosen(selected_ >= count ? std::min(1, count) : selected_ + 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const view::TruckNow* const t = facts_.oldest()) Q_EMIT chosen(t->truck);
      return;
    case Qt::Key_Escape:
      return Q_EMIT chosen(0);
    default:
      return QGraphicsView::keyPressEvent(event);
  }
}

}  // namespace trucks
