#pragma once
/// A page as a picture for a slide or a paper.

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <optional>

#include "gui/pages/page.h"
#include "gui/style/theme.h"

namespace app {

struct Figure {
  double scale = 1;                       ///< pixels for each of the page's
  QSize size;                             ///< of the page; empty: as it is on the screen
  std::optional<style::ThemeName> theme;  ///< nothing: the one in use
};

/// "screen", "slide" (16:9), "paper" (a column): sizes that are offered. Empty: as it is.
QSize size_preset(const QString& name);

QImage image_of(pages::Page& page, const Figure& figure);
QByteArray png_of(pages::Page& page, const Figure& figure);
QByteArray pdf_of(pages::Page& page, const Figure& figure);
/// Empty where Qt has no SVG.
QByteArray svg_of(pages::Page& page, const Figure& figure);
bool has_svg();

}  // namespace app
