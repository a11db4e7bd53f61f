#include "gui/app/dock_area.h"

#include <QDataStream>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIODevice>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

#include "gui/style/fonts.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace app {
namespace {

constexpr int kSideWidth = 330;
constexpr int kNarrowSideWidth = 290;
constexpr int kLogHeight = 150;
constexpr int kTallLogHeight = 195;  // four rows, where there is room
constexpr int kRoomy = 700;
constexpr int kBarHeight = 18;
constexpr QSize kLeastPanel(230, 90);

/// Six dots to take hold of, tear off, close. Its name is on its tab and in what it shows.
class DockBar final : public QWidget {
 public:
  explicit DockBar(QDockWidget* dock) : QWidget(dock) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(2);
    row->addStretch(1);
    float_ = add(*row, "dock-float", DockArea::tr("Tear off or put back: %1").arg(dock->windowTitle()));
    close_ = add(*row, "dock-close", DockArea::tr("Close: %1").arg(dock->windowTitle()));
    connect(float_, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
  }
  [[nodiscard]] QToolButton* close_button() const { return close_; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::theme().faint);
    for (int i = 0; i < 6; ++i)
      painter.drawEllipse(QPointF(width() / 2.0 - 8 + 8 * (i % 3), height() / 2.0 - 2.5 + 5 * (i / 3)), 1.2, 1.2);
  }
  void changeEvent(QEvent* event) override {
    if (event->type() == QEvent::StyleChange) dress();
    QWidget::changeEvent(event);
  }

 private:
  QToolButton* add(QHBoxLayout& row, const char* name, const QString& what) {
    auto* const button = new QToolButton(this);
    button->setObjectName("flat");
    button->setProperty("what", name);
    button->setAccessibleName(what);
    button->setToolTip(what);
    const int side = static_cast<int>(kBarHeight * style::font_scale());
    button->setFixedSize(side + 4, side);
    button->setIconSize({side - 6, side - 6});
    button->setStyleSheet("padding: 0;");
    row.addWidget(button);
    return button;
  }
  void dress() {
    if (close_ == nullptr) return;
    close_->setIcon(style::make_icon(style::Icon::cross, style::theme().faint));
    float_->setIcon(style::make_icon(style::Icon::export_, style::theme().faint));
  }

  QToolButton* float_ = nullptr;
  QToolButton* close_ = nullptr;
};

}  // namespace

DockArea::DockArea(QWidget* parent) : QMainWindow(parent, Qt::Widget) {
  setObjectName("dock-area");
  const DockOptions options = AllowNestedDocks | AllowTabbedDocks;
  // Pictures are of what is there, not of what is on its way.
  const bool still = style::reduced_motion() || QGuiApplication::platformName() == QLatin1String("offscreen");
  setDockOptions(still ? options : options | AnimatedDocks);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
}

void DockArea::add(const QString& id, const QString& title, Panel panel, Qt::DockWidgetArea area,
                   const QStringList& pages) {
  auto* const dock = new QDockWidget(title, this);
  dock->setObjectName("dock-" + id);
  dock->setAccessibleName(title);
  panel.widget->setMinimumSize(kLeastPanel.expandedTo(panel.widget->minimumSize()));
  dock->setWidget(panel.widget);
  auto* const bar = new DockBar(dock);
  dock->setTitleBarWidget(bar);
  connect(bar->close_button(), &QToolButton::clicked, this, [this, id] { set_wanted(id, false); });
  connect(dock, &QDockWidget::topLevelChanged, dock, [dock] { dock->setMinimumSize(dock->isFloating() ? 260 : 0, 0); });
  addDockWidget(area, dock);
  docks_.push_back({id, dock, std::move(panel), area, pages, std::nullopt});
}

QDockWidget* DockArea::dock(const QString& id) const {
  for (const Dock& d : docks_)
    if (d.id == id) return d.widget;
  return nullptr;
}

QList<QDockWidget*> DockArea::side() const {
  QList<QDockWidget*> found;
  for (const Dock& d : docks_)
    if (d.area == Qt::RightDockWidgetArea) found << d.widget;
  return found;
}

// ---- which are seen

void DockArea::show_for(const QString& page, bool any, bool short_of_room) {
  page_ = page;
  any_ = any;
  short_of_room_ = short_of_room;
  for (const Dock& d : docks_)
    d.widget->setVisible(any && d.pages.contains(page) &&
                         d.wanted.value_or(d.area == Qt::RightDockWidgetArea || !short_of_room));
  if (isVisible()) fit();
}

bool DockArea::is_wanted(const QString& id) const {
  for (const Dock& d : docks_)
    if (d.id == id) return d.wanted.value_or(true);
  return false;
}

void DockArea::set_wanted(const QString& id, bool on) {
  for (Dock& d : docks_) {
    if (d.id != id) continue;
    d.wanted = on;
    show_for(page_, any_, short_of_room_);
    if (on) bring_up(id);
    Q_EMIT wanted_changed(id, on);
  }
}

void DockArea::bring_up(const QString& id) {
  if (QDockWidget* const found = dock(id); found != nullptr && found->isVisible()) found->raise();
}

void DockArea::refresh() {
  for (const Dock& d : docks_)
    if (d.panel.widget->isVisible()) d.panel.refresh();
}

// ---- where they are

void DockArea::stack_side() {
  const QList<QDockWidget*> all = side();
  for (QDockWidget* const d : all) {
    d->setFloating(false);
    addDockWidget(Qt::RightDockWidgetArea, d, Qt::Vertical);
  }
  for (qsizetype i = 1; i < all.size(); ++i) {
    if (tabs_)
      tabifyDockWidget(all[0], all[i]);
    else
      splitDockWidget(all[i - 1], all[i], Qt::Vertical);
  }
  for (Dock& d : docks_) d.fitted = false;
  show_for(page_, any_, short_of_room_);
  if (tabs_ && !all.isEmpty()) all[0]->raise();
}

void DockArea::set_tabs(bool on) {
  if (tabs_ == on) return;
  tabs_ = on;
  stack_side();
}

/// What is seen for the first time gets the size it was designed with; later it keeps the one that it was given.
void DockArea::fit() {
  const double scale = style::font_scale();
  QList<QDockWidget*> beside;
  QList<int> heights;
  for (Dock& d : docks_) {
    if (d.fitted || !d.widget->isVisible()) continue;
    d.fitted = true;
    if (d.area == Qt::BottomDockWidgetArea) {
      resizeDocks({d.widget}, {static_cast<int>((height() < kRoomy ? kLogHeight : kTallLogHeight) * scale)},
                  Qt::Vertical);
    } else {
      beside << d.widget;
      heights << (beside.size() == 1 ? 250 : 260);
    }
  }
  if (beside.isEmpty()) return;
  const int width = static_cast<int>((tabs_ ? kNarrowSideWidth : kSideWidth) * scale);
  resizeDocks({beside.front()}, {width}, Qt::Horizontal);
  // Only when all have come to their places their heights can be shared out.
  if (!tabs_)
    QMetaObject::invokeMethod(
        this, [this, beside, heights] { resizeDocks(beside, heights, Qt::Vertical); }, Qt::QueuedConnection);
}

void DockArea::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  fit();
}

void DockArea::reset() {
  for (Dock& d : docks_) {
    d.wanted.reset();
    d.widget->setFloating(false);
    addDockWidget(d.area, d.widget);
  }
  stack_side();
  for (const Dock& d : docks_) Q_EMIT wanted_changed(d.id, true);
}

QByteArray DockArea::layout_kept() const {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  QStringList closed;
  for (const Dock& d : docks_)
    if (!d.wanted.value_or(true)) closed << d.id;
  out << tabs_ << closed << saveState();
  return bytes;
}

void DockArea::restore_layout(const QByteArray& kept) {
  if (kept.isEmpty()) return;
  QDataStream in(kept);
  QStringList closed;
  QByteArray state;
  bool tabs = false;
  in >> tabs >> closed >> state;
  if (in.status() != QDataStream::Ok || !restoreState(state)) return;
  tabs_ = tabs;
  for (Dock& d : docks_) {
    d.fitted = true;
    if (closed.contains(d.id)) d.wanted = false;
  }
  show_for(page_, any_, short_of_room_);
}

}  // namespace app
