#include "gui/pages/picture_file.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QPixmap>
#include <QSaveFile>
#ifdef KAFKASIM_SVG
#include <QSvgGenerator>
#endif

namespace pages {
namespace {

QByteArray png_of(QWidget& widget) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  widget.grab().save(&buffer, "PNG");
  return bytes;
}

QByteArray pdf_of(QWidget& widget) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setPageSize(QPageSize(QSizeF(widget.width(), widget.height()) * 0.2, QPageSize::Millimeter));
  writer.setPageMargins({});
  writer.setResolution(127);  // 5 dots a millimetre: a pixel is a dot
  QPainter painter(&writer);
  widget.render(&painter);
  painter.end();
  return bytes;
}

#ifdef KAFKASIM_SVG
QByteArray svg_of(QWidget& widget) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(widget.size());
  generator.setViewBox(widget.rect());
  QPainter painter(&generator);
  widget.render(&painter);
  painter.end();
  return bytes;
}
#endif

}  // namespace

QByteArray picture_of(QWidget& widget, const QString& ending) {
  if (ending == "png") return png_of(widget);
  if (ending == "pdf") return pdf_of(widget);
#ifdef KAFKASIM_SVG
  if (ending == "svg") return svg_of(widget);
#endif
  return {};
}

QString write_picture(QWidget& widget, const QString& path) {
  const QByteArray bytes = picture_of(widget, QFileInfo(path).suffix().toLower());
  if (bytes.isEmpty()) return QObject::tr("%1: a name that ends with .png, .pdf or .svg is expected").arg(path);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return path + ": " + file.errorString();
  file.write(bytes);
  return file.commit() ? QString() : path + ": " + file.errorString();
}

void ask_for_picture(QWidget& widget, const QString& name, const std::function<void(const QString&)>& failed) {
  auto* const dialog = new QFileDialog(&widget, QObject::tr("Save picture"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(QObject::tr("Pictures (*.png *.pdf *.svg)"));
  dialog->setDefaultSuffix("png");
  dialog->selectFile(name + ".png");
  QObject::connect(dialog, &QFileDialog::fileSelected, &widget, [&widget, failed](const QString& path) {
    if (const QString wrong = write_picture(widget, path); !wrong.isEmpty()) failed(wrong);
  });
  dialog->open();
}

}  // namespace pages
