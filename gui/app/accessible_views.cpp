#include "gui/app/accessible_views.h"

#include "gui/app/accessible_rows.h"
#include "gui/app/health_strip.h"
#include "gui/charts/bars_chart.h"
#include "gui/charts/lag_strip.h"
#include "gui/charts/time_chart.h"
#include "gui/charts/timeline.h"
#include "gui/cluster/cluster_scene.h"
#include "gui/cluster/cluster_view.h"
#include "gui/compare/pair_chart.h"
#include "gui/events/sequence_chart.h"
#include "gui/groups/gantt_view.h"
#include "gui/log/partition_log_view.h"
#include "gui/pages/page.h"
#include "gui/style/format.h"
#include "gui/trucks/truck_map.h"

namespace app {
namespace {

using Table = QList<QStringList>;

QString view_text(const char* text) { return QCoreApplication::translate("app::AccessibleViews", text); }

/// A sentence a row.
Table lines_of(const QString& text) {
  Table rows{{view_text("What is shown")}};
  for (const QString& line : text.split('\n', Qt::SkipEmptyParts)) rows << QStringList{line};
  return rows;
}

Table rows_of(const HealthStrip& strip) {
  Table rows{{view_text("Figure"), view_text("Value"), view_text("Note")}};
  for (const HealthTile& t : strip.tiles()) rows << QStringList{t.title, t.value, t.note};
  return rows;
}

Table rows_of(const cluster::ClusterView& view) {
  Table rows{{view_text("Name"), view_text("State")}};
  const auto* const scene = qobject_cast<cluster::ClusterScene*>(view.scene());
  if (scene == nullptr) return rows;
  for (const cluster::EntityItem* const item : scene->entities()) rows << QStringList{item->name(), item->describe()};
  return rows;
}

Table rows_of(const groups::GanttView& view) {
  Table rows{{view_text("Who"), view_text("From"), view_text("Until"), view_text("What"), view_text("Which")}};
  for (std::size_t r = 0; r < view.row_count(); ++r) {
    const groups::Row& row = view.row(r);
    for (const groups::Bar& bar : row.bars)
      rows << QStringList{row.name, style::clock_text(sim::to_seconds(bar.begin - sim::kTimeZero)),
                          bar.end ? style::clock_text(sim::to_seconds(*bar.end - sim::kTimeZero)) : QString(), bar.text,
                          bar.detail};
  }
  return rows;
}

/// What the page around it has as rows: the same things.
Table rows_of_page(const QWidget& widget) {
  for (const QWidget* w = &widget; w != nullptr; w = w->parentWidget())
    if (const auto* const page = qobject_cast<const pages::Page*>(w)) return page->table();
  return {};
}

template <class View>
const View* as(const QWidget& widget) {
  return qobject_cast<const View*>(&widget);
}

QAccessibleInterface* accessible_view(const QString&, QObject* object) {
  auto* const widget = qobject_cast<QWidget*>(object);
  if (widget == nullptr || rows_of_view(*widget).isEmpty()) return nullptr;
  return new AccessibleRows(widget, [widget] { return rows_of_view(*widget); });
}

}  // namespace

QList<QStringList> rows_of_view(QWidget& widget) {
  if (const auto* const v = as<HealthStrip>(widget)) return rows_of(*v);
  if (const auto* const v = as<cluster::ClusterView>(widget)) return rows_of(*v);
  if (const auto* const v = as<groups::GanttView>(widget)) return rows_of(*v);
  if (const auto* const v = as<logs::PartitionLogView>(widget)) return lines_of(v->describe());
  if (const auto* const v = as<charts::Timeline>(widget)) return lines_of(v->describe());
  if (const auto* const v = as<charts::TimeChart>(widget)) return lines_of(v->describe());
  if (const auto* const v = as<charts::LagStrip>(widget)) return lines_of(v->describe());
  if (const auto* const v = as<charts::BarsChart>(widget)) return lines_of(v->describe());
  if (const auto* const v = as<events::SequenceChart>(widget)) return lines_of(v->describe());
  if (const auto* const v = as<comparing::PairChart>(widget)) return lines_of(v->describe());
  if (widget.inherits("strips::TimePlot") || widget.inherits("charts::TimePlot"))
    return lines_of(widget.accessibleDescription());
  if (as<trucks::TruckMap>(widget) != nullptr) return rows_of_page(widget);
  return {};
}

void announce_focus(QWidget& window) {
  for (auto* const view : window.findChildren<cluster::ClusterView*>())
    QObject::connect(view->scene(), &QGraphicsScene::focusItemChanged, view, [view](QGraphicsItem* now) {
      const auto* const item = qobject_cast<cluster::EntityItem*>(now == nullptr ? nullptr : now->toGraphicsObject());
      if (item == nullptr) return;
      view->setAccessibleDescription(item->name() + ": " + item->describe());
      QAccessibleEvent event(view, QAccessible::DescriptionChanged);
      QAccessible::updateAccessibility(&event);
    });
}

void make_views_accessible() {
  static const bool once = [] {
    QAccessible::installFactory(accessible_view);
    return true;
  }();
  static_cast<void>(once);
}

}  // namespace app
