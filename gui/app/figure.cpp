#include "gui/app/figure.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#ifdef KAFKASIM_SVG
#include <QSvgGenerator>
#endif

#include "gui/charts/chart_export.h"

namespace app {
namespace {

constexpr double kMillimetresPerPixel = 0.2;
constexpr int kDotsPerInch = 127;  // 5 dots a millimetre: a pixel is a dot

/// The page in that size and theme, as long as this lives; on the screen nothing of it is seen.
class Posed {
 public:
  Posed(pages::Page& page, const Figure& figure) : page_(page), size_(page.size()), theme_(style::theme().name) {
    if (figure.theme && *figure.theme != theme_) style::set_theme(*figure.theme);
    if (!figure.size.isEmpty()) page_.resize(figure.size);
    page_.refresh();
  }
  Posed(const Posed&) = delete;
  Posed& operator=(const Posed&) = delete;
  ~Posed() {
    if (style::theme().name != theme_) style::set_theme(theme_);
    if (page_.size() != size_) page_.resize(size_);
    page_.refresh();
  }

 private:
  pages::Page& page_;
  QSize size_;
  style::ThemeName theme_;
};

void paint(QPainter& painter, pages::Page& page) {
  painter.fillRect(page.rect(), style::theme().bg);
  page.render(&painter, {}, {}, QWidget::DrawChildren);
}

}  // namespace

QSize size_preset(const QString& name) {
  if (name == QLatin1String("slide")) return {1600, 900};
  if (name == QLatin1String("paper")) return {1040, 780};
  return {};
}

bool has_svg() {
#ifdef KAFKASIM_SVG
  return true;
#else
  return false;
#endif
}

QImage image_of(pages::Page& page, const Figure& figure) {
  const Posed posed(page, figure);
  return charts::picture_of(page, figure.scale);
}

QByteArray png_of(pages::Page& page, const Figure& figure) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image_of(page, figure).save(&buffer, "PNG");
  return bytes;
}

QByteArray pdf_of(pages::Page& page, const Figure& figure) {
  const Posed posed(page, figure);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(page.title());
  writer.setPageSize(QPageSize(QSizeF(page.size()) * kMillimetresPerPixel, QPageSize::Millimeter));
  writer.setPageMargins({});
  writer.setResolution(kDotsPerInch);
  QPainter painter(&writer);
  paint(painter, page);
  painter.end();
  return bytes;
}

QByteArray svg_of(pages::Page& page, const Figure& figure) {
  QByteArray bytes;
#ifdef KAFKASIM_SVG
  const Posed posed(page, figure);
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setTitle(page.title());
  generator.setSize(page.size());
  generator.setViewBox(page.rect());
  QPainter painter(&generator);
  paint(painter, page);
  painter.end();
#else
  static_cast<void>(page);
  static_cast<void>(figure);
#endif
  return bytes;
}

}  // namespace app
