#pragma once
/// Charts as files.

#include <QImage>
#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace charts {

/// The widget and what is in it, `scale` pixels for each of its own.
QImage picture_of(QWidget& widget, double scale);
/// "", or what went wrong.
QString write_png(const QImage& picture, const QString& path);
QString write_csv(const QList<QStringList>& rows, const QString& path);

}  // namespace charts
