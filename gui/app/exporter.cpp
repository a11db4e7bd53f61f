#include "gui/app/exporter.h"

#include <QFileInfo>
#include <QSaveFile>

#include "gui/app/report_writer.h"
#include "gui/pages/picture_file.h"

namespace app {

QByteArray csv_of(const QList<QStringList>& rows) {
  QString text;
  for (const QStringList& row : rows) {
    QStringList fields;
    for (QString field : row) {
      if (field.contains(',') || field.contains('"') || field.contains('\n'))
        field = '"' + field.replace('"', "\"\"") + '"';
      fields << field;
    }
    text += fields.join(',') + "\n";
  }
  return text.toUtf8();
}

QString export_to(const QString& path, pages::Page& page, bridge::Session& session) {
  const QString ending = QFileInfo(path).suffix().toLower();
  QByteArray bytes = pages::picture_of(page, ending);
  if (ending == "csv") {
    const QList<QStringList> rows = page.table();
    if (rows.isEmpty()) return QObject::tr("There are no numbers on the page %1.").arg(page.title());
    bytes = csv_of(rows);
  } else if (ending == "html") {
    if (!session.sight().change()) return QObject::tr("The report tells everything: not while a fault is hidden.");
    QString wrong;
    bytes = report_of(session, wrong);
    if (!wrong.isEmpty()) return wrong;
  } else if (bytes.isEmpty()) {
    return QObject::tr("%1: a name that ends with .png, .pdf, .svg, .csv or .html is expected").arg(path);
  }
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return path + ": " + file.errorString();
  file.write(bytes);
  return file.commit() ? QString() : path + ": " + file.errorString();
}

}  // namespace app
