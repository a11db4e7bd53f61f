#pragma once
/// A widget as a picture in a file: PNG, PDF, and SVG where Qt's module for it is installed.

#include <QByteArray>
#include <QString>
#include <QWidget>
#include <functional>

namespace pages {

/// By the ending: "png", "pdf", "svg". Empty: there are no pictures of that kind.
QByteArray picture_of(QWidget& widget, const QString& ending);
/// "", or what went wrong.
QString write_picture(QWidget& widget, const QString& path);
/// A dialog for the name; what went wrong is given to `failed`.
void ask_for_picture(QWidget& widget, const QString& name, const std::function<void(const QString&)>& failed);

}  // namespace pages
