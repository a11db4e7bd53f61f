#pragma once
/// Writes what is on a page to a file.

#include <QString>

#include "gui/bridge/session.h"
#include "gui/pages/page.h"

namespace app {

/// By the name's ending: .png, .pdf, .svg (if Qt Svg is there), .csv (what is plotted or listed), .html (the report of
/// the whole run). "", or what went wrong; nothing half written is left.
QString export_to(const QString& path, pages::Page& page, bridge::Session& session);

/// The rows as text: names first, fields with commas or quotes in quotes (RFC 4180).
QByteArray csv_of(const QList<QStringList>& rows);

}  // namespace app
