#include "gui/app/exporter.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QPixmap>
#include <QSaveFile>
#ifdef KAFKASIM_SVG
#include <QSvgGenerator>
#endif

#include "gui/app/report_writer.h"

namespace app {
namespace {

QByteArray png_of(QWidget& page) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  page.grab().save(&buffer, "PNG");
  return bytes;
}

QByteArray pdf_of(QWidget& page) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setPageSize(QPageSize(QSizeF(page.width(), page.height()) * 0.2, QPageSize::Millimeter));
  writer.setPageMargins({});
  writer.setResolution(127);  // 5 dots a millimetre: a pixel is a dot
  QPainter painter(&writer);
  page.render(&painter);
  painter.end();
  return bytes;
}

#ifdef KAFKASIM_SVG
QByteArray svg_of(QWidget& page) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(page.size());
  generator.setViewBox(page.rect());
  QPainter painter(&generator);
  page.render(&painter);
  painter.end();
  return bytes;
}
#endif

}  // namespace

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
  QByteArray bytes;
  if (ending == "png") {
    bytes = png_of(page);
  } else if (ending == "pdf") {
    bytes = pdf_of(page);
#ifdef KAFKASIM_SVG
  } else if (ending == "svg") {
    bytes = svg_of(page);
#endif
  } else if (ending == "csv") {
    const QList<QStringList> rows = page.table();
    if (rows.isEmpty()) return QObject::tr("There are no numbers on the page %1.").arg(page.title());
    bytes = csv_of(rows);
  } else if (ending == "html") {
    if (!session.sight().change()) return QObject::tr("The report tells everything: not while a fault is hidden.");
    QString wrong;
    bytes = report_of(session, wrong);
    if (!wrong.isEmpty()) return wrong;
  } else {
    return QObject::tr("%1: a name that ends with .png, .pdf, .svg, .csv or .html is expected").arg(path);
  }
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return path + ": " + file.errorString();
  file.write(bytes);
  return file.commit() ? QString() : path + ": " + file.errorString();
}

}  // namespace app
