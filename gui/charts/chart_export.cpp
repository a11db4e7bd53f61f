#include "gui/charts/chart_export.h"

#include <QGraphicsItem>
#include <QGraphicsView>
#include <QSaveFile>

#include "gui/charts/sample_table.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

/// The items that are drawn once and kept.
QList<QGraphicsItem*> cached_items(QWidget& widget) {
  QList<QGraphicsView*> views = widget.findChildren<QGraphicsView*>();
  if (auto* const view = qobject_cast<QGraphicsView*>(&widget)) views << view;
  QList<QGraphicsItem*> cached;
  for (QGraphicsView* const view : views) {
    const QList<QGraphicsItem*> items = view->items();
    for (QGraphicsItem* const item : items)
      if (item->cacheMode() == QGraphicsItem::DeviceCoordinateCache) cached << item;
  }
  return cached;
}

}  // namespace

QImage picture_of(QWidget& widget, double scale) {
  QImage picture((QSizeF(widget.size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
  picture.setDevicePixelRatio(scale);
  picture.fill(style::theme().bg);
  // What was drawn for the screen would be blurred when it is scaled up.
  const QList<QGraphicsItem*> cached = scale == 1 ? QList<QGraphicsItem*>{} : cached_items(widget);
  for (QGraphicsItem* const item : cached) item->setCacheMode(QGraphicsItem::NoCache);
  widget.render(&picture);
  for (QGraphicsItem* const item : cached) item->setCacheMode(QGraphicsItem::DeviceCoordinateCache);
  return picture;
}

QString write_png(const QImage& picture, const QString& path) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return file.errorString();
  if (!picture.save(&file, "PNG")) return file.errorString();
  return file.commit() ? QString() : file.errorString();
}

QString write_csv(const QList<QStringList>& rows, const QString& path) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return file.errorString();
  file.write(csv_text(rows).toUtf8());
  return file.commit() ? QString() : file.errorString();
}

}  // namespace charts
