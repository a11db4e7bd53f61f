#include "gui/strips/tile.h"

#include <QPainter>

#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace strips {

Tile::Tile(const QString& name, QWidget* parent) : QWidget(parent) {
  setObjectName(name);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(static_cast<int>(56 * style::font_scale()));
}

void Tile::show_value(const QString& value, const QString& caption, Mood mood) {
  if (value_ == value && caption_ == caption && mood_ == mood) return;
  value_ = value;
  caption_ = caption;
  mood_ = mood;
  setAccessibleName(value + " " + caption);
  setToolTip(caption);
  update();
}

void Tile::paintEvent(QPaintEvent*) {
  const style::Theme& t = style::theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_card(painter, rect());
  const double half = height() / 2.0;
  painter.setFont(style::ui_font(16, QFont::DemiBold));
  painter.setPen(mood_ == Mood::bad ? t.bad : mood_ == Mood::warn ? t.warn : t.text);
  draw_elided(painter, QRectF(13, 6, width() - 22.0, half), Qt::AlignVCenter, value_);
  painter.setFont(style::ui_font(11));
  painter.setPen(t.muted);
  draw_elided(painter, QRectF(13, half + 1, width() - 22.0, half - 5), Qt::AlignVCenter, caption_);
}

}  // namespace strips
