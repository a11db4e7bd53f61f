#include "gui/app/exporter.h"

#include <QFileInfo>
#include <QSaveFile>

#include "gui/app/report_writer.h"
#include "gui/pages/picture_file.h"

namespace app {
namespace {

using What = ExportWish::What;

What what_of(const QString& ending) {
  if (ending == "png" || ending == "pdf" || ending == "svg") return What::figure;
  if (ending == "csv") return What::numbers;
  if (ending == "jsonl") return What::events;
  if (ending == "yaml" || ending == "yml") return What::journal;
  if (ending == "html") return What::report;
  return What::by_ending;
}

QString endings() {
  return has_svg() ? QStringLiteral(".png, .pdf, .svg, .csv, .jsonl, .yaml, .html")
                   : QStringLiteral(".png, .pdf, .csv, .jsonl, .yaml, .html");
}

QByteArray figure_of(const QString& ending, pages::Page& page, const Figure& figure, QString& wrong) {
  if (ending == "pdf") return pdf_of(page, figure);
  if (ending == "png") return png_of(page, figure);
  if (ending == "svg" && has_svg()) return svg_of(page, figure);
  wrong = ending == "svg" ? QObject::tr("This program was built without SVG (libqt6svg).")
                          : QObject::tr("a picture's name ends with .png, .pdf or .svg");
  return {};
}

QByteArray bytes_of(What what, const QString& ending, pages::Page& page, bridge::Session& session,
                    const ExportWish& wish, QString& wrong) {
  if (what == What::figure) return figure_of(ending, page, wish.figure, wrong);
  if (what == What::report) return report_of(session, wrong);
  if (what == What::events)
    return ending == "csv" ? csv_of(event_rows(session.record())) : event_lines(session.record());
  const QList<QStringList> rows = by_columns(page.table(), wish.columns);
  if (rows.isEmpty()) wrong = QObject::tr("There are no numbers on the page %1.").arg(page.title());
  return csv_of(rows);
}

}  // namespace

QString export_to(const QString& path, pages::Page& page, bridge::Session& session, const ExportWish& wish) {
  const QString ending = QFileInfo(path).suffix().toLower();
  const What what = wish.what == What::by_ending ? what_of(ending) : wish.what;
  if (what == What::by_ending)
    return QObject::tr("%1: a name that ends with one of these is expected: %2").arg(path, endings());
  const bool of_run = what == What::events || what == What::journal || what == What::report;
  if (of_run && !session.spec()) return QObject::tr("No scenario is open.");
  if (of_run && !session.sight().change()) return QObject::tr("This tells everything: not while a fault is hidden.");
  if (what == What::journal) {
    const QString wrong = session.save_as_scenario(path);
    return wrong.isEmpty() ? QString() : path + ": " + wrong;
  }
  QString wrong;
  const QByteArray bytes = bytes_of(what, ending, page, session, wish, wrong);
  if (!wrong.isEmpty()) return path + ": " + wrong;
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return path + ": " + file.errorString();
  file.write(bytes);
  return file.commit() ? QString() : path + ": " + file.errorString();
}

}  // namespace app
